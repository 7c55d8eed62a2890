"""The whole way: profiles → columns → candidate pairs → levels → classes → pairs with their probability and reasons."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from khachhang.matching.blocking import candidate_pairs
from khachhang.matching.columns import Columns, columns_of
from khachhang.matching.comparing import Counts, compare, counts_of
from khachhang.matching.explaining import Explainer
from khachhang.matching.model import CLASSES, PRIORS, Model, fit_levels, log_odds
from khachhang.matching.profile import Pair, PairClass, Profile
from khachhang.matching.rarity import caution, expected_bearers, rarity
from khachhang.progress import Tick, no_tick

Ints = npt.NDArray[np.int32]
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
    columns = columns_of(profiles, tick)
    wanted = None if only is None else np.isin(columns.ids, np.fromiter(only, np.int64, len(only)))
    first, second = candidate_pairs(columns, wanted if model else None, tick)
    counts = counts_of(columns)
    levels = compare(columns, counts, first, second, tick)
    model = model or _fitted(columns, counts, first, second, levels)
    if wanted is not None:
        keep = wanted[first] | wanted[second]
        first, second, levels = first[keep], second[keep], levels[keep]
    return judged(columns, counts, model, first, second, levels, minimum)


def judged(
    columns: Columns,
    counts: Counts,
    model: Model,
    first: Ints,
    second: Ints,
    levels: Levels,
    minimum: float,
) -> list[Pair]:
    """Return the pairs worth showing, by id."""
    likelihoods = model.log_likelihoods(levels)
    bearers = expected_bearers(columns, counts.names, first, second)
    rare = rarity(bearers, counts.names, levels[:, 0])
    odds = log_odds(likelihoods) + rare + caution(levels)
    probability = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
    classes = likelihoods[:, 1:].argmax(1) + 1
    classes[probability >= 0.5] = 0
    shown = np.flatnonzero((probability >= minimum) | (classes == CLASSES.index(PairClass.HOUSEHOLD)))
    explainer = Explainer(columns, model, first[shown], second[shown], levels[shown], bearers[shown], rare[shown])
    a, b = columns.ids[first[shown]], columns.ids[second[shown]]
    rows = zip(np.minimum(a, b).tolist(), np.maximum(a, b).tolist(), probability[shown].tolist(), classes[shown].tolist(), strict=True)
    pairs = [Pair(x, y, p, CLASSES[k], explainer.evidence, row) for row, (x, y, p, k) in enumerate(rows)]
    pairs.sort(key=lambda pair: (pair.a, pair.b))
    return pairs


def fit(profiles: Sequence[Profile], tick: Tick = no_tick) -> Model:
    """Return the model of these profiles; the shipped priors when there are too few to learn from."""
    columns = columns_of(profiles, tick)
    first, second = candidate_pairs(columns, tick=tick)
    counts = counts_of(columns)
    levels = compare(columns, counts, first, second, tick)
    return _fitted(columns, counts, first, second, levels)


def _fitted(columns: Columns, counts: Counts, first: Ints, second: Ints, levels: Levels) -> Model:
    bearers = expected_bearers(columns, counts.names, first, second)
    return fit_levels(levels, rarity(bearers, counts.names, levels[:, 0]), PRIORS)
