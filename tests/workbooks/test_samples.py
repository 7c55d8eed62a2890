"""The sixteen sample files: every one is read, with the cells the truth says."""

from __future__ import annotations

import csv
import datetime
import json
from functools import cache
from pathlib import Path

import pytest

from khachhang.errors import UserError
from khachhang.workbooks import Workbook, read_workbook

DATA = Path(__file__).resolve().parents[1] / "data"
VCARD_COLUMNS = {"TEL": "TEL 1", "EMAIL": "EMAIL 1"}
MAPPING = json.loads((DATA / "truth" / "mapping.json").read_text(encoding="utf-8"))


@cache
def sample(name: str) -> Workbook:
    """Return a sample file, read once."""
    return read_workbook(DATA / name, password="matkhau123" if name.startswith("14_") else None)


@pytest.mark.parametrize("truth", MAPPING, ids=lambda t: t["file"][:2])
def test_sample_has_the_sheets_headers_and_rows_of_the_truth(truth):
    workbook = sample(truth["file"])

    assert workbook.size == (DATA / truth["file"]).stat().st_size
    for table in truth["tables"]:
        sheet = next(s for s in workbook.sheets if s.name == (table["sheet"] or ""))
        numbers = {sheet.number_of(i): row for i, row in enumerate(sheet.rows)}
        header = {str(v).strip() for r in table["header_rows"] or [0] for v in numbers[r] if v is not None}
        for column in table["columns"]:
            assert all(
                {"TEL": "TEL 1", "EMAIL": "EMAIL 1"}.get(part, part.strip()) in header
                for part in (column["header"] or "").split(" | ")
                if part
            ), column
        assert table["last_data_row"] in numbers
        assert table["last_data_row"] <= max(numbers) <= table["last_data_row"] + 20


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        pytest.param(t["file"], None, id=t["file"][:2])
        for t in MAPPING
        if any(c["field"] == "customer_code" for c in t["tables"][0]["columns"])
    ],
)
def test_each_row_carries_its_own_code(name, codes):
    table = next(t for t in MAPPING if t["file"] == name)["tables"][0]
    column = next(c["index"] for c in table["columns"] if c["field"] == "customer_code")
    sheet = next(s for s in sample(name).sheets if s.name == (table["sheet"] or ""))
    rows = {sheet.number_of(i): row for i, row in enumerate(sheet.rows)}

    with (DATA / "truth" / f"{name}.rows.csv").open(encoding="utf-8") as file:
        expected = {int(t["row"]): t["customer_code"] for t in csv.DictReader(file)}
    assert {number: str(rows[number][column]) for number in expected} == expected


@pytest.mark.parametrize(
    ("name", "format", "encoding", "delimiter"),
    [
        ("07_google_contacts.csv", "csv", "utf-8", ","),
        ("08_danh_ba_dien_thoai.vcf", "vcf", "utf-8", None),
        ("09_khach_hang_kho_cu_2009.xls", "xls", None, None),
        ("11_khach_hang_win1258.csv", "csv", "windows-1258", ";"),
        ("12_khach_hang_unicode_text.txt", "csv", "utf-16-le", "\t"),
        ("13_cskh_utf8_bom.csv", "csv", "utf-8-sig", ";"),
        ("14_khach_vip_co_mat_khau.xlsx", "xlsx", None, None),
    ],
)
def test_format_encoding_and_delimiter_are_told(name, format, encoding, delimiter):
    workbook = sample(name)

    assert (workbook.format, workbook.encoding, workbook.delimiter) == (format, encoding, delimiter)


def test_windows_1258_comes_composed():
    assert sample("11_khach_hang_win1258.csv").sheets[0].rows[2][1] == "Nguyễn Đức Dũng"


def test_whole_numbers_are_integers_and_dates_are_datetimes():
    cells = [v for row in sample("15_don_hang.xlsx").sheets[0].rows[1:] for v in row]

    assert not [v for v in cells if isinstance(v, float) and v.is_integer()]
    assert any(type(v) is datetime.datetime for v in cells)


@pytest.mark.parametrize(("password", "code"), [(None, "workbook_encrypted"), ("sai", "workbook_wrong_password")])
def test_protected_workbook_says_what_it_needs(password, code):
    with pytest.raises(UserError) as caught:
        read_workbook(DATA / "14_khach_vip_co_mat_khau.xlsx", password=password)

    assert caught.value.code == code
    assert caught.value.params["name"] == "14_khach_vip_co_mat_khau.xlsx"
