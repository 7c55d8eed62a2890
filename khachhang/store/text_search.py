"""Who was found: the first ones in an order, or all. Bits of the pieces that are known, the index for the others, texts for what is left.

A sample of the texts judges what is cheaper: asking the index for one more piece, or looking at more texts until the page is full.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from khachhang.progress import Tick, no_tick
from khachhang.store import text_index
from khachhang.store.customer_columns import CustomerColumns
from khachhang.store.customer_orders import Order
from khachhang.store.postings import asked, cost_us, together

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOOK_US = 5.0
"""CPU of looking at one text: 1.6 when its page is in the cache, 10 when not."""
_FEW = 3_000
"""So many texts are looked at rather than asking for one more piece when everybody is wanted."""
_PIECE = 10_000


def first(
    connection: Connection, columns: CustomerColumns, wanted: Sequence[str], mask: NDArray[np.bool_], order: Order, limit: int
) -> list[int]:
    """Return the first customers in the order who are in the mask and whose text holds every needle."""
    plan = _Plan(connection, columns, wanted, mask, order, limit)
    pieces, looks = plan.cheapest()
    found, is_whole = _page(connection, columns, wanted, pieces, mask, order, limit, int(3 * looks) + 300)
    if not is_whole:  # the sample was wrong: ask for everything
        found, _ = _page(connection, columns, wanted, list(wanted), mask, order, limit, columns.size)
    return found


def everybody(connection: Connection, columns: CustomerColumns, wanted: Sequence[str], tick: Tick = no_tick) -> NDArray[np.bool_]:
    """Return whose text holds every needle, by customer_id."""
    sample = columns.sample(connection)
    people = max(1, int(np.count_nonzero(columns.exists)))
    pieces = [n for n in wanted if columns.postings.knows(n)]
    others = sorted((n for n in wanted if n not in pieces), key=lambda n: cost_us(n, sample.share(asked(n)), people))
    for done, needle in enumerate(others):
        tick(done, len(wanted))
        if pieces and _count(_candidates(connection, columns, pieces, columns.exists)) < _FEW:
            break
        pieces.append(needle)
    found = _candidates(connection, columns, pieces, columns.exists)
    unsure = [n for n in wanted if n not in pieces or not text_index.is_exact(n)]
    ids = _as_ids(found)
    if unsure:
        ids = _confirmed(connection, ids, unsure, tick)
    flags = np.zeros(columns.size, np.bool_)
    flags[ids] = True
    return flags


def prepare_some(connection: Connection, columns: CustomerColumns, budget_s: float) -> bool:
    """Ask ahead for pieces that many hold, for about that long; return whether there are more."""
    end = time.perf_counter() + budget_s
    while time.perf_counter() < end:
        needle = columns.next_piece(connection)
        if needle is None:
            return False
        columns.posting(connection, needle)
    return True


# ---- what is cheaper -------------------------------------------------------------------------------------------------


class _Plan:
    """What one search would cost, judged by the sample."""

    def __init__(
        self, connection: Connection, columns: CustomerColumns, wanted: Sequence[str], mask: NDArray[np.bool_], order: Order, limit: int
    ) -> None:
        self._columns, self._wanted = columns, wanted
        self._sample = columns.sample(connection)
        self._people = max(1, int(np.count_nonzero(columns.exists)))
        self._listed = mask[self._sample.ids]
        self._hits = np.logical_and.reduce([self._listed, *(self._sample.hits(n) for n in wanted)])
        self._scale = self._people / max(1, len(self._sample.ids))
        self._places = order.place[self._sample.ids]
        self._needed = limit / self._scale

    def cheapest(self) -> tuple[list[str], float]:
        """Return the needles to ask the index for, and how many texts are looked at then."""
        pieces = [n for n in self._wanted if self._columns.postings.knows(n)]
        looks = self._looks(pieces)
        for needle in sorted((n for n in self._wanted if n not in pieces), key=self._cost):
            then = self._looks([*pieces, needle])
            if self._cost(needle) + then * LOOK_US < looks * LOOK_US:
                pieces.append(needle)
                looks = then
        return pieces, looks

    def _cost(self, needle: str) -> float:
        return cost_us(needle, self._sample.share(asked(needle)), self._people)

    def _looks(self, pieces: Sequence[str]) -> float:
        """Return how many texts are looked at until the page is full, when the index was asked for these needles."""
        if len(pieces) == len(self._wanted) and all(text_index.is_exact(n) for n in pieces):
            return 0.0
        candidates = np.logical_and.reduce([self._listed, *(self._sample.hits(asked(n)) for n in pieces)])
        total = max(0.5, float(np.count_nonzero(candidates))) * self._scale
        hits = np.sort(self._places[self._hits])
        if len(hits) <= self._needed:
            return total
        reach = hits[int(self._needed)]
        before = float(np.count_nonzero(self._places[candidates] <= reach)) * self._scale * min(1.0, self._needed)
        evenly = self._needed * total / len(hits)  # one lucky hit says little
        return min(total, max(before, 0.5 * evenly))


# ---- candidates ------------------------------------------------------------------------------------------------------


def _candidates(
    connection: Connection, columns: CustomerColumns, pieces: Sequence[str], mask: NDArray[np.bool_]
) -> NDArray[np.bool_] | NDArray[np.int64]:
    if not pieces:
        return mask
    return together([columns.posting(connection, n) for n in pieces], mask)


def _as_ids(found: NDArray[Any]) -> NDArray[np.int64]:
    return np.flatnonzero(found) if found.dtype == np.bool_ else found.astype(np.int64)


def _count(found: NDArray[np.bool_] | NDArray[np.int64]) -> int:
    return int(np.count_nonzero(found)) if found.dtype == np.bool_ else len(found)


def _page(
    connection: Connection, columns: CustomerColumns, wanted: Sequence[str], pieces: Sequence[str], mask: NDArray[np.bool_], order: Order,
    limit: int, looks: int,
) -> tuple[list[int], bool]:  # fmt: skip
    """Return the first ones, and whether they are all the page needs after looking at so many texts."""
    unsure = [n for n in wanted if n not in pieces or not text_index.is_exact(n)]
    found: list[int] = []
    looked = 0
    for ids in _in_order(_candidates(connection, columns, pieces, mask), order, limit):
        start = 0
        while start < len(ids):
            stop = len(ids)
            if unsure:  # no more texts than the page needs, as the ones before go
                stop = start + max(limit // 2, int(1.2 * (limit - len(found)) * (looked + 1) / (len(found) + 1)))
            near = ids[start:stop].tolist()
            found += text_index.confirmed(connection, near, unsure) if unsure else near
            start, looked = stop, looked + len(near)
            if len(found) >= limit:
                return found[:limit], True
            if unsure and looked > looks:
                return found, False
    return found, True


def _in_order(candidates: NDArray[np.bool_] | NDArray[np.int64], order: Order, step: int) -> Iterator[NDArray[np.int64]]:
    """Yield the candidates in order, a growing piece at a time, sorting no more of them than asked for."""
    if candidates.dtype == np.bool_ and np.count_nonzero(candidates) * 24 > len(order.ids):
        start = 0
        while start < len(order.ids):
            near = order.ids[start : start + 4 * step]
            start, step = start + 4 * step, min(4 * step, _PIECE)
            yield near[candidates[near]].astype(np.int64)
        return
    ids = _as_ids(candidates)
    while len(ids):
        piece, ids = _least(ids, order, step)
        yield piece
        step = min(4 * step, _PIECE)


def _least(ids: NDArray[np.int64], order: Order, n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first n of the ids in order, sorted, and the others as they are."""
    if n < len(ids):
        parted = ids[np.argpartition(order.place[ids], n - 1)]
        piece, rest = parted[:n], parted[n:]
    else:
        piece, rest = ids, ids[:0]
    return piece[np.argsort(order.place[piece])], rest


def _confirmed(connection: Connection, ids: NDArray[np.int64], unsure: Sequence[str], tick: Tick) -> NDArray[np.int64]:
    found = []
    for start in range(0, len(ids), _PIECE):
        found += text_index.confirmed(connection, ids[start : start + _PIECE].tolist(), unsure)
        tick(start, len(ids))
    return np.array(found, np.int64)
