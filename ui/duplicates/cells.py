"""The cells of customers side by side: what is said, and whether it is what will be shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.basics import IconLabel, label, restyle, row


class ValueCell(QFrame):
    """What one customer says of one field. `kind`: plain, warning (they differ) or danger (they cannot both be true)."""

    picked = Signal()

    def __init__(self, texts: Sequence[str], kind: str, *, can_pick: bool, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._name = kind, name
        self.can_pick = can_pick and bool(texts)
        self._tick = IconLabel("check", 16, "good", self)
        inside = row(self, margins=(8, 4, 8, 4), spacing=6)
        said = label("\n".join(texts) or "–", self, wrap=True, selectable=not self.can_pick)
        said.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        inside.addWidget(said, 1)
        inside.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
        if self.can_pick:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.text = ", ".join(texts)
        self.is_chosen = False
        self.show_chosen(False)

    def show_chosen(self, is_chosen: bool, *, is_like: bool = False) -> None:
        """Show whether this is the value that will be shown. is_like: it says the same as the one that is."""
        self.is_chosen = is_chosen
        self._tick.setVisible(is_chosen)
        self.setProperty("frame", "good" if is_chosen or is_like else self._kind)
        state = self.tr("đang chọn") if is_chosen else ""
        self.setAccessibleName(": ".join(t for t in (self._name, self.text, state) if t))
        restyle(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click picks the value."""
        if self.can_pick and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: so does the space bar."""
        if self.can_pick and event.key() == Qt.Key.Key_Space:
            self.picked.emit()
            return
        super().keyPressEvent(event)
