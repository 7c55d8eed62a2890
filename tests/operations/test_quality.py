"""The check of the data finds what it says, and only that."""

from __future__ import annotations

import pytest

from khachhang.operations import customers, duplicates, quality
from khachhang.operations.customers import AllOf, CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.values.address_places import is_ward_of
from tests.operations.shops import bring_in

WHOLE = {
    "customer_code": ["K1"], "full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"], "birth_date": "1990-03-28",
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
    customers.confirm(shop, old.ids[0])
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


