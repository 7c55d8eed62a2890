"""xlsx, xlsm, xlsb, xls and ods → sheets: values from calamine, the rest (hidden, fonts, errors) from a second look."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import python_calamine

from khachhang.errors import UserError
from khachhang.model import Issue, Severity
from khachhang.workbooks.older_look import OdsLook, XlsLook
from khachhang.workbooks.ooxml_look import Look, WorkbookLook, column_letters
from khachhang.workbooks.output import Output
from khachhang.workbooks.sheets import Limits
from khachhang.workbooks.zip_check import open_checked

_FORMATS = (
    ("xl/workbook.bin", "xlsb"),
    ("xl/vbaproject.bin", "xlsm"),
    ("xl/workbook.xml", "xlsx"),
    ("content.xml", "ods"),
)
_SMALL_SHEET = 400_000
_MOST_ROWS = 1_048_576
_NUMBER = re.compile(r"\s*-?(?:[1-9][\d.,]*|0(?:[.,]\d+)?)\s*")
_MAIN_WORKBOOK = "[content_types].xml"


def read_zip(data: bytes, out: Output, limits: Limits) -> None:
    """Read a zipped workbook; UserError when it is none."""
    with open_checked(data, limits) as archive:
        names = {n.lower().lstrip("/") for n in archive.namelist()}
        format = next((f for part, f in _FORMATS if part in names), "xlsx" if _MAIN_WORKBOOK in names else "")
        if not format or "word/document.xml" in names or "ppt/presentation.xml" in names:
            raise UserError("not_a_workbook", reason="zip")
        _read(data, format, out, archive, limits)


def read_xls(data: bytes, out: Output, limits: Limits) -> None:
    """Read an old binary workbook (BIFF in a compound file)."""
    _read(data, "xls", out, None, limits)


def _read(data: bytes, format: str, out: Output, archive: zipfile.ZipFile | None, limits: Limits) -> None:
    look = _look(data, format, archive)
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as workbook:
            sheets = [m for m in workbook.sheets_metadata if m.typ == python_calamine.SheetTypeEnum.WorkSheet]
            for metadata in sheets:
                out.sheet(metadata.name, is_hidden=metadata.visible != python_calamine.SheetVisibleEnum.Visible)
                _read_sheet(workbook.get_sheet_by_name(metadata.name), look, out, limits)
    except python_calamine.PasswordError as error:
        raise UserError("workbook_encrypted") from error
    except python_calamine.CalamineError as error:
        raise UserError("workbook_unreadable", reason="damaged") from error
    if not sheets:
        raise UserError("workbook_empty")
    out.done(format)


def _look(data: bytes, format: str, archive: zipfile.ZipFile | None) -> WorkbookLook | OdsLook | XlsLook | None:
    """Return what looks again for what calamine does not tell; nothing does for .xlsb."""
    if format == "xls":
        return XlsLook(data)
    if archive is None or format == "xlsb":
        return None
    return OdsLook(archive) if format == "ods" else WorkbookLook(archive)


def _read_sheet(sheet: python_calamine.CalamineSheet, look: WorkbookLook | OdsLook | XlsLook | None, out: Output, limits: Limits) -> None:
    if sheet.total_height > _MOST_ROWS or sheet.total_width > limits.columns:
        raise UserError("workbook_too_large", reason="address")
    width = sheet.end[1] + 1 if sheet.end else 0  # total_width leaves out the last column
    found = look.at(sheet.name, width) if look else Look()
    if sheet.total_width * sheet.total_height <= _SMALL_SHEET:
        rows = list(_rows(sheet))
        out.rows(rows, total=len(rows))
        found.findings += _text_numbers(rows)
    else:
        out.rows(_rows(sheet), total=sheet.total_height)
    out.end(
        merged=_merged(sheet.merged_cell_ranges),
        hidden_rows=found.hidden_rows,
        hidden_columns=found.hidden_columns,
        fonts=found.fonts,
        cell_fonts=found.cell_fonts,
        findings=found.findings,
    )


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[list[Any]]:
    """Yield the rows from A1 on: calamine fills up the rows before the first cell, but not the columns."""
    left = sheet.start[1] if sheet.start else 0
    return ([""] * left + row for row in sheet.iter_rows()) if left else iter(sheet.iter_rows())


def _text_numbers(rows: list[list[Any]]) -> list[Issue]:
    """Count, in columns that hold real numbers too, the numbers that were written as text."""
    issues = []
    for index, column in enumerate(zip(*rows, strict=False)):
        if {float, str} <= set(map(type, column)) or {int, str} <= set(map(type, column)):
            count = sum(1 for v in column if type(v) is str and _NUMBER.fullmatch(v))
            if count:
                letters = column_letters(index)
                issues.append(Issue("workbook_text_numbers", Severity.NOTES, column=letters, params={"column": letters, "count": count}))
    return issues


def _merged(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] | None) -> list[tuple[int, int, int, int]]:
    return [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges or ()]
