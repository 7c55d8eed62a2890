"""Comparing names, all pairs at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from khachhang.matching.levels import MISSING, NAME
from khachhang.matching.name_columns import Names
from khachhang.matching.name_parts import MAX_TOKENS

Ints = npt.NDArray[np.int32]
Levels = npt.NDArray[np.int8]
Bools = npt.NDArray[np.bool_]
OTHER, FAMILY, NEAR, PART, GIVEN, SHORT, TYPO, SAME, KIND, BRANCH = range(len(NAME))
ALIKE_BUSINESS, CLOSE_BUSINESS = 88, 70
"""From which token-sort ratio the own names of two businesses are one with a slip, or partly the same."""


def name_levels(names: Names, first: Ints, second: Ints, is_given: Callable[[str], bool]) -> Levels:
    """Return the level of each pair of rows of `names` (-1 = no name). is_given: whether a folded word is known as a given name."""
    known_givens = np.array([*map(is_given, names.words), False], bool)
    combined = np.minimum(first, second).astype(np.int64) * (len(names.size) + 1) + np.maximum(first, second)
    different, back = np.unique(combined, return_inverse=True)
    a, b = (x.astype(np.int32) for x in np.divmod(different, len(names.size) + 1))
    out = np.full(len(a), MISSING, np.int8)
    known = (a >= 0) & (names.size[a] > 0) & (names.size[b] > 0)
    businesses = names.is_business[a].astype(np.int8) + names.is_business[b]
    rows = np.flatnonzero(known & (businesses == 0))
    out[rows] = _persons(names, a[rows], b[rows], known_givens)
    for wanted, compare in ((1, _across), (2, _businesses)):
        rows = np.flatnonzero(known & (businesses == wanted))
        out[rows] = compare(names, a[rows], b[rows])
    return out[back]


def _persons(names: Names, a: Ints, b: Ints, known_givens: Bools) -> Levels:
    """Rules from the weakest to the strongest; a later one wins."""
    fit = _fits(names, a, b)
    fewest = np.minimum(names.size[a], names.size[b])
    several = fewest > 1
    same_given = (names.given[a] == names.given[b]) & (names.given[a] >= 0)
    turned = fit.crossed & (fewest == 2)  # Tiến Ngọc Nguyễn, Nguyễn Tiến
    nicknamed = _is_nickname(names, a, b) | _is_nickname(names, b, a)
    slip = _slips(names, a, b, fit)
    two_givens = slip.in_given & known_givens[slip.x] & known_givens[slip.y]
    typed = slip.found & ~two_givens
    out = np.full(len(a), OTHER, np.int8)
    out[fit.first & several] = FAMILY
    out[same_given] = PART
    out[slip.found & two_givens] = NEAR
    out[typed] = np.where(several[typed], TYPO, GIVEN)
    out[nicknamed & (out < GIVEN)] = GIVEN
    out[same_given & fit.covered] = np.where(several[same_given & fit.covered], SHORT, GIVEN)
    moved = fit.first & ~same_given & ~_has_initial(names, a, b)  # Phạm Khánh Thủy, Phạm Thùy Khánh
    out[~same_given & fit.covered & ((fewest > 2) | turned) & ~moved] = SHORT  # initials of the given name, or another order
    same = (names.key[a] == names.key[b]) | (names.letters[a] == names.letters[b])
    out[same & moved] = NEAR
    same &= ~moved | (names.letters[a] == names.letters[b])
    trade = (names.trade[a] == names.trade[b]) & (names.trade[a] >= 0)
    out[same & several] = SAME
    out[same & ~several] = np.where(trade[same & ~several], SHORT, GIVEN)
    out[(out >= GIVEN) & (out != TYPO) & _given_marks_differ(names, a, b)] = NEAR
    families = names.has_family[a] & names.has_family[b] & ~fit.first & ~fit.crossed
    out[(out == PART) & families] = OTHER
    return out


def _has_initial(names: Names, a: Ints, b: Ints) -> Bools:
    return np.asarray(names.given[a] < 0) | (names.given[b] < 0)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How the words of two names fit, initials included. in_a, in_b: which of their words fit one of the other, (words, pairs).

    covered: all words of the shorter fit. first: the first words fit. crossed: the first word of each is the last of the other.
    """

    in_a: Bools
    in_b: Bools
    covered: Bools
    first: Bools
    crossed: Bools


def _fits(names: Names, a: Ints, b: Ints) -> _Fit:
    in_a, in_b = np.zeros((MAX_TOKENS, len(a)), bool), np.zeros((MAX_TOKENS, len(a)), bool)
    first = crossed = np.zeros(len(a), bool)
    for i in range(MAX_TOKENS):
        token, letter, initial = names.tokens[a, i], names.first[a, i], names.initial[a, i]
        for j in range(MAX_TOKENS):
            other = names.tokens[b, j]
            fit = (token == other) | ((initial | names.initial[b, j]) & (letter == names.first[b, j]))
            fit &= (token >= 0) & (other >= 0)
            in_a[i] |= fit
            in_b[j] |= fit
            if i == j == 0:
                first = fit
    last_a, last_b = (names.tokens[x, np.maximum(names.size[x] - 1, 0)] for x in (a, b))
    crossed = (names.tokens[a, 0] == last_b) & (names.tokens[b, 0] == last_a)
    size_a, size_b = names.size[a], names.size[b]
    covered = np.minimum(in_a.sum(0), in_b.sum(0)) >= np.minimum(size_a, size_b)
    return _Fit(in_a, in_b, covered, first, crossed)


