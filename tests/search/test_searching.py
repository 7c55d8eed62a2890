"""What was typed becomes words; filters, sorting and saved lists are plain values."""

from __future__ import annotations

import unicodedata

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khachhang.errors import UserError
from khachhang.fields import CATALOGUE
from khachhang.searching import (
    AllOf,
    AnyOf,
    CustomerQuery,
    Filter,
    Op,
    SearchWords,
    SortKey,
    from_value,
    highlight,
    needles,
    parse_sort,
    parse_where,
    parse_words,
    searchable_text,
    text_matches,
    to_value,
)

CUSTOMER = {
    "full_name": "Nguyễn Thuý Quý",
    "phones": ["+84912345678", "+842838221234"],
    "email": ["thuy.quy90@gmail.com"],
    "address": [{"street": "12 Lê Lợi", "ward": "Phường Bến Nghé", "province": "Thành phố Hồ Chí Minh"}],
    "customer_code": ["KH001234"],
    "tax_code": "0101234567-001",
    "note": ["thích màu vàng"],
    "group": ["Đại lý"],
    "debt": 1_250_000,
}


@pytest.mark.parametrize(
    "typed",
    [
        "nguyễn", "NGUYEN", "quy nguyen", "thúy", "thuý", "quí", "thuy  quy", "0912", "0912 345", "0912.345.678", "+84 912 345 678",
        "84912345678",
        "5678", "345 678", "345", "028 3822 1234", "12 le loi", "bến nghé", "ho chi minh", "kh001234", "1234", "0101234567",
        "0101234567-001",
        "vàng", "dai ly", "Đại", "n", "12", "gmail", "nguyen 5678", unicodedata.normalize("NFD", "Nguyễn Thuý"),
    ],
)  # fmt: skip
def test_a_customer_is_found_by(typed: str) -> None:
    assert text_matches(searchable_text(CUSTOMER), parse_words(typed))


@pytest.mark.parametrize("typed", ["guyen", "tran", "0913", "5679", "1250000", "zz", "nguyen tran", "345 679"])
def test_a_customer_is_not_found_by(typed: str) -> None:
    assert not text_matches(searchable_text(CUSTOMER), parse_words(typed))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0912 345", SearchWords((), ("0912345",))),
        ("Nguyễn van", SearchWords(("nguyen", "van"), (), ("nguiễn",))),
        ("12 Lê", SearchWords(("12", "le"), (), ("lê",))),
        ("05-12-1990", SearchWords(("05", "12"), ("1990",))),
        ("kh0012", SearchWords(("kh0012",))),
        ("  ", SearchWords()),
        ("!?", SearchWords()),
    ],
)
def test_what_was_typed_becomes_words(typed: str, words: SearchWords) -> None:
    assert parse_words(typed) == words


def test_accents_agree_between_spellings_and_differ_between_names() -> None:
    text = searchable_text({"full_name": "Trần Thị Yến", "company": "Hoà Lý"})

    assert all(n in text for n in needles(parse_words("yến hòa lí"), accented=True))
    assert not all(n in text for n in needles(parse_words("yên"), accented=True))


@given(st.text("Nguyễn Thúy Lý hoà đĐ0123 yY", max_size=20))
def test_every_customer_is_found_by_every_beginning_of_its_name(name: str) -> None:
    text = searchable_text({"full_name": name})

    for end in range(len(name) + 1):
        if not any(c.isdigit() for c in name):
            assert text_matches(text, parse_words(name[:end]))


@pytest.mark.parametrize(
    ("text", "typed", "parts"),
    [
        ("Nguyễn Thuý Lý", "ngu ly", ["Ngu", "Lý"]),
        ("0912 345 678", "345678", ["345 678"]),
        ("+84 912 345 678", "0912", ["+84 912"]),
        ("12 Lê Lợi", "12 loi", ["12", "Lợi"]),
        ("KH001234", "1234", ["1234"]),
        ("Đỗ Đức", "d", ["Đ", "Đ"]),
        (unicodedata.normalize("NFD", "Nguyễn An"), "nguyen", [unicodedata.normalize("NFD", "Nguyễn")]),
        ("Trần", "le", []),
    ],
)
def test_the_matched_part_is_marked(text: str, typed: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in highlight(text, parse_words(typed))] == parts


