"""A button that leads to a place, with a number when something waits there."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui import theme


class NavButton(QPushButton):
    """Icon and word; only the icon when there is little room."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._waiting = 0
        self._shown = ""
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        theme.set_icon(self, icon, "text")
        self.setIconSize(QSize(18, 18))
        self._badge = QLabel(self)
        self._badge.setProperty("badge", "accent")
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge.hide()
        self.show_narrow(False)

    def show_narrow(self, is_narrow: bool) -> None:
        """Show only the icon, or the icon and the word."""
        self.setText("" if is_narrow else f"  {self._text}")
        self.setToolTip(self._text if is_narrow else "")
        self._name()
        self._place()

    def show_count(self, waiting: int) -> None:
        """Show how many things wait; 0 hides the number."""
        self._waiting = waiting
        shown = QLocale().toString(waiting) if waiting < 1000 else "999+"
        self._shown = shown
        self._badge.setText(shown)
        self._badge.setVisible(waiting > 0)
        self._name()
        self._place()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._text} ({self._waiting})" if self._waiting else self._text)

    def _place(self) -> None:
        is_wide = bool(self.text())
        self._badge.setText(self._shown if is_wide else "")
        self._badge.setProperty("badge", "accent" if is_wide else "dot")
        self._badge.style().polish(self._badge)
        if is_wide:
            self._badge.adjustSize()
            self._badge.move(self.width() - self._badge.width() - 8, (self.height() - self._badge.height()) // 2)
        else:
            self._badge.resize(8, 8)
            self._badge.move(self.width() - 14, 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep the number at the right."""
        super().resizeEvent(event)
        self._place()
