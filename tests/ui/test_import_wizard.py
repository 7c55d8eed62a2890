"""From a file to customers: questions, preview, progress, result, taking it back."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from khachhang.model import Party, RowOutcome

ROWS = (
    ("Mã khách hàng", "Tên khách hàng", "Điện thoại", "Địa chỉ", "Món hay mua"),
    ("KH001", "Ngô Thanh Ánh", "0947939822", "175 Hùng Vương, Quận 5, Hồ Chí Minh", "nồi"),
    ("KH002", "Đỗ Văn An", "0168 456 7890", "", "chảo"),
    ("KH003", "Nguyễn Thị Lan", "912345678", "12 Lê Lợi", ""),
    ("KH004", "Lý Thị Hoa", "09123", "", ""),
    (None, None, None, None, None),
)


@pytest.fixture
def file(tmp_path):
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    path = tmp_path / "khach_moi.xlsx"
    book.save(path)
    return path


@pytest.fixture
def wizard(open_window, qtbot, file):
    page = open_window.workspace.imports
    open_window.workspace.import_file(file)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.setup, timeout=30_000)
    return page


def preview(page, qtbot, party=Party.FIRST):
    page.setup.choose_party(party)
    page.setup._next.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.preview, timeout=30_000)


def finish(page, qtbot):
    page.preview.go.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result, timeout=30_000)


def test_where_from_must_be_answered_and_nothing_is_preselected(wizard):
    assert wizard.setup.party is None
    assert not wizard.setup._next.isEnabled()

    wizard.setup.choose_party(Party.THIRD)

    assert wizard.setup._next.isEnabled()
    assert "Chưa kiểm" in wizard.setup._law.text
    assert "Luật" in wizard.setup._law.text


def test_preview_accounts_for_every_row_and_writes_nothing(wizard, qtbot, shop):
    from khachhang.operations import customers

    preview(wizard, qtbot)

    staged = wizard.preview.staged
    assert sum(staged.counts.values()) == len(staged.rows)
    assert "Chưa ghi gì vào sổ" in wizard.preview._said.text()
    assert customers.count(shop, customers.CustomerQuery()) == 5


def test_a_count_shows_only_its_rows(wizard, qtbot):
    preview(wizard, qtbot)
    everything = wizard.preview.model.rowCount()

    wizard.preview.count_button("Cần xem").click()

    assert wizard.preview.model.rowCount() == wizard.preview.staged.counts[RowOutcome.DOUBTFUL] < everything


def test_a_doubtful_cell_is_coloured_says_why_and_can_be_corrected(wizard, qtbot):
    from PySide6.QtCore import Qt

    preview(wizard, qtbot)
    model = wizard.preview.model
    row = next(n for n in range(model.rowCount()) if model.index(n, 3).data() == "KH004")
    cell = model.index(row, 5)

    assert model.data(cell, Qt.ItemDataRole.BackgroundRole) is not None
    assert "09123" in model.data(cell, Qt.ItemDataRole.ToolTipRole)

    model.setData(cell, "0912 333 444")
    qtbot.waitUntil(lambda: wizard.preview.staged.choices[0].decisions.fixes != {}, timeout=30_000)
    qtbot.waitUntil(lambda: wizard.steps.currentWidget() is wizard.preview, timeout=30_000)

    fixed = next(r for r in wizard.preview.staged.rows if r.row.values.get("phones") == ["+84912333444"])
    assert fixed.outcome is RowOutcome.NEW


def test_import_shows_its_result_and_is_taken_back_whole(wizard, qtbot, shop, open_window, at_rest):
    from khachhang.operations import customers

    preview(wizard, qtbot, Party.THIRD)
    finish(wizard, qtbot)
    at_rest()
    assert "Đã nhập, đủ" in wizard.result._said.text()
    assert customers.count(shop, customers.CustomerQuery()) > 5

    wizard.result.undo_wanted.emit(wizard.result.result.info.operation_id)
    at_rest()

    assert customers.count(shop, customers.CustomerQuery()) == 5
    assert wizard.steps.currentWidget() is wizard.home
    assert "Đã hoàn tác" in open_window.toast.text


def test_column_can_be_mapped_by_hand(wizard, qtbot):
    from dataclasses import replace

    plan = wizard.setup.plans[0]
    columns = list(plan.mapping.columns)
    place = next(n for n, c in enumerate(columns) if c.header == "Món hay mua")
    assert columns[place].target == "custom"

    columns[place] = replace(columns[place], target="interests")
    wizard.setup._remap(0, replace(plan.mapping, columns=tuple(columns)))
    preview(wizard, qtbot)

    first = next(r for r in wizard.preview.staged.rows if r.row.row_key == "KH001" or r.key == "KH001")
    assert first.row.values["interests"] == ["nồi"]


def test_warns_when_no_column_names_anybody(wizard):
    from dataclasses import replace

    plan = wizard.setup.plans[0]
    ignored = tuple(replace(c, target="ignore") for c in plan.mapping.columns)

    wizard.setup._remap(0, replace(plan.mapping, columns=ignored))

    assert "tên hay số điện thoại" in wizard.setup._warning.text


def test_cancel_leads_back_and_writes_nothing(open_window, qtbot, file, shop):
    page = open_window.workspace.imports
    open_window.workspace.import_file(file)
    page._cancel()

    qtbot.waitUntil(lambda: not open_window.jobs.is_busy, timeout=30_000)

    assert page.steps.currentWidget() in (page.home, page.setup)


def test_pasted_rows_can_be_imported(open_window, qtbot):
    page = open_window.workspace.imports
    open_window.workspace.go("import")

    page.open_text("Tên khách\tĐiện thoại\nTrần Văn Dán\t0912000111\nLê Thị Chép\t0912000222\n")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.setup, timeout=30_000)

    assert page.setup.plans[0].mapping.target_of("B") == "phone"


def test_a_file_that_is_no_list_says_so_in_place(open_window, qtbot, tmp_path):
    path = tmp_path / "anh.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 9000)
    page = open_window.workspace.imports

    open_window.workspace.import_file(path)
    qtbot.waitUntil(lambda: page.home.banner.text != "", timeout=30_000)

    assert "anh.xlsx" in page.home.banner.text
