"""Addresses: one cell or separate columns → street, ward, district, province with their full official names, old units or new.

Only what the text says is stored: a district or province is never concluded from the rest. Names are restored to their official
spelling where the tables leave no doubt; the street stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from khachhang.model import Issue
from khachhang.values.address_atoms import Atom, Level, Reading, atoms_of, bare_readings
from khachhang.values.address_choice import Choice, choose, districts_in, wards_in
from khachhang.values.admin_units import District, Ward, fold, gazetteer, place_key
from khachhang.values.parsed import Parsed, note
from khachhang.values.text import cell_to_text, nfc_squeeze


@dataclass(frozen=True, slots=True)
class Address:
    """One postal address as its source wrote it, with the units of today beside it.

    ward, district: full official names ("Phường Bến Nghé", "Quận 1"); province: its name alone ("Hồ Chí Minh"); "" = not said.
    units: which system the text used, "old" (before July 2025), "2025", or "" when it could be either.
    province_new, ward_new: where that is since July 2025; several wards = the old one was split; () = not known.
    raw: the text of the cell, columns joined by ", ".
    """

    street: str = ""
    ward: str = ""
    district: str = ""
    province: str = ""
    units: str = ""
    province_new: str = ""
    ward_new: tuple[str, ...] = ()
    raw: str = ""

    def to_value(self) -> dict[str, Any]:
        """Return the shape that records hold."""
        return {
            "street": self.street, "ward": self.ward, "district": self.district, "province": self.province, "units": self.units,
            "province_new": self.province_new, "ward_new": list(self.ward_new), "raw": self.raw,
        }  # fmt: skip

    @staticmethod
    def from_value(value: Mapping[str, Any]) -> Address:
        """Return the address of such a shape; keys that are missing are empty."""
        get = value.get
        return Address(
            str(get("street") or ""), str(get("ward") or ""), str(get("district") or ""), str(get("province") or ""),
            str(get("units") or ""), str(get("province_new") or ""), tuple([str(ward) for ward in get("ward_new") or ()]), str(get("raw") or ""),
        )  # fmt: skip

    def one_line(self) -> str:
        """Return the parts joined by commas, as one writes an envelope."""
        return ", ".join([part for part in (self.street, self.ward, self.district, self.province) if part])


class _Units(NamedTuple):
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
_SEPARATOR = re.compile(r"\s*[,;|\n]\s*|\s+[-–—]+\s+|\s*[-–—]\s*(?=(?:[PpQqFfHhXx]\s?\.?\s?\d|(?:TP|Tp|tp|P|p|Q|q|H|X|TX|TT)\s?\.))")
_NATION = re.compile(r"[\s,;.\-–]*(?:\b(?:viet ?nam|vn)\b)[\s.]*$")
_POSTCODE = re.compile(r"[\s,;.\-–]+\d{5,6}[\s.]*$")
_HEAD_MARK = re.compile(r"(?<![a-z0-9/'])(?:p|f|ph|phg|q|x|h|t|tt|tx|tp|phuong|xa|quan|huyen|tinh|thi|thanh|dac)(?![a-z])|(?<![a-z])tp|^[^0-9]*$")


def parse_address(raw: object) -> Parsed[Address]:
    """Return what one cell from street to province says. value None = the cell is blank."""
    text = _tidy(raw)
    if not text:
        return Parsed(None)
    separator = _SEPARATOR.search(text)
    if separator:
        head, tail = text[: separator.start()], text[separator.end() :]
        if head and tail and not _HEAD_MARK.search(fold(head)):
            units = _tail_units(tail)
            return _address(f"{head}, {units.street}" if units.street else head, units, text)
    units = _text_units(text)
    return _address(units.street, units, text)


def _address(street: str, units: _Units, raw: str) -> Parsed[Address]:
    address = Address(street, units.ward, units.district, units.province, units.units, units.province_new, units.ward_new, raw)
    return Parsed(address, units.issues, units.repairs)


def _tidy(raw: object) -> str:
    text = raw if type(raw) is str else cell_to_text(raw)  # type: ignore[arg-type]
    if "\n" in text or "\r" in text:
        text = re.sub(r"[,;\s]*[\r\n]+\s*", ", ", text.strip())
    return nfc_squeeze(text).strip(" ,;-–—")


@lru_cache(maxsize=1 << 15)
def _tail_units(tail: str) -> _Units:
    """Return the units said after the first separator."""
    return _read("", tail)


@lru_cache(maxsize=1 << 12)
def _text_units(text: str) -> _Units:
    return _read(text, None)


def _read(text: str, tail: str | None) -> _Units:
    """Return the units of a whole text, or of a tail whose head is known to be street."""
    source = text if tail is None else tail
    source = _without_nation(source)
    atoms = _atoms(source, is_tail=tail is not None)
    choice = choose(atoms)
    return _units(choice, _street(source, atoms, choice))


def _without_nation(text: str) -> str:
    folded = fold(text)
    nation = _NATION.search(folded)
    if nation and nation.start() > 0:
        text, folded = text[: nation.start()], folded[: nation.start()]
    code = _POSTCODE.search(folded)
    return text[: code.start()] if code and code.start() > 0 else text


def _atoms(text: str, *, is_tail: bool) -> list[Atom]:
    pieces = _pieces(text)
    alone = len(pieces) == 1 and not is_tail
    atoms: list[Atom] = []
    if is_tail:
        atoms.append(Atom(0, 0, "", ()))
    for number, (start, end) in enumerate(pieces):
        for atom in atoms_of(text[start:end], number == 0 and not is_tail, alone):
            atoms.append(atom._replace(start=start + atom.start, end=start + atom.end))
    return atoms


def _pieces(text: str) -> list[tuple[int, int]]:
    """Return the stretches between separators; one that a hyphen cut out of a name (Phan Rang - Tháp Chàm) stays whole."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for separator in _SEPARATOR.finditer(text):
        if separator.start() > start:
            pieces.append((start, separator.start()))
        start = separator.end()
    if start < len(text):
        pieces.append((start, len(text)))
    joined: list[tuple[int, int]] = []
    for piece in pieces:
        if joined and "," not in text[joined[-1][1] : piece[0]] and _is_hyphenated(text[joined[-1][0] : piece[1]]):
            joined[-1] = (joined[-1][0], piece[1])
        else:
            joined.append(piece)
    return joined


