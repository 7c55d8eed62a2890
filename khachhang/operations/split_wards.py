"""Old wards that were split in July 2025: asked once which new ward is meant, remembered for every later import."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from khachhang.importing import CheckedRow, CheckedTable, body_of
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.store.duplicate_queries import read_setting, write_setting
from khachhang.values.text import fold

SETTING = "split_wards"
_SEVERAL = re.compile(rb'"ward_new":\["[^"]*",')
"""In a packed row: a ward that is several now. Reading only these rows saves reading all."""


@dataclass(frozen=True, slots=True)
class SplitWard:
    """An old ward that may be several new ones. key: its name for the answer; rows: how many rows are there."""

    key: str
    ward: str
    district: str
    province: str
    candidates: tuple[str, ...]
    rows: int


def split_wards(tables: Sequence[CheckedTable]) -> list[SplitWard]:
    """Return the old wards of these rows that are still open, the commonest first."""
    counts: Counter[str] = Counter()
    found: dict[str, Mapping[str, Any]] = {}
    for table in tables:
        for row in table.rows:
            if not _SEVERAL.search(row.said):
                continue
            for address in row.values.get("address") or ():
                if _is_split(address):
                    key = _key(address)
                    counts[key] += 1
                    found.setdefault(key, address)
    return [
        SplitWard(key, a["ward"], a["district"], a["province"], tuple(a["ward_new"]), n)
        for key, n in counts.most_common()
        for a in (found[key],)
    ]


@needs(Right.IMPORT)
def remember_ward(opened: OpenVault, key: str, ward: str) -> None:
    """Keep the answer for this import and every later one."""
    with opened.writing() as connection:
        write_setting(connection, SETTING, {**(read_setting(connection, SETTING) or {}), key: ward})


def settled(opened: OpenVault, tables: Sequence[CheckedTable]) -> list[CheckedTable]:
    """Return the tables with every ward that was answered before filled in."""
    with opened.reading() as connection:
        answers: Mapping[str, str] = read_setting(connection, SETTING) or {}
    if not answers:
        return list(tables)
    return [replace(t, rows=[_settled_row(row, answers) for row in t.rows]) for t in tables]


def _settled_row(row: CheckedRow, answers: Mapping[str, str]) -> CheckedRow:
    addresses = row.values.get("address")
    if not addresses or not any(_is_split(a) and _key(a) in answers for a in addresses):
        return row
    return replace(row, said=body_of({**row.record_values, "address": [_settled(a, answers) for a in addresses]}))


def _settled(address: dict[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
    ward = answers.get(_key(address)) if _is_split(address) else None
    return {**address, "ward_new": [ward]} if ward in address["ward_new"] else address


def _is_split(address: Mapping[str, Any]) -> bool:
    return len(address.get("ward_new") or ()) > 1 and bool(address.get("ward"))


def _key(address: Mapping[str, Any]) -> str:
    return "|".join(fold(str(address.get(part) or "")) for part in ("ward", "district", "province"))
