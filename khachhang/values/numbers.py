"""Quantities, points and days: numbers with or without a unit word."""

from __future__ import annotations

import re

from khachhang.values.parsed import Cell, Parsed, doubt, note
from khachhang.values.text import cell_to_text, nfc_squeeze

_NUMBER = re.compile(r"([-−]?)(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d+))?\s*([^\d]*)", re.ASCII)
_DECIMAL = re.compile(r"([-−]?)(\d+)[.,](\d{1,2}|\d{4,})\s*([^\d]*)", re.ASCII)
_TIMES = re.compile(r"^(?:x|×|sl|s\.l)\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_BEYOND = 10**15


def parse_number(cell: Cell, *, is_whole: bool = False) -> Parsed[int | float]:
    """Return a number; "3 cái" → 3, "2,5 kg" → 2.5, "1.200 điểm" → 1200. is_whole: halves are rounded and noted (points, days)."""
    if isinstance(cell, bool) or cell is None:
        return Parsed(None) if cell is None else Parsed(None, (doubt("number_unreadable", raw=cell_to_text(cell)),))
    if isinstance(cell, int | float):
        number: float | None = cell if cell == cell and abs(cell) < _BEYOND else None
    else:
        text = nfc_squeeze(cell_to_text(cell)).strip("'")
        if not text or text in ("-", "–"):
            return Parsed(None)
        if "*" in text:
            return Parsed(None, (note("number_masked", raw=text),))
        number = _read(_TIMES.sub("", text))
    if number is None:
        return Parsed(None, (doubt("number_unreadable", raw=cell_to_text(cell)),))
    if float(number).is_integer():
        return Parsed(int(number))
    if is_whole:
        return Parsed(round(number), (note("number_rounded", raw=cell_to_text(cell), value=round(number)),))
    return Parsed(float(number))


def parse_quantity(cell: Cell) -> Parsed[int | float]:
    """Return how many were bought."""
    return parse_number(cell)


def parse_points(cell: Cell) -> Parsed[int | float]:
    """Return loyalty points, whole."""
    return parse_number(cell, is_whole=True)


def _read(text: str) -> float | None:
    match = _DECIMAL.fullmatch(text)
    if match:
        number = float(f"{match[2]}.{match[3]}")
    else:
        match = _NUMBER.fullmatch(text)
        if not match:
            return None
        number = float(re.sub(r"\D", "", match[2]) + "." + (match[3] or "0"))
    if any(c in "/:%" for c in match[4]) or number >= _BEYOND:
        return None
    return -number if match[1] else number


def format_number(number: int | float) -> str:
    """Return the number as people read it: 1.200, 2,5."""
    if isinstance(number, int) or number.is_integer():
        return f"{int(number):,}".replace(",", ".")
    whole, _, fraction = f"{number:,.10f}".rstrip("0").partition(".")
    return whole.replace(",", ".") + "," + fraction
