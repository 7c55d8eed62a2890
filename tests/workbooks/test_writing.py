"""Exports: what is written is what comes back; nothing can run; nothing half is left."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khachhang.errors import Cancelled, UserError
from khachhang.workbooks import (
    ExportColumn,
    annotate_workbook,
    guard_csv_cell,
    read_bytes,
    read_workbook,
    unguard_csv_cell,
    write_csv,
    write_xlsx,
)
from tests.workbooks.making import sheet_xml, text_row, xlsx

COLUMNS = [
    ExportColumn("name", "Tên", "name"),
    ExportColumn("phones", "Điện thoại", "phone"),
    ExportColumn("birth", "Ngày sinh", "date"),
    ExportColumn("debt", "Nợ", "money"),
]
ROWS = [
    ("Nguyễn Thị Lan", "0912345678", "1980-02-29", 1_250_000),
    ("=cmd|' /C calc'!A0", "+84912345678", "1980", -3_000),
    ("@SUM(A1)", "0243", None, 2.5),
    ("http://a.vn", "12345678901234567890", "--02-01", None),
    ("-1+1", 912345678, datetime.date(2024, 5, 6), 0),
]


def written(tmp_path, **options):
    path = tmp_path / "khach.xlsx"
    write_xlsx(path, title="Khách [đang lọc]", columns=COLUMNS, rows=ROWS, about=[("Lọc", "=còn nợ")], **options)
    return path


def test_xlsx_comes_back_the_same_and_holds_no_formula(tmp_path):
    path = written(tmp_path)

    workbook = read_workbook(path)
    cells = [c for s in openpyxl.load_workbook(path) for row in s.iter_rows() for c in row]

    assert [s.name for s in workbook.sheets] == ["Khách đang lọc", "Thông tin", "_"]
    assert list(workbook.sheets[0].rows)[1:] == [
        ("Nguyễn Thị Lan", "0912345678", datetime.datetime(1980, 2, 29), 1_250_000),
        ("=cmd|' /C calc'!A0", "+84912345678", "1980", -3_000),
        ("@SUM(A1)", "0243", None, 2.5),
        ("http://a.vn", "12345678901234567890", "--02-01", None),
        ("-1+1", "912345678", datetime.datetime(2024, 5, 6), 0),
    ]
    assert not [c for c in cells if c.data_type == "f" or c.hyperlink]


def test_sheet_is_frozen_filtered_and_without_green_triangles(tmp_path):
    import zipfile

    with zipfile.ZipFile(written(tmp_path)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()

    assert 'state="frozen"' in xml
    assert "<autoFilter" in xml
    assert 'numberStoredAsText="1"' in xml


def test_protected_xlsx_opens_with_its_password_only(tmp_path):
    path = written(tmp_path, password="chợ Bến Thành 7")

    with pytest.raises(UserError) as caught:
        read_workbook(path)
    assert caught.value.code == "workbook_encrypted"
    assert len(read_workbook(path, password="chợ Bến Thành 7").sheets[0].rows) == 6


def test_csv_comes_back_the_same(tmp_path):
    path = tmp_path / "khach.csv"
    write_csv(path, columns=COLUMNS, rows=ROWS)

    text = path.read_text(encoding="utf-8-sig")
    rows = read_workbook(path).sheets[0].rows

    assert "\n'=cmd" in text
    assert "'+84912345678" in text
    assert rows[2] == ("=cmd|' /C calc'!A0", "+84912345678", "1980", "-3000")


@given(st.text())
def test_guarding_a_cell_can_be_undone(text):
    assert unguard_csv_cell(guard_csv_cell(text)) == text
    assert not guard_csv_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_stopped_or_failed_export_leaves_the_old_file(tmp_path, write):
    path = tmp_path / "khach.out"
    path.write_text("cũ")
    extra = {"title": "Khách"} if write is write_xlsx else {}

    def tick(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        write(path, columns=COLUMNS, rows=ROWS, tick=tick, **extra)
    with pytest.raises(UserError) as caught:
        write(tmp_path / "không có" / "a.xlsx", columns=COLUMNS, rows=ROWS, **extra)

    assert path.read_text() == "cũ"
    assert [p.name for p in tmp_path.iterdir()] == ["khach.out"]
    assert caught.value.code == "export_not_written"


def test_too_many_rows_for_a_sheet_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("khachhang.workbooks.writing.LARGEST_SHEET", 3)

    with pytest.raises(UserError) as caught:
        written(tmp_path)
    assert caught.value.code == "export_too_large"
    assert not list(tmp_path.iterdir())


def formatted_workbook() -> bytes:
    """Return a workbook as a person keeps it: a title, a bold header, a coloured cell, a width, a formula, a second sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "KH"
    for row in (["DANH SÁCH"], ["Tên", "SĐT"], ["Lan", "0912"], ["Mai", "=1+1"], ["Hùng", "0913"]):
        sheet.append(row)
    sheet["A2"].font = openpyxl.styles.Font(name=".VnTime", bold=True)
    sheet["A5"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    sheet.column_dimensions["A"].width = 33
    workbook.create_sheet("Khác")["A1"] = "=KH!A1"
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def test_own_workbook_comes_back_with_reasons_and_its_formatting(tmp_path):
    original = formatted_workbook()
    sheet = read_bytes(original, "a.xlsx").sheets[0]

    annotate_workbook(original, sheet, {5: ("=Thiếu số", "Gõ đủ 10 số")}, tmp_path / "a.xlsx", header_rows=[1, 2])

    result = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert result.sheetnames == ["KH"]
    assert [[c.value for c in row] for row in result.active.iter_rows()] == [
        ["DANH SÁCH", None, None, None],
        ["Tên", "SĐT", "Lý do", "Gợi ý sửa"],
        ["Hùng", "0913", "=Thiếu số", "Gõ đủ 10 số"],
    ]
    assert result.active["A2"].font.name == ".VnTime"
    assert result.active["A3"].fill.fgColor.rgb == "00FFFF00"
    assert result.active["C3"].data_type == "s"
    assert result.active.column_dimensions["A"].width == 33


def test_own_workbook_of_another_format_comes_back_plain(tmp_path):
    original = "Tên,SĐT\nLan,0912\n=x,1\n".encode()
    sheet = read_bytes(original, "a.csv").sheets[0]

    annotate_workbook(original, sheet, {3: ("Sai", "")}, tmp_path / "a.xlsx", password="một hai ba")

    rows = read_workbook(tmp_path / "a.xlsx", password="một hai ba").sheets[0].rows
    assert list(rows) == [("Tên", "SĐT", "Lý do", "Gợi ý sửa"), ("=x", "1", "Sai", None)]


def test_workbook_that_openpyxl_refuses_comes_back_plain(tmp_path):
    original = xlsx(sheet_xml(text_row(1, "Tên") + text_row(2, "Lan")), extra={"docProps/core.xml": "<broken"})
    sheet = read_bytes(original, "a.xlsx").sheets[0]

    annotate_workbook(original, sheet, {2: ("Sai", "x")}, tmp_path / "a.xlsx")

    assert list(read_workbook(tmp_path / "a.xlsx").sheets[0].rows)[1] == ("Lan", "Sai", "x")


def test_who_took_it_out_stands_on_a_second_sheet_and_on_one_that_excel_does_not_show(tmp_path):
    about = [("Người xuất", "Lan"), ("Đang lọc", "=cmd|x")]
    write_xlsx(tmp_path / "ra.xlsx", title="Khách", columns=[ExportColumn("a", "A", "text")], rows=[["1"]], about=about)

    book = openpyxl.load_workbook(tmp_path / "ra.xlsx")

    assert [(s.title, s.sheet_state) for s in book] == [("Khách", "visible"), ("Thông tin", "visible"), ("_", "veryHidden")]
    for sheet in book.worksheets[1:]:
        assert [tuple(c.value for c in row) for row in sheet] == about
        assert {c.data_type for row in sheet for c in row} == {"s"}
