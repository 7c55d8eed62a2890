"""Customers side by side: what differs is marked, what is equal is folded away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.widgets.basics import button, column, label, restyle, row

QUIET_KEYS = ("street", "ward", "district", "province")


class SideBySide(QWidget):
    """A grid: field, then one column per customer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Any = None
        self._shows_equal = False
        self._outer = column(self, spacing=8)
        self._grid_holder: QWidget | None = None
        self._equal_button = button("", self._toggle_equal, kind="link", parent=self)
        below = row()
        below.addWidget(self._equal_button)
        below.addStretch(1)
        self._outer.addLayout(below)

    def show_comparison(self, comparison: Any) -> None:
        """Show two to many customers."""
        self._comparison = comparison
        self._shows_equal = False
        self._fill()

    def _fill(self) -> None:
        if self._grid_holder is not None:
            self._grid_holder.hide()
            self._grid_holder.deleteLater()
        self._grid_holder = QWidget(self)
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        cards = self._comparison.cards
        grid.setColumnMinimumWidth(0, 110)
        for place, card in enumerate(cards, 1):
            grid.setColumnStretch(place, 1)
            head = column(spacing=1)
            head.addWidget(label(card.name or self.tr("(chưa có tên)"), self._grid_holder, role="heading", wrap=True))
            sources = ", ".join(dict.fromkeys(r.source_name for r in card.records))
            head.addWidget(label(self.tr("từ {sources}").format(sources=sources), self._grid_holder, role="small", wrap=True))
            grid.addLayout(head, 0, place)
        at = 1
        equal = 0
        for field in self._comparison.fields:
            if field.key in QUIET_KEYS:
                continue
            if field.is_equal and not self._shows_equal:
                equal += 1
                continue
            self._add_field(grid, at, field)
            at += 1
        at = self._add_amounts(grid, at)
        grid.setRowStretch(at, 1)
        self._equal_button.setVisible(bool(equal) or self._shows_equal)
        hide, show = self.tr("Ẩn những điều giống nhau"), self.tr("{n} điều giống nhau").format(n=equal)
        self._equal_button.setText(hide if self._shows_equal else show)
        self._equal_button.setAccessibleName(self._equal_button.text())
        self._outer.insertWidget(0, self._grid_holder)

    def _add_field(self, grid: QGridLayout, at: int, field: Any) -> None:
        caption = label(field.label, self._grid_holder, role="muted")
        caption.setContentsMargins(0, 3, 0, 0)
        grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
        said = [t for t in field.texts if t]
        for place, texts in enumerate(field.texts, 1):
            cell = QFrame(self._grid_holder)
            differs = bool(texts) and len(said) > 1 and not field.is_equal
            cell.setProperty("frame", "warning" if differs else "plain")
            inside = column(cell, margins=(8, 3, 8, 3))
            said_here = label("\n".join(texts) or "–", cell, wrap=True, selectable=True)
            said_here.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            inside.addWidget(said_here)
            grid.addWidget(cell, at, place)
            restyle(cell)

    def _add_amounts(self, grid: QGridLayout, at: int) -> int:
        keys = list(dict.fromkeys(a.field.key for card in self._comparison.cards for a in card.amounts))
        for key in keys:
            rows = [next((a for a in card.amounts if a.field.key == key), None) for card in self._comparison.cards]
            grid.addWidget(label(next(r.label for r in rows if r), self._grid_holder, role="muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            for place, amount in enumerate(rows, 1):
                text = "\n".join(f"{e.source_name}: {e.text}" for e in amount.entries) if amount else "–"
                said = label(text, self._grid_holder, wrap=True)
                said.setContentsMargins(8, 3, 8, 3)
                grid.addWidget(said, at, place)
            at += 1
        return at

    @Slot()
    def _toggle_equal(self) -> None:
        self._shows_equal = not self._shows_equal
        self._fill()
