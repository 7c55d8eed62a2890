"""Four latent classes of pairs: how often each level of agreement occurs in each. Shipped priors, fitted by EM to the pairs of a book."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from khachhang.matching.levels import FIELDS
from khachhang.matching.profile import PairClass

Floats = npt.NDArray[np.float64]
Levels = npt.NDArray[np.int8]
CLASSES = tuple(PairClass)
_BY_CHANCE = [CLASSES.index(PairClass.NAME_ONLY), CLASSES.index(PairClass.UNRELATED)]
CONTACTS = tuple(number for number, (name, _) in enumerate(FIELDS) if name in ("phone", "email", "tax"))
"""Nobody shares these by chance, whatever the fit would like to believe: there the prior stands."""
ROUNDS = 60
RARITY_STEP = 0.35
"""Fitting looks at rarity in steps of so many nats."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """shares: how common each class of `CLASSES` is among candidate pairs. chances: per field P(level | class), classes × levels.

    contacts: fields that nobody shares by chance.
    """

    shares: Floats
    chances: tuple[Floats, ...]
    contacts: tuple[int, ...] = CONTACTS

    @property
    def sizes(self) -> tuple[int, ...]:
        """Return how many levels each field has."""
        return tuple(chances.shape[1] for chances in self.chances)

    def log_likelihoods(self, levels: Levels, rarity: Floats) -> Floats:
        """Return ln P(levels and class), shape (pairs, classes). A missing level is no evidence.

        rarity: nats that the shared name says against chance: against the classes of people who have nothing to do
        with each other.
        """
        out = np.tile(np.log(self.shares), (len(levels), 1))
        for field, table in enumerate(_tables(self)):
            out += table[levels[:, field]]
        out[:, _BY_CHANCE] -= rarity[:, None]
        return out


@lru_cache(maxsize=4)
def _tables(model: Model) -> list[Floats]:
    """Return ln P(level | class) per field, (levels + 1, classes); MISSING = -1 points at the last row, of zeros."""
    return [np.vstack([np.log(chances.T), np.zeros(len(CLASSES))]) for chances in model.chances]


def log_odds(log_likelihoods: Floats) -> Floats:
    """Return ln of P(same) / P(any other class)."""
    others = log_likelihoods[:, 1:]
    most = others.max(1)
    return np.asarray(log_likelihoods[:, 0] - most - np.log(np.exp(others - most[:, None]).sum(1)))


def fit_levels(levels: Levels, rarity: Floats, prior: Model, *, strength: float = 200.0, loyalty: float = 0.3) -> Model:
    """Return the model fitted to the levels of candidate pairs, drawn towards the prior: few pairs hardly move it.

    rarity: see `Model.log_likelihoods`; known beforehand, not fitted.
    strength, loyalty: the prior counts as so many pairs of each class, and as so large a part of all pairs.
    Source: Dempster, Laird & Rubin, JRSS B 39 (1977) 1-38, with Dirichlet priors; Winkler (2002) on latent classes of pairs.
    """
    if not len(levels):
        return prior
    patterns, rarities, counts = _patterns(levels, rarity, prior.sizes)
    model = prior
    weight = strength + loyalty * len(levels)
    for _ in range(ROUNDS):
        ll = model.log_likelihoods(patterns, rarities)
        posterior = np.exp(ll - ll.max(1, keepdims=True))
        posterior *= counts[:, None] / posterior.sum(1, keepdims=True)
        model = _maximised(patterns, posterior, prior, weight)
    return model


def _maximised(patterns: Levels, posterior: Floats, prior: Model, weight: float) -> Model:
    shares = posterior.sum(0) + weight * prior.shares
    chances = []
    for field, size in enumerate(prior.sizes):
        seen = np.zeros((len(CLASSES), size + 1))
        for k in range(len(CLASSES)):
            seen[k] = np.bincount(patterns[:, field].astype(np.intp) + 1, posterior[:, k], size + 1)
        drawn = seen[:, 1:] + weight * prior.shares[:, None] * prior.chances[field]
        drawn /= drawn.sum(1, keepdims=True)
        if field in prior.contacts:
            drawn[_BY_CHANCE] = prior.chances[field][_BY_CHANCE]
        chances.append(drawn)
    return Model(shares / shares.sum(), tuple(chances), prior.contacts)


def _patterns(levels: Levels, rarity: Floats, sizes: tuple[int, ...]) -> tuple[Levels, Floats, npt.NDArray[np.int64]]:
    """Return the different rows of levels with rarity in steps, and how often each occurs."""
    steps = np.round(rarity / RARITY_STEP).astype(np.int64)
    code = steps - steps.min()
    for field, size in enumerate(sizes):
        code = code * (size + 1) + levels[:, field] + 1
    _, first, counts = np.unique(code, return_index=True, return_counts=True)
    return levels[first], np.asarray(steps[first] * RARITY_STEP, np.float64), counts.astype(np.int64)


def _prior(**fields: tuple[tuple[float, ...], ...]) -> tuple[Floats, ...]:
    tables = [np.array(fields[name], float) for name, _ in FIELDS]
    for table, (name, levels) in zip(tables, FIELDS, strict=True):
        assert table.shape == (len(CLASSES), len(levels)), name
    return tuple(table / table.sum(1, keepdims=True) for table in tables)


PRIORS = Model(
    np.array([0.30, 0.08, 0.24, 0.38]),
    _prior(
        # other, family, near, part, given, short, typo, same, kind, branch
        name=(
            (0.004, 0.006, 0.0018, 0.02, 0.12, 0.11, 0.06, 0.67, 0.002, 0.003),
            (0.28, 0.40, 0.10, 0.07, 0.02, 0.015, 0.005, 0.01, 0.14, 0.05),
            (0.001, 0.001, 0.02, 0.12, 0.22, 0.10, 0.01, 0.53, 0.001, 0.02),
            (0.35, 0.20, 0.05, 0.25, 0.06, 0.03, 0.01, 0.02, 0.03, 0.005),
        ),
        # different, same
        sex=((0.01, 0.99), (0.5, 0.5), (0.08, 0.92), (0.4, 0.6)),
        # different, close, shared, same
        phone=((0.22, 0.03, 0.02, 0.73), (0.35, 0.02, 0.13, 0.50), (0.992, 0.003, 0.002, 0.003), (0.975, 0.015, 0.005, 0.005)),
        # different, close, same
        email=((0.15, 0.05, 0.80), (0.80, 0.03, 0.17), (0.94, 0.05, 0.01), (0.96, 0.035, 0.005)),
        # different, branch, close, same
        tax=((0.03, 0.002, 0.04, 0.928), (0.40, 0.45, 0.03, 0.12), (0.97, 0.01, 0.01, 0.01), (0.97, 0.01, 0.01, 0.01)),
        # different, close, partial, same
        birth=((0.02, 0.04, 0.14, 0.80), (0.93, 0.03, 0.03, 0.01), (0.93, 0.03, 0.03, 0.01), (0.86, 0.04, 0.05, 0.05)),
        # different, ward, area, village, near, same
        address=(
            (0.14, 0.02, 0.10, 0.10, 0.02, 0.62),
            (0.12, 0.05, 0.08, 0.10, 0.02, 0.63),
            (0.78, 0.11, 0.08, 0.02, 0.002, 0.008),
            (0.60, 0.12, 0.08, 0.08, 0.03, 0.09),
        ),
    ),
)
"""What pairs look like in the books of shops, before this book has been seen."""
