"""Pages of A4: headings, pairs, tables that repeat their heads. Draws on a printer, a PDF writer or the preview alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPagedPaintDevice, QPainter

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_LINES = 4
"""A cell of a table is at most so many lines high."""


class Sheet:
    """Writes from the top of a page down, and turns pages. foot: said at the bottom of each; "{page}" is the number."""

    def __init__(self, device: QPagedPaintDevice, foot: str) -> None:
        self._device = device
        self._foot = foot
        self._painter = QPainter(device)
        self._mm = self._painter.device().logicalDpiY() / 25.4
        view = self._painter.viewport()
        self._width, self._bottom = float(view.width()), float(view.height()) - 8 * self._mm
        self._y = 0.0
        self.pages = 1

    def finish(self) -> int:
        """End the last page; return how many there are."""
        self._write_foot()
        self._painter.end()
        return self.pages

    def heading(self, text: str, points: float = 16) -> None:
        """Write a heading over the whole width."""
        self._y += self._text(text, QRectF(0, self._y, self._width, 0), points, bold=True) + 1.5 * self._mm

    def note(self, text: str) -> None:
        """Write a small grey paragraph."""
        self._y += self._text(text, QRectF(0, self._y, self._width, 0), 9, color="#555555") + 3 * self._mm

    def pair(self, name: str, text: str) -> None:
        """Write a name at the left and what it says at the right."""
        left = 45 * self._mm
        right = QRectF(left, self._y, self._width - left, 0)
        if self._y + self._height(text, right.width(), 10.5) > self._bottom:
            self.turn()
            right.moveTop(self._y)
        self._text(name, QRectF(0, self._y, left - 2 * self._mm, 0), 10.5, color="#555555")
        self._y += self._text(text, right, 10.5) + 1.5 * self._mm

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]) -> None:
        """Write a table; `shares` are the relative widths of its columns. The heads come again on every page."""
        widths = [self._width * share / sum(shares) for share in shares]
        self._cells(heads, widths, bold=True)
        for row in rows:
            height = self._row_height(row, widths)
            if self._y + height > self._bottom:
                self.turn()
                self._cells(heads, widths, bold=True)
            self._cells(row, widths)

    def turn(self) -> None:
        """Go to the next page."""
        self._write_foot()
        self._device.newPage()
        self.pages += 1
        self._y = 0.0

    def _write_foot(self) -> None:
        place = QRectF(0, self._bottom + 3 * self._mm, self._width, 0)
        self._text(self._foot.format(page=self.pages), place, 8, color="#555555")

    def _cells(self, texts: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> None:
        height, x, pad = self._row_height(texts, widths, bold=bold), 0.0, 1.0 * self._mm
        for text, width in zip(texts, widths, strict=True):
            place = QRectF(x + pad, self._y + pad, width - 2 * pad, height - 2 * pad)
            self._painter.save()
            self._painter.setClipRect(place)
            self._text(text, place, 8.5, bold=bold)
            self._painter.restore()
            x += width
        self._y += height
        self._painter.setPen(QColor("#999999"))
        self._painter.drawLine(0, round(self._y), round(self._width), round(self._y))

    def _row_height(self, texts: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> float:
        pad = 1.0 * self._mm
        heights = [self._height(t, w - 2 * pad, 8.5, bold=bold) for t, w in zip(texts, widths, strict=True)]
        line = self._metrics(8.5, bold=bold).lineSpacing()
        return min(max([line, *heights]), _LINES * line) + 2 * pad

    def _font(self, points: float, *, bold: bool) -> QFont:
        font = QFont(self._painter.font())
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _metrics(self, points: float, *, bold: bool) -> QFontMetricsF:
        return QFontMetricsF(self._font(points, bold=bold), self._painter.device())

    def _height(self, text: str, width: float, points: float, *, bold: bool = False) -> float:
        return self._metrics(points, bold=bold).boundingRect(QRectF(0, 0, width, 1e6), int(_WRAP), text).height() if text else 0.0

    def _text(self, text: str, place: QRectF, points: float, *, bold: bool = False, color: str = "#000000") -> float:
        height = self._height(text, place.width(), points, bold=bold)
        if place.height() <= 0 and place.top() + height > self._bottom and place.top() > 0 and place.top() <= self._bottom:
            self.turn()
            place = QRectF(place.left(), self._y, place.width(), 0)
        self._painter.save()
        self._painter.setFont(self._font(points, bold=bold))
        self._painter.setPen(QColor(color))
        self._painter.drawText(QRectF(place.left(), place.top(), place.width(), max(height, place.height())), int(_WRAP), text)
        self._painter.restore()
        return height
