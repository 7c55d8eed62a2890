"""Phones: every way shops write them."""

from __future__ import annotations

import pytest

from khachhang.values.phone_tables import LANDLINE_2017, MOBILE_2018
from khachhang.values.phones import Phones, format_phone, is_plausible, parse_phones


def numbers(cell, **options):
    value = parse_phones(cell, **options).value
    return value.numbers if value else ()


def codes(cell, **options):
    return [issue.code for issue in parse_phones(cell, **options).issues]


@pytest.mark.parametrize(
    ("raw", "e164"),
    [
        pytest.param("0912345678", "+84912345678", id="clean"),
        pytest.param("0912 345 678", "+84912345678", id="spaces"),
        pytest.param("0912.345.678", "+84912345678", id="dots"),
        pytest.param("09 12 34 56 78", "+84912345678", id="pairs"),
        pytest.param("912345678.0", "+84912345678", id="Excel ate the zero"),
        pytest.param(912345678.0, "+84912345678", id="a number"),
        pytest.param(84912345678, "+84912345678", id="a number with 84"),
        pytest.param("'0912345678", "+84912345678", id="apostrophe"),
        pytest.param("+84 (0) 912 345 678", "+84912345678", id="international with zero"),
        pytest.param("(+84) 912345678", "+84912345678", id="brackets"),
        pytest.param("0084912345678", "+84912345678", id="0084"),
        pytest.param("O912345678", "+84912345678", id="letter O first"),
        pytest.param("091234567O", "+84912345670", id="letter O last"),
        pytest.param("9.12345678E+08", "+84912345678", id="scientific with all digits"),
        pytest.param("01234567890", "+84834567890", id="mobile of before 2018"),
        pytest.param("1649954264", "+84349954264", id="old mobile without zero"),
        pytest.param("0511 3822123", "+842363822123", id="landline of before 2017"),
        pytest.param("0313822123", "+842253822123", id="ten-digit old landline"),
        pytest.param("04 38221234", "+842438221234", id="old Hà Nội"),
        pytest.param("0240 3822123", "+842043822123", id="old Bắc Giang, not Hà Nội"),
        pytest.param("(028) 3822 1234", "+842838221234", id="landline of today"),
        pytest.param("+1 202 555 0123", "+12025550123", id="foreign"),
        pytest.param("1900 1234", "+8419001234", id="service number"),
    ],
)
def test_phone_is_normalised(raw, e164):
    assert numbers(raw) == (e164,)


@pytest.mark.parametrize(("raw", "expected", "rest"), [
    ("0931 189 703 hoặc 098.133.1344", ("+84931189703", "+84981331344"), ""),
    ("0889992710 - 0896072013", ("+84889992710", "+84896072013"), ""),
    ("0912345678\n0987654321", ("+84912345678", "+84987654321"), ""),
    ("0912 345 678 0987 654 321", ("+84912345678", "+84987654321"), ""),
    ("+84912345678 ::: 0987654321", ("+84912345678", "+84987654321"), ""),
    ("Chị Lan: 0912 345 678", ("+84912345678",), "Chị Lan"),
    ("0941823967 (vợ)", ("+84941823967",), "vợ"),
    ("Chú Thông hẻm 12 – 0970 77 10 27\n0883.597.447", ("+84970771027", "+84883597447"), "Chú Thông hẻm 12"),
    ("(+84) 332294097 hoặc 028.6787.9323 Cty Nam Hà", ("+84332294097", "+842867879323"), "Cty Nam Hà"),
    ("028 3822 1234 máy lẻ 102", ("+842838221234",), "máy lẻ 102"),
    ("Tel: 024 3822 1234 - Fax: 024 3822 1235", ("+842438221234",), "Fax: 024 3822 1235"),
])  # fmt: skip
def test_several_numbers_and_words_in_a_cell(raw, expected, rest):
    assert parse_phones(raw).value == Phones(expected, rest)


@pytest.mark.parametrize(("raw", "code"), [
    ("9.12346E+08", "phone_digits_lost"), ("9.61E+08", "phone_digits_lost"), ("098230502", "phone_invalid"),
    ("0912 345 67", "phone_invalid"), ("113", "phone_invalid"),
    ("0274090736", "phone_invalid"), ("******78", "phone_masked"), (1e20, "phone_digits_lost"), (True, "phone_invalid"),
    ("01987654321", "phone_invalid"),
])  # fmt: skip
def test_what_is_no_number_is_an_issue_and_never_a_guess(raw, code):
    assert numbers(raw) == ()
    assert codes(raw) == [code]


def test_wrong_number_beside_a_good_one_is_told_with_its_raw_text():
    parsed = parse_phones("0912345678, 098230502")

    assert parsed.value == Phones(("+84912345678",))
    assert parsed.issues[0].params == {"raw": "098230502"}


@pytest.mark.parametrize("options", [{"column_is_landline": True}, {"before_2018": True}, {"province": "Tỉnh Quảng Ninh"}])
def test_mobile_that_may_be_an_old_landline_is_kept_and_flagged(options):
    assert numbers("0333822123", **options) == ("+84333822123",)
    assert codes("0333822123", **options) == ["phone_maybe_old_landline"]
    assert codes("0333822123") == []


def test_area_code_standing_apart_is_flagged():
    assert codes("(08) 38221234") == ["phone_maybe_old_landline"]
    assert numbers("(08) 38221234") == ("+84838221234",)


def test_ten_digits_with_an_old_02_code_are_believed_in_old_files_only():
    assert numbers("0203822123") == ()
    assert numbers("0203822123", before_2018=True) == ("+842143822123",)


@pytest.mark.parametrize("old", sorted(MOBILE_2018))
def test_every_mobile_prefix_of_2018(old):
    assert numbers(f"0{old}1234567") == (f"+84{MOBILE_2018[old]}1234567",)


@pytest.mark.parametrize("old", [code for code in sorted(LANDLINE_2017) if len(code) == 3])
def test_every_three_digit_area_code_of_2017(old):
    assert numbers(f"0{old}3822123") == (f"+84{LANDLINE_2017[old]}3822123",)


@pytest.mark.parametrize("nothing", [None, "", " ", "0", "không có", "ko", float("nan")])
def test_nothing_is_nothing(nothing):
    assert parse_phones(nothing).value is None
    assert parse_phones(nothing).issues == ()


def test_repairs_are_counted():
    assert parse_phones("0162 822 1234").repairs == ("phone_mobile_2018",)
    assert parse_phones(912345678).repairs == ("phone_leading_zero",)


@pytest.mark.parametrize(("e164", "shown"), [
    ("+84912345678", "0912 345 678"), ("+842838221234", "028 3822 1234"), ("+842363183930", "0236 318 3930"),
    ("+12025550123", "+12025550123"), ("+8419001234", "1900 1234"),
])  # fmt: skip
def test_phone_is_shown_as_people_read_it(e164, shown):
    assert format_phone(e164) == shown


def test_plausible():
    assert is_plausible("+84912345678")
    assert is_plausible("+12025550123")
    assert not is_plausible("+84112345678")
    assert not is_plausible("0912345678")
