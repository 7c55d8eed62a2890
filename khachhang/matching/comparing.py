"""Candidate pairs → levels of agreement, field by field, all pairs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from khachhang.matching.blocking import distinct
from khachhang.matching.columns import NONE, Coded, Columns
from khachhang.matching.levels import ADDRESS, FIELDS, MISSING
from khachhang.matching.name_levels import name_levels
from khachhang.matching.rarity import NameChances, name_chances
from khachhang.progress import Tick, no_tick

Ints = npt.NDArray[np.int32]
Levels = npt.NDArray[np.int8]
Bools = npt.NDArray[np.bool_]
CHUNK = 100_000
WARD, AREA, VILLAGE, NEAR, SAME = range(1, len(ADDRESS))
CROWD = 5
"""A number that more different names than this gave belongs to a company or a street, not to a person."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the whole book says about a value. phones: how many different given names gave each number; names: see there."""

    phones: Ints
    names: NameChances


def counts_of(c: Columns, names: NameChances | None = None) -> Counts:
    """Return what an agreement is weighed by. names: None = as these records say, else as a larger book says."""
    return Counts(_crowd(c.phones, c.names.given[c.names.codes]), names or name_chances(c))


def _crowd(column: Coded, givens: Ints) -> Ints:
    """Return for each value how many different given names gave it."""
    width = column.codes.shape[1]
    value, given = column.codes.T.ravel(), np.tile(givens, width)
    known = (value >= 0) & (given >= 0)
    pairs = distinct(value[known].astype(np.int64) << 32 | given[known])
    return np.bincount(pairs >> 32, minlength=len(column.values) + 1).astype(np.int32)


def compare(c: Columns, counts: Counts, first: Ints, second: Ints, tick: Tick = no_tick) -> Levels:
    """Return the levels of pairs of records, one row a pair, one column a field of `levels.FIELDS`."""
    out = np.empty((len(first), len(FIELDS)), np.int8)
    for start in range(0, len(first), CHUNK):
        tick(start, len(first))
        a, b = first[start : start + CHUNK], second[start : start + CHUNK]
        rows = out[start : start + CHUNK]
        rows[:, 0] = name_levels(c.names, c.names.codes[a], c.names.codes[b], counts.names.is_given)
        rows[:, 1] = np.where((c.sex[a] == 0) | (c.sex[b] == 0), MISSING, c.sex[a] == c.sex[b])
        rows[:, 2] = _phones(c.phones, counts.phones, a, b)
        rows[:, 3] = _emails(c.emails, a, b)
        rows[:, 4] = _tax(c, a, b)
        rows[:, 5] = _births(c.birth[a], c.birth[b])
        rows[:, 6] = _addresses(c, a, b)
    return out


def shared_value(column: Coded, a: Ints, b: Ints) -> Ints:
    """Return the first code that both records hold, NONE when there is none."""
    out = np.full(len(a), NONE, np.int32)
    for i in range(column.codes.shape[1]):
        for j in range(column.codes.shape[1]):
            x = column.codes[a, i]
            out = np.where((out < 0) & (x >= 0) & (x == column.codes[b, j]), x, out)
    return out


def _any_close(column: Coded, a: Ints, b: Ints, least: int) -> Bools:
    """Return where some value of a is one slip away from some value of b; values shorter than least are never."""
    texts = column.texts()
    close = np.zeros(len(a), bool)
    for i in range(column.codes.shape[1]):
        for j in range(column.codes.shape[1]):
            rows = np.flatnonzero((column.codes[a, i] >= 0) & (column.codes[b, j] >= 0) & ~close)
            x, y = texts[column.codes[a[rows], i]], texts[column.codes[b[rows], j]]
            found = process.cpdist(x, y, scorer=OSA.distance, score_cutoff=1, dtype=np.int32) <= 1
            found &= np.fromiter(map(min, map(len, x), map(len, y)), np.int32, len(x)) >= least
            close[rows[found]] = True
    return close


def _phones(phones: Coded, crowd: Ints, a: Ints, b: Ints) -> Levels:
    missing = (phones.codes[a, 0] < 0) | (phones.codes[b, 0] < 0)
    shared = shared_value(phones, a, b)
    out = np.where(shared >= 0, np.where(crowd[shared] > CROWD, 2, 3), 0).astype(np.int8)
    rows = np.flatnonzero((out == 0) & ~missing)
    out[rows] = _any_close(phones, a[rows], b[rows], 9)
    return np.where(missing, MISSING, out).astype(np.int8)


def _emails(emails: Coded, a: Ints, b: Ints) -> Levels:
    missing = (emails.codes[a, 0] < 0) | (emails.codes[b, 0] < 0)
    out = np.where(shared_value(emails, a, b) >= 0, 2, 0).astype(np.int8)
    rows = np.flatnonzero((out == 0) & ~missing)
    out[rows] = _any_close(emails, a[rows], b[rows], 8)
    return np.where(missing, MISSING, out).astype(np.int8)


