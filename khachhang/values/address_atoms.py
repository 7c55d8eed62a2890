"""The text of an address cut into atoms ("12 Lê Lợi" · "P. Bến Nghé" · "Q1" · "TPHCM"), each with what it may name.

An atom is a stretch between separators, or between unit words where nobody typed separators. A reading says: this atom names that
ward, district or province. One atom may have several readings; `values.addresses` chooses with the whole address in view.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khachhang.values.address_names import (
    LEVELS,
    PLAIN_WORDS,
    WORD,
    Level,
    Reading,
    bare_readings,
    known_length,
    marked_readings,
    named,
    slip_readings,
    table_of,
)
from khachhang.values.admin_units import PROVINCE_ALIASES, fold, gazetteer, place_key, spelled


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
_MARK = re.compile(
    r"(?<![a-z0-9/'])(?:"
    r"(thi ?tran|thi ?xa|thanh ?pho|dac ?khu|phuong|quan|huyen|tinh|xa)(?:\s*[.:]\s*|\s+|(?=\d))"
    r"|(t\.?p|t\.?t|t\.?x|phg|ph|p|f|q|x|h|t)(?:\s*\.\s*|\s*:\s*|\s+|(?=\d))"
    r")(?=[a-z0-9])"
)
_CITY_GLUED = re.compile(r"(?<![a-z0-9/'])(tp)(?=[a-z]{3})")
_STREET_WORDS = {"duong": "đường", "pho": "phố", "hem": "hẻm", "ngo": "ngõ", "ngach": "ngách", "kiet": "kiệt",
                 "lo": "lộ", "ql": "ql", "tl": "tl", "dt": "đt", "hl": "hl"}  # fmt: skip
_HAMLETS = frozenset({"kp", "khom", "ap", "thon", "to", "xom", "doi", "tdp"})
_BUILDING = re.compile(r"\s*(?:chung cu|cc|c/c|lau|tang|toa|khu|ktx|nha|block|lo\b|can ho|tttm|cao oc|building)")
_NUMBER = re.compile(r"0*(\d{1,2})(?![\da-z/]|\.\d)")
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
        found.extend(marked_readings(text[marks[0][1] :], folded[marks[0][1] :], marks[0][2]))
    if not any(one.level is level for one in found):
        name = text[marks[0][1] :] if marks and marks[0][0] == 0 and marks[0][2] == "TP" else text
        reading = named(name, fold(name), level, "", marked=True)
        if reading and (reading.places or not found):
            found.append(reading)
    return tuple([one._replace(trust=one.trust + 2.0) for one in found if one.level is level or one.places])


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
    rest = WORD.match(folded, end)
    unit = _UNIT_WORDS[word]
    if rest is None or (rest[0] in _NOT_A_NAME and not _is_known(folded, end, LEVELS[unit])):
        return False
    if marks and match[0].rstrip() == word and segment[start : start + len(word)].isascii() and _is_inside(folded, marks[-1], start):
        return False  # "Huyện Đan Phượng", "Huyện Nho Quan" without accents: the unit word is part of the name
    if LEVELS[unit] is Level.WARD and place_key(folded[end:]) in gazetteer().provinces and not _is_known(folded, end, Level.WARD):
        return False  # "X. Khuat Xa Lang Son"
    if marks and start <= marks[-1][1]:
        if _is_known(folded, marks[-1][1], LEVELS[marks[-1][2]]):
            return False  # "Phường Quan Hoa": a unit word right after another is a name
        marks.pop()  # "425 Liên Xã F.17": the first one was the end of a street
    if not marks and _after_street_word(segment, folded, start) and (accents or not _is_known(folded, end, LEVELS[unit])):
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
        return not (bare and accents) or _is_known(folded, end, LEVELS[unit])
    if word == "t":
        return _province_prefix(folded[end:]) > 0
    if match.re is _CITY_GLUED:
        return _is_known(folded, end, Level.DISTRICT) or _is_known(folded, end, Level.PROVINCE)
    if "." in match[0] or word in ("tp", "tt", "tx", "phg"):
        return True
    return start == 0 or segment[start].isupper() or _is_known(folded, end, LEVELS[unit])


def _is_inside(folded: str, mark: tuple[int, int, str], start: int) -> bool:
    """Return whether a known name that begins after an earlier unit word runs past `start`, and none ends there."""
    level = LEVELS[mark[2]]
    return place_key(folded[mark[1] : start]) not in table_of(level) and known_length(folded, mark[1], len(folded), level) > start


def _after_street_word(segment: str, folded: str, start: int) -> bool:
    """Return whether the word before is "đường", "phố" …; Dương and Ngô are not."""
    before = folded[:start].rstrip(" .")
    word = before[before.rfind(" ") + 1 :]
    if word not in _STREET_WORDS or before.endswith("khu pho"):
        return False
    if word == "kiet" and before[: -len(word)].rstrip().endswith("thuong"):
        return False  # Lý Thường Kiệt
    written = segment[len(before) - len(word) : len(before)].lower()
    return written in (word, _STREET_WORDS[word])


def _is_known(folded: str, start: int, level: Level) -> bool:
    return known_length(folded, start, len(folded), level) > 0


def _province_prefix(folded: str) -> int:
    return known_length(folded, 0, len(folded), Level.PROVINCE)


def _marked(segment: str, folded: str, begin: int, start: int, end: int, unit: str) -> list[Atom]:
    """Return the atom of a unit word and its name, and what follows the name."""
    stop = _name_end(folded, start, end, unit)
    name = segment[start:stop].strip(_EDGES)
    readings = marked_readings(name, fold(name), unit)
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
    level = LEVELS[unit]
    best = max(known_length(folded, start, end, level), known_length(folded, start, end, Level.PROVINCE) if unit == "TP" else 0)
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
    words = list(WORD.finditer(folded, start, end))
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
    words = list(WORD.finditer(folded, start, end))
    for number in range(max(1, len(words) - 5), len(words)):
        begin = words[number].start()
        if _after_street_word(segment, folded, begin) or words[number - 1][0] in PLAIN_WORDS:
            continue
        left = sum(1 for w in words[:number] if w[0].isalpha() and w[0] not in PLAIN_WORDS)
        short = place_key(folded[begin:end]) in PROVINCE_ALIASES
        if words[number - 1][0].isdigit() and number > 1 and words[number - 2][0] in _HAMLETS:
            left += 2  # "Đội 2 Cao Bằng"
        if left >= (1 if short else 2) and bare_readings(segment[begin:end]):
            return begin
    return 0
