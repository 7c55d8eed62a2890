"""The log of everything: acts that are no operation are lines of the same hash chain; reading it with conditions; checking it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, or_, select

from khachhang.store import schema
from khachhang.store.reading import chunks
from khachhang.store.writing import append_history, dumps

NO_OPERATION = 0
"""The operation that lines about no operation refer to. It changes nothing, cannot be undone and stands in no list."""
DONE = ("do", "undo", "redo")
_PART = 2_000


def append_event(connection: Connection, event: str, person: str, at: str, params: dict[str, Any]) -> None:
    """Append an act that changes no customer: unlocking, showing a number, giving a right …"""
    o = schema.operation
    if connection.scalar(select(o.c.operation_id).where(o.c.operation_id == NO_OPERATION)) is None:
        connection.execute(insert(o).values(operation_id=NO_OPERATION, kind="audit", person="", at=at, is_active=0, params="{}"))
    append_history(connection, NO_OPERATION, event, person, at, dumps(params))


class Condition(NamedTuple):
    """Which lines are asked for; None = all. events: of lines about no operation; kinds: of operations. since, until: UTC, ISO.

    but: kinds of operations left out. operations: only lines about these, and `seqs` besides. before: only lines older than this one.
    """

    person: str | None = None
    events: Sequence[str] | None = None
    kinds: Sequence[str] | None = None
    but: Sequence[str] = ()
    since: str = ""
    until: str = ""
    operations: Sequence[int] | None = None
    seqs: Sequence[int] = ()
    before: int | None = None


def lines(connection: Connection, wanted: Condition, limit: int) -> list[Row[Any]]:
    """Return lines of the log with their operation and body, the newest first."""
    h, o, p = schema.history, schema.operation, schema.payload
    query = select(
        h.c.seq, h.c.event, h.c.person, h.c.at, h.c.operation_id, o.c.kind, o.c.params, o.c.is_active, p.c.body
    ).select_from(
        h.join(o, o.c.operation_id == h.c.operation_id).outerjoin(p, (p.c.payload_id == h.c.payload_id) & h.c.event.not_in(DONE))
    )  # fmt: skip
    if wanted.person is not None:
        query = query.where(h.c.person == wanted.person)
    if wanted.since:
        query = query.where(h.c.at >= wanted.since)
    if wanted.until:
        query = query.where(h.c.at < wanted.until)
    if wanted.before is not None:
        query = query.where(h.c.seq < wanted.before)
    if wanted.events is not None or wanted.kinds is not None:
        query = query.where(or_(h.c.event.in_(wanted.events or ()), (h.c.operation_id > 0) & o.c.kind.in_(wanted.kinds or ())))
    if wanted.but:
        query = query.where(o.c.kind.not_in(wanted.but))
    if wanted.operations is not None:
        query = query.where(or_(h.c.operation_id.in_(wanted.operations), h.c.seq.in_(wanted.seqs)))
    return list(connection.execute(query.order_by(h.c.seq.desc()).limit(limit)))


def bodies_of(connection: Connection, event: str) -> list[tuple[int, str]]:
    """Return line and body of every line of one event."""
    h, p = schema.history, schema.payload
    query = select(h.c.seq, p.c.body).select_from(h.join(p, p.c.payload_id == h.c.payload_id)).where(h.c.event == event)
    return [(seq, body) for seq, body in connection.execute(query)]


def people_in(connection: Connection) -> list[str]:
    """Return everybody who ever did something, by name."""
    return sorted(connection.scalars(select(schema.history.c.person).distinct()))


def newest(connection: Connection) -> int:
    """Return the number of the newest line, 0 when there is none."""
    return int(connection.scalar(select(schema.history.c.seq).order_by(schema.history.c.seq.desc()).limit(1)) or 0)


def first_break(connection: Connection) -> int | None:
    """Return the first line at which the chain breaks: a line missing, changed, or put in. None when it holds from the first to the last.

    A body that was erased on request leaves its digest; one that was changed does not fit to it.
    """
    h = schema.history.c
    chain, expected = "", 1
    while True:
        query = select(schema.history).where(h.seq >= expected).order_by(h.seq).limit(_PART)
        part = list(connection.execute(query))
        if not part:
            return None
        bodies = _payloads(connection, [row.payload_id for row in part])
        for row in part:
            said = dumps([chain, row.seq, row.operation_id, row.event, row.person, row.at, row.digest])
            if row.seq != expected or row.chain != hashlib.sha256(said.encode()).hexdigest():
                return expected
            body = bodies.get(row.payload_id)
            if body is not None and body[1] and hashlib.sha256(body[0] + body[1].encode()).hexdigest() != row.digest:
                return expected
            chain, expected = row.chain, expected + 1


def _payloads(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[bytes, str]]:
    found: dict[int, tuple[bytes, str]] = {}
    p = schema.payload.c
    for part in chunks(list(ids)):
        found.update(
            {row.payload_id: (row.salt, row.body) for row in connection.execute(select(schema.payload).where(p.payload_id.in_(part)))}
        )
    return found
