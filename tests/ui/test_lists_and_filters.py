"""Saved lists at the left, the filter builder, conditions as chips."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from khachhang.operations import customers, date_presets, saved_lists
from khachhang.operations.customers import AllOf, AnyOf, CustomerQuery, Filter, Op
from ui.customers.filter_builder import FilterBuilder
from ui.customers.query_state import QueryState, state_of


def names(page):
    key = page.model.columns.index("full_name")
    return [page.model.index(row, key).data() for row in range(page.model.rowCount())]


@pytest.fixture
def page(open_window, at_rest):
    shown = open_window.workspace.customers
    names(shown)
    at_rest()
    return shown


@pytest.fixture
def shown(page, at_rest):
    def read():
        at_rest()
        names(page)
        at_rest()
        return names(page)

    return read


def modal():
    return QApplication.activeModalWidget()


@pytest.mark.parametrize(
    "state",
    [
        QueryState("lan", {"group": frozenset({"VIP", "Thợ"}), "flags": frozenset({"debt", "no_phone"})}, (("debt", True),)),
        QueryState(only_ids=(3, 1)),
        QueryState(extra=(Filter("debt", Op.MORE, (5,)), AnyOf((Filter("email", Op.EMPTY), Filter("sex", Op.IS, ("F",)))))),
        QueryState(extra=(date_presets.preset("birth_date", "this_month"),)),
    ],
)
def test_a_question_survives_being_kept(state):
    assert state_of(state.to_query()) == state


def test_a_kept_list_is_pinned_counted_and_brings_filter_sort_and_columns_back(page, open_window, shop, at_rest, shown):
    page._ticked("group", "VIP", True)
    page._sort("full_name", False)
    page._sort("full_name", False)
    page.columns.show(["full_name", "phones"])
    page.chips.keep_asked.emit()
    modal().name.setText("Khách VIP")
    modal()._accept()
    at_rest()
    panel = open_window.workspace.lists
    assert panel.names()[0] == ("Khách VIP", "2")

    page.clear_filters()
    page.columns.show(["full_name", "phones", "note"])
    customers.add_group(shop, customers.all_ids(shop, CustomerQuery("hung"))[:1], "VIP")
    open_window.workspace.open_list(panel.list_named("Khách VIP"))

    assert shown() == ["Phạm Thị Mai", "Nguyễn Thị Lan", "Trần Quốc Hùng"]
    assert page.columns.keys == ["full_name", "phones"]
    assert page.facets._ticks["group"] == frozenset({"VIP"})


def test_counts_follow_the_customers(page, open_window, shop, at_rest):
    panel = open_window.workspace.lists
    assert ("Xin đừng gọi", "1") not in panel.names()

    page.view.selectRow(0)
    page.acts.silence_selected()
    at_rest()

    assert ("Xin đừng gọi", "1") in panel.names()


def test_lists_are_renamed_and_taken_away(page, open_window, shop, at_rest):
    saved_lists.save(shop, "Một", CustomerQuery())
    open_window.workspace.reload()
    at_rest()
    panel, acts = open_window.workspace.lists, page.listed

    acts.rename(panel.list_named("Một"))
    modal().name.setText("Hai")
    modal()._accept()
    at_rest()
    assert panel.names()[0][0] == "Hai"

    acts.delete(panel.list_named("Hai"))
    box = modal()
    next(b for b in box.buttons() if "Bỏ" in b.text()).click()
    at_rest()
    assert all(name != "Hai" for name, _ in panel.names())
    assert len(customers.all_ids(shop, CustomerQuery())) == 5


def test_a_built_condition_becomes_a_chip_in_words_that_can_be_taken_away(page, qtbot, at_rest, shown):
    page.view.setCurrentIndex(page.model.index(0, page.model.columns.index("phones")))
    qtbot.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    builder = modal()
    row = builder.groups[0].rows[0]
    assert row.key == "phones"
    row.first.setText("678")
    builder._build()

    assert shown() == ["Nguyễn Thị Lan"]
    assert [text for _, text in page.teller.chips()] == ["Điện thoại có chứa 678"]

    page.chips.removed.emit(("extra", 0))
    assert len(shown()) == 5


def test_groups_join_with_and_or(page, qtbot, at_rest, shown):
    page.narrowing.build("group")
    builder = modal()
    first = builder.groups[0]
    first.join.setCurrentIndex(1)
    first.rows[0].op.setCurrentIndex(first.rows[0].op.findData(Op.IS))
    first.rows[0].first.setText("Thợ")
    other = first.add_row("note")
    other.op.setCurrentIndex(other.op.findData(Op.NOT_EMPTY))
    second = builder.add_group("phones")
    second.rows[0].first.setText("0938")
    assert builder.words() == "(Nhóm là Thợ hoặc Ghi chú có ghi) và Điện thoại có chứa 0938"
    builder._build()

    assert shown() == ["Trần Quốc Hùng"]


def test_a_date_is_asked_by_presets_or_from_to(page, at_rest):
    page.narrowing.build("created_date")
    builder = modal()
    row = builder.groups[0].rows[0]
    row.preset.setCurrentIndex(row.preset.findData("last_30_days"))
    assert builder.part() == Filter("created_date", Op.BETWEEN, ("@last_30_days",))
    row.preset.setCurrentIndex(row.preset.findData(""))
    row.first.setText("1/2/2026")
    row.second.setText("5/2/26")
    assert builder.part() == Filter("created_date", Op.BETWEEN, ("2026-02-01", "2026-02-05"))
    builder.reject()


def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(page, at_rest):
    page.narrowing.build("debt")
    builder = modal()
    builder.groups[0].rows[0].first.setText("nhiều")
    builder._build()

    assert builder.isVisible()
    assert builder._banner.isVisible()
    assert builder.groups[0].rows[0].first.text() == "nhiều"
    builder.reject()


def test_the_last_condition_of_the_last_group_is_replaced_by_an_empty_one(page, at_rest):
    page.narrowing.build()
    builder: FilterBuilder = modal()
    builder.add_group()
    builder.groups[1].rows[0]._remove()
    assert len(builder.groups) == 1
    builder.groups[0].rows[0]._remove()
    assert len(builder.groups[0].rows) == 1
    builder.reject()


def test_dates_that_move_are_asked_as_they_were_said(page, shop, shown):
    customers.edit(shop, page.model.ids[0], {"birth_date": f"3/{shop.clock().month}/1990"})
    page.narrowing.add(date_presets.preset("birth_date", "this_month"))

    assert shown() == ["Đặng Bình An"]
    assert page.query.filters == AllOf((Filter("birth_md", Op.BETWEEN, ("@this_month",)),))


@pytest.mark.parametrize(
    "part",
    [
        Filter("debt", Op.MORE, (1_000_000,)),
        Filter("full_name", Op.CONTAINS, ("lan",)),
        Filter("group", Op.IN, ("VIP", "Thợ")),
        Filter("last_purchase_date", Op.BETWEEN, ("2026-02-01", "2026-02-05")),
        date_presets.preset("created_date", "last_30_days"),
        date_presets.preset("birth_date", "this_month"),
        date_presets.before_days("last_purchase_date", 90),
        Filter("sex", Op.IS, ("F",)),
        Filter("do_not_contact", Op.IS, (1,)),
        Filter("verification", Op.IS, ("verified",)),
        Filter("email", Op.EMPTY),
        AnyOf((Filter("note", Op.NOT_EMPTY), Filter("debt", Op.BETWEEN, (1, 5)))),
        AnyOf((Filter("note", Op.NOT_EMPTY),), is_none=True),
        AllOf((AnyOf((Filter("group", Op.IS, ("VIP",)), Filter("note", Op.EMPTY))), Filter("phones", Op.CONTAINS, ("678",)))),
    ],
)
def test_a_condition_comes_back_into_the_builder_as_it_was_built(page, at_rest, part):
    from ui.customers.filter_builder import can_build

    assert can_build(page._session, part)
    builder = FilterBuilder(page._session, parent=page, part=part)
    at_rest()

    assert builder.part() == part
    builder.deleteLater()


def test_a_condition_too_deep_for_the_builder_is_only_taken_away(page):
    from ui.customers.filter_builder import can_build

    deep = AllOf((AnyOf((AllOf((Filter("note", Op.EMPTY), Filter("email", Op.EMPTY))), Filter("debt", Op.MORE, (0,)))),))

    assert not can_build(page._session, deep)
    assert not can_build(page._session, Filter("birth_decade", Op.IS, ("1990",)))


def test_a_chip_is_clicked_changed_and_taken_away_by_its_cross(page, qtbot, at_rest, shown):
    from PySide6.QtCore import QPoint

    from ui.widgets.chips import EditableChip

    page.narrowing.add(Filter("full_name", Op.CONTAINS, ("lan",)))
    assert shown() == ["Nguyễn Thị Lan"]
    (chip,) = page.chips.findChildren(EditableChip)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))
    builder = modal()
    assert builder.groups[0].rows[0].first.text() == "lan"
    builder.groups[0].rows[0].first.setText("hung")
    builder._build()
    assert shown() == ["Trần Quốc Hùng"]

    chip = page.chips.findChildren(EditableChip)[-1]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, chip.height() // 2))
    assert len(shown()) == 5


def test_values_that_are_there_are_offered_while_typing(page, at_rest):
    page.narrowing.build("group")
    at_rest()
    row = modal().groups[0].rows[0]
    assert sorted(row.first.completer().model().stringList()) == ["Thợ", "VIP"]

    row.field.setCurrentIndex(row.field.findData("phones"))
    at_rest()
    assert row.first.completer() is None
    modal().reject()
