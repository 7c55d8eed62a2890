"""Importing through operations: every row accounted for, the original kept, re-import, undo, where values come from."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pytest
from sqlalchemy import select

from khachhang import workbooks
from khachhang.errors import UserError
from khachhang.model import Mark, Party, RowOutcome
from khachhang.operations import cards, customers, editing, exports, history, imports, vaults
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.imports import SourceChoice, TableChoice
from khachhang.operations.opened import OpenVault
from khachhang.store import schema
from khachhang.values.text import fold
from tests.operations.shops import PASSWORD, Clock, bring_in, new_shop, snapshot

LAN = {"customer_code": ["K1"], "full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"], "group": ["Sỉ"], "debt": 3_250_000}
HUNG = {"customer_code": ["K2"], "full_name": "Trần Văn Hùng", "phones": ["+84987654321"]}


def import_file(opened: OpenVault, path: Path, source: str, party: Party = Party.FIRST, **kw: Any) -> int:
    """Import every table of a real file; return the operation."""
    look = imports.inspect_file(path, opened=opened, **kw)
    staged = imports.stage(opened, look, [TableChoice(t, t.mapping) for t in look.tables], SourceChoice(source, party))
    operation_id = imports.commit(opened, staged).operation_id
    assert operation_id is not None
    return operation_id


@pytest.mark.parametrize(
    "name", ["04_cong_no_phai_thu.xlsx", "16_hoi_cho_dang_ky.xlsx", "09_khach_hang_kho_cu_2009.xls", "13_cskh_utf8_bom.csv"]
)
def test_every_row_of_a_file_is_accounted_for_and_kept_as_it_came(shop: OpenVault, data_dir: Path, tmp_path: Path, name: str) -> None:
    path = data_dir / name
    operation_id = import_file(shop, path, "Tệp")

    result = imports.result(shop, operation_id)
    rows = imports.result_rows(shop, operation_id, limit=None)
    sheets = {s.name: s for s in workbooks.read_workbook(path).sheets}
    used = {r.sheet for r in rows}

    assert sum(result.counts.values()) == len(rows)
    assert {(r.sheet, r.sheet_row) for r in rows} == {(s, sheets[s].number_of(i)) for s in used for i in range(len(sheets[s].rows))}
    for outcome, n in result.counts.items():
        assert len(imports.result_rows(shop, operation_id, outcome, limit=None)) == n
    back = tmp_path / "back"
    imports.save_original(shop, operation_id, back)
    assert back.read_bytes() == path.read_bytes()
    _raw_cells_are_those_of_the_file(shop, sheets)


def _raw_cells_are_those_of_the_file(shop: OpenVault, sheets: dict[str, workbooks.Sheet]) -> None:
    with shop.reading() as connection:
        query = select(schema.source_row.c.sheet_row, schema.source_row.c.raw, schema.batch.c.sheet).join(schema.batch)
        kept = {(r.sheet, r.sheet_row): r.raw for r in connection.execute(query)}
    for (sheet, number), raw in kept.items():
        source = sheets[sheet]
        cells = [c for i, row in enumerate(source.rows) if source.number_of(i) == number for c in row if c not in (None, "")]
        stored = [c for c in orjson.loads(raw or "[]") if c not in (None, "")]
        assert stored == orjson.loads(orjson.dumps(cells, default=str))


def test_importing_the_same_file_again_changes_nothing_and_says_so(shop: OpenVault, data_dir: Path) -> None:
    path = data_dir / "04_cong_no_phai_thu.xlsx"
    import_file(shop, path, "Công nợ")
    before = snapshot(shop)

    again = import_file(shop, path, "Công nợ")

    result = imports.result(shop, again)
    assert result.is_unchanged
    assert result.counts[RowOutcome.NEW] == result.counts[RowOutcome.UPDATED] == result.counts[RowOutcome.DOUBTFUL] == 0
    assert snapshot(shop) == before


def test_a_hand_edit_stands_when_next_weeks_file_comes(shop: OpenVault) -> None:
    bring_in(shop, [LAN, HUNG])
    lan = customers.first_page(shop, CustomerQuery(text="lan"))[0]
    editing.edit(shop, lan, {"full_name": "Nguyễn Thị Lan (tạp hóa)"})

    week_2 = bring_in(shop, [{**LAN, "debt": 1_000_000}, HUNG, {"customer_code": ["K3"], "full_name": "Lê Hoa"}])

    row = customers.rows(shop, [lan])[0]
    assert row.values["full_name"] == "Nguyễn Thị Lan (tạp hóa)"
    assert row.raw["debt"] == 1_000_000
    assert week_2.params["updated"] == 1
    assert week_2.params["duplicate"] == 1
    assert week_2.params["new"] == 1


def test_undo_of_an_import_brings_back_every_earlier_value(shop: OpenVault) -> None:
    bring_in(shop, [LAN, HUNG])
    before = snapshot(shop)
    second = bring_in(shop, [{**LAN, "full_name": "Lan", "debt": 0}, {"customer_code": ["K9"], "full_name": "Mới"}])

    history.undo(shop, second.operation_id)

    assert snapshot(shop) == before


def test_what_a_person_worked_on_stays_when_its_import_is_taken_back(shop: OpenVault) -> None:
    first = bring_in(shop, [LAN, HUNG])
    lan = customers.first_page(shop, CustomerQuery(text="lan"))[0]
    card = cards.card(shop, lan)
    editing.choose_value(shop, lan, "full_name", card.records[0].record_id)

    report = history.undo(shop, first.operation_id)

    assert report.kept
    assert customers.count(shop, CustomerQuery()) == 1


def test_a_phone_alone_never_joins_two_people(shop: OpenVault) -> None:
    bring_in(shop, [LAN])

    bring_in(shop, [{"full_name": "Trần Văn Hùng", "phones": LAN["phones"]}], source="Giao hàng")
    bring_in(shop, [{"full_name": "Nguyen Thi Lan", "phones": LAN["phones"], "sex": "F"}], source="Danh bạ")

    assert customers.count(shop, CustomerQuery()) == 2


def test_every_value_of_a_card_says_where_it_is_from(shop: OpenVault, data_dir: Path) -> None:
    import_file(shop, data_dir / "16_hoi_cho_dang_ky.xlsx", "Hội chợ", Party.THIRD)
    for customer_id in customers.first_page(shop, CustomerQuery(), 40):
        card = cards.card(shop, customer_id)
        for field in card.fields:
            for value in field.values:
                assert value.provenance is not None
                assert value.provenance.file_name == "16_hoi_cho_dang_ky.xlsx"
                assert value.mark in (Mark.UNVERIFIED, Mark.DOUBTFUL)
                if field.field.key == "full_name":
                    assert fold(value.provenance.raw_text)


def test_the_mark_of_a_third_party_goes_into_the_export_and_comes_back(shop: OpenVault, tmp_path: Path) -> None:
    bring_in(shop, [LAN, HUNG])
    bring_in(shop, [{"full_name": "Khách Hội Chợ", "phones": ["+84933333333"]}], source="Hội chợ", party=Party.THIRD)
    out = tmp_path / "Khách đang lọc.xlsx"

    exports.export(shop, out, CustomerQuery(), ["full_name", "phones", "debt"])

    sheet = workbooks.read_workbook(out).sheets[0]
    rows = [dict(zip(sheet.rows[0], r, strict=False)) for r in sheet.rows[1:]]
    assert [(r["Tên khách"], r["Nguồn"], r["Đã kiểm"]) for r in rows] == [
        ("Khách Hội Chợ", "Hội chợ", "Chưa kiểm"),
        ("Trần Văn Hùng", "KiotViet", "Khách của tiệm"),
        ("Nguyễn Thị Lan", "KiotViet", "Khách của tiệm"),
    ]
    assert {r["Điện thoại"] for r in rows} == {"0933 333 333", "0912 345 678", "0987 654 321"}


def test_changing_where_a_list_is_from_changes_every_mark(shop: OpenVault) -> None:
    operation = bring_in(shop, [LAN]).operation_id
    assert operation is not None

    imports.change_party(shop, operation, Party.THIRD)

    assert customers.rows(shop, customers.first_page(shop, CustomerQuery()))[0].verification == "unverified"
    history.undo(shop)
    assert customers.rows(shop, customers.first_page(shop, CustomerQuery()))[0].verification == ""


def test_no_file_of_a_vault_holds_a_name_or_phone(tmp_path: Path, data_dir: Path) -> None:
    opened = new_shop(tmp_path / "Quét.khachhang")
    import_file(opened, data_dir / "16_hoi_cho_dang_ky.xlsx", "Hội chợ", Party.THIRD)
    with opened.reading() as connection:
        rows = connection.execute(select(schema.customer.c.full_name, schema.customer.c.phone)).all()
    needles = {n for r in rows for n in (r.full_name, r.phone[3:]) if len(n) >= 8}
    assert len(needles) > 200
    vaults.back_up(opened, tmp_path / "sao lưu.khachhang-backup")
    found = _found_in_files(tmp_path, needles)
    vaults.lock(opened)

    assert found | _found_in_files(tmp_path, needles) == set()
    (tmp_path / "control").write_text("\n".join(needles), encoding="utf-8")
    assert _found_in_files(tmp_path, needles) >= needles


def _found_in_files(folder: Path, needles: set[str]) -> set[str]:
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for needle in needles:
                forms = (needle, unicodedata.normalize("NFD", needle), fold(needle))
                if any(f.encode(code) in content for f in forms for code in ("utf-8", "utf-16-le")):
                    found.add(needle)
    return found


def test_a_backup_and_the_printed_code_bring_back_every_row(tmp_path: Path, data_dir: Path) -> None:
    opened, code = vaults.create(tmp_path / "Tiệm.khachhang", PASSWORD, clock=Clock(), argon2=None)
    import_file(opened, data_dir / "16_hoi_cho_dang_ky.xlsx", "Hội chợ")
    before = snapshot(opened)
    vaults.back_up(opened, tmp_path / "b.khachhang-backup")
    vaults.lock(opened)

    folder = vaults.restore(tmp_path / "b.khachhang-backup", tmp_path / "máy khác" / "Tiệm.khachhang")
    again = vaults.open_(folder, recovery_code=code)

    assert snapshot(again) == before
    assert vaults.must_set_password(again)
    vaults.change_password(again, None, "mật khẩu mới đủ dài 2026")
    vaults.lock(again)
    with pytest.raises(UserError):
        vaults.open_(folder, password=PASSWORD)
    vaults.lock(vaults.open_(folder, password="mật khẩu mới đủ dài 2026"))


def test_mended_rows_replace_what_they_were(shop: OpenVault, tmp_path: Path) -> None:
    path = tmp_path / "Khách lẻ.xlsx"
    columns = [workbooks.ExportColumn("n", "Tên khách"), workbooks.ExportColumn("p", "Điện thoại"), workbooks.ExportColumn("d", "Còn nợ")]
    rows = [["Nguyễn Thị Lan", "0912 345 678", "100000"], ["Trần Văn Hùng", "0987 65", "200000"], ["Lê Hoa", "0933 333 333", "0"]]
    workbooks.write_xlsx(path, title="Khách", columns=columns, rows=rows)
    first = import_file(shop, path, "Sổ tay")
    assert imports.result(shop, first).counts[RowOutcome.DOUBTFUL] == 1
    out = tmp_path / "Dòng cần sửa.xlsx"
    assert imports.save_problem_rows(shop, first, out) == 1
    book = openpyxl.load_workbook(out)
    sheet = book.active
    assert sheet is not None
    assert [c.value for c in sheet[1]][-3:] == ["Lý do", "Gợi ý sửa", "Dòng gốc"]
    sheet.cell(2, 2).value = "0987 654 321"
    book.save(out)

    import_file(shop, out, "Dòng cần sửa")

    assert customers.count(shop, CustomerQuery()) == 3
    hung = customers.rows(shop, customers.first_page(shop, CustomerQuery(text="hùng")))
    assert [(r.values["phones"], r.has_doubt, r.source_names) for r in hung] == [("0987 654 321", False, ("Sổ tay",))]
    assert not [f for f in shop.catalogue if f.is_custom]
    history.undo(shop)
    assert customers.rows(shop, [hung[0].customer_id])[0].has_doubt
