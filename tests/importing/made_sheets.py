"""Sheets made by hand for the tests of importing, and short ways to look at what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from khachhang.fields import CATALOGUE
from khachhang.importing import CheckedTable, Options, Table, Verdict, check_table, find_tables, suggest_mapping
from khachhang.values.parsed import Cell

TODAY = date(2025, 11, 21)


@dataclass(frozen=True)
class MadeSheet:
    """A sheet as a reader hands it over."""

    rows: Sequence[Sequence[Cell]]
    name: str = "Sheet1"
    row_numbers: Sequence[int] | None = None
    fonts: Mapping[int, str] = field(default_factory=dict)
    merged: Sequence[tuple[int, int, int, int]] = ()


def sheet(text: str, name: str = "Sheet1") -> MadeSheet:
    """Return a sheet of lines; cells parted by "|", numbers as numbers, "~" for a line break inside a cell."""
    rows = [[_cell(c) for c in line.split("|")] for line in text.strip("\n").split("\n")]
    return MadeSheet(rows, name)


def _cell(text: str) -> Cell:
    text = text.strip()
    if not text:
        return None
    if text.startswith("#"):
        return float(text[1:])
    return text.replace("~", "\n")


def targets(made: MadeSheet, table: Table) -> dict[str, str]:
    """Return letter → target as `inspect` prints it."""
    columns = suggest_mapping(made, table, CATALOGUE).columns
    return {c.letter: "ignore" if c.target == "custom" else c.target for c in columns}


def check(made: MadeSheet, table: Table | None = None, **options: object) -> CheckedTable:
    """Return the only table of a sheet checked as suggested."""
    if table is None:
        (table,) = find_tables(made)
    return check_table(made, table, suggest_mapping(made, table, CATALOGUE), CATALOGUE, Options(TODAY, **options))  # type: ignore[arg-type]


def customers(checked: CheckedTable) -> dict[int, dict[str, object]]:
    """Return sheet row → values of the rows that become records, the address as one line."""
    answer = {}
    for row in checked.rows:
        if row.verdict in (Verdict.OK, Verdict.DOUBT):
            values = dict(row.values)
            if "address" in values:
                address = values["address"][0]
                values["address"] = ", ".join(address[k] for k in ("street", "ward", "district", "province") if address[k])
            answer[row.sheet_row] = values
    return answer
