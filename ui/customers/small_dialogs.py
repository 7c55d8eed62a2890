"""Small questions about customers: a note, a group, which rows to part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from ui.dates import show_time
from ui.widgets.basics import add_all, button, column, label, row


class NoteDialog(QDialog):
    """Why a value cannot be checked."""

    noted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Không kiểm được"))
        self.setMinimumWidth(420)
        self._note = QPlainTextEdit(self)
        self._note.setAccessibleName(self.tr("Vì sao không kiểm được"))
        self._note.setPlaceholderText(self.tr("Ví dụ: gọi ba lần không bắt máy"))
        self._note.setFixedHeight(90)
        self._note.setTabChangesFocus(True)
        save = button(self.tr("&Lưu"), self._save, kind="primary", parent=self)
        save.setDefault(True)
        buttons = row()
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), save)
        layout = column(self, margins=(22, 18, 22, 18), spacing=10)
        add_all(layout, label(self.tr("Vì sao không kiểm được?"), self, role="strong"), self._note, buttons)

    @Slot()
    def _save(self) -> None:
        self.noted.emit(self._note.toPlainText().strip())
        self.accept()


class GroupDialog(QDialog):
    """Which group to join or to leave."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, groups: Sequence[str], n: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Nhóm khách"))
        self.setMinimumWidth(400)
        self._name = QComboBox(self)
        self._name.setEditable(True)
        self._name.addItems(list(groups))
        self._name.setCurrentText("")
        self._name.setAccessibleName(self.tr("Tên nhóm"))
        self._name.lineEdit().setPlaceholderText(self.tr("Chọn hoặc gõ tên nhóm"))
        add = button(self.tr("&Thêm vào nhóm"), self._add, kind="primary", parent=self)
        add.setDefault(True)
        buttons = row()
        leave = button(self.tr("&Bỏ khỏi nhóm"), self._remove, parent=self)
        add_all(buttons, leave, None, button(self.tr("&Hủy"), self.reject, parent=self), add)
        layout = column(self, margins=(22, 18, 22, 18), spacing=12)
        add_all(layout, label(self.tr("Nhóm cho {n} khách").format(n=n), self, role="strong"), self._name, buttons)

    @Slot()
    def _add(self) -> None:
        self._say(self.added)

    @Slot()
    def _remove(self) -> None:
        self._say(self.removed)

    def _say(self, signal: Any) -> None:
        name = self._name.currentText().strip()
        if name:
            signal.emit(name)
            self.accept()


class SplitDialog(QDialog):
    """Which of the rows belong to somebody else."""

    chosen = Signal(list)

    def __init__(self, card: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Tách một phần"))
        self.resize(560, 380)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Những dòng làm nên khách này"))
        self._list.setWordWrap(True)
        for record in card.records:
            cells = " · ".join(c for c in record.cells if c)[:140]
            item = QListWidgetItem(f"{record.source_name} ({show_time(record.at)})\n{cells}")
            item.setData(Qt.ItemDataRole.UserRole, record.record_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.itemChanged.connect(self._look)
        self._split = button(self.tr("&Tách ra"), self._go, kind="primary", parent=self)
        buttons = row()
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), self._split)
        layout = column(self, margins=(22, 18, 22, 18), spacing=10)
        add_all(layout, label(self.tr("Đánh dấu những dòng là của khách khác"), self, role="strong"), self._list, buttons)
        self._look()

    def _ticked(self) -> list[int]:
        items = [self._list.item(n) for n in range(self._list.count())]
        return [int(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() == Qt.CheckState.Checked]

    @Slot()
    def _look(self) -> None:
        self._split.setEnabled(0 < len(self._ticked()) < self._list.count())

    @Slot()
    def _go(self) -> None:
        self.chosen.emit(self._ticked())
        self.accept()
