"""Amounts in whole đồng from 1.200.000đ, 1,2tr, 1tr2, 350k, (500.000), 4.8M and columns kept in thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from khachhang.model import Issue
from khachhang.values.mending import mended_amount, suggestion
from khachhang.values.parsed import Cell, Parsed, doubt, note
from khachhang.values.text import cell_to_text, fold, nfc_squeeze


@dataclass(frozen=True, slots=True)
class MoneyColumn:
    """What the other cells of a column say about one of them.

    unit: đồng per written 1 (1, 1_000, 1_000_000), from the header. typical: median of the plain numbers that are not 0, as written.
    is_guessed: the header names no unit, but the amounts look like thousands: ask before believing it; `unit` stays 1 until then.
    is_received: what was or will be handed over (paid, cash on delivery): there "ghi nợ" means nothing.
    """

    unit: int = 1
    typical: float = 0.0
    is_guessed: bool = False
    is_received: bool = False


_CLEAN = re.compile(r"\d{1,15}", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*", re.ASCII)
_GROUPED_DECIMALS = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d{1,2})", re.ASCII)
_DECIMAL = re.compile(r"(\d+)[.,](\d+)", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}", re.ASCII)
_UNIT_WORDS = (
    (r"tỷ|tỉ|ty|ti|tỏi", 1_000_000_000),
    (r"triệu|trieu|tr|củ|m|mil", 1_000_000),
    (r"nghìn|nghin|ngàn|ngan|ngh|ng|k|xị|n", 1_000),
)
_SUFFIX = {word: size for words, size in _UNIT_WORDS for word in words.split("|")} | {"xị": 100_000}
_WITH_SUFFIX = re.compile(
    r"(\d[\d.,' ]*?)\s*(" + "|".join(sorted(_SUFFIX, key=len, reverse=True)) + r")(?![a-zđà-ỹ])\.?\s*(?:(\d{1,3})|(rưỡi|ruoi))?(?!\d)\s*",
)
_CURRENCY = re.compile(r"(?:vnđ|vnd|đồng|dong|₫|đ|d)\.?$|^(?:vnđ|vnd|₫|đ)\s*")
_FOREIGN = re.compile(r"[$€£¥]|\b(?:usd|eur|jpy|cny|rmb|sgd|aud)\b")
_APPROXIMATE = re.compile(r"^(?:(?:khoảng|khoang|tầm|tam|~|=|nợ|no|còn|con|thu|cod|tổng|tong)\s*:?\s*)+(?=[\d(\-])")
_NOTHING = frozenset(("", "khong ro", "chua ro", "na", "n a", "null", "none", "x"))
_PAID = frozenset(
    ("ck roi", "da ck", "ck", "da chuyen khoan", "chuyen khoan", "chuyen khoan roi", "da thanh toan", "da tt", "tt roi", "da tra",
    "da tra het",
     "het no", "khong no", "khong", "ko", "khong thu", "ko thu", "free", "mien phi", "da thu", "xong", "du", "tra du", "da ck roi",
     "k thu", "thu roi")
)  # fmt: skip
_ON_CREDIT = frozenset(
    ("ghi no", "no", "cho no", "cong no", "con no", "ghi so", "mua chiu", "chiu", "thieu", "no lai", "de no", "gop", "chua tra", "chua thu")
)
_HEADER_UNITS = (
    (re.compile(r"\b(?:ty|ti) (?:dong|d|vnd)\b"), 1_000_000_000),
    (re.compile(r"\b(?:trieu|tr d|tr dong|trd|tr vnd|million|dvt tr)\b"), 1_000_000),
    (re.compile(r"\b(?:nghin|ngan|ng d|ngd|1 ?000 ?(?:d|dong|vnd)|000 ?(?:d|vnd)|x ?1 ?000|k|thousand)\b"), 1_000),
)
_BEYOND = 10**15


def parse_money(cell: Cell, *, unit: int = 1, column: MoneyColumn | None = None) -> Parsed[int]:
    """Return whole đồng. unit: đồng per written 1, overruled by a column, and by k, tr, tỷ or đ written in the cell.

    Groups of exactly three digits are thousands. Foreign currencies and words are issues without value.
    """
    if column is not None:
        unit = column.unit
    kind = type(cell)
    if kind is int or kind is float:
        return _from_number(cell, unit, column)  # type: ignore[arg-type]
    if kind is str and unit == 1 and _CLEAN.fullmatch(cell):  # type: ignore[arg-type]
        return Parsed(int(cell))  # type: ignore[arg-type]
    raw = cell_to_text(cell)
    if isinstance(cell, bool) or not isinstance(cell, str) or len(raw) > 200:
        return Parsed(None, (doubt("money_unreadable", raw=raw[:200]),)) if cell is not None else Parsed(None)
    return _from_text(raw, unit, column)


def _from_number(number: float, unit: int, column: MoneyColumn | None) -> Parsed[int]:
    if unit == 1 and -_BEYOND < number < _BEYOND and number == int(number):
        return Parsed(int(number))
    if number != number or abs(number) >= _BEYOND:
        return Parsed(None, (doubt("money_unreadable", raw=str(number)),))
    amount = Decimal(str(number)) * _unit_for(Decimal(str(number)), unit, column)
    whole = int(amount.to_integral_value())
    if whole == amount:
        return Parsed(whole)
    thousands = Decimal(str(number)) * 1000
    if unit == 1 and abs(number) < 1000 and thousands == int(thousands) and column is not None and column.typical >= 10_000:
        return Parsed(int(thousands), (doubt("money_thousands_lost", raw=str(number), value=int(thousands)),), ("money_thousands",))
    return Parsed(whole, (note("money_decimals", raw=str(number), value=whole),), ("money_rounded",))


def _unit_for(written: Decimal, unit: int, column: MoneyColumn | None) -> int:
    """A full amount in a column of thousands: 1.200.000 beside 350 and 1.850 is đồng."""
    if unit == 1 or abs(written) < 100_000:
        return unit
    if column is not None and column.typical:
        return 1 if abs(written) >= 300 * Decimal(str(column.typical)) else unit
    return 1 if abs(written) * unit >= 10_000_000_000 else unit


def _from_text(raw: str, unit: int, column: MoneyColumn | None) -> Parsed[int]:
    text = nfc_squeeze(raw.replace("®", "đ").replace("VN§", "vnđ")).casefold().strip(" '`")
    if "*" in text:
        return Parsed(None, (note("money_masked", raw=raw),))
    folded = fold(text)
    if folded in _NOTHING and not any(c.isdigit() for c in text):
        return Parsed(None)
    if folded in _PAID or (column is not None and column.is_received and folded in _ON_CREDIT):
        return Parsed(0, (note("money_paid_words", raw=raw.strip()),))
    if _FOREIGN.search(text):
        return Parsed(None, (doubt("money_currency", raw=raw.strip()),))
    sign, text = _sign(_APPROXIMATE.sub("", text))
    plain = _CURRENCY.sub("", text).strip()
    is_dong = plain != text
    amount = _amount(plain, 1 if is_dong else unit, column)
    if amount is None:
        return Parsed(None, (doubt("money_unreadable", raw=raw.strip(), **_meant(raw, unit, column)),))
    whole = int(amount.to_integral_value())
    if abs(whole) >= _BEYOND:
        return Parsed(None, (doubt("money_unreadable", raw=raw.strip()),))
    issues: tuple[Issue, ...] = () if whole == amount else (note("money_decimals", raw=raw.strip(), value=sign * whole),)
    is_plain = not any(c.isalpha() for c in plain)
    return Parsed(sign * whole, issues, () if is_plain else ("money_words",))


def _meant(raw: str, unit: int, column: MoneyColumn | None) -> dict[str, str]:
    """Offer the amount in a text that also says something else."""
    if len(raw) > 60 or not any(c.isdigit() for c in raw):
        return {}
    meant = mended_amount(raw, lambda text: _from_text(text, unit, column).value is not None)
    return suggestion(raw.strip(), raw, meant)


def _sign(text: str) -> tuple[int, str]:
    if text.startswith("(") and text.endswith(")"):
        return -1, text[1:-1].strip()
    if text[:1] in "-−–" and text[:1]:
        return -1, text[1:].strip()
    if text.endswith("-"):
        return -1, text[:-1].strip()
    return 1, text.removeprefix("+").strip()


def _amount(text: str, unit: int, column: MoneyColumn | None) -> Decimal | None:
    if not text or not text[0].isdigit():
        return None
    with_suffix = _amount_with_suffix(text)
    if with_suffix is not None:
        return with_suffix
    if _CLEAN.fullmatch(text):
        return Decimal(text) * _unit_for(Decimal(text), unit, column)
    if _GROUPED.fullmatch(text):
        written = Decimal(re.sub(r"\D", "", text))
        if unit >= 1_000_000 and len(re.findall(r"\D", text)) == 1:
            return Decimal(text.replace(",", ".")) * unit  # 1.200 in a column of millions is 1,2
        return written * _unit_for(written, unit, column)
    decimals = _GROUPED_DECIMALS.fullmatch(text)
    if decimals:
        return Decimal(re.sub(r"\D", "", decimals[1]) + "." + decimals[3]) * unit
    decimal = _DECIMAL.fullmatch(text)
    if decimal and (unit > 1 or len(decimal[2]) <= 2):
        return Decimal(f"{decimal[1]}.{decimal[2]}") * unit if unit > 1 or set(decimal[2]) == {"0"} or len(decimal[1]) > 3 else None
    if _SCIENTIFIC.fullmatch(text):
        return Decimal(text.replace(",", ".")) * unit
    return None


def _amount_with_suffix(text: str) -> Decimal | None:
    """Add up 1 tỷ 200 triệu, 1tr2, 1tr250, 2 triệu rưỡi, 350k; None when the text is not made of these."""
    position, total, last_size = 0, Decimal(0), 10**12
    for part in _WITH_SUFFIX.finditer(text):
        size = _SUFFIX[part[2]]
        if part.start() != position or size >= last_size:
            return None
        number = _plain_decimal(part[1], size)
        if number is None:
            return None
        total += number * size
        following = text[part.end() :]
        if part[3] and not (following[:1].isalpha() or following[:1] in (".", ",")):
            total += Decimal("0." + part[3]) * size
            position = part.end()
        elif part[3]:
            position = part.start(3)
            return _added(total, _amount_with_suffix(text[position:]))
        else:
            total += Decimal(size) / 2 if part[4] else 0
            position = part.end()
        last_size = size
    return total if position == len(text) and position else None


def _added(total: Decimal, rest: Decimal | None) -> Decimal | None:
    return None if rest is None else total + rest


def _plain_decimal(text: str, size: int) -> Decimal | None:
    """Return the number before k, tr or tỷ. 1.500k is 1 500 thousand; 1.500tr could be both, so it is neither."""
    text = text.strip()
    if _CLEAN.fullmatch(text):
        return Decimal(text)
    decimal = _DECIMAL.fullmatch(text)
    if decimal and len(decimal[2]) == 3 and size > 1000:
        return None
    if decimal and (len(decimal[2]) != 3 or decimal[1] == "0"):
        return Decimal(f"{decimal[1]}.{decimal[2]}")
    return Decimal(re.sub(r"\D", "", text)) if _GROUPED.fullmatch(text) else None


def money_column(cells: Iterable[Cell], header: str = "") -> MoneyColumn:
    """Return unit and magnitude of a column. header: all header rows joined ("Tiền hàng (nghìn đ) | Mua").

    Without a unit in the header, plain numbers that are nearly all under 10,000 look like thousands: `is_guessed`.
    """
    unit = header_unit(header)
    numbers = [abs(number) for number in map(_plain_number, cells) if number]
    typical = float(median(numbers)) if numbers else 0.0
    small = sum(number < 20_000 for number in numbers)
    is_guessed = unit == 1 and len(numbers) >= 5 and small >= 0.95 * len(numbers) and typical >= 5
    return MoneyColumn(unit, typical, is_guessed)


def header_unit(header: str) -> int:
    """Return đồng per written 1 as the header says it ("nghìn đồng", "triệu", "1.000đ"); 1 when it says nothing."""
    folded = fold(header)
    return next((unit for pattern, unit in _HEADER_UNITS if pattern.search(folded)), 1)


def _plain_number(cell: Cell) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell) if cell == cell and abs(cell) < _BEYOND else None
    if isinstance(cell, str) and len(cell) < 30:
        text = cell.strip()
        if _CLEAN.fullmatch(text) or _GROUPED.fullmatch(text):
            return float(re.sub(r"\D", "", text))
    return None


def parse_debit_credit(debit: Cell, credit: Cell, *, unit: int = 1, column: MoneyColumn | None = None) -> Parsed[int]:
    """Return what the customer owes from a debit and a credit cell: a credit balance is negative."""
    owed = parse_money(debit, unit=unit, column=column)
    prepaid = parse_money(credit, unit=unit, column=column)
    issues, repairs = owed.issues + prepaid.issues, tuple(dict.fromkeys(owed.repairs + prepaid.repairs))
    if owed.value is None and prepaid.value is None:
        return Parsed(None, issues, repairs)
    return Parsed((owed.value or 0) - (prepaid.value or 0), issues, repairs)


def format_money(amount: int) -> str:
    """Return the amount as people read it: "1.250.000 ₫"."""
    return f"{amount:,}".replace(",", ".") + " ₫"
