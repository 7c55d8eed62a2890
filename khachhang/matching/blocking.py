"""From keys to candidate pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from khachhang.matching.columns import Columns
from khachhang.matching.keys import KeyColumn, key_columns
from khachhang.progress import Tick, no_tick

Positions = npt.NDArray[np.int64] | npt.NDArray[np.int32]
Pairs = npt.NDArray[np.int64]
"""Pairs of record positions as one number, first × n + second, first < second."""
STEPS = 24
COMPACT = 3
"""From so many pairs a record on, those found twice are dropped before more are looked for."""


def candidate_pairs(
    columns: Columns, only: npt.NDArray[np.bool_] | None = None, tick: Tick = no_tick
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the positions of the records of each candidate pair. only: at least one of the two must be marked."""
    n = len(columns)
    found: list[Pairs] = []
    waiting = 0
    for step, pairs in enumerate(_all_pairs(columns, n, only)):
        tick(step, STEPS)
        found.append(pairs)
        waiting += len(pairs)
        if waiting > COMPACT * n:
            found = [distinct(np.concatenate(found))]
            waiting = 0
    first, second = np.divmod(distinct(np.concatenate(found)), n or 1)
    return first.astype(np.int32), second.astype(np.int32)


def _all_pairs(columns: Columns, n: int, only: npt.NDArray[np.bool_] | None) -> Iterator[Pairs]:
    for column in key_columns(columns):
        yield pairs_of(column, n, only)
    yield from _neighbour_pairs(columns, only)


def distinct(values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the values sorted, each once. By sorting: numpy's own `unique` hashes, which takes ten times as long here."""
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def pairs_of(column: KeyColumn, n: int, only: npt.NDArray[np.bool_] | None = None) -> Pairs:
    """Return the pairs of records that share a key; blocks larger than the cap are left out."""
    order = np.argsort(column.keys, kind="stable")
    keys, records = column.keys[order], column.records[order]
    if not len(keys):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    sizes = np.diff(np.append(starts, len(keys)))
    out = []
    for size in range(2, column.cap + 1):
        if (sizes == size).any():
            base = starts[sizes == size][:, None]
            i, j = np.triu_indices(size, 1)
            out.append(_as_pairs(records[base + i].ravel(), records[base + j].ravel(), n, only))
    return np.concatenate(out) if out else np.empty(0, np.int64)


def _neighbour_pairs(c: Columns, only: npt.NDArray[np.bool_] | None) -> list[Pairs]:
    """Sorted neighbourhood: each record with the next ones by phone read backwards, and by name and then road.

    Source: Hernández & Stolfo, SIGMOD 1995, 127-138.
    """
    n = len(c)
    backwards = _ranks([p[::-1] for p in c.phones.values])
    phones = np.concatenate([backwards[c.phones.codes[:, k]] for k in range(c.phones.codes.shape[1])])
    records = np.tile(np.arange(n, dtype=np.int64), c.phones.codes.shape[1])
    names = _ranks(c.names.keys)[c.names.key[c.names.codes]]
    roads = _ranks(c.road.values)[c.road.codes]
    by_road = np.where((names >= 0) & (roads >= 0), names * (len(c.road.values) + 1) + roads, -1)
    return [_neighbours(phones, records, 1, n, only), _neighbours(by_road, np.arange(n, dtype=np.int64), 1, n, only)]


def _ranks(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the place of each text in alphabetical order, and -1 at the end, where NONE points."""
    out = np.full(len(texts) + 1, -1, np.int64)
    out[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
    return out


def _neighbours(
    ranks: npt.NDArray[np.int64], records: npt.NDArray[np.int64], width: int, n: int, only: npt.NDArray[np.bool_] | None
) -> Pairs:
    known = ranks >= 0
    ordered = records[known][np.argsort(ranks[known], kind="stable")]
    out = [_as_pairs(ordered[:-d], ordered[d:], n, only) for d in range(1, width + 1) if len(ordered) > d]
    return np.concatenate(out) if out else np.empty(0, np.int64)


def _as_pairs(first: Positions, second: Positions, n: int, only: npt.NDArray[np.bool_] | None) -> Pairs:
    keep = first != second
    if only is not None:
        keep &= only[first] | only[second]
    first, second = first[keep].astype(np.int64), second[keep].astype(np.int64)
    return np.minimum(first, second) * n + np.maximum(first, second)
