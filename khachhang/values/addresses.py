"""Addresses: one cell or separate columns → street, ward, district, province with their full official names, old units or new.

Only what the text says is stored: a district or province is never concluded from the rest. Names are restored to their official
spelling where the tables leave no doubt; the street stays as written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khachhang.model import Issue
from khachhang.values.address_places import (
    SamePlace,
    fold_address,
    house_number,
    is_ward_in,
    new_units,
    only_province_of,
    same_place,
)
from khachhang.values.address_reading import SEPARATOR, Units, read_columns, read_tail, read_text
from khachhang.values.address_value import Address
from khachhang.values.admin_units import fold
from khachhang.values.parsed import Parsed
from khachhang.values.text import cell_to_text, nfc_squeeze
from khachhang.values.typing_residue import decode_typing, has_residue

__all__ = [
    "Address", "SamePlace", "address_from_parts", "fold_address", "house_number", "new_units", "parse_address", "parse_area",
    "parse_district", "parse_province", "parse_ward", "same_place",
]  # fmt: skip

_HEAD_MARK = re.compile(
    r"(?<![a-z0-9/'])(?:p|f|ph|phg|q|x|h|t|tt|tx|tp|phuong|xa|quan|huyen|tinh|thi|thanh|dac)(?![a-z])|(?<![a-z])tp|^[^0-9]*$"
)
"""What the text before the first separator must not hold to be a street without a second look: a unit word, or no number at all."""
_HOUSE = re.compile(r"\d+[A-Za-z]?(?:/\d+[A-Za-z]?)*")
_MAY_SEPARATE = re.compile(r"[,;|\n–—-]")
_BREAKS = re.compile(r"[,;\s]*[\r\n]+\s*")
_ASCII_WORDS = re.compile(r"([A-Za-z]+)")
_NOTHING = frozenset(
    "?|??|???|.|x|n/a|na|null|none|khong|khong co|khong ro|khong biet|ko|ko co|ko ro|k|k co|k ro|chua|chua co|chua ro|chua biet"
    "|chua cap nhat|chua cung cap|khong cung cap|trong|khong dia chi".split("|")
)
"""Folded; what people write where they know no address."""
_NOTHING_BEGINS = frozenset({c for word in _NOTHING for c in (word[0], word[0].upper())} | {""})
_LONGEST_NOTHING = max(map(len, _NOTHING))
_EDGES = " ,;-–—"


def parse_address(raw: object) -> Parsed[Address]:
    """Return what one cell from street to province says. value None = the cell is blank. Never raises.

    A province that is not said comes out empty with the note `address_province_missing`.
    """
    text = _tidy(raw)
    if not text:
        return Parsed(None)
    separator = SEPARATOR.search(text)
    if separator:
        head, tail = text[: separator.start()], text[separator.end() :]
        if head and tail and not _HEAD_MARK.search(fold(head)):
            units = _tail(tail)
            return _address(f"{head}, {units.street}" if units.street else head, units, text, is_one_cell=True)
    units = _whole(text)
    return _address(units.street, units, text, is_one_cell=True)


def address_from_parts(
    *, street: object = None, ward: object = None, district: object = None, province: object = None, area: object = None
) -> Parsed[Address]:
    """Return the address of separate columns; any of them may hold more than its name says (a whole address in `street`).

    area: province and district in one cell as KiotViet writes them, "Hồ Chí Minh - Quận 1". Columns win over the text of the street.
    """
    cells = [_tidy(street), _tidy_column(ward), _tidy_column(district), _tidy_column(province), _tidy_column(area)]
    if not any(cells[1:]):
        return parse_address(cells[0])
    home, *columns = cells
    raw = ", ".join(dict.fromkeys(cell for cell in cells if cell))
    separator = SEPARATOR.search(home) if _MAY_SEPARATE.search(home) else None
    head = home[: separator.start()] if separator else home
    if head and (separator or any(columns[:3])) and not _names_unit(head):
        units = _columns(home[separator.end() :] if separator else "", True, *columns)
        return _address(f"{head}, {units.street}" if units.street else head, units, raw)
    units = _columns(home, False, *columns)
    return _address(units.street, units, raw)


def _names_unit(head: str) -> bool:
    """Return whether `_HEAD_MARK` is in the text; streets repeat, their house numbers do not."""
    house, _, street = head.partition(" ")
    if street and _HOUSE.fullmatch(house):
        return _street_names_unit(street)
    return _HEAD_MARK.search(fold(head)) is not None


@lru_cache(maxsize=1 << 13)
def _street_names_unit(street: str) -> bool:
    """Return whether `_HEAD_MARK` is in the text of a street behind its house number."""
    return _HEAD_MARK.search(fold(f"1 {street}")) is not None


def parse_area(text: object) -> Parsed[str]:
    """Return KiotViet's area as "district, province" with official names; None when blank."""
    return _one_column(address_from_parts(area=text), "district", "province")


