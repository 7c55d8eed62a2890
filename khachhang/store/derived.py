"""Writing what is derived: deletes and bulk inserts of customers, their keys, facets, order lines and searchable text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select

from khachhang.progress import Tick, no_tick
from khachhang.store import narrow_blocks, schema, text_index
from khachhang.store.customer_rows import COLUMNS, DerivedCustomer
from khachhang.store.reading import chunks
from khachhang.store.writing import insert_many

_FEW = 500


def customers_of_homes(connection: Connection, homes: Iterable[int]) -> dict[int, int]:
    """Return home → the customer it belongs to now."""
    c = schema.home_customer.c
    found: dict[int, int] = {}
    for part in chunks(homes):
        found.update((r.home_id, r.customer_id) for r in connection.execute(select(c.home_id, c.customer_id).where(c.home_id.in_(part))))
    return found


def homes_of_customers(connection: Connection, customers: Iterable[int]) -> dict[int, int]:
    """Return home → customer for all homes of these customers."""
    c = schema.home_customer.c
    found: dict[int, int] = {}
    for part in chunks(customers):
        found.update(
            (r.home_id, r.customer_id) for r in connection.execute(select(c.home_id, c.customer_id).where(c.customer_id.in_(part)))
        )
    return found


def delete_derived(connection: Connection, customers: Sequence[int], homes: Sequence[int]) -> None:
    """Take these customers and everything derived of these homes away. homes: all of these customers, at least."""
    if len(customers) > _FEW and len(customers) == connection.scalar(select(func.count()).select_from(schema.customer)):
        clear_derived(connection)
        return
    for part in chunks(customers):
        text_index.remove(connection, part)
        narrow_blocks.remove(connection, part)
        for table in (schema.customer, schema.customer_group, schema.customer_source):
            connection.execute(delete(table).where(table.c.customer_id.in_(part)))
    for part in chunks(homes):
        for table in (schema.home_customer, schema.home_key, schema.order_line):
            connection.execute(delete(table).where(table.c.home_id.in_(part)))


def clear_derived(connection: Connection) -> None:
    """Take everything derived away, before a rebuild."""
    for table in schema.DERIVED_TABLES:
        connection.execute(delete(table))
    narrow_blocks.clear(connection)
    text_index.rebuild_text_index(connection, ())


def insert_derived(
    connection: Connection,
    customers: Sequence[DerivedCustomer],
    home_customer: Mapping[int, int],
    keys: Sequence[tuple[str, str, int]],
    orders: Sequence[tuple[Any, ...]],
    tick: Tick = no_tick,
) -> None:
    """Write derived customers, the home → customer map, the exact keys of homes and the order lines."""
    insert_many(connection, "home_customer", ("home_id", "customer_id"), list(home_customer.items()))
    insert_many(connection, "home_key", ("kind", "key", "home_id"), sorted(keys))
    insert_many(connection, "customer", COLUMNS, [c.row for c in customers])
    insert_many(connection, "customer_group", ("name", "customer_id"), sorted((g, c.customer_id) for c in customers for g in c.groups))
    insert_many(
        connection, "customer_source", ("source_id", "customer_id"), sorted((s, c.customer_id) for c in customers for s in c.source_ids)
    )
    narrow_blocks.put(connection, customers)
    insert_many(connection, "order_line", tuple(c.name for c in schema.order_line.columns), orders)
    text_index.upsert(connection, [(c.customer_id, c.sort_key, c.search_text) for c in customers], tick)


def homes_with_key(connection: Connection, kind: str, keys: Iterable[str]) -> dict[str, list[int]]:
    """Return key → the homes that hold it, smallest id first."""
    c = schema.home_key.c
    found: dict[str, list[int]] = {}
    for start in range(0, len(held := list(keys)), 5000):
        query = select(c.key, c.home_id).where(c.kind == kind, c.key.in_(held[start : start + 5000])).order_by(c.key, c.home_id)
        for row in connection.execute(query):
            found.setdefault(row.key, []).append(row.home_id)
    return found
