"""Filters and sorting as people write them in the terminal."""

from __future__ import annotations

import re

from khachhang.errors import UserError
from khachhang.fields import Catalogue, Kind
from khachhang.searching.folding import GROUPS_OF_DIGITS
from khachhang.searching.queries import ASKED_FIELDS, COLUMN_FIELDS, NUMBER_FIELDS, VIRTUAL_FIELDS, Filter, Op, SortKey

_WHERE = re.compile(r"\s*([\w.]+)\s*(!=|>=|<=|\^=|=|~|<|>)\s*(.*?)\s*", re.DOTALL)


def parse_where(text: str, catalogue: Catalogue) -> Filter:
    """Return the filter of "FIELD=VALUE", also != > >= < <= ~ (contains) ^= (starts); "FIELD=" is empty, "FIELD=a|b" any of them.

    UserError where_unreadable(text), field_unknown(field), where_not_a_number(field, value).
    """
    match = _WHERE.fullmatch(text)
    if not match:
        raise UserError("where_unreadable", text=text)
    key, sign, raw = match.groups()
    field = known_field(key, catalogue)
    op = Op(sign)
    if not raw and op in (Op.IS, Op.IS_NOT):
        return Filter(field, Op.EMPTY if op is Op.IS else Op.NOT_EMPTY)
    values = tuple(_typed(field, v.strip(), catalogue) for v in (raw.split("|") if op is Op.IS else [raw]))
    if op is Op.IS and ".." in raw and len(values) == 1 and isinstance(values[0], str) and is_ranged(field, catalogue):
        low, _, high = raw.partition("..")
        return Filter(field, Op.BETWEEN, (_typed(field, low.strip(), catalogue), _typed(field, high.strip(), catalogue)))
    return Filter(field, Op.IN if len(values) > 1 else op, values)


def is_ranged(field: str, catalogue: Catalogue) -> bool:
    """Return whether "a..b" means a range for this field: dates and numbers."""
    known = catalogue.get(field)
    return is_number(field, catalogue) or (known is not None and known.kind is Kind.DATE)


def is_number(field: str, catalogue: Catalogue) -> bool:
    """Return whether values of this field compare as numbers."""
    known = catalogue.get(field)
    return field in NUMBER_FIELDS or (known is not None and known.kind in (Kind.MONEY, Kind.NUMBER, Kind.FLAG))


def known_field(key: str, catalogue: Catalogue) -> str:
    """Return the key of the field, or UserError field_unknown."""
    if key in COLUMN_FIELDS or key in VIRTUAL_FIELDS or key in ASKED_FIELDS or key in catalogue or key == "source":
        return key
    raise UserError("field_unknown", field=key)


_YES_NO = {"true": 1, "false": 0, "có": 1, "không": 0, "yes": 1, "no": 0}


def _typed(field: str, raw: str, catalogue: Catalogue) -> str | int | float:
    known = catalogue.get(field)
    if known is not None and known.kind is Kind.PHONE and raw.startswith("0"):
        return "+84" + "".join(GROUPS_OF_DIGITS.findall(raw))[1:]
    if not is_number(field, catalogue) or ".." in raw:
        return raw
    if raw.casefold() in _YES_NO:
        return _YES_NO[raw.casefold()]
    try:
        number = float(raw.replace("_", ""))
    except ValueError:
        raise UserError("where_not_a_number", field=field, value=raw) from None
    return int(number) if number.is_integer() else number


def parse_sort(text: str, catalogue: Catalogue | None = None) -> tuple[SortKey, ...]:
    """Return the keys of "name,-debt"; "name" is the order of names. UserError field_unknown when a catalogue is given."""
    keys = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        field = part.lstrip("+-")
        field = "full_name" if field == "name" else field
        if catalogue is not None:
            known_field(field, catalogue)
        keys.append(SortKey(field, part.startswith("-")))
    return tuple(keys)