def _is_nickname(names: Names, a: Ints, b: Ints) -> Bools:
    """Return where a starts with the given name of b and goes on with a trade nobody knows: "Trang vr số"."""
    last = names.tokens[b, np.maximum(names.size[b] - 1, 0)]
    named = (names.tokens[a, 0] == last) & (names.size[a] > 1)
    return np.asarray(named & ~names.has_family[a] & (names.has_family[b] | (names.size[b] == 1)))


@dataclass(frozen=True, slots=True)
class _Slips:
    """found: all words of the shorter name fit but one, which is one slip away from a word of the other that fits none.

    x, y: these two words. in_given: it is the given name.
    """

    found: Bools
    in_given: Bools
    x: Ints
    y: Ints


def _slips(names: Names, a: Ints, b: Ints, fit: _Fit) -> _Slips:
    out = _Slips(np.zeros(len(a), bool), np.zeros(len(a), bool), np.full(len(a), -1, np.int32), np.full(len(a), -1, np.int32))
    swap = names.size[a] > names.size[b]
    short, long = np.where(swap, b, a), np.where(swap, a, b)
    places = np.arange(MAX_TOKENS)[:, None]
    fits = np.where(swap, fit.in_b, fit.in_a) | (places >= names.size[short])
    taken = np.where(swap, fit.in_a, fit.in_b) | (places >= names.size[long])
    rows = np.flatnonzero((~fits).sum(0) == 1)
    at = (~fits[:, rows]).argmax(0)
    in_given = at == names.size[short[rows]] - 1
    same_size = names.size[short[rows]] == names.size[long[rows]]
    for place in range(MAX_TOKENS):
        is_last = place == names.size[long[rows]] - 1
        free = np.flatnonzero(~taken[place, rows] & ((in_given == is_last) | same_size) & ~out.found[rows])
        x, y = names.tokens[short[rows[free]], at[free]], names.tokens[long[rows[free]], place]
        near = _one_slip(names, x, y)
        hit = rows[free[near]]
        out.found[hit], out.x[hit], out.y[hit], out.in_given[hit] = True, x[near], y[near], in_given[free[near]]
    return out


def _one_slip(names: Names, x: Ints, y: Ints) -> Bools:
    """Return where two words of more than one letter are one slip apart."""
    words = np.array([*names.words, ""], object)
    lengths = np.array([*map(len, names.words), 0], np.int32)
    near = np.asarray(process.cpdist(words[x], words[y], scorer=OSA.distance, score_cutoff=1, dtype=np.int32)) <= 1
    return np.asarray(near & (np.minimum(lengths[x], lengths[y]) > 1))


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
    person = np.where(names.is_business[a], b, a)
    shop_like = (names.size[person] > 1) & ~names.is_person_like[person]
    fit = _fits(names, a, b)
    all_words = np.where(names.is_business[a], fit.in_b.sum(0), fit.in_a.sum(0)) == names.size[person]
    like = all_words | (_slips(names, a, b, fit).found & (names.size[a] == names.size[b]))
    return np.where(shop_like & like, SHORT, KIND).astype(np.int8)


def _businesses(names: Names, a: Ints, b: Ints) -> Levels:
    keys = np.array([*names.keys, ""], object)
    ratio = process.cpdist(keys[names.key[a]], keys[names.key[b]], scorer=fuzz.ratio, dtype=np.float32)
    fit = _fits(names, a, b)
    several = np.minimum(names.size[a], names.size[b]) > 1
    slip = _slips(names, a, b, fit).found & (names.size[a] == names.size[b])
    out = np.where(ratio >= CLOSE_BUSINESS, PART, OTHER)
    out[fit.covered & several] = SHORT
    out[(ratio >= ALIKE_BUSINESS) | (slip & several)] = TYPO
    out[(names.key[a] == names.key[b]) | (names.letters[a] == names.letters[b])] = SAME
    apart = _disjoint(names.kinds, names.kind, a, b) | _disjoint(names.trades, names.trade, a, b)
    out[apart & (out >= GIVEN)] = PART
    out[(names.branch[a] != names.branch[b]) & (out >= PART)] = BRANCH
    return out.astype(np.int8)


def _disjoint(sets: Sequence[str], codes: Ints, a: Ints, b: Ints) -> Bools:
    """Return where both say something and nothing in common: a grocery and a school."""
    words = [frozenset(s.split()) for s in sets]
    apart = np.zeros((len(words) + 1, len(words) + 1), bool)
    for i, x in enumerate(words):
        for j, y in enumerate(words):
            apart[i, j] = x.isdisjoint(y)
    return np.asarray(apart[codes[a], codes[b]])
