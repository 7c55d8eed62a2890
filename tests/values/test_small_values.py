"""E-mails, dates, money, numbers, sex, tax codes, groups and flags."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from khachhang.values.dates import detect_half_swapped, detect_month_first, format_date, parse_date, swap_day_and_month
from khachhang.values.emails import Emails, parse_emails
from khachhang.values.flags import parse_flag
from khachhang.values.groups import parse_groups
from khachhang.values.money import MoneyColumn, format_money, header_unit, money_column, parse_debit_credit, parse_money
from khachhang.values.numbers import format_number, parse_points, parse_quantity
from khachhang.values.sex import parse_sex, sex_coding
from khachhang.values.tax_codes import is_valid_tax_code, parse_tax_code

TODAY = date(2026, 1, 15)


def codes(parsed):
    return [issue.code for issue in parsed.issues]


# ---- e-mails -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("raw", "emails"), [
    ("Lan@Gmail.com ", Emails(("lan@gmail.com",))),
    ("lan @ gmail . com", Emails(("lan@gmail.com",))),
    ("lan@gmail.com; Hoa@yahoo.com", Emails(("lan@gmail.com", "hoa@yahoo.com"))),
    ("lan@gmail.com/hoa@gmail.com", Emails(("lan@gmail.com", "hoa@gmail.com"))),
    ("lan@gmail.com\nwww.abc.vn", Emails(("lan@gmail.com",), websites=("www.abc.vn",))),
    ("Lan <lan@gmail.com>", Emails(("lan@gmail.com",), rest="Lan")),
    ("0901234567@84.phone", Emails((), phones=("+84901234567",))),
    ("info@abc.com.vn", Emails(("info@abc.com.vn",))),
])  # fmt: skip
def test_email_is_read(raw, emails):
    assert parse_emails(raw).value == emails


@pytest.mark.parametrize(
    "raw", ["khongco@gmail.com", "a@a.com", "no@email", "không có", "0", "test@test.com", "noemail@gmail.com", "a@gmail.com"]
)
def test_placeholder_is_no_email(raw):
    parsed = parse_emails(raw)

    assert parsed.value is None
    assert set(codes(parsed)) <= {"email_placeholder", "email_invalid"}


@pytest.mark.parametrize("raw", ["sales@", "lan@@gmail.com", "lan@gmailcom", "lan.gmail.com"])
def test_half_an_email_is_an_issue(raw):
    assert parse_emails(raw).value is None
    assert codes(parse_emails(raw)) == ["email_invalid"]


@pytest.mark.parametrize(
    ("raw", "right"), [("lan@gmial.com", "lan@gmail.com"), ("lan@gmail.con", "lan@gmail.com"), ("lan@yaho.com", "lan@yahoo.com")]
)
def test_slip_in_the_domain_is_flagged_and_kept(raw, right):
    parsed = parse_emails(raw)

    assert parsed.value == Emails((raw,))
    assert parsed.issues[0].code == "email_domain_typo"
    assert parsed.issues[0].params["suggestion"] == right


# ---- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cell", "value"), [
    ("15/08/1990", "1990-08-15"), ("5/8/90", "1990-08-05"), ("15-08-1990", "1990-08-15"), ("15.8.1990", "1990-08-15"),
    ("1990-08-15", "1990-08-15"),
    ("1990-08-15T10:20:30Z", "1990-08-15"), ("15/08/1990 10:20", "1990-08-15"), ("28/3", "--03-28"), (" --08-15", "--08-15"),
    ("1990", "1990"), (1990.0, "1990"),
    ("sn 1990", "1990"), ("15 tháng 8", "--08-15"), ("ngày 23 tháng 3 năm 1974", "1974-03-23"), (32874, "1990-01-01"),
    ("32874", "1990-01-01"), ("15081990", "1990-08-15"),
    ("28-Mar-90", "1990-03-28"), ("Thứ hai, 15/08/1990", "1990-08-15"), (datetime(1990, 8, 15, 1), "1990-08-15"),
    (date(1990, 8, 15), "1990-08-15"), ("5/8/25", "2025-08-05"),
])  # fmt: skip
def test_date_is_read(cell, value):
    assert parse_date(cell, today=TODAY).value == value


@pytest.mark.parametrize(("cell", "code"), [
    ("15/8 ÂL", "date_lunar"), ("15/8/1990 âm lịch", "date_lunar"), ("31/02/1990", "date_unreadable"), (28.3, "date_unreadable"),
    ("Rằm tháng 8", "date_unreadable"),
    (True, "date_unreadable"), (time(1, 2), "date_unreadable"), ("**/08/1990", "date_masked"),
])  # fmt: skip
def test_what_is_no_date_is_an_issue(cell, code):
    assert parse_date(cell, today=TODAY).value is None
    assert codes(parse_date(cell, today=TODAY)) == [code]


@pytest.mark.parametrize("cell", ["15/08/2030", "15/08/1890"])
def test_implausible_birth_is_a_doubt(cell):
    assert codes(parse_date(cell, today=TODAY, birth=True)) == ["date_implausible"]
    assert codes(parse_date(cell, today=TODAY)) == []


def test_order_of_day_and_month():
    assert parse_date("8/7/1990", today=TODAY, order="mdy").value == "1990-08-07"
    assert codes(parse_date("12/28/1990", today=TODAY)) == ["date_order_swapped"]
    assert parse_date(31413, today=TODAY, date_1904=True).value == "1990-01-02"


def test_column_half_swapped_by_excel_is_detected_and_can_be_swapped_back():
    real = [date(2025, 3, day) for day in range(1, 8)]
    texts = [f"{day}/03/2025" for day in range(13, 20)]

    assert detect_half_swapped([*real, *texts])
    assert not detect_half_swapped([*real, *texts, date(2025, 3, 20)])
    assert not detect_half_swapped(texts)
    assert swap_day_and_month(date(2025, 3, 7)) == date(2025, 7, 3)


def test_month_first_column_is_detected():
    assert detect_month_first(["8/15/1990", "12/28/1990", "1/2/1990"])
    assert not detect_month_first(["8/15/1990", "15/8/1990", "12/28/1990"])


def test_dates_are_shown_day_first():
    assert [format_date(value) for value in ("1990-08-15", "--08-15", "1990")] == ["15/08/1990", "15/08", "1990"]


# ---- money -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cell", "amount"), [
    ("1.200.000", 1_200_000), ("1,200,000", 1_200_000), ("1200000", 1_200_000), ("1.200.000đ", 1_200_000), ("1.200.000 VNĐ", 1_200_000),
    ("1,2tr", 1_200_000),
    ("1tr2", 1_200_000), ("1tr250", 1_250_000), ("1tr200k", 1_200_000), ("2 triệu rưỡi", 2_500_000), ("350k", 350_000),
    ("1.500k", 1_500_000), ("(500.000)", -500_000),
    ("-322.000đ", -322_000), ("4.8M", 4_800_000), ("1 tỷ 200 triệu", 1_200_000_000), ("5033 nghìn", 5_033_000), ("1000ng", 1_000_000),
    ("0 đ", 0), ("1.200.000,00", 1_200_000),
    ("1 200 000", 1_200_000), ("1.200", 1_200), (350_000.0, 350_000), (-596_000, -596_000), ("ck rồi", 0), ("0®", 0),
    ("nợ 1tr2", 1_200_000), ("1.2E+06", 1_200_000),
])  # fmt: skip
def test_amount_is_read(cell, amount):
    assert parse_money(cell).value == amount


@pytest.mark.parametrize(("cell", "code"), [
    ("abc", "money_unreadable"), ("12,5", "money_unreadable"), ("12.345.67", "money_unreadable"), ("1.500tr", "money_unreadable"),
    ("$100", "money_currency"),
    ("***", "money_masked"), (True, "money_unreadable"), (float("inf"), "money_unreadable"), ("#REF!", "money_unreadable"),
])  # fmt: skip
def test_what_is_no_amount_is_an_issue(cell, code):
    assert parse_money(cell).value is None
    assert codes(parse_money(cell)) == [code]


def test_column_in_thousands():
    column = money_column([350, 1_850.0, "1.200", "50k", None], "Tiền hàng (nghìn đ) | Mua")

    assert (column.unit, column.is_guessed) == (1_000, False)
    assert [parse_money(cell, column=column).value for cell in (1_850.0, "1.200", "50k", "1,2tr", "900.000đ", 1_200_000)] == [
        1_850_000, 1_200_000, 50_000, 1_200_000, 900_000, 1_200_000]  # fmt: skip


@pytest.mark.parametrize(("header", "unit"), [
    ("Tiền hàng (nghìn đ)", 1_000), ("ĐVT: 1.000đ", 1_000), ("Thành tiền (ngàn đồng)", 1_000), ("Doanh số (triệu đồng)", 1_000_000),
    ("Tổng (tr.đ)", 1_000_000),
    ("Số tiền", 1), ("Tổng tiền hàng (VND)", 1), ("Khách hàng", 1),
])  # fmt: skip
def test_unit_of_the_header(header, unit):
    assert header_unit(header) == unit


def test_small_amounts_without_a_unit_are_asked_about():
    assert money_column([350, 1_200, 500, 80, 2_000], "Tiền").is_guessed
    assert not money_column([350_000, 1_200_000, 500_000, 80_000, 2_000_000], "Tiền").is_guessed


def test_thousands_swallowed_by_excel_are_put_back_with_a_doubt():
    parsed = parse_money(1.2, column=MoneyColumn(1, 500_000))

    assert parsed.value == 1_200
    assert codes(parsed) == ["money_thousands_lost"]


def test_credit_is_a_negative_debt():
    assert parse_debit_credit(434_000, None).value == 434_000
    assert parse_debit_credit(None, "200.000").value == -200_000
    assert parse_debit_credit("", None).value is None
    assert format_money(1_250_000) == "1.250.000 ₫"


# ---- the rest ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "number"),
    [(3.0, 3), ("3 cái", 3), ("2,5 kg", 2.5), ("1.200", 1200), ("-4", -4), ("1.234,5", 1234.5), (None, None), ("abc", None), ("1/2", None)],
)
def test_number_is_read(cell, number):
    assert parse_quantity(cell).value == number


def test_points_are_whole():
    assert parse_points("12,4").value == 12
    assert [format_number(n) for n in (1200, 2.5, -1200.0)] == ["1.200", "2,5", "-1.200"]


@pytest.mark.parametrize(
    ("cell", "sex"),
    [
        ("Nam", "M"),
        ("nữ", "F"),
        ("M", "M"),
        ("F", "F"),
        (1, "M"),
        (2.0, "F"),
        (True, "M"),
        (False, "F"),
        ("Bà", "F"),
        ("khác", None),
        ("?", None),
    ],
)
def test_sex_is_read(cell, sex):
    assert parse_sex(cell).value == sex


def test_numbers_for_the_sex_depend_on_the_column():
    assert sex_coding(["0", "1", 1.0, ""]) == "01"
    assert sex_coding([1, 2, 0]) == "12"
    assert parse_sex("0", coding="01").value == "F"
    assert parse_sex("0", coding="12").value is None


@pytest.mark.parametrize(("cell", "code"), [
    ("0391528123", "0391528123"), (388194262.0, "0388194262"), ("388194262", "0388194262"), ("02.780.431.19", "0278043119"),
    ("0305312451-002", "0305312451-002"),
    ("0305312451002", "0305312451-002"), ("MST: 0305312451", "0305312451"), ("001090012345", "001090012345"),
    (1090012345.0, "1090012345"), ("305312451-002", "0305312451-002"),
])  # fmt: skip
def test_tax_code_is_read(cell, code):
    assert parse_tax_code(cell).value == code


@pytest.mark.parametrize(("cell", "code"), [
    ("03053124", "tax_digits_missing"), ("030531245", "tax_digits_missing"), ("3.05E+09", "tax_digits_missing"),
    ("abc", "tax_unreadable"), ("***51", "tax_masked"),
])  # fmt: skip
def test_tax_code_with_digits_missing_is_unknown(cell, code):
    assert parse_tax_code(cell).value is None
    assert codes(parse_tax_code(cell)) == [code]


def test_wrong_check_digit_is_a_doubt_and_the_code_stays():
    assert parse_tax_code("0396544981").value == "0396544981"
    assert codes(parse_tax_code("0396544981")) == ["tax_check_digit"]
    assert is_valid_tax_code("0391528123")
    assert not is_valid_tax_code("0396544981")


def test_groups_are_split():
    assert parse_groups("Khách sỉ|VIP").value == ("Khách sỉ", "VIP")
    assert parse_groups("A, B; A ::: * myContacts").value == ("A", "B")
    assert parse_groups(" ").value is None


def test_flags():
    assert [parse_flag(cell).value for cell in ("x", "Có", 1, True, "✓", "không", 0, "", None)] == [
        True,
        True,
        True,
        True,
        True,
        False,
        False,
        None,
        None,
    ]
    assert codes(parse_flag("có thể")) == ["flag_unreadable"]
