"""Typing into the table, and one window per person."""

from __future__ import annotations

import uuid

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from khachhang.operations import customers
from ui import single


@pytest.fixture
def page(open_window, at_rest):
    shown = open_window.workspace.customers
    shown.model.index(0, 0).data()
    at_rest()
    return shown


def begin(page, qtbot, row, key):
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(row, page.model.columns.index(key)))
    qtbot.keyClick(page.view, Qt.Key.Key_F2)
    return page.view.findChild(QLineEdit)


def value(shop, page, row, key):
    return customers.rows(shop, [page.model.ids[row]])[0].values.get(key, "")


def test_enter_commits_and_moves_down_with_one_undo(page, open_window, shop, qtbot, at_rest):
    editor = begin(page, qtbot, 0, "full_name")
    assert editor.text() == "Đặng Bình An"
    editor.setText("Đặng Thị Ân")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    at_rest()

    assert "Đặng Thị Ân" in [r.values["full_name"] for r in customers.rows(shop, list(page.model.ids))]
    open_window.workspace.undo()
    at_rest()
    assert value(shop, page, 0, "full_name") == "Đặng Bình An"


def test_escape_changes_nothing(page, shop, qtbot, at_rest):
    editor = begin(page, qtbot, 0, "phones")
    editor.setText("0999")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    at_rest()

    assert value(shop, page, 0, "phones") == "0345 111 222"


def test_a_doubtful_phone_is_hinted_and_still_written(page, shop, qtbot, at_rest):
    editor = begin(page, qtbot, 0, "phones")
    editor.clear()
    qtbot.keyClicks(editor, "091234567")
    assert editor.property("problem") == "doubt"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    at_rest()

    assert "091234567" in value(shop, page, 0, "phones").replace(" ", "")


def test_groups_are_typed_with_semicolons(page, shop, qtbot, at_rest):
    editor = begin(page, qtbot, 0, "group")
    editor.setText("VIP; Tết")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    at_rest()

    assert {g for g, _ in customers.groups(shop)} == {"VIP", "Tết", "Thợ"}


def test_tab_goes_on_to_the_right_and_the_list_waits_until_typing_ends(page, shop, qtbot, at_rest):
    page.columns.show(["full_name", "phones", "note"])
    at_rest()
    editor = begin(page, qtbot, 0, "full_name")
    editor.setText("An")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    at_rest()
    assert page.view.is_editing
    assert page.view.currentIndex().column() == 1

    second = next(e for e in page.view.findChildren(QLineEdit) if e is not editor and e.isVisible())
    qtbot.keyClick(second, Qt.Key.Key_Escape)
    at_rest()
    assert value(shop, page, 0, "full_name") == "An"


def test_a_cell_that_is_not_safe_opens_the_form(page, qtbot, at_rest):
    assert begin(page, qtbot, 0, "debt") is None
    at_rest()

    QApplication.activeModalWidget().reject()


def test_a_second_start_raises_the_first_window(qapp, window, qtbot):
    name = f"khachhang-test-{uuid.uuid4().hex[:8]}"
    assert not single.raise_first(name)
    first = single.FirstWindow(name)
    assert first.is_listening
    first.raise_asked.connect(window.come_forward)

    with qtbot.waitSignal(first.raise_asked, timeout=2000):
        assert single.raise_first(name)

    assert window.isVisible()
    first.close()
    first.deleteLater()
