"""The dialog of the shop's own columns."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from khachhang.fields import Kind
from khachhang.operations import customers


def test_a_column_is_added_shown_renamed_dropped_and_brought_back(open_window, shop, at_rest):
    page = open_window.workspace.customers
    before = page.columns.keys
    open_window.workspace.own_fields()
    dialog = QApplication.activeModalWidget()
    at_rest()
    dialog.name.setText("Cỡ giày")
    dialog.kind.setCurrentIndex(dialog.kind.findData(Kind.NUMBER))
    dialog.add()
    at_rest()
    assert page.columns.titles[-1] == "Cỡ giày"
    key = page.columns.keys[-1]

    dialog.name.setText("cỡ giày")
    dialog.add()
    at_rest()
    assert dialog.banner.isVisible()

    dialog.rename(key, "Cỡ dép")
    at_rest()
    assert page.columns.titles[-1] == "Cỡ dép"
    customers.set_value(shop, [page.model.ids[0]], key, "37")

    dialog.list.setCurrentRow(0)
    dialog.drop()
    at_rest()
    assert page.columns.keys == before
    assert dialog.current.is_dropped

    dialog.restore()
    at_rest()
    assert not dialog.current.is_dropped
    assert customers.rows(shop, [page.model.ids[0]])[0].values[key] == "37"
    dialog.accept()
