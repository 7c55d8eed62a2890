"""Orders of all customers in memory: the ids in order, and a number per customer that compares like its place."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, Select, bindparam, func, select, tuple_

from khachhang.collecting import no_collections
from khachhang.fields import Catalogue
from khachhang.progress import Tick, no_tick
from khachhang.searching import SortKey, is_number
from khachhang.store import text_index
from khachhang.store.customer_columns import CODED, NULL, NUMBERS, PRESENT, CustomerColumns, chunks
from khachhang.store.customer_filters import BUCKETS, decode, field_expression
from khachhang.store.schema import customer
from khachhang.store.sealed_values import sealed_field, sealed_values
from khachhang.values.text import sort_key as vietnamese

if TYPE_CHECKING:
    from numpy.typing import NDArray

_GAP = 1 << 32
_PATCHED_AT_MOST = 50
_SORTED = 4_000
_LAST = np.iinfo(np.int64).max


def order_of(
    connection: Connection, columns: CustomerColumns, sort: Sequence[SortKey], catalogue: Catalogue, tick: Tick = no_tick
) -> Order:
    """Return the order of all customers by these keys, then name, then id; what is empty comes last in both directions."""
    keys = tuple(k for k in sort if not _is_hidden(k.field, catalogue)) if catalogue.seals else tuple(sort)
    if keys and keys[0] == SortKey("full_name") and len(keys) == 1:
        keys = ()
    kept: Order | None = columns.kept.get(("order", keys))
    if kept is None:
        with columns.ordering:
            kept = columns.kept.get(("order", keys))
            if kept is None:
                ids = _ordered(connection, columns, keys, catalogue, tick)
                kept = columns.keep(("order", keys), Order(ids, columns.size, keys, catalogue))
    elif kept.is_stale:
        names = order_of(connection, columns, (), catalogue, tick) if keys else kept
        with columns.lock:
            kept.move_changed(connection, columns, names)
    return kept


def _is_hidden(key: str, catalogue: Catalogue) -> bool:
    """Tell whether an order by this key would tell what this person may not read; it is left out then."""
    field = sealed_field(key, catalogue)
    return field is not None and (catalogue.is_hidden(field) or field not in catalogue)


class Order:
    """ids: in order. place: by customer_id, comparing like the position; gaps let a changed customer move alone."""

    def __init__(self, ids: NDArray[np.uint32], size: int, sort: tuple[SortKey, ...], catalogue: Catalogue) -> None:
        self.ids = ids
        self.place: NDArray[np.int64] = np.zeros(size, np.int64)
        self._sort, self._catalogue = sort, catalogue
        self._changed: set[int] = set()
        self._number()

    @property
    def is_stale(self) -> bool:
        """Return whether customers changed that are not moved yet."""
        return bool(self._changed)

    def _number(self) -> None:
        self.place[self.ids] = np.arange(1, len(self.ids) + 1, dtype=np.int64) * _GAP

    def patch(self, connection: Connection, columns: CustomerColumns, ids: Sequence[int]) -> bool:
        """Note who changed, to be moved when the order is next asked for; False: too many, work the order out again."""
        self._changed.update(ids)
        return len(self._changed) <= _PATCHED_AT_MOST

    def move_changed(self, connection: Connection, columns: CustomerColumns, names: Order) -> None:
        """Move the customers that changed. names: the order of names, itself up to date."""
        changed, self._changed = sorted(self._changed), set()
        at = [p for p in (self._position(i) for i in changed) if p is not None]
        if at:
            self.ids = np.delete(self.ids, at)
        for customer_id in changed:
            self.place[customer_id] = 0
        for customer_id in changed:
            if columns.exists[customer_id]:
                self._insert(connection, columns, names, customer_id)

    def _position(self, customer_id: int) -> int | None:
        place = int(self.place[customer_id])
        return self._bisect(lambda i: int(self.place[i]) < place) if place else None

    def _bisect(self, is_before: Callable[[int], bool]) -> int:
        low, high = 0, len(self.ids)
        while low < high:
            middle = (low + high) // 2
            if is_before(int(self.ids[middle])):
                low = middle + 1
            else:
                high = middle
        return low

    def _insert(self, connection: Connection, columns: CustomerColumns, names: Order, customer_id: int) -> None:
        if self._sort:
            mine = self._values(connection, columns, names, customer_id)
            at = self._bisect(lambda i: comes_before(self._values(connection, columns, names, i), mine, self._sort))
        else:
            at = self._after_name_before(connection, customer_id)
        before = int(self.place[self.ids[at - 1]]) if at else 0
        after = int(self.place[self.ids[at]]) if at < len(self.ids) else before + 2 * _GAP
        self.ids = np.insert(self.ids, at, customer_id)
        self.place[customer_id] = (before + after) // 2
        if after - before < 2:
            self._number()

    def _after_name_before(self, connection: Connection, customer_id: int) -> int:
        """Return the position after the nearest customer before this one by name who is in the order already."""
        while True:
            found = connection.execute(name_before(), {"customer_id": customer_id}).scalar()
            if found is None:
                return 0
            if self.place[found]:
                return (self._position(found) or 0) + 1
            customer_id = found

    def _values(self, connection: Connection, columns: CustomerColumns, names: Order, customer_id: int) -> tuple[Any, ...]:
        """Return the comparable values of one customer by each key, None for empty, then its place by name."""
        keys = [_value(connection, columns, k.field, self._catalogue, customer_id) for k in self._sort]
        return (*keys, int(names.place[customer_id]))


def _value(connection: Connection, columns: CustomerColumns, field: str, catalogue: Catalogue, customer_id: int) -> Any:
    if catalogue.seals and (sealed := sealed_field(field, catalogue)) is not None:
        return sealed_comparable(field, sealed_values(connection, columns, sealed, catalogue).get(customer_id), catalogue)
    if field in NUMBERS or field in PRESENT:
        number = int(columns.number(connection, field)[customer_id])
        return None if number == NULL else number
    if field in CODED or field in BUCKETS:
        coded = columns.coded(connection, BUCKETS[field][0] if field in BUCKETS else field)
        return comparable(field, coded.values[coded.codes[customer_id]], catalogue)
    if field == "customer_id":
        return customer_id
    query = select(sort_expression(field, catalogue)).where(customer.c.customer_id == customer_id)
    return comparable(field, connection.execute(query).scalar_one(), catalogue)


def comes_before(a: Sequence[Any], b: Sequence[Any], sort: Sequence[SortKey]) -> bool:
    """Return whether the customer with values a is listed before b; both end with the place by name."""
    for key, x, y in zip(sort, a, b, strict=False):
        if x == y:
            continue
        if x is None or y is None:
            return y is None
        return bool((x < y) is not key.descending)
    return bool(a[-1] < b[-1])


# ---- working an order out --------------------------------------------------------------------------------------------


@cache
def name_before() -> Select[Any]:
    """Return the query for the customer listed just before `:customer_id` by name."""
    c, other = customer.c, customer.alias("other").c
    mine = select(other.sort_key).where(other.customer_id == bindparam("customer_id")).scalar_subquery()
    before = tuple_(c.sort_key, c.customer_id) < tuple_(mine, bindparam("customer_id"))
    return select(c.customer_id).where(before).order_by(c.sort_key.desc(), c.customer_id.desc()).limit(1)


@cache
def name_ranks() -> Select[Any]:
    """Return the query for (customer_id, place of its name among all names, the same for equal names)."""
    return select(customer.c.customer_id, func.dense_rank().over(order_by=customer.c.sort_key))


def sort_expression(field: str, catalogue: Catalogue) -> Any:
    """Return the SQL of the value that a sort by this field compares."""
    if field == "full_name":
        return customer.c.sort_key
    if field in customer.c:
        return customer.c[field]
    if field in BUCKETS:
        return customer.c[BUCKETS[field][0]]
    if field in PRESENT:
        return customer.c[PRESENT[field]]
    return field_expression(field, catalogue)


def comparable(field: str, raw: Any, catalogue: Catalogue) -> Any:
    """Return what to compare for a raw value of `sort_expression`: None for empty, numbers, plain text, or a Vietnamese key."""
    if field == "full_name":
        return raw or None
    if field in PRESENT:
        return int(bool(raw))
    if field in BUCKETS:
        return BUCKETS[field][1](raw) or None
    value = raw if field in customer.c else decode(field, raw, catalogue)
    value = (value[0] if value else None) if isinstance(value, list) else value
    if value is None or value == "":
        return None
    if is_number(field, catalogue):
        return value if isinstance(value, int | float) else None
    return str(value) if field in _PLAIN else vietnamese(str(value))


def sealed_comparable(field: str, value: Any, catalogue: Catalogue) -> Any:
    """Return what to compare of a sealed value that was opened."""
    if value is not None and field in BUCKETS:
        return BUCKETS[field][1](str(value)) or None
    value = (value[0] if value else None) if isinstance(value, list) else value
    if value is None or value == "" or is_number(field, catalogue):
        return value if isinstance(value, int | float) else None
    return str(value) if field in _PLAIN else vietnamese(str(value))


_PLAIN = frozenset("phone phones email tax_code birth_md birth_date created_date last_purchase_date party verification sex".split())
"""Text that is compared as it is; all other text in Vietnamese order."""


def _ordered(
    connection: Connection, columns: CustomerColumns, sort: Sequence[SortKey], catalogue: Catalogue, tick: Tick
) -> NDArray[np.uint32]:
    if not sort:
        ids = text_index.name_order(connection).astype(np.uint32)
        tick(len(ids), len(ids))
        return ids
    ids = order_of(connection, columns, (), catalogue, tick).ids
    for key in reversed(sort):
        ranks = _ranks(connection, columns, key.field, catalogue, tick)[ids]
        empty = ranks == NULL
        ranks = np.negative(ranks) if key.descending else ranks
        ranks[empty] = _LAST
        ids = ids[np.argsort(ranks, kind="stable")]
        tick(1, 1)
    return ids


def _ranks(connection: Connection, columns: CustomerColumns, field: str, catalogue: Catalogue, tick: Tick) -> NDArray[np.int64]:
    """Return a number per customer_id that orders like the field, NULL for empty."""
    if catalogue.seals and (sealed := sealed_field(field, catalogue)) is not None:
        opened = sealed_values(connection, columns, sealed, catalogue, tick)
        ranks = np.full(columns.size, NULL, np.int64)
        ranks[list(opened)] = _ranked([sealed_comparable(field, v, catalogue) for v in opened.values()])
        return ranks
    if field in NUMBERS or field in PRESENT:
        return columns.number(connection, field).astype(np.int64)
    if field == "customer_id":
        return np.arange(columns.size, dtype=np.int64)
    if field in CODED or field in BUCKETS:
        coded = columns.coded(connection, BUCKETS[field][0] if field in BUCKETS else field)
        return _ranked([comparable(field, v, catalogue) for v in coded.values]).take(coded.codes)
    kept: NDArray[np.int64] | None = columns.kept.get(("ranks", field))
    return columns.keep(("ranks", field), _read_ranks(connection, columns, field, catalogue, tick)) if kept is None else kept


def _read_ranks(connection: Connection, columns: CustomerColumns, field: str, catalogue: Catalogue, tick: Tick) -> NDArray[np.int64]:
    """Return the ranks of a field that is not in memory; kept, as the other direction is often asked for next."""
    ranks = np.full(columns.size, NULL, np.int64)
    if field == "full_name":
        for rows in chunks(connection, name_ranks(), 5_000):
            pairs = np.array([tuple(r) for r in rows], np.int64)
            ranks[pairs[:, 0]] = pairs[:, 1]
            tick(int(pairs[-1, 1]), columns.size)
        return ranks
    with no_collections():
        pieces = []
        for rows in chunks(connection, select(customer.c.customer_id, sort_expression(field, catalogue)), _SORTED):
            known = ((comparable(field, raw, catalogue), customer_id) for customer_id, raw in rows)
            pieces.append(sorted((pair for pair in known if pair[0] is not None), reverse=True))
            tick(len(pieces) * _SORTED, columns.size)
        for ids, places in _merged(pieces):
            ranks[ids] = places
            tick(places[-1], columns.size)
    return ranks


def _merged(pieces: Sequence[list[tuple[Any, int]]]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield (ids, places) of (value, id) from pieces sorted backwards, which are used up; equal values have the same place.

    Small pieces, merged and given back one by one: one sort of a million texts would keep the interpreter from the window for a second.
    """
    ids: list[int] = []
    places: list[int] = []
    place, before = 0, None
    for value, customer_id in heapq.merge(*map(_used_up, pieces)):
        if value != before:
            place, before = place + 1, value
        ids.append(customer_id)
        places.append(place)
        if len(ids) >= _SORTED:
            yield ids, places
            ids, places = [], []
    if ids:
        yield ids, places


def _used_up(piece: list[tuple[Any, int]]) -> Iterator[tuple[Any, int]]:
    while piece:
        yield piece.pop()


def _ranked(values: Sequence[Any]) -> NDArray[np.int64]:
    """Return the place of each value among all, equal for equal values, NULL for None."""
    places = {v: n for n, v in enumerate(sorted({v for v in values if v is not None}))}
    return np.array([NULL if v is None else places[v] for v in values], np.int64)
