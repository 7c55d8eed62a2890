"""Sex: words, letters, and the number codings of the known systems."""

from __future__ import annotations

from collections.abc import Iterable

from khachhang.values.parsed import Cell, Parsed, doubt, note
from khachhang.values.text import cell_to_text, fold

_WORDS = {
    "nam": "M", "m": "M", "male": "M", "trai": "M", "anh": "M", "ong": "M", "chu": "M", "mr": "M", "man": "M", "boy": "M", "true": "M",
    "nam gioi": "M",
    "dan ong": "M", "con trai": "M", "a": "M", "♂": "M",
    "nu": "F", "f": "F", "female": "F", "gai": "F", "chi": "F", "ba": "F", "co": "F", "mrs": "F", "ms": "F", "miss": "F", "woman": "F",
    "girl": "F",
    "false": "F", "nu gioi": "F", "phu nu": "F", "con gai": "F", "c": "F", "♀": "F", "n": "F",
}  # fmt: skip
_UNKNOWN = frozenset(
    ("", "khong", "khong ro", "khac", "other", "unknown", "na", "n a", "null", "none", "u", "khong xac dinh", "chua ro", "x", "o")
)


def sex_coding(cells: Iterable[Cell]) -> str | None:
    """Return how a column codes sex with numbers: "01" (1 male, 0 female), "12" (1 male, 2 female, 0 unknown), None = not seen."""
    seen = {cell_to_text(cell).strip() for cell in cells}
    if "2" in seen:
        return "12"
    return "01" if "0" in seen else None


def parse_sex(cell: Cell, *, coding: str | None = None) -> Parsed[str]:
    """Return "M" or "F". coding: what `sex_coding` says of the column; without it 1 is M, 2 is F and 0 is F."""
    text = cell_to_text(cell).strip().removesuffix(".0")
    if text == "1":
        return Parsed("M")
    if text == "2":
        return Parsed("F")
    if text == "0":
        return Parsed(None if coding == "12" else "F")
    if "*" in text:
        return Parsed(None, (note("sex_masked", raw=text),))
    folded = fold(text)
    if folded in _UNKNOWN and text not in _WORDS:
        return Parsed(None)
    sex = _WORDS.get(folded) or _WORDS.get(text)
    if sex:
        return Parsed(sex)
    first = _WORDS.get(folded.split()[0]) if folded and len(folded.split()[0]) > 1 else None
    meant = {"suggestion": "Nam" if first == "M" else "Nữ"} if first else {}
    return Parsed(None, (doubt("sex_unreadable", raw=text, **meant),))
