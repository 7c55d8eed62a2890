"""Erasing a person: not a byte of them is left, everybody else stays as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from khachhang.errors import UserError
from khachhang.model import Party
from khachhang.operations import audit, compartments, customers, duplicates, erasing, exports, history, imports, saved_lists, vaults
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.store import auditing
from tests.operations.pages import decrypted_pages, seen_in
from tests.operations.shops import new_shop

TRACES = [
    "Đặng Quỳnh Như", "Quỳnh Như Đặng", "912777888", "0912 777 888", "quynhnhu.dang@example.com", "079188123987", "47 Phan Xích Long",
    "thích trà gừng", "1987-03-28", "dị ứng phấn hoa", "nhớ gọi chị Như",
]  # fmt: skip
HEAD = ("Tên khách hàng", "Điện thoại", "Email", "Địa chỉ", "Số CCCD", "Ngày sinh", "Ghi chú")
NHU = (
    "Đặng Quỳnh Như",
    "0912777888",
    "quynhnhu.dang@example.com",
    "47 Phan Xích Long, Phú Nhuận, TP HCM",
    "079188123987",
    "28/03/1987",
    "thích trà gừng",
)
HUNG = ("Trần Văn Hùng", "0987111222", "hung@example.com", "5 Hai Bà Trưng, Quận 3, TP HCM", "079188000001", "02/02/1980", "vui vẻ")
TOTAL = ("Tổng cộng, hỏi 0912777888", "", "", "", "", "", "")


def write_file(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "Khách"
    for row in (HEAD, NHU, HUNG, TOTAL):
        sheet.append(row)
    beside = book.create_sheet("Ghi thêm")
    beside.append(("gọi lại", "0912 777 888", "thích trà gừng"))
    beside.append(("gọi lại", "0987111222", "vui vẻ"))
    book.save(path)
    return path


def bring_in(opened: OpenVault, path: Path, source: str) -> None:
    """Import the first table of a file; what stands on other sheets is kept with the file only."""
    look = imports.inspect_file(path, opened=opened)
    table = look.tables[0]
    staged = imports.stage(opened, look, [imports.TableChoice(table, table.mapping)], imports.SourceChoice(source, Party.FIRST))
    imports.commit(opened, staged)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenVault]:
    opened = new_shop(tmp_path / "Tiệm.khachhang")
    bring_in(opened, write_file(tmp_path / "Khách.xlsx"), "Kho")
    yield opened
    vaults.lock(opened)


def live_through(opened: OpenVault, tmp_path: Path) -> int:
    """Let a customer be edited, merged, undone, asked about, listed and written about; return who it is."""
    nhu = customers.first_page(opened, CustomerQuery(text="0912777888"))[0]
    hung = customers.first_page(opened, CustomerQuery(text="hùng"))[0]
    customers.edit(opened, nhu, {"note": ["dị ứng phấn hoa", "thích trà gừng"]})
    customers.retire_value(opened, nhu, "note", "thích trà gừng")
    made = customers.add(opened, {"full_name": "Quỳnh Như Đặng", "phones": "0912777888"})
    other = int(made.params["customer_id"])
    duplicates.refresh(opened)
    duplicates.merge(opened, [nhu, other])
    duplicates.not_same(opened, nhu, hung)
    customers.add_group(opened, [nhu, hung], "Khách quen")
    customers.set_value(opened, [nhu], "job", "nhớ gọi chị Như")
    history.undo(opened)
    saved_lists.save(opened, "Tìm", CustomerQuery(text="Đặng Quỳnh Như"))
    audit.note(opened, "copy", n=1, text="0912777888")
    bring_in(opened, write_file(tmp_path / "Khách lần 2.xlsx"), "Kho 2")
    opened.viewed.note(opened.today(), nhu, "card", opened.now())
    return nhu


def other_rows(opened: OpenVault) -> object:
    hung = customers.first_page(opened, CustomerQuery(text="hùng"))
    return [
        (r.values["full_name"], r.values["phones"], r.values["email"], r.values["note"], r.values["group"])
        for r in customers.rows(opened, hung)
    ]


@pytest.mark.parametrize("is_sealed", [False, True])
def test_not_a_byte_is_left(shop: OpenVault, tmp_path: Path, is_sealed: bool) -> None:
    nhu = live_through(shop, tmp_path)
    if is_sealed:
        compartments.make(shop, "Riêng", ["id_number", "note"])
    others = other_rows(shop)
    piece = (tmp_path / "Khách.xlsx").read_bytes()[3000:3200]
    assert is_sealed or piece in decrypted_pages(shop), "the kept file lies there as it came"
    before = seen_in(decrypted_pages(shop), TRACES)
    total = customers.count(shop, CustomerQuery())

    certificate = erasing.erase(shop, nhu, f" {erasing.preview(shop, nhu).name.upper()} ")

    pages = decrypted_pages(shop)
    log = (shop.folder / "store.db-wal").stat().st_size if (shop.folder / "store.db-wal").exists() else 0
    assert before >= {"Đặng Quỳnh Như", "912777888", "quynhnhu.dang@example.com", "47 Phan Xích Long"}, "the scan finds what is there"
    assert seen_in(pages, TRACES) == set()
    assert piece not in pages, "nor the file that held them"
    assert log == 0
    assert seen_in(certificate.text().encode(), TRACES) == set()
    assert certificate.records >= 3
    assert "Khách.xlsx" in certificate.files_rewritten  # the second one is the same file when both were saved in the same second
    assert customers.count(shop, CustomerQuery()) == total - 1
    assert other_rows(shop) == others
    with pytest.raises(UserError):
        customers.resolve(shop, nhu)


def test_what_is_left_still_works(shop: OpenVault, tmp_path: Path) -> None:
    nhu = live_through(shop, tmp_path)
    erasing.erase(shop, nhu, erasing.preview(shop, nhu).name)
    first = imports.list_imports(shop)[-1]

    result = imports.result(shop, first.operation_id)
    rows = imports.result_rows(shop, first.operation_id, limit=None)
    sheet = customers.original_workbook(shop, 2)
    imports.save_original(shop, first.operation_id, tmp_path / "lại.xlsx")
    shown = customers.rows(shop, list(customers.all_ids(shop, CustomerQuery())))
    vaults.rebuild(shop)

    assert sum(result.counts.values()) == len(rows), "every row is still accounted for"
    assert not any("Như" in " ".join(r.cells) for r in rows)
    assert any("Trần Văn Hùng" in row for row in sheet.rows)
    assert sheet.highlight[0] == 3, "rows keep their place in the file"
    assert seen_in((tmp_path / "lại.xlsx").read_bytes(), TRACES) == set()
    assert customers.rows(shop, list(customers.all_ids(shop, CustomerQuery()))) == shown, "what is derived can be computed again"
    with shop.reading() as connection:
        assert auditing.first_break(connection) is None, "the chain of the history is whole"
    for line in history.operations_list(shop):
        if line.kind in ("import", "add", "merge"):
            history.undo(shop, line.operation_id) if line.is_active else history.redo(shop, line.operation_id)


def test_only_the_right_name_erases_and_nothing_takes_it_back(shop: OpenVault, tmp_path: Path) -> None:
    nhu = live_through(shop, tmp_path)
    count = customers.count(shop, CustomerQuery())

    with pytest.raises(UserError):
        erasing.erase(shop, nhu, "Trần Văn Hùng")
    assert customers.count(shop, CustomerQuery()) == count

    erasing.erase(shop, nhu, erasing.preview(shop, nhu).name)
    done = next(line for line in history.operations_list(shop) if line.kind == "erase")
    with pytest.raises(UserError):
        history.undo(shop, done.operation_id)


def test_it_happens_wholly_or_not_at_all(shop: OpenVault, tmp_path: Path) -> None:
    nhu = live_through(shop, tmp_path)
    before = decrypted_pages(shop)

    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        erasing.erase(shop, nhu, erasing.preview(shop, nhu).name, stop)

    assert customers.resolve(shop, nhu) == nhu
    assert seen_in(decrypted_pages(shop), TRACES) == seen_in(before, TRACES)


def test_a_shared_name_takes_nobody_else(shop: OpenVault, tmp_path: Path) -> None:
    twin = int(customers.add(shop, {"full_name": "Đặng Quỳnh Như", "phones": "0933444555", "note": "người khác"}).params["customer_id"])
    nhu = customers.first_page(shop, CustomerQuery(text="0912777888"))[0]
    assert erasing.preview(shop, nhu).alike == (twin,), "somebody should look whether that is the same person"

    erasing.erase(shop, nhu, erasing.preview(shop, nhu).name)

    assert [r.values["note"] for r in customers.rows(shop, [twin])] == ["người khác"]
    assert "912777888" not in str(decrypted_pages(shop))


def test_taking_the_import_back_says_what_cannot_come_back(shop: OpenVault, tmp_path: Path) -> None:
    nhu = live_through(shop, tmp_path)
    imported = imports.list_imports(shop)[-1].operation_id
    before = history.undo(shop, imported)
    history.redo(shop, imported)
    exports.export(shop, tmp_path / "mang đi.xlsx", CustomerQuery(), ["full_name"])
    erasing.erase(shop, nhu, erasing.preview(shop, nhu).name)

    report = history.undo(shop, imported)

    assert before.impossible == []
    assert [s for s in report.impossible if "xóa hẳn" in s]
    assert [s for s in report.impossible if "1 lần" in s]
