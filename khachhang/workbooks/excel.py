"""xlsx, xlsm, xlsb, xls and ods → sheets: values from calamine, the rest (hidden, fonts, errors) from a second look."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import python_calamine

from khachhang.errors import UserError
from khachhang.workbooks.output import Output
from khachhang.workbooks.sheets import Limits
from khachhang.workbooks.zip_check import open_checked

_FORMATS = (
    ("xl/workbook.bin", "xlsb"),
    ("xl/vbaproject.bin", "xlsm"),
    ("xl/workbook.xml", "xlsx"),
    ("content.xml", "ods"),
)
_MAIN_WORKBOOK = "[content_types].xml"


def read_zip(data: bytes, out: Output, limits: Limits) -> None:
    """Read a zipped workbook; UserError when it is none."""
    with open_checked(data, limits) as archive:
        names = {n.lower().lstrip("/") for n in archive.namelist()}
        format = next((f for part, f in _FORMATS if part in names), "xlsx" if _MAIN_WORKBOOK in names else "")
        if not format or "word/document.xml" in names or "ppt/presentation.xml" in names:
            raise UserError("not_a_workbook", reason="zip")
        _read(data, format, out, archive)


def read_xls(data: bytes, out: Output) -> None:
    """Read an old binary workbook (BIFF in a compound file)."""
    _read(data, "xls", out, None)


def _read(data: bytes, format: str, out: Output, archive: zipfile.ZipFile | None) -> None:
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as workbook:
            sheets = [m for m in workbook.sheets_metadata if m.typ == python_calamine.SheetTypeEnum.WorkSheet]
            for metadata in sheets:
                sheet = workbook.get_sheet_by_name(metadata.name)
                out.sheet(metadata.name, is_hidden=metadata.visible != python_calamine.SheetVisibleEnum.Visible)
                out.rows(sheet.iter_rows(), total=sheet.total_height)
                out.end(merged=_merged(sheet.merged_cell_ranges))
    except python_calamine.PasswordError as error:
        raise UserError("workbook_encrypted") from error
    except python_calamine.CalamineError as error:
        raise UserError("workbook_unreadable", reason="damaged") from error
    if not sheets:
        raise UserError("workbook_empty")
    out.done(format)


def _merged(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] | None) -> list[tuple[int, int, int, int]]:
    return [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges or ()]
