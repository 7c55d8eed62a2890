"""Examples of customers that are one, and of those that only look alike."""

from __future__ import annotations

import pytest

from khachhang.matching import PairClass, find_duplicates
from tests.matching.making import HOME, are_joined, pair_of, people

PHONE, OTHER_PHONE = "+84912345678", "+84987654321"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Nguyễn Thị Hoa", "Nguyen Thi Hoa", id="missing accents"),
        pytest.param("Nguyễn Thuý Hoà", "Nguyễn Thúy Hòa", id="placement of tones"),
        pytest.param("Lý Thị Mỹ", "Lí Thị Mĩ", id="y and i"),
        pytest.param("Nguyễn Thị Quỳnh", "Nguyễn Thị Quình", id="y and i in the middle"),
        pytest.param("Nguyễn Văn An", "N.V. An", id="initials"),
        pytest.param("Nguyễn Văn An", "Ng. Văn An", id="short family name"),
        pytest.param("Nguyễn Thị Kim Lan", "Nguyễn Lan", id="middle names left out"),
        pytest.param("Nguyễn Thị Lan", "Lan", id="given name only"),
        pytest.param("Nguyễn Thị Lan", "Lan tạp hóa", id="nickname with a trade"),
        pytest.param("Nguyễn Thị Lan", "Lan Tap Hoa", id="nickname without accents"),
        pytest.param("Trần Văn Minh", "Minh Văn Trần", id="Western order"),
        pytest.param("Nguyễn Thị Hương", "Nguyễn Thị Hươnng", id="slip of the finger"),
        pytest.param("Phạm Thị Hương", "Phạn Thị Hương", id="slip in the family name"),
    ],
)
def test_one_person_with_one_number(first, second):
    assert are_joined({"name": first, "phone": PHONE}, {"name": second, "phone": PHONE})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Nguyễn Thị Lan", "Nguyễn Văn Hùng", id="husband and wife"),
        pytest.param("Nguyễn Thị Lan", "Nguyễn Thị Loan", id="sisters with names one letter apart"),
        pytest.param("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", id="brothers with names one mark apart"),
        pytest.param("Lan", "Hùng", id="given names only"),
        pytest.param("Trần Thị Kiều Hằng", "Nguyễn Diễm Hằng", id="same given name, other families"),
        pytest.param("T.M. Tài", "Trần Trọng Minh", id="initials that fit other words"),
    ],
)
def test_a_family_with_one_number_and_one_address_is_not_joined(first, second):
    pair = pair_of({"name": first, "phone": PHONE, **HOME}, {"name": second, "phone": PHONE, **HOME})

    assert pair is not None
    assert pair.probability < 0.5
    assert pair.klass is PairClass.HOUSEHOLD


def test_a_shop_and_its_owner_are_two_customers():
    shop = {"name": "Cửa hàng Minh Phát", "is_business": True, "phone": PHONE, **HOME}

    pair = pair_of(shop, {"name": "Nguyễn Văn Phát", "phone": PHONE, **HOME})

    assert pair is not None
    assert pair.klass is PairClass.HOUSEHOLD


def test_a_short_name_of_a_shop_is_the_shop():
    shop = {"name": "Công ty TNHH Thương mại Đại Sáng", "is_business": True, "phone": PHONE}

    assert are_joined(shop, {"name": "Đại Sáng", "phone": PHONE})


def test_a_branch_is_another_customer():
    head = {"name": "Công ty TNHH Minh Phát", "is_business": True, "tax_code": "0312345675"}
    branch = {"name": "Chi nhánh Công ty TNHH Minh Phát", "is_business": True, "tax_code": "0312345675-001"}

    pair = pair_of(head, branch)

    assert pair is not None
    assert pair.probability < 0.5
    assert {"tax_branch", "name_branch"} <= {e.code for e in pair.evidence}


def test_one_company_in_two_spellings():
    first = {"name": "Công ty Trách nhiệm hữu hạn Thương mại Sao Mai", "is_business": True, "phone": PHONE, "tax_code": "0312345675"}
    second = {"name": "CTY TNHH TM SAO MAI", "is_business": True, "tax_code": "0312345675"}

    assert are_joined(first, second)


