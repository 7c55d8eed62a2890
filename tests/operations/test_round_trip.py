"""Our own export comes back: nothing new, nothing changed; an edited row changes its customer; another book's ids mean nothing here."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from khachhang.fields import Kind
from khachhang.model import Party, RowOutcome
from khachhang.operations import customers, exports, imports
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.import_staging import SourceChoice, TableChoice
from khachhang.operations.opened import OpenVault
from tests.operations.shops import bring_in, new_shop, snapshot

ROWS = [
    {"customer_code": ["K1"], "full_name": "Nguyễn Thị Lan", "phones": ["+84912345678", "+84938221506"], "debt": 3_000_000, "sex": "F",
     "birth_date": "1990-11-03", "last_purchase_date": "2026-11-01", "note": ["giao sau 17h", "gọi cổng sau"], "group": ["VIP", "Sỉ"],
     "address": [{"street": "12 Lê Lợi", "ward": "Phường 4", "district": "Quận Gò Vấp", "province": "Hồ Chí Minh"}]},
    {"customer_code": ["K2"], "full_name": "Trần Văn Hùng", "birth_date": "--12-30", "email": ["hung@gmail.com"]},
    {"customer_code": ["K3"], "full_name": "Trần Văn Hùng", "birth_date": "1988", "company": "Công ty TNHH An Phát",
     "tax_code": "0312345678"},
]  # fmt: skip


def stage_file(opened: OpenVault, path: Path):  # type: ignore[no-untyped-def]
    look = imports.inspect_file(path, opened=opened)
    choices = [TableChoice(t, t.mapping) for t in look.tables[:1]]
    return imports.stage(opened, look, choices, SourceChoice("Tệp xuất", Party.FIRST))


@pytest.fixture
def book(shop: OpenVault) -> OpenVault:
    bring_in(shop, ROWS[:2])
    bring_in(shop, ROWS[2:], source="Hội chợ", party=Party.THIRD)
    customers.add_field(shop, "Cỡ giày", Kind.NUMBER)
    customers.add(shop, {"full_name": "Lê Văn Tám", "phones": "091234567", "x_co_giay": "41", "do_not_contact": "có"})
    return shop


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("every", [True, False], ids=["every column", "shown columns"])
def test_export_comes_back_with_nothing_new_and_nothing_changed(book, tmp_path, lang, suffix, every):
    columns = [f.key for f in book.catalogue if not f.is_confidential and (every or f.is_shown)]
    path = tmp_path / f"Khách.{suffix}"
    exports.export(book, path, CustomerQuery(), columns, lang=lang)
    before = snapshot(book)

    staged = stage_file(book, path)
    assert {o: n for o, n in staged.counts.items() if n} == {RowOutcome.DUPLICATE: 4, RowOutcome.NOT_CUSTOMER: 1}  # the heads
    assert not staged.custom_fields
    imports.commit(book, staged)

    assert snapshot(book) == before


def test_a_row_edited_in_excel_reaches_its_customer(book, tmp_path):
    path = tmp_path / "a.xlsx"
    exports.export(book, path, CustomerQuery(), ["full_name", "email"])
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    at = next(r for r in range(1, 7) if sheet.cell(r, 1).value == "Nguyễn Thị Lan")
    sheet.cell(at, 2).value = "lan@gmail.com"
    workbook.save(path)

    staged = stage_file(book, path)
    assert (staged.counts[RowOutcome.UPDATED], staged.counts[RowOutcome.DUPLICATE]) == (1, 3)
    imports.commit(book, staged)

    (lan,) = customers.all_ids(book, CustomerQuery("nguyen thi lan"))
    assert customers.rows(book, [lan])[0].values["email"] == "lan@gmail.com"
    assert customers.count(book, CustomerQuery()) == 4


def test_an_export_of_another_book_is_only_a_list(book, tmp_path):
    path = tmp_path / "a.xlsx"
    exports.export(book, path, CustomerQuery(), ["full_name", "phones"])
    other = new_shop(tmp_path / "Khác.khachhang")
    bring_in(other, [{"customer_code": ["Z"], "full_name": "Ai Đó Khác", "phones": ["+84900000001"]}])
    try:
        staged = stage_file(other, path)
        assert staged.counts[RowOutcome.DUPLICATE] == staged.counts[RowOutcome.UPDATED] == 0
    finally:
        other.vault.lock()
