"""Tax codes: 10 digits, 13 for a branch (10-3), or the 12-digit personal id that individuals use since July 2025."""

from __future__ import annotations

import re
from operator import mul

from khachhang.values.mending import mended_tax, suggestion
from khachhang.values.parsed import Cell, Parsed, doubt, note
from khachhang.values.text import cell_to_text, fold, nfc_squeeze

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_CLEAN = re.compile(r"\d{10}(?:-\d{3})?", re.ASCII)
_PREFIX = re.compile(r"^(?:mst|m\.s\.t|mã\s*số\s*thuế|ma so thue|tax(?:\s*code)?|msdn|mã\s*số)\s*[:.]?\s*", re.IGNORECASE)
_FORM = re.compile(r"[0-9 .\-–_'oO]+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}", re.ASCII)
_NOTHING = frozenset(("", "0", "khong", "ko", "k", "khong co", "chua co", "ko co", "na", "n a", "null", "none", "x", "ca nhan"))


def parse_tax_code(cell: Cell) -> Parsed[str]:
    """Return the code as digits, "-NNN" for a branch. A wrong check digit is flagged and the code kept as written.

    A number that lost its leading zero in Excel gets it back when the check digit then fits, or when the cell is a number.
    When digits are missing nothing is known: an issue without value.
    """
    if type(cell) is str and _CLEAN.fullmatch(cell) and is_valid_tax_code(cell[:10]):
        return Parsed(cell)
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    raw = cell_to_text(cell)
    text = _PREFIX.sub("", nfc_squeeze(raw)).strip("' ")
    if fold(text) in _NOTHING:
        return Parsed(None)
    if "*" in text:
        return Parsed(None, (note("tax_masked", raw=raw),))
    if _SCIENTIFIC.fullmatch(text):
        return Parsed(None, (doubt("tax_digits_missing", raw=raw.strip()),))
    if not _FORM.fullmatch(text):
        return Parsed(None, (doubt("tax_unreadable", raw=raw.strip()),))
    return _from_digits(re.sub(r"\D", "", text.replace("o", "0").replace("O", "0")), text, is_number, raw)


def _from_digits(digits: str, text: str, is_number: bool, raw: str) -> Parsed[str]:
    length = len(digits)
    if length == 10:
        return _checked(digits)
    if length == 13:
        return _checked(digits[:10], "-" + digits[10:])
    has_branch = re.search(r"\d[ ]?[-–][ ]?\d{3}$", text) is not None
    has_dash = re.search(r"[-–]\s*\d{1,2}$", text) is not None
    if length == 12 and not has_branch and not has_dash and _is_personal_id(digits):
        return Parsed(digits)
    zero = "0" + digits
    if length == 9 and (is_number or is_valid_tax_code(zero)):
        return _checked(zero, repairs=("tax_leading_zero",))
    if length == 12 and is_valid_tax_code(zero[:10]):
        return _checked(zero[:10], "-" + zero[10:], ("tax_leading_zero",))
    if length == 11 and is_number and _is_personal_id(zero):
        return Parsed(zero, (), ("tax_leading_zero",))
    meant = mended_tax(text, is_valid_tax_code) or (zero if length == 11 and not has_dash and _is_personal_id(zero) else None)
    return Parsed(None, (doubt("tax_digits_missing", raw=raw.strip(), **suggestion(raw.strip(), raw, meant)),))


def _checked(code: str, branch: str = "", repairs: tuple[str, ...] = ()) -> Parsed[str]:
    if is_valid_tax_code(code):
        return Parsed(code + branch, (), repairs)
    return Parsed(code + branch, (doubt("tax_check_digit", value=code + branch),), repairs)


def is_valid_tax_code(code: str) -> bool:
    """Return whether the check digit of a 10-digit code fits. Source: Circular 95/2016/TT-BTC: 10 - (weighted sum mod 11)."""
    if len(code) != 10 or not code.isascii() or not code.isdigit():
        return False
    total: int = sum(map(mul, _WEIGHTS, map(int, code)))
    return 10 - total % 11 == int(code[9])


def _is_personal_id(digits: str) -> bool:
    """Province 001-096, then sex and century (0-3 for those born 1900-2099). Source: Circular 59/2021/TT-BCA."""
    return len(digits) == 12 and 1 <= int(digits[:3]) <= 96 and digits[3] in "0123"
