"""What can be done with several customers at once; appears with the selection and says how many."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from khachhang.operations.rights import Right
from ui.allowed import allow
from ui.texts import number
from ui.widgets.basics import button, label, row, tool

NEEDED = {"git-merge": Right.MERGE, "download": Right.EXPORT}
"""Icon of a command → the right it needs; EDIT for all others."""


class BulkBar(QFrame):
    """One line of commands above the list."""

    field_asked = Signal()
    assignee_asked = Signal()
    group_asked = Signal()
    merge_asked = Signal()
    export_asked = Signal()
    silence_asked = Signal()
    verify_asked = Signal()
    bin_asked = Signal()
    restore_asked = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_bin: bool = False, opened: Any = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "bulk")
        self._said = label("", self)
        self._words = self._short = ""
        line = row(self, margins=(14, 6, 8, 6), spacing=6)
        line.addWidget(self._said)
        line.addSpacing(6)
        self._buttons: list[tuple[QPushButton, str]] = []
        for text, icon, signal in self._commands(is_bin):
            made = button(text, signal.emit, icon=icon, kind="ghost", tip=text, parent=self)
            if opened is not None:
                allow(made, opened, NEEDED.get(icon, Right.EDIT))
            self._buttons.append((made, text))
            line.addWidget(made)
        line.addStretch(1)
        line.addWidget(tool("x", self.tr("Bỏ chọn"), self.cleared.emit, parent=self, size=14))
        self.hide()

    def _commands(self, is_bin: bool) -> tuple[tuple[str, str, SignalInstance], ...]:
        if is_bin:
            return ((self.tr("Lấy lại"), "rotate-ccw", self.restore_asked),)
        return (
            (self.tr("Thêm vào nhóm…"), "tag", self.group_asked),
            (self.tr("Ghi cùng một điều…"), "pencil", self.field_asked),
            (self.tr("Giao cho…"), "user-check", self.assignee_asked),
            (self.tr("Gộp…"), "git-merge", self.merge_asked),
            (self.tr("Đã gọi, đúng"), "check", self.verify_asked),
            (self.tr("Xuất…"), "download", self.export_asked),
            (self.tr("Xin đừng gọi"), "phone-off", self.silence_asked),
            (self.tr("Bỏ vào Thùng rác"), "trash-2", self.bin_asked),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: with little room the later commands are only icons."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out words from the end until the rest has room; at last only the number stays."""
        self._said.setText(self._words)
        for with_words in range(len(self._buttons), -1, -1):
            for number_, (made, text) in enumerate(self._buttons):
                made.setText(text if number_ < with_words else "")
            if self.layout().sizeHint().width() <= self.width():
                return
        self._said.setText(self._short)

    def show_count(self, selected: int) -> None:
        """Appear with two or more selected."""
        self._words, self._short = self.tr("Đã chọn {n} khách").format(n=number(selected)), number(selected)
        self._said.setAccessibleName(self._words)
        self._said.setToolTip(self._words)
        self.setVisible(selected > 1)
        self._fit()
