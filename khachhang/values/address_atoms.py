"""The text of an address cut into atoms ("12 Lê Lợi" · "P. Bến Nghé" · "Q1" · "TPHCM"), each with what it may name.

An atom is a stretch between separators, or between unit words where nobody typed separators. A reading says: this atom names that
ward, district or province. One atom may have several readings; `values.addresses` chooses with the whole address in view.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from khachhang.values.admin_units import CENTRAL_CITIES, PROVINCE_ALIASES, District, Ward, fold, gazetteer, place_key, spelled


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


class Atom(NamedTuple):
    """A stretch of the text: [start, end) and its readings, best first. No readings = street."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    is_street: bool = False


_UNIT_WORDS = {
    "phuong": "Phường", "phg": "Phường", "ph": "Phường", "p": "Phường", "f": "Phường", "xa": "Xã", "x": "Xã", "thi tran": "Thị trấn",
    "tt": "Thị trấn", "dac khu": "Đặc khu", "quan": "Quận", "q": "Quận", "huyen": "Huyện", "h": "Huyện", "thi xa": "Thị xã",
    "tx": "Thị xã", "thanh pho": "TP", "tp": "TP", "tinh": "Tỉnh", "t": "Tỉnh",
}  # fmt: skip
_ACCENTED = {"phuong": "phường", "xa": "xã", "quan": "quận", "huyen": "huyện", "tinh": "tỉnh", "thi tran": "thị trấn", "thi xa": "thị xã",
             "thanh pho": "thành phố", "dac khu": "đặc khu"}  # fmt: skip
_LEVELS = {"Phường": Level.WARD, "Xã": Level.WARD, "Thị trấn": Level.WARD, "Đặc khu": Level.WARD, "Quận": Level.DISTRICT,
           "Huyện": Level.DISTRICT, "Thị xã": Level.DISTRICT, "TP": Level.DISTRICT, "Tỉnh": Level.PROVINCE}  # fmt: skip
_MARK = re.compile(
    r"(?<![a-z0-9/'])(?:"
    r"(thi ?tran|thi ?xa|thanh ?pho|dac ?khu|phuong|quan|huyen|tinh|xa)(?:\s*[.:]\s*|\s+|(?=\d))"
    r"|(t\.?p|t\.?t|t\.?x|phg|ph|p|f|q|x|h|t)(?:\s*\.\s*|\s*:\s*|\s+|(?=\d))"
    r")(?=[a-z0-9])"
)
_CITY_GLUED = re.compile(r"(?<![a-z0-9/'])(tp)(?=[a-z]{3})")
_STREET_WORDS = {"duong": "đường", "pho": "phố", "hem": "hẻm", "ngo": "ngõ", "ngach": "ngách", "kiet": "kiệt",
                 "lo": "lộ", "ql": "ql", "tl": "tl", "dt": "đt", "hl": "hl"}  # fmt: skip
_PLAIN_WORDS = frozenset(
    "so kp khom ap thon to xom doi tdp khu ban buon bon lang nha lo hem ngo ngach kiet duong pho chung cu".split()  # noqa: SIM905
)
"""Words that are no name of a street by themselves."""
_HAMLETS = frozenset({"kp", "khom", "ap", "thon", "to", "xom", "doi", "tdp"})
_BUILDING = re.compile(r"\s*(?:chung cu|cc|c/c|lau|tang|toa|khu|ktx|nha|block|lo\b|can ho|tttm|cao oc|building)")
_NUMBER = re.compile(r"0*(\d{1,2})(?![\da-z/]|\.\d)")
_WORD = re.compile(r"[^\s.,;:()]+")
SLIP_TRUST = 1.2
"""Trust in a name without a unit word that is one slip away from a known one: good only beside its district."""
_EDGES = " ,.-–—;:()"
_NOT_A_NAME = frozenset({"lo", "doi", "uy", "nhan", "dan"})
"""After a unit word these make another word of it (tỉnh lộ, quân đội, tỉnh ủy, phố Xã Đàn), unless the tables know the name (Xã Lộ 25)."""


@lru_cache(maxsize=1 << 14)
def column_readings(text: str, level: Level) -> tuple[Reading, ...]:
    """Return what a piece of a column of that level names: a unit word in it decides, else the level of the column."""
    folded = fold(text)
    marks = _marks(text, folded)
    found: list[Reading] = []
    if marks and marks[0][0] == 0:
        found.extend(_marked_readings(text[marks[0][1] :], folded[marks[0][1] :], marks[0][2]))
    if not any(reading.level is level for reading in found):
        name = text[marks[0][1] :] if marks and marks[0][0] == 0 and marks[0][2] == "TP" else text
        named = _named(name, fold(name), level, "", marked=True)
        if named and (named.places or not found):
            found.append(named)
    return tuple([reading._replace(trust=reading.trust + 2.0) for reading in found if reading.level is level or reading.places])


