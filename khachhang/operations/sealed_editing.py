"""Edits of sealed fields: who may read compares with what is there; who may not can add, and never takes away what they cannot see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from khachhang.errors import UserError
from khachhang.fields import Field
from khachhang.model import DecisionKind, Value, is_sealed
from khachhang.operations.opened import OpenVault
from khachhang.operations.showing import label
from khachhang.store import customer_queries, reading
from khachhang.store.writing import NewDecision
from khachhang.survivorship import value_key


@dataclass(slots=True)
class SealedEdit:
    """What an edit of one sealed field comes to. stated: for the record of the edit, None for nothing. is_chosen: that value shall show."""

    stated: Value = None
    is_chosen: bool = False
    decisions: list[NewDecision] = field(default_factory=list)


def edit_sealed(opened: OpenVault, customer_id: int, spec: Field, current: Value, new: Value, *, is_marked: bool) -> SealedEdit:
    """Return what becomes of a sealed field. current: the sealed value(s) shown now; new: plain, None or [] to clear.

    UserError `sealed_stays` when somebody who may not read the field would clear it.
    """
    hidden = opened.catalogue.is_hidden(spec.key)
    if hidden and current not in (None, []) and new in (None, []):
        raise UserError("sealed_stays", field=label(spec), owner=opened.owner_name)
    if spec.many:
        return _edit_list(opened, customer_id, spec.key, [] if hidden else list(current or []), list(new or []))
    if new is None:
        gone = [] if current is None else [NewDecision(DecisionKind.RETIRE, home_id=customer_id, field=spec.key, value=current)]
        return SealedEdit(decisions=gone)
    if not hidden and not is_marked and opened.seals.reveal(current) == new:
        return SealedEdit()
    return SealedEdit(new, True)


def _edit_list(opened: OpenVault, customer_id: int, key: str, current: Sequence[Value], new: Sequence[Value]) -> SealedEdit:
    held = {value_key(opened.seals.reveal(v)) for v in current}
    wanted = {value_key(v) for v in new}
    gone = [v for v in current if value_key(opened.seals.reveal(v)) not in wanted]
    added = [v for v in new if value_key(v) not in held]
    return SealedEdit(added or None, False, [NewDecision(DecisionKind.RETIRE, home_id=customer_id, field=key, value=v) for v in gone])


def sealed_form(opened: OpenVault, connection: Connection, customer_ids: Sequence[int], key: str, value: Value) -> Value:
    """Return the sealed value that equals a plain one among these customers' records, as decisions about it must name it.

    What is sealed already, and values of other fields, come back as they are. UserError `sealed_stays` for somebody who may not read the
    field: nobody judges or puts away what they cannot see.
    """
    if key not in opened.catalogue.seals:
        return value
    if opened.catalogue.is_hidden(key):
        raise UserError("sealed_stays", field=label(opened.catalogue[key]), owner=opened.owner_name)
    if value is None or is_sealed(value):
        return value
    homes = customer_queries.homes_of(connection, customer_ids)
    for own in reading.live_records(connection, homes).values():
        for record in own:
            stated = record.values.get(key)
            for one in stated if isinstance(stated, list) else [stated]:
                if is_sealed(one) and value_key(opened.seals.reveal(one)) == value_key(value):
                    return one
    raise UserError("no_such_value", value=label(opened.catalogue[key]))
