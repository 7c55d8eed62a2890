"""Questions about operations: the list of what was done, what can be undone next, what keeps a record alive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from khachhang.store import schema
from khachhang.store.reading import chunks

NOT_UNDOABLE = (
    "export", "print", "list_save", "list_rename", "list_delete", "list_share", "list_hide", "audit", "seal", "seal_finished",
    "seal_readers", "seal_named", "unseal", "erase", "own_data",
)  # fmt: skip
"""Acts that are noted but change nothing in the vault."""


def operation(connection: Connection, operation_id: int) -> Row[Any] | None:
    """Return one operation, None when there is none of that number."""
    return connection.execute(select(schema.operation).where(schema.operation.c.operation_id == operation_id)).first()


def operations(connection: Connection, limit: int) -> list[Row[Any]]:
    """Return the newest operations first."""
    o = schema.operation.c
    return list(connection.execute(select(schema.operation).where(o.operation_id > 0).order_by(o.operation_id.desc()).limit(limit)))


def any_of_kinds_since(connection: Connection, seq: int, kinds: Sequence[str]) -> bool:
    """Return whether an operation of one of these kinds was done, undone or done again after this line of the history."""
    h, o = schema.history.c, schema.operation.c
    query = select(h.seq).join_from(schema.history, schema.operation, o.operation_id == h.operation_id)
    return connection.execute(query.where(h.seq > seq, o.kind.in_(kinds)).limit(1)).first() is not None


def rows_erased(connection: Connection, operation_id: int) -> int:
    """Return how many rows of an import were emptied because a person was erased on request."""
    s, b = schema.source_row.c, schema.batch.c
    query = select(func.count()).select_from(schema.source_row.join(schema.batch, b.batch_id == s.batch_id))
    query = query.where(b.operation_id == operation_id, s.record_id.is_(None), s.outcome.in_(("new", "updated", "duplicate", "doubtful")))
    return int(connection.scalar(query) or 0)


def times_taken_out_since(connection: Connection, operation_id: int) -> int:
    """Return how often customers were exported or printed after an operation."""
    o = schema.operation.c
    query = select(func.count()).where(o.operation_id > operation_id, o.kind.in_(("export", "print")))
    return int(connection.scalar(query) or 0)


def latest_active(connection: Connection) -> Row[Any] | None:
    """Return the operation that a plain "undo" would take back: the newest active one."""
    o = schema.operation.c
    return connection.execute(
        select(schema.operation).where(o.is_active == 1, o.kind.not_in(NOT_UNDOABLE)).order_by(o.operation_id.desc()).limit(1)
    ).first()


def latest_undone(connection: Connection) -> Row[Any] | None:
    """Return the operation that a plain "redo" would bring back: the one undone last, if nothing new was done since."""
    h = schema.history.c
    last_do = connection.scalar(
        select(h.seq)
        .select_from(schema.history.join(schema.operation, schema.operation.c.operation_id == h.operation_id))
        .where(h.event == "do", schema.operation.c.kind.not_in(NOT_UNDOABLE))
        .order_by(h.seq.desc())
        .limit(1)
    )
    query = (
        select(schema.operation)
        .select_from(schema.history.join(schema.operation, schema.operation.c.operation_id == h.operation_id))
        .where(h.event == "undo", h.seq > (last_do or 0), schema.operation.c.is_active == 0)
        .order_by(h.seq.desc())
        .limit(1)
    )
    return connection.execute(query).first()


def history_lines(connection: Connection, limit: int) -> list[Row[Any]]:
    """Return the newest lines of the history (done, undone, redone) with the operation they are about."""
    h, o = schema.history, schema.operation
    query = (
        select(h.c.seq, h.c.event, h.c.person, h.c.at, o.c.operation_id, o.c.kind, o.c.params, o.c.is_active)
        .select_from(h.join(o, o.c.operation_id == h.c.operation_id))
        .where(h.c.operation_id > 0)
        .order_by(h.c.seq.desc())
        .limit(limit)
    )
    return list(connection.execute(query))


def operations_of_homes(connection: Connection, homes: list[int], records: list[int], limit: int) -> list[Row[Any]]:
    """Return the operations that wrote records of these homes or decided about them, newest first."""
    r, d, o = schema.record.c, schema.decision.c, schema.operation.c
    ids = (
        select(r.operation_id)
        .where(r.record_id.in_(records))
        .union(select(d.operation_id).where(or_(d.home_id.in_(homes), d.other_home_id.in_(homes), d.record_id.in_(records))))
    )
    return list(connection.execute(select(schema.operation).where(o.operation_id.in_(ids)).order_by(o.operation_id.desc()).limit(limit)))


def records_kept(connection: Connection, operation_id: int) -> list[int]:
    """Return the records of an operation that stay although it is undone, because an active operation refers to them."""
    r, d, o = schema.record.c, schema.decision.c, schema.operation.c
    decided = (
        select(r.record_id)
        .select_from(
            schema.record.join(schema.decision, d.record_id == r.record_id).join(
                schema.operation, and_(o.operation_id == d.operation_id, o.is_active == 1)
            )
        )
        .where(r.operation_id == operation_id, d.operation_id != operation_id)
    )
    s, b = schema.source_row.c, schema.batch.c
    restated = (
        select(r.record_id)
        .select_from(
            schema.record.join(schema.source_row, and_(s.record_id == r.record_id, s.outcome == "duplicate"))
            .join(schema.batch, b.batch_id == s.batch_id)
            .join(schema.operation, and_(o.operation_id == b.operation_id, o.is_active == 1))
        )
        .where(r.operation_id == operation_id, b.operation_id != operation_id)
    )
    return sorted(set(connection.scalars(decided.union(restated))))


def home_of_record(connection: Connection, record_id: int) -> int | None:
    """Return the home a record was written for."""
    found = connection.scalar(select(schema.record.c.home_id).where(schema.record.c.record_id == record_id))
    return None if found is None else int(found)


def homes_of_records(connection: Connection, record_ids: list[int]) -> list[int]:
    """Return the homes records were written for."""
    found: set[int] = set()
    for part in chunks(record_ids):
        found.update(connection.scalars(select(schema.record.c.home_id).where(schema.record.c.record_id.in_(part))))
    return sorted(found)


def changed_names(connection: Connection, customer_ids: list[int], limit: int = 3) -> list[str]:
    """Return the names of some of these customers."""
    c = schema.customer.c
    return list(connection.scalars(select(c.full_name).where(c.customer_id.in_(customer_ids[:limit])).order_by(c.customer_id)))
