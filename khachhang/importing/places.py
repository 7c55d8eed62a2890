"""The address of each line, from one cell or from columns of street, ward, district and province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from khachhang.importing.columns import PLACES
from khachhang.importing.decoding import ParsedColumn
from khachhang.importing.model import Options
from khachhang.model import Issue
from khachhang.values.addresses import address_from_parts, parse_address
from khachhang.values.parsed import Cell, Parsed
from khachhang.values.text import cell_to_text, is_masked, nfc_squeeze


@dataclass(slots=True)
class Places:
    """values: per line a list of address shapes, or None. issues, repairs: by line, as in ParsedColumn."""

    values: list[list[dict[str, Any]] | None]
    issues: dict[int, tuple[Issue, ...]] = field(default_factory=dict)
    repairs: list[tuple[str, int, str, str, str]] = field(default_factory=list)
    provinces: list[str] = field(default_factory=list)


def addresses_of(columns: Sequence[ParsedColumn], count: int, options: Options) -> Places | None:
    """Return the addresses of all lines; columns: those of places, their cells already decoded. None when there are none."""
    first = {c.mapping.target: c for c in reversed(columns)}
    if not first:
        return None
    letter = next(first[t] for t in ("address", "street", "ward", "district", "province", "area", *first) if t in first).mapping.letter
    parts = [t for t in PLACES if t in first]
    places = _whole(first["address"].cells, letter, options) if parts == ["address"] else _from_parts(first, parts, count, letter, options)
    for column in columns:
        if column.mapping.target not in PLACES or column is not first[column.mapping.target]:
            _add(places, _whole(column.cells, column.mapping.letter, options))
    return places


def _whole(cells: Sequence[Cell], letter: str, options: Options) -> Places:
    return _each(cells, letter, lambda cell: parse_address(cell), options)


def _from_parts(first: dict[str, ParsedColumn], parts: Sequence[str], count: int, letter: str, options: Options) -> Places:
    if not parts:
        return Places([None] * count)
    names = ["street" if p == "address" else p for p in parts]
    if names.count("street") > 1:
        parts = [p for p in parts if p != "address"]
        names = list(parts)

    if names == ["street", "ward", "district", "province"]:

        def read(cells: Any) -> Parsed[Any]:
            street, ward, district, province = cells
            return address_from_parts(street=street, ward=ward, district=district, province=province)
    else:

        def read(cells: Any) -> Parsed[Any]:
            return address_from_parts(**dict(zip(names, cells, strict=True)))

    return _each(list(zip(*(first[p].cells for p in parts), strict=True)), letter, read, options)


def _each(keys: Sequence[Any], letter: str, read: Any, options: Options) -> Places:
    """Read every different key once; lines share the answer."""
    values: dict[Any, list[dict[str, Any]] | None] = {None: None, "": None}
    odd: dict[Any, tuple[tuple[Issue, ...], tuple[str, ...]]] = {}
    for key in dict.fromkeys(keys):
        if key is None or key == "":
            continue
        values[key], issues, repairs = _read(key, letter, read, options)
        if issues or repairs:
            odd[key] = (issues, repairs)
    places = Places(list(map(values.__getitem__, keys)))
    for line, key in enumerate(keys) if odd else ():
        if key in odd:
            issues, repairs = odd[key]
            if issues:
                places.issues[line] = issues
            for code in repairs:
                places.repairs.append((code, line, letter, _text(key), _line(values[key])))
    return places


def _read(key: Any, letter: str, read: Any, options: Options) -> tuple[list[dict[str, Any]] | None, tuple[Issue, ...], tuple[str, ...]]:
    key = _unmasked(key)
    parsed = read(key)
    if parsed.value is None:
        return None, (), ()
    value = parsed.value.to_value()
    if not (value["street"] or value["ward"] or value["district"] or value["province"]):
        value["street"] = value["raw"]
    repairs = parsed.repairs
    if repairs and options.switched_off and not options.switched_off.isdisjoint(repairs):
        value = {**value, "street": nfc_squeeze(_text(key)), "ward": "", "district": "", "province": ""}
        repairs = ()
    issues = tuple([replace(i, column=letter, field="address") for i in parsed.issues]) if parsed.issues else ()
    return ([value] if value["raw"] or value["street"] else None), issues, repairs


def _unmasked(key: Any) -> Any:
    """Return the cells without those a marketplace hid."""
    if type(key) is tuple:
        for text in key:
            if type(text) is str and "*" in text:
                return tuple([_unmasked(t) for t in key])
        return key
    return None if type(key) is str and is_masked(key) else key


def _text(key: Any) -> str:
    return ", ".join(t for t in map(cell_to_text, key) if t) if isinstance(key, tuple) else cell_to_text(key)


def _line(values: list[dict[str, Any]] | None) -> str:
    return ", ".join(values[0][k] for k in ("street", "ward", "district", "province") if values[0][k]) if values else ""


def _add(places: Places, more: Places) -> None:
    """Put the second address of each line behind the first."""
    for line, extra in enumerate(more.values):
        if extra:
            own = places.values[line]
            places.values[line] = [*own, *(e for e in extra if e not in own)] if own else extra
    for line, issues in more.issues.items():
        places.issues[line] = (*places.issues.get(line, ()), *issues)
    places.repairs += more.repairs
