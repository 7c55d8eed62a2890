"""What the vault keeps for one person alone: sealed boxes, no facts, no history."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from khachhang.store.schema import personal


class Own(NamedTuple):
    """When it was written (UTC, ISO) and the sealed box."""

    at: str
    sealed: bytes


def get(connection: Connection, person_id: str, key: str) -> Own | None:
    """Return what is kept under a key, None when nothing."""
    query = select(personal.c.at, personal.c.sealed).where(personal.c.person_id == person_id, personal.c.key == key)
    row = connection.execute(query).first()
    return Own(row.at, row.sealed) if row is not None else None


def put(connection: Connection, person_id: str, key: str, at: str, sealed: bytes) -> None:
    """Keep a box under a key, instead of what was there."""
    drop(connection, person_id, key)
    connection.execute(insert(personal).values(person_id=person_id, key=key, at=at, sealed=sealed))


def drop(connection: Connection, person_id: str, key: str) -> None:
    """Keep nothing under a key."""
    connection.execute(delete(personal).where(personal.c.person_id == person_id, personal.c.key == key))


def drop_all(connection: Connection, key: str) -> None:
    """Keep nothing under a key for anybody: somebody in the drafts was erased."""
    connection.execute(delete(personal).where(personal.c.key == key))
