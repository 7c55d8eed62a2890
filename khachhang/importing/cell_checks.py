"""Whether cells can be read as what their header promises: "Giờ" is no date, "VAT" may be a tax code or 10 %, "CN" a branch or a debt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from khachhang.importing.contents import Profile, is_empty
from khachhang.importing.headers import header_key
from khachhang.values.dates import parse_date
from khachhang.values.money import parse_money
from khachhang.values.numbers import parse_number
from khachhang.values.parsed import Cell, Parsed
from khachhang.values.sex import parse_sex
from khachhang.values.tax_codes import parse_tax_code
from khachhang.values.text import cell_to_text, fold, is_masked

_LOOK = 40
_FEW = 0.25
_DATES = frozenset({"birth_date", "created_date", "last_purchase_date", "order_date", "updated_date"})
_MONEY = frozenset({"debt", "debt_credit", "total_spent", "unit_price", "amount", "cod", "paid", "discount"})
_NUMBERS = frozenset({"quantity", "points", "debt_days"})
_WAYS_TO_PAY = frozenset(
    "tm ck cod momo the vi qr tien mat chuyen khoan cash card bank transfer zalopay vnpay ghi no quet the qua the pos".split()
)
_TODAY = date(2026, 1, 1)


def _date(cell: Cell) -> Parsed[Any]:
    return parse_date(cell, today=_TODAY)


_READERS: dict[str, Callable[[Cell], Parsed[Any]]] = {
    **dict.fromkeys(_DATES, _date),
    **dict.fromkeys(_MONEY, parse_money),
    **dict.fromkeys(_NUMBERS, parse_number),
    "sex": parse_sex,
    "tax_code": parse_tax_code,
}


def readable_share(target: str, cells: Sequence[Cell]) -> float:
    """Return the share of some of the cells that say something as what the target wants; 1 where any text will do."""
    reader = _READERS.get(target)
    looked = [c for c in cells[:: max(1, len(cells) // _LOOK)][:_LOOK] if not is_empty(c)]
    if reader is None or not looked:
        return 1.0
    return sum(1 for c in looked if _says_something(reader, c)) / len(looked)


def _says_something(reader: Callable[[Cell], Parsed[Any]], cell: Cell) -> bool:
    text = cell_to_text(cell)
    if is_masked(text) or (reader is parse_money and text.rstrip().endswith("%")):
        return True
    if reader is not parse_sex and not any(c.isdigit() for c in text) and reader is not parse_money:
        return False
    return reader(cell).value is not None


def other_target(target: str, header: str, p: Profile, cells: Sequence[Cell]) -> str | None:
    """Return what a column is when its cells cannot be what its header promises, or its header may mean two things; else None."""
    if not p.count:
        return None
    rule = _TWO_MEANINGS.get(header_key(header))
    if rule:
        return rule(p, cells)
    if not target or target.startswith("mixed:"):
        return None
    if target in ("paid", "debt", "source") and _pays(cells):
        return "payment_method"
    if readable_share(target, cells) >= _FEW:
        return _few_digits(p, cells) if target == "phone" else None
    if target in _MONEY and p.words >= 2.5 and p.distinct >= 0.3:
        return "note"
    return "custom"


def _few_digits(p: Profile, cells: Sequence[Cell]) -> str | None:
    """Return "custom" for a column of phones no cell of which holds half a number."""
    looked = [cell_to_text(c) for c in cells[:_LOOK]]
    if p.phone + p.phone_inside + p.masked == 0 and all(sum(ch.isdigit() for ch in t) < 5 for t in looked):
        return "custom"
    return None


def _pays(cells: Sequence[Cell]) -> bool:
    words = [set(fold(cell_to_text(c)).split()) for c in cells[:_LOOK]]
    return sum(1 for w in words if w and w <= _WAYS_TO_PAY) >= 0.6 * len(words)


def _serial_or_more(p: Profile, cells: Sequence[Cell]) -> str | None:
    """ "TT": the running number, an amount, or how something stands."""
    if p.serial >= 0.5 or (p.numbers >= 0.6 and p.biggest < 10_000):
        return None
    if p.money >= 0.6:
        return "amount"
    if _pays(cells):
        return "payment_method"
    return "status" if p.numbers < 0.2 and p.distinct <= 0.4 else None


def _branch_or_debt(p: Profile, cells: Sequence[Cell]) -> str | None:
    return "debt" if readable_share("debt", cells) >= 0.6 and p.numbers + p.money >= 0.6 else "branch"


def _discount_or_payment(p: Profile, cells: Sequence[Cell]) -> str | None:
    return "payment_method" if _pays(cells) else None


def _sex_or_amount(p: Profile, cells: Sequence[Cell]) -> str | None:
    return "amount" if p.money >= 0.6 and p.biggest >= 1000 else None


def _birth_or_money(p: Profile, cells: Sequence[Cell]) -> str | None:
    return None if readable_share("birth_date", cells) >= _FEW else "custom"


def _count_or_amount(p: Profile, cells: Sequence[Cell]) -> str | None:
    """ "Tổng đơn": what the order comes to, or how many orders there were."""
    return "custom" if p.numbers >= 0.6 and p.biggest < 1000 else None


def _code_of_a_shop(p: Profile, cells: Sequence[Cell]) -> str | None:
    return "custom" if p.count >= 4 and p.distinct <= 0.34 else None


def _count_or_code(p: Profile, cells: Sequence[Cell]) -> str | None:
    """ "Số đơn hàng": the number of an order, or of how many orders."""
    return "custom" if p.numbers >= 0.6 and p.biggest < 1000 and p.serial < 0.5 and p.distinct < 0.95 else None


def _series_or_code(p: Profile, cells: Sequence[Cell]) -> str | None:
    """ "Ký hiệu": the customer's, or the series of an invoice, which many rows share."""
    return "custom" if p.count >= 4 and p.distinct < 0.7 else None


def _shop_or_branch(p: Profile, cells: Sequence[Cell]) -> str | None:
    return "branch" if p.count >= 6 and p.distinct <= 0.34 else None


_TWO_MEANINGS: dict[str, Callable[[Profile, Sequence[Cell]], str | None]] = {
    "tt": _serial_or_more,
    "cn": _branch_or_debt,
    "ck": _discount_or_payment,
    "gt": _sex_or_amount,
    "ns": _birth_or_money,
    "tong don": _count_or_amount,
    "tong don hang": _count_or_amount,
    "tong hoa don": _count_or_amount,
    "ky hieu": _series_or_code,
    **dict.fromkeys(("so don hang", "so hoa don", "so don", "don hang", "hoa don", "so phieu"), _count_or_code),
    **dict.fromkeys(("phuong thuc", "hinh thuc", "kieu"), _discount_or_payment),
    "co so": _shop_or_branch,
    **dict.fromkeys(("ma shop", "ma cua hang", "ma chi nhanh", "ma co so", "ma kho"), _code_of_a_shop),
    "cua hang": _shop_or_branch,
    "shop": _shop_or_branch,
    "vat": lambda p, cells: None if readable_share("tax_code", cells) >= 0.5 else "custom",
}
"""Folded header → how its cells decide between its meanings; None = what the header says."""
