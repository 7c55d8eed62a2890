"""The same engine for any table: columns with a kind each → pairs with their probability. For files that are not lists of customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from khachhang.matching.blocking import Pairs, distinct, pairs_of
from khachhang.matching.columns import Coded, coded
from khachhang.matching.keys import KeyColumn, mixed
from khachhang.matching.levels import MISSING
from khachhang.matching.model import CLASSES, Model, fit_levels, log_odds
from khachhang.matching.profile import Evidence, Pair
from khachhang.progress import Tick, no_tick
from khachhang.values.text import fold

Levels = npt.NDArray[np.int8]
Ints = npt.NDArray[np.int32]
LEVELS = ("different", "alike", "close", "same")
LOYALTY = 0.1
"""Part of all pairs that the prior counts as; less than for customers, because nothing is known of the table."""
CAP = 30
"""Larger blocks say too little."""
MOST_KEYS = 10
"""Pairs of so many columns at most are keys: those that tell records apart best."""


class Kind(Enum):
    """What a column says of a record: who (NAME), something only one has (NUMBER), when born (DATE), where (PLACE), or anything (TEXT)."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class GenericColumn:
    """One column. label: as people call it; values: a text per record, "" = not known."""

    label: str
    kind: Kind
    values: Sequence[str]


def find_generic(columns: Sequence[GenericColumn], *, minimum: float = 0.02, tick: Tick = no_tick) -> list[Pair]:
    """Return the pairs of records (numbered from 0) that are one with at least that probability, in order."""
    folded = [coded([fold(v) for v in column.values]) for column in columns]
    first, second = _candidates(folded, tick)
    levels = np.column_stack([_levels(c, column.kind, first, second) for c, column in zip(folded, columns, strict=True)])
    _forgive_swaps(levels, folded, [column.kind for column in columns], first, second)
    nothing = np.zeros(len(first))
    model = fit_levels(levels, nothing, _priors([column.kind for column in columns]), strength=50.0, loyalty=LOYALTY)
    odds = log_odds(model.log_likelihoods(levels, nothing))
    probability = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
    shown = np.flatnonzero(probability >= minimum)
    classes = model.log_likelihoods(levels, nothing).argmax(1)
    explainer = _GenericExplainer(model, columns, levels[shown], first[shown], second[shown])
    return [
        Pair(int(first[k]), int(second[k]), float(probability[k]), CLASSES[classes[k]], explainer.evidence, row)
        for row, k in enumerate(shown)
    ]


def _candidates(columns: Sequence[Coded], tick: Tick) -> tuple[Ints, Ints]:
    """Return pairs that agree on a value few share, or on the values of two columns."""
    n = len(columns[0].codes)
    records = np.arange(n, dtype=np.int32)
    hashes = [c.hashes()[c.codes] for c in columns]
    best = sorted(range(len(columns)), key=lambda k: -len(columns[k].values))[:MOST_KEYS]
    keys = [hashes[k] for k in best] + [mixed(hashes[i], hashes[j]) for i, j in combinations(best, 2)]
    found: list[Pairs] = []
    for step, key in enumerate(keys):
        tick(step, len(keys))
        known = key != 0
        found.append(pairs_of(KeyColumn("", CAP, records[known], key[known]), n))
    first, second = np.divmod(distinct(np.concatenate(found)), n or 1)
    return first.astype(np.int32), second.astype(np.int32)


def _levels(column: Coded, kind: Kind, first: Ints, second: Ints) -> Levels:
    texts = column.texts()
    x, y = column.codes[first], column.codes[second]
    if kind in (Kind.NUMBER, Kind.DATE):
        similar = process.cpdist(texts[x], texts[y], scorer=OSA.normalized_similarity, dtype=np.float32)
        cuts = (0.7, 0.8)
    else:
        similar = process.cpdist(texts[x], texts[y], scorer=JaroWinkler.normalized_similarity, dtype=np.float32)
        cuts = (0.8, 0.9)
    out = (similar >= cuts[0]).astype(np.int8) + (similar >= cuts[1])
    out[x == y] = LEVELS.index("same")
    out[(x < 0) | (y < 0)] = MISSING
    return np.asarray(out, np.int8)


def _forgive_swaps(levels: Levels, columns: Sequence[Coded], kinds: Sequence[Kind], first: Ints, second: Ints) -> None:
    """Raise two columns of one kind where each holds what the other record has in the other column."""
    hashes = [c.hashes()[c.codes] for c in columns]
    for i, j in combinations(range(len(columns)), 2):
        if kinds[i] == kinds[j] and kinds[i] in (Kind.NAME, Kind.PLACE):
            x, y = hashes[i], hashes[j]
            swapped = (x[first] == y[second]) & (y[first] == x[second]) & (x[first] != y[first]) & (x[first] != 0) & (y[first] != 0)
            for k in (i, j):
                levels[swapped, k] = np.maximum(levels[swapped, k], LEVELS.index("close"))


_AGREES = (0.03, 0.03, 0.10, 0.84)
_DIFFERS = (0.80, 0.12, 0.05, 0.03)
_BOTH = (0.45, 0.10, 0.05, 0.40)
_BY_CLASS = {
    Kind.NAME: (_AGREES, _BOTH, _AGREES, _DIFFERS),
    Kind.NUMBER: (_AGREES, _DIFFERS, _DIFFERS, _DIFFERS),
    Kind.DATE: (_AGREES, _DIFFERS, _DIFFERS, _DIFFERS),
    Kind.PLACE: (_AGREES, _AGREES, _BOTH, _BOTH),
    Kind.TEXT: (_AGREES, _BOTH, _BOTH, _BOTH),
}
"""Per class of `CLASSES`: a household shares places and perhaps a name, people of one name share only that."""


def _priors(kinds: Sequence[Kind]) -> Model:
    return Model(np.array([0.3, 0.05, 0.15, 0.5]), tuple(np.array(_BY_CLASS[kind]) for kind in kinds), contacts=())


@dataclass(frozen=True, slots=True)
class _GenericExplainer:
    model: Model
    columns: Sequence[GenericColumn]
    levels: Levels
    first: Ints
    second: Ints

    def evidence(self, row: int) -> tuple[Evidence, ...]:
        """Return the reasons of one pair, the strongest first. With many columns: what each adds in turn, in the order of the table."""
        levels = self.levels[row]
        steps = np.full((len(levels) + 1, len(levels)), MISSING, np.int8)
        for k in range(len(levels)):
            steps[k + 1 :, k] = levels[k]
        odds = log_odds(self.model.log_likelihoods(steps, np.zeros(len(steps)))) / np.log(2)
        found = [Evidence("prior", float(odds[0]))]
        for k, column in enumerate(self.columns):
            if levels[k] != MISSING:
                texts = {"a": column.values[self.first[row]], "b": column.values[self.second[row]]}
                found.append(Evidence(f"column_{LEVELS[levels[k]]}", float(odds[k + 1] - odds[k]), {"label": column.label, **texts}))
        return tuple(sorted(found, key=lambda e: (-abs(e.bits), e.code)))
