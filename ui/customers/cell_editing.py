"""What is typed into a cell goes into the vault as an edit that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QLineEdit

from khachhang.errors import UserError
from khachhang.operations import customers
from ui.session import Session
from ui.translations import language

if TYPE_CHECKING:
    from ui.customers.page import CustomersPage


class CellEditing(QObject):
    """Opens the current cell, writes what was typed, and lets the list catch up when nobody types any more."""

    def __init__(self, session: Session, page: CustomersPage) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        page.model.edited.connect(self._write)
        page.view.edit_ended.connect(self._ended)
        page.view.cells.hint_of = self.hint

    @Slot()
    def begin(self) -> None:
        """Type into the current cell; where that is not safe, open the form."""
        page = self._page
        index = page.view.currentIndex()
        if page.is_bin or not index.isValid():
            return
        if page.model.is_editable(index):
            page.view.edit(index)
        else:
            page.edit_current()

    def hint(self, key: str, text: str) -> str | None:
        """Return what is doubtful about a text in a field, None when all is well."""
        if not text.strip():
            return None
        try:
            typed = customers.parse_value(self._session.opened, key, self._parts(key, text))
        except UserError:
            return None
        return typed.hint(language())

    def _parts(self, key: str, text: str) -> str | list[str]:
        field = self._session.opened.catalogue[key]
        if not field.many:
            return text
        return [text] if key == "note" else [part.strip() for part in text.split(";") if part.strip()]

    @Slot(int, str, str)
    def _write(self, customer_id: int, key: str, text: str) -> None:
        parts = self._parts(key, text)
        value = (parts or None) if text else ([] if isinstance(parts, list) else None)
        self._session.act(self.tr("Đã sửa."), lambda opened, tick: customers.edit(opened, customer_id, {key: value}))

    def draft(self) -> list[dict[str, Any]]:
        """Return what is being typed into a cell, as a draft of the customer's form."""
        page, found = self._page, []
        for editor in page.view.viewport().findChildren(QLineEdit):
            key, index = str(editor.property("field") or ""), page.view.currentIndex()
            if key and index.isValid() and editor.isVisible() and editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
                text = "\n".join(self._parts(key, editor.text())) if self._session.opened.catalogue[key].many else editor.text()
                found.append({"what": "form", "customer": page.model.ids[index.row()], "texts": {key: text}})
        return found

    @Slot()
    def _ended(self) -> None:
        self._page.refresh_if_stale()
