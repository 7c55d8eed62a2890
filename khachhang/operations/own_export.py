"""Our own export comes back: its rows name the customers they were, and a row nobody touched is no news.

The last column of every export holds "{customer}-{tag}"; the tag tells this vault from any other, whose ids mean other customers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingABC
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from khachhang import messages
from khachhang.errors import UserError
from khachhang.fields import Catalogue, Field, Kind
from khachhang.importing import CheckedRow, Mapping
from khachhang.model import Value, is_sealed
from khachhang.operations.import_matching import Match
from khachhang.operations.opened import OpenVault
from khachhang.operations.showing import show_all
from khachhang.operations.typing_in import read_typed
from khachhang.store import customer_queries, quality
from khachhang.values.parsed import Cell
from khachhang.values.text import cell_to_text, fold, nfc_squeeze

_MARK = re.compile(r"(\d+)-([0-9a-f]{6})")
HIDDEN_CELL = "***"
"""What an export says of confidential information that its maker may not read; read again it is no news."""
_BESIDE = frozenset({"stt", "source", "verification", "ignore"})


def tag_of(opened: OpenVault) -> str:
    """Return what tells this vault from others: six hex digits."""
    return opened.vault.key_for("export tag").hex()[:6]


def mark_of(customer_id: int, tag: str) -> str:
    """Return what an export says of a customer in its last column."""
    return f"{customer_id}-{tag}"


def id_column(mapping: Mapping) -> int | None:
    """Return which column of a table names our customers, None when none does."""
    names = {fold(messages.sentence("id_column", section="export", lang=lang)) for lang in messages.LANGUAGES}
    return next((at for at, column in enumerate(mapping.columns) if fold(column.header) in names), None)


def matches(
    opened: OpenVault, connection: Connection, tables: Sequence[tuple[Mapping, Sequence[CheckedRow]]]
) -> dict[tuple[int, int], Match]:
    """Return (table, sheet row) → the customer a row of our own export names, with a record when the row says what is known already."""
    named: dict[tuple[int, int], int] = {}
    tag = ""
    for index, (mapping, rows) in enumerate(tables):
        at = id_column(mapping)
        if at is None:
            continue
        tag = tag or tag_of(opened)
        for row in rows:
            mark = _MARK.fullmatch(cell_to_text(row.raw[at]).strip()) if at < len(row.raw) else None
            current = customer_queries.resolve(connection, int(mark[1])) if mark is not None and mark[2] == tag else None
            if current is not None:
                named[index, row.sheet_row] = current
    if not named:
        return {}
    flats = customer_queries.flats(connection, set(named.values()))
    if opened.catalogue.seals:
        flats = {c: replace(f, values=opened.seals.reveal_all(f.values)) for c, f in flats.items()}
    records = quality.newest_records(connection, sorted(set(named.values())))
    today = opened.clock().astimezone().date()
    found: dict[tuple[int, int], Match] = {}
    for index, (mapping, rows) in enumerate(tables):
        for row in rows:
            flat = flats.get(named.get((index, row.sheet_row), 0))
            if flat is None or flat.is_binned:
                continue
            customer_id = named[index, row.sheet_row]
            same = _is_untouched(mapping, row, flat.values, opened.catalogue, today)
            found[index, row.sheet_row] = Match(customer_id, "own_id", record_id=records.get(customer_id) if same else None)
    return found


def _is_untouched(mapping: Mapping, row: CheckedRow, values: MappingABC[str, Value], catalogue: Catalogue, today: date) -> bool:
    fields = {fold(name): f for f in catalogue for name in (f.label, f.label_en)}
    for column, cell in zip(mapping.columns, row.raw, strict=False):
        if column.target in _BESIDE:
            continue
        field = fields.get(fold(column.header))
        if field is None or not _says_the_same(field, cell, _value_of(field, values), today):
            return False
    return True


def _value_of(field: Field, values: MappingABC[str, Value]) -> Value:
    """Return a value as the list shows it; a part of an address is taken out of the first one."""
    if field.part_of is None:
        return values.get(field.key)
    whole = values.get(field.part_of)
    first = whole[0] if isinstance(whole, list) and whole else {}
    return first.get(field.key) or "" if isinstance(first, dict) else ""


def _says_the_same(field: Field, cell: Cell, value: Value, today: date) -> bool:
    text = nfc_squeeze(cell_to_text(cell))
    if not text or (text == HIDDEN_CELL and is_sealed(value)):
        return True  # an empty cell takes nothing away
    if any(text == nfc_squeeze(show_all(field, value, lang)) for lang in messages.LANGUAGES):
        return True
    if field.kind in (Kind.ADDRESS, Kind.NOTE):
        return False
    try:
        return bool(read_typed(field, text, today).value == value)
    except UserError:
        return False
