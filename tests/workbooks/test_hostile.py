"""Files that broke other readers: each ends in a read or in one clear sentence, soon, and the window goes on."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from khachhang.errors import Cancelled, UserError
from khachhang.messages import sentence
from khachhang.workbooks import DEFAULT, child, read_bytes, read_workbook
from khachhang.workbooks.child import read_in_process
from tests.workbooks.making import hostile_files, mutants, sheet_xml, text_row, xlsx

DATA = Path(__file__).resolve().parents[1] / "data"
HOSTILE = hostile_files()
READABLE = {"million empty rows", "html of spans", "csv of quotes", "vcard without an end", "utf-16 of half a letter"} | {
    "vcard soft break at the end"
}
HASTY = replace(DEFAULT, seconds=20.0)


@pytest.mark.parametrize("name", sorted(READABLE))
def test_strange_but_harmless_file_is_read(name):
    assert any(s.rows for s in read_bytes(HOSTILE[name], name, limits=HASTY).sheets)


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - READABLE))
def test_hostile_file_ends_in_one_sentence(name):
    with pytest.raises(UserError) as caught:
        read_bytes(HOSTILE[name], name, limits=HASTY)

    for lang in ("vi", "en"):
        text = sentence(caught.value.code, caught.value.params, lang=lang)
        assert not text.startswith("[")
        assert "{" not in text
    assert caught.value.params["name"] == name


SAMPLES = ("03_so_khach_cua_hang_2024.xlsx", "08_danh_ba_dien_thoai.vcf", "13_cskh_utf8_bom.csv", "16_hoi_cho_dang_ky.xlsx")


@pytest.mark.parametrize("sample", SAMPLES)
def test_mutants_never_raise_anything_else(sample):
    """In this process, for speed: Rust panics count as the child's death, everything else must be a UserError or an answer."""
    rng = random.Random(sample)
    for data in mutants((DATA / sample).read_bytes()[:100_000], rng, 60):
        try:
            read_in_process(data, None, DEFAULT)
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise


def test_a_slow_child_is_stopped():
    with pytest.raises(UserError) as caught:
        read_workbook(DATA / "01_kiotviet_khach_hang.xlsx", limits=replace(DEFAULT, seconds=0.0))

    assert caught.value.code == "workbook_timeout"


def test_cancelling_kills_the_child_and_leaves_no_thread():
    def tick(done, total):
        raise Cancelled

    before = threading.active_count()
    with pytest.raises(Cancelled):
        read_workbook(DATA / "01_kiotviet_khach_hang.xlsx", tick=tick)

    assert threading.active_count() == before


def test_too_many_cells_are_refused():
    data = xlsx(sheet_xml("".join(text_row(n, "a", "b") for n in range(1, 100))))

    for limits in (replace(DEFAULT, rows=50), replace(DEFAULT, cells=50), replace(DEFAULT, columns=1), replace(DEFAULT, file_bytes=10)):
        with pytest.raises(UserError) as caught:
            read_bytes(data, "a.xlsx", limits=limits)
        assert caught.value.code == "workbook_too_large"


def test_missing_file_is_said_so(tmp_path):
    with pytest.raises(UserError) as caught:
        read_workbook(tmp_path / "không có.xlsx")

    assert caught.value.code == "workbook_missing"


def test_large_sheets_stay_packed_and_read_the_same():
    rows = "".join(text_row(n, f"Khách {n}", "x") for n in range(1, 5_001))
    data = xlsx(sheet_xml(rows))

    kept = read_bytes(data, "a.xlsx").sheets[0].rows
    packed = read_bytes(data, "a.xlsx", limits=replace(DEFAULT, kept_cells=10)).sheets[0].rows

    assert type(packed) is not list
    assert list(packed) == list(kept)
    assert (packed[4_321], packed[-1], packed[10:12]) == (kept[4_321], kept[-1], kept[10:12])


def test_the_child_imports_nothing_of_the_vault():
    source = Path(child.__file__).read_text(encoding="utf-8")

    assert "vault" not in source
    assert "store" not in source
