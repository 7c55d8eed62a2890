"""A rare name shared says more than a common one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from khachhang.matching.columns import Columns
from khachhang.matching.comparing import Counts
from khachhang.matching.levels import NAME

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
_FULL = (NAME.index("short"), NAME.index("typo"), NAME.index("same"))


def rarity(c: Columns, counts: Counts, first: Ints, second: Ints, levels: npt.NDArray[np.int8]) -> Floats:
    """Return the nats that rarity adds to the log odds of each pair, one column per kind: name."""
    seen = name_counts(c, counts, first, second)
    full = np.isin(levels[:, 0], _FULL)
    gain = np.where(full, np.clip(0.5 - 0.5 * np.log(np.maximum(seen, 1)), -3, 0.5), 0.0)
    return gain[:, None]


def name_counts(c: Columns, counts: Counts, first: Ints, second: Ints) -> Ints:
    """Return how many records bear the name of a pair, the more common of the two."""
    a, b = c.names.key[c.names.codes[first]], c.names.key[c.names.codes[second]]
    return np.maximum(counts.names[a], counts.names[b])
