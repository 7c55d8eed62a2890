"""Finding customers: the list a person sees, its rows as text, its facets, and what else a screen asks about customers."""

from __future__ import annotations

import re
import time
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from khachhang import searching
from khachhang.errors import UserError
from khachhang.model import BROKEN, Mark, Source, Value, is_sealed
from khachhang.operations import asking, masking
from khachhang.operations.cards import card, original_workbook
from khachhang.operations.editing import (
    add,
    add_field,
    add_group,
    bin_,
    choose_value,
    drop_field,
    edit,
    parse_value,
    remove_group,
    rename_field,
    restore,
    retire_value,
    set_do_not_contact,
    set_value,
)
from khachhang.operations.opened import OpenVault
from khachhang.operations.showing import show_all
from khachhang.operations.verification import confirm
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, AnyOf, CustomerQuery, Filter, Op, SortKey
from khachhang.store import customer_list, customer_queries, derived, reading
from khachhang.values.names import compatible
from khachhang.values.phones import parse_phones

__all__ = [
    "AllOf",
    "AnyOf",
    "CustomerQuery",
    "CustomerRow",
    "Filter",
    "Op",
    "SortKey",
    "add",
    "add_field",
    "add_group",
    "all_ids",
    "bin_",
    "card",
    "choose_value",
    "confirm",
    "count",
    "drop_field",
    "edit",
    "facets",
    "first_page",
    "groups",
    "highlight",
    "original_workbook",
    "parse_value",
    "prepare",
    "remove_group",
    "rename_field",
    "resolve",
    "restore",
    "retire_value",
    "rows",
    "set_do_not_contact",
    "set_value",
    "similar_names",
    "similar_to",
    "sources",
]


PREPARED_S = 0.02
"""So long a connection is held for reading ahead."""
_SEALED_FOR = re.compile(r'"r":(\d+),"~":')
"""The record a sealed value was sealed for, in canonical JSON."""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One line of the list. values: field key → text; marks: field key → mark; raw: field key → value.

    rule_groups: groups by rule it is in; those of `values` and `raw` are by hand.
    """

    customer_id: int
    values: Mapping[str, str]
    marks: Mapping[str, Mark]
    raw: Mapping[str, Any]
    party: str
    verification: str
    has_doubt: bool
    do_not_contact: bool
    is_binned: bool
    source_names: tuple[str, ...] = ()
    rule_groups: tuple[str, ...] = ()


def first_page(opened: OpenVault, query: CustomerQuery, limit: int = 100) -> list[int]:
    """Return the first customers of a query, fast enough for every keystroke."""
    with opened.reading() as connection:
        return customer_list.first_page(connection, asking.ready(opened, connection, query), opened.catalogue, limit=limit)


def all_ids(opened: OpenVault, query: CustomerQuery, tick: Tick = no_tick) -> array[int]:
    """Return all customers of a query in order."""
    with opened.reading() as connection:
        return customer_list.all_ids(connection, asking.ready(opened, connection, query), opened.catalogue, tick)


def prepare(opened: OpenVault, tick: Tick = no_tick, budget_s: float | None = None) -> bool:
    """Read ahead what searching and sorting use, for about that long; return whether that was all. For after unlocking and an import.

    A little at a time, so that nobody waits for the connection.
    """
    end = None if budget_s is None else time.monotonic() + budget_s
    more = True
    while more and (end is None or time.monotonic() < end):
        with opened.reading() as connection:
            more = customer_list.prepare_some(connection, PREPARED_S, tick)
        tick(0, 0)
    return not more


def count(opened: OpenVault, query: CustomerQuery, tick: Tick = no_tick) -> int:
    """Return how many customers a query has."""
    with opened.reading() as connection:
        return customer_list.count(connection, asking.ready(opened, connection, query), opened.catalogue, tick)


def rows(opened: OpenVault, customer_ids: Sequence[int], *, lang: str = "vi", only: Collection[str] | None = None) -> list[CustomerRow]:
    """Return lines of the list for these customers, in their order. only: the fields to show as text, None = all."""
    with opened.reading() as connection:
        found = customer_list.fetch_rows(connection, customer_ids)
        named = customer_list.source_names(connection, customer_ids)
        homes = customer_queries.customers_of_records(connection, _sealed_records(found)) if opened.catalogue.seals else {}
        kept = asking.rule_groups(opened, connection, customer_ids)
    catalogue = opened.catalogue
    wanted = {f.key: f for f in catalogue if only is None or f.key in only}
    lines = []
    for row in found:
        doc = orjson.loads(row["doc"])
        if catalogue.seals:
            doc["values"] = _seen(opened, doc["values"], row["customer_id"], homes)
        if opened.is_masked:
            doc["values"] = {k: masking.value(catalogue.get(k), v) for k, v in doc["values"].items()}
        values = {k: show_all(wanted[k], v, lang) for k, v in doc["values"].items() if k in wanted}
        for part in ("street", "ward", "district", "province"):
            values[part] = row[part]
        lines.append(
            CustomerRow(
                row["customer_id"],
                values,
                {k: Mark(m) for k, m in doc["marks"].items()},
                _without_hidden(doc["values"]) if catalogue.seals else doc["values"],
                row["party"],
                row["verification"],
                bool(row["has_doubt"]),
                bool(row["do_not_contact"]),
                bool(row["is_binned"]),
                named.get(row["customer_id"], ()),
                kept.get(row["customer_id"], ()),
            )
        )
    return lines


def _sealed_records(found: Sequence[Any]) -> list[int]:
    """Return the records whose sealed values stand in these rows."""
    return sorted({int(r) for row in found for r in _SEALED_FOR.findall(row["doc"])})


def _seen(opened: OpenVault, values: Mapping[str, Value], customer_id: int, homes: Mapping[int, int]) -> dict[str, Value]:
    """Return what this person sees of a customer's values; a sealed one that stands at another customer than its own is broken."""

    def checked(value: Value) -> Value:
        return BROKEN if is_sealed(value) and homes.get(value.get("r", 0)) != customer_id else value

    found = dict(values)
    for key in opened.catalogue.seals.keys() & found.keys():
        value = found[key]
        found[key] = opened.seals.reveal([checked(v) for v in value] if isinstance(value, list) else checked(value))
    return found


