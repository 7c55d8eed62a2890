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


TRICKY = (
    ("Mã KH", "Tên khách", "Điện thoại", "Email", "Còn nợ"),
    ("K1", "Nguyễn Văn Bảy", "0912 345 600", "bay@gmial.com", 3250),
    ("K2", "Trần Văn Hải", "0987 65", "", 100),
    ("K3", "Lê Hoa", "0903 111 555", "hoa@gmial.com", 1200),
    ("K4", "Đỗ An", "0903 111 222", "", 450),
    ("K5", "Võ Thị Bình", "0903 111 333", "", 700),
)


def write(path, rows=TRICKY, *, hidden=False):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if hidden:
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["E"].hidden = True
    book.save(path)
    return path


def begin(open_window, qtbot, *paths):
    page = open_window.workspace.imports
    open_window.workspace.import_files(list(paths))
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.setup, timeout=30_000)
    return page


def wait_for(page, qtbot, step):
    qtbot.waitUntil(lambda: page.steps.currentWidget() is step, timeout=30_000)


def press(banner_or_widget, text):
    from PySide6.QtWidgets import QPushButton

    found = [b for b in banner_or_widget.findChildren(QPushButton) if b.text().replace("&", "").startswith(text)]
    assert found, text
    found[0].click()


def test_who_handed_it_over_is_asked_and_shown_with_the_import(wizard, qtbot, at_rest):
    origin = wizard.setup.origin
    wizard.setup.choose_party(Party.THIRD)
    assert origin.supplier.isVisible()
    origin.supplier.setText("Ban tổ chức")
    origin.basis.setText("mời dự hội chợ")
    origin.day.setText("31/2/2026")
    assert not wizard.setup._next.isEnabled()
    origin.day.setText("1/3/2026")

    preview(wizard, qtbot, Party.THIRD)
    finish(wizard, qtbot)
    at_rest()

    info = wizard.result.result.info
    assert (info.supplier, info.basis, info.observed_on) == ("Ban tổ chức", "mời dự hội chợ", "2026-03-01")
    assert "Ban tổ chức" in wizard.result._about.text()
    assert "01/03/2026" in wizard.result._about.text()


def test_the_shops_own_list_is_not_asked_who_gave_it(wizard):
    wizard.setup.choose_party(Party.FIRST)

    assert not wizard.setup.origin.supplier.isVisible()
    assert wizard.setup.origin.law.text == ""


def test_what_excel_hides_is_said_and_can_be_left_out(open_window, qtbot, tmp_path):
    page = begin(open_window, qtbot, write(tmp_path / "ẩn.xlsx", hidden=True))
    said = [b.text() for b in page.setup.findChildren(type(page.setup._why))]
    assert any("1 dòng đang ẩn" in t for t in said)
    assert any("1 cột đang ẩn" in t and "Còn nợ" in t for t in said)
    page.setup.plans[0].skips_hidden_rows = page.setup.plans[0].skips_hidden_columns = True

    preview(page, qtbot)

    staged = page.preview.staged
    assert [r.sheet_row for r in staged.rows if r.outcome is RowOutcome.NOT_CUSTOMER] == [1, 3]
    assert not any("debt" in r.row.values for r in staged.rows)


def test_issues_of_a_kind_are_filtered_fixed_and_accepted_together(open_window, qtbot, tmp_path):
    page = begin(open_window, qtbot, write(tmp_path / "lỗi.xlsx"))
    preview(page, qtbot)
    assert page.preview._issues_button.text().startswith("2")

    page.preview.issues.kind_button("email_domain_typo").click()
    assert page.preview.model.rowCount() == 2
    press(page.preview.issues, "Sửa cả 2 ô")
    qtbot.waitUntil(lambda: len(page.preview.staged.choices[0].decisions.fixes) == 2, timeout=30_000)
    wait_for(page, qtbot, page.preview)
    assert page.preview.staged.counts[RowOutcome.DOUBTFUL] == 1

    press(page.preview.issues, "Chấp nhận cả 1")
    qtbot.waitUntil(lambda: page.preview.staged.counts[RowOutcome.DOUBTFUL] == 0, timeout=30_000)