@lru_cache(maxsize=1 << 15)
def atoms_of(segment: str, is_first: bool, is_alone: bool) -> tuple[Atom, ...]:
    """Return the atoms of one stretch between separators. is_first: it opens the address. is_alone: the address has no separators."""
    folded = fold(segment)
    marks = _marks(segment, folded)
    atoms: list[Atom] = []
    start = marks[0][0] if marks else len(segment)
    if start:
        atoms.extend(_unmarked(segment, folded, 0, start, is_first, is_alone or bool(marks)))
    for number, (begin, name_start, unit) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(segment)
        found = _marked(segment, folded, begin, name_start, end, unit)
        if is_first and number == 0 and begin and not folded[name_start].isdigit() and not _has_name(folded[:begin]):
            found[0] = found[0]._replace(readings=tuple([_less_sure(reading) for reading in found[0].readings if reading.places]))
        atoms.extend(found)
    return tuple(atoms)


def _has_name(folded: str) -> bool:
    """Return whether the start of an address holds a name, not a number alone: "321/52 Xa La" is a street of that name."""
    return any(word.isalpha() and word not in ("so", "hem", "ngo", "ngach", "kiet", "duong", "pho") for word in folded.split())


def _marks(segment: str, folded: str) -> list[tuple[int, int, str]]:
    """Return the unit words that may be meant: (start, start of the name, unit in full)."""
    marks: list[tuple[int, int, str]] = []
    accents = not segment.isascii()
    found = [*_MARK.finditer(folded), *_CITY_GLUED.finditer(folded)]
    if len(found) > 1:
        found.sort(key=lambda match: match.start())
    for match in found:
        word = (match[1] or match[2] or "tp") if match.re is _MARK else "tp"
        word = word.replace(".", "") if match.re is _MARK and match[2] else _spaced(word)
        if _is_mark(segment, folded, match, word, accents, marks):
            marks.append((match.start(), match.end(), _UNIT_WORDS[word]))
    return marks


def _spaced(word: str) -> str:
    """Return "thixa" as "thi xa"."""
    if word in _UNIT_WORDS:
        return word
    return {"thitran": "thi tran", "thixa": "thi xa", "thanhpho": "thanh pho", "dackhu": "dac khu"}[word]


def _is_mark(segment: str, folded: str, match: re.Match[str], word: str, accents: bool, marks: list[tuple[int, int, str]]) -> bool:
    start, end = match.span()
    rest = _WORD.match(folded, end)
    unit = _UNIT_WORDS[word]
    if rest is None or (rest[0] in _NOT_A_NAME and not _is_known(folded, end, _LEVELS[unit])):
        return False
    if marks and match[0].rstrip() == word and segment[start : start + len(word)].isascii() and _is_inside(folded, marks[-1], start):
        return False  # "Huyện Đan Phượng", "Huyện Nho Quan" without accents: the unit word is part of the name
    if _LEVELS[unit] is Level.WARD and place_key(folded[end:]) in gazetteer().provinces and not _is_known(folded, end, Level.WARD):
        return False  # "X. Khuat Xa Lang Son"
    if marks and start <= marks[-1][1]:
        if _is_known(folded, marks[-1][1], _LEVELS[marks[-1][2]]):
            return False  # "Phường Quan Hoa": a unit word right after another is a name
        marks.pop()  # "425 Liên Xã F.17": the first one was the end of a street
    if not marks and _after_street_word(segment, folded, start) and (accents or not _is_known(folded, end, _LEVELS[unit])):
        return False
    if word == "tt" and rest[0] == "hue":
        return False
    if rest[0][0].isdigit():
        number = _NUMBER.match(folded, end)
        limit = {"Phường": 34, "Quận": 12}.get(unit, 0)
        if number is None or not 0 < int(number[1]) <= limit:
            return False
        return not (start == 0 and unit == "Phường" and _BUILDING.match(folded, number.end()))
    written = segment[start : start + len(word)].lower()
    if word in _ACCENTED:
        bare = written == word
        if not bare and spelled(written) != spelled(_ACCENTED[word]):
            return False
        return not (bare and accents) or _is_known(folded, end, _LEVELS[unit])
    if word == "t":
        return _province_prefix(folded[end:]) > 0
    if match.re is _CITY_GLUED:
        return _is_known(folded, end, Level.DISTRICT) or _is_known(folded, end, Level.PROVINCE)
    if "." in match[0] or word in ("tp", "tt", "tx", "phg"):
        return True
    return start == 0 or segment[start].isupper() or _is_known(folded, end, _LEVELS[unit])


