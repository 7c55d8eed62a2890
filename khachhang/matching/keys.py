"""Blocking keys: numbers that two records of one customer are likely to share. Pairs that share none are never looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from khachhang.matching.columns import Coded, Columns

Hashes = npt.NDArray[np.uint64]
Records = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """One kind of key. records, keys: a record and a key it has; a record may have several. cap: larger blocks say too little."""

    kind: str
    cap: int
    records: Records
    keys: Hashes


def key_columns(c: Columns) -> Iterator[KeyColumn]:
    """Yield the keys of all records, kind by kind; equal only within one process (they are hashes of texts)."""
    part = _Parts(c)
    for kind, cap, make in _KINDS:
        for salt_records, keys in make(part):
            found = keys != 0
            yield KeyColumn(kind, cap, salt_records[found], keys[found])


class _Parts:
    """Hash columns that keys are made of, each worked out once."""

    def __init__(self, c: Columns) -> None:
        n = len(c)
        self.all = np.arange(n, dtype=np.int32)
        names = c.names
        self.name = _hashed(Coded(names.key[names.codes], names.keys))
        words = _hash_texts(names.words)
        self.given = words[names.tokens[np.arange(len(names.size)), np.maximum(names.size - 1, 0)]][names.codes]
        self.family = np.where(names.size > 1, words[names.tokens[:, 0]], 0).astype(np.uint64)[names.codes]
        self.initials = _initials(names.first, names.size)[names.codes]
        self.phones = [_hashed(Coded(c.phones.codes[:, k], c.phones.values)) for k in range(c.phones.codes.shape[1])]
        self.phone_parts: dict[Callable[[str], str], Hashes] = {f: _hash_texts(c.phones.values, f) for f in (_tail, _head, _last)}
        self.phone_codes = c.phones.codes
        self.emails = [_hashed(Coded(c.emails.codes[:, k], c.emails.values)) for k in range(c.emails.codes.shape[1])]
        locals_ = _hash_texts(c.emails.values, _local)
        self.locals = [locals_[c.emails.codes[:, k]] for k in range(c.emails.codes.shape[1])]
        self.tax = _hashed(c.tax)
        year, month, day = (c.birth[:, k].astype(np.uint64) for k in range(3))
        full = (year > 0) & (day > 0)
        month_day = np.maximum(month, day) * np.uint64(100) + np.minimum(month, day)  # swapped or not
        self.birth = np.where(full, year * np.uint64(10000) + month_day, 0).astype(np.uint64)
        self.year = year
        self.day = np.where(day > 0, month * np.uint64(100) + day, 0).astype(np.uint64)
        self.house, self.road, self.street = _hashed(c.house), _hashed(c.road), _hashed(c.street)
        self.ward, self.district, self.province = _hashed(c.ward), _hashed(c.district), _hashed(c.province)
        self.new_ward = _hashed(Coded(c.new_wards.codes[:, 0], c.new_wards.values))

    def phone_part(self, function: Callable[[str], str]) -> list[Hashes]:
        table = self.phone_parts[function]
        return [table[self.phone_codes[:, k]] for k in range(self.phone_codes.shape[1])]


Made = Iterator[tuple[Records, Hashes]]


def _each(lists: Callable[[_Parts], list[Hashes]], *others: Callable[[_Parts], Hashes]) -> Callable[[_Parts], Made]:
    """Return a maker of keys of a many-valued column, joined with single-valued ones: all its values go into one set of blocks."""

    def make(p: _Parts) -> Made:
        columns = lists(p)
        keys = np.concatenate([mixed(column, *(o(p) for o in others)) for column in columns])
        yield np.tile(p.all, len(columns)), keys

    return make


def _one(*columns: Callable[[_Parts], Hashes]) -> Callable[[_Parts], Made]:
    def make(p: _Parts) -> Made:
        yield p.all, mixed(*(column(p) for column in columns))

    return make


def mixed(*columns: Hashes) -> Hashes:
    """Return one hash per record of several columns; 0 where any of them is not known. Source: the finaliser of splitmix64."""
    out = columns[0]
    for other in columns[1:]:
        mixed = (out * np.uint64(0x9E3779B97F4A7C15)) ^ other
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(27)
        out = np.where((out != 0) & (other != 0), np.maximum(mixed, np.uint64(1)), np.uint64(0))
    return out


def _hashed(column: Coded) -> Hashes:
    return column.hashes()[column.codes]


def _hash_texts(texts: Sequence[str], part: Callable[[str], str] = str) -> Hashes:
    hashes = ((hash(t) & _MASK) if t else 0 for t in map(part, texts))
    return np.fromiter(chain(hashes, (0,)), np.uint64, len(texts) + 1)


def _initials(first: npt.NDArray[np.uint8], size: npt.NDArray[np.int8]) -> Hashes:
    """Return a number of the first letters in alphabetical order, so that word order does not matter; 0 for a single word."""
    out = np.zeros(len(size), np.uint64)
    for column in np.sort(first, axis=1).T:
        out = out * np.uint64(257) + column
    return np.where(size > 1, out, 0).astype(np.uint64)


def _tail(phone: str) -> str:
    return phone[-7:] if len(phone) >= 11 else ""


def _head(phone: str) -> str:
    return phone[:8] if len(phone) >= 11 else ""


def _last(phone: str) -> str:
    return phone[-6:] if len(phone) >= 11 else ""


def _local(email: str) -> str:
    local = email.partition("@")[0]
    return local if len(local) >= 5 and local not in _ROLES else ""


_ROLES = frozenset("contact info admin sales sale hello support lienhe cskh office mail ketoan kinhdoanh shop".split())
_MASK = (1 << 64) - 1
_KINDS: tuple[tuple[str, int, Callable[[_Parts], Made]], ...] = (
    ("phone", 60, _each(lambda p: p.phones)),
    ("email", 60, _each(lambda p: p.emails)),
    ("email_local", 20, _each(lambda p: p.locals)),
    ("tax", 60, _one(lambda p: p.tax)),
    ("name", 20, _one(lambda p: p.name)),
    ("name_province", 25, _one(lambda p: p.name, lambda p: p.province)),
    ("name_district", 25, _one(lambda p: p.name, lambda p: p.district)),
    ("name_ward", 25, _one(lambda p: p.name, lambda p: p.new_ward)),
    ("name_year", 25, _one(lambda p: p.name, lambda p: p.year)),
    ("name_day", 25, _one(lambda p: p.name, lambda p: p.day)),
    ("birth_given", 40, _one(lambda p: p.birth, lambda p: p.given)),
    ("birth_family", 40, _one(lambda p: p.birth, lambda p: p.family)),
    ("birth_initials", 40, _one(lambda p: p.birth, lambda p: p.initials)),
    ("house_road", 40, _one(lambda p: p.house, lambda p: p.road)),
    ("street_ward", 40, _one(lambda p: p.street, lambda p: p.ward)),
    ("house_given", 40, _one(lambda p: p.house, lambda p: p.given, lambda p: p.province)),
    ("house_initials", 40, _one(lambda p: p.house, lambda p: p.initials, lambda p: p.province)),
    ("phone_tail", 40, _each(lambda p: p.phone_part(_tail))),
    ("phone_head", 20, _each(lambda p: p.phone_part(_head), lambda p: p.initials)),
    ("phone_head_given", 20, _each(lambda p: p.phone_part(_head), lambda p: p.given)),
    ("road_given", 20, _one(lambda p: p.road, lambda p: p.given, lambda p: p.province)),
    ("phone_last", 20, _each(lambda p: p.phone_part(_last), lambda p: p.given)),
)  # fmt: skip
"""Kind, cap, maker. The caps hold for 50 records as for 1,000,000: as a book grows, a common name needs a place or a date beside it."""
