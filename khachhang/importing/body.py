"""The cells of a table: its rows of data, one line each, blocks laid end to end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from khachhang.importing.blocks import lay_out
from khachhang.importing.model import Row, RowKind, SheetLike, Table
from khachhang.values.parsed import Cell


def numbered_rows(sheet: SheetLike) -> Iterator[tuple[int, Row]]:
    """Yield (sheet row, cells) of a sheet."""
    numbers = sheet.row_numbers if sheet.row_numbers is not None else range(1, len(sheet.rows) + 1)
    return zip(numbers, sheet.rows, strict=False)


def data_lines(sheet: SheetLike, table: Table) -> Iterator[tuple[int, Row]]:
    """Yield (sheet row, cells) of each customer of a table; of a block the number of its first row and all its cells."""
    if table.blocks:
        yield from table_lines(sheet, table)
        return
    kinds = table.kinds
    for number, row in numbered_rows(sheet):
        if kinds.get(number) is RowKind.DATA:
            yield number, row


def table_lines(sheet: SheetLike, table: Table) -> Iterator[tuple[int, Row]]:
    """Yield the blocks of a block layout."""
    rows = dict(numbered_rows(sheet))
    for number in table.kinds:
        if table.kinds[number] is RowKind.DATA:
            yield number, lay_out(rows, table, number)


def sample_columns(sheet: SheetLike, table: Table, limit: int = 1500) -> dict[int, list[Cell]]:
    """Return index → cells of the first rows of data, and of some further down."""
    lines = [row for _, row in islice(data_lines(sheet, table), limit)]
    return {c.index: column_of(lines, c.index) for c in table.columns}


def column_of(lines: Sequence[Row], index: int) -> list[Cell]:
    """Return the cells of one column; None where a row is too short."""
    try:
        return [row[index] for row in lines]
    except IndexError:
        return [row[index] if index < len(row) else None for row in lines]
