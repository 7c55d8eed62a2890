"""A workbook written again from its cells alone: every row stays in its place, so that what points at a row still does."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

from khachhang.workbooks.sheets import Cell, Workbook

Blank = Callable[[str, int, int], bool]
"""(sheet name, row number as a person sees it, place of the row in the sheet) → whether the row is left out."""


def is_copyable(book: Workbook) -> bool:
    """Tell whether rows keep their numbers in a copy: not for cards of an address book, which have none in a sheet."""
    return all(s.row_numbers is None or list(s.row_numbers) == list(range(1, len(s.rows) + 1)) for s in book.sheets)


def plain_copy(book: Workbook, blank: Blank) -> bytes:
    """Return an .xlsx with the same sheets and cells, but for rows left blank. Formats, formulas and pictures are not in it."""
    import xlsxwriter  # loaded only for writing: the reading child shares this package and must start fast

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    workbook = xlsxwriter.Workbook(target, options)
    day = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for number, sheet in enumerate(book.sheets):
        made = workbook.add_worksheet(sheet.name[:31] or f"Sheet{number + 1}")
        for index, row in enumerate(sheet.rows):
            if blank(sheet.name, index + 1, index):
                continue
            for column, cell in enumerate(row):
                _write(made, index, column, cell, day)
    workbook.close()
    return target.getvalue()


def _write(sheet: object, row: int, column: int, cell: Cell, day: object) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)  # type: ignore[attr-defined]
    elif isinstance(cell, int | float) and abs(cell) < 1e15:
        sheet.write_number(row, column, cell)  # type: ignore[attr-defined]
    elif isinstance(cell, datetime.datetime | datetime.date | datetime.time):
        sheet.write_datetime(row, column, cell, day)  # type: ignore[attr-defined]
    else:
        sheet.write_string(row, column, str(cell))  # type: ignore[attr-defined]
