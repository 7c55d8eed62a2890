"""The list of customers: search, filters, sorting, counts, facets. Answers ids; rows are fetched by id in the window shown.

How a page of a million comes within a frame: filters and common words are flags in memory (`customer_columns`, `postings`), orders are
arrays of ids, and `text_search` asks the index for what is rare.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from khachhang.fields import Catalogue
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, AnyOf, CustomerQuery, Filter, SearchWords, needles, parse_words
from khachhang.store import similarity, text_search
from khachhang.store.customer_columns import CODED, NUMBERS, PRESENT, SETS, CustomerColumns, columns_of, source_members
from khachhang.store.customer_filters import BUCKETS, ReadValues, base_mask, filter_mask
from khachhang.store.customer_orders import Order, order_of
from khachhang.store.schema import customer
from khachhang.store.sealed_values import sealed_field, sealed_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAGE = 100
_COUNTED_BY_PLACE = 10_000  # numbers below this are counted without sorting them

# ---- public ----------------------------------------------------------------------------------------------------------


def prepare(connection: Connection, tick: Tick = no_tick) -> None:
    """Read what every search needs into memory, so that the first keystroke is fast; for a reader thread after unlocking."""
    while prepare_some(connection, 1.0, tick):
        tick(0, 0)


def prepare_some(connection: Connection, budget_s: float, tick: Tick = no_tick) -> bool:
    """Do a part of `prepare`, for about that long; return whether there is more to do."""
    columns = columns_of(connection, tick)
    if ("order", ()) not in columns.kept:
        order_of(connection, columns, (), Catalogue(()), tick)
        return True
    return text_search.prepare_some(connection, columns, budget_s)


def first_page(connection: Connection, query: CustomerQuery, catalogue: Catalogue, *, limit: int = PAGE, tick: Tick = no_tick) -> list[int]:
    """Return the ids of the first customers of the query, in its order."""
    if query == CustomerQuery(sort=query.sort) and not query.sort:
        return list(connection.scalars(plain_page(), {"limit": limit}))
    columns = columns_of(connection, tick)
    mask = _mask(connection, columns, query, catalogue, tick)
    order = order_of(connection, columns, query.sort, catalogue, tick)
    words = parse_words(query.text)
    if query.text.strip() and not words:
        return []
    if not words:
        return _masked_page(order, mask, limit)
    found: list[int] = []
    if words.accented and not query.sort:
        found = text_search.first(connection, columns, needles(words, accented=True), mask, order, limit)
        if len(found) < limit:
            mask = mask.copy()
            mask[found] = False
    if len(found) < limit:
        found += text_search.first(connection, columns, needles(words), mask, order, limit - len(found))
    return found


def all_ids(connection: Connection, query: CustomerQuery, catalogue: Catalogue, tick: Tick = no_tick) -> array[int]:
    """Return the ids of all customers of the query in its order, as array("q")."""
    columns = columns_of(connection, tick)
    mask = _found(connection, columns, query, catalogue, tick)
    ids = order_of(connection, columns, query.sort, catalogue, tick).ids
    ids = ids[mask[ids]]
    words = parse_words(query.text)
    if words.accented and not query.sort and len(ids):
        first = text_search.everybody(connection, columns, needles(words, accented=True), tick)
        ids = np.concatenate([ids[first[ids]], ids[~first[ids]]])
    return array("q", ids.astype(np.int64).tobytes())


def count(connection: Connection, query: CustomerQuery, catalogue: Catalogue, tick: Tick = no_tick) -> int:
    """Return how many customers the query finds."""
    columns = columns_of(connection, tick)
    return int(np.count_nonzero(_found(connection, columns, query, catalogue, tick)))


def source_names(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return customer_id → the names of its sources, in alphabetical order."""
    found: dict[int, list[str]] = {}
    for name, customer_id in connection.execute(source_members(), {"ids": list(ids)}):
        found.setdefault(customer_id, []).append(name)
    return {customer_id: tuple(sorted(names)) for customer_id, names in found.items()}


