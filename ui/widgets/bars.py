"""Bars for evidence: to the right speaks for, to the left against."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_BAR_HEIGHT = 8
_BAR_WIDTH = 150


class EvidenceBars(QWidget):
    """One line per piece of evidence: a bar from the middle, and its sentence. Numbers are the weight, in any unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[tuple[str, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_items(self, items: Sequence[tuple[str, float]]) -> None:
        """Show these (sentence, weight) pairs, the heaviest first."""
        self._items = tuple(sorted(items, key=lambda item: -abs(item[1])))
        self.setAccessibleName("; ".join(text for text, _ in self._items))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: a line per item."""
        return QSize(360, self._line_height() * len(self._items))

    def minimumSizeHint(self) -> QSize:
        """Qt: as high as all lines."""
        return QSize(240, self._line_height() * len(self._items))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw bars and sentences."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((abs(weight) for _, weight in self._items), default=1.0) or 1.0
        for number, (text, weight) in enumerate(self._items):
            self._draw(painter, number * self._line_height(), text, weight, most)
        painter.end()

    def _draw(self, painter: QPainter, top: int, text: str, weight: float, most: float) -> None:
        height = self._line_height()
        middle = _BAR_WIDTH / 2
        y = top + (height - _BAR_HEIGHT) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(QRectF(0, y, _BAR_WIDTH, _BAR_HEIGHT), 4, 4)
        length = max(3.0, abs(weight) / most * middle)
        painter.setBrush(theme.color("accent" if weight > 0 else "warning"))
        painter.drawRoundedRect(QRectF(middle if weight > 0 else middle - length, y, length, _BAR_HEIGHT), 4, 4)
        painter.setPen(theme.color("text"))
        room = self.width() - _BAR_WIDTH - 14
        shown = QFontMetrics(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(_BAR_WIDTH + 14, top, room, height), Qt.AlignmentFlag.AlignVCenter, shown)

    def _line_height(self) -> int:
        return round(QFontMetrics(self.font()).height() * 1.6)
