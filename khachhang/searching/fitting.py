"""Whether one stored value fits a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khachhang.searching.folding import national, search_fold
from khachhang.searching.queries import Op
from khachhang.searching.typed import parse_words, text_matches


def value_fits(op: Op, wanted: Sequence[Any], value: Any) -> bool:
    """Return whether one stored value (None, text, number, or a list of them) fits: the law that every faster way obeys.

    Empty text and None are the same. Orders compare numbers with numbers and text with text; what is empty is in no range.
    """
    found = (
        [v for v in value if v is not None and v != ""]
        if isinstance(value, list | tuple)
        else []
        if value is None or value == ""
        else [value]
    )
    if op is Op.EMPTY:
        return not found
    if op is Op.NOT_EMPTY:
        return bool(found)
    if op is Op.IS_NOT:
        return not any(v == wanted[0] for v in found)
    return any(_one_fits(op, wanted, v) for v in found)


def _one_fits(op: Op, wanted: Sequence[Any], value: Any) -> bool:
    if op in (Op.IS, Op.IN):
        return value in wanted
    if op is Op.CONTAINS:
        return text_matches(" " + found_by(value), parse_words(str(wanted[0])))
    if op is Op.STARTS:
        return found_by(value).startswith(found_by(wanted[0]))
    if isinstance(value, str) != isinstance(wanted[0], str) or (isinstance(value, str) and value.startswith("--")):
        return False
    if op is Op.BETWEEN:
        return bool(wanted[0] <= value <= wanted[1])
    if op is Op.LESS:
        return bool(value < wanted[0])
    if op is Op.AT_MOST:
        return bool(value <= wanted[0])
    return bool(value > wanted[0]) if op is Op.MORE else bool(value >= wanted[0])


def found_by(value: Any) -> str:
    """Return one value as the searchable text spells it."""
    text = str(value)
    return national(text) if text.startswith("+") and text[1:].isdigit() else search_fold(text)
