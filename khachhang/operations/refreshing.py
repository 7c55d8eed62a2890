"""Recomputing customers from the active operations: after each operation for the homes it touched, or for the whole vault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from khachhang.collecting import no_collections
from khachhang.fields import Catalogue
from khachhang.model import Decision, Record
from khachhang.progress import Tick, no_tick
from khachhang.store import derived, reading, schema
from khachhang.store.customer_rows import (
    DerivedCustomer,
    derive,
    document,
    flatten,
    flatten_grouped,
    flatten_single,
    in_place,
    is_grouping,
    matching_keys,
    order_row,
    seen_date,
    without_sealed,
)
from khachhang.survivorship import OrderLine, survive

_BATCH = 4000
"""Homes recomputed between two reports of progress."""


def refresh(connection: Connection, catalogue: Catalogue, homes: Iterable[int], tick: Tick = no_tick) -> list[int]:
    """Recompute every customer that one of these homes belongs or belonged to; return the ids of customers, old and new, that changed."""
    touched = _closure(connection, set(homes))
    before = derived.customers_of_homes(connection, touched)
    with no_collections():
        derived.delete_derived(connection, sorted(set(before.values())), sorted(touched))
        after = _derive(connection, catalogue, sorted(touched), tick)
    return sorted(set(before.values()) | after)


def rebuild(connection: Connection, catalogue: Catalogue, tick: Tick = no_tick) -> int:
    """Recompute every customer from records and decisions alone; return how many there are."""
    derived.clear_derived(connection)
    homes = list(connection.scalars(select(schema.home.c.home_id).order_by(schema.home.c.home_id)))
    with no_collections():
        return len(_derive(connection, catalogue, homes, tick))


def components(homes: Iterable[int], edges: Sequence[reading.Edge]) -> dict[int, int]:
    """Return home → smallest home of its connected component. A later "not the same" of the very same pair undoes the join."""
    parent = {h: h for h in homes}

    def find(h: int) -> int:
        while parent[h] != h:
            parent[h] = parent[parent[h]]
            h = parent[h]
        return h

    for a, b in joined_pairs(edges):
        if a in parent and b in parent:
            low, high = sorted((find(a), find(b)))
            parent[high] = low
    return {h: find(h) for h in parent}


def joined_pairs(edges: Sequence[reading.Edge]) -> list[tuple[int, int]]:
    """Return the pairs whose latest word is "the same"."""
    latest: dict[tuple[int, int], bool] = {}
    for e in sorted(edges, key=lambda e: e.change):
        latest[min(e.home_a, e.home_b), max(e.home_a, e.home_b)] = e.is_same
    return [pair for pair, is_same in latest.items() if is_same]


def _closure(connection: Connection, homes: set[int]) -> set[int]:
    """Return all homes joined to these now or when the customers were last computed."""
    known = set(homes)
    if not reading.has_edges(connection):
        return known
    frontier = set(homes)
    while frontier:
        found: set[int] = set()
        for edge in reading.edges_of(connection, sorted(frontier)):
            found.update((edge.home_a, edge.home_b))
        current = derived.customers_of_homes(connection, frontier)
        found.update(derived.homes_of_customers(connection, set(current.values())))
        frontier = found - known
        known |= frontier
    return known


def _derive(connection: Connection, catalogue: Catalogue, homes: Sequence[int], tick: Tick) -> set[int]:
    """Write what follows from the records of these homes, which must hold whole components; return the ids of the customers written."""
    root = components(homes, reading.edges_of(connection, homes) if reading.has_edges(connection) else ())
    members: dict[int, list[int]] = defaultdict(list)
    for home, smallest in root.items():
        members[smallest].append(home)
    written: set[int] = set()
    done = 0
    for part in _in_parts(members):
        written |= _derive_part(connection, catalogue, part)
        done += sum(len(m) for m in part.values())
        tick(done, len(homes))
    return written


def _in_parts(members: Mapping[int, list[int]]) -> Iterator[dict[int, list[int]]]:
    part: dict[int, list[int]] = {}
    size = 0
    for smallest in sorted(members):
        part[smallest] = members[smallest]
        size += len(members[smallest])
        if size >= _BATCH:
            yield part
            part, size = {}, 0
    if part:
        yield part


def _derive_part(connection: Connection, catalogue: Catalogue, part: Mapping[int, list[int]]) -> set[int]:
    homes = [h for group in part.values() for h in group]
    records = reading.live_records(connection, homes)
    decided = _decisions_by_component(connection, part, records)
    customers: list[DerivedCustomer] = []
    home_customer: dict[int, int] = {}
    keys: list[tuple[str, str, int]] = []
    orders: list[tuple[object, ...]] = []
    for smallest, group in part.items():
        live = [h for h in group if records.get(h)]
        if not live:
            continue
        customer_id = min(live)
        home_customer.update((h, customer_id) for h in group)
        own = [r for h in live for r in records[h]]
        keys.extend((kind, key, h) for h in live for kind, key in matching_keys(records[h]))
        customer, lines = derive_customer(customer_id, own, decided.get(smallest, ()), catalogue)
        customers.append(customer)
        homes_of_records = {r.record_id: r.home_id for r in own}
        orders.extend(order_row(homes_of_records[line.record_id], line) for line in lines)
    derived.insert_derived(connection, customers, home_customer, keys, orders)
    return {c.customer_id for c in customers}


def derive_customer(
    customer_id: int, records: Sequence[Record], decisions: Sequence[Decision], catalogue: Catalogue
) -> tuple[DerivedCustomer, Sequence[OrderLine]]:
    """Return the derived row and the order lines of one customer. Of sealed fields only the document holds something: the sealed value."""
    if catalogue.seals:
        return _derive_sealed(customer_id, records, decisions, catalogue)
    if len(records) == 1 and is_grouping(decisions):
        record = records[0]
        order = record.values.get("order")
        lines = (OrderLine(record.record_id, record.source_id, order),) if order else ()
        flat = flatten_grouped(record, decisions, catalogue) if decisions else flatten_single(record, catalogue)
        change = max(record.change, *(d.change for d in decisions)) if decisions else record.change
        return derive(customer_id, flat, records, change, seen_date(records, decisions), lines), lines
    golden = survive(records, decisions, catalogue)
    change = max(max(r.change for r in records), max((d.change for d in decisions), default=0))
    seen = seen_date(records, decisions)
    return derive(customer_id, flatten(golden, catalogue), records, change, seen, golden.orders), golden.orders


def _derive_sealed(
    customer_id: int, records: Sequence[Record], decisions: Sequence[Decision], catalogue: Catalogue
) -> tuple[DerivedCustomer, Sequence[OrderLine]]:
    records = [in_place(r, catalogue.seals) for r in records]
    if len(records) == 1 and not decisions:
        order = records[0].values.get("order")
        orders: Sequence[OrderLine] = (OrderLine(records[0].record_id, records[0].source_id, order),) if order else ()
        flat = flatten_single(records[0], catalogue)
    else:
        golden = survive(records, decisions, catalogue)
        flat, orders = flatten(golden, catalogue), golden.orders
    change = max(max(r.change for r in records), max((d.change for d in decisions), default=0))
    lines = [OrderLine(o.record_id, o.source_id, without_sealed(o.values, catalogue.seals)) for o in orders]
    shown = replace(flat, values=without_sealed(flat.values, catalogue.seals))
    made = derive(customer_id, shown, records, change, seen_date(records, decisions), lines)
    return made._replace(row=(*made.row[:-1], document(flat))), lines


def _decisions_by_component(
    connection: Connection, part: Mapping[int, list[int]], records: Mapping[int, Sequence[Record]]
) -> dict[int, list[Decision]]:
    """Return smallest home → the decisions that name a home or a record of its component."""
    if not reading.has_decisions(connection):
        return {}
    component = {h: smallest for smallest, group in part.items() for h in group}
    of_record = {r.record_id: component[h] for h, own in records.items() for r in own}
    found: dict[int, list[Decision]] = defaultdict(list)
    for d in reading.active_decisions(connection, list(component), list(of_record)):
        concerned = {component.get(d.home_id or -1), component.get(d.other_home_id or -1), of_record.get(d.record_id or -1)}
        for smallest in concerned - {None}:
            found[smallest].append(d)  # type: ignore[index]
    return found
