"""Every dialog and menu that a button opens does open, and closes again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from ui import menus
from ui.widgets import files


def modal():
    return QApplication.activeModalWidget()


@pytest.mark.parametrize("show", [menus.show_help, menus.show_shortcuts, menus.show_about])
def test_help_opens(window, show):
    show(window)

    assert modal() is not None
    modal().accept()


def test_file_dialogs_open(window):
    for dialog in (
        files.ask_file(window, "t", "x (*)", print),
        files.ask_folder(window, "t", print),
        files.ask_save(window, "t", "x (*)", "a.txt", "txt", print),
    ):
        assert dialog.isVisible()
        dialog.reject()


def test_print_dialog_opens(window):
    window.show_create()
    sheet = window.create_page._sheet
    sheet.show_code("7K2M-9QXD-4T8R-HW3N-C6VB-1ZPJ-5GYA-E0SF-2KQ7", "Tiệm Hoa")

    sheet._print()

    assert modal() is not None
    modal().reject()


def test_card_menus_and_small_dialogs_open(open_window, at_rest):
    page = open_window.workspace.customers
    page.model.index(0, 0).data()
    at_rest()
    page.show_card(page.model.ids[0])
    at_rest()

    page.acts.act("mark", ("unverifiable",))
    modal().reject()
    page.view.selectRow(0)
    page.acts.many.ask_group()
    at_rest()
    modal().reject()
    page.columns.choose()
    modal().reject()
    record = page.card.card.records[0]
    page.acts.show_original(record.record_id, "full_name")
    at_rest()
    modal().accept()
    page._show_row_menu(page.view.rect().center())
    menu = next(m for m in page.findChildren(QMenu) if m.isVisible())
    assert len(menu.actions()) > 5
    menu.close()
    at_rest()


def test_group_dialog_adds_the_selected(open_window, shop, at_rest):
    from khachhang.operations import customers

    page = open_window.workspace.customers
    page.select_all()
    page.acts.many.ask_group()
    at_rest()
    dialog = modal()
    dialog._name.setCurrentText("Tết")

    dialog._add()
    at_rest()

    assert dict(customers.groups(shop))["Tết"] == 5
    assert "Tết" in open_window.toast.text


def test_crash_dialog_shows_the_report(window, qapp):
    from ui.crash import CrashGuard

    guard = CrashGuard(qapp)
    guard.show_crash(ValueError("Nguyễn Thị Lan"))

    assert modal() is not None
    assert "ValueError" in modal()._report
    assert "Lan" not in modal()._report
    modal().reject()
    guard.deleteLater()


def test_export_of_selected_offers_all_three_scopes(open_window, at_rest):
    page = open_window.workspace.customers
    page.view.selectRow(0)
    page.export_selected()
    at_rest()

    assert len(modal()._who.buttons()) == 3
    modal().reject()
    at_rest()
