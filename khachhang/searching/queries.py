"""Which customers, in which order, as one plain value; what can be filtered and sorted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Op(Enum):
    """How a filter compares."""

    IS = "="
    IS_NOT = "!="
    IN = "in"
    CONTAINS = "~"
    EMPTY = "empty"
    NOT_EMPTY = "not_empty"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    BETWEEN = "between"
    STARTS = "^="


@dataclass(frozen=True, slots=True)
class Filter:
    """One comparison: a column of the list, a field of the catalogue, or one of VIRTUAL_FIELDS.

    values: none for EMPTY and NOT_EMPTY, two (both included) for BETWEEN, any number for IN, else one.
    A many-valued field fits when any of its values does; IS_NOT when none is.
    """

    field: str
    op: Op
    values: tuple[str | int | float | bool, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """All parts hold. Empty: everybody."""

    parts: tuple[Filter | AllOf | AnyOf, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; empty: nobody. is_none: the contrary, no part holds; empty: everybody."""

    parts: tuple[Filter | AllOf | AnyOf, ...] = ()
    is_none: bool = False


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of the order; what is empty comes last in both directions."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class CustomerQuery:
    """Which customers, in which order. Hashable; `to_value` and `from_value` for saved lists.

    sort: () = by name, and customers whose accents agree with typed accents first.
    """

    text: str = ""
    filters: AllOf = AllOf()
    sort: tuple[SortKey, ...] = ()
    binned: bool = False


VIRTUAL_FIELDS = (
    "has_phone",
    "has_email",
    "has_address",
    "birth_month",
    "birth_year",
    "birth_decade",
    "created_year",
    "last_purchase_year",
)
"""What can be filtered and counted besides columns and catalogue fields; derived from them."""

ASKED_FIELDS = ("age", "created", "bought", "filled", "times_bought", "open_question")
"""What can be asked of operations besides; it moves with the calendar or with answers, and they put plain conditions in its place."""

COLUMN_FIELDS = frozenset(
    "full_name is_business phone email company tax_code customer_code customer_type branch status street ward district province "
    "province_new sex birth_date birth_md created_date last_purchase_date debt total_spent points party verification has_doubt "
    "do_not_contact is_binned completeness record_count change customer_id assignee seen_date order_count due_date".split()
)
"""Columns of the table `customer` that can be filtered and sorted by their own name."""

NUMBER_FIELDS = frozenset(
    "debt total_spent points is_business has_doubt do_not_contact is_binned completeness record_count change customer_id "
    "order_count has_phone has_email has_address open_question".split()
)


def to_value(query: CustomerQuery) -> dict[str, Any]:
    """Return the query as plain JSON-encodable data."""
    return {
        "text": query.text,
        "filters": part_to_value(query.filters),
        "sort": [[k.field, k.descending] for k in query.sort],
        "binned": query.binned,
    }


def from_value(value: Mapping[str, Any]) -> CustomerQuery:
    """Return the query that `to_value` wrote."""
    filters = part_from_value(value["filters"])
    assert isinstance(filters, AllOf), filters
    return CustomerQuery(value["text"], filters, tuple(SortKey(f, bool(d)) for f, d in value["sort"]), bool(value["binned"]))


def part_to_value(part: Filter | AllOf | AnyOf) -> dict[str, Any]:
    """Return one part of a query as plain JSON-encodable data."""
    if isinstance(part, Filter):
        return {"field": part.field, "op": part.op.value, "values": list(part.values)}
    return {"all" if isinstance(part, AllOf) else "none" if part.is_none else "any": [part_to_value(p) for p in part.parts]}


def part_from_value(value: Mapping[str, Any]) -> Filter | AllOf | AnyOf:
    """Return the part that `part_to_value` wrote."""
    if "field" in value:
        return Filter(value["field"], Op(value["op"]), tuple(value["values"]))
    if "all" in value:
        return AllOf(tuple(part_from_value(p) for p in value["all"]))
    is_none = "none" in value
    return AnyOf(tuple(part_from_value(p) for p in value["none" if is_none else "any"]), is_none)
