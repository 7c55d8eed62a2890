"""Values as a person reads them: 0912 345 678, 28/03/1990, 1.250.000 ₫, one line for an address."""

from __future__ import annotations

from collections.abc import Mapping

from khachhang import messages
from khachhang.fields import Catalogue, Field, Kind
from khachhang.model import BROKEN, Value, is_sealed
from khachhang.values.addresses import Address
from khachhang.values.dates import format_date
from khachhang.values.money import format_money
from khachhang.values.numbers import format_number
from khachhang.values.phones import format_phone

_TEXT = Kind.TEXT
_PLAIN = tuple(k for k in Kind if k not in (Kind.PHONE, Kind.DATE, Kind.MONEY, Kind.NUMBER, Kind.ADDRESS, Kind.SEX, Kind.FLAG))
"""Kinds that are shown as they stand."""
_SEPARATOR = {Kind.NOTE: "\n", Kind.ADDRESS: "\n"}


def show(field: Field | None, value: Value, lang: str = "vi") -> str:
    """Return one value of a field as text; "" for None. Of a sealed value that was not opened before: that something is there."""
    if value is None or value == "":
        return ""
    if type(value) is dict and is_sealed(value):
        return messages.sentence("broken" if value == BROKEN else "hidden", section="sealed", lang=lang)
    kind = field.kind if field is not None else _TEXT
    if kind in _PLAIN:
        return str(value)
    if kind is Kind.PHONE:
        return format_phone(str(value))
    if kind is Kind.DATE:
        return format_date(str(value))
    if kind is Kind.MONEY:
        return format_money(value) if isinstance(value, int) else str(value)
    if kind is Kind.NUMBER:
        return format_number(value) if isinstance(value, int | float) else str(value)
    if kind is Kind.ADDRESS:
        return Address.from_value(value).one_line() if isinstance(value, Mapping) else str(value)
    if kind is Kind.SEX:
        return messages.sentence(f"sex_{value}", section="value", lang=lang)
    if kind is Kind.FLAG:
        return messages.sentence("yes" if value else "no", section="value", lang=lang)
    return str(value)


def show_all(field: Field | None, value: Value, lang: str = "vi") -> str:
    """Return a value as shown in a list: many values joined."""
    if isinstance(value, list | tuple):
        if len(value) == 1:
            return show(field, value[0], lang)
        joiner = _SEPARATOR.get(field.kind, "; ") if field is not None else "; "
        return joiner.join([show(field, v, lang) for v in value])
    return show(field, value, lang)


def label(field: Field, lang: str = "vi") -> str:
    """Return the name of a field in a language."""
    return field.label if lang == "vi" else field.label_en


def show_key(catalogue: Catalogue, key: str, value: Value, lang: str = "vi") -> str:
    """Return a value of the field of that key as shown in a list."""
    return show_all(catalogue.get(key), value, lang)
