"""A field for passwords: an eye to look, and a hint when the letters look shouted (Caps Lock)."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.widgets.basics import column, label

_SHIFT = 0x02000000


class PasswordField(QWidget):
    """Line edit with an eye and a line for hints below it. The password is handed over in composed Unicode (NFC)."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = _CapsWatchingEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMinimumHeight(36)
        self.edit.shouted.connect(self._hint_caps)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self._eye = self.edit.addAction(theme.icon("eye", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        theme.set_icon(self._eye, "eye", "muted")
        self._eye.setToolTip(self.tr("Xem mật khẩu đang gõ"))
        self._eye.triggered.connect(self._switch_eye)
        self._hint = label("", self, role="hint-doubt")
        self._hint.hide()
        inner = column(self, spacing=3)
        inner.addWidget(self.edit)
        inner.addWidget(self._hint)
        self.setFocusProxy(self.edit)

    @property
    def password(self) -> str:
        """What was typed, in composed Unicode."""
        return unicodedata.normalize("NFC", self.edit.text())

    @property
    def hint(self) -> str:
        """What is said below the field."""
        return "" if self._hint.isHidden() else self._hint.text()

    def clear(self) -> None:
        """Empty the field."""
        self.edit.clear()

    @Slot()
    def reveal(self) -> None:
        """Show the letters."""
        if self.edit.echoMode() == QLineEdit.EchoMode.Password:
            self._switch_eye()

    @Slot()
    def _switch_eye(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        theme.set_icon(self._eye, "eye-off" if hidden else "eye", "muted")

    @Slot(bool)
    def _hint_caps(self, is_shouted: bool) -> None:
        self._hint.setText(self.tr("Caps Lock đang bật?"))
        self._hint.setVisible(is_shouted)


class _CapsWatchingEdit(QLineEdit):
    """Qt does not tell the state of Caps Lock; a capital without Shift, or a small letter with it, gives it away."""

    shouted = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: look at the letter before it goes in."""
        text = event.text()
        if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            has_shift = bool(event.modifiers().value & _SHIFT)
            self.shouted.emit(text.isupper() != has_shift)
        super().keyPressEvent(event)
