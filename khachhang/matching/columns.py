"""Profiles as columns of small integers: equal values have equal codes, so that pairs are compared by numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from khachhang.matching.name_columns import Names, name_columns
from khachhang.matching.profile import Profile
from khachhang.matching.values import birth_parts, place, sex_of_title, street_parts, tax_parts
from khachhang.progress import Tick, no_tick

Codes = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint64]
NONE = -1
"""Code of a value that is not known."""
MAX_VALUES = 4
"""So many phones, e-mails and candidate wards of one record are looked at."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One column: a code per record (or several, one per place) and the value of each code."""

    codes: Codes
    values: Sequence[Any]

    def texts(self) -> npt.NDArray[np.object_]:
        """Return the values by code, and "" at the end, where NONE points."""
        out = np.empty(len(self.values) + 1, object)
        out[:-1] = self.values
        out[-1] = ""
        return out

    def each(self, function: Callable[[Any], int]) -> Codes:
        """Return a number for each value, and NONE at the end, where NONE points."""
        return np.fromiter(chain(map(function, self.values), (NONE,)), np.int32, len(self.values) + 1)

    def hashes(self) -> Hashes:
        """Return a 64-bit hash for each value and 0 at the end, where NONE points: a key that needs no common table of codes."""
        return np.fromiter(chain(((hash(v) & _MASK) or 1 for v in self.values), (0,)), np.uint64, len(self.values) + 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """What n records are compared by. phones: E.164; birth: (year, month, day), 0 = not known.

    sex: 0 = not known, 1 = M, 2 = F. tax: the code without its branch; branch: "" is the head.
    written: the street as it is; street: folded; house, road: its number and its name.
    """

    ids: npt.NDArray[np.int64]
    names: Names
    phones: Coded
    emails: Coded
    tax: Coded
    branch: Coded
    birth: npt.NDArray[np.int32]
    sex: npt.NDArray[np.int8]
    written: Coded
    street: Coded
    house: Coded
    road: Coded
    ward: Coded
    district: Coded
    province: Coded
    new_wards: Coded

    def __len__(self) -> int:
        return len(self.ids)


def columns_of(profiles: Sequence[Profile], tick: Tick = no_tick) -> Columns:
    """Return the columns of profiles, in their order; each different value is taken apart once."""
    steps = 8

    def one(step: int, values: list[Any]) -> Coded:
        tick(step, steps)
        return coded(values)

    names = name_columns(profiles)
    street = one(1, [p.street for p in profiles])
    parts = [street_parts(s) for s in street.values]
    tax = one(2, [p.tax_code for p in profiles])
    tax_split = [tax_parts(t) for t in tax.values]
    birth = one(3, [p.birth_date for p in profiles])
    dates = np.array([*map(birth_parts, birth.values), (0, 0, 0)], np.int32).reshape(-1, 3)
    return Columns(
        ids=np.fromiter((p.id for p in profiles), np.int64, len(profiles)),
        names=names,
        phones=coded_lists([p.phones for p in profiles], str),
        emails=coded_lists([p.emails for p in profiles], str.casefold),
        tax=_recoded(tax, [t[0] for t in tax_split]),
        branch=_recoded(tax, [t[1] for t in tax_split]),
        birth=dates[birth.codes],
        sex=_sexes(profiles, names),
        written=street,
        street=_recoded(street, [s[0] for s in parts]),
        house=_recoded(street, [s[1] for s in parts]),
        road=_recoded(street, [s[2] for s in parts]),
        ward=_places(one(4, [p.ward for p in profiles])),
        district=_places(one(5, [p.district for p in profiles])),
        province=_places(one(6, [p.province_new or p.province for p in profiles])),
        new_wards=coded_lists([p.ward_new for p in profiles], place),
    )


def coded(values: Sequence[Any]) -> Coded:
    """Return values as codes in order of first sight; empty ones are NONE."""
    table: dict[Any, int] = {"": NONE}
    codes = np.fromiter((table.setdefault(v, len(table) - 1) for v in values), np.int32, len(values))
    del table[""]
    return Coded(codes, list(table))


def coded_lists(lists: Sequence[tuple[str, ...]], normalise: Callable[[str], str]) -> Coded:
    """Return the codes of at most MAX_VALUES values a record, shape (n, widest); normalise: applied to each different value once."""
    width = min(MAX_VALUES, max(map(len, lists), default=0)) or 1
    columns = [coded([v[k] if len(v) > k else "" for v in lists]) for k in range(width)]
    table: dict[str, int] = {"": NONE}
    out = np.full((len(lists), width), NONE, np.int32)
    for k, column in enumerate(columns):
        mapped = np.fromiter(
            (*(table.setdefault(normalise(v), len(table) - 1) for v in column.values), NONE), np.int32, len(column.values) + 1
        )
        out[:, k] = mapped[column.codes]
    del table[""]
    return Coded(out, list(table))


def _recoded(column: Coded, values: Sequence[str]) -> Coded:
    """Return the column with each value replaced by another."""
    other = coded(values)
    return Coded(np.append(other.codes, np.int32(NONE))[column.codes], other.values)


def _places(column: Coded) -> Coded:
    return _recoded(column, [place(v) for v in column.values])


def _sexes(profiles: Sequence[Profile], names: Names) -> npt.NDArray[np.int8]:
    """Return the sex said by the record, else by the title, else by Thị or Văn in the name."""
    said = coded([p.sex for p in profiles])
    titles = coded([p.title for p in profiles])
    sex = said.each(_SEX.get)[said.codes]  # type: ignore[arg-type]
    title = titles.each(sex_of_title)[titles.codes]
    out = np.where(sex > 0, sex, np.where(title > 0, title, names.sex[names.codes]))
    return np.where(names.is_business[names.codes], 0, np.maximum(out, 0)).astype(np.int8)


_SEX = {"M": 1, "F": 2}
_MASK = (1 << 64) - 1
