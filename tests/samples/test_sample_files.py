"""The four workbooks of the sample shop: as their hand-written rows say, read to the last row, nothing lost."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from khachhang import workbooks
from khachhang.importing import RowKind
from khachhang.operations import import_looks, samples

ROOT = Path(__file__).resolve().parents[2]
HEADERS = {
    "KiotViet - khách hàng.xlsx": (1,),
    "Giao hàng tháng 10.xlsx": (4,),
    "Sổ công nợ.xlsx": (5,),
    "Hội chợ 3-2026 - khách ghé.xlsx": (3,),
}


def _cells(path: Path) -> list[list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """The script that writes the workbooks."""
    spec = importlib.util.spec_from_file_location("build_samples", ROOT / "resources" / "samples" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_workbooks_are_what_the_rows_say(build: ModuleType, tmp_path: Path):
    build.main(tmp_path)

    for path in samples.sample_files():
        assert _cells(path) == _cells(tmp_path / path.name), path.name


@pytest.mark.parametrize("path", samples.sample_files(), ids=lambda p: p.stem)
def test_every_table_is_found_where_it_stands(path: Path):
    look = import_looks.look_at(workbooks.read_workbook(path), b"", path)

    assert [t.table.header_rows for t in look.tables] == [HEADERS[path.name]]


def test_about_three_hundred_rows_of_customers():
    looks = [import_looks.look_at(workbooks.read_workbook(p), b"", p) for p in samples.sample_files()]

    rows = [sum(kind is RowKind.DATA for t in look.tables for kind in t.table.kinds.values()) for look in looks]

    assert rows == [120, 77, 47, 50]


def test_the_export_is_recognised_as_kiotviet():
    path = samples.sample_files()[0]
    look = import_looks.look_at(workbooks.read_workbook(path), b"", path)

    assert look.tables[0].mapping.layout == "kiotviet_customers"
    assert len(look.tables[0].table.columns) == 27


def test_the_fair_list_is_the_last_file():
    assert samples.sample_files()[-1] == samples.fair_list()