def _is_inside(folded: str, mark: tuple[int, int, str], start: int) -> bool:
    """Return whether a known name that begins after an earlier unit word runs past `start`, and none ends there."""
    level = _LEVELS[mark[2]]
    return place_key(folded[mark[1] : start]) not in _table(level) and _known_length(folded, mark[1], len(folded), level) > start


def _after_street_word(segment: str, folded: str, start: int) -> bool:
    """Return whether the word before is "đường", "phố" …; Dương and Ngô are not."""
    before = folded[:start].rstrip(" .")
    word = before[before.rfind(" ") + 1 :]
    if word not in _STREET_WORDS or before.endswith("khu pho"):
        return False
    written = segment[len(before) - len(word) : len(before)].lower()
    return written in (word, _STREET_WORDS[word])


def _is_known(folded: str, start: int, level: Level) -> bool:
    return _known_length(folded, start, len(folded), level) > 0


def _province_prefix(folded: str) -> int:
    return _known_length(folded, 0, len(folded), Level.PROVINCE)


def _table(level: Level) -> Mapping[str, Sequence[Place]]:
    units = gazetteer()
    if level is Level.WARD:
        return units.wards
    return units.districts if level is Level.DISTRICT else units.provinces


def _known_length(folded: str, start: int, end: int, level: Level) -> int:
    """Return where the longest known name that begins at `start` ends, 0 = none."""
    table = _table(level)
    best = 0
    for number, word in enumerate(_WORD.finditer(folded, start, end)):
        if number == 7:
            break
        if place_key(folded[start : word.end()]) in table:
            best = word.end()
    return best


def _marked(segment: str, folded: str, begin: int, start: int, end: int, unit: str) -> list[Atom]:
    """Return the atom of a unit word and its name, and what follows the name."""
    stop = _name_end(folded, start, end, unit)
    name = segment[start:stop].strip(_EDGES)
    readings = _marked_readings(name, fold(name), unit)
    atoms = [Atom(begin, stop, segment[begin:stop], readings)]
    if folded[stop:end].strip(_EDGES):
        atoms.extend(_after_name(segment, folded, stop, end))
    return atoms


def _after_name(segment: str, folded: str, start: int, end: int) -> list[Atom]:
    """Return the atoms of what follows a name without a separator: a district, a province, or both."""
    tail = _province_tail(folded, start, end)
    spans = [(start, tail), (tail, end)] if tail and not bare_readings(segment[start:end].strip(_EDGES)) else [(start, end)]
    atoms = []
    for first, last in spans:
        text = segment[first:last].strip(_EDGES)
        begin = segment.index(text, first)
        atoms.append(Atom(begin, begin + len(text), text, bare_readings(text)))
    return atoms


def _name_end(folded: str, start: int, end: int, unit: str) -> int:
    """Return where the name after a unit word ends: the longest known name, else before a known province, else the end."""
    level = _LEVELS[unit]
    best = max(_known_length(folded, start, end, level), _known_length(folded, start, end, Level.PROVINCE) if unit == "TP" else 0)
    number = _NUMBER.match(folded, start, end)
    if number:
        return max(best, number.end())
    if best and _may_follow(folded, best, end):
        return best
    return _province_tail(folded, start, end) or end


def _may_follow(folded: str, start: int, end: int) -> bool:
    """Return whether the rest can stand after a name: nothing, a house number, a district, a province."""
    rest = folded[start:end].strip(_EDGES)
    if not rest or rest[0].isdigit():
        return True
    units = gazetteer()
    if place_key(rest) in units.provinces or place_key(rest) in units.districts:
        return True
    tail = _province_tail(folded, start, end)
    return bool(tail) and place_key(folded[start:tail]) in units.districts


def _province_tail(folded: str, start: int, end: int) -> int:
    """Return where a province name that closes the stretch begins, 0 = none. One word at least is left before it."""
    words = list(_WORD.finditer(folded, start, end))
    provinces = gazetteer().provinces
    for word in words[max(1, len(words) - 5) :]:
        if place_key(folded[word.start() : end]) in provinces:
            return word.start()
    return 0


def _unmarked(segment: str, folded: str, start: int, end: int, is_first: bool, is_alone: bool) -> list[Atom]:
    """Return the atoms of a stretch without unit words."""
    text = segment[start:end].strip(" ,.-–—;:")
    if not text:
        return []
    begin = segment.index(text, start)
    stop = begin + len(text)
    readings = bare_readings(text) or (() if is_first else slip_readings(text))
    if readings:
        return [Atom(begin, stop, text, readings)]
    cut = _peel(segment, folded, begin, stop) if is_alone else 0
    if not cut:
        return [Atom(begin, stop, text, ())]
    peeled = tuple([_less_sure(reading) for reading in bare_readings(segment[cut:stop])])
    return [*_unmarked(segment, folded, begin, cut, is_first, is_alone), Atom(cut, stop, segment[cut:stop], peeled)]


