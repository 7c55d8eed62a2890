"""The shop's own fields: which there are, which were dropped, and how a dropped one comes back with all its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from khachhang.errors import UserError
from khachhang.fields import Kind
from khachhang.model import DecisionKind, Outcome
from khachhang.operations.opened import OpenVault, record_operation
from khachhang.operations.rights import Right, needs
from khachhang.progress import Tick, no_tick
from khachhang.store import reading, schema
from khachhang.store.writing import NewDecision

KINDS = (Kind.TEXT, Kind.NOTE, Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.FLAG)
"""Kinds of value an own field may hold."""


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field the shop made. is_dropped: off every screen, its values kept."""

    key: str
    label: str
    kind: Kind
    is_dropped: bool


def own_fields(opened: OpenVault) -> list[OwnField]:
    """Return the shop's own fields in the order they were made, dropped ones too."""
    latest: dict[str, Mapping[str, Any]] = {}
    with opened.reading() as connection:
        for d in reading.decisions_of_kind(connection, DecisionKind.FIELD):
            latest[d.value["key"]] = {**latest.get(d.value["key"], {}), **d.value}
    return [OwnField(v["key"], v["label"], Kind(v.get("kind", "text")), bool(v.get("dropped"))) for v in latest.values()]


@needs(Right.MANAGE)
def restore_field(opened: OpenVault, key: str, tick: Tick = no_tick) -> Outcome:
    """Bring a dropped field back; customers changed meanwhile get its values again."""
    found = next((f for f in own_fields(opened) if f.key == key and f.is_dropped), None)
    if found is None:
        raise UserError("no_such_field", field=key)
    if any(f.label.casefold() == found.label.casefold() for f in opened.catalogue):
        raise UserError("field_exists", label=found.label)
    r = schema.record.c
    with opened.writing() as connection:
        homes = list(connection.scalars(select(r.home_id).where(r.body.contains(f'"{key}":', autoescape=True)).distinct()))
        decision = NewDecision(DecisionKind.FIELD, value={"key": key, "dropped": False})
        return record_operation(opened, connection, "field_restore", {"label": found.label}, [decision], sorted(homes), tick)
