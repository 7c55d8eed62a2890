"""What can be done with many customers at once, and what a person should know before: each act is one operation, with one undo."""

from __future__ import annotations

from collections.abc import Sequence

from khachhang import vault
from khachhang.fields import Field, Kind
from khachhang.model import Outcome
from khachhang.operations import customers, editing, filtering
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, CustomerQuery, Filter, Op

_OF_ONE = (Kind.NAME, Kind.PHONE, Kind.EMAIL, Kind.CODE, Kind.TAX_CODE, Kind.ADDRESS, Kind.MONEY)
"""Kinds of value that no two customers share."""
_ADDED = ("note", "interests")


def fields(opened: OpenVault) -> list[Field]:
    """Return the fields that may be set for many customers at once, in order of the screen."""
    return [
        f
        for f in opened.catalogue
        if f.part_of is None
        and not f.as_of
        and not f.is_confidential
        and f.key not in opened.catalogue.seals
        and (f.is_custom or f.key in _ADDED or (f.kind not in _OF_ONE and not f.many and f.key != "assignee"))
    ]


def is_added(field: Field) -> bool:
    """Tell whether setting this field adds to what is there instead of replacing it."""
    return field.many


@needs(Right.EDIT)
def set_field(opened: OpenVault, customer_ids: Sequence[int], key: str, text: str, tick: Tick = no_tick) -> Outcome:
    """Set one field of many customers; "" clears it, a many-valued one gets a value more."""
    if opened.catalogue[key].many:
        return editing.add_values(opened, customer_ids, key, text, tick)
    return editing.set_value(opened, customer_ids, key, text or None, tick)


def holding(opened: OpenVault, customer_ids: Sequence[int], key: str) -> int:
    """Return how many of these customers hold something in a field, which setting it would replace."""
    if opened.catalogue[key].many:
        return 0
    ids = Filter("customer_id", Op.IN, tuple(customer_ids))
    return customers.count(opened, CustomerQuery(filters=AllOf((ids, Filter(key, Op.NOT_EMPTY)))))


def assignees(opened: OpenVault) -> list[str]:
    """Return who may look after customers: those who do, and the people who may open the book."""
    known = [text for text, _ in filtering.suggestions(opened, "assignee")]
    return list(dict.fromkeys([*known, *vault.people_of(opened.folder)]))
