"""Building one condition from what a person picked and typed: field, comparison, value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khachhang import messages
from khachhang.errors import UserError
from khachhang.fields import Field, Kind
from khachhang.operations import date_presets, masking
from khachhang.operations.editing import parse_value
from khachhang.operations.group_rules import rules_of
from khachhang.operations.opened import OpenVault
from khachhang.operations.showing import show
from khachhang.operations.wording import field_words
from khachhang.searching import CustomerQuery, Filter, Op
from khachhang.store import customer_list, quality

EXTRA_FIELDS = ("source", "verification", "province_new", "order_count", "seen_date", "record_count", "completeness")
"""What can be filtered besides the fields of the catalogue."""

_TEXT_OPS = (Op.CONTAINS, Op.IS, Op.IS_NOT, Op.STARTS, Op.EMPTY, Op.NOT_EMPTY)
_LISTED_OPS = (Op.CONTAINS, Op.STARTS, Op.EMPTY, Op.NOT_EMPTY)
_NUMBER_OPS = (Op.MORE, Op.AT_LEAST, Op.LESS, Op.AT_MOST, Op.IS, Op.BETWEEN, Op.EMPTY, Op.NOT_EMPTY)
_DATE_OPS = (Op.BETWEEN, Op.LESS, Op.MORE, Op.EMPTY, Op.NOT_EMPTY)
_NOT_SUGGESTED = (
    Kind.NAME, Kind.PHONE, Kind.EMAIL, Kind.NOTE, Kind.CODE, Kind.TAX_CODE, Kind.ADDRESS, Kind.MONEY, Kind.NUMBER, Kind.DATE, Kind.FLAG,
    Kind.SEX,
)  # fmt: skip
_COUNTED = ("group", "source", "customer_type", "branch", "status", "ward", "district", "province", "assignee")
_SEVERAL = (Kind.TEXT, Kind.CHOICE, Kind.CODE)
_DAYS_AGO = re.compile(r"(\d{1,4}) *(?:ngày|ngay|days?)", re.IGNORECASE)
_NO_VALUE = (Op.EMPTY, Op.NOT_EMPTY)


def fields(opened: OpenVault) -> list[str]:
    """Return the keys of the fields a condition can be about, in order of the screen."""
    return [f.key for f in opened.catalogue if not f.is_confidential] + list(EXTRA_FIELDS)


def kind_of(opened: OpenVault, key: str) -> Kind:
    """Return the kind of value a condition on this field compares."""
    if key in ("record_count", "completeness", "order_count"):
        return Kind.NUMBER
    if key == "seen_date":
        return Kind.DATE
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


def suggestions(opened: OpenVault, key: str, limit: int = 200) -> list[tuple[str, int]]:
    """Return the values customers have in a field with how many have each, the commonest first; nothing for what no two share.

    Of a field without a column of its own some thousand customers are looked at.
    """
    field = opened.catalogue.get(key)
    if key in opened.catalogue.seals or (field is not None and field.kind in _NOT_SUGGESTED):
        return []
    with opened.reading() as connection:
        if key in _COUNTED:
            counted = customer_list.facets(connection, CustomerQuery(), (key,), opened.catalogue)[key]
            if key == "group":
                counted = [*((name, 0) for name in rules_of(opened, connection)), *counted]
        elif field is None:
            return []
        else:
            counted = quality.commonest_values(connection, key, opened.catalogue)
    return [(value, n) for value, n in counted if value and _is_shown(opened, field, value)][:limit]


def _is_shown(opened: OpenVault, field: Field | None, value: str) -> bool:
    """Tell whether this person may see a value as it stands: a masked one is no use as a condition."""
    return not opened.is_masked or masking.shown(field, value) == value


def typed(opened: OpenVault, part: Filter, lang: str = "vi") -> tuple[str, Op, tuple[str, ...]] | None:
    """Return what a person would pick and type for a condition: field, comparison, texts; None when the builder cannot say it.

    Choices (yes or no, sex, checked) come as they are stored; a stretch of time as its "@code".
    """
    key = "birth_date" if part.field == "birth_md" else part.field
    if key not in fields(opened):
        return None
    first = str(part.values[0]) if part.values else ""
    if date_presets.is_moving(first):
        days = date_presets.days_ago(first)
        words = messages.sentence("days", {"n": days}, section="date_preset", lang=lang) if days is not None else first
        return key, part.op, (words,)
    if part.op is Op.IN:
        return (key, Op.IS, ("; ".join(map(str, part.values)),)) if Op.IS in ops(opened, key) else None
    if part.op not in ops(opened, key):
        return None
    kind = kind_of(opened, key)
    if kind is Kind.DATE:
        return key, part.op, tuple(show(opened.catalogue["created_date"], v, lang) for v in part.values)
    if kind is Kind.MONEY:
        return key, part.op, tuple(f"{v:,}".replace(",", ".") for v in part.values)
    return key, part.op, tuple(str(v) for v in part.values)


def make(opened: OpenVault, key: str, op: Op, texts: Sequence[str] = ()) -> Filter:
    """Return the condition; UserError filter_value_missing or value_unreadable when what was typed does not fit the field."""
    if kind_of(opened, key) is Kind.DATE and op is Op.LESS and (days := _DAYS_AGO.fullmatch(texts[0].strip() if texts else "")):
        return date_presets.before_days(key, int(days[1]))
    if op is Op.IS and kind_of(opened, key) in _SEVERAL and texts and ";" in texts[0]:
        several = tuple(t.strip() for t in texts[0].split(";") if t.strip())
        if several:
            return Filter(key, Op.IN, several)
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
    field: Field | None = opened.catalogue.get("created_date" if key == "seen_date" else key)
    value = parse_value(opened, field.key, text).value if field is not None else (int(text) if text.isdigit() else None)
    if not isinstance(value, str | int | float) or (kind is Kind.DATE and str(value).startswith("--")):
        raise UserError("value_unreadable", field=field_words(key, opened.catalogue), text=text)
    return value
