"""Making up for rows that a repair could not read, where what is left tells what they said: acts, sources, homes. Others are dropped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import Connection, func, insert, select, text

from khachhang.model import Party
from khachhang.store import schema

KIND = "repair"
"""Kind of an act of which nothing is left but what it wrote."""


def mend(connection: Connection, now: str) -> list[int]:
    """Put back acts, sources and homes that rows name and that are not there; return the numbers of the acts that had to be guessed."""
    _homes(connection)
    _sources(connection)
    return _operations(connection, now)


def drop_orphans(connection: Connection) -> dict[str, int]:
    """Take out rows that name a row which is lost, until none is left. Returns table → how many."""
    dropped: dict[str, int] = {}
    while broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        for table, rowid, *_ in broken:
            connection.execute(text(f'DELETE FROM "{table}" WHERE rowid = :rowid'), {"rowid": rowid})
            dropped[table] = dropped.get(table, 0) + 1
    return dropped


def _homes(connection: Connection) -> None:
    home, record = schema.home.c, schema.record.c
    missing = (
        select(record.home_id, func.min(record.operation_id)).where(record.home_id.not_in(select(home.home_id))).group_by(record.home_id)
    )
    connection.execute(insert(schema.home).from_select(["home_id", "operation_id"], missing))


def _sources(connection: Connection) -> None:
    there = set(connection.scalars(select(schema.source.c.source_id)))
    named = {*connection.scalars(select(schema.record.c.source_id).distinct()), *connection.scalars(select(schema.batch.c.source_id))}
    for source_id in sorted(named - there):
        about = {"name": f"? {source_id}", "party": Party.UNSURE.value, "channel": "", "supplier": "", "basis": ""}
        connection.execute(insert(schema.source).values(source_id=source_id, **about))


def _operations(connection: Connection, now: str) -> list[int]:
    there = set(connection.scalars(select(schema.operation.c.operation_id)))
    named: set[int] = set()
    for table in (schema.record, schema.decision, schema.batch, schema.history):
        named |= set(connection.scalars(select(table.c.operation_id).distinct()))
    guessed = []
    for operation_id in sorted(named - there):
        told = _from_history(connection, operation_id)
        if told is None:
            guessed.append(operation_id)
        values = told or {"kind": KIND, "person": "?", "at": now, "is_active": 1, "params": "{}"}
        connection.execute(insert(schema.operation).values(operation_id=operation_id, **values))
    return guessed


def _from_history(connection: Connection, operation_id: int) -> dict[str, Any] | None:
    """Return what the history says of an act: its first line with its body, and whether it was taken back since."""
    h, p = schema.history.c, schema.payload.c
    query = select(h.event, h.person, h.at, p.body).join_from(schema.history, schema.payload, h.payload_id == p.payload_id)
    lines = connection.execute(query.where(h.operation_id == operation_id).order_by(h.seq)).all()
    done = next((line for line in lines if line.event == "do"), None)
    if done is None:
        return None
    body = orjson.loads(done.body) if done.body else {}
    params = orjson.dumps(body.get("params", {}), option=orjson.OPT_SORT_KEYS).decode()
    is_active = int(_is_active(line.event for line in lines))
    return {"kind": body.get("kind", KIND), "person": done.person, "at": done.at, "is_active": is_active, "params": params}


def _is_active(events: Iterable[str]) -> bool:
    turns = [event for event in events if event in ("do", "undo", "redo")]
    return bool(turns) and turns[-1] != "undo"
