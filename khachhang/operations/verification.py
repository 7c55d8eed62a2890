"""Doubtful values are checked, one by one: called and right, wrong, or cannot be known and why."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from khachhang.errors import UserError
from khachhang.model import DecisionKind, Mark, Outcome, Value
from khachhang.operations.cards import read_card
from khachhang.operations.opened import OpenVault, record_operation
from khachhang.operations.rights import Right, needs
from khachhang.operations.sealed_editing import sealed_form
from khachhang.operations.unmasking import value_as_meant
from khachhang.progress import Tick, no_tick
from khachhang.store import customer_queries, operation_queries
from khachhang.store.writing import NewDecision

VERDICTS = {"right": DecisionKind.VERIFY, "wrong": DecisionKind.WRONG, "unverifiable": DecisionKind.UNVERIFIABLE}


@needs(Right.EDIT)
def verify(opened: OpenVault, record_id: int, field_key: str, verdict: str, note: str = "", value: Value = None) -> Outcome:
    """Say of one value of one record: "right", "wrong" or "unverifiable" (with a note). value: which one, for a many-valued field."""
    kind = _kind(verdict)
    with opened.writing() as connection:
        home = operation_queries.home_of_record(connection, record_id)
        if home is None:
            raise UserError("no_such_record", record=record_id)
        value = value_as_meant(opened, connection, home, field_key, value)
        value = sealed_form(opened, connection, [home], field_key, value)
        decision = NewDecision(kind, record_id=record_id, field=field_key, value=value, note=note)
        return record_operation(opened, connection, f"verify_{verdict}", {"field": field_key, "n": 1}, [decision], [home])


@needs(Right.EDIT)
def mark_customers(opened: OpenVault, customer_ids: Sequence[int], verdict: str, note: str = "", tick: Tick = no_tick) -> Outcome:
    """Say the same of every unverified value of these customers."""
    kind = _kind(verdict)
    with opened.writing() as connection:
        decisions: list[NewDecision] = []
        for done, customer_id in enumerate(customer_ids):
            decisions += _for_each_value(opened, connection, customer_id, kind, note, only_marked=True)
            tick(done, len(customer_ids))
        params = {"field": "", "n": len(customer_ids)}
        return record_operation(opened, connection, f"verify_{verdict}", params, decisions, list(customer_ids), tick)


@needs(Right.EDIT)
def confirm(opened: OpenVault, customer_id: int, field_keys: Sequence[str] | None = None) -> Outcome:
    """Say that the values shown are still right today."""
    with opened.writing() as connection:
        decisions = _for_each_value(opened, connection, customer_id, DecisionKind.VERIFY, "", only_marked=False, keys=field_keys)
        decisions.append(NewDecision(DecisionKind.CONFIRM, home_id=customer_id))
        name = read_card(connection, opened.catalogue, customer_id).name
        return record_operation(opened, connection, "confirm", {"name": name}, decisions, [customer_id])


def _for_each_value(
    opened: OpenVault,
    connection: Connection,
    customer_id: int,
    kind: DecisionKind,
    note: str,
    *,
    only_marked: bool,
    keys: Sequence[str] | None = None,
) -> list[NewDecision]:
    return [
        NewDecision(kind, record_id=v.record_id, field=f.field.key, value=v.value, note=note)
        for f in read_card(connection, opened.catalogue, customer_id).fields
        for v in f.values
        if v.is_shown
        and v.record_id is not None
        and not f.field.is_confidential
        and (keys is None or f.field.key in keys)
        and (not only_marked or v.mark is Mark.UNVERIFIED)
    ]


def _kind(verdict: str) -> DecisionKind:
    if verdict not in VERDICTS:
        raise UserError("no_such_verdict", verdict=verdict)
    return VERDICTS[verdict]


def queue(opened: OpenVault, limit: int = 200) -> list[int]:
    """Return customers that hold a value nobody has checked, in name order."""
    with opened.reading() as connection:
        return customer_queries.unverified(connection, limit)
