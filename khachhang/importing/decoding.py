"""Text of old fonts in a column: decoded before anything reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from khachhang.importing.model import ColumnMapping, Options
from khachhang.model import Issue
from khachhang.values.legacy import decode_cell
from khachhang.values.parsed import Cell

EXAMPLES = 3

Repairs = dict[str, tuple[int, list[tuple[int, str, str]]]]
"""Code → (count, examples as (line, before, after))."""


@dataclass(slots=True)
class ParsedColumn:
    """A column of a table, parsed. values, issues and repairs are by line (index into the rows of data); None = nothing known.

    repairs: code → (count, examples as (line, before, after)).
    """

    mapping: ColumnMapping
    cells: list[Cell]
    values: list[Any]
    issues: dict[int, tuple[Issue, ...]] = field(default_factory=dict)
    repairs: Repairs = field(default_factory=dict)
    notes: list[Issue] = field(default_factory=list)

    def part(self, start: int, stop: int) -> ParsedColumn:
        """Return the lines from `start` to before `stop`; their repairs and notes stay with the whole."""
        if start == 0 and stop >= len(self.cells):
            return ParsedColumn(self.mapping, self.cells, self.values, self.issues)
        issues = {line - start: found for line, found in self.issues.items() if start <= line < stop}
        return ParsedColumn(self.mapping, self.cells[start:stop], self.values[start:stop], issues)


def decoded_column(mapping: ColumnMapping, cells: list[Cell], options: Options, legacy: str | None) -> ParsedColumn:
    """Return the column with its cells decoded and not yet parsed."""
    column = ParsedColumn(mapping, cells, [])
    if legacy:
        column.cells = decode_cells(column.repairs, cells, legacy, options)
    return column


def decode_cells(repairs: Repairs, cells: list[Cell], code: str, options: Options) -> list[Cell]:
    """Return the cells in Unicode; counts what was decoded under `text_<code>`."""
    repair = f"text_{code}"
    if repair in options.switched_off:
        return cells
    cache: dict[str, str] = {}
    decoded: list[Cell] = []
    count = 0
    examples: list[tuple[int, str, str]] = []
    for line, cell in enumerate(cells):
        if type(cell) is str and cell:
            text = cache.get(cell)
            if text is None:
                text = cache[cell] = decode_cell(cell, code)
            if text != cell:
                count += 1
                if len(examples) < EXAMPLES:
                    examples.append((line, cell, text))
            decoded.append(text)
        else:
            decoded.append(cell)
    if count:
        repairs[repair] = (count, examples)
    return decoded
