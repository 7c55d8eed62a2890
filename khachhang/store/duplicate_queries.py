"""Questions about pairs that may be the same customer: the engine's answers and what people said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Row, and_, case, delete, func, insert, literal, or_, select, update

from khachhang.model import Decision, DecisionKind
from khachhang.store import derived, reading, schema
from khachhang.store.writing import dumps, insert_many

ANSWERS = (DecisionKind.NOT_SAME, DecisionKind.HOUSEHOLD, DecisionKind.LATER, DecisionKind.SAME, DecisionKind.ASK_AGAIN)
_RANK = {"same": 0, "household": 1}

Pair = tuple[int, int]
"""Two ids, the smaller first."""


def replace_pairs(connection: Connection, pairs: Sequence[tuple[int, int, str, str, str]], homes: Iterable[int] | None) -> None:
    """Write the engine's answers: all of them, or those that touch `homes`. Tuples: home_a < home_b, probability, class, evidence."""
    p = schema.duplicate_pair
    if homes is None:
        connection.execute(delete(p))
    else:
        for part in reading.chunks(homes):
            connection.execute(delete(p).where(or_(p.c.home_a.in_(part), p.c.home_b.in_(part))))
    insert_many(connection, "duplicate_pair", ("home_a", "home_b", "probability", "class", "evidence"), pairs)


def answers(connection: Connection) -> dict[Pair, Decision]:
    """Return, for each pair of homes somebody said something about, the latest word."""
    return latest_words(reading.decisions_of_kind(connection, *ANSWERS))


def latest_words(decisions: Iterable[Decision]) -> dict[Pair, Decision]:
    """Return, for each pair of homes these decisions speak of, the latest word."""
    latest: dict[Pair, Decision] = {}
    for d in sorted(decisions, key=lambda d: (d.change, d.decision_id)):
        if d.kind in ANSWERS and d.home_id is not None and d.other_home_id is not None:
            latest[min(d.home_id, d.other_home_id), max(d.home_id, d.other_home_id)] = d
    return latest


def _open_pairs(*columns: Any) -> Any:
    """Pairs of two customers, neither in the bin, as (columns of the pair, customer a, customer b)."""
    p = schema.duplicate_pair
    a, b = schema.home_customer.alias("hca"), schema.home_customer.alias("hcb")
    ca, cb = schema.customer.alias("ca"), schema.customer.alias("cb")
    return (
        select(*columns, a.c.customer_id.label("customer_a"), b.c.customer_id.label("customer_b"))
        .select_from(
            p.join(a, a.c.home_id == p.c.home_a)
            .join(b, b.c.home_id == p.c.home_b)
            .join(ca, ca.c.customer_id == a.c.customer_id)
            .join(cb, cb.c.customer_id == b.c.customer_id)
        )
        .where(a.c.customer_id != b.c.customer_id, ca.c.is_binned == 0, cb.c.is_binned == 0)
    )


def open_pairs(
    connection: Connection, minimum: str = "0", classes: Sequence[str] = ("same", "household"), homes: Sequence[int] | None = None
) -> list[Row[Any]]:
    """Return pairs of distinct customers, answered or not, the most certain first, without their evidence. homes: only these."""
    p = schema.duplicate_pair.c
    rank = case(*((p["class"] == klass, place) for klass, place in _RANK.items()), else_=len(_RANK))
    query = _open_pairs(p.home_a, p.home_b, p.probability, p["class"]).where(p["class"].in_(classes), p.probability >= minimum)
    query = query.order_by(rank, p.probability.desc(), p.home_a, p.home_b)
    if homes is None:
        return list(connection.execute(query))
    found: list[Row[Any]] = []
    for part in reading.chunks(homes):
        found += connection.execute(query.where(or_(p.home_a.in_(part), p.home_b.in_(part))))
    return found


def pairs_among(connection: Connection, customers: Sequence[int]) -> list[Row[Any]]:
    """Return the engine's answers of every class about pairs of these customers."""
    p = schema.duplicate_pair.c
    homes = list(derived.homes_of_customers(connection, customers))
    query = _open_pairs(p.home_a, p.home_b, p.probability, p["class"], p.evidence).where(p.home_a.in_(homes), p.home_b.in_(homes))
    return list(connection.execute(query.order_by(p.probability.desc(), p.home_a, p.home_b)))


def evidence_of(connection: Connection, pairs: Sequence[Pair]) -> dict[Pair, str]:
    """Return the evidence, JSON text, of these pairs of homes."""
    p = schema.duplicate_pair.c
    found: dict[Pair, str] = {}
    for start in range(0, len(pairs), 200):
        wanted = or_(*(and_(p.home_a == a, p.home_b == b) for a, b in pairs[start : start + 200]))
        for row in connection.execute(select(p.home_a, p.home_b, p.evidence).where(wanted)):
            found[row.home_a, row.home_b] = row.evidence
    return found


