"""Why a pair is judged as it is: each field's share of the log odds, in bits, as a sentence code with what both records say."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from khachhang.matching.columns import Coded, Columns
from khachhang.matching.comparing import shared_value
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
    known = [f for f, level in enumerate(levels) if level != MISSING] + ([len(levels)] if rarity else [])
    subsets = np.full((1 << len(known), len(levels)), MISSING, np.int8)
    rarities = np.zeros(1 << len(known))
    for mask in range(1 << len(known)):
        for k, field in enumerate(known):
            if mask >> k & 1 and field < len(levels):
                subsets[mask, field] = levels[field]
            elif mask >> k & 1:
                rarities[mask] = rarity
    odds = log_odds(model.log_likelihoods(subsets, rarities)) * _BITS
    parts = np.zeros(len(levels) + 1)
    for k, field in enumerate(known):
        parts[field] = _shapley(odds, k, len(known))
    return float(odds[0]), parts


def _shapley(odds: Floats, k: int, n: int) -> float:
    """Return the mean gain of player k of n. odds: by bit mask of who takes part."""
    total = 0.0
    for mask in range(1 << n):
        if not mask >> k & 1:
            size = mask.bit_count()
            weight = math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n)
            total += weight * (odds[mask | 1 << k] - odds[mask])
    return float(total)


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

    def _one(self, row: int) -> tuple[Ints, Ints]:
        return self.first[row : row + 1], self.second[row : row + 1]

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
        a, b = self._one(row)
        shared = int(shared_value(column, a, b)[0])
        codes = (shared, shared) if shared >= 0 else (column.codes[a[0], 0], column.codes[b[0], 0])
        return {"a": show(column.values[codes[0]]), "b": show(column.values[codes[1]])}

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
