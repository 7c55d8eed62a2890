"""What a name in an address may be: a look-up in the tables on one level or on all, forgiving accents and one slip of the finger."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from khachhang.values.admin_units import CENTRAL_CITIES, District, Ward, fold, gazetteer, place_key, spelled


class Level(Enum):
    """What kind of unit."""

    PROVINCE = "province"
    DISTRICT = "district"
    WARD = "ward"


Place = str | District | Ward


class Reading(NamedTuple):
    """One thing an atom may name.

    text: how to write it when no known place is chosen. unit: the unit word as written, in full; "" = none was written, or "TP".
    places: names of provinces, `District`s or `Ward`s of that name; () = a name that no table has. trust: 0 … 6.
    """

    level: Level
    text: str
    unit: str
    places: tuple[Place, ...]
    trust: float
    marked: bool


WORD = re.compile(r"[^\s.,;:()]+")
LEVELS = {"Phường": Level.WARD, "Xã": Level.WARD, "Thị trấn": Level.WARD, "Đặc khu": Level.WARD, "Quận": Level.DISTRICT,
           "Huyện": Level.DISTRICT, "Thị xã": Level.DISTRICT, "TP": Level.DISTRICT, "Tỉnh": Level.PROVINCE}  # fmt: skip
PLAIN_WORDS = frozenset("so kp khom ap thon to xom doi tdp khu ban buon bon lang nha lo hem ngo ngach kiet duong pho chung cu".split())
"""Words that are no name of a street by themselves."""
SLIP_TRUST = 1.2
"""Trust in a name without a unit word that is one slip away from a known one: good only beside its district."""
_NEAR_HCM = frozenset({"tphmc", "pthcm", "tpchm", "thpcm", "tphc", "tpcm", "tphm"})
_LETTERS = "abcdeghiklmnopqrstuvx"
_LONG_UNITS = {"phuong": "Phường", "huien": "Huyện", "quan": "Quận", "tinh": "Tỉnh", "thixa": "Thị xã", "thanhpho": "TP",
               "thitran": "Thị trấn"}  # fmt: skip


@lru_cache(maxsize=1 << 14)
def bare_readings(text: str) -> tuple[Reading, ...]:
    """Return what a name without a unit word may be, on every level; accents that differ rule a reading out."""
    folded = fold(text)
    if folded[:1].isdigit():
        return ()
    found = [named(text, folded, level, "", marked=False) for level in (Level.PROVINCE, Level.DISTRICT, Level.WARD)]
    return tuple([reading for reading in found if reading])


@lru_cache(maxsize=1 << 13)
def slip_readings(text: str) -> tuple[Reading, ...]:
    """Return what a name with one slip of the finger may be ("Huệyn Lạc Sơn", "Tây inh"); worth little without the rest."""
    folded = fold(text)
    words = folded.split()
    if not words or words[0] in PLAIN_WORDS or any(c.isdigit() for c in folded):
        return ()
    for count in (1, 2):
        start = sum(len(word) + 1 for word in words[:count])
        key = place_key(" ".join(words[:count]))
        units = [_LONG_UNITS[near] for near in _near(key, _LONG_UNITS)] if len(words) > count and len(key) > 2 else []
        readings = marked_readings(text[start:], folded[start:], units[0]) if units else ()
        known = tuple([reading for reading in readings if reading.places])
        if known:
            return known
    return tuple([_slip(text, folded, level, marked=False) for level in Level if _slip(text, folded, level, marked=False).places])


def marked_readings(name: str, folded: str, unit: str) -> tuple[Reading, ...]:
    found: list[Reading] = []
    if unit == "TP":
        province = named(name, folded, Level.PROVINCE, unit, marked=True)
        if province and (set(province.places) & CENTRAL_CITIES):
            found.append(province)
        if not found:
            slip = _slip(name, folded, Level.PROVINCE, marked=True)
            if set(slip.places) & CENTRAL_CITIES:
                found.append(slip._replace(trust=4.0, places=tuple(set(slip.places))))
        district = named(name, folded, Level.DISTRICT, unit, marked=True)
        if district and (district.places or not found):
            less = 0.5 if found else 0.0  # "TP Huế" alone is the province
            found.extend((district._replace(trust=district.trust - less), *_slips(district, folded)))
        return tuple(found)
    reading = named(name, folded, LEVELS[unit], unit, marked=True)
    return (reading, *_slips(reading, folded)) if reading else ()


def _slips(reading: Reading, folded: str) -> tuple[Reading, ...]:
    if reading.places or any(c.isdigit() for c in folded):
        return ()
    slip = _slip(reading.text, folded, reading.level, marked=True, unit=reading.unit)
    return (slip,) if slip.places else ()


def _slip(name: str, folded: str, level: Level, *, marked: bool, unit: str = "") -> Reading:
    """Return the reading of a name that is one slip away from known ones."""
    key = place_key(folded)
    table = table_of(level)
    places = tuple([place for near in _near(key, table) for place in table[near]]) if len(key) > 5 or key in _NEAR_HCM else ()
    if level is Level.PROVINCE and len(set(places)) > 1:
        places = ()
    trust = 2.4 if marked else 2.0 if level is Level.PROVINCE else SLIP_TRUST
    return Reading(level, name, unit, places, trust, marked)


def named(name: str, folded: str, level: Level, unit: str, *, marked: bool) -> Reading | None:
    """Return the reading of a name on one level; None when it cannot be one."""
    units = gazetteer()
    key = place_key(folded)
    if level is Level.PROVINCE:
        names = units.provinces.get(key, ())
        fits = [fit(name, province) if place_key(fold(province)) == key else 1 for province in names]
        if not names:
            return Reading(level, name, unit, (), 1.0, marked) if marked and name else None
        return _province(name, names, min(fits), marked)
    places: Sequence[District | Ward] = (units.districts if level is Level.DISTRICT else units.wards).get(key, ())
    if not places and level is Level.DISTRICT and unit == "Quận" and len(key) in (2, 3):
        places = units.initials.get(key, ())
    if not places:
        return Reading(level, name, unit, (), 2.5, marked) if marked and name else None
    best = max(fit(name, place.name) for place in places)
    if best < 0 and not marked:
        return None
    kept = tuple([place for place in places if fit(name, place.name) == best])
    trust = (6.0 + 0.4 * best) if marked else (3.0 + 0.3 * best)
    return Reading(level, name, unit, kept, trust, marked)


def _province(name: str, names: tuple[str, ...], worst: int, marked: bool) -> Reading | None:
    trust = (6.0 if marked else 4.0) + (0.4 * worst if marked or worst > 0 else 1.4 * worst) - (1.0 if len(names) > 1 else 0.0)
    return Reading(Level.PROVINCE, name, "", names, trust, marked)


@lru_cache(maxsize=1 << 15)
def fit(written: str, official: str) -> int:
    """Return 1 = same accents, 0 = accents are missing but none is wrong, -1 = an accent differs (the key is the same)."""
    mine, theirs = spelled(written), spelled(official)
    if mine == theirs:
        return 1
    if len(mine) != len(theirs):
        return 0 if mine.isascii() else -1
    bare = fold(theirs).replace("y", "i")
    for one, two, plain in zip(mine, theirs, bare, strict=True):
        if one != two and one != plain and not (one in "iy" and two in "iy"):
            return -1
    return 0


def _near(key: str, table: Mapping[str, object]) -> list[str]:
    """Return the keys of the table that are one deletion, exchange, replacement or insertion away."""
    found: dict[str, None] = {}
    for i in range(len(key) + 1):
        head, tail = key[:i], key[i:]
        tries = [head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]] if tail else []
        tries += [head + c + tail[1:] for c in _LETTERS] if tail else []
        tries += [head + c + tail for c in _LETTERS]
        found.update(dict.fromkeys([word for word in tries if word in table and word != key]))
    return list(found)


def known_length(folded: str, start: int, end: int, level: Level) -> int:
    """Return where the longest known name that begins at `start` ends, 0 = none."""
    table = table_of(level)
    best = 0
    for number, word in enumerate(WORD.finditer(folded, start, end)):
        if number == 7:
            break
        if place_key(folded[start : word.end()]) in table:
            best = word.end()
    return best


def table_of(level: Level) -> Mapping[str, Sequence[Place]]:
    units = gazetteer()
    if level is Level.WARD:
        return units.wards
    return units.districts if level is Level.DISTRICT else units.provinces
