"""Lists and groups by rule at the left: kept, pinned, private, with their own columns, and reachable in a small window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from khachhang.operations import customers, group_rules, saved_lists
from khachhang.operations.customers import AllOf, CustomerQuery, Filter, Op
from ui.customers.keep_dialog import PRIVATE, RULE

NO_GROUP = CustomerQuery(filters=AllOf((Filter("group", Op.EMPTY),)))


def names(page):
    key = page.model.columns.index("full_name")
    return [page.model.index(row, key).data() for row in range(page.model.rowCount())]


@pytest.fixture
def workspace(open_window, at_rest):
    names(open_window.workspace.customers)
    at_rest()
    return open_window.workspace


def keep(workspace, name, how):
    workspace.keep_list()
    dialog = QApplication.activeModalWidget()
    dialog.choose(how)
    dialog.name.setText(name)
    dialog._accept()


def test_a_group_by_rule_is_kept_shown_and_taken_back(workspace, open_window, shop, at_rest):
    page = workspace.customers
    page._ticked("group", "VIP", True)
    at_rest()
    keep(workspace, "Khách quý", RULE)
    at_rest()
    assert ("Khách quý", "2") in workspace.lists.names()
    assert "VIP" in workspace.lists.about(workspace.lists.list_named("Khách quý"))

    page.clear_filters()
    at_rest()
    workspace.open_list(workspace.lists.list_named("Khách quý"))
    at_rest()
    names(page)
    at_rest()
    assert len(names(page)) == 2
    assert page.model.index(0, page.model.columns.index("group")).data() == "VIP; ⟳ Khách quý"

    open_window.session.undo()
    at_rest()
    assert all(name != "Khách quý" for name, _ in workspace.lists.names())


def test_a_group_by_rule_is_not_typed_into_the_cell_of_groups(workspace, shop, at_rest):
    from PySide6.QtCore import Qt

    group_rules.make_rule(shop, "Không nhóm", NO_GROUP)
    workspace.session.changed.emit(None)
    at_rest()
    page = workspace.customers
    names(page)
    at_rest()
    row = names(page).index("Đặng Bình An")
    index = page.model.index(row, page.model.columns.index("group"))

    assert index.data() == "⟳ Không nhóm"
    assert index.data(Qt.ItemDataRole.EditRole) == ""


def test_the_conditions_of_a_group_are_shown_as_chips_and_kept_again_under_the_same_name(workspace, shop, at_rest):
    group_rules.make_rule(shop, "Không nhóm", NO_GROUP)
    workspace.session.changed.emit(None)
    at_rest()
    workspace.lists.change_asked.emit(workspace.lists.list_named("Không nhóm"))
    at_rest()
    page = workspace.customers
    assert [text for _, text in page.teller.chips()] == ["Nhóm để trống"]

    page.narrowing.add(Filter("note", Op.NOT_EMPTY))
    at_rest()
    workspace.keep_list()
    dialog = QApplication.activeModalWidget()
    assert dialog.name.text() == "Không nhóm"
    dialog._accept()
    at_rest()

    assert group_rules.rules(shop)["Không nhóm"].part == AllOf((Filter("group", Op.EMPTY), Filter("note", Op.NOT_EMPTY)))


def test_a_private_list_is_marked_and_can_be_shared(workspace, shop, at_rest):
    workspace.customers._ticked("group", "VIP", True)
    keep(workspace, "Của tôi", PRIVATE)
    at_rest()
    mine = workspace.lists.list_named("Của tôi")
    assert (mine.owner, workspace.lists.about(mine)) == (shop.person, "Của tôi (chỉ mình tôi thấy)")

    workspace.lists.share_asked.emit(mine)
    at_rest()
    assert workspace.lists.list_named("Của tôi").owner == ""


def test_a_pinned_list_stands_first(workspace, shop, at_rest):
    for name in ("Một", "Hai"):
        saved_lists.save(shop, name, CustomerQuery())
    workspace.reload()
    at_rest()
    workspace.lists.pin_asked.emit(workspace.lists.list_named("Hai"))
    at_rest()

    assert [name for name, _ in workspace.lists.names()][:2] == ["Hai", "Một"]


def test_a_list_keeps_its_own_columns_and_sort_and_the_plain_table_gets_its_own_back(workspace, shop, at_rest):
    page = workspace.customers
    plain = list(page.columns.keys)
    saved_lists.save(shop, "Gọi điện", CustomerQuery(), ["full_name", "phones"], [210, 150])
    workspace.reload()
    at_rest()
    workspace.open_list(workspace.lists.list_named("Gọi điện"))
    at_rest()
    assert page.columns.keys == ["full_name", "phones"]

    page.columns.show(["full_name", "phones", "note"])
    page.columns.save()
    page._sort("full_name", False)
    at_rest()
    page.clear_filters()
    at_rest()
    assert page.columns.keys == plain

    workspace.open_list(workspace.lists.list_named("Gọi điện"))
    at_rest()
    assert page.columns.keys == ["full_name", "phones", "note"]
    assert page.state.sort == (("full_name", False),)
    page.clear_filters()
    at_rest()


def test_in_a_small_window_the_lists_are_behind_a_button(workspace, open_window, shop, at_rest):
    customers.set_do_not_contact(shop, [workspace.customers.model.ids[0]], True)
    saved_lists.save(shop, "Một & hai", CustomerQuery("lan"))
    open_window.resize(1024, 640)
    workspace.reload()
    at_rest()
    assert not workspace.lists.isVisible()
    assert workspace._drawer.isVisible()

    menu = workspace.lists.drawer(workspace)
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "Một && hai\t1"
    assert "Xin đừng gọi\t1" in texts
    menu.actions()[0].trigger()
    at_rest()
    assert workspace.customers.search.text() == "lan"
    menu.close()
