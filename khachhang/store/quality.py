"""Questions about the quality of what is kept that no filter answers: marks of single fields, places that disagree, age."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select

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


def landlines(connection: Connection) -> list[Row[Any]]:
    """Return (customer_id, phone, province) of every customer whose first phone is a landline."""
    c = schema.customer.c
    query = select(c.customer_id, c.phone, c.province).where(c.phone.like("+842%"), c.province != "", c.is_binned == 0)
    return list(connection.execute(query))


def seen_years(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """Return customer_id → the year something was last said of it."""
    c = schema.customer.c
    found: dict[int, int] = {}
    for part in reading.chunks(ids):
        query = select(c.customer_id, c.seen_date).where(c.customer_id.in_(part))
        found.update((row[0], int(row[1][:4])) for row in connection.execute(query))
    return found


def put_day(connection: Connection, day: str, counts: Mapping[str, int]) -> None:
    """Note how many customers have which problem on a day, instead of what was noted of that day."""
    t = schema.quality_day
    connection.execute(delete(t).where(t.c.day == day))
    connection.execute(insert(t), [{"day": day, "code": code, "n": n} for code, n in counts.items()])


def days(connection: Connection, since: str) -> list[Row[Any]]:
    """Return (day, code, n) noted since a day, oldest first."""
    t = schema.quality_day.c
    return list(connection.execute(select(t.day, t.code, t.n).where(t.day >= since).order_by(t.day, t.code)))


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
