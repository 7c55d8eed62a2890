"""Small makers of the same few things: buttons, labels, cards. Texts arrive translated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme

Slot0 = Callable[..., Any]


def label(text: str, parent: QWidget | None = None, *, role: str = "", wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a label; `role` is one of the style sheet: title, heading, strong, muted, small, section, danger …"""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def badge(text: str, kind: str = "neutral", parent: QWidget | None = None) -> QLabel:
    """Return a small rounded label: neutral, good, warning, danger, info or accent."""
    made = label(text, parent)
    made.setProperty("badge", kind)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def button(
    text: str, slot: Slot0 | None = None, *, icon: str = "", kind: str = "", tip: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Return a push button; `kind`: primary, danger, ghost, link, small, nav, choice, count, chip, toast or plain."""
    made = QPushButton(text, parent)
    made.setProperty("kind", kind)
    made.setAccessibleName(plain(text))
    made.setAutoDefault(False)
    if icon:
        tokens = {"primary": "on_accent", "danger": "danger", "link": "accent", "nav": "muted", "toast": "on_tooltip"}
        theme.set_icon(made, icon, tokens.get(kind, "text"), gap=bool(text))
    if tip:
        made.setToolTip(tip)
    if slot is not None:
        made.clicked.connect(slot)
    return made


def tool(
    icon: str, name: str, slot: Slot0 | None = None, *, parent: QWidget | None = None, token: str = "muted", size: int = 18
) -> QToolButton:
    """Return a button that is only an icon; its name is the tooltip and what a screen reader says."""
    made = QToolButton(parent)
    theme.set_icon(made, icon, token)
    made.setIconSize(QSize(size, size))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if slot is not None:
        made.clicked.connect(slot)
    return made


def plain(text: str) -> str:
    """Return a text without its mnemonic ampersand."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def frame(kind: str = "card", parent: QWidget | None = None) -> QFrame:
    """Return a frame: card, panel, side, right, top, bottom, line, bulk, info, warning, danger, good."""
    made = QFrame(parent)
    made.setProperty("frame", kind)
    return made


def line(parent: QWidget | None = None) -> QFrame:
    """Return a thin horizontal rule."""
    return frame("line", parent)


def column(parent: QWidget | None = None, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> QVBoxLayout:
    """Return a vertical layout with its margins set."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def row(parent: QWidget | None = None, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> QHBoxLayout:
    """Return a horizontal layout with its margins set."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def add_all(layout: QBoxLayout, *items: QWidget | QLayout | int | None) -> None:
    """Add widgets and layouts in order; a number is spacing, None stretches."""
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def centered(widget: QWidget, *, grows: bool = False) -> QHBoxLayout:
    """Return a line with the widget in its middle. (An alignment would make Qt forget that its height depends on its width.)"""
    made = row(spacing=0)
    made.addStretch(1)
    made.addWidget(widget, 100 if grows else 0)
    made.addStretch(1)
    return made


def left_headers(table: QTableView) -> None:
    """Let the texts of a table begin under the beginning of their titles."""
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setHighlightSections(False)
    table.setItemDelegate(PaddedDelegate(table))


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        inner = item.layout()
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


def scrolled(inner: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return a vertical scroll area around a widget, without a frame."""
    area = PageArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner.setProperty("scrolled", "yes")
    area.setWidget(inner)
    inner.installEventFilter(area)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class PaddedDelegate(QStyledItemDelegate):
    """Cells whose texts begin where the title of their column begins."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: the ground over the whole cell, the text a little inside."""
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = theme.color("accent_soft") if is_selected else index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(5, 0, -3, 0)
        super().paint(painter, inner, index)


class PageArea(QScrollArea):
    """A scroll area whose page is never squeezed: it knows how high wrapped texts are at this width, which Qt forgets."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the page changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the width changed."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        page = self.widget()
        layout = page.layout() if page is not None else None
        if layout is None:
            return
        width = self.viewport().width()
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalMinimumSize().height()
        if page.minimumHeight() != height:
            page.setMinimumHeight(height)


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again after a property it selects on has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class IconLabel(QWidget):
    """A picture that follows the theme."""

    def __init__(self, name: str, size: int = 18, token: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._size, self._token = name, size, token
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the colour shown now."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, theme.pixmap(self._name, self._size, self._token, self.devicePixelRatioF()))
        painter.end()
