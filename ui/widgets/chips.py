"""A line of chips, each of which can be taken away."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui import theme
from ui.widgets.basics import button, clear_layout
from ui.widgets.flow import FlowLayout

_CROSS = 30
"""So much at the right end of a chip is its cross."""


class EditableChip(QPushButton):
    """A chip that is taken away by its cross or Delete, and asked about by a click anywhere else."""

    removed = Signal()
    asked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: tell the cross from the text."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            (self.removed if event.position().x() > self.width() - _CROSS else self.asked).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Delete takes away, Enter and Space ask."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit()
        else:
            super().keyPressEvent(event)


class ChipBar(QWidget):
    """Shows (key, text) pairs as chips with a cross; hidden when there are none."""

    removed = Signal(object)
    asked = Signal(object)
    cleared = Signal()
    keep_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, 6)
        self.hide()

    def show_chips(self, chips: Sequence[tuple[object, str]], *, can_keep: bool = False, editable: Container[object] = ()) -> None:
        """Replace the chips. can_keep: offer to keep what they say as a list. editable: the keys of those that can be asked about."""
        clear_layout(self._flow)
        for key, text in chips:
            chip = self._editable(key, text) if key in editable else self._plain(key, text)
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            theme.set_icon(chip, "x", "on_accent_soft")
            chip.setIconSize(QSize(12, 12))
            self._flow.addWidget(chip)
        if chips:
            self._flow.addWidget(button(self.tr("Xóa hết lọc"), self.cleared.emit, kind="link", parent=self))
            if can_keep:
                self._flow.addWidget(button(self.tr("Lưu danh sách này…"), self.keep_asked.emit, kind="link", parent=self))
        self.setVisible(bool(chips))
        self.updateGeometry()

    def _plain(self, key: object, text: str) -> QPushButton:
        chip = button(text, partial(self.removed.emit, key), kind="chip", parent=self)
        chip.setAccessibleName(self.tr("Bỏ lọc {text}").format(text=text))
        chip.setToolTip(chip.accessibleName())
        return chip

    def _editable(self, key: object, text: str) -> QPushButton:
        chip = EditableChip(text.replace("&", "&&"), self)
        chip.setProperty("kind", "chip")
        chip.setAutoDefault(False)
        chip.setAccessibleName(self.tr("Sửa điều kiện {text}, phím Delete để bỏ").format(text=text))
        chip.setToolTip(self.tr("Bấm để sửa, bấm × để bỏ"))
        chip.removed.connect(partial(self.removed.emit, key))
        chip.asked.connect(partial(self.asked.emit, key))
        return chip