def parse_ward(text: object) -> Parsed[str]:
    """Return the full name of a ward, commune or township, as far as its cell says it; None when blank."""
    return _one_column(address_from_parts(ward=text), "ward")


def parse_district(text: object) -> Parsed[str]:
    """Return the full name of a district; None when blank."""
    return _one_column(address_from_parts(district=text), "district")


def parse_province(text: object) -> Parsed[str]:
    """Return the name of a province, without its unit word; None when blank or unknown."""
    return _one_column(address_from_parts(province=text), "province")


def _one_column(parsed: Parsed[Address], *names: str) -> Parsed[str]:
    if parsed.value is None:
        return Parsed(None)
    parts = [getattr(parsed.value, name) for name in names]
    issues = tuple([issue for issue in parsed.issues if issue.code != "address_province_missing"])
    return Parsed(", ".join([part for part in parts if part]) or None, issues, parsed.repairs)


def _address(street: str, units: Units, raw: str, *, is_one_cell: bool = False) -> Parsed[Address]:
    if units.issues and is_one_cell:
        units = _with_suggestion(street, units, raw)
    address = Address(street, units.ward, units.district, units.province, units.units, units.province_new, units.ward_new, raw)
    return Parsed(address, units.issues, units.repairs)


def _with_suggestion(street: str, units: Units, raw: str) -> Units:
    """Offer the province that the district alone lies in, where none is said or the one said has no such district."""
    code = units.issues[0].code
    if code not in ("address_province_missing", "address_district_elsewhere") or not units.district:
        return units
    province = _only_province_of(units.district)
    if province is None or (code == "address_district_elsewhere" and not is_ward_in(units.ward, units.district, province)):
        return units
    meant = (
        f"{raw}, {province}"
        if code == "address_province_missing"
        else ", ".join([part for part in (street, units.ward, units.district, province) if part])
    )
    first = units.issues[0]
    return units._replace(
        issues=(Issue(first.code, first.severity, params={**first.params, "value": raw, "suggestion": meant}), *units.issues[1:])
    )


@lru_cache(maxsize=1 << 10)
def _only_province_of(district: str) -> str | None:
    return only_province_of(district)


def _tidy(raw: object) -> str:
    text = raw if type(raw) is str else cell_to_text(raw)  # type: ignore[arg-type]
    if "\n" in text or "\r" in text:
        text = _BREAKS.sub(", ", text.strip())
    text = nfc_squeeze(text).strip(_EDGES).rstrip(".,; ")
    if len(text) <= _LONGEST_NOTHING and text[:1] in _NOTHING_BEGINS and fold(text) in _NOTHING:
        return ""
    return _decoded(text) if text.isascii() and has_residue(text) else text


@lru_cache(maxsize=1 << 14)
def _tidy_column(raw: object) -> str:
    """Columns of wards, districts and provinces say the same few things on every row."""
    return _tidy(raw) if raw is not None else ""


def _decoded(text: str) -> str:
    """Return the text with Telex left-overs decoded word by word; the values of a text with Vietnamese letters are not touched."""
    parts = _ASCII_WORDS.split(text)
    parts[1::2] = decode_typing(" ".join(parts[1::2])).split(" ")
    return "".join(parts)


@lru_cache(maxsize=1 << 15)
def _tail(tail: str) -> Units:
    return read_tail(tail)


@lru_cache(maxsize=1 << 12)
def _whole(text: str) -> Units:
    return read_text(text)


@lru_cache(maxsize=1 << 15)
def _columns(home: str, is_tail: bool, ward: str, district: str, province: str, area: str) -> Units:
    return read_columns(home, is_tail=is_tail, ward=ward, district=district, province=province, area=area)
