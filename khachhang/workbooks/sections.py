"""Several small tables in one workbook: a sheet each, text only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from khachhang.workbooks.saving import part_beside
from khachhang.workbooks.writing import sheet_name

Section = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""(title, heads, rows)"""


def write_sections(path: Path, sections: Sequence[Section]) -> None:
    """Write each section onto a sheet of its own; no cell can run. UserError: export_not_written."""
    import xlsxwriter  # loaded only for writing: the reading child shares this package and must start fast

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with part_beside(path) as part:
        workbook = xlsxwriter.Workbook(part, options)
        bold, wrapped = workbook.add_format({"bold": True}), workbook.add_format({"text_wrap": True, "valign": "top"})
        for title, heads, rows in sections:
            sheet = workbook.add_worksheet(sheet_name(title))
            for column, head in enumerate(heads):
                sheet.write_string(0, column, head, bold)
                sheet.set_column(column, column, 28)
            for number, row in enumerate(rows, 1):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text, wrapped)
            sheet.freeze_panes(1, 0)
        workbook.close()