def test_a_wrong_digit_in_a_tax_code_does_not_part_a_company():
    first = {"name": "Công ty TNHH Sao Mai", "is_business": True, "phone": PHONE, "tax_code": "0312345675"}

    assert are_joined(first, first | {"tax_code": "0312345676"})


def test_two_kinds_of_shop_with_one_lucky_name_are_not_joined():
    grocery = {"name": "Tạp hóa Phúc Long", "is_business": True, "phone": PHONE}

    assert not are_joined(grocery, {"name": "Nhà thuốc Phúc Long", "is_business": True, "phone": OTHER_PHONE})


def test_a_number_that_passed_on_does_not_join_its_owners():
    first = {"name": "Trần Quốc Bảo", "phone": PHONE, "street": "5 Hàng Bông", "province": "Hà Nội", "province_new": "Hà Nội"}

    pair = pair_of(first, {"name": "Lê Thị Thu Thảo", "phone": PHONE, **HOME})

    assert pair is not None
    assert pair.probability < 0.1


def test_colleagues_on_a_company_phone_are_not_joined():
    names = (
        "Nguyễn Văn An",
        "Trần Thị Bình",
        "Lê Quốc Cường",
        "Phạm Thu Dung",
        "Hoàng Minh Đức",
        "Vũ Thị Giang",
        "Đỗ Văn Hải",
        "Bùi Thị Khánh",
    )

    pairs = find_duplicates(people(*({"name": name, "phone": PHONE} for name in names)), minimum=0.0)

    assert pairs
    assert all(p.probability < 0.5 for p in pairs)


def test_forty_people_of_one_common_name_are_forty():
    records = [
        {"name": "Nguyễn Văn Hùng", "phone": f"+849123450{n:02d}", "birth_date": f"{1950 + n}-03-{n % 28 + 1:02d}"} for n in range(40)
    ]

    assert all(p.probability < 0.5 for p in find_duplicates(people(*records)))


def test_a_name_alone_joins_nobody():
    assert not are_joined({"name": "Trịnh Thị Hương Lành"}, {"name": "Trịnh Thị Hương Lành"})


def test_a_birth_date_with_day_and_month_swapped_still_speaks_for_a_pair():
    first = {"name": "Trần Mỹ Uyên", "birth_date": "1990-05-12"}

    pair = pair_of(first, first | {"birth_date": "1990-12-05"})

    assert pair is not None
    assert next(e.bits for e in pair.evidence if e.code == "birth_close") > 0


def test_a_year_alone_agrees_with_a_whole_date():
    pair = pair_of({"name": "Trần Mỹ Uyên", "birth_date": "1990"}, {"name": "Trần Mỹ Uyên", "birth_date": "1990-12-05"})

    assert pair is not None
    assert "birth_partial" in {e.code for e in pair.evidence}


def test_old_and_new_units_name_one_place():
    old = {"name": "Trần Mỹ Uyên", **HOME, "ward_new": ("Phường Thông Tây Hội",)}
    new = {"name": "Trần Mỹ Uyên", "street": "số 12/3 đường Lê Lợi", "ward": "Phường Thông Tây Hội", "province": "Hồ Chí Minh",
           "province_new": "Hồ Chí Minh", "ward_new": ("Phường Thông Tây Hội",)}  # fmt: skip

    pair = pair_of(old, new)

    assert pair is not None
    assert "address_same" in {e.code for e in pair.evidence}
    assert pair.probability > 0.5


def test_any_of_several_numbers_may_agree():
    first = {"name": "Trần Mỹ Uyên", "phones": (OTHER_PHONE, PHONE)}

    pair = pair_of(first, {"name": "Trần Mỹ Uyên", "phones": ("+84900000001", PHONE)})

    assert pair is not None
    assert next(e.params["a"] for e in pair.evidence if e.code == "phone_same") == "0912 345 678"
