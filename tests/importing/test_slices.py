"""Large tables are put together slice by slice; that must not be seen in anything they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from khachhang import importing, workbooks
from khachhang.fields import CATALOGUE
from khachhang.importing import CheckedTable, Options, assembling

DATA = Path(__file__).parent.parent / "data"
BOOKS = [
    "01_kiotviet_khach_hang.xlsx",
    "03_so_khach_cua_hang_2024.xlsx",
    "04_cong_no_phai_thu.xlsx",
    "05_giao_hang_thang_9.xlsx",
    "15_don_hang.xlsx",
]


def checked(book: workbooks.Workbook) -> list[CheckedTable]:
    tables = []
    for sheet in book.sheets:
        for table in importing.find_tables(sheet):
            mapping = importing.suggest_mapping(sheet, table, CATALOGUE)
            tables.append(importing.check_table(sheet, table, mapping, CATALOGUE, Options(today=date(2026, 11, 22))))
    return tables


@pytest.mark.parametrize("name", BOOKS)
def test_a_table_says_the_same_however_it_is_cut(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    book = workbooks.read_workbook(DATA / name)
    whole = checked(book)
    monkeypatch.setattr(assembling, "SLICE", 7)
    assert checked(book) == whole
    assert any(row.said for table in whole for row in table.rows)
