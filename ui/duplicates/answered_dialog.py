"""What was answered about possible duplicates, so that a person can have it asked again."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from khachhang.operations import duplicates
from ui.dates import show_time
from ui.session import Session
from ui.widgets.basics import add_all, button, column, label, row


class AnsweredDialog(QDialog):
    """A list of the pairs that were parted, the newest first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Đã trả lời"))
        self.resize(620, 460)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Những cặp đã nói là không phải một khách"))
        self.list.setWordWrap(True)
        self.again = button(self.tr("&Hỏi lại"), self._ask, icon="rotate-ccw", kind="primary", parent=self)
        self.again.setDefault(True)
        self._none = label(self.tr("Chưa có cặp nào được nói là khác nhau."), self, role="muted", wrap=True)
        buttons = row(spacing=10)
        add_all(buttons, None, button(self.tr("Đón&g"), self.reject, parent=self), self.again)
        layout = column(self, margins=(24, 20, 24, 18), spacing=12)
        self._title = label(self.tr("Những cặp này sẽ không hỏi lại, trừ khi bạn muốn"), self, role="strong", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        add_all(layout, self._title)
        layout.addWidget(self._none, 1)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self._show_pairs([])
        session.read(lambda opened, tick: duplicates.answered(opened), self._show_pairs, key="answered")

    @Slot(object)
    def _show_pairs(self, pairs: Any) -> None:
        self.list.clear()
        words = {"not_same": self.tr("khác nhau"), "household": self.tr("cùng nhà, khác người")}
        for pair in pairs:
            item = QListWidgetItem(f"{pair.name_a} – {pair.name_b}\n{words[pair.kind]} · {show_time(pair.at)}")
            item.setData(Qt.ItemDataRole.UserRole, (pair.customer_a, pair.customer_b))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._none.setVisible(not pairs)
        self._title.setVisible(bool(pairs))
        self.list.setVisible(bool(pairs))
        self.again.setEnabled(bool(pairs))

    @Slot()
    def _ask(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            a, b = item.data(Qt.ItemDataRole.UserRole)
            self._session.act(self.tr("Sẽ hỏi lại."), partial(_ask_again, a, b))
            self.accept()


def _ask_again(a: int, b: int, opened: Any, tick: Any) -> Any:
    return duplicates.ask_again(opened, a, b)
