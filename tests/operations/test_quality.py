"""The check of the data finds what it says, and only that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from khachhang.operations import customers, duplicates, history, quality, quality_fixes
from khachhang.operations.customers import AllOf, CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.values.address_places import is_area_of, is_ward_of
from khachhang.values.admin_units import gazetteer
from khachhang.values.phone_tables import LANDLINE_CODES, PROVINCE_OF_CODE
from tests.operations.shops import bring_in

WHOLE = {
    "customer_code": ["K1"], "full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"], "birth_date": "1990-03-28", "sex": "F",
    "address": [{"street": "12 Lê Lợi", "ward": "Phường 4", "district": "Quận Gò Vấp", "province": "Hồ Chí Minh"}],
}  # fmt: skip


def named(opened: OpenVault, finding: quality.Finding) -> list[str]:
    ids = finding.ids if finding.part is None else customers.all_ids(opened, CustomerQuery(filters=AllOf((finding.part,))))
    assert len(ids) == finding.count
    return [r.values.get("customer_code", "") for r in customers.rows(opened, list(ids))]


def findings(opened: OpenVault) -> dict[str, list[str]]:
    found = quality.check(opened)
    assert [f.code for f in found] == list(quality.CHECKS)
    return {f.code: named(opened, f) for f in found if f.count}


def test_a_whole_customer_has_no_problem(shop: OpenVault):
    bring_in(shop, [WHOLE])

    assert findings(shop) == {}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"full_name": None}, "no_name", id="no name"),
        pytest.param({"phones": None}, "no_phone", id="no phone"),
        pytest.param({"address": None}, "no_province", id="no address"),
        pytest.param({"address": [{"ward": "Phường Hàng Bạc", "province": "Cà Mau"}]}, "ward_mismatch", id="a ward of Hà Nội"),
        pytest.param({"phones": ["+842363822123"]}, "area_mismatch", id="a landline of Đà Nẵng"),
        pytest.param({"birth_date": "2031-01-01"}, "odd_age", id="not born yet"),
        pytest.param({"birth_date": "1890"}, "odd_age", id="too old"),
    ],
)
def test_each_problem_is_found(shop: OpenVault, change, code):
    bring_in(shop, [{k: v for k, v in {**WHOLE, **change}.items() if v is not None}])

    assert findings(shop) == {code: ["K1"]}


def test_doubts_are_told_apart(shop: OpenVault):
    customers.add(shop, {"full_name": "Lan", "phones": "091234567", "address": "12 Lê Lợi, Phường 4, Quận Gò Vấp, Hồ Chí Minh"})
    found = {f.code: f.count for f in quality.check(shop)}
    assert (found["phone_doubtful"], found["email_doubtful"], found["doubt"]) == (1, 0, 0)


def test_unverified_and_old_and_alike(shop: OpenVault):
    from khachhang.model import Party

    bring_in(shop, [WHOLE], party=Party.THIRD, observed_on="2023-05-01")
    bring_in(shop, [{**WHOLE, "customer_code": ["K2"], "phones": ["+84912345679"]}], source="Khác")
    duplicates.refresh(shop)
    found = findings(shop)
    assert found["unverified"] == found["old"] == ["K1"]
    assert set(found.get("duplicate", ())) in (set(), {"K1", "K2"})

    (old,) = (f for f in quality.check(shop) if f.code == "old")
    customers.confirm(shop, customers.all_ids(shop, CustomerQuery(filters=AllOf((old.part,))))[0])
    assert "old" not in findings(shop)


@pytest.mark.parametrize(
    ("ward", "province", "fits"),
    [
        ("Phường Hàng Bạc", "Hà Nội", True),
        ("Phường Hàng Bạc", "Cà Mau", False),
        ("Phường Không Có Thật", "Cà Mau", True),
        ("Phường Hàng Bạc", "Xứ Lạ", True),
    ],
)
def test_wards_and_their_provinces(ward, province, fits):
    assert is_ward_of(ward, province) is fits


@pytest.mark.parametrize(
    ("phone", "province", "fits"),
    [
        ("+842838221234", "Hồ Chí Minh", True),
        ("+842743822123", "Hồ Chí Minh", True),  # Bình Dương is part of it since July 2025
        ("+842743822123", "Bình Dương", True),
        ("+842838221234", "Bình Dương", True),
        ("+842438221234", "Hồ Chí Minh", False),
        ("+842363822123", "Hà Nội", False),
        ("+84912345678", "Hà Nội", True),
        ("+842363822123", "Atlantis", True),
    ],
)
def test_a_landline_belongs_to_the_province_of_before_and_of_today(phone, province, fits):
    assert is_area_of(phone, province) is fits


def test_every_area_code_has_a_province_of_the_gazetteer():
    assert PROVINCE_OF_CODE.keys() == LANDLINE_CODES
    assert set(PROVINCE_OF_CODE.values()) <= gazetteer().merged_into.keys()


@pytest.mark.parametrize(("age", "found"), [("36", False), ("35", False), ("37", False), ("29", True), ("36.0", False), ("trẻ", False)])
def test_an_age_in_a_column_of_the_shop_is_held_against_the_birth_date(shop: OpenVault, age, found):
    customers.add_field(shop, "Tuổi")
    bring_in(shop, [{**WHOLE, "x_tuoi": age}])

    assert findings(shop) == ({"age_mismatch": ["K1"]} if found else {})


MENDABLE = [
    pytest.param("email_doubtful", {"email": "lan@gmial.com"}, "lan@gmial.com", "lan@gmail.com", id="a misspelt domain"),
    pytest.param("sex_known", {"full_name": "Nguyễn Thị Lan"}, "", "Nữ", id="Thị"),
    pytest.param("sex_known", {"full_name": "Hùng", "title": "Anh"}, "", "Nam", id="a title"),
    pytest.param(
        "no_province",
        {"address": "12 Lê Lợi, Phường 4, Quận Gò Vấp"},
        "12 Lê Lợi, Phường 4, Quận Gò Vấp",
        "12 Lê Lợi, Phường 4, Quận Gò Vấp, Hồ Chí Minh",
        id="a district of one province",
    ),
]


@pytest.mark.parametrize(("code", "typed", "before", "after"), MENDABLE)
def test_what_is_sure_is_proposed_done_and_taken_back_at_once(shop: OpenVault, code, typed, before, after):
    outcome = customers.add(shop, {"full_name": "Trần Văn Ba", **typed})
    (fix,) = quality_fixes.proposals(shop, code)
    assert (fix.before, fix.after) == (before, after)
    assert {f.code: f.fixable for f in quality.check(shop)}[code] == 1

    quality_fixes.mend(shop, code, [fix])
    assert quality_fixes.proposals(shop, code) == []
    assert customers.rows(shop, outcome.customer_ids)[0].values[fix.field.key] == after

    history.undo(shop)
    assert quality_fixes.proposals(shop, code) == [fix]


@pytest.mark.parametrize(
    "typed", [{"full_name": "Lê Hoa Mai"}, {"full_name": "Công ty Thị Trấn"}, {"address": "5 Châu Thành, Huyện Châu Thành"}]
)
def test_what_is_not_sure_is_not_proposed(shop: OpenVault, typed):
    customers.add(shop, typed)

    assert [fix for code in quality_fixes.FIXES for fix in quality_fixes.proposals(shop, code)] == []


def test_counts_are_noted_once_a_day_and_make_a_trend(shop: OpenVault):
    bring_in(shop, [WHOLE, {"full_name": "Trần Văn Ba"}])
    assert not quality.is_noted_today(shop)
    quality.remember(shop, quality.check(shop))
    assert quality.is_noted_today(shop)
    first = shop.clock().date()
    shop.clock.at += timedelta(days=5)
    customers.edit(shop, 2, {"phones": ["0903 111 222"]})
    quality.remember(shop, quality.check(shop))
    quality.remember(shop, quality.check(shop))

    trend = quality.trends(shop)["no_phone"]
    assert trend.points == ((first.isoformat(), 1), ((first + timedelta(days=5)).isoformat(), 0))
    assert trend.change == -1
    assert quality.trends(shop)["customers"].points[-1][1] == 2
    shop.clock.at -= timedelta(days=5)