_HYPHENATED = ("phanrangthapcham", "bariavungtau", "vanmieuquoctugiam", "thuathienhue", "tthue")


def _is_hyphenated(text: str) -> bool:
    key = place_key(fold(text))
    return any(key.endswith(name) for name in _HYPHENATED)


def _street(text: str, atoms: list[Atom], choice: Choice) -> str:
    """Return what is left when the chosen atoms are taken out, as written."""
    parts: list[str] = []
    last_end = -1
    for number, atom in enumerate(atoms):
        if number in choice.atoms or atom.start == atom.end:
            continue
        piece = text[atom.start : atom.end].strip(" ,;-–—")
        if not piece:
            continue
        between = text[last_end : atom.start] if last_end >= 0 else ""
        if parts and "," not in between and not between.strip(" "):
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
        last_end = atom.end
    return ", ".join(parts)


def _units(choice: Choice, street: str) -> _Units:
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
    return _Units(ward, district, province, units, new_province, new_wards, tuple(issues), _repairs(choice, ward, district, province), street)


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
    merged = gazetteer().merged_into
    if not choice.wards:
        only = {merged[d.province] for d in choice.districts}
        return merged.get(province, "") or (only.pop() if len(only) == 1 and False else ""), ()
    new_provinces = {merged[place.province] for place in choice.wards}
    if not province and (len(new_provinces) > 1 or choice.district is None):
        return "", ()
    chosen = [place for place in choice.wards if place.full == ward] or list(choice.wards)
    candidates = dict.fromkeys(name for place in chosen for name in place.new)
    return merged.get(province, "") or new_provinces.pop(), tuple(candidates)


def _repairs(choice: Choice, ward: str, district: str, province: str) -> tuple[str, ...]:
    for reading, name in ((choice.ward, ward), (choice.district, district), (choice.province, province)):
        if reading is not None and name and not name.lower().endswith(reading.text.lower()) and fold(name).endswith(fold(reading.text)):
            return ("address_spelling",)
    return ()


def address_from_parts(*, street: object = None, ward: object = None, district: object = None, province: object = None, area: object = None) -> Parsed[Address]:
    return parse_address(', '.join(str(x) for x in (street,ward,district,province) if x))
