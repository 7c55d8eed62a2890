"""The page that checks the data."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from khachhang.operations import customers


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
