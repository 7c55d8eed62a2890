"""Put a workbook together row by row and keep, beside it, what a perfect import would find; save it in any of the shops' formats."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from khachhang.importing.letters import letter_of
from khachhang.values.parsed import Cell
from tests.importing.unlike.people import Person, Write


@dataclass(frozen=True)
class Col:
    """One column: its header, what it is ("any" where nobody could say), and who writes its cells."""

    header: str
    target: str
    write: Write


@dataclass
class TableTruth:
    """What there is to find of one table: header rows, letter → (header, target), sheet row → values."""

    sheet: str
    letter: str = ""
    header_rows: list[int] = field(default_factory=list)
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    rows: dict[int, dict[str, str]] = field(default_factory=dict)


@dataclass
class SheetMade:
    """A sheet being filled from the top."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def line(self, *cells: Cell) -> int:
        """Add a row; return its number as Excel shows it."""
        self.rows.append(list(cells))
        return len(self.rows)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Set one cell. row from 1, column from 0."""
        while len(self.rows) < row:
            self.rows.append([])
        line = self.rows[row - 1]
        line.extend([None] * (column + 1 - len(line)))
        line[column] = cell


class Book:
    """A workbook and its truth. seed: of everything random in it."""

    def __init__(self, file: str, seed: int, **how: Any) -> None:
        self.file, self.how, self.rng = file, how, Random(seed)
        self.sheets: list[SheetMade] = []
        self.tables: list[TableTruth] = []

    def sheet(self, name: str = "Sheet1") -> SheetMade:
        made = SheetMade(name)
        self.sheets.append(made)
        return made

    def truth(self, sheet: SheetMade, letter: str = "") -> TableTruth:
        found = TableTruth("" if self.is_text else sheet.name, letter)
        self.tables.append(found)
        return found

    @property
    def is_text(self) -> bool:
        return not self.file.endswith((".xlsx", ".ods", ".xls"))

    def table(
        self, sheet: SheetMade, columns: Sequence[Col], persons: Sequence[Person], *, header: bool = True, left: int = 0,
        parents: Sequence[tuple[int, int, str]] = (), top: int | None = None, letter: str = "",
        every: int = 0, between: Sequence[Cell] = (),
    ) -> TableTruth:  # fmt: skip
        """Add a table. parents: (first column, last column, text) above the header. every, between: a row now and then."""
        truth = self.truth(sheet, letter)
        row = (top or len(sheet.rows) + 1) - 1
        if parents:
            row += 1
            truth.header_rows.append(row)
            for first, last, text in parents:
                sheet.put(row, left + first, text)
                if last > first:
                    sheet.merged.append((row, left + first, row, left + last))
        if header:
            row += 1
            truth.header_rows.append(row)
            for i, col in enumerate(columns):
                sheet.put(row, left + i, col.header or None)
        truth.columns = {letter_of(left + i): (c.header, c.target) for i, c in enumerate(columns)}
        for n, person in enumerate(persons):
            row += 1
            if every and n and n % every == 0:
                for i, cell in enumerate(between):
                    sheet.put(row, left + i, cell)
                row += 1
            truth.rows[row] = self.write(sheet, row, columns, person, left)
        return truth

    def write(self, sheet: SheetMade, row: int, columns: Sequence[Col], person: Person, left: int = 0) -> dict[str, str]:
        """Write one customer into a row; return what it says."""
        said: dict[str, str] = {}
        for i, col in enumerate(columns):
            cell, truth = col.write(person, self.rng)
            sheet.put(row, left + i, cell)
            for key, value in truth.items():
                said[key] = f"{said[key]};{value}" if key in ("phones", "note") and key in said else value
        return said

    # ---- saving

    def save(self, folder: Path) -> Path:
        """Write the file as its name says."""
        path = folder / self.file
        if "bytes" in self.how:
            path.write_bytes(self.how["bytes"])
        elif path.suffix == ".xlsx":
            self._save_xlsx(path)
        elif path.suffix == ".ods":
            self._save_ods(path)
        elif path.suffix == ".xls":
            path.write_text(self._html(), encoding="utf-8")
        else:
            path.write_bytes(self._text())
        return path

    def _save_xlsx(self, path: Path) -> None:
        book = xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False, "strings_to_urls": False})
        fonts = self.how.get("font")
        cell_format = book.add_format({"font_name": fonts}) if fonts else None
        for made in self.sheets:
            sheet = book.add_worksheet(made.name)
            for top, first, bottom, last in made.merged:
                sheet.merge_range(top - 1, first, bottom - 1, last, "")
            for r, row in enumerate(made.rows):
                for c, cell in enumerate(row):
                    if cell is not None:
                        if isinstance(cell, date | datetime):
                            sheet.write(r, c, cell)
                        else:
                            sheet.write(r, c, cell, cell_format)
        book.close()

    def _text(self) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.how.get("delimiter", ","), lineterminator="\r\n")
        for row in self.sheets[0].rows:
            writer.writerow(["" if c is None else f"{c:%d/%m/%Y}" if isinstance(c, date) else c for c in row])
        encode = self.how.get("encode")
        return encode(out.getvalue()) if encode else out.getvalue().encode(self.how.get("encoding", "utf-8"))

    def _html(self) -> str:
        body = "".join("<tr>" + "".join(f"<td>{escape(_shown(c))}</td>" for c in row) + "</tr>" for row in self.sheets[0].rows)
        return f'<html><head><meta charset="utf-8"><title>x</title></head><body><table border="1">{body}</table></body></html>'

    def _save_ods(self, path: Path) -> None:
        sheets = "".join(
            f'<table:table table:name="{escape(s.name)}">'
            + "".join("<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in s.rows)
            + "</table:table>"
            for s in self.sheets
        )
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
        content = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
            f"<office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
        )
        manifest = (
            '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
        )
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(zipfile.ZipInfo("mimetype"), kind)
            archive.writestr("content.xml", content)
            archive.writestr("META-INF/manifest.xml", manifest)


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell:%Y-%m-%d}"><text:p>{cell}</text:p></table:table-cell>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
