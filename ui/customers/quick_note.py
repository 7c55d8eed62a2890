"""A line on the card for a quick note: Enter writes it. What is typed and not yet written waits for its customer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

MAX_LENGTH = 500


class QuickNote(QLineEdit):
    """Emits `noted`; the card says for whom."""

    noted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._customer_id: int | None = None
        self._waiting: dict[int, str] = {}
        self.setMaxLength(MAX_LENGTH)
        self.setPlaceholderText(self.tr("Ghi nhanh, rồi Enter…"))
        self.setAccessibleName(self.tr("Ghi nhanh về khách này"))
        self.returnPressed.connect(self._write)

    def show_for(self, customer_id: int) -> None:
        """Show what waits to be written about a customer."""
        if customer_id != self._customer_id:
            self._put_aside()
            self._customer_id = customer_id
            self.setText(self._waiting.pop(customer_id, ""))

    def _put_aside(self) -> None:
        if self._customer_id is not None and self.text().strip():
            self._waiting[self._customer_id] = self.text()

    @Slot()
    def _write(self) -> None:
        text = " ".join(self.text().split())
        if text:
            self.clear()
            self.noted.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc clears what was typed; what is cleared comes back with Ctrl+Z."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.selectAll()
            self.insert("")
            return
        super().keyPressEvent(event)
