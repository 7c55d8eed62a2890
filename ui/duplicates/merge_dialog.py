"""Merging customers a person picked: seen side by side first, the same look as a question has."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from ui.duplicates.keys import listen
from ui.duplicates.review_panel import ReviewPanel
from ui.widgets.basics import add_all, button, column, label, row, scrolled


class MergeDialog(QDialog):
    """Shows what would become one, and that it can be parted again. merge_asked: (customers, field → record chosen)."""

    merge_asked = Signal(list, object)

    def __init__(self, review: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Gộp khách"))
        self.resize(940, 600)
        self.panel = ReviewPanel(self)
        self._merge_button = button("", self._merge, icon="git-merge", kind="primary", parent=self)
        self._merge_button.setDefault(True)
        hint = self.tr("Gộp không mất gì; lúc nào cũng tách lại được. Phím ↑ ↓ và số: chọn giá trị.")
        buttons = row(spacing=10)
        buttons.addWidget(label(hint, self, role="muted", wrap=True), 1)
        add_all(buttons, button(self.tr("&Hủy"), self.reject, parent=self), self._merge_button)
        layout = column(self, margins=(24, 20, 24, 18), spacing=12)
        add_all(layout, label(self.tr("Có phải cùng một khách?"), self, role="heading"), scrolled(self.panel, self), buttons)
        self.panel.changed.connect(self._look)
        self.panel.show_review(review, is_picked=True)
        listen(self, self.panel.sides, ())
        self.setFocus()
        self._look()

    @Slot()
    def _look(self) -> None:
        n = len(self.panel.sides.ticked)
        self._merge_button.setText(self.tr("Cùng một khách – Gộp {n} · Enter").format(n=n))
        self._merge_button.setAccessibleName(self._merge_button.text())
        self._merge_button.setEnabled(n > 1)

    @Slot()
    def _merge(self) -> None:
        sides = self.panel.sides
        if len(sides.ticked) > 1:
            self.merge_asked.emit(sides.ticked, sides.choices)
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter merges wherever the focus is, but on another button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._merge()
            return
        super().keyPressEvent(event)
