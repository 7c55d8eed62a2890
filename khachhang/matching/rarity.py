"""How many people may bear a name by chance: a rare name shared says more than a common one.

The chance of a full name is that of its family name, its middle names and its given name, each from the book itself, starting from
what is common in the country, so that a book of 50 records knows too that many are called Nguyễn Văn Hùng.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from khachhang.matching.blocking import distinct
from khachhang.matching.columns import Columns
from khachhang.matching.levels import MISSING, NAME
from khachhang.matching.name_columns import Names
from khachhang.values.syllables import is_syllable

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
SLOPE = 0.7
"""Nats of evidence per nat of rarity; below 1 because the chance of a name is only estimated."""
LOWEST, HIGHEST = -1.0, 3.0
PRIOR_WEIGHT = 500.0
"""What is common in the country counts as so many records."""
SPARE_PHONES = 2
"""So many phones one person may have; more under one name are more people."""
USUAL_GIVEN = -4.3
"""ln of the share of a given name of usual commonness (1.4 %): only a more common one counts, and against."""
USUAL_SIZE = 20_000
"""So is a larger book: there more people are called that."""
BUSINESS = 0.0
"""ln of how many businesses bear the same lucky words by chance, at least."""
NAME_ALONE = 1.6
SMALL, OFTEN = 2000, 3
_GIVEN = NAME.index("given")
_RELEVANT = tuple(NAME.index(level) for level in ("given", "short", "typo", "same"))
_FAMILIES = {
    "nguyen": 0.384, "tran": 0.121, "le": 0.095, "pham": 0.07, "hoang": 0.051, "huynh": 0.045, "phan": 0.045, "vu": 0.039, "vo": 0.035,
    "dang": 0.021, "bui": 0.02, "do": 0.014, "ho": 0.013, "ngo": 0.013, "duong": 0.01, "li": 0.005,
}  # fmt: skip
"""Source: Lê Trung Hoa, Họ và tên người Việt Nam (2005)."""
_MIDDLES = {"thi": 0.25, "van": 0.15, "": 0.08}
_COMMON_GIVENS = """anh hung hoa huong lan linh trang thao thuy hanh hang mai nga phuong yen dung tuan minh hai nam son long cuong thang duc
    thanh tam hien ha quang khanh ngoc nhung hong loan vi vinh hoang kien trung tung"""
_GIVENS = dict.fromkeys(_COMMON_GIVENS.split(), 0.013)
_UNSEEN = 0.0004


@dataclass(frozen=True, slots=True)
class NameChances:
    """What a book knows of names. size: records with a name; phones: folded name key → different phones under it, if more than one."""

    size: int = 0
    families: Mapping[str, int] = field(default_factory=dict)
    middles: Mapping[str, int] = field(default_factory=dict)
    givens: Mapping[str, int] = field(default_factory=dict)
    phones: Mapping[str, int] = field(default_factory=dict)

    def is_given(self, word: str) -> bool:
        """Return whether people are called that; in a small book any word of the language may be a given name."""
        return word in _GIVENS or self.givens.get(word, 0) >= OFTEN or (self.size < SMALL and is_syllable(word))

    def log_expected(self, names: Names) -> Floats:
        """Return for each row of `names` ln of how many others in the book bear that name by chance."""
        out = np.zeros(len(names.size))
        get = _logs(self.families, _FAMILIES, self.size), _logs(self.middles, _MIDDLES, self.size), _logs(self.givens, _GIVENS, self.size)
        size = math.log(self.size + 1)
        for row, (family, middle, given) in enumerate(_split(names)):
            seen = (self.phones.get(names.keys[names.key[row]], 1) - SPARE_PHONES) if names.size[row] > 1 else 0
            least = math.log(seen) if seen > 0 else LOWEST
            if names.is_business[row]:
                out[row] = max(least, BUSINESS)
            else:
                chance = get[2](given) + (get[0](family) + get[1](middle) if family else 0.0)
                out[row] = max(size + chance, least)
        return out


def name_chances(c: Columns) -> NameChances:
    """Return what the records say of names."""
    names = c.names
    times = np.bincount(names.codes[names.codes >= 0], minlength=len(names.size))
    families: Counter[str] = Counter()
    middles: Counter[str] = Counter()
    givens: Counter[str] = Counter()
    for row, (family, middle, given) in enumerate(_split(names)):
        if not names.is_business[row]:
            n = int(times[row])
            givens[given] += n
            if family:
                families[family] += n
                middles[middle] += n
    return NameChances(int(times.sum()), families, middles, givens, _phones_by_name(c))


def _phones_by_name(c: Columns) -> dict[str, int]:
    key, phone = c.names.key[c.names.codes].astype(np.int64), c.phones.codes[:, 0]
    known = (key >= 0) & (phone >= 0)
    different = distinct(key[known] << 32 | phone[known]) >> 32
    times = np.bincount(different, minlength=len(c.names.keys))
    return {c.names.keys[k]: int(times[k]) for k in np.flatnonzero(times > 1).tolist()}


def _split(names: Names) -> list[tuple[str, str, str]]:
    """Return family name, middle names and given name of each row but the last; a single word is a given name."""
    words = names.words
    out = []
    for tokens, size in zip(names.tokens[:-1].tolist(), names.size[:-1].tolist(), strict=True):
        if size > 1:
            out.append((words[tokens[0]], " ".join(words[t] for t in tokens[1 : size - 1]), words[tokens[size - 1]]))
        else:
            out.append(("", "", words[tokens[0]] if size else ""))
    return out


def _logs(counts: Mapping[str, int], common: Mapping[str, float], size: int) -> Callable[[str], float]:
    """Return the function word → ln of its share, the country's share counting as PRIOR_WEIGHT records."""
    total = sum(counts.values()) + PRIOR_WEIGHT
    memory: dict[str, float] = {}

    def log_share(word: str) -> float:
        found = memory.get(word)
        if found is None:
            found = memory[word] = math.log((counts.get(word, 0) + PRIOR_WEIGHT * common.get(word, _UNSEEN)) / total)
        return found

    return log_share


def expected_bearers(c: Columns, chances: NameChances, first: Ints, second: Ints) -> Floats:
    """Return for each pair ln of how many others bear the shared name by chance.

    Of two names that fit, the less specific one counts: "Lan" and "Nguyễn Thị Lan" share what "Lan" says.
    """
    expected = chances.log_expected(c.names)
    return np.maximum(expected[c.names.codes[first]], expected[c.names.codes[second]])


def rarity(bearers: Floats, chances: NameChances, name_level: npt.NDArray[np.int8]) -> Floats:
    """Return the nats that the rarity of the shared name says against chance; 0 where names do not agree, below 0 for common names."""
    usual = math.log(USUAL_SIZE) + USUAL_GIVEN
    common = np.where(name_level == _GIVEN, np.maximum(bearers - usual, 0.0), bearers)
    return np.where(np.isin(name_level, _RELEVANT), -SLOPE * np.clip(common, LOWEST, HIGHEST), 0.0)


def caution(levels: npt.NDArray[np.int8]) -> Floats:
    """Return the nats taken off pairs of which nothing but names (and sex) can be compared: a name alone joins nobody."""
    return np.where((levels[:, 0] != MISSING) & (levels[:, 2:] == MISSING).all(1), -NAME_ALONE, 0.0)
