"""A workbook of problem rows that went out to be mended and comes back: its rows replace those they were, never double them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from khachhang.importing import CheckedRow, ColumnMapping, Mapping
from khachhang.values.text import fold

MENDING_COLUMNS = ("Lý do", "Gợi ý sửa", "Dòng gốc")
"""The columns added when problem rows are saved; the last one names each row: batch and sheet row."""

_FOLDED = tuple(fold(c) for c in MENDING_COLUMNS)
_MARK = re.compile(r"(\d+)-(\d+)")


class Origin(NamedTuple):
    """The row of an earlier import that a mended row was."""

    batch_id: int
    sheet_row: int


def origin_mark(batch_id: int, sheet_row: int) -> str:
    """Return what the added column says of a row."""
    return f"{batch_id}-{sheet_row}"


def has_added_columns(mapping: Mapping) -> bool:
    """Tell whether a table ends with the columns we add to rows that go out to be mended."""
    return [fold(c.header) for c in mapping.columns][-len(_FOLDED) :] == list(_FOLDED)


def is_mended(mapping: Mapping) -> bool:
    """Tell whether a table is one of ours that went out to be mended."""
    return has_added_columns(mapping) and all(_MARK.fullmatch(s) for s in mapping.columns[-1].samples)


def without_added_columns(mapping: Mapping) -> Mapping:
    """Return the mapping with the added columns left out of the customers."""
    added = mapping.columns[-len(_FOLDED) :]
    return replace(mapping, columns=(*mapping.columns[: -len(_FOLDED)], *(_ignored(c) for c in added)))


def _ignored(column: ColumnMapping) -> ColumnMapping:
    return replace(column, target="ignore")


def origin_of(cell: object) -> Origin | None:
    """Return the row that a cell of the added column names."""
    match = _MARK.fullmatch(str(cell).strip()) if cell is not None else None
    return None if match is None else Origin(int(match[1]), int(match[2]))


def origins(rows: Iterable[CheckedRow]) -> dict[int, Origin]:
    """Return sheet row → the row it was before it went out."""
    found = {row.sheet_row: origin_of(row.raw[-1]) for row in rows if row.raw}
    return {sheet_row: origin for sheet_row, origin in found.items() if origin is not None}