def _less_sure(reading: Reading) -> Reading:
    return reading if reading.level is Level.PROVINCE else reading._replace(trust=reading.trust - 1.9, marked=False)


def _peel(segment: str, folded: str, start: int, end: int) -> int:
    """Return where a known name that closes a street begins ("268 Hai Bà Trưng An Khánh"), 0 = none. The street keeps two words."""
    words = list(_WORD.finditer(folded, start, end))
    for number in range(max(1, len(words) - 5), len(words)):
        begin = words[number].start()
        if _after_street_word(segment, folded, begin) or words[number - 1][0] in _PLAIN_WORDS:
            continue
        left = sum(1 for w in words[:number] if w[0].isalpha() and w[0] not in _PLAIN_WORDS)
        short = place_key(folded[begin:end]) in PROVINCE_ALIASES
        if words[number - 1][0].isdigit() and number > 1 and words[number - 2][0] in _HAMLETS:
            left += 2  # "Đội 2 Cao Bằng"
        if left >= (1 if short else 2) and bare_readings(segment[begin:end]):
            return begin
    return 0


@lru_cache(maxsize=1 << 14)
def bare_readings(text: str) -> tuple[Reading, ...]:
    """Return what a name without a unit word may be, on every level; accents that differ rule a reading out."""
    folded = fold(text)
    if folded[:1].isdigit():
        return ()
    found = [_named(text, folded, level, "", marked=False) for level in (Level.PROVINCE, Level.DISTRICT, Level.WARD)]
    return tuple([reading for reading in found if reading])


_LETTERS = "abcdeghiklmnopqrstuvx"
_LONG_UNITS = {"phuong": "Phường", "huyen": "Huyện", "quan": "Quận", "tinh": "Tỉnh", "thixa": "Thị xã", "thanhpho": "TP",
               "thitran": "Thị trấn"}  # fmt: skip


@lru_cache(maxsize=1 << 13)
def slip_readings(text: str) -> tuple[Reading, ...]:
    """Return what a name with one slip of the finger may be ("Huệyn Lạc Sơn", "Tây inh"); worth little without the rest."""
    folded = fold(text)
    words = folded.split()
    if not words or words[0] in _PLAIN_WORDS or any(c.isdigit() for c in folded):
        return ()
    for count in (1, 2):
        start = sum(len(word) + 1 for word in words[:count])
        key = place_key(" ".join(words[:count]))
        units = [_LONG_UNITS[near] for near in _near(key, _LONG_UNITS)] if len(words) > count and len(key) > 2 else []
        readings = _marked_readings(text[start:], folded[start:], units[0]) if units else ()
        known = tuple([reading for reading in readings if reading.places])
        if known:
            return known
    return tuple([_slip(text, folded, level, marked=False) for level in Level if _slip(text, folded, level, marked=False).places])


def _slip(name: str, folded: str, level: Level, *, marked: bool, unit: str = "") -> Reading:
    """Return the reading of a name that is one slip away from known ones."""
    key = place_key(folded)
    table = _table(level)
    places = tuple([place for near in _near(key, table) for place in table[near]]) if len(key) > 4 else ()
    if level is Level.PROVINCE and len(set(places)) > 1:
        places = ()
    trust = 2.4 if marked else 2.0 if level is Level.PROVINCE else SLIP_TRUST
    return Reading(level, name, unit, places, trust, marked)


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


def _marked_readings(name: str, folded: str, unit: str) -> tuple[Reading, ...]:
    found: list[Reading] = []
    if unit == "TP":
        province = _named(name, folded, Level.PROVINCE, unit, marked=True)
        if province and (set(province.places) & CENTRAL_CITIES):
            found.append(province)
        if not found:
            slip = _slip(name, folded, Level.PROVINCE, marked=True)
            if set(slip.places) & CENTRAL_CITIES:
                found.append(slip._replace(trust=4.0, places=tuple(set(slip.places))))
        district = _named(name, folded, Level.DISTRICT, unit, marked=True)
        if district and (district.places or not found):
            less = 0.5 if found else 0.0  # "TP Huế" alone is the province
            found.extend((district._replace(trust=district.trust - less), *_slips(district, folded)))
        return tuple(found)
    reading = _named(name, folded, _LEVELS[unit], unit, marked=True)
    return (reading, *_slips(reading, folded)) if reading else ()


def _slips(reading: Reading, folded: str) -> tuple[Reading, ...]:
    if reading.places or any(c.isdigit() for c in folded):
        return ()
    slip = _slip(reading.text, folded, reading.level, marked=True, unit=reading.unit)
    return (slip,) if slip.places else ()


def _named(name: str, folded: str, level: Level, unit: str, *, marked: bool) -> Reading | None:
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
