"""The child's side of `annotating`: openpyxl copies the chosen rows with their styles into a new sheet of the person's workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import copy
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from khachhang.errors import UserError
from khachhang.workbooks.sheets import Limits
from khachhang.workbooks.zip_check import open_checked

_ADDED_WIDTH = 40


def annotated(data: bytes, task: dict[str, Any], limits: Limits) -> bytes:
    """Return the new workbook. UserError or any exception of openpyxl's when the file will not do."""
    open_checked(data, limits).close()
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    if task["sheet"] not in workbook.sheetnames:
        raise UserError("workbook_unreadable", reason="sheet")
    source = workbook[task["sheet"]]
    target = workbook.create_sheet()
    last_header = max(task["header_rows"], default=0)
    heads = [(r, task["added_columns"] if r == last_header else ()) for r in task["header_rows"]]
    width = source.max_column
    for number, (row, added) in enumerate(heads + [(r, texts) for r, *texts in task["problems"]], start=1):
        _copy_row(source, target, row, number, width)
        for offset, text in enumerate(added, start=1):
            _put(target.cell(number, width + offset), text)
    for column in range(1, width + 1):
        letter = get_column_letter(column)
        target.column_dimensions[letter].width = source.column_dimensions[letter].width
    for offset in range(1, len(task["added_columns"]) + 1):
        target.column_dimensions[get_column_letter(width + offset)].width = _ADDED_WIDTH
    target.freeze_panes = target.cell(len(task["header_rows"]) + 1, 1)
    title = source.title
    for other in workbook.worksheets:
        if other is not target:
            workbook.remove(other)
    target.title = title
    workbook.defined_names.clear()
    return _saved(workbook)


def _copy_row(source: Any, target: Any, row: int, number: int, width: int) -> None:
    target.row_dimensions[number].height = source.row_dimensions[row].height
    for column in range(1, width + 1):
        cell = source.cell(row, column)
        copied = target.cell(number, column)
        _put(copied, cell.value)
        if cell.has_style:
            copied._style = copy(cell._style)


def _put(cell: Any, value: object) -> None:
    """Set a value; text stays text, even when it begins like a formula."""
    if isinstance(value, str):
        cell.value = ""
        cell.data_type = "s"
        cell._value = value
    elif value is not None and isinstance(cell, Cell):
        cell.value = value


class _MemoryWriter(ExcelWriter):  # type: ignore[misc]
    """openpyxl writes each sheet to the temporary folder first; customers do not belong there."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        writer = WorksheetWriter(ws, out=io.BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


def _saved(workbook: Any) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        writer = _MemoryWriter(workbook, archive)
        writer.write_data()
    return target.getvalue()


def chunks(data: bytes, size: int) -> Sequence[bytes]:
    """Return the data cut into pieces of that size."""
    return [data[i : i + size] for i in range(0, len(data), size)]
