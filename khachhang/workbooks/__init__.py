"""Files in (xlsx xls xlsb ods csv vcf → sheets of raw cells, read in a limited child process) and out (rows → xlsx, csv)."""

from khachhang.workbooks.annotating import annotate_workbook
from khachhang.workbooks.child_process import CHILD_ARGUMENT
from khachhang.workbooks.csv_guard import guard_csv_cell, unguard_csv_cell
from khachhang.workbooks.reading import read_bytes, read_pasted_text, read_workbook
from khachhang.workbooks.saving import save_bytes
from khachhang.workbooks.sheets import DEFAULT, Cell, Limits, Row, Sheet, Workbook
from khachhang.workbooks.writing import ExportColumn, write_csv, write_xlsx

__all__ = [
    "CHILD_ARGUMENT",
    "DEFAULT",
    "Cell",
    "ExportColumn",
    "Limits",
    "Row",
    "Sheet",
    "Workbook",
    "annotate_workbook",
    "guard_csv_cell",
    "read_bytes",
    "read_pasted_text",
    "read_workbook",
    "save_bytes",
    "unguard_csv_cell",
    "write_csv",
    "write_xlsx",
]