def test_a_selected_row_offers_its_fix_and_can_be_left_out_and_taken_in(open_window, qtbot, tmp_path):
    page = begin(open_window, qtbot, write(tmp_path / "dòng.xlsx"))
    preview(page, qtbot)
    page.preview.view.selectRow(1)

    assert "bay@gmail.com" in page.preview.rows._said.text()
    page.preview.rows.act("Sửa thành bay@gmail.com").click()
    qtbot.waitUntil(lambda: page.preview.staged.rows[1].row.values.get("email") == ["bay@gmail.com"], timeout=30_000)
    for act, outcome in (("Không nhập", RowOutcome.NOT_CUSTOMER), ("Lấy dòng này vào", RowOutcome.NEW)):
        wait_for(page, qtbot, page.preview)
        page.preview.view.selectRow(1)
        page.preview.rows.act(act).click()
        qtbot.waitUntil(lambda o=outcome: page.preview.staged.rows[1].outcome is o, timeout=30_000)


def test_small_amounts_ask_for_their_unit(open_window, qtbot, tmp_path):
    page = begin(open_window, qtbot, write(tmp_path / "nghìn.xlsx"))
    preview(page, qtbot)

    press(page.preview.questions, "Nghìn đồng")
    qtbot.waitUntil(lambda: page.preview.staged.rows[1].row.values["debt"] == 3_250_000, timeout=30_000)


def test_a_customer_in_the_bin_is_asked_about(open_window, qtbot, tmp_path, shop, at_rest):
    from khachhang.operations import customers, editing

    mai = customers.first_page(shop, customers.CustomerQuery(text="mai"))
    editing.bin_(shop, mai)
    rows = (("Tên khách", "Điện thoại", "Ghi chú"), ("Phạm Thị Mai", "0938 221 506", "đã quay lại"))
    page = begin(open_window, qtbot, write(tmp_path / "mai.xlsx", rows))
    preview(page, qtbot)

    press(page.preview.questions, "Lấy lại")
    qtbot.waitUntil(lambda: not page.preview.questions.banners, timeout=30_000)
    wait_for(page, qtbot, page.preview)
    finish(page, qtbot)
    at_rest()

    assert customers.count(shop, customers.CustomerQuery()) == 5


def test_a_warning_when_no_row_would_come_in(open_window, qtbot, tmp_path):
    page = begin(open_window, qtbot, write(tmp_path / "x.xlsx", (("Tên khách", "Điện thoại"), ("Võ Tư", "0903 111 999"))))
    preview(page, qtbot)
    page.preview.view.selectRow(1)
    page.preview.rows.act("Không nhập").click()
    qtbot.waitUntil(lambda: page.preview.warning.text != "", timeout=30_000)

    assert not page.preview.go.isEnabled()


def test_several_files_come_one_after_another_and_offer_the_same_answer(open_window, qtbot, tmp_path, at_rest):
    files = [write(tmp_path / name) for name in ("Chi nhánh Gò Vấp.xlsx", "Chi nhánh Thủ Đức.xlsx")]
    page = begin(open_window, qtbot, *files)
    preview(page, qtbot, Party.UNSURE)
    finish(page, qtbot)
    at_rest()
    assert "Thủ Đức" in page.result._next.text()

    page.result._next.click()
    wait_for(page, qtbot, page.setup)
    assert page.setup.party is None
    assert page.setup.name.currentText() == "Chi nhánh Thủ Đức"
    press(page.setup._told, "Trả lời như tệp trước")

    assert page.setup.party is Party.UNSURE


def test_files_dragged_over_the_window_are_announced(open_window, qtbot, tmp_path):
    from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write(tmp_path / "kéo.xlsx")))])
    act, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    open_window.dragEnterEvent(QDragEnterEvent(QPoint(9, 9), act, data, left, none))
    assert open_window.veil.isVisible()
    assert "Thả" in open_window.veil.text

    open_window.dropEvent(QDropEvent(QPointF(9, 9), act, data, left, none))

    assert not open_window.veil.isVisible()
    page = open_window.workspace.imports
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.setup, timeout=30_000)


