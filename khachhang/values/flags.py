"""Yes and no."""

from __future__ import annotations

from khachhang.values.parsed import Cell, Parsed, doubt
from khachhang.values.text import cell_to_text, fold

_YES = frozenset(("1", "true", "co", "yes", "y", "x", "c", "dung", "ok", "v", "roi", "da", "t", "on"))
_NO = frozenset(("0", "false", "khong", "ko", "k", "no", "n", "sai", "chua", "f", "off"))
_MARKS = {"✓": True, "✔": True, "☑": True, "×": True, "✗": False, "☐": False, "-": False, "–": False}


def parse_flag(cell: Cell) -> Parsed[bool]:
    """Return yes or no ("x", "Có", 1, TRUE, "✓" …); None for an empty cell: silence is not a no."""
    text = cell_to_text(cell).strip()
    if text in _MARKS:
        return Parsed(_MARKS[text])
    folded = fold(text)
    if folded in _YES:
        return Parsed(True)
    if folded in _NO:
        return Parsed(False)
    return Parsed(None) if not folded else Parsed(None, (doubt("flag_unreadable", raw=text),))
