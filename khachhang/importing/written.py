"""The value of a cell when the person does not want its repair: as written, as far as that can be a value at all."""

from __future__ import annotations

import re
from typing import Any

from khachhang.values.names import Name
from khachhang.values.parsed import Cell
from khachhang.values.phones import Phones
from khachhang.values.text import cell_to_text, nfc_squeeze

_NAMES = ("full_name", "contact", "family_name", "middle_name", "given_name")


def as_written(target: str, cell: Cell, repaired: Any) -> Any:
    """Return the value without repair: names as typed, phones with their old digits; kinds that mean nothing unrepaired stay repaired."""
    base = target.rstrip("0123456789")
    text = nfc_squeeze(cell_to_text(cell))
    if base in _NAMES:
        return Name(text)
    if base == "phone":
        return _old_digits(text, repaired)
    if base in ("company", "note", "job", "product", "status", "branch", "source"):
        return text or None
    return repaired


def _old_digits(text: str, repaired: Any) -> Any:
    runs = [re.sub(r"\D", "", run) for run in re.split(r"[;,/|\n]| - ", text)]
    numbers = tuple("+84" + digits.removeprefix("84").lstrip("0") for digits in runs if len(digits) >= 8)
    return Phones(numbers, repaired.rest if repaired else "") if numbers else repaired
