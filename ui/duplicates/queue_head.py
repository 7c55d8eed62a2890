"""The head of the questions: how many of each kind there are, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QPushButton, QWidget

from ui import theme
from ui.texts import number
from ui.widgets.basics import add_all, button, column, label, row


class QueueHead(QFrame):
    """Title, progress, one button per kind of question, and a menu."""

    bucket_chosen = Signal(object)
    bulk_asked = Signal()
    report_asked = Signal()
    answered_asked = Signal()
    search_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = label("", self, role="muted")
        self._names = {
            None: self.tr("Tất cả"),
            "certain": self.tr("Chắc"),
            "possible": self.tr("Có thể"),
            "household": self.tr("Cùng nhà?"),
        }
        self.buttons: dict[str | None, QPushButton] = {}
        group = QButtonGroup(self)
        chips = row(spacing=8)
        for bucket, name in self._names.items():
            made = button(name, partial(self.bucket_chosen.emit, bucket), kind="count", parent=self)
            made.setCheckable(True)
            group.addButton(made)
            self.buttons[bucket] = made
            chips.addWidget(made)
        self.bulk = button(self.tr("Gộp tất cả cặp chắc chắn…"), self.bulk_asked.emit, kind="small", icon="merge", parent=self)
        more = button("", None, icon="ellipsis", kind="small", parent=self)
        more.setAccessibleName(self.tr("Việc khác với khách trùng"))
        more.setToolTip(more.accessibleName())
        more.setMenu(self._menu(more))
        add_all(chips, None, self.bulk, more)
        top = row(spacing=12)
        top.addWidget(label(self.tr("Có phải cùng một khách?"), self, role="title", wrap=True), 1)
        top.addWidget(self.left)
        lines = column(self, margins=(28, 16, 28, 4), spacing=10)
        lines.addLayout(top)
        lines.addLayout(chips)

    def _menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        menu.addAction(theme.icon("table", "muted"), self.tr("&Báo cáo trùng"), self.report_asked.emit)
        menu.addAction(theme.icon("history", "muted"), self.tr("&Đã trả lời, hỏi lại…"), self.answered_asked.emit)
        menu.addAction(theme.icon("refresh-cw", "muted"), self.tr("&Tìm lại trong cả sổ"), self.search_asked.emit)
        return menu

    def show_counts(self, counts: Mapping[str, int], bucket: str | None, left: int) -> None:
        """Show how many there are of each kind, and how many are left to go."""
        for key, made in self.buttons.items():
            n = sum(counts.values()) if key is None else counts.get(key, 0)
            made.setText(f"{self._names[key]} {number(n)}")
            made.setAccessibleName(made.text())
            made.setChecked(key == bucket)
        self.bulk.setEnabled(counts.get("certain", 0) > 0)
        self.left.setText(self.tr("còn {n}").format(n=number(left)) if left else "")
