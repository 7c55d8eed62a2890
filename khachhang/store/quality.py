"""Questions about the quality of what is kept that no filter answers: marks of single fields, places that disagree, age."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Select, bindparam, func, select

from khachhang.fields import Catalogue
from khachhang.model import Mark
from khachhang.store import reading, schema
from khachhang.store.customer_filters import decode, field_expression

_CHUNK = 500


def doubted_fields(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[int, set[str]]]:
    """Yield (customer_id, the fields marked doubtful or wrong) of these customers."""
    for start in range(0, len(ids), _CHUNK):
        for customer_id, doc in connection.execute(documents(), {"ids": list(ids[start : start + _CHUNK])}):
            marks = orjson.loads(doc)["marks"]
            yield customer_id, {field for field, mark in marks.items() if mark in (Mark.DOUBTFUL.value, Mark.WRONG.value)}


def wards_and_provinces(connection: Connection) -> list[tuple[str, str]]:
    """Return every pair of ward and province that some customer has."""
    c = schema.customer.c
    query = select(c.ward, c.province).where(c.ward != "", c.province != "", c.is_binned == 0).distinct()
    return [(ward, province) for ward, province in connection.execute(query)]


def customers_at(connection: Connection, ward: str, province: str) -> list[int]:
    """Return the customers with this ward and province."""
    c = schema.customer.c
    return list(connection.scalars(select(c.customer_id).where(c.ward == ward, c.province == province, c.is_binned == 0)))


def untouched_since(connection: Connection, moment: str) -> list[int]:
    """Return customers of whom no record is newer than this moment, and nobody decided anything after the newest one."""
    r, o, h, c = schema.record, schema.operation, schema.home_customer, schema.customer
    seen = func.max(func.coalesce(r.c.observed_at, o.c.at))
    newest = (
        select(h.c.customer_id, func.max(r.c.operation_id).label("change"))
        .select_from(r.join(o, o.c.operation_id == r.c.operation_id).join(h, h.c.home_id == r.c.home_id))
        .where(reading.is_live())
        .group_by(h.c.customer_id)
        .having(seen < moment)
        .subquery()
    )
    query = select(c.c.customer_id).select_from(c.join(newest, newest.c.customer_id == c.c.customer_id))
    return list(connection.scalars(query.where(c.c.is_binned == 0, c.c.change <= newest.c.change)))


def commonest_values(connection: Connection, field: str, catalogue: Catalogue, among: int = 20_000) -> list[tuple[str, int]]:
    """Return the values of a field with how many customers hold each, the commonest first, among so many of the newest customers."""
    c = schema.customer.c
    newest = select(c.customer_id).where(c.is_binned == 0).order_by(c.customer_id.desc()).limit(among).subquery()
    value = field_expression(field, catalogue)
    query = select(value, func.count()).select_from(schema.customer).where(c.customer_id.in_(select(newest.c.customer_id))).group_by(value)
    counts: Counter[str] = Counter()
    for raw, n in connection.execute(query):
        held = decode(field, raw, catalogue)
        for one in held if isinstance(held, list) else [held]:
            if one not in (None, ""):
                counts[str(one)] += n
    return counts.most_common()


def newest_records(connection: Connection, customer_ids: Sequence[int]) -> dict[int, int]:
    """Return customer_id → its newest record."""
    r, h = schema.record, schema.home_customer
    query = select(h.c.customer_id, func.max(r.c.record_id)).select_from(r.join(h, h.c.home_id == r.c.home_id)).group_by(h.c.customer_id)
    found: dict[int, int] = {}
    for part in reading.chunks(customer_ids):
        found.update((row[0], row[1]) for row in connection.execute(query.where(h.c.customer_id.in_(part))))
    return found


def documents() -> Select[Any]:
    """Return the query for (customer_id, doc) of `:ids`."""
    c = schema.customer.c
    return select(c.customer_id, c.doc).where(c.customer_id.in_(bindparam("ids", expanding=True)))
