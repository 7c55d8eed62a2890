"""The page that checks the data."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from khachhang.operations import customers, quality


def test_problems_are_counted_and_lead_to_their_rows(open_window, shop, at_rest):
    customers.add(shop, {"phones": "0907 111 222"})
    customers.add(shop, {"full_name": "Vũ Văn Không Số"})
    workspace = open_window.workspace
    workspace.go("quality")
    at_rest()
    found = {f.code: f.count for f in workspace.quality.findings}
    assert (found["no_name"], found["no_phone"], found["no_province"]) == (1, 1, 6)

    buttons = workspace.quality.findChildren(QPushButton)
    next(b for b in buttons if b.accessibleName() == "Xem 1 khách: Thiếu số điện thoại").click()
    at_rest()

    page = workspace.customers
    assert workspace.place == "customers"
    assert page.model.rowCount() == 1
    assert [text for _, text in page.teller.chips()] == ["Thiếu điện thoại"]


def test_problems_without_a_filter_show_their_customers_under_their_name(open_window, shop, at_rest):
    customers.add(shop, {"full_name": "Lan", "phones": "091234567"})
    workspace = open_window.workspace
    workspace.go("quality")
    at_rest()

    workspace.quality.rows_wanted.emit(next(f for f in workspace.quality.findings if f.code == "phone_doubtful"))
    at_rest()

    assert [text for _, text in workspace.customers.teller.chips()] == ["Số điện thoại cần xem"]
    assert workspace.customers.model.rowCount() == 1


def test_the_count_is_made_again_after_a_change(open_window, shop, at_rest):
    workspace = open_window.workspace
    workspace.go("quality")
    at_rest()
    workspace.session.act("", lambda opened, tick: customers.add(opened, {"full_name": "Vũ Văn Không Số"}))
    at_rest()

    assert {f.code: f.count for f in workspace.quality.findings}["no_phone"] == 1


def test_what_can_be_mended_is_shown_before_and_after_and_one_undo_takes_it_back(open_window, shop, at_rest):
    workspace = open_window.workspace
    workspace.go("quality")
    at_rest()
    known = next(f for f in workspace.quality.findings if f.code == "sex_known")
    assert (known.count, known.fixable) == (2, 2)

    button = next(b for b in workspace.quality.findChildren(QPushButton) if b.accessibleName().startswith("Sửa giúp 2 khách"))
    button.click()
    at_rest()
    dialog = QApplication.activeModalWidget()
    assert [dialog.table.item(0, at).text() for at in range(3)] == ["Nguyễn Thị Lan", "(trống)", "Nữ"]
    dialog.table.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.go.text() == "&Sửa 1 khách"
    dialog.go.click()
    at_rest()

    assert {f.code: f.count for f in workspace.quality.findings}["sex_known"] == 1
    open_window.toast.action.click()
    at_rest()
    assert {f.code: f.count for f in workspace.quality.findings}["sex_known"] == 2


def test_problems_stand_under_their_kind_and_say_how_they_went(open_window, shop, at_rest):
    from ui.quality.sparkline import Sparkline

    customers.add(shop, {"full_name": "Vũ Văn Không Số"})
    shop.clock.at -= timedelta(days=3)
    quality.remember(shop, [])
    with shop.writing() as connection:
        from khachhang.store import quality as stored

        stored.put_day(connection, (shop.clock().astimezone().date() - timedelta(days=9)).isoformat(), {"no_phone": 4})
    shop.clock.at += timedelta(days=3)
    workspace = open_window.workspace
    workspace.go("quality")
    at_rest()

    texts = [w.text() for w in workspace.quality.findChildren(QLabel)]
    assert any(t.startswith("THIẾU · ") for t in texts)
    line = next(w for w in workspace.quality.findChildren(Sparkline))
    assert line.accessibleName().startswith("−3 so với ")
    assert line.places()[0].y() < line.places()[-1].y()


def test_the_counts_of_today_are_noted_once_without_anybody_looking(open_window, shop, at_rest):
    page = open_window.workspace.quality
    assert page._daily.isActive()
    assert not quality.is_noted_today(shop)
    page.note_today()
    at_rest()
    assert quality.trends(shop)["no_phone"].points[-1][1] == 0

    customers.add(shop, {"full_name": "Vũ Văn Không Số"})
    page.note_today()
    at_rest()
    assert quality.trends(shop)["no_phone"].points[-1][1] == 0
