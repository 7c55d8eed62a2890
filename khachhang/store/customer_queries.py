"""Questions about customers that the list does not ask: one customer's homes, its shown values, who is like whom, names of groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import Connection, Row, func, select

from khachhang.model import Party
from khachhang.store import schema
from khachhang.store.customer_rows import Flat
from khachhang.store.reading import chunks, split_records


def flats(connection: Connection, customer_ids: Iterable[int]) -> dict[int, Flat]:
    """Return the shown values and marks of customers."""
    c = schema.customer.c
    found: dict[int, Flat] = {}
    for part in chunks(customer_ids):
        query = select(c.customer_id, c.doc, c.party, c.has_doubt, c.is_binned).where(c.customer_id.in_(part))
        for row in connection.execute(query):
            doc = orjson.loads(row.doc)
            found[row.customer_id] = Flat(doc["values"], doc["marks"], Party(row.party), bool(row.has_doubt), bool(row.is_binned))
    return found


def resolve(connection: Connection, customer_id: int) -> int | None:
    """Return the customer that an id names today: any id that ever named one stays valid. None when nothing is left of it."""
    found = connection.scalar(select(schema.home_customer.c.customer_id).where(schema.home_customer.c.home_id == customer_id))
    return None if found is None else int(found)


def customers_of_records(connection: Connection, record_ids: Iterable[int]) -> dict[int, int]:
    """Return record → the customer it belongs to now; a split may have moved it."""
    wanted = list(record_ids)
    if not wanted:
        return {}
    moved = split_records(connection)
    r, h = schema.record.c, schema.home_customer.c
    found: dict[int, int] = {}
    for part in chunks(wanted):
        query = select(r.record_id, h.customer_id).join_from(schema.record, schema.home_customer, h.home_id == r.home_id)
        found.update((row.record_id, row.customer_id) for row in connection.execute(query.where(r.record_id.in_(part))))
    away = {i: moved[i] for i in wanted if i in moved}
    at = {home: resolve(connection, home) for home in set(away.values())}
    found.update((i, current) for i, home in away.items() if (current := at[home]) is not None)
    return found


def homes_of(connection: Connection, customer_ids: Iterable[int]) -> list[int]:
    """Return all homes of customers."""
    c = schema.home_customer.c
    found: list[int] = []
    for part in chunks(customer_ids):
        found += connection.scalars(select(c.home_id).where(c.customer_id.in_(part)).order_by(c.home_id))
    return found


def with_phones(connection: Connection, phones: Iterable[str]) -> set[int]:
    """Return the customers with one of these numbers."""
    k, h = schema.home_key.c, schema.home_customer.c
    query = select(h.customer_id).join_from(schema.home_key, schema.home_customer, h.home_id == k.home_id)
    return set(connection.scalars(query.where(k.kind == "phone", k.key.in_(list(phones)))))


def groups(connection: Connection) -> list[tuple[str, int]]:
    """Return every group with how many customers are in it."""
    g, c = schema.customer_group.c, schema.customer.c
    query = (
        select(g.name, func.count())
        .join_from(schema.customer_group, schema.customer, c.customer_id == g.customer_id)
        .where(c.is_binned == 0)
        .group_by(g.name)
        .order_by(g.name)
    )
    return [(row[0], int(row[1])) for row in connection.execute(query)]


def record_origins(connection: Connection, record_ids: Iterable[int]) -> dict[int, Row[Any]]:
    """Return where records come from: source, file, sheet, row, headers, raw cells, when and by whom."""
    r, b, w, o, s, row_ = (
        schema.record.c,
        schema.batch.c,
        schema.workbook.c,
        schema.operation.c,
        schema.source.c,
        schema.source_row.c,
    )
    found: dict[int, Row[Any]] = {}
    for part in chunks(record_ids):
        query = (
            select(
                r.record_id,
                r.sheet_row,
                r.issues,
                r.is_edit,
                r.observed_at,
                r.party,
                b.batch_id,
                b.sheet,
                b.mapping,
                b.workbook_id,
                w.file_name,
                o.operation_id,
                o.at,
                o.person,
                s.name.label("source_name"),
                row_.raw,
                row_.source_row_id,
            )
            .select_from(
                schema.record.join(schema.operation, o.operation_id == r.operation_id)
                .join(schema.source, s.source_id == r.source_id)
                .outerjoin(schema.batch, b.batch_id == r.batch_id)
                .outerjoin(schema.workbook, w.workbook_id == b.workbook_id)
                .outerjoin(
                    schema.source_row,
                    (row_.batch_id == r.batch_id) & (row_.sheet_row == r.sheet_row) & (row_.record_id == r.record_id),
                )
            )
            .where(r.record_id.in_(part))
        )
        found.update({row.record_id: row for row in connection.execute(query)})
    return found


def unverified(connection: Connection, limit: int) -> list[int]:
    """Return customers with a value nobody has verified yet, in name order."""
    c = schema.customer.c
    query = select(c.customer_id).where(c.verification == "unverified", c.is_binned == 0).order_by(c.sort_key, c.customer_id).limit(limit)
    return list(connection.scalars(query))
