"""What the list reads, as pieces of work: these hold plain values only, so that no Qt object travels to a worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Slot

from khachhang.operations import customers, facets
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.session import Session

FIRST_PAGE = 100
IN_VIEW = 40
AT_ONCE_S = 2.0
"""So long is read ahead before other things are thought about."""


class FirstPage:
    """The first customers of a query, and the lines of those in view."""

    def __init__(self, query: CustomerQuery, lang: str) -> None:
        self._query, self._lang = query, lang

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[Sequence[int], Sequence[Any]]:
        ids = customers.first_page(opened, self._query, FIRST_PAGE)
        tick(0, 0)
        return ids, customers.rows(opened, ids[:IN_VIEW], lang=self._lang)


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


class ReadAhead:
    """What the next searches use, for about that long, or all of it; tells whether that was all."""

    def __init__(self, budget_s: float | None) -> None:
        self._budget_s = budget_s

    def __call__(self, opened: OpenVault, tick: Tick) -> bool:
        return customers.prepare(opened, tick, self._budget_s)


class ReadingAhead(QObject):
    """Has read ahead when the vault was opened and each time it changed: a part at once, the rest after what else is thought about."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_wanted = True
        session.changed.connect(self._want)

    def begin(self) -> None:
        """Read ahead if anything changed since the last time."""
        if self._is_wanted:
            self._is_wanted = False
            self._session.think(ReadAhead(AT_ONCE_S), self._go_on, key="read ahead")

    @Slot(object)
    def _want(self, _outcome: object) -> None:
        self._is_wanted = True

    @Slot(object)
    def _go_on(self, is_all: bool) -> None:
        if not is_all:
            self._session.think(ReadAhead(None), self._go_on, key="read ahead")
