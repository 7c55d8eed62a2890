"""The menu of a row: what can be done with the customers selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from khachhang.operations.rights import Right
from ui import theme
from ui.allowed import allow

if TYPE_CHECKING:
    from ui.customers.page import CustomersPage


def row_menu(page: CustomersPage, *, is_bin: bool) -> QMenu:
    """Return the menu for the rows selected."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    acts = page.acts
    one = len(page.view.selectionModel().selectedRows()) == 1
    if is_bin:
        menu.addAction(theme.icon("rotate-ccw", "muted"), QCoreApplication.translate("RowMenu", "&Lấy lại"), acts.restore_selected)
        return menu
    if one:
        menu.addAction(theme.icon("user", "muted"), QCoreApplication.translate("RowMenu", "&Mở thẻ khách"), page._open_current)
        menu.addAction(theme.icon("pencil", "muted"), QCoreApplication.translate("RowMenu", "&Sửa…"), page.edit_current)
        menu.addAction(theme.icon("phone", "muted"), QCoreApplication.translate("RowMenu", "Chép số điện t&hoại"), acts.copy_phone)
    menu.addAction(theme.icon("copy", "muted"), QCoreApplication.translate("RowMenu", "&Chép dòng"), page.copy_rows)
    menu.addSeparator()
    menu.addAction(theme.icon("tag", "muted"), QCoreApplication.translate("RowMenu", "&Thêm vào nhóm…"), acts.many.ask_group)
    menu.addAction(theme.icon("user-check", "muted"), QCoreApplication.translate("RowMenu", "Gia&o cho…"), acts.many.ask_assignee)
    menu.addAction(theme.icon("pencil", "muted"), QCoreApplication.translate("RowMenu", "Ghi cùng một điề&u…"), acts.many.ask_field)
    if not one:
        menu.addAction(theme.icon("git-merge", "muted"), QCoreApplication.translate("RowMenu", "&Gộp…"), page.merge_selected)
    menu.addAction(theme.icon("check", "muted"), QCoreApplication.translate("RowMenu", "Đã gọ&i, đúng"), acts.verify_selected)
    menu.addAction(theme.icon("phone-off", "muted"), QCoreApplication.translate("RowMenu", "Xin đừ&ng gọi"), acts.silence_selected)
    menu.addAction(theme.icon("download", "muted"), QCoreApplication.translate("RowMenu", "&Xuất ra Excel…"), page.export_selected)
    if one:
        menu.addAction(theme.icon("printer", "muted"), QCoreApplication.translate("RowMenu", "In thẻ &khách…"), acts.print_current)
    else:
        menu.addAction(theme.icon("printer", "muted"), QCoreApplication.translate("RowMenu", "In các &khách này…"), page.print_selected)
        labels = QCoreApplication.translate("RowMenu", "In nhãn &dán…")
        menu.addAction(theme.icon("tags", "muted"), labels, page.print_labels)
    menu.addSeparator()
    menu.addAction(theme.icon("trash-2", "muted"), QCoreApplication.translate("RowMenu", "&Bỏ vào Thùng rác"), page.bin_selected)
    _allow(menu, page)
    return menu


def _allow(menu: QMenu, page: CustomersPage) -> None:
    """Show what the person may not do as not to be had."""
    needed = {
        "&Mở thẻ khách": Right.VIEW, "Chép số điện t&hoại": Right.COPY, "&Chép dòng": Right.COPY, "&Gộp…": Right.MERGE,
        "&Xuất ra Excel…": Right.EXPORT, "In thẻ &khách…": Right.PRINT, "In các &khách này…": Right.PRINT,
    }  # fmt: skip
    rights = {QCoreApplication.translate("RowMenu", text): right for text, right in needed.items()}
    for action in menu.actions():
        if not action.isSeparator():
            allow(action, page.session.opened, rights.get(action.text(), Right.EDIT))