def _without_hidden(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return values without what this person may not read."""
    return {k: v for k, v in values.items() if not is_sealed(v) and not (isinstance(v, list) and any(map(is_sealed, v)))}


def facets(opened: OpenVault, query: CustomerQuery, keys: Sequence[str], tick: Tick = no_tick) -> dict[str, list[tuple[str, int]]]:
    """Return, per facet, its values with how many customers of the query hold each."""
    with opened.reading() as connection:
        return customer_list.facets(connection, asking.ready(opened, connection, query), keys, opened.catalogue, tick)


def highlight(text: str, typed: str) -> list[tuple[int, int]]:
    """Return which parts of a shown text match what was typed, as (start, end)."""
    return searching.highlight(text, searching.parse_words(typed))


def groups(opened: OpenVault) -> list[tuple[str, int]]:
    """Return every group made by hand with how many customers are in it."""
    with opened.reading() as connection:
        return customer_queries.groups(connection)


def sources(opened: OpenVault) -> list[Source]:
    """Return every source the shop has."""
    with opened.reading() as connection:
        return list(reading.sources(connection).values())


def resolve(opened: OpenVault, customer_id: int) -> int:
    """Return the customer that an id names today."""
    with opened.reading() as connection:
        found = customer_queries.resolve(connection, customer_id)
    if found is None:
        raise UserError("no_such_customer", customer=customer_id)
    return found


def similar_names(opened: OpenVault, text: str, limit: int = 20, query: CustomerQuery | None = None) -> list[int]:
    """Return customers nearly like what was typed, when nothing matches exactly. query: whose filters they must fit."""
    with opened.reading() as connection:
        if query is None or not query.filters.parts:
            return customer_list.similar(connection, text, limit)
        near = customer_list.similar(connection, text, 10 * limit)
        asked = asking.ready(opened, connection, query)
        fitting = customer_list.who_fits(connection, near, asked.filters, opened.catalogue)
        return [i for i in near if i in fitting][:limit]


def similar_to(opened: OpenVault, name: str, phone: str, limit: int = 5) -> list[CustomerRow]:
    """Return customers who may be the one being typed: the same phone first, then a compatible name."""
    found: dict[int, None] = {}
    parsed = parse_phones(phone) if phone.strip() else None
    with opened.reading() as connection:
        if parsed is not None and parsed.value is not None and parsed.value.numbers:
            held = derived.homes_with_key(connection, "phone", parsed.value.numbers)
            homes = [h for ids in held.values() for h in ids]
            found.update(dict.fromkeys(derived.customers_of_homes(connection, homes).values()))
        if len(name.split()) > 1:
            page = customer_list.first_page(connection, CustomerQuery(text=name), opened.catalogue, limit=20)
            about = customer_queries.flats(connection, page)
            found.update(dict.fromkeys(c for c in page if compatible(name, str(about[c].values.get("full_name") or ""))))
    return rows(opened, list(found)[:limit])