def _tax(c: Columns, a: Ints, b: Ints) -> Levels:
    x, y = c.tax.codes[a], c.tax.codes[b]
    missing = (x < 0) | (y < 0)
    out = np.where(x == y, np.where(c.branch.codes[a] == c.branch.codes[b], 3, 1), 0).astype(np.int8)
    rows = np.flatnonzero((out == 0) & ~missing)
    texts = c.tax.texts()
    slip = process.cpdist(texts[x[rows]], texts[y[rows]], scorer=OSA.distance, score_cutoff=1, dtype=np.int32) <= 1
    out[rows[slip]] = np.where((c.branch.codes[a] == c.branch.codes[b])[rows[slip]], 2, 1)
    return np.where(missing, MISSING, out).astype(np.int8)


def _births(x: Ints, y: Ints) -> Levels:
    """x, y: shape (pairs, 3), year, month, day, 0 = not known."""
    equal = x == y
    both = (x > 0) & (y > 0)
    year, day = both[:, 0], both[:, 2]
    swapped = (x[:, 1] == y[:, 2]) & (x[:, 2] == y[:, 1])
    same_day = equal[:, 1] & equal[:, 2]
    slips = (~equal).sum(1)
    near_year = np.abs(x[:, 0] - y[:, 0])
    one_slip = (slips == 1) & ((near_year == 0) | (near_year == 1) | (near_year % 10 == 0) | (near_year == 100))
    full = year & day
    out = np.zeros(len(x), np.int8)
    out[full & (one_slip | (equal[:, 0] & swapped))] = 1
    out[full & equal.all(1)] = 3
    partial = (year | day) & ~full
    out[partial & np.where(year, equal[:, 0], same_day)] = 2
    out[~(year | day)] = MISSING
    return out


def _addresses(c: Columns, a: Ints, b: Ints) -> Levels:
    area = _areas(c, a, b)
    x, y = c.street.codes[a], c.street.codes[b]
    streets = (x >= 0) & (y >= 0)
    road = _roads(c, a, b)
    out = np.zeros(len(a), np.int8)
    out[area == 2] = WARD
    out[(area == 2) & ~streets] = AREA
    out[streets & (road == 1) & (area >= 0)] = AREA
    out[streets & (road == 1) & (area == 2)] = VILLAGE
    out[streets & (road == 2) & (area == -1)] = NEAR
    out[streets & (road == 2) & (area >= 0)] = SAME
    out[~streets & (area >= 0) & (area < 2)] = MISSING
    return out


def _areas(c: Columns, a: Ints, b: Ints) -> Levels:
    """Return 2 = same ward, 1 = same district or province, 0 = not known, -1 = other ward, -2 = other province."""

    def related(column: Coded) -> tuple[Bools, Bools]:
        x, y = column.codes[a], column.codes[b]
        known = (x >= 0) & (y >= 0)
        return known & (x == y), known & (x != y)

    same_province, other_province = related(c.province)
    same_district, other_district = related(c.district)
    same_ward, other_ward = related(c.ward)
    new_known = (c.new_wards.codes[a, 0] >= 0) & (c.new_wards.codes[b, 0] >= 0)
    same_new = shared_value(c.new_wards, a, b) >= 0
    out = np.where(same_province | same_district, 1, 0)
    out = np.where(other_district | (other_ward & ~same_new & (same_district | new_known)), -1, out)
    out = np.where((same_ward & ~other_district) | (same_new & (same_province | same_ward)), 2, out)
    return np.where(other_province, -2, out).astype(np.int8)


def _roads(c: Columns, a: Ints, b: Ints) -> Levels:
    """Return 2 = same house of the same road, 1 = the same with a slip or without a house number, 0 = another."""
    texts = c.road.texts()
    road_a, road_b = c.road.codes[a], c.road.codes[b]
    house_a, house_b = c.house.codes[a], c.house.codes[b]
    same_house = (house_a == house_b) & (house_a >= 0)
    no_house = (house_a < 0) & (house_b < 0)
    one_house = (house_a < 0) != (house_b < 0)
    same_road = road_a == road_b
    out = np.zeros(len(a), np.int8)
    out[same_road & (no_house | (one_house & (road_a >= 0)))] = 1
    out[same_road & same_house] = 2
    rows = np.flatnonzero(~same_road & (same_house | no_house) & (road_a >= 0) & (road_b >= 0))
    ratio = process.cpdist(texts[road_a[rows]], texts[road_b[rows]], scorer=fuzz.ratio, dtype=np.float32)
    partial = process.cpdist(texts[road_a[rows]], texts[road_b[rows]], scorer=fuzz.token_set_ratio, dtype=np.float32)
    close = (ratio >= 80) | (partial >= 95)
    out[rows[close]] = np.where(same_house[rows[close]], 2, 1)
    return out
