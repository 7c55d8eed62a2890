"""The soft lock of the counter: a short PIN opens again; nothing on the page says whose vault it is."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from khachhang.errors import UserError
from ui.texts import error_text
from ui.widgets.basics import IconLabel, add_all, button, centered, column, frame, label, row
from ui.widgets.password_field import PasswordField
from ui.widgets.states import Banner


class PinPage(QWidget):
    """Asks for the PIN; the password is always the other way."""

    pin_typed = Signal(str)
    password_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner(self)
        self.field = PasswordField(self.tr("Số PIN quầy"), self)
        self.field.edit.setMaxLength(8)
        self.field.entered.connect(self._open)
        self._until = label("", self, role="small", wrap=True)
        card = frame("card", self)
        card.setFixedWidth(400)
        inner = column(card, margins=(32, 28, 32, 24), spacing=10)
        top = row(spacing=12)
        top.addWidget(IconLabel("lock", 28, "accent", card))
        top.addWidget(label(self.tr("Sổ đã khóa. Phần gõ dở vẫn còn."), card, role="heading", wrap=True), 1)
        self.again = button(self.tr("&Mở lại"), self._open, kind="primary", parent=card)
        self.again.setDefault(True)
        buttons = row(spacing=10)
        add_all(buttons, button(self.tr("Mở bằng mật &khẩu"), self.password_wanted.emit, kind="link", parent=card), None, self.again)
        add_all(inner, top, 4, self.banner, self.field, self._until, 8, buttons)
        page = column(self, margins=(24, 20, 24, 24))
        add_all(page, None, centered(card), None)

    def ask(self, closing: str) -> None:
        """Ask for the PIN, which opens until closing time."""
        self.setEnabled(True)
        self.banner.say("")
        self.field.clear()
        self.field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._until.setText(self.tr("Số PIN mở được tới {time}; sau đó cần mật khẩu.").format(time=closing))
        self.field.edit.setFocus()

    def refuse(self, error: UserError) -> None:
        """Say why it did not open."""
        self.setEnabled(True)
        self.banner.say(error_text(error), "warning")
        self.field.clear()
        self.field.edit.setFocus()

    @Slot()
    def _open(self) -> None:
        if self.field.password:
            self.setEnabled(False)
            self.pin_typed.emit(self.field.password)
