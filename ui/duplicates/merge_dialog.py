"""Merging customers a person picked: seen side by side first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from ui.duplicates.side_by_side import SideBySide
from ui.widgets.basics import add_all, button, column, label, row, scrolled


class MergeDialog(QDialog):
    """Shows what would become one, and that it can be parted again."""

    merge_asked = Signal(list)

    def __init__(self, comparison: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids = [c.customer_id for c in comparison.cards]
        self.setWindowTitle(self.tr("Gộp khách"))
        self.resize(900, 560)
        sides = SideBySide(self)
        sides.show_comparison(comparison)
        merge = button(self.tr("Cùng &một khách – Gộp"), self._merge, icon="git-merge", kind="primary", parent=self)
        merge.setDefault(True)
        buttons = row(spacing=10)
        add_all(buttons, label(self.tr("Gộp không mất gì; lúc nào cũng tách lại được."), self, role="muted"), None)
        add_all(buttons, button(self.tr("&Hủy"), self.reject, parent=self), merge)
        layout = column(self, margins=(24, 20, 24, 18), spacing=12)
        add_all(layout, label(self.tr("Có phải cùng một khách?"), self, role="heading"), scrolled(sides, self), buttons)

    @Slot()
    def _merge(self) -> None:
        self.merge_asked.emit(self._ids)
        self.accept()
