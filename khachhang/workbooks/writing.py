"""Rows → xlsx or csv. Strings stay strings (leading zeros, no formulas), dates are dates, money is a number."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khachhang.errors import UserError
from khachhang.progress import Tick, no_tick
from khachhang.workbooks.csv_guard import guard_csv_cell
from khachhang.workbooks.saving import encrypt_workbook, part_beside

LARGEST_SHEET = 1_048_576
_ROWS_PER_TICK = 2_000
_WIDTHS = {"phone": 16, "date": 12, "money": 14, "number": 10, "name": 26, "address": 44, "note": 36, "email": 26, "tax_code": 16}
_CODES = frozenset(("phone", "code", "tax_code"))
_FIRST_EXCEL_DAY = datetime.date(1900, 3, 1)
_HEADER = {"bold": True, "bg_color": "#DDE8F3", "bottom": 1, "text_wrap": True, "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column of an export. kind: the value of a `fields.Kind` ("text", "phone", "date" …). width: in characters, 0 = by kind."""

    key: str
    label: str
    kind: str = "text"
    width: int = 0


TRACE_SHEET = "_"


def write_xlsx(
    path: Path,
    *,
    title: str,
    columns: Sequence[ExportColumn],
    rows: Iterable[Sequence[object]],
    about: Sequence[tuple[str, str]] = (),
    about_title: str = "Thông tin",
    password: str | None = None,
    tick: Tick = no_tick,
) -> None:
    """Write rows as a styled workbook; `about` becomes a second sheet of label and text. A value is str, int, float, a date or None.

    Dates may come as "YYYY-MM-DD"; partial dates stay text. password: the file is encrypted as Excel does.
    UserError: export_not_written, export_too_large. Raises what tick raises; the target is then as it was.
    """
    with part_beside(path) as part:
        plain = io.BytesIO() if password else part
        _write_workbook(plain, title, columns, rows, (about_title, about), tick)
        if password and isinstance(plain, io.BytesIO):
            encrypt_workbook(plain, password, part)


def write_csv(
    path: Path, *, columns: Sequence[ExportColumn], rows: Iterable[Sequence[object]], delimiter: str = ",", tick: Tick = no_tick
) -> None:
    """Write rows as csv in UTF-8 with BOM (Excel needs it), every cell guarded against running as a formula."""
    total = len(rows) if isinstance(rows, Sized) else 0
    with part_beside(path) as part:
        text = io.TextIOWrapper(part, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerow([guard_csv_cell(c.label) for c in columns])
        for number, row in enumerate(rows):
            if number % _ROWS_PER_TICK == 0:
                tick(number, max(total, number))
            writer.writerow(["" if v is None else v if type(v) is int or type(v) is float else guard_csv_cell(_text(v)) for v in row])
        text.detach()


def _write_workbook(
    target: Any,
    title: str,
    columns: Sequence[ExportColumn],
    rows: Iterable[Sequence[object]],
    about: tuple[str, Sequence[tuple[str, str]]],
    tick: Tick,
) -> None:
    # Loaded only for writing: the reading child shares this package and must start fast.
    import xlsxwriter

    workbook = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    try:
        sheet = workbook.add_worksheet(sheet_name(title))
        written = _write_rows(workbook, sheet, columns, rows, tick)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, written), max(0, len(columns) - 1))
        sheet.ignore_errors({"number_stored_as_text": _area(max(1, written), len(columns))})
        if about[1]:
            _write_about(workbook, *about)
            _write_trace(workbook, about[1])
        workbook.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error)) from error


def _write_rows(workbook: Any, sheet: Any, columns: Sequence[ExportColumn], rows: Iterable[Sequence[object]], tick: Tick) -> int:
    header = workbook.add_format(_HEADER)
    for index, column in enumerate(columns):
        sheet.write_string(0, index, column.label, header)
        sheet.set_column(index, index, column.width or _WIDTHS.get(column.kind, 18))
    total = len(rows) if isinstance(rows, Sized) else 0
    writers = [_cell_writer(workbook, sheet, column.kind) for column in columns]
    number = 0
    for number, row in enumerate(rows, start=1):
        if number >= LARGEST_SHEET:
            raise UserError("export_too_large", rows=max(total, number), limit=LARGEST_SHEET - 1)
        if number % _ROWS_PER_TICK == 1:
            tick(number - 1, max(total, number - 1))
        for index, value in enumerate(row):
            if value is not None and value != "":
                writers[index](number, index, value)
    return number


def _cell_writer(workbook: Any, sheet: Any, kind: str) -> Callable[[int, int, Any], None]:
    """Return what writes a value of that kind. Text always goes through write_string: nothing can become a formula or a link."""
    string, number, day = sheet.write_string, sheet.write_number, sheet.write_datetime
    text_format = workbook.add_format({"num_format": "@"}) if kind in _CODES else None
    number_format = workbook.add_format({"num_format": "#,##0"}) if kind == "money" else None
    day_format = workbook.add_format({"num_format": "dd/mm/yyyy"})
    time_format = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    numbers_stay = kind not in _CODES

    def write(row: int, column: int, value: Any) -> None:
        if type(value) is str and kind == "date":
            value = _date(value)
        if type(value) is str:
            string(row, column, value, text_format)
        elif (type(value) is int or type(value) is float) and numbers_stay and abs(value) < 1e15:
            number(row, column, value, number_format)
        elif isinstance(value, datetime.datetime) and value.date() >= _FIRST_EXCEL_DAY:
            day(row, column, value.replace(tzinfo=None), time_format)
        elif isinstance(value, datetime.date) and value >= _FIRST_EXCEL_DAY:
            day(row, column, value, day_format)
        else:
            string(row, column, _text(value), text_format)

    return write


def _write_about(workbook: Any, title: str, about: Sequence[tuple[str, str]]) -> None:
    sheet = workbook.add_worksheet(sheet_name(title))
    label_format = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    for index, (label, text) in enumerate(about):
        sheet.write_string(index, 0, label, label_format)
        sheet.write_string(index, 1, text, wrapped)
    sheet.ignore_errors({"number_stored_as_text": _area(len(about), 2)})


def _write_trace(workbook: Any, about: Sequence[tuple[str, str]]) -> None:
    """Write the same onto a sheet that Excel does not offer to show: it stays when somebody takes the visible one away."""
    sheet = workbook.add_worksheet(TRACE_SHEET)
    for index, (label, text) in enumerate(about):
        sheet.write_string(index, 0, label)
        sheet.write_string(index, 1, text)
    sheet.ignore_errors({"number_stored_as_text": _area(len(about), 2)})
    sheet.very_hidden()


def _date(text: str) -> datetime.date | str:
    """Return a whole date; a year or a day without a year stays text."""
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else text
    except ValueError:
        return text


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return value if isinstance(value, str) else str(value)


def sheet_name(title: str) -> str:
    """Return the title as Excel allows it: at most 31 characters, none of []:*?/\\, no apostrophe at the ends."""
    cleaned = " ".join("".join(" " if c in "[]:*?/\\" else c for c in title).split()).strip("'")
    return cleaned[:31].strip().strip("'") or "Sheet1"


def _area(last_row: int, width: int) -> str:
    letters, index = "", max(1, width)
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return f"A1:{letters}{last_row + 1}"
