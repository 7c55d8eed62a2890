"""The list of customers: search, ticks, sort, selection, card, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from khachhang.operations import customers
from ui.customers.acts import as_tsv
from ui.customers.query_state import next_sort


def names(page):
    model = page.model
    key = model.columns.index("full_name")
    return [model.index(row, key).data() for row in range(model.rowCount())]


@pytest.fixture
def page(open_window, at_rest):
    shown = open_window.workspace.customers
    names(shown)
    at_rest()
    return shown


def test_every_customer_is_listed_in_the_order_of_given_names(page):
    assert names(page) == ["Đặng Bình An", "Trần Quốc Hùng", "Nguyễn Thị Lan", "Phạm Thị Mai", "Lê Văn Tám"]


def test_search_waits_a_moment_and_finds_without_accents_and_by_the_end_of_a_phone(page, qtbot, at_rest):
    with qtbot.waitSignal(page.search.searched, timeout=2000) as heard:
        qtbot.keyClicks(page.search, "lan 678")
    at_rest()
    names(page)
    at_rest()

    assert heard.args == ["lan 678"]
    assert names(page) == ["Nguyễn Thị Lan"]


def test_letters_still_being_composed_are_not_searched(page, qtbot):
    said = []
    page.search.searched.connect(said.append)

    QApplication.sendEvent(page.search, QInputMethodEvent("lân", []))
    qtbot.wait(260)
    assert said == []

    committed = QInputMethodEvent("", [])
    committed.setCommitString("lân")
    QApplication.sendEvent(page.search, committed)
    qtbot.waitUntil(lambda: said == ["lân"], timeout=2000)


def test_ticks_become_chips_and_a_chip_takes_its_tick_away(page, at_rest):
    page._ticked("group", "VIP", True)
    at_rest()
    names(page)
    at_rest()
    assert names(page) == ["Nguyễn Thị Lan", "Phạm Thị Mai"]
    assert page.chips.isVisible()

    page.chips.removed.emit(("group", "VIP"))
    at_rest()

    assert page.model.rowCount() == 5
    assert not page.chips.isVisible()


def test_status_says_how_many_of_how_many_and_by_what(page, open_window, at_rest):
    page._ticked("group", "VIP", True)
    at_rest()
    page.view.selectAll()

    assert open_window.workspace.status.text() == "Hiển thị 2 / 5 khách · đã chọn 2 · đang lọc: VIP"


def test_no_match_offers_to_clear_or_to_add(page, at_rest):
    page.search.show_text("không có ai tên này")
    at_rest()

    assert page._stack.currentWidget() is page.empty

    page.clear_filters()
    at_rest()
    assert page.model.rowCount() == 5
    assert page.search.text() == ""


@pytest.mark.parametrize(
    ("now", "key", "also", "then"),
    [
        pytest.param((), "debt", False, (("debt", False),), id="first click: ascending"),
        pytest.param((("debt", False),), "debt", False, (("debt", True),), id="second: descending"),
        pytest.param((("debt", True),), "debt", False, (), id="third: none"),
        pytest.param((("debt", False),), "full_name", False, (("full_name", False),), id="another column replaces"),
        pytest.param((("debt", False),), "full_name", True, (("debt", False), ("full_name", False)), id="with Shift it follows"),
        pytest.param(
            (("debt", False), ("full_name", False)), "full_name", True, (("debt", False), ("full_name", True)), id="Shift turns the second"
        ),
        pytest.param((("debt", False), ("full_name", True)), "full_name", True, (("debt", False),), id="Shift takes the second away"),
    ],
)
def test_sort_cycles(now, key, also, then):
    assert next_sort(now, key, also=also) == then


def test_click_on_a_header_sorts(page, qtbot, at_rest):
    header = page.view.sort_header
    at = page.model.columns.index("full_name")
    middle = header.sectionViewportPosition(at) + 30

    for expected in ((("full_name", False),), (("full_name", True),), ()):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=_point(header, middle))
        assert page.state.sort == expected
    at_rest()


def _point(header, x):
    from PySide6.QtCore import QPoint

    return QPoint(x, header.height() // 2)


def test_a_click_opens_the_card_with_its_values(page, qtbot, at_rest):
    page.view.selectRow(2)
    qtbot.waitUntil(lambda: page.card.card is not None, timeout=3000)

    assert page.card.card.name == "Nguyễn Thị Lan"
    assert page.card.isVisible()


def test_binned_customer_comes_back_with_the_button_of_the_toast(page, open_window, qtbot, at_rest):
    page.view.selectRow(0)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    at_rest()
    assert page.model.rowCount() == 4
    assert "Thùng rác" in open_window.toast.text

    open_window.toast.action.click()
    at_rest()

    assert page.model.rowCount() == 5
    assert open_window.toast.text.startswith("Đã hoàn tác")


def test_one_customer_is_one_in_english(page, open_window, at_rest):
    open_window.speak("en")
    at_rest()
    page = open_window.workspace.customers
    page.acts.bin([page.model.ids[0]])
    at_rest()

    assert open_window.toast.text == "1 customer moved to the bin."


def test_toast_never_takes_the_focus(page, open_window, at_rest):
    page.search.setFocus()
    focused = QApplication.focusWidget()

    page.acts.bin([page.model.ids[0]])
    at_rest()

    assert open_window.toast.isVisible()
    assert QApplication.focusWidget() is focused


def test_ctrl_z_takes_back_the_latest_act(page, open_window, shop, at_rest):
    customers.set_do_not_contact(shop, [page.model.ids[0]], True)

    open_window.workspace.undo()
    at_rest()

    assert not any(row.do_not_contact for row in customers.rows(shop, list(page.model.ids)))


def test_select_all_takes_every_customer_of_the_query(page):
    page.select_all()

    assert page.selected_ids() == list(page.model.ids)
    assert page.bulk.isVisible()


def test_columns_are_remembered(page, open_window, shop, at_rest):
    page.columns.show(["phones", "full_name", "note"])
    page.columns.save()

    from ui.customers.columns import load_columns

    assert [key for key, _ in load_columns(open_window.settings, shop.catalogue)] == ["phones", "full_name", "note"]


def test_rows_are_copied_as_a_sheet_pastes_them(page, at_rest):
    page.view.selectRow(2)
    page.columns.show(["full_name", "phones"])
    page.view.selectRow(2)

    page.copy_rows()
    at_rest()

    assert QGuiApplication.clipboard().text() == "Tên khách\tĐiện thoại\nNguyễn Thị Lan\t0912 345 678"


def test_tabs_and_line_ends_inside_a_cell_do_not_break_the_sheet():
    assert as_tsv(["A"], [["một\thai\nba"]]) == "A\nmột hai; ba"


def test_escape_clears_the_search_first_and_closes_the_card_last(page, qtbot, at_rest):
    page.search.show_text("lan")
    at_rest()
    page.view.selectRow(0)
    qtbot.waitUntil(page.card.isVisible, timeout=3000)
    page.view.setFocus()

    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    at_rest()
    assert page.search.text() == ""
    assert page.card.isVisible()

    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert not page.card.isVisible()
    at_rest()


def test_the_bin_lists_what_was_binned(page, open_window, shop, at_rest):
    customers.bin_(shop, [page.model.ids[0]])

    open_window.workspace.go("bin")
    at_rest()

    assert open_window.workspace.bin.model.rowCount() == 1


def test_the_name_stays_when_the_table_is_scrolled_sideways(page, open_window, qtbot, at_rest):
    open_window.resize(1024, 640)
    at_rest()
    assert not page.frozen.isVisible()

    page.view.horizontalScrollBar().setValue(200)
    assert page.frozen.isVisible()
    assert page.frozen.width() == page.view.columnWidth(0) + 1
    page.frozen.selectRow(1)
    assert page.selected_ids() == [page.model.ids[1]]

    page.view.horizontalScrollBar().setValue(0)
    assert not page.frozen.isVisible()
    at_rest()


def test_painting_headers_does_not_ask_every_row_whether_it_is_selected(page):
    page.select_all()

    assert page.view.selectionModel().hasSelection()
    assert not page.view.sort_header.selectionModel().hasSelection()
    assert not page.frozen.header.selectionModel().hasSelection()


def test_what_is_nearly_as_typed_is_listed_and_said_to_be_so_until_something_else_is_asked(page, at_rest):
    page.search.show_text("Nguyne Thi Lna")
    at_rest()
    names(page)
    at_rest()
    assert page.near.banner.text == "Không có kết quả đúng; gần giống:"
    assert names(page) == ["Nguyễn Thị Lan"]
    assert page.view.isVisible()

    page.search.show_text("lan")
    at_rest()
    assert page.near.banner.text == ""

    page._ticked("group", "Thợ", True)
    page.search.show_text("nguyne thi lna")
    at_rest()
    assert page.near.banner.text == ""  # she is not of that group
    assert page.empty.isVisible()
