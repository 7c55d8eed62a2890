"""Questions about duplicates by keyboard alone: choose, tick, answer, take back; groups, all at once, the report, asking again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from khachhang.operations import cards, customers, duplicates

LAN = {"full_name": "Nguyễn Thị Lan", "phones": "0912 345 678", "birth_date": "28/3/1990"}
ADDRESS = {"address": "12 Lê Lợi, Phường 4, Quận Gò Vấp, Hồ Chí Minh"}


def modal():
    return QApplication.activeModalWidget()


def count(shop) -> int:
    return customers.count(shop, customers.CustomerQuery())


@pytest.fixture
def page(shop, open_window, at_rest):
    """The questions, with the focus on them: Lan twice, and a couple with one number."""
    customers.add(shop, {"full_name": "Nguyen Thi Lan", "phones": "0912 345 678", "job": "Giáo viên", **ADDRESS})
    open_window.session.changed.emit(None)
    at_rest()
    open_window.workspace.go("duplicates")
    at_rest()
    open_window.workspace.duplicates.setFocus()
    return open_window.workspace.duplicates


@pytest.fixture
def press(page, qtbot, at_rest):
    """Press keys and wait until everything is done."""

    def keys(*wanted, modifier=Qt.KeyboardModifier.NoModifier):
        for key in wanted:
            qtbot.keyClick(page, key, modifier)
        at_rest()

    return keys


def test_what_was_added_is_asked_about_without_looking_at_everybody(page, open_window):
    assert page.head.left.text() == "còn 2"
    assert [b.text() for b in page.head.buttons.values()] == ["Tất cả 2", "Chắc 1", "Có thể 0", "Cùng nhà? 1"]
    assert open_window.workspace._buttons["duplicates"].accessibleName() == "Trùng? (2)"


def test_the_other_value_is_chosen_by_number(page, shop, press):
    assert page.answers.first is page.answers.same
    proposed = next(f for f in page.panel.review.comparison.fields if f.key == "full_name").proposed
    other = 1 - proposed
    wanted = page.panel.review.comparison.cards[other].name

    press(Qt.Key(Qt.Key.Key_1 + other), Qt.Key.Key_Return)

    assert cards.card(shop, 1).name == wanted


def test_the_next_question_is_there_at_once(page, qtbot, at_rest):
    following = page._next_case()
    assert following.members in page._looks, "fetched ahead"

    qtbot.keyClick(page, Qt.Key.Key_N)

    assert page.case is following
    assert page.panel.review is page._looks[following.members]
    assert page.head.left.text() == "còn 1"
    at_rest()


def test_a_household_is_offered_first_and_enter_links_it(page, shop, press):
    press(Qt.Key.Key_L)
    assert page.case.klass == "household"
    assert page.answers.first is page.answers.household
    assert page.answers.household.text().endswith("Enter")
    before = count(shop)

    press(Qt.Key.Key_Return)

    assert count(shop) == before
    assert {a.kind for a in duplicates.answered(shop)} == {"household"}


def test_z_takes_back_and_shows_it_again(page, shop, press):
    before, first = count(shop), page.case.members
    press(Qt.Key.Key_Return)
    assert count(shop) == before - 1
    assert page.case.members != first

    press(Qt.Key.Key_Z)

    assert count(shop) == before
    assert page.case.members == first


def test_all_answered_says_so(page, press):
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_N)

    assert page.case is None
    assert page._stack.currentWidget() is page._empty
    assert page.head.left.text() == ""


def test_only_one_kind_is_shown(page, press, at_rest):
    page.head.buttons["household"].click()
    at_rest()

    assert page.case.klass == "household"
    assert page.head.left.text() == "còn 1"
    press(Qt.Key.Key_S)
    assert page.case is None


def test_equal_values_are_folded_and_differences_marked(page):
    sides = page.panel.sides
    assert sides._equal_button.text().startswith("Giống nhau (")
    assert "phones" not in sides._cells
    assert {c.property("frame") for c in sides._cells["full_name"]} == {"good", "warning"}

    sides._equal_button.click()

    assert "phones" in sides._cells
    assert "job" in sides._cells


@pytest.fixture
def group(page, shop, at_rest, open_window):
    """Three who hang together, one of them of another birth date."""
    customers.add(shop, {"full_name": "Nguyễn Thị Lan", "phones": "0912 345 678", "email": "lan@vidu.vn"})
    open_window.session.changed.emit(None)
    at_rest()
    page.head.buttons[None].click()
    at_rest()
    return page


def test_one_of_a_group_is_left_out_by_key(group, shop, press):
    assert len(group.case.members) == 3
    assert group.answers.same.text() == "Gộp 3 trong 3 · Enter"
    before = count(shop)

    press(Qt.Key.Key_3, modifier=Qt.KeyboardModifier.ControlModifier)
    assert group.answers.same.text() == "Gộp 2 trong 3 · Enter"
    press(Qt.Key.Key_Return)

    assert count(shop) == before - 1


def test_arrows_point_at_rows(group, press):
    sides = group.panel.sides
    assert sides._at == 0
    press(Qt.Key.Key_Down)
    assert sides._at == min(1, len(sides._rows) - 1)
    press(Qt.Key.Key_Up)
    assert sides._at == 0


def test_all_certain_ones_at_once(page, shop, at_rest, open_window):
    before = count(shop)
    page.open_bulk()
    at_rest()
    dialog = modal()
    assert dialog.percent.currentData() == 95
    assert dialog.go.text() == "Gộp 2 khách thành 1"
    assert len(dialog.preview.sample) == 1

    dialog.percent.setCurrentIndex(dialog.percent.findData(90))
    dialog._look()
    at_rest()
    dialog.go.click()
    at_rest()

    assert count(shop) == before - 1
    assert duplicates.certain_threshold(shop) == 0.9
    open_window.toast.action.click()
    at_rest()
    assert count(shop) == before


def test_asking_again(page, shop, press, at_rest):
    press(Qt.Key.Key_N)
    page.open_answered()
    at_rest()
    dialog = modal()
    assert dialog.list.count() == 1
    assert "khác nhau" in dialog.list.item(0).text()

    dialog.again.click()
    at_rest()

    assert page.left == 2


def test_a_card_names_who_is_somebody_else_and_asks_again(page, shop, press, at_rest, open_window):
    lan = page.case.members[0]
    press(Qt.Key.Key_N)
    open_window.workspace.show_customer(lan)
    at_rest()
    shown = open_window.workspace.customers
    assert [name for _, name in shown.card.card.parted] == ["Nguyen Thi Lan"]

    shown.acts.act("ask_again", ())
    at_rest()

    assert shown.card.card.parted == ()
    assert duplicates.answered(shop) == []


def test_a_part_is_split_off_and_joined_as_before(page, shop, press, at_rest, open_window):
    lan = page.case.members[0]
    press(Qt.Key.Key_Return)
    before = count(shop)
    open_window.workspace.show_customer(lan)
    at_rest()
    shown = open_window.workspace.customers
    shown.acts.act("split", ())
    dialog = modal()
    dialog._list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog._go()
    at_rest()
    assert count(shop) == before + 1

    open_window.toast.action.click()
    at_rest()
    shown.acts.act("unmerge", ())
    at_rest()

    assert count(shop) == before + 1


def test_the_report_opens(page, at_rest):
    page.open_report()
    at_rest()
    dialog = modal()

    assert "6 khách" in dialog.said.text()
    dialog.accept()


def test_the_whole_book_is_looked_through_on_request(page, at_rest):
    page.search_again()
    at_rest()

    assert page.left == 2


def test_selected_customers_are_merged_with_the_same_look(page, shop, open_window, qtbot, at_rest):
    open_window.workspace.go("customers")
    at_rest()
    before = count(shop)
    rows = open_window.workspace.customers
    ids = list(customers.first_page(shop, customers.CustomerQuery(text="lan")))
    rows.acts.merge(ids)
    at_rest()
    dialog = modal()
    assert dialog.panel.sides.ticked == sorted(ids)
    job = next(f for f in dialog.panel.review.comparison.fields if f.key == "full_name")

    qtbot.keyClick(dialog, Qt.Key(Qt.Key.Key_1 + 1 - job.proposed))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    at_rest()

    assert count(shop) == before - 1
    assert cards.card(shop, ids[0]).name == job.texts[1 - job.proposed][0]
