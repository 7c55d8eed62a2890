"""Files in (xlsx xls xlsb ods csv vcf → sheets of raw cells, read in a limited child process) and out (rows → xlsx, csv)."""

from khachhang.workbooks.reading import CHILD_ARGUMENT, read_bytes, read_pasted_text, read_workbook
from khachhang.workbooks.sheets import DEFAULT, Cell, Limits, Row, Sheet, Workbook

__all__ = [
    "CHILD_ARGUMENT",
    "DEFAULT",
    "Cell",
    "Limits",
    "Row",
    "Sheet",
    "Workbook",
    "read_bytes",
    "read_pasted_text",
    "read_workbook",
]
