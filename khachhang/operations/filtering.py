"""Building one condition from what a person picked and typed: field, comparison, value."""

from __future__ import annotations

from collections.abc import Sequence

from khachhang.errors import UserError
from khachhang.fields import Field, Kind
from khachhang.operations.editing import parse_value
from khachhang.operations.opened import OpenVault
from khachhang.operations.wording import field_words
from khachhang.searching import Filter, Op

EXTRA_FIELDS = ("source", "verification", "record_count", "completeness")
"""What can be filtered besides the fields of the catalogue."""

_TEXT_OPS = (Op.CONTAINS, Op.IS, Op.IS_NOT, Op.STARTS, Op.EMPTY, Op.NOT_EMPTY)
_LISTED_OPS = (Op.CONTAINS, Op.STARTS, Op.EMPTY, Op.NOT_EMPTY)
_NUMBER_OPS = (Op.MORE, Op.AT_LEAST, Op.LESS, Op.AT_MOST, Op.IS, Op.BETWEEN, Op.EMPTY, Op.NOT_EMPTY)
_DATE_OPS = (Op.BETWEEN, Op.LESS, Op.MORE, Op.EMPTY, Op.NOT_EMPTY)
_NO_VALUE = (Op.EMPTY, Op.NOT_EMPTY)


def fields(opened: OpenVault) -> list[str]:
    """Return the keys of the fields a condition can be about, in order of the screen."""
    return [f.key for f in opened.catalogue if not f.is_confidential] + list(EXTRA_FIELDS)


def kind_of(opened: OpenVault, key: str) -> Kind:
    """Return the kind of value a condition on this field compares."""
    if key in ("record_count", "completeness"):
        return Kind.NUMBER
    field = opened.catalogue.get(key)
    return field.kind if field is not None else Kind.TEXT


def ops(opened: OpenVault, key: str) -> tuple[Op, ...]:
    """Return the comparisons that make sense for a field, the likeliest first."""
    kind = kind_of(opened, key)
    if kind in (Kind.MONEY, Kind.NUMBER):
        return _NUMBER_OPS
    if kind is Kind.DATE:
        return _DATE_OPS
    if kind in (Kind.FLAG, Kind.SEX) or key == "verification":
        return (Op.IS,)
    return _LISTED_OPS if kind in (Kind.PHONE, Kind.ADDRESS) else _TEXT_OPS


def values_needed(op: Op) -> int:
    """Return how many values a comparison takes."""
    return 0 if op in _NO_VALUE else 2 if op is Op.BETWEEN else 1


def make(opened: OpenVault, key: str, op: Op, texts: Sequence[str] = ()) -> Filter:
    """Return the condition; UserError filter_value_missing or value_unreadable when what was typed does not fit the field."""
    wanted = [t.strip() for t in texts][: values_needed(op)]
    if len(wanted) < values_needed(op) or not all(wanted):
        raise UserError("filter_value_missing", field=field_words(key, opened.catalogue))
    values = [_value(opened, key, text) for text in wanted]
    if op is Op.BETWEEN and type(values[0]) is type(values[1]):
        values.sort()
    return Filter(key, op, tuple(values))


def _value(opened: OpenVault, key: str, text: str) -> str | int | float:
    kind = kind_of(opened, key)
    if kind is Kind.FLAG:
        return int(text)
    if kind not in (Kind.MONEY, Kind.NUMBER, Kind.DATE):
        return text
    field: Field | None = opened.catalogue.get(key)
    value = parse_value(opened, key, text).value if field is not None else (int(text) if text.isdigit() else None)
    if not isinstance(value, str | int | float) or (kind is Kind.DATE and str(value).startswith("--")):
        raise UserError("value_unreadable", field=field_words(key, opened.catalogue), text=text)
    return value
