"""A field to search in as you type, friendly to people who type Vietnamese."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme

DEBOUNCE_MS = 170


class SearchField(QLineEdit):
    """Emits `searched` a moment after the last committed letter; never while an input method still composes, never rewriting anything."""

    searched = Signal(str)
    left_downwards = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(False)
        self._composing = False
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self.say_now)
        self.textChanged.connect(self._wait)
        glass = self.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        theme.set_icon(glass, "search", "muted")
        self._clear = self.addAction(theme.icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        theme.set_icon(self._clear, "x", "muted")
        self._clear.setToolTip(self.tr("Xóa chữ đang tìm"))
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)

    def show_text(self, text: str) -> None:
        """Put a text in and say it at once."""
        self.setText(text)
        self.say_now()

    def put(self, text: str) -> None:
        """Show a text that was said already: nothing is emitted."""
        self._said = text
        self.setText(text)
        self._timer.stop()

    @Slot()
    def say_now(self) -> None:
        """Emit the text without waiting, unless it was said already or is still being composed."""
        self._timer.stop()
        if not self._composing and self.text() != self._said:
            self._said = self.text()
            self.searched.emit(self._said)

    @Slot()
    def _wait(self) -> None:
        self._clear.setVisible(bool(self.text()))
        self._timer.start()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt: remember whether letters are still under way."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing and self.text() != self._said:
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Down and Enter go to the first row; Esc clears first."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.say_now()
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.say_now()
        else:
            super().keyPressEvent(event)
