"""One suggestion where a cell cannot be read but only one thing can be meant; none where several could, or digits would be made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from khachhang.values.addresses import parse_address
from khachhang.values.dates import parse_date
from khachhang.values.emails import parse_emails
from khachhang.values.money import MoneyColumn, parse_money
from khachhang.values.numbers import parse_number
from khachhang.values.parsed import Parsed
from khachhang.values.phones import parse_phones
from khachhang.values.sex import parse_sex
from khachhang.values.tax_codes import parse_tax_code

birth = partial(parse_date, today=date(2026, 1, 1), birth=True)
CASES: list[tuple[Callable[..., Parsed[Any]], str, str, str | None]] = [
    (parse_phones, "00912345678", "phone_invalid", "0912345678"),
    (parse_phones, "084912345678", "phone_invalid", "0912345678"),
    (parse_phones, "0912345678 / 8484987654321", "phone_invalid", "0987654321"),
    (parse_phones, "091234567", "phone_invalid", None),
    (parse_phones, "09123456789", "phone_invalid", None),
    (parse_emails, "lan.nguyen@gmail", "email_invalid", "lan.nguyen@gmail.com"),
    (parse_emails, "lan@gmail,com", "email_invalid", "lan@gmail.com"),
    (parse_emails, "lan.nguyengmail.com", "email_invalid", "lan.nguyen@gmail.com"),
    (parse_emails, "nguyễnlan@gmail.com", "email_invalid", "nguyenlan@gmail.com"),
    (parse_emails, "lan@", "email_invalid", None),
    (birth, "15/O8/1990", "date_unreadable", "15/08/1990"),
    (birth, "15/081990", "date_unreadable", "15/08/1990"),
    (birth, "31/02/1990", "date_unreadable", None),
    (birth, "12/05/2054", "date_implausible", "12/05/1954"),
    (parse_money, "500k nợ", "money_unreadable", "500k"),
    (parse_money, "1.2OO.000", "money_unreadable", "1.200.000"),
    (parse_money, "350k x 2", "money_unreadable", None),
    (parse_money, "khách ứng 500k", "money_unreadable", None),
    (parse_tax_code, "0100109106-1", "tax_digits_missing", "0100109106-001"),
    (parse_tax_code, "010010910", "tax_digits_missing", None),
    (parse_sex, "Nữ (mẹ)", "sex_unreadable", "Nữ"),
    (parse_address, "12 Lê Lợi, P. Bến Nghé, Q.1", "address_province_missing", "12 Lê Lợi, P. Bến Nghé, Q.1, Hồ Chí Minh"),
    (parse_address, "5 Trần Phú, H. Châu Thành", "address_province_missing", None),
    (
        parse_address, "3 Láng, P. Dịch Vọng Hậu, Q. Cầu Giấy, Đà Nẵng", "address_district_elsewhere",
        "3 Láng, Phường Dịch Vọng Hậu, Quận Cầu Giấy, Hà Nội",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "cell", "code", "meant"), CASES)
def test_only_what_can_be_meant_is_offered(parse: Callable[..., Parsed[Any]], cell: str, code: str, meant: str | None) -> None:
    issues = {issue.code: issue for issue in parse(cell).issues}

    assert issues[code].params.get("suggestion") == meant
    if meant is not None:
        again = parse(cell.replace(str(issues[code].params.get("value", cell)), meant) if "/ 84" in cell else meant)
        assert code not in {issue.code for issue in again.issues}
        assert again.value is not None


def test_an_old_landline_is_offered_with_its_new_code() -> None:
    (issue,) = parse_phones("076 3822123", column_is_landline=True).issues

    assert (issue.code, issue.params["suggestion"]) == ("phone_maybe_old_landline", "0296 382 2123")


@pytest.mark.parametrize(("cell", "amount"), [("ghi nợ", 0), ("350k", 350_000)])
def test_on_credit_means_nothing_was_received(cell: str, amount: int) -> None:
    assert parse_money(cell, column=MoneyColumn(is_received=True)).value == amount
    assert parse_money("ghi nợ").value is None


@pytest.mark.parametrize(("cell", "number"), [("x20", 20), ("20x", 20), ("SL: 5", 5), ("x20, x10", None)])
def test_a_count_may_carry_its_sign(cell: str, number: int | None) -> None:
    assert parse_number(cell).value == number
