"""Who saw which customer, and how much was taken out on a day. A row per day, person, customer and thing, so that it grows slowly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from khachhang.store import schema

KEPT_DAYS = 400


class Look(NamedTuple):
    """What one person saw of one customer on one day. what: "card", or the field shown in full."""

    day: str
    customer_id: int
    what: str
    times: int
    first_at: str
    last_at: str


def add_looks(connection: Connection, person: str, looks: Sequence[Look]) -> None:
    """Add to what a person saw, and forget what is older than KEPT_DAYS."""
    v = schema.viewing.c
    for look in looks:
        where = and_(v.day == look.day, v.person == person, v.customer_id == look.customer_id, v.what == look.what)
        changed = connection.execute(update(schema.viewing).where(where).values(times=v.times + look.times, last_at=look.last_at))
        if not changed.rowcount:
            connection.execute(insert(schema.viewing).values(person=person, **look._asdict()))
    newest = max(look.day for look in looks)
    oldest = (date.fromisoformat(newest) - timedelta(days=KEPT_DAYS)).isoformat()
    connection.execute(delete(schema.viewing).where(v.day < oldest))
    connection.execute(delete(schema.quota_use).where(schema.quota_use.c.day < oldest))


def looks_of(connection: Connection, person: str, since: str) -> list[Row[Any]]:
    """Return what a person saw since a day, the newest day first."""
    v = schema.viewing.c
    query = select(schema.viewing).where(v.person == person, v.day >= since)
    return list(connection.execute(query.order_by(v.day.desc(), v.last_at.desc(), v.customer_id)))


def looks_at(connection: Connection, customer_ids: Sequence[int], limit: int = 200) -> list[Row[Any]]:
    """Return who saw these customers, the newest first."""
    v = schema.viewing.c
    query = select(schema.viewing).where(v.customer_id.in_(list(customer_ids)))
    return list(connection.execute(query.order_by(v.day.desc(), v.last_at.desc()).limit(limit)))


def used(connection: Connection, day: str, person: str, what: str) -> int:
    """Return how much a person took out on a day."""
    q = schema.quota_use.c
    return int(connection.scalar(select(q.n).where(q.day == day, q.person == person, q.what == what)) or 0)


def used_since(connection: Connection, person: str, since: str) -> dict[str, int]:
    """Return what → how much a person took out since a day."""
    q = schema.quota_use.c
    query = select(q.what, func.sum(q.n)).where(q.person == person, q.day >= since).group_by(q.what)
    return {what: int(n) for what, n in connection.execute(query)}


def use(connection: Connection, day: str, person: str, what: str, n: int) -> None:
    """Count something taken out."""
    q = schema.quota_use.c
    changed = connection.execute(update(schema.quota_use).where(q.day == day, q.person == person, q.what == what).values(n=q.n + n))
    if not changed.rowcount:
        connection.execute(insert(schema.quota_use).values(day=day, person=person, what=what, n=n))
