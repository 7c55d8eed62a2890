"""Acts on many customers: the number is said, one undo, progress with a way to stop, all that are filtered."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from khachhang.operations import bulk, customers
from khachhang.operations.customers import CustomerQuery


@pytest.fixture
def page(open_window, at_rest):
    shown = open_window.workspace.customers
    shown.model.index(0, 0).data()
    at_rest()
    return shown


def values(shop, key):
    return [r.values.get(key, "") for r in customers.rows(shop, customers.all_ids(shop, CustomerQuery()))]


def test_one_field_is_written_for_all_that_are_filtered_and_taken_back_at_once(page, open_window, shop, at_rest):
    page._ticked("group", "VIP", True)
    at_rest()
    page.select_all()
    page.bulk.field_asked.emit()
    dialog = QApplication.activeModalWidget()
    assert dialog._save.text() == "&Ghi cho 2 khách"
    dialog.field.setCurrentIndex(dialog.field.findData("branch"))
    dialog.text.setText("Gò Vấp")
    at_rest()
    dialog._accept()
    at_rest()
    assert sorted(values(shop, "branch")) == ["", "", "", "Gò Vấp", "Gò Vấp"]
    assert open_window.toast.text == "Đã ghi cho 2 khách."

    open_window.toast.action.click()
    at_rest()
    assert set(values(shop, "branch")) == {""}


def test_it_says_how_many_hold_something_else(page, shop, at_rest):
    bulk.set_field(shop, list(page.model.ids)[:3], "branch", "Quận 1")
    page.select_all()
    page.acts.many.ask_field()
    dialog = QApplication.activeModalWidget()
    dialog.field.setCurrentIndex(dialog.field.findData("branch"))
    at_rest()
    assert dialog.about.text().startswith("3 khách đang có giá trị khác")
    assert dialog.text.completer().model().stringList() == ["Quận 1"]

    dialog.field.setCurrentIndex(dialog.field.findData("note"))
    at_rest()
    assert dialog.about.text() == "Thêm vào, điều đã ghi vẫn còn."
    assert not dialog._clear.isVisible()
    dialog.reject()


def test_a_value_that_cannot_be_read_is_said_and_stays(page, at_rest):
    page.select_all()
    page.acts.many.ask_field()
    dialog = QApplication.activeModalWidget()
    dialog.field.setCurrentIndex(dialog.field.findData("birth_date"))
    dialog.text.setText("hôm nào đó")
    dialog._accept()
    assert dialog.isVisible()
    assert dialog.hint.text()
    dialog.reject()
    at_rest()


def test_customers_are_assigned_and_counted_beside_the_list(page, shop, at_rest):
    page.view.selectRow(0)
    page.acts.many.ask_assignee()
    at_rest()
    dialog = QApplication.activeModalWidget()
    assert dialog.name.findText(shop.person) >= 0
    dialog.name.setCurrentText("Chị Mai")
    dialog._give()
    at_rest()
    page.close_card()
    page.facets.fold("assignee")
    at_rest()

    assert dict(page.facets._counts["assignee"])["Chị Mai"] == 1
    page.facets.fold("assignee")


def test_work_shows_how_far_it_is_and_stops_when_asked(page, open_window, shop, qtbot, at_rest):
    go, started = threading.Event(), threading.Event()

    def slow(opened, tick):
        started.set()
        while not go.wait(0.01):
            tick(1, 10)
        return customers.bin_(opened, [])

    page.acts.many.run("Đang làm", "Xong", slow)
    qtbot.waitUntil(page.acts.many.progress.isVisible, timeout=5000)
    assert started.is_set()
    page.acts.many.progress._cancel()
    at_rest()

    assert not page.acts.many.progress.isVisible()
    assert open_window.toast.text == "Đã dừng, chưa khách nào bị đổi."


def test_a_selection_of_everybody_is_taken_as_one_range(page):
    page.select_all()
    assert page.view._selected_ranges() == [range(5)]
    assert page.selected_ids() == list(page.model.ids)

    page.view.clearSelection()
    for row in (3, 0, 1):
        page.view.selectionModel().select(
            page.model.index(row, 0), page.view.selectionModel().SelectionFlag.Select | page.view.selectionModel().SelectionFlag.Rows
        )
    assert page.view.selected_rows() == [0, 1, 3]


def test_space_ticks_and_the_arrows_move_on_without_losing_it(page, qtbot):
    view = page.view
    view.setFocus()
    view.selectRow(0)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(view, key)
    assert view.selected_rows() == [0, 2]

    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.selected_rows() == [0]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.selected_rows() == [3]


def test_a_quick_note_is_written_by_enter_and_waits_for_its_customer_until_then(page, open_window, shop, qtbot, at_rest):
    first, second = page.model.ids[0], page.model.ids[1]
    page.show_card(first)
    at_rest()
    note = page.card.quick_note
    qtbot.keyClicks(note, "giao sau 5h")
    page.show_card(second)
    at_rest()
    assert note.text() == ""
    page.show_card(first)
    at_rest()
    assert note.text() == "giao sau 5h"
    qtbot.keyClick(note, Qt.Key.Key_Return)
    at_rest()

    assert customers.rows(shop, [first])[0].values["note"] == "giao sau 5h"
    assert open_window.toast.text == "Đã ghi."
    open_window.toast.action.click()
    at_rest()
    assert "note" not in customers.rows(shop, [first])[0].values


def test_the_bar_leaves_out_words_before_it_cuts_one(page, open_window, at_rest):
    page.select_all()
    for width in (1500, 1100, 1024):
        open_window.resize(width, 700)
        at_rest()
        buttons = [made for made, _ in page.bulk._buttons]
        assert page.bulk.layout().sizeHint().width() <= page.bulk.width()
        assert all(made.width() >= made.sizeHint().width() for made in buttons)
        assert all(made.toolTip() for made in buttons)