def test_a_workbook_with_a_password_asks_for_it(open_window, qtbot, data_dir):
    from PySide6.QtWidgets import QApplication

    page = open_window.workspace.imports
    open_window.workspace.import_file(data_dir / "14_khach_vip_co_mat_khau.xlsx")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=30_000)
    QApplication.activeModalWidget().setTextValue("sai rồi")
    QApplication.activeModalWidget().accept()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=30_000)
    QApplication.activeModalWidget().setTextValue("matkhau123")
    QApplication.activeModalWidget().accept()

    wait_for(page, qtbot, page.setup)


def test_mended_rows_are_recognised_and_not_asked_about(open_window, qtbot, tmp_path, shop, at_rest):
    from khachhang.operations import imports

    page = begin(open_window, qtbot, write(tmp_path / "Khách sỉ.xlsx"))
    preview(page, qtbot, Party.THIRD)
    finish(page, qtbot)
    at_rest()
    imports.save_problem_rows(shop, page.result.result.info.operation_id, tmp_path / "Dòng cần sửa.xlsx")

    page = begin(open_window, qtbot, tmp_path / "Dòng cần sửa.xlsx")

    assert "3 dòng đã sửa của lần nhập Khách sỉ.xlsx" in page.setup._told.text
    assert not page.setup.origin.isVisible()
    assert page.setup._next.isEnabled()
    preview(page, qtbot, Party.THIRD)
    assert page.preview.staged.source.name == "Khách sỉ"


def test_rows_left_out_are_taken_in_from_the_result(open_window, qtbot, tmp_path, shop, at_rest):
    from khachhang.operations import customers

    page = begin(open_window, qtbot, write(tmp_path / "Khách sỉ.xlsx"))
    preview(page, qtbot)
    page.preview.view.selectRow(4)
    page.preview.rows.act("Không nhập").click()
    qtbot.waitUntil(lambda: page.preview.staged.rows[4].outcome is RowOutcome.NOT_CUSTOMER, timeout=30_000)
    wait_for(page, qtbot, page.preview)
    finish(page, qtbot)
    at_rest()
    before = customers.count(shop, customers.CustomerQuery())
    first = page.result.result.info.operation_id

    page._load_rows(RowOutcome.NOT_CUSTOMER)
    at_rest()
    page.result.table.selectRow(1)
    page.result.take_in.click()
    qtbot.waitUntil(lambda: page.result.result.info.operation_id != first, timeout=30_000)
    at_rest()

    assert customers.count(shop, customers.CustomerQuery()) == before + 1


def test_columns_and_rules_chosen_by_hand_reach_the_import(open_window, qtbot, tmp_path):
    from khachhang.model import ColumnRule
    from ui.import_wizard.mapping_view import RULE, UNIT, MappingView
    from ui.import_wizard.table_card import TableCard

    page = begin(open_window, qtbot, write(tmp_path / "luật.xlsx"))
    page.setup.findChild(TableCard).see.click()
    view = page.setup.findChild(MappingView)
    assert view.columns.isColumnHidden(RULE)
    press(view, "Tùy chọn thêm")
    assert not view.columns.isColumnHidden(RULE)
    rule = view.columns.cellWidget(3, RULE)
    rule.setCurrentIndex(rule.findData("never"))
    rule.activated.emit(rule.currentIndex())
    unit = view.columns.cellWidget(4, UNIT)
    unit.setCurrentIndex(1)
    unit.activated.emit(1)

    preview(page, qtbot)

    choice = page.preview.staged.choices[0]
    assert choice.rules == {"email": ColumnRule.NEVER}
    assert page.preview.staged.rows[1].row.values["debt"] == 3_250_000


def test_a_split_ward_is_asked_about_in_the_preview(open_window, qtbot, tmp_path):
    rows = (("Tên khách", "Điện thoại", "Địa chỉ"), ("Lê Hoa", "0903 111 222", "5 ngõ 3, Phường Cửa Nam, Quận Hoàn Kiếm, Hà Nội"))
    page = begin(open_window, qtbot, write(tmp_path / "phường.xlsx", rows))
    preview(page, qtbot)

    press(page.preview.questions, "Phường Hoàn Kiếm")
    qtbot.waitUntil(lambda: not page.preview.questions.banners, timeout=30_000)

    assert page.preview.staged.rows[1].row.values["address"][0]["ward_new"] == ["Phường Hoàn Kiếm"]
