"""Questions about pairs that may be the same customer: the engine's answers and what people said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, case, delete, func, or_, select

from khachhang.model import DecisionKind
from khachhang.store import reading, schema
from khachhang.store.writing import insert_many

_ANSWERS = (DecisionKind.NOT_SAME, DecisionKind.HOUSEHOLD, DecisionKind.SAME)
_ASKING = ("same", "household", "name_only")


def replace_pairs(connection: Connection, pairs: Sequence[tuple[int, int, str, str, str]], homes: Iterable[int] | None) -> None:
    """Write the engine's answers: all of them, or those that touch `homes`. Tuples: home_a < home_b, probability, class, evidence."""
    p = schema.duplicate_pair
    if homes is None:
        connection.execute(delete(p))
    else:
        for part in reading.chunks(homes):
            connection.execute(delete(p).where(or_(p.c.home_a.in_(part), p.c.home_b.in_(part))))
    insert_many(connection, "duplicate_pair", ("home_a", "home_b", "probability", "class", "evidence"), pairs)


def answered(connection: Connection) -> set[tuple[int, int]]:
    """Return the pairs of homes somebody has answered: same, another person, same household."""
    return {
        (min(d.home_id, d.other_home_id), max(d.home_id, d.other_home_id))
        for d in reading.decisions_of_kind(connection, *_ANSWERS)
        if d.home_id is not None and d.other_home_id is not None
    }


def put_off(connection: Connection) -> set[tuple[int, int]]:
    """Return the pairs somebody put off."""
    return {
        (min(d.home_id, d.other_home_id), max(d.home_id, d.other_home_id))
        for d in reading.decisions_of_kind(connection, DecisionKind.LATER)
        if d.home_id is not None and d.other_home_id is not None
    }


def _open_pairs() -> Any:
    """Pairs of two customers, neither in the bin, as (pair, customer a, customer b)."""
    p = schema.duplicate_pair
    a, b = schema.home_customer.alias("hca"), schema.home_customer.alias("hcb")
    ca, cb = schema.customer.alias("ca"), schema.customer.alias("cb")
    return (
        select(p, a.c.customer_id.label("customer_a"), b.c.customer_id.label("customer_b"))
        .select_from(
            p.join(a, a.c.home_id == p.c.home_a)
            .join(b, b.c.home_id == p.c.home_b)
            .join(ca, ca.c.customer_id == a.c.customer_id)
            .join(cb, cb.c.customer_id == b.c.customer_id)
        )
        .where(a.c.customer_id != b.c.customer_id, ca.c.is_binned == 0, cb.c.is_binned == 0)
    )


def open_pairs(connection: Connection, minimum: str = "0", classes: Sequence[str] = _ASKING) -> list[Row[Any]]:
    """Return unanswered or answered pairs of distinct customers, the most certain first; the caller leaves out those answered."""
    p = schema.duplicate_pair.c
    rank = case((p["class"] == "same", 0), (p["class"] == "household", 1), else_=2)
    query = _open_pairs().where(p["class"].in_(classes), p.probability >= minimum)
    return list(connection.execute(query.order_by(rank, p.probability.desc(), p.home_a, p.home_b)))


def count_questions(connection: Connection, homes: Sequence[int]) -> int:
    """Return how many unanswered pairs concern these homes."""
    done = answered(connection)
    p = schema.duplicate_pair.c
    found = 0
    for part in reading.chunks(homes):
        query = _open_pairs().where(or_(p.home_a.in_(part), p.home_b.in_(part)), p["class"].in_(("same", "household")))
        found += sum((r.home_a, r.home_b) not in done for r in connection.execute(query))
    return found


def count_pairs(connection: Connection) -> int:
    """Return how many pairs the engine has answered."""
    return int(connection.scalar(select(func.count()).select_from(schema.duplicate_pair)) or 0)


def matching_rows(connection: Connection, customer_ids: Sequence[int] | None) -> list[Row[Any]]:
    """Return what the engine compares of customers: all not in the bin, or those named."""
    c = schema.customer.c
    base = select(c.customer_id, c.doc, c.is_business).where(c.is_binned == 0).order_by(c.customer_id)
    if customer_ids is None:
        return list(connection.execute(base))
    found: list[Row[Any]] = []
    for part in reading.chunks(customer_ids):
        found += connection.execute(base.where(c.customer_id.in_(part)))
    return found
