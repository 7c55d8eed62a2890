"""A short message at the bottom that never takes the focus, with one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.basics import button, label, row

SHOWN_MS = 8000
_MARGIN = 22


class Toast(QFrame):
    """One message at a time; stays while the mouse is over it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setProperty("frame", "toast")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._act: Callable[[], None] | None = None
        self._text = label("", self, wrap=False)
        self._button = button("", self._acted, kind="toast", parent=self)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        inner = row(self, margins=(16, 10, 10, 10), spacing=14)
        inner.addWidget(self._text, 1)
        inner.addWidget(self._button)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    @property
    def action(self) -> QWidget:
        """The button, for the keyboard and for tests."""
        return self._button

    def say(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show a message, and announce it to screen readers."""
        self._act = act
        host = self.parentWidget()
        self._text.setWordWrap(self._text.fontMetrics().horizontalAdvance(text) > host.width() - 240)
        self._text.setText(text)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action and act))
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keep the place when the window is resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEvent) -> None:
        """Qt: wait while the mouse is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: count again."""
        self._timer.start()
        super().leaveEvent(event)

    @Slot()
    def _acted(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _place(self) -> None:
        host = self.parentWidget()
        self.setMaximumWidth(max(320, host.width() - 2 * _MARGIN))
        self.adjustSize()
        self.move((host.width() - self.width()) // 2, host.height() - self.height() - 2 * _MARGIN)
