"""A line of chips, each of which can be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.basics import button, clear_layout
from ui.widgets.flow import FlowLayout


class ChipBar(QWidget):
    """Shows (key, text) pairs as chips with a cross; hidden when there are none."""

    removed = Signal(object)
    cleared = Signal()
    keep_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, 6)
        self.hide()

    def show_chips(self, chips: Sequence[tuple[object, str]], *, can_keep: bool = False) -> None:
        """Replace the chips. can_keep: offer to keep what they say as a list."""
        clear_layout(self._flow)
        for key, text in chips:
            chip = button(text, partial(self.removed.emit, key), kind="chip", parent=self)
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            theme.set_icon(chip, "x", "on_accent_soft")
            chip.setIconSize(QSize(12, 12))
            chip.setAccessibleName(self.tr("Bỏ lọc {text}").format(text=text))
            chip.setToolTip(chip.accessibleName())
            self._flow.addWidget(chip)
        if chips:
            self._flow.addWidget(button(self.tr("Xóa hết lọc"), self.cleared.emit, kind="link", parent=self))
            if can_keep:
                self._flow.addWidget(button(self.tr("Lưu danh sách này…"), self.keep_asked.emit, kind="link", parent=self))
        self.setVisible(bool(chips))
        self.updateGeometry()
