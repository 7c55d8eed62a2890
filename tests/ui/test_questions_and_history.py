"""Duplicates answered by key, history undone in any order, the card's buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from khachhang.operations import customers, duplicates, history


@pytest.fixture
def asked(shop):
    for name in ("Nguyễn Thị Lan", "Nguyen Thi Lan"):
        customers.add(shop, {"full_name": name, "phones": "0912 345 678", "address": "12 Lê Lợi, Phường 4, Quận Gò Vấp, Hồ Chí Minh"})
    duplicates.refresh(shop)
    return shop


@pytest.fixture
def questions(asked, open_window, at_rest):
    page = open_window.workspace.duplicates
    open_window.workspace.go("duplicates")
    at_rest()
    return page


def test_a_question_shows_both_and_why(questions):
    assert questions.case is not None
    assert questions.panel.text.startswith("Giống: ")
    assert questions.head.left.text().startswith("còn ")


@pytest.mark.parametrize(
    ("key", "change"), [(Qt.Key.Key_Return, -2), (Qt.Key.Key_M, -2), (Qt.Key.Key_S, 0), (Qt.Key.Key_N, 0)], ids=["Enter", "M", "S", "N"]
)
def test_keys_answer(questions, open_window, asked, qtbot, at_rest, key, change):
    before = customers.count(asked, customers.CustomerQuery())
    open_questions = questions.left

    questions.setFocus()
    qtbot.keyClick(questions, key)
    qtbot.waitUntil(lambda: questions.left < open_questions, timeout=5000)
    at_rest()

    assert customers.count(asked, customers.CustomerQuery()) == before + change
    assert open_window.toast.isVisible()


def test_merged_is_parted_by_the_toast(questions, open_window, asked, at_rest):
    before = customers.count(asked, customers.CustomerQuery())
    questions.answer_same()
    at_rest()

    open_window.toast.action.click()
    at_rest()

    assert customers.count(asked, customers.CustomerQuery()) == before


def test_history_takes_back_an_old_act_and_does_it_again(open_window, shop, at_rest):
    page = open_window.workspace.history
    first = customers.first_page(shop, customers.CustomerQuery())[0]
    act = customers.add_group(shop, [first], "Tết")
    customers.set_do_not_contact(shop, [first], True)
    open_window.workspace.go("history")
    at_rest()

    page._undo(act.operation_id)
    at_rest()
    assert "Tết" not in dict(customers.groups(shop))

    page._redo(act.operation_id)
    at_rest()
    assert "Tết" in dict(customers.groups(shop))


def test_menu_names_what_undo_would_take_back(open_window, shop, at_rest):
    assert "Thêm khách" in open_window.workspace.undo_action.text()
    assert history.what_redo_would_do(shop) is None
    assert not open_window.workspace.redo_action.isEnabled()


def test_dead_number_is_put_away_and_stays_visible(open_window, shop, at_rest):
    page = open_window.workspace.customers
    page.model.index(0, 0).data()
    at_rest()
    lan = next(i for i in page.model.ids if page.model._rows[i].values["full_name"] == "Nguyễn Thị Lan")
    page.show_card(lan)
    at_rest()

    page.acts.act("retire", ("phones", "+84912345678"))
    at_rest()

    phones = next(f for f in page.card.card.fields if f.field.key == "phones")
    assert [(v.is_shown, v.is_retired) for v in phones.values] == [(False, True)]
    assert open_window.toast.text == "Đã cất số cũ, vẫn xem lại được."


def test_form_hints_under_the_field_and_still_saves(open_window, shop, qtbot, at_rest):
    page = open_window.workspace.customers
    page.add_customer()
    from PySide6.QtWidgets import QApplication

    form = QApplication.activeModalWidget()
    form.type_in("full_name", "Võ Thị Sáu")
    form.type_in("phones", "091234")
    qtbot.waitUntil(lambda: form.hint("phones") != "", timeout=3000)

    form._save(False)
    at_rest()

    assert customers.count(shop, customers.CustomerQuery(text="võ thị sáu")) == 1


def test_form_asks_whether_it_is_this_customer(open_window, qtbot, at_rest):
    page = open_window.workspace.customers
    page.add_customer()
    from PySide6.QtWidgets import QApplication

    form = QApplication.activeModalWidget()
    form.type_in("phones", "0912345678")
    qtbot.waitUntil(form._alike.isVisible, timeout=5000)

    form.type_in("phones", "")
    form.reject()
    at_rest()


def test_export_states_numbers_and_writes_what_is_filtered(open_window, shop, qtbot, tmp_path, at_rest, monkeypatch):
    from openpyxl import load_workbook
    from PySide6.QtGui import QDesktopServices
    from PySide6.QtWidgets import QApplication

    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: True)
    page = open_window.workspace.customers
    page._ticked("group", "VIP", True)
    at_rest()
    open_window.workspace.export()
    at_rest()
    dialog = QApplication.activeModalWidget()
    assert "2" in dialog.said.text()

    dialog.write(str(tmp_path / "vip.xlsx"))
    at_rest()

    rows = list(load_workbook(tmp_path / "vip.xlsx").worksheets[0].iter_rows(values_only=True))
    assert [r[0] for r in rows[-2:]] == ["Nguyễn Thị Lan", "Phạm Thị Mai"]