@given(st.text(max_size=30), st.text(max_size=8))
def test_marks_lie_inside_the_text_in_order(text: str, typed: str) -> None:
    last = 0
    for start, end in highlight(text, parse_words(typed)):
        assert last <= start < end <= len(text)
        last = end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("province=Thành phố Hà Nội", Filter("province", Op.IS, ("Thành phố Hà Nội",))),
        ("debt>=1000", Filter("debt", Op.AT_LEAST, (1000,))),
        ("debt=1..5", Filter("debt", Op.BETWEEN, (1, 5))),
        ("full_name~yến", Filter("full_name", Op.CONTAINS, ("yến",))),
        ("group=VIP|Đại lý", Filter("group", Op.IN, ("VIP", "Đại lý"))),
        ("email=", Filter("email", Op.EMPTY)),
        ("email!=", Filter("email", Op.NOT_EMPTY)),
        ("phones=0912 345 678", Filter("phones", Op.IS, ("+84912345678",))),
        ("do_not_contact=có", Filter("do_not_contact", Op.IS, (1,))),
        ("last_purchase_date<2024-01-01", Filter("last_purchase_date", Op.LESS, ("2024-01-01",))),
        ("full_name^=ng", Filter("full_name", Op.STARTS, ("ng",))),
        ("birth_date=1990-01-01..1990-12-31", Filter("birth_date", Op.BETWEEN, ("1990-01-01", "1990-12-31"))),
    ],
)
def test_where_is_read(text: str, expected: Filter) -> None:
    assert parse_where(text, CATALOGUE) == expected


@pytest.mark.parametrize(
    ("text", "code"), [("province", "where_unreadable"), ("colour=red", "field_unknown"), ("debt=much", "where_not_a_number")]
)
def test_unreadable_where_is_said(text: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_where(text, CATALOGUE)

    assert caught.value.code == code


def test_sort_is_read() -> None:
    assert parse_sort("name,-debt", CATALOGUE) == (SortKey("full_name"), SortKey("debt", True))


def test_a_saved_list_comes_back_equal() -> None:
    filters = AllOf((Filter("debt", Op.BETWEEN, (0, 5)), AnyOf((Filter("group", Op.IN, ("VIP",)), Filter("email", Op.EMPTY)))))
    query = CustomerQuery("yến 0912", filters, (SortKey("debt", True),), binned=True)

    assert from_value(orjson.loads(orjson.dumps(to_value(query)))) == query
    assert hash(from_value(to_value(query))) == hash(query)


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True), st.integers(0, 7))
def test_any_three_digits_inside_a_phone_find_it(phone: str, at: int) -> None:
    text = searchable_text({"full_name": "An", "phones": ["+84" + phone[1:]]})

    assert text_matches(text, parse_words(phone[at : at + 3]))


def test_a_field_of_the_shops_own_is_searched_like_any_other() -> None:
    text = searchable_text({"full_name": "An", "custom_mau_tuong": "Xanh rêu", "custom_so_do": ["37", "cỡ nhỏ"], "custom_hang": 5})

    for typed in ("xanh", "rêu", "an xanh", "37", "co nho", "5"):
        assert text_matches(text, parse_words(typed)), typed


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hoà", "Hòa"), ("hòa", "Hoà"), ("thuý", "Thúy"), ("ly", "Lí"), ("lí", "Lý"), ("mi", "Mỹ"), ("quy", "Quí"), ("quí", "Quý"),
        ("duc", "Đức"), ("đuc", "Đức"), (unicodedata.normalize("NFD", "Đỗ Đức"), "Đỗ Đức"),
        ("nguyễn", unicodedata.normalize("NFD", "Nguyễn")),
        ("van hung tran", "Trần Văn Hùng"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_find_each_other(typed: str, name: str) -> None:
    assert text_matches(searchable_text({"full_name": name}), parse_words(typed))
