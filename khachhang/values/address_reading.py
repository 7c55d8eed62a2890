"""From a text or columns to the units they name: cut into atoms, choose, write the official names, look up the units of today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from khachhang.model import Issue
from khachhang.values.address_atoms import Atom, atoms_of, column_readings
from khachhang.values.address_choice import Choice, choose
from khachhang.values.address_names import Level, Reading
from khachhang.values.admin_units import District, Ward, fold, gazetteer, place_key
from khachhang.values.parsed import note


class Units(NamedTuple):
    """The units of an address without its street."""

    ward: str
    district: str
    province: str
    units: str
    province_new: str
    ward_new: tuple[str, ...]
    issues: tuple[Issue, ...]
    repairs: tuple[str, ...]
    street: str


_NO_PROVINCE = (note("address_province_missing"),)
SEPARATOR = re.compile(r"\s*[,;|\n]\s*|\s+[-–—]+\s+|\s*[-–—]\s*(?=(?:[PpQqFfHhXx]\s?\.?\s?\d|(?:TP|Tp|tp|P|p|Q|q|H|X|TX|TT)\s?\.))")
_EDGES = " ,;-–—"
_NATION = re.compile(r"[\s,;.\-–]*(?:\b(?:viet ?nam|vn)\b)[\s.]*$")
_POSTCODE = re.compile(r"[\s,;.\-–]+\d{5,6}[\s.]*$")


def _without_nation(text: str) -> str:
    folded = fold(text)
    nation = _NATION.search(folded)
    if nation and nation.start() > 0:
        text, folded = text[: nation.start()], folded[: nation.start()]
    code = _POSTCODE.search(folded)
    return text[: code.start()] if code and code.start() > 0 else text


def read_text(text: str) -> Units:
    """Return the units a whole address names."""
    source = _without_nation(text)
    atoms = _atoms(source, is_tail=False)
    return _read(source, atoms)


def read_tail(tail: str) -> Units:
    """Return the units named after the first separator; what stood before is known to be street."""
    source = _without_nation(tail)
    return _read(source, [Atom(0, 0, "", ()), *_atoms(source, is_tail=True)])


def read_columns(home: str, *, is_tail: bool, ward: str, district: str, province: str, area: str) -> Units:
    """Return the units named by columns, and by what the column of the street holds beside the street."""
    source = _without_nation(home)
    atoms = [Atom(0, 0, "", ()), *_atoms(source, is_tail=True)] if is_tail else _atoms(source, is_tail=False)
    columns: list[Atom] = []
    for text, level in ((ward, Level.WARD), (district, Level.DISTRICT), (province, Level.PROVINCE)):
        columns.extend(_column_atoms(text, level))
    named = _column_atoms(area, Level.PROVINCE) if area else []
    if named:
        first, *others = named
        columns.extend(_column_atoms(area[len(first.text) :], Level.DISTRICT) if others else ())
        columns.append(first)
    return _read(source, [*_without_repeats(atoms, columns), *columns])


def _without_repeats(atoms: list[Atom], columns: list[Atom]) -> list[Atom]:
    """Return the atoms of the street; the province that a column names too is only that, never a town or ward of the same name."""
    said = {place for atom in columns for reading in atom.readings if reading.level is Level.PROVINCE for place in reading.places}
    return [
        atom._replace(readings=tuple([one for one in atom.readings if one.level is Level.PROVINCE]))
        if any(reading.level is Level.PROVINCE and not said.isdisjoint(reading.places) for reading in atom.readings)
        else atom
        for atom in atoms
    ]


def _column_atoms(text: str, level: Level) -> list[Atom]:
    """Return the atoms of a column; they stand nowhere in the street (start -1) and weigh more than what the street says."""
    atoms: list[Atom] = []
    for start, end in _pieces(text):
        piece = text[start:end]
        atoms.append(Atom(-1, -1, piece, column_readings(piece, level)))
    return atoms


def _read(text: str, atoms: Sequence[Atom]) -> Units:
    choice = choose(atoms)
    units = _units(choice, _street(text, atoms, choice))
    if choice.district is None or not _may_be_ward(atoms, choice):
        return units
    return units._replace(issues=(*units.issues, note("address_level_unclear", raw=choice.district.text)))


def _may_be_ward(atoms: Sequence[Atom], choice: Choice) -> bool:
    """Return whether the district was named without a unit word and could be a ward of 2025 of that name."""
    if choice.district is None or choice.district.marked or choice.ward is not None:
        return False
    return any(
        isinstance(place, Ward) and place.district is None and (not choice.provinces or place.province in choice.provinces)
        for reading in atoms[choice.atoms[1]].readings
        for place in reading.places
    )


def _atoms(text: str, *, is_tail: bool) -> list[Atom]:
    pieces = _pieces(text)
    alone = len(pieces) == 1 and not is_tail
    atoms: list[Atom] = []
    for number, (start, end) in enumerate(pieces):
        for atom in atoms_of(text[start:end], number == 0 and not is_tail, alone):
            atoms.append(atom._replace(start=start + atom.start, end=start + atom.end))
    return atoms


def _pieces(text: str) -> list[tuple[int, int]]:
    """Return the stretches between separators; one that a hyphen cut out of a name (Phan Rang - Tháp Chàm) stays whole."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for separator in SEPARATOR.finditer(text):
        if separator.start() > start:
            pieces.append((start, separator.start()))
        start = separator.end()
    if start < len(text):
        pieces.append((start, len(text)))
    joined: list[tuple[int, int]] = []
    for piece in pieces:
        start, end = joined[-1] if joined else (0, 0)
        if joined and "," not in text[end : piece[0]] and _is_hyphenated(text[start:end], text[piece[0] : piece[1]]):
            joined[-1] = (start, piece[1])
        else:
            joined.append(piece)
    return joined


