"""What the list reads, as pieces of work: they hold plain values only, so that no Qt object travels to a worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khachhang.operations import customers, facets
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick

FIRST_PAGE = 100


class FirstPage:
    """The first customers of a query."""

    def __init__(self, query: CustomerQuery) -> None:
        self._query = query

    def __call__(self, opened: OpenVault, tick: Tick) -> Sequence[int]:
        return customers.first_page(opened, self._query, FIRST_PAGE)


class AllIds:
    """All customers of a query."""

    def __init__(self, query: CustomerQuery) -> None:
        self._query = query

    def __call__(self, opened: OpenVault, tick: Tick) -> Sequence[int]:
        return customers.all_ids(opened, self._query, tick)


class FacetCounts:
    """The counts beside the ticks, and the rules of the groups by rule."""

    def __init__(self, query: CustomerQuery, keys: Sequence[str], lang: str) -> None:
        self._query, self._keys, self._lang = query, keys, lang

    def __call__(self, opened: OpenVault, tick: Tick) -> Any:
        return facets.counts(opened, self._query, self._keys, tick), facets.group_rules(opened, self._lang)


class Total:
    """How many customers there are at all."""

    def __init__(self, is_bin: bool) -> None:
        self._is_bin = is_bin

    def __call__(self, opened: OpenVault, tick: Tick) -> int:
        return customers.count(opened, CustomerQuery(binned=self._is_bin), tick)


class Rows:
    """One block of lines of the list."""

    def __init__(self, ids: list[int], lang: str) -> None:
        self._ids, self._lang = ids, lang

    def __call__(self, opened: OpenVault, tick: Tick) -> Any:
        return customers.rows(opened, self._ids, lang=self._lang)
