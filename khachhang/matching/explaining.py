"""Why a pair is judged as it is: each field's share of the log odds, in bits, as a sentence code with what both records say."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from khachhang.matching.columns import Coded, Columns
from khachhang.matching.levels import FIELDS, MISSING
from khachhang.matching.model import Floats, Levels, Model, log_odds
from khachhang.matching.profile import Evidence
from khachhang.matching.rarity import caution
from khachhang.values.phones import format_phone

Ints = npt.NDArray[np.int32]

_BITS = 1 / math.log(2)


def field_bits(model: Model, levels: Levels, rarity: float = 0.0) -> tuple[float, Floats]:
    """Return the prior and the parts that the fields, and last the rarity of the name, have in the log2 odds of one pair.

    They sum up to it; a missing field has 0. With more than two classes fields do not simply add up, so each gets its Shapley value:
    its mean gain over all orders of looking. Source: Shapley (1953).
    """
    known = np.flatnonzero(levels != MISSING)
    n = len(known) + (rarity != 0)
    takes_part, weights = _orders(n)
    subsets = np.full((1 << n, len(levels)), MISSING, np.int8)
    subsets[:, known] = np.where(takes_part[:, : len(known)], levels[known], MISSING)
    rarities: Floats = takes_part[:, -1] * np.float64(rarity) if rarity else np.zeros(1 << n, np.float64)
    odds = log_odds(model.log_likelihoods(subsets, rarities)) * _BITS
    parts = np.zeros(len(levels) + 1)
    parts[[*known, len(levels)][:n]] = weights @ odds
    return float(odds[0]), parts


@lru_cache(maxsize=16)
def _orders(n: int) -> tuple[npt.NDArray[np.bool_], Floats]:
    """Return who takes part in each subset of n, (subsets, n), and the matrix that makes Shapley values of what the subsets are worth."""
    takes_part = (np.arange(1 << n)[:, None] >> np.arange(n) & 1).astype(bool)
    others = np.array([mask.bit_count() for mask in range(1 << n)])[:, None] - takes_part
    factorials = [math.factorial(k) for k in range(n + 1)]
    share = np.array([factorials[k] * factorials[n - k - 1] / factorials[n] for k in range(n)] or [0.0])
    return takes_part, np.where(takes_part, 1.0, -1.0).T * share[np.minimum(others, max(n - 1, 0))].T


@dataclass(frozen=True, slots=True)
class Explainer:
    """Works the evidence of pairs out when asked. first, second: positions of the records; levels: one row a pair.

    bearers, rarity: ln of how many bear the shared name by chance, and the nats it counts."""

    columns: Columns
    model: Model
    first: Ints
    second: Ints
    levels: Levels
    bearers: Floats
    rarity: Floats

    def evidence(self, row: int) -> tuple[Evidence, ...]:
        """Return the reasons of one pair, the strongest first."""
        prior, bits = field_bits(self.model, self.levels[row], float(self.rarity[row]))
        found = [Evidence("prior", prior)]
        for field, (name, levels) in enumerate(FIELDS):
            level = self.levels[row, field]
            if level != MISSING:
                found.append(Evidence(f"{name}_{levels[level]}", float(bits[field]), self._params(name, row)))
        found += self._about_the_name(row, float(bits[-1]))
        return tuple(sorted(found, key=lambda e: (-abs(e.bits), e.code)))

    def _about_the_name(self, row: int, rare: float) -> list[Evidence]:
        found = []
        alone = float(caution(self.levels[row : row + 1])[0]) * _BITS
        if rare > 0:
            found.append(Evidence("name_rare", rare))
        elif rare < 0:
            found.append(Evidence("name_common", rare, {"n": max(1, round(math.exp(self.bearers[row])))}))
        if alone:
            found.append(Evidence("name_alone", alone))
        return found

    def _params(self, field: str, row: int) -> dict[str, str]:
        c, a, b = self.columns, int(self.first[row]), int(self.second[row])
        if field == "name":
            return {"a": c.names.shown[c.names.codes[a]], "b": c.names.shown[c.names.codes[b]]}
        if field == "birth":
            return {"a": _date(c.birth[a].tolist()), "b": _date(c.birth[b].tolist())}
        if field == "address":
            return {"a": self._address(a), "b": self._address(b)}
        if field in ("phone", "email"):
            return self._many(c.phones if field == "phone" else c.emails, row, format_phone if field == "phone" else str)
        if field == "tax":
            return {"a": self._tax(a), "b": self._tax(b)}
        return {}

    def _many(self, column: Coded, row: int, show: Callable[[str], str]) -> dict[str, str]:
        """Return the value both hold, else the first of each."""
        mine, theirs = (column.codes[side[row]].tolist() for side in (self.first, self.second))
        shared = next((code for code in mine if code >= 0 and code in theirs), None)
        a, b = (mine[0], theirs[0]) if shared is None else (shared, shared)
        return {"a": show(column.values[a]), "b": show(column.values[b])}

    def _address(self, at: int) -> str:
        c = self.columns
        return _text(c.written, at) or _text(c.ward, at).title()

    def _tax(self, at: int) -> str:
        code, branch = _text(self.columns.tax, at), _text(self.columns.branch, at)
        return f"{code}-{branch}" if branch else code


def _text(column: Coded, at: int) -> str:
    code = column.codes[at]
    return str(column.values[code]) if code >= 0 else ""


def _date(parts: list[int]) -> str:
    year, month, day = parts
    return "/".join(f"{p:02d}" for p in (day, month, year) if p)
