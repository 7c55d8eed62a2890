"""Customer groups and tags: several in a cell."""

from __future__ import annotations

import re
from functools import lru_cache

from khachhang.values.parsed import Cell, Parsed
from khachhang.values.text import cell_to_text, fold, nfc_squeeze

_SEPARATOR = re.compile(r"[|;,\n]|:::")
_SYSTEM_LABELS = ("* mycontacts", "* my contacts", "* starred", "* friends")
_NOTHING = frozenset(("", "khong", "khong co", "chua phan nhom", "mac dinh"))


def parse_groups(cell: Cell) -> Parsed[tuple[str, ...]]:
    """Return the names in "A|B", "A, B", "A;B" or "A ::: * myContacts", once each, in order. None when there is none."""
    return _parse(cell_to_text(cell))


@lru_cache(maxsize=1 << 12)
def _parse(text: str) -> Parsed[tuple[str, ...]]:
    if not text:
        return Parsed(None)
    names: dict[str, str] = {}
    for part in _SEPARATOR.split(text):
        name = nfc_squeeze(part)
        folded = fold(name)
        if folded not in _NOTHING and name.casefold() not in _SYSTEM_LABELS:
            names.setdefault(folded, name)
    return Parsed(tuple(names.values()) or None)
