"""Choosing which columns the table shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QWidget

from khachhang.fields import Catalogue
from ui.settings import Settings
from ui.texts import field_label
from ui.widgets.basics import add_all, button, column, label, row
from ui.widgets.search_field import SearchField

EXTRA = ("source", "verification")
WIDTHS = {
    "full_name": 210,
    "phones": 150,
    "address": 270,
    "province": 130,
    "group": 120,
    "debt": 115,
    "last_purchase_date": 115,
    "email": 190,
}
DEFAULT_WIDTH = 130


def default_columns(catalogue: Catalogue) -> list[tuple[str, int]]:
    """Return the columns shown at first, with their widths."""
    return [(f.key, WIDTHS.get(f.key, DEFAULT_WIDTH)) for f in catalogue if f.is_shown]


def load_columns(settings: Settings, catalogue: Catalogue) -> list[tuple[str, int]]:
    """Return the columns as they were left; fields that are gone are left out."""
    saved = []
    for text in settings.texts("columns", []):
        key, _, width = text.partition(":")
        if (key in catalogue or key in EXTRA) and width.isdigit():
            saved.append((key, int(width)))
    return saved or default_columns(catalogue)


def save_columns(settings: Settings, columns: Sequence[tuple[str, int]]) -> None:
    """Remember columns, their order and widths."""
    settings.save_texts("columns", [f"{key}:{width}" for key, width in columns])


class ColumnDialog(QDialog):
    """A list with ticks; ticked columns come first and can be dragged."""

    chosen = Signal(list)

    def __init__(self, catalogue: Catalogue, shown: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Chọn cột"))
        self.setMinimumSize(380, 520)
        self._catalogue = catalogue
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Các cột"))
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        search = SearchField(self.tr("Tìm cột"), self)
        search.searched.connect(self._filter)
        labels = {f.key: field_label(f) for f in catalogue} | {"source": self.tr("Nguồn"), "verification": self.tr("Đã kiểm")}
        for key in [*shown, *(k for k in labels if k not in shown)]:
            item = QListWidgetItem(labels.get(key, key))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        layout = column(self, margins=(20, 18, 20, 18), spacing=10)
        buttons = row()
        done = button(self.tr("&Xong"), self._accept, kind="primary", parent=self)
        done.setDefault(True)
        back = button(self.tr("&Như lúc đầu"), self._reset, kind="ghost", parent=self)
        add_all(buttons, back, None, button(self.tr("&Hủy"), self.reject, parent=self), done)
        hint = label(self.tr("Kéo để đổi thứ tự."), self, role="small")
        add_all(layout, search, self._list, hint, buttons)

    @Slot(str)
    def _filter(self, text: str) -> None:
        for number in range(self._list.count()):
            item = self._list.item(number)
            item.setHidden(text.casefold() not in item.text().casefold())

    @Slot()
    def _reset(self) -> None:
        self.chosen.emit([key for key, _ in default_columns(self._catalogue)])
        self.accept()

    @Slot()
    def _accept(self) -> None:
        items = [self._list.item(number) for number in range(self._list.count())]
        keys = [str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() == Qt.CheckState.Checked]
        if keys:
            self.chosen.emit(keys)
        self.accept()