def similar(connection: Connection, text: str, limit: int = 20) -> list[int]:
    """Return the ids of customers whose name, or phone, is nearly what was typed, nearest first; for when nothing matches.

    Words may differ by one letter (two from six letters on), phones by two digits. Binned customers are left out.
    """
    typed = parse_words(text)
    ids = similarity.nearly(connection, typed)
    if not ids:
        return []
    rows = connection.execute(names_and_phones(), {"ids": ids}).all()
    return similarity.nearest(typed, rows)[:limit]


def fetch_rows(connection: Connection, ids: Sequence[int]) -> list[RowMapping]:
    """Return the rows of `customer` of these ids, in their order; ids that are gone are left out."""
    rows = {row["customer_id"]: row for row in connection.execute(rows_by_id(), {"ids": list(ids)}).mappings()}
    return [rows[i] for i in ids if i in rows]


def counts_of(
    connection: Connection, query: CustomerQuery, parts: Sequence[Filter | AllOf | AnyOf], catalogue: Catalogue, tick: Tick = no_tick
) -> list[int]:
    """Return for each part how many customers of the query fit it as well."""
    if not parts:
        return []
    columns = columns_of(connection, tick)
    found = _found(connection, columns, query, catalogue, tick)
    return [int(np.count_nonzero(found & filter_mask(connection, columns, part, catalogue, tick))) for part in parts]


def value_counts(
    connection: Connection, query: CustomerQuery, field: str, catalogue: Catalogue, tick: Tick = no_tick
) -> list[tuple[str, int]]:
    """Return the values of a single-valued text field without a column of its own, as a facet of `facets` does."""
    columns = columns_of(connection, tick)
    key = ("values", field)
    held: ReadValues | None = columns.kept.get(key)
    if held is None:
        held = columns.keep(key, ReadValues(connection, columns, field, catalogue, tick))
    found = _found(connection, columns, query, catalogue, tick)
    counts = np.bincount(held.codes[found], minlength=len(held.values)).tolist()
    return sorted(((v, counts[code]) for v, code in held.values.items() if counts[code]), key=lambda pair: (-pair[1], pair[0]))


def who_fits(
    connection: Connection, ids: Sequence[int], part: Filter | AllOf | AnyOf, catalogue: Catalogue, tick: Tick = no_tick
) -> set[int]:
    """Return those of these customers that fit a part of a query."""
    columns = columns_of(connection, tick)
    mask = filter_mask(connection, columns, part, catalogue, tick)
    return {i for i in ids if i < len(mask) and mask[i]}


def facets(
    connection: Connection, query: CustomerQuery, keys: Sequence[str], catalogue: Catalogue, tick: Tick = no_tick
) -> dict[str, list[tuple[str, int]]]:
    """Return per facet its values with the number of customers, greatest first ("" = holds nothing; flags are "0" and "1").

    A facet counts what the query finds without its own filters: ticking a second value widens. keys: CODED, NUMBERS that are flags,
    PRESENT, BUCKETS, "group", "source".
    """
    columns = columns_of(connection, tick)
    text = _text_mask(connection, columns, parse_words(query.text), query.text, tick)
    found = {}
    for done, key in enumerate(keys):
        parts = tuple(p for p in query.filters.parts if _only_field(p) != key)
        mask = base_mask(columns, binned=query.binned) & filter_mask(connection, columns, AllOf(parts), catalogue, tick)
        wanted = mask if text is None else mask & text
        sealed = sealed_field(key, catalogue) if catalogue.seals else None
        found[key] = (
            _facet(connection, columns, key, wanted) if sealed is None else _sealed_facet(connection, columns, key, wanted, catalogue)
        )
        tick(done + 1, len(keys))
    return found


# ---- queries ---------------------------------------------------------------------------------------------------------


@cache
def plain_page() -> Select[tuple[int]]:
    """Return the query for the first ids in the order of names."""
    c = customer.c
    return select(c.customer_id).where(c.is_binned == 0).order_by(c.sort_key, c.customer_id).limit(bindparam("limit"))


@cache
def names_and_phones() -> Select[Any]:
    """Return the query for (customer_id, full_name, company, phone) of `:ids`, without the bin."""
    c = customer.c
    query = select(c.customer_id, c.full_name, c.company, c.phone)
    return query.where(c.customer_id.in_(bindparam("ids", expanding=True)), c.is_binned == 0)


