"""Address labels on sheets of stickers: which papers there are, and how a page of them is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QPainter

from khachhang.operations.printing import Label

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_PAD_MM = 3.5
_LARGEST, _SMALLEST = 13.0, 6.5
"""Points: a text is made smaller until it fits, down to what can still be read."""


@dataclass(frozen=True, slots=True)
class Stickers:
    """A sheet of A4 stickers, in millimetres. left, top: of the first sticker; across, down: from one to the next."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float

    @property
    def per_sheet(self) -> int:
        """How many stickers a sheet has."""
        return self.columns * self.rows

    @property
    def size(self) -> str:
        """Return the size as it stands on the pack."""
        return f"{self.width:g} × {self.height:g} mm"


PAPERS = (
    Stickers(3, 8, 70.0, 37.0, 0.0, 0.5, 70.0, 37.0),
    Stickers(3, 7, 63.5, 38.1, 7.2, 15.15, 66.0, 38.1),
    Stickers(2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
    Stickers(2, 4, 105.0, 74.0, 0.0, 0.5, 105.0, 74.0),
    Stickers(3, 11, 70.0, 25.4, 0.0, 8.8, 70.0, 25.4),
)
"""The papers most shops sell, the commonest first."""


def pages_of(n: int, paper: Stickers, used: int = 0) -> int:
    """Return how many sheets so many labels take when the first sheet has used stickers."""
    return -(-(n + used) // paper.per_sheet) if n else 0


def draw_labels(labels: Sequence[Label], paper: Stickers, used: int, with_phone: bool, device: QPagedPaintDevice) -> int:
    """Draw one label per sticker, left to right, after the used ones of the first sheet; return the number of pages.

    The page of the device must begin at the corner of the paper.
    """
    painter = QPainter(device)
    mm = painter.device().logicalDpiY() / 25.4
    for number, label in enumerate(labels, start=used):
        if number and number % paper.per_sheet == 0:
            device.newPage()
        at = number % paper.per_sheet
        left = paper.left + at % paper.columns * paper.across + _PAD_MM
        top = paper.top + at // paper.columns * paper.down + _PAD_MM
        place = QRectF(left * mm, top * mm, (paper.width - 2 * _PAD_MM) * mm, (paper.height - 2 * _PAD_MM) * mm)
        _draw(painter, place, label, with_phone)
    painter.end()
    return pages_of(len(labels), paper, used)


def _draw(painter: QPainter, place: QRectF, label: Label, with_phone: bool) -> None:
    lines = [(label.name, True), (label.address, False), *([(label.phone, True)] if with_phone and label.phone else [])]
    points = _LARGEST
    while points > _SMALLEST and _height(painter, lines, place.width(), points) > place.height():
        points -= 0.5
    painter.save()
    painter.setClipRect(place)
    y = place.top()
    for text, bold in lines:
        font = _font(painter, points, bold=bold)
        painter.setFont(font)
        height = _text_height(painter, text, place.width(), font)
        painter.drawText(QRectF(place.left(), y, place.width(), height), int(_WRAP), text)
        y += height * 1.06
    painter.restore()


def _height(painter: QPainter, lines: Sequence[tuple[str, bool]], width: float, points: float) -> float:
    return sum(_text_height(painter, text, width, _font(painter, points, bold=bold)) * 1.06 for text, bold in lines)


def _text_height(painter: QPainter, text: str, width: float, font: QFont) -> float:
    return QFontMetricsF(font, painter.device()).boundingRect(QRectF(0, 0, width, 1e6), int(_WRAP), text).height() if text else 0.0


def _font(painter: QPainter, points: float, *, bold: bool) -> QFont:
    font = QFont(painter.font())
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