@lru_cache(maxsize=1)
def _hyphenated() -> tuple[str, ...]:
    """Return the keys of all names written with a hyphen: Phan Rang - Tháp Chàm, Bà Rịa - Vũng Tàu, Chân Mây - Lăng Cô …"""
    units = gazetteer()
    names = [*units.merged_into, *[district.name for district in units.by_district]]
    names += [ward.name for wards in units.new_by_province.values() for ward in wards]
    return ("thuathienhue", "tthue", "brvt", *[place_key(fold(name)) for name in names if "-" in name])


def _is_hyphenated(left: str, right: str) -> bool:
    """Return whether a separator cut a name in two."""
    one, two = place_key(fold(left)), place_key(fold(right))
    both = one + two
    return any(name in both and name not in one and name not in two for name in _hyphenated())


def _street(text: str, atoms: Sequence[Atom], choice: Choice) -> str:
    """Return what is left when the chosen atoms, and those that only repeat them, are taken out; as written."""
    parts: list[str] = []
    last_end = -1
    for number, atom in enumerate(atoms):
        if number in choice.atoms or atom.start == atom.end == 0 or _repeats(atom, number, choice):
            continue
        piece = (text[atom.start : atom.end] if atom.start >= 0 else atom.text).strip(_EDGES)
        if not piece:
            continue
        between = text[last_end : atom.start] if 0 <= last_end <= atom.start else ","
        if parts and not between.strip(" "):
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
        last_end = atom.end
    return ", ".join(parts)


def _repeats(atom: Atom, number: int, choice: Choice) -> bool:
    chosen = {Level.WARD: choice.wards, Level.DISTRICT: choice.districts, Level.PROVINCE: choice.provinces}
    return any(
        (number > 0 or reading.marked or choice.province is None) and not set(chosen[reading.level]).isdisjoint(reading.places)
        for reading in atom.readings
    )


def _units(choice: Choice, street: str) -> Units:
    issues: list[Issue] = []
    province = choice.provinces[0] if len(choice.provinces) == 1 else ""
    if choice.province and not province:
        issues.append(note("address_province_unclear", raw=choice.province.text, candidates=list(choice.provinces)))
        street = f"{street}, {choice.province.text}" if street else choice.province.text
    elif not province:
        issues.extend(_NO_PROVINCE)
    district = _district_name(choice)
    ward = _ward_name(choice)
    units = _system(choice, province)
    if choice.district and province and choice.district.places and not choice.districts:
        issues.append(note("address_district_elsewhere", district=district, province=province))
    new_province, new_wards = _today(choice, province, units, ward)
    repairs = _repairs(choice, ward, district, province)
    return Units(ward, district, province, units, new_province, new_wards, tuple(issues), repairs, street)


def _district_name(choice: Choice) -> str:
    reading = choice.district
    if reading is None:
        return ""
    return _full_name(reading, choice.districts or tuple([p for p in reading.places if isinstance(p, District)]), bool(choice.districts))


def _ward_name(choice: Choice) -> str:
    reading = choice.ward
    if reading is None:
        return ""
    everywhere = tuple([place for place in reading.places if isinstance(place, Ward)])
    return _full_name(reading, choice.wards or everywhere, bool(choice.wards and (choice.districts or choice.provinces)))


def _full_name(reading: Reading, places: tuple[District, ...] | tuple[Ward, ...], agreed: bool) -> str:
    """Return the official name; where the tables have several, the unit word as written with the name as far as it is sure."""
    unit = {"TP": "Thành phố"}.get(reading.unit, reading.unit)
    full = {place.full for place in places}
    if unit:
        same = {name for name in full if name.startswith(unit + " ")}
        if len(same) == 1:
            return next(iter(same))
        if agreed and len(full) == 1 and not same:
            return next(iter(full))
    elif len(full) == 1:
        return next(iter(full))
    names = {place.name for place in places}
    name = next(iter(names)) if len(names) == 1 else _titled(reading.text)
    name = name.lstrip("0") if name.isdigit() else name
    return f"{unit} {name}" if unit else name


def _titled(name: str) -> str:
    return name.title() if name.islower() or name.isupper() else name


def _system(choice: Choice, province: str) -> str:
    if choice.district:
        return "old"
    merged = gazetteer().merged_into
    if province and merged[province] != province:
        return "old"
    if choice.ward is None or not choice.ward.places:
        return ""
    places = choice.wards or choice.ward.places
    kinds = {isinstance(place, Ward) and place.district is None for place in places}
    return "" if len(kinds) > 1 else "2025" if kinds == {True} else "old"


def _today(choice: Choice, province: str, units: str, ward: str) -> tuple[str, tuple[str, ...]]:
    """Return the province and wards of today, as far as the text says enough: see `address_places.new_units`."""
    merged = gazetteer().merged_into
    wards = choice.wards
    if not wards or (not province and (choice.district is None or len({merged[place.province] for place in wards}) > 1)):
        return merged.get(province, ""), ()
    chosen = [place for place in wards if place.full == ward] or list(wards)
    if units != "old" and any(place.district is None for place in chosen):
        chosen = [place for place in chosen if place.district is None]
    candidates = dict.fromkeys(name for place in chosen for name in place.new)
    return merged.get(province) or merged[chosen[0].province], tuple(candidates)


def _repairs(choice: Choice, ward: str, district: str, province: str) -> tuple[str, ...]:
    for reading, name in ((choice.ward, ward), (choice.district, district), (choice.province, province)):
        if reading is not None and name and not name.lower().endswith(reading.text.lower()) and fold(name).endswith(fold(reading.text)):
            return ("address_spelling",)
    return ()
