"""What the list is asked for: the text typed, the ticks at the left, the sort, a fixed set of customers. Immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from khachhang.operations.customers import AllOf, AnyOf, CustomerQuery, Filter, Op, SortKey
from khachhang.operations.facets import tick_of, tick_part

Part = Filter | AllOf | AnyOf

SortKeys = tuple[tuple[str, bool], ...]
"""(field key, is descending), first key first."""

Ticks = Mapping[str, frozenset[str]]
"""Facet key → values ticked: OR inside a facet, AND across facets."""


@dataclass(frozen=True, slots=True)
class QueryState:
    """The question the list answers."""

    text: str = ""
    ticks: Ticks = field(default_factory=dict)
    sort: SortKeys = ()
    is_binned: bool = False
    only_ids: tuple[int, ...] | None = None
    only_title: str = ""
    extra: tuple[Part, ...] = ()
    """Conditions built by hand; all of them hold. Their dates may move with the calendar."""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the sort narrows the list."""
        return bool(self.text.strip() or any(self.ticks.values()) or self.only_ids is not None or self.extra)

    def with_tick(self, key: str, value: str, *, on: bool) -> QueryState:
        """Return the state with one value of a facet ticked or not."""
        now = self.ticks.get(key, frozenset())
        values = now | {value} if on else now - {value}
        ticks = {**self.ticks, key: values}
        return replace(self, ticks={k: v for k, v in ticks.items() if v})

    def cleared(self) -> QueryState:
        """Return the state with nothing narrowed."""
        return replace(self, text="", ticks={}, only_ids=None, only_title="", extra=())

    def to_query(self) -> CustomerQuery:
        """Return the query the operations understand."""
        parts: list[Part] = [tick_part(key, sorted(values)) for key, values in self.ticks.items() if values]
        parts += self.extra
        if self.only_ids is not None:
            parts.append(Filter("customer_id", Op.IN, self.only_ids))
        sort = tuple(SortKey(key, is_descending) for key, is_descending in self.sort)
        return CustomerQuery(text=self.text, filters=AllOf(tuple(parts)), sort=sort, binned=self.is_binned)


def state_of(query: CustomerQuery) -> QueryState:
    """Return the state that asks this: parts that ticks can say become ticks, the rest stay conditions."""
    ticks: dict[str, frozenset[str]] = {}
    extra: list[Part] = []
    only: tuple[int, ...] | None = None
    for part in query.filters.parts:
        tick = tick_of(part)
        if tick is not None and tick[0] not in ticks:
            ticks[tick[0]] = tick[1]
        elif isinstance(part, Filter) and part.field == "customer_id" and part.op is Op.IN and only is None:
            only = tuple(int(v) for v in part.values)
        else:
            extra.append(part)
    sort = tuple((key.field, key.descending) for key in query.sort)
    return QueryState(query.text, ticks, sort, query.binned, only, "", tuple(extra))


def next_sort(now: SortKeys, key: str, *, also: bool) -> SortKeys:
    """Return the sort after a click on a header: ascending → descending → none; `also` (Shift) keeps the other keys."""
    states: dict[str, bool | None] = dict(now)
    following = {None: False, False: True, True: None}[states.get(key)]
    if not also:
        return () if following is None else ((key, following),)
    if key in states:
        return tuple((k, d if k != key else bool(following)) for k, d in now if k != key or following is not None)
    return (*now, (key, False))
