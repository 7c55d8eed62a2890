"""One new or edited record against a whole book, fast enough to ask at every keystroke."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from khachhang.matching.columns import columns_of
from khachhang.matching.comparing import counts_of
from khachhang.matching.engine import MINIMUM, compared, judged
from khachhang.matching.keys import key_columns
from khachhang.matching.model import PRIORS, Model
from khachhang.matching.profile import Pair, Profile
from khachhang.matching.rarity import NameChances, name_chances
from khachhang.progress import Tick, no_tick

Fetch = Callable[[Sequence[int]], Sequence[Profile]]
"""Ids → their profiles; ids that are gone are left out."""


@dataclass(slots=True)
class Index:
    """Blocking keys of a book, sorted; profiles are fetched when a key agrees. Lives in one process: its keys are hashes.

    kinds: cap, sorted keys and the ids that have them, per kind of key. changed: keys of records added or edited since;
    gone: ids whose old keys no longer count. names: how common names are in the book.
    """

    fetch: Fetch
    model: Model
    kinds: dict[str, tuple[int, npt.NDArray[np.uint64], npt.NDArray[np.int64]]]
    names: NameChances
    changed: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    keys_of: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    @staticmethod
    def of(profiles: Sequence[Profile], fetch: Fetch | None = None, model: Model = PRIORS, tick: Tick = no_tick) -> Index:
        """Return the index of a book. fetch: None = the index keeps the profiles itself (much memory in a large book)."""
        columns = columns_of(profiles, tick)
        kinds = {}
        for step, column in enumerate(key_columns(columns)):
            tick(step, 20)
            order = np.argsort(column.keys, kind="stable")
            kinds[column.kind] = (column.cap, column.keys[order], columns.ids[column.records[order]])
        names = name_chances(columns)
        if fetch is None:
            known = {p.id: p for p in profiles}
            return Index(lambda ids: [known[i] for i in ids if i in known], model, kinds, names)
        return Index(fetch, model, kinds, names)

    def candidates(self, profile: Profile) -> list[int]:
        """Return the ids of records that share a key with the profile, itself left out; blocks larger than their cap do not count."""
        found: set[int] = set()
        for kind, key in _keys(profile):
            cap, keys, ids = self.kinds[kind]
            start, end = np.searchsorted(keys, np.uint64(key), "left"), np.searchsorted(keys, np.uint64(key), "right")
            block = {int(i) for i in ids[start:end]} - self.gone if end - start <= cap + len(self.gone) else set()
            block |= self.changed.get((kind, key), set())
            if end - start <= cap and len(block) <= cap:
                found |= block
        found.discard(profile.id)
        return sorted(found)

    def put(self, profile: Profile) -> None:
        """Take in a new record or the new values of a known one. The caller's `fetch` must know it too."""
        self.remove(profile.id)
        keys = _keys(profile)
        self.keys_of[profile.id] = keys
        for key in keys:
            self.changed.setdefault(key, set()).add(profile.id)

    def remove(self, customer_id: int) -> None:
        """Forget a record."""
        self.gone.add(customer_id)
        for key in self.keys_of.pop(customer_id, ()):
            self.changed[key].discard(customer_id)


def compare_one(profile: Profile, index: Index, minimum: float = MINIMUM) -> list[Pair]:
    """Return the pairs that a record makes with the book, the most probable first. At most 50 ms at 1,000,000 records."""
    ids = index.candidates(profile)
    if not ids:
        return []
    columns = columns_of([profile, *index.fetch(ids)])
    second = np.arange(1, len(columns), dtype=np.int32)
    counts = counts_of(columns, index.names)
    found = compared(columns, counts, np.zeros_like(second), second)
    pairs = judged(columns, counts, index.model, found, minimum)
    return sorted(pairs, key=lambda p: (-p.probability, p.a, p.b))


def _keys(profile: Profile) -> list[tuple[str, int]]:
    return [(column.kind, int(key)) for column in key_columns(columns_of([profile])) for key in column.keys]
