"""Large tables are put together slice by slice; that must not be seen in anything they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from khachhang import importing, workbooks
from khachhang.errors import Cancelled
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


def test_checking_can_be_stopped_between_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembling, "SLICE", 7)
    book = workbooks.read_workbook(DATA / BOOKS[0])
    sheet = book.sheets[0]
    table = importing.find_tables(sheet)[0]
    mapping = importing.suggest_mapping(sheet, table, CATALOGUE)
    heard: list[tuple[int, int]] = []

    def stop_after_the_columns(done: int, total: int) -> None:
        heard.append((done, total))
        if heard.count((done, total)) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        importing.check_table(sheet, table, mapping, CATALOGUE, Options(today=date(2026, 11, 22)), stop_after_the_columns)
    assert heard == sorted(heard)


def test_rows_of_a_packed_sheet_are_unpacked_when_looked_at(tmp_path: Path) -> None:
    text = "Tên khách,Điện thoại\n" + "".join(f"Nguyễn Văn {chr(65 + i % 26)},09{i:08d}\n" for i in range(3000))
    (tmp_path / "nhiều.csv").write_text(text, encoding="utf-8")
    packed = workbooks.read_workbook(tmp_path / "nhiều.csv", limits=replace(workbooks.DEFAULT, kept_cells=100))
    whole = workbooks.read_workbook(tmp_path / "nhiều.csv")
    ours, theirs = checked(packed)[0], checked(whole)[0]
    assert getattr(packed.sheets[0].rows, "is_packed", False)
    assert [(r.raw, r.said) for r in ours.rows] == [(r.raw, r.said) for r in theirs.rows]
