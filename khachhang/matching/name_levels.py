"""Comparing names, all pairs at once."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from khachhang.matching.levels import MISSING, NAME
from khachhang.matching.name_columns import Names, are_syllables
from khachhang.matching.name_parts import MAX_TOKENS

Ints = npt.NDArray[np.int32]
Levels = npt.NDArray[np.int8]
Bools = npt.NDArray[np.bool_]
OTHER, FAMILY, NEAR, PART, GIVEN, SHORT, TYPO, SAME, KIND = range(len(NAME))
ALIKE_BUSINESS, CLOSE_BUSINESS = 88, 70
"""From which token-sort ratio the own names of two businesses are one with a slip, or partly the same."""


def name_levels(names: Names, first: Ints, second: Ints) -> Levels:
    """Return the level of each pair of rows of `names` (-1 = no name)."""
    combined = np.minimum(first, second).astype(np.int64) * (len(names.size) + 1) + np.maximum(first, second)
    different, back = np.unique(combined, return_inverse=True)
    a, b = (x.astype(np.int32) for x in np.divmod(different, len(names.size) + 1))
    out = np.full(len(a), MISSING, np.int8)
    known = (a >= 0) & (names.size[a] > 0) & (names.size[b] > 0)
    businesses = names.is_business[a].astype(np.int8) + names.is_business[b]
    for wanted, compare in ((0, _persons), (1, _across), (2, _businesses)):
        rows = np.flatnonzero(known & (businesses == wanted))
        out[rows] = compare(names, a[rows], b[rows])
    return out[back]


def _persons(names: Names, a: Ints, b: Ints) -> Levels:
    """Rules from the weakest to the strongest; a later one wins."""
    out = np.full(len(a), OTHER, np.int8)
    common_a, common_b, first_fits = _fits(names, a, b)
    size_a, size_b = names.size[a], names.size[b]
    fewest = np.minimum(size_a, size_b)
    covered = np.where(size_a <= size_b, common_a, common_b) == fewest
    same_given = (names.given[a] == names.given[b]) & (names.given[a] >= 0)
    out[first_fits & (fewest > 1)] = FAMILY
    out[same_given] = PART
    slip, real = _slips(names, a, b)
    out[slip & real] = NEAR
    out[slip & ~real & (fewest > 1)] = TYPO
    out[slip & ~real & (fewest == 1)] = PART
    out[same_given & covered] = np.where(fewest[same_given & covered] > 1, SHORT, GIVEN)
    out[~same_given & covered & (fewest > 2)] = SHORT  # initials of the given name, or another order
    same = (names.key[a] == names.key[b]) | (names.letters[a] == names.letters[b])
    out[same & (fewest > 1)] = SAME
    trade = (names.trade[a] == names.trade[b]) & (names.trade[a] >= 0)
    out[same & (fewest == 1)] = np.where(trade[same & (fewest == 1)], SHORT, GIVEN)
    out[(out >= GIVEN) & (out != TYPO) & _given_marks_differ(names, a, b)] = NEAR
    return out


def _fits(names: Names, a: Ints, b: Ints) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8], Bools]:
    """Return how many words of a fit a word of b, how many of b one of a, and whether the first words fit. Initials fit their words."""
    in_a = np.zeros((MAX_TOKENS, len(a)), bool)
    in_b = np.zeros((MAX_TOKENS, len(a)), bool)
    first_fits = np.zeros(len(a), bool)
    for i in range(MAX_TOKENS):
        token, letter, initial = names.tokens[a, i], names.first[a, i], names.initial[a, i]
        for j in range(MAX_TOKENS):
            other = names.tokens[b, j]
            fit = (token == other) | ((initial | names.initial[b, j]) & (letter == names.first[b, j]))
            fit &= (token >= 0) & (other >= 0)
            in_a[i] |= fit
            in_b[j] |= fit
            if i == j == 0:
                first_fits = fit
    return in_a.sum(0, dtype=np.int8), in_b.sum(0, dtype=np.int8), first_fits


def _slips(names: Names, a: Ints, b: Ints) -> tuple[Bools, Bools]:
    """Return where names differ by one slip in one word, and where both spellings of that word are real ones."""
    differ = names.tokens[a] != names.tokens[b]
    candidate = np.flatnonzero((differ.sum(1) == 1) & (names.size[a] == names.size[b]))
    at = differ[candidate].argmax(1)
    words = np.array([*names.words, ""], object)
    x, y = names.tokens[a[candidate], at], names.tokens[b[candidate], at]
    distance = process.cpdist(words[x], words[y], scorer=OSA.distance, score_cutoff=1, dtype=np.int32)
    length = np.minimum(*(np.fromiter(map(len, words[z]), np.int32, len(z)) for z in (x, y))) if len(x) else np.empty(0, np.int32)
    syllable = are_syllables(names.marked_words)
    both_real = syllable[names.marked[a[candidate], at]] & syllable[names.marked[b[candidate], at]]
    slip, real = np.zeros(len(a), bool), np.zeros(len(a), bool)
    slip[candidate] = (distance <= 1) & (length > 1)
    real[candidate] = both_real
    return slip, real


def _given_marks_differ(names: Names, a: Ints, b: Ints) -> Bools:
    """Return where the given names have contradicting marks: Hùng and Hưng, but not Hung."""
    last = np.maximum(names.size - 1, 0)
    x, y = names.marked[a, last[a]], names.marked[b, last[b]]
    out = np.zeros(len(a), bool)
    rows = np.flatnonzero((x != y) & (names.given[a] == names.given[b]) & (names.given[a] >= 0))
    for row in rows:
        out[row] = marks_contradict(names.marked_words[x[row]], names.marked_words[y[row]])
    return out


@lru_cache(maxsize=1 << 14)
def marks_contradict(x: str, y: str) -> bool:
    """Return whether neither word can be the other with marks left out."""
    marks_x, marks_y = _marks(x), _marks(y)
    if len(marks_x) != len(marks_y):
        return True
    return not (all(p <= q for p, q in zip(marks_x, marks_y, strict=True)) or all(p >= q for p, q in zip(marks_x, marks_y, strict=True)))


def _marks(word: str) -> list[frozenset[str]]:
    """Return the marks of each letter."""
    out: list[set[str]] = []
    for character in unicodedata.normalize("NFD", word.replace("đ", "d\u0335")):
        if unicodedata.combining(character) and out:
            out[-1].add(character)
        else:
            out.append(set())
    return [frozenset(s) for s in out]


def _across(names: Names, a: Ints, b: Ints) -> Levels:
    """A person and a business: two customers, unless the "person" is the short name of the shop."""
    same = (names.key[a] == names.key[b]) & (names.size[a] > 1) & ~names.is_person_like[a] & ~names.is_person_like[b]
    return np.where(same, SHORT, KIND).astype(np.int8)


def _businesses(names: Names, a: Ints, b: Ints) -> Levels:
    keys = np.array([*names.keys, ""], object)
    ratio = process.cpdist(keys[names.key[a]], keys[names.key[b]], scorer=fuzz.ratio, dtype=np.float32)
    out = np.where(ratio >= ALIKE_BUSINESS, TYPO, np.where(ratio >= CLOSE_BUSINESS, PART, OTHER))
    return np.where(names.key[a] == names.key[b], SAME, out).astype(np.int8)
