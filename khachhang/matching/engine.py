"""The whole way: profiles → columns → candidate pairs → levels → classes → pairs with their probability and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from khachhang.matching.blocking import candidate_pairs
from khachhang.matching.columns import Columns, columns_of
from khachhang.matching.comparing import CHUNK, Counts, compare, counts_of
from khachhang.matching.explaining import Explainer
from khachhang.matching.model import CLASSES, PRIORS, Model, fit_levels, log_odds
from khachhang.matching.profile import Pair, PairClass, Profile
from khachhang.matching.rarity import caution, expected_bearers, rarity
from khachhang.progress import Tick, no_tick

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Levels = npt.NDArray[np.int8]
MINIMUM = 0.02


def find_duplicates(
    profiles: Sequence[Profile],
    *,
    only: frozenset[int] | None = None,
    model: Model | None = None,
    minimum: float = MINIMUM,
    tick: Tick = no_tick,
) -> list[Pair]:
    """Return the pairs of profiles that are one customer with at least that probability, and those of one household; by id.

    only: at least one of the two must be among these ids. model: None = the shipped priors, fitted to these profiles. Ids are unique.
    """
    columns = columns_of(sorted(profiles, key=attrgetter("id")), tick)  # so that the order they come in does not matter
    wanted = None if only is None else np.isin(columns.ids, np.fromiter(only, np.int64, len(only)))
    first, second = candidate_pairs(columns, wanted if model else None, tick)
    counts = counts_of(columns)
    found = compared(columns, counts, first, second, tick)
    model = model or _fitted(counts, found)
    if wanted is not None:
        keep = wanted[first] | wanted[second]
        found = Candidates(first[keep], second[keep], found.levels[keep], found.bearers[keep])
    return judged(columns, counts, model, found, minimum)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Compared pairs. first, second: positions; levels: one row a pair; bearers: ln of how many bear the shared name by chance."""

    first: Ints
    second: Ints
    levels: Levels
    bearers: Floats


def compared(columns: Columns, counts: Counts, first: Ints, second: Ints, tick: Tick = no_tick) -> Candidates:
    """Return the pairs with what they are judged by."""
    levels = compare(columns, counts, first, second, tick)
    return Candidates(first, second, levels, expected_bearers(columns, counts.names, first, second))


def judged(columns: Columns, counts: Counts, model: Model, found: Candidates, minimum: float) -> list[Pair]:
    """Return the pairs worth showing, by id."""
    rare = rarity(found.bearers, counts.names, found.levels[:, 0])
    probability, classes = np.empty(len(rare)), np.empty(len(rare), np.int8)
    for start in range(0, len(rare), CHUNK):
        part = slice(start, start + CHUNK)
        probability[part], classes[part] = _weighed(model, found.levels[part], rare[part])
    shown = np.flatnonzero((probability >= minimum) | (classes == CLASSES.index(PairClass.HOUSEHOLD)))
    first, second = found.first[shown], found.second[shown]
    explainer = Explainer(columns, model, first, second, found.levels[shown], found.bearers[shown], rare[shown])
    lower, upper = np.minimum(columns.ids[first], columns.ids[second]), np.maximum(columns.ids[first], columns.ids[second])
    order = np.lexsort((upper, lower))
    ids = {i: i for i in columns.ids.tolist()}  # one object per id, however many pairs it has
    a, b = (map(ids.__getitem__, side[order].tolist()) for side in (lower, upper))
    klass = (CLASSES[k] for k in classes[shown][order].tolist())
    return list(map(Pair, a, b, probability[shown][order].tolist(), klass, repeat(explainer.evidence), order.tolist()))


def _weighed(model: Model, levels: Levels, rare: Floats) -> tuple[Floats, Levels]:
    """Return the probability of SAME and the number of the most probable class."""
    likelihoods = model.log_likelihoods(levels, rare)
    probability = 1 / (1 + np.exp(-np.clip(log_odds(likelihoods) + caution(levels), -500, 500)))
    classes = likelihoods[:, 1:].argmax(1) + 1
    classes[probability >= 0.5] = 0
    return probability, classes.astype(np.int8)


def fit(profiles: Sequence[Profile], tick: Tick = no_tick) -> Model:
    """Return the model of these profiles; the shipped priors when there are too few to learn from."""
    columns = columns_of(sorted(profiles, key=attrgetter("id")), tick)
    counts = counts_of(columns)
    first, second = candidate_pairs(columns, tick=tick)
    return _fitted(counts, compared(columns, counts, first, second, tick))


def _fitted(counts: Counts, found: Candidates) -> Model:
    return fit_levels(found.levels, rarity(found.bearers, counts.names, found.levels[:, 0]), PRIORS)