def matching_rows(connection: Connection, customer_ids: Sequence[int] | None) -> Iterator[Any]:
    """Yield what the engine compares of customers: all not in the bin, or those named."""
    c = schema.customer.c
    base = select(c.customer_id, c.doc, c.is_business).where(c.is_binned == 0).order_by(c.customer_id)
    for part in [None] if customer_ids is None else reading.chunks(customer_ids):
        query = base if part is None else base.where(c.customer_id.in_(part))
        yield from connection.execute(query.execution_options(yield_per=2000))


def count_customers(connection: Connection, most: int) -> int:
    """Return how many customers there are, those in the bin too; counting ends at `most`."""
    some = select(schema.home_customer.c.customer_id).distinct().limit(most).subquery()
    return int(connection.scalar(select(func.count()).select_from(some)) or 0)


# ---- how far the engine has looked -----------------------------------------------------------------------------------


def newest_line(connection: Connection) -> int:
    """Return the number of the newest line of the history, 0 when there is none."""
    return int(connection.scalar(select(func.max(schema.history.c.seq))) or 0)


def homes_changed_since(connection: Connection, seq: int, unless: Sequence[str]) -> set[int]:
    """Return the homes that anything done or undone after that line of the history concerns; operations of the kinds `unless` left out."""
    h, o = schema.history.c, schema.operation.c
    query = (
        select(h.operation_id)
        .join_from(schema.history, schema.operation, o.operation_id == h.operation_id)
        .where(h.seq > seq, o.kind.not_in(unless))
        .distinct()
    )
    found: set[int] = set()
    for operation_id in connection.scalars(query).all():
        found |= reading.homes_of_operation(connection, operation_id)
    return found


def pairs_state(connection: Connection) -> int:
    """Return the line of the history up to which pairs were looked for, -1 before the first look."""
    looked = read_setting(connection, "duplicates_looked")
    return -1 if looked is None else int(looked["seq"])


def read_setting(connection: Connection, key: str) -> Any:
    """Return a setting kept in the vault, None when it was never set."""
    value = connection.scalar(select(schema.setting.c.value).where(schema.setting.c.key == key))
    return None if value is None else orjson.loads(value)


def write_setting(connection: Connection, key: str, value: Any) -> None:
    """Keep a setting in the vault."""
    t = schema.setting
    if not connection.execute(update(t).where(t.c.key == key).values(value=dumps(value))).rowcount:
        connection.execute(insert(t).values(key=key, value=dumps(value)))


# ---- the report ------------------------------------------------------------------------------------------------------


def counts(connection: Connection) -> dict[str, int]:
    """Return how much there is: customers, merged (made of several homes), records, rows_repeated, and those with a phone."""
    c, h, r = schema.customer, schema.home_customer, schema.record
    many = select(h.c.customer_id).group_by(h.c.customer_id).having(func.count() > 1).subquery()
    live = select(literal(1)).select_from(r.join(schema.operation, schema.operation.c.operation_id == r.c.operation_id))
    live = live.where(reading.is_live(), r.c.is_edit == 0)
    calls = live.where(r.c.body.like('%"phones":%')).subquery()
    s, b, o = schema.source_row, schema.batch, schema.operation
    repeated = (
        select(func.count())
        .select_from(s.join(b, b.c.batch_id == s.c.batch_id).join(o, o.c.operation_id == b.c.operation_id))
        .where(s.c.outcome == "duplicate", o.c.is_active == 1)
    )
    queries = {
        "customers": select(func.count()).select_from(c).where(c.c.is_binned == 0),
        "customers_with_phone": select(func.count()).select_from(c).where(c.c.is_binned == 0, c.c.phone != ""),
        "merged_customers": select(func.count()).select_from(many),
        "homes": select(func.count()).select_from(h),
        "all_customers": select(func.count()).select_from(c),
        "records": select(func.count()).select_from(live.subquery()),
        "records_with_phone": select(func.count()).select_from(calls),
        "rows_repeated": repeated,
    }
    return {name: int(connection.scalar(query) or 0) for name, query in queries.items()}


def shared_by_sources(connection: Connection) -> list[Row[Any]]:
    """Return (source a, source b, n): how many customers stand in both, for a <= b; a = b: in that source at all."""
    a, b = schema.customer_source.alias("a"), schema.customer_source.alias("b")
    query = (
        select(a.c.source_id.label("a"), b.c.source_id.label("b"), func.count().label("n"))
        .select_from(a.join(b, b.c.customer_id == a.c.customer_id))
        .where(a.c.source_id <= b.c.source_id)
        .group_by(a.c.source_id, b.c.source_id)
        .order_by(a.c.source_id, b.c.source_id)
    )
    return list(connection.execute(query))