@cache
def rows_by_id() -> Select[Any]:
    """Return the query for whole rows of `:ids`."""
    return select(customer).where(customer.c.customer_id.in_(bindparam("ids", expanding=True)))


# ---- pages -----------------------------------------------------------------------------------------------------------


def _mask(connection: Connection, columns: CustomerColumns, query: CustomerQuery, catalogue: Catalogue, tick: Tick) -> NDArray[np.bool_]:
    base = base_mask(columns, binned=query.binned)
    return base & filter_mask(connection, columns, query.filters, catalogue, tick) if query.filters.parts else base


def _masked_page(order: Order, mask: NDArray[np.bool_], limit: int) -> list[int]:
    found: list[int] = []
    step = 4 * limit
    start = 0
    while len(found) < limit and start < len(order.ids):
        piece = order.ids[start : start + step]
        found += piece[mask[piece]].tolist()
        start, step = start + step, step * 4
    return found[:limit]


# ---- whole results ---------------------------------------------------------------------------------------------------


def _found(connection: Connection, columns: CustomerColumns, query: CustomerQuery, catalogue: Catalogue, tick: Tick) -> NDArray[np.bool_]:
    mask = _mask(connection, columns, query, catalogue, tick)
    text = _text_mask(connection, columns, parse_words(query.text), query.text, tick)
    return mask if text is None else mask & text


def _text_mask(connection: Connection, columns: CustomerColumns, words: SearchWords, text: str, tick: Tick) -> NDArray[np.bool_] | None:
    """Return who matches the text, None for everybody; the last ones are kept, for the count, the list and the facets of one query."""
    if not text.strip():
        return None
    wanted = needles(words)
    key = ("text", wanted)
    mask: NDArray[np.bool_] | None = columns.kept.get(key)
    if mask is None:
        mask = text_search.everybody(connection, columns, wanted, tick) if wanted else np.zeros(columns.size, np.bool_)
        columns.keep(key, mask)
    return mask


# ---- facets ----------------------------------------------------------------------------------------------------------


def _only_field(part: Filter | AllOf | AnyOf) -> str | None:
    """Return the field a part of the query is about, None when about several."""
    if isinstance(part, Filter):
        return part.field
    fields = {_only_field(p) for p in part.parts}
    return fields.pop() if len(fields) == 1 else None


def _sealed_facet(
    connection: Connection, columns: CustomerColumns, key: str, mask: NDArray[np.bool_], catalogue: Catalogue
) -> list[tuple[str, int]]:
    """Return the values of a sealed field with their counts for somebody who may read it; nothing for others."""
    field = sealed_field(key, catalogue) or key
    if catalogue.is_hidden(field):
        return []
    values = sealed_values(connection, columns, field, catalogue)
    bucket = BUCKETS[key][1] if key in BUCKETS else str
    counts = Counter(bucket(str(v)) for i, v in values.items() if mask[i] and isinstance(v, str | int))
    counts[""] += int(np.count_nonzero(mask)) - counts.total()
    return sorted(((v, n) for v, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))


def _facet(connection: Connection, columns: CustomerColumns, key: str, mask: NDArray[np.bool_]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    if key in SETS:
        coded = columns.coded(connection, key)
        for names, n in zip(coded.values, np.bincount(coded.codes[mask], minlength=len(coded.values)).tolist(), strict=True):
            for one in names or ("",):
                counts[one] = counts.get(one, 0) + n
    elif key in NUMBERS or key in PRESENT:
        held = columns.number(connection, key)[mask]
        if held.size and held.min() >= 0 and held.max() < _COUNTED_BY_PLACE:
            counts = {str(v): n for v, n in enumerate(np.bincount(held).tolist())}
        else:
            values, numbers = np.unique(held, return_counts=True)
            counts = {str(v): int(n) for v, n in zip(values, numbers, strict=True)}
    else:
        assert key in CODED or key in BUCKETS, key
        name, bucket = BUCKETS.get(key, (key, str))
        coded = columns.coded(connection, name)
        for value, n in zip(coded.values, np.bincount(coded.codes[mask], minlength=len(coded.values)).tolist(), strict=True):
            if n:
                counts[bucket(value)] = counts.get(bucket(value), 0) + n
    return sorted(((v, n) for v, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))
