"""How a cell of the table is drawn. Hundreds are drawn in a frame: what repeats is worked out once."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from khachhang.model import Mark
from khachhang.operations import customers
from ui import theme
from ui.customers.cell_delegate import EditingDelegate
from ui.palettes import Colors

Index = QModelIndex | QPersistentModelIndex
_DOTS = {Mark.UNVERIFIED: "warning", Mark.WRONG: "danger", Mark.DOUBTFUL: "danger", Mark.UNVERIFIABLE: "border_strong"}
"""Mark → colour of the dot beside a value; values that can be relied on carry none."""
_PAD = 10
_REMEMBERED = 4_000
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_NONE = QStyle.StateFlag.State_None


class CellDelegate(EditingDelegate):
    """Draws a cell: found letters marked, a dot for what is not certain, a crossed phone for who asks not to be called."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query_text = ""
        self._fonts: dict[str, tuple[_Font, _Font]] = {}
        self._found: dict[str, list[tuple[int, int]]] = {}

    @property
    def query_text(self) -> str:
        """What was typed: its letters are marked in the cells."""
        return self._query_text

    @query_text.setter
    def query_text(self, text: str) -> None:
        if text != self._query_text:
            self._query_text = text
            self._found.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one cell."""
        now = theme.colors()
        state, place, number = option.state, option.rect, index.row()
        is_selected = (state & QStyle.StateFlag.State_Selected) != _NONE
        left, top, width, height = place.x(), place.y(), place.width(), place.height()
        ground = now.accent_soft if is_selected else now.alternate if number % 2 else now.surface
        painter.fillRect(left, top, width, height - 1, theme.shade(ground))
        painter.fillRect(left, top + height - 1, width, 1, theme.shade(now.border))
        cell = index.model().cell(number, index.column())
        rect = QRect(left + _PAD, top, width - 2 * _PAD, height)
        if cell.row is not None and (cell.row.marks or cell.row.do_not_contact):
            rect = self._paint_marks(painter, rect, cell.row, cell.key, now)
        if cell.text:
            painter.setPen(theme.shade(now.on_accent_soft if is_selected else now.text))
            self._paint_text(painter, rect, cell.text, self._font(option.font, is_name=cell.key == "full_name"), is_right=cell.is_right)
        if (state & QStyle.StateFlag.State_HasFocus) != _NONE:
            painter.setPen(theme.shade(now.accent))
            painter.drawRect(left, top, width - 1, height - 1)

    def _font(self, font: QFont, *, is_name: bool) -> _Font:
        key = font.key()
        if key not in self._fonts:
            strong = QFont(font)
            strong.setWeight(QFont.Weight.DemiBold)
            self._fonts.clear()
            self._fonts[key] = (_Font(font), _Font(strong))
        return self._fonts[key][is_name]

    def _paint_marks(self, painter: QPainter, rect: QRect, row: object, key: str, now: Colors) -> QRect:
        mark = getattr(row, "marks", {}).get(key)
        if mark in _DOTS:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.shade(getattr(now, _DOTS[mark])))
            painter.drawEllipse(QRectF(rect.right() - 6, rect.center().y() - 2.5, 6, 6))
            painter.restore()
            rect = rect.adjusted(0, 0, -12, 0)
        if key == "phones" and getattr(row, "do_not_contact", False):
            picture = theme.pixmap("phone-off", 14, "danger", painter.device().devicePixelRatioF())
            painter.drawPixmap(rect.left(), rect.center().y() - 7, picture)
            rect = rect.adjusted(20, 0, 0, 0)
        return rect

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, font: _Font, *, is_right: bool) -> None:
        shown = font.elided(text, rect.width())
        found = self._spans(shown) if self._query_text else None
        if found:
            _draw_found(painter, rect, shown, font.font, found, is_right=is_right)
            return
        painter.setFont(font.font)
        painter.drawText(rect, _RIGHT if is_right else _LEFT, shown)

    def _spans(self, text: str) -> list[tuple[int, int]]:
        spans = self._found.get(text)
        if spans is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            spans = self._found[text] = customers.highlight(text, self._query_text)
        return spans


class _Font:
    """A font, and texts cut to the width they had room for."""

    def __init__(self, font: QFont) -> None:
        self.font = QFont(font)
        self._metrics = QFontMetrics(font)
        self._elided: dict[tuple[str, int], str] = {}

    def elided(self, text: str, width: int) -> str:
        """Return as much of the text as there is room for."""
        found = self._elided.get((text, width))
        if found is None:
            if len(self._elided) > _REMEMBERED:
                self._elided.clear()
            found = self._elided[text, width] = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
        return found


def _draw_found(painter: QPainter, rect: QRect, text: str, font: QFont, spans: list[tuple[int, int]], *, is_right: bool) -> None:
    """Draw a line of text with parts marked."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_no_wrap())
    found = []
    for start, end in spans:
        part = QTextLayout.FormatRange()
        part.start, part.length = start, end - start
        look = QTextCharFormat()
        look.setBackground(theme.color("found"))
        look.setForeground(theme.color("text"))
        part.format = look
        found.append(part)
    layout.setFormats(found)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    x = rect.right() - line.naturalTextWidth() if is_right else rect.left()
    layout.draw(painter, QPoint(round(x), round(rect.center().y() - line.height() / 2 + 1)))


@cache
def _no_wrap() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option
