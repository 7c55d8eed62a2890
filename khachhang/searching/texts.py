"""The text a customer is found by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from khachhang.searching.folding import Y_AS_I_AFTER, accent_key, national, search_fold

_ACCENT_FIELDS = frozenset({"full_name", "company", "contact", "group"})
_NOT_SEARCHED = frozenset(
    {"debt", "debt_days", "total_spent", "points", "sex", "birth_date", "created_date", "last_purchase_date", "do_not_contact"}
)
"""Filters and orders are for these; in the text, parts of dates would be found where a part of a phone was meant."""
_REMEMBERED = 1 << 16


class _Words(dict[str, str]):
    """Word as written → how it is found; remembers what repeats: words without digits, house numbers, dates."""

    def __init__(self, key: Callable[[str], str]) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, word: str) -> str:
        if not word.isascii():
            found = self._key(word)
        else:
            found = word.lower()
            if not found.isalnum():
                found = found.translate(_ASCII_GAPS)
            if "y" in found:
                found = Y_AS_I_AFTER.sub("i", found)
        if len(word) < 16 and (word.isalpha() or len(word) <= 4 or word[4:5] == "-"):
            if len(self) > _REMEMBERED:
                self.clear()
            self[word] = found
        return found


_ASCII_GAPS = {i: " " for i in range(128) if not chr(i).isalnum()}
_FOLDED = _Words(search_fold.__wrapped__)
_MARKED = _Words(accent_key.__wrapped__)


def searchable_text(values: Mapping[str, Any], codes: Iterable[str] = ()) -> str:
    """Return the text a customer is found by: " word word …", folded, each word once, then the words with marks of names and places.

    values: field key → value of the shown customer, as in `doc["values"]`. codes: further codes that lead to this customer.
    """
    plain: list[str] = []
    marked: list[str] = []
    ready: list[str] = []
    accented: list[str] = []
    lists = (plain, marked, ready, accented)
    for key, value in values.items():
        if key in _NOT_SEARCHED:
            continue
        kind = type(value)
        if kind is str:
            (marked if key in _ACCENT_FIELDS else plain).append(value)
        elif kind is list or kind is tuple:
            _add_many(key, value, lists)
        elif kind is int or kind is float:
            plain.append(str(value))
        elif value is not None and kind is not bool:
            _add_address(value, lists)
    plain.extend(codes)
    names = " ".join(marked).split()
    folded = [*map(_FOLDED.__getitem__, names), *ready, *map(_FOLDED.__getitem__, " ".join(plain).split())]
    words = " ".join([*folded, *accented, *[_MARKED[n] for n in names if not n.isascii()]]).split()
    return " " + " ".join(dict.fromkeys(words)) if words else ""


_Lists = tuple[list[str], list[str], list[str], list[str]]
"""Texts to fold; texts to fold whose marks rank; folded words; words with marks."""


def _add_many(key: str, values: Sequence[Any], lists: _Lists) -> None:
    plain, marked, ready, _ = lists
    if key == "phones":
        ready.extend([national(str(one)) for one in values])
        return
    for one in values:
        if type(one) is str:
            (marked if key in _ACCENT_FIELDS else plain).append(one)
        elif isinstance(one, Mapping):
            _add_address(one, lists)
        elif one is not None:
            (marked if key in _ACCENT_FIELDS else plain).append(str(one))


def _add_address(address: Mapping[str, Any], lists: _Lists) -> None:
    """Add the parts of an address; the cell's own text only where nothing else was read from it."""
    _, marked, ready, accented = lists
    if street := address.get("street"):
        marked.append(street)
    units = (
        address.get("ward"),
        address.get("district"),
        address.get("province"),
        address.get("province_new"),
        *(address.get("ward_new") or ()),
    )
    if any(units):
        folded, with_marks = _place_words(units)
        ready.append(folded)
        accented.append(with_marks)
    elif not street:
        marked.append(str(address.get("text") or address.get("raw") or ""))


@lru_cache(maxsize=1 << 15)
def _place_words(units: tuple[str | None, ...]) -> tuple[str, str]:
    """Return the words places are found by, and those with marks; the same few thousand places come again and again."""
    words = [u for u in units if u]
    names = " ".join(w.partition(" ")[2] if w.partition(" ")[0] in _UNITS else w for w in words)
    return search_fold(" ".join(words)), accent_key(names)


_UNITS = frozenset("Phường Quận Huyện Xã Tỉnh".split())
"""First words of places: found like any other, but their marks need no ranking."""
