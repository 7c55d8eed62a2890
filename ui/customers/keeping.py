"""Keeping lists: the name is asked for, the list is opened, renamed, taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from khachhang.operations import saved_lists
from khachhang.operations.saved_lists import SavedList
from ui.customers.query_state import state_of
from ui.session import Session
from ui.widgets.basics import add_all, button, column, label, row
from ui.widgets.dialogs import confirm

if TYPE_CHECKING:
    from ui.customers.page import CustomersPage


class ListActs(QObject):
    """What a person does with lists."""

    def __init__(self, session: Session, page: CustomersPage) -> None:
        super().__init__(page)
        self._session = session
        self._page = page

    @Slot()
    def keep(self) -> None:
        """Ask for a name and keep the list as it is shown: filter, sort and columns."""
        said = " · ".join(text for _, text in self._page.teller.chips())
        self._ask(self.tr("Lưu danh sách này"), said[:60] or self._page.state.text.strip(), self._keep)

    def _keep(self, name: str) -> None:
        query, columns = self._page.state.to_query(), list(self._page.columns.keys)
        text = self.tr("Đã lưu danh sách “{name}”.").format(name=name)
        self._session.write(lambda opened, tick: saved_lists.save(opened, name, query, columns), _Said(self._session, text))

    def open(self, wanted: SavedList) -> None:
        """Show a list, with its sort and its columns."""
        known = [key for key in wanted.columns if key in self._page.catalogue or key in ("source", "verification")]
        if known and known != self._page.columns.keys:
            self._page.columns.show(known)
        state = state_of(wanted.query)
        if state.only_ids is not None:
            state = replace(state, only_title=wanted.name)
        self._page.show_state(state)

    def rename(self, wanted: SavedList) -> None:
        """Ask for another name."""
        text = self.tr("Đã đổi tên danh sách.")
        self._ask(
            self.tr("Đổi tên danh sách"),
            wanted.name,
            lambda name: self._session.write(
                lambda opened, tick: saved_lists.rename(opened, wanted.list_id, name), _Said(self._session, text)
            ),
        )

    def delete(self, wanted: SavedList) -> None:
        """Ask, then forget a list; this cannot be taken back, but nobody in it is touched."""
        text = self.tr("Đã bỏ danh sách “{name}”.").format(name=wanted.name)
        confirm(
            self._page,
            self.tr("Bỏ danh sách “{name}”?").format(name=wanted.name),
            self.tr("Khách trong danh sách vẫn còn nguyên trong sổ."),
            self.tr("Bỏ danh sách"),
            lambda: self._session.write(lambda opened, tick: saved_lists.delete_list(opened, wanted.list_id), _Said(self._session, text)),
        )

    def _ask(self, title: str, name: str, accepted: Callable[[str], object]) -> None:
        dialog = NameDialog(title, self.tr("Tên danh sách"), name, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.named.connect(accepted)
        dialog.open()


class NameDialog(QDialog):
    """Asks for one name."""

    named = Signal(str)

    def __init__(self, title: str, caption: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.name = QLineEdit(name, self)
        self.name.setAccessibleName(caption)
        self.name.setMaxLength(60)
        self.name.selectAll()
        self._save = button(self.tr("&Lưu"), self._accept, kind="primary", parent=self)
        self._save.setDefault(True)
        buttons = row()
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), self._save)
        add_all(column(self, margins=(22, 18, 22, 18), spacing=10), label(caption, self, role="strong"), self.name, buttons)
        self.name.textChanged.connect(self._look)
        self._look()

    @Slot()
    def _look(self) -> None:
        self._save.setEnabled(bool(self.name.text().strip()))

    @Slot()
    def _accept(self) -> None:
        self.named.emit(self.name.text().strip())
        self.accept()


class _Said:
    """Announces an outcome that cannot be taken back."""

    def __init__(self, session: Session, text: str) -> None:
        self._session, self._text = session, text

    def __call__(self, outcome: object) -> None:
        self._session.changed.emit(outcome)
        self._session.said.emit(self._text, None)
