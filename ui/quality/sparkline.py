"""A small line of numbers over days, without axes: does it go up or down?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_SIZE = QSize(84, 26)
_EDGE = 4


class Sparkline(QWidget):
    """Draws (ISO day, number) pairs; the days keep their distances."""

    def __init__(self, points: Sequence[tuple[str, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = points
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: always the same."""
        return _SIZE

    def places(self) -> list[QPointF]:
        """Return where the points are drawn."""
        days = [date.fromisoformat(day).toordinal() for day, _ in self._points]
        numbers = [n for _, n in self._points]
        span, most, least = max(1, days[-1] - days[0]), max(numbers), min(numbers)
        width, height = self.width() - 2 * _EDGE, self.height() - 2 * _EDGE
        reach = max(1, most - least)
        return [
            QPointF(_EDGE + (day - days[0]) / span * width, _EDGE + (most - n) / reach * height)
            for day, n in zip(days, numbers, strict=True)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the line, and a dot at its end."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rising = self._points[-1][1] > self._points[0][1]
        color = theme.color("warning" if rising else "good")
        painter.setPen(QPen(color, 1.6))
        places = self.places()
        painter.drawPolyline(places)
        painter.setBrush(color)
        painter.drawEllipse(places[-1], 2.4, 2.4)
        painter.end()
