"""Opening a locked vault: password, or the recovery code when the password is forgotten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from khachhang.errors import UserError
from ui.texts import error_text
from ui.widgets.basics import IconLabel, add_all, button, centered, column, frame, label, row
from ui.widgets.elided import ElidedLabel
from ui.widgets.password_field import PasswordField
from ui.widgets.states import Banner

_DELAYS_S = (0, 0, 1, 2, 5, 10, 20, 30)
"""Seconds to wait after the n-th wrong try: guessing gets slow, a slip of the finger does not."""


class UnlockPage(QWidget):
    """Asks for the password of one folder and says what is wrong in words that tell the causes apart."""

    unlock_wanted = Signal(Path, str, str, bool)
    back_wanted = Signal()
    backup_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._tries = 0
        self._wait_s = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count_down)
        self._banner = Banner(self)
        self._title = label("", self, role="title", wrap=True)
        self._path = ElidedLabel("", self, Qt.TextElideMode.ElideMiddle)
        self._path.setProperty("role", "small")
        self._field = PasswordField(self.tr("Mật khẩu sổ khách"), self)
        self._field.entered.connect(self._try)
        self._code = QLineEdit(self)
        self._code.setAccessibleName(self.tr("Mã trên Giấy mở sổ"))
        self._code.setPlaceholderText(self.tr("Mã trên Giấy mở sổ"))
        self._code.setMinimumHeight(36)
        self._code.returnPressed.connect(self._try)
        self._hint = label(self.tr("Tắt bộ gõ tiếng Việt khi gõ mật khẩu không dấu; bấm con mắt để xem."), self, role="small", wrap=True)
        self._open = button(self.tr("&Mở sổ"), self._try, kind="primary", parent=self)
        self._open.setDefault(True)
        self._forgot = button(self.tr("&Quên mật khẩu?"), self._switch, kind="link", parent=self)
        self._lay_out()

    def _lay_out(self) -> None:
        card = frame("card", self)
        card.setFixedWidth(460)
        inner = column(card, margins=(32, 28, 32, 24), spacing=10)
        top = row(spacing=12)
        top.addWidget(IconLabel("lock", 28, "accent", card))
        top.addWidget(self._title, 1)
        buttons = row(spacing=10)
        add_all(buttons, self._forgot, None, self._open)
        add_all(inner, top, self._path, 6, self._banner, self._field, self._code, self._hint, 8, buttons)
        back = button(self.tr("&Sổ khác"), self.back_wanted.emit, icon="arrow-left", kind="ghost", parent=self)
        page = column(self, margins=(24, 20, 24, 24))
        add_all(page, None, centered(card), 8, centered(back), None)

    def ask(self, folder: Path, *, note: str = "") -> None:
        """Ask for the password of this folder; `note` says why, when it was open a moment ago."""
        self._folder = folder
        self._tries = 0
        self._show_code(False)
        self._title.setText(self.tr("Mật khẩu sổ khách {name}").format(name=folder.stem))
        self._path.setText(str(folder))
        self._field.clear()
        self._code.clear()
        self._banner.say(note)
        self._field.edit.setFocus()

    @property
    def said(self) -> str:
        """What the banner says."""
        return self._banner.text

    def refuse(self, error: UserError) -> None:
        """Say why it did not open. A wrong password selects the field again; anything else is a matter of the file."""
        self.setEnabled(True)
        is_wrong = error.code in ("wrong_password", "recovery_code_wrong", "recovery_code_mistyped")
        self._banner.say(error_text(error), "warning" if is_wrong else "danger", self._ways_out(error))
        if is_wrong:
            self._tries += 1
            self._wait(_DELAYS_S[min(self._tries, len(_DELAYS_S) - 1)])
        shown = self._field.edit if self._code.isHidden() else self._code
        shown.setFocus()
        shown.selectAll()

    def _ways_out(self, error: UserError) -> tuple[tuple[str, object], ...]:
        if error.code == "vault_older_than_seen":
            return ((self.tr("Vẫn mở bản cũ này"), self._try_older),)
        if "in_use" in error.code or "damaged" in error.code or "keys" in error.code:
            return ((self.tr("Bản sao lưu…"), self._want_backup),)
        return ()

    @Slot()
    def _want_backup(self) -> None:
        self.backup_wanted.emit(self._folder)

    @Slot()
    def _try(self) -> None:
        self._send(accept_older=False)

    @Slot()
    def _try_older(self) -> None:
        self._send(accept_older=True)

    def _send(self, *, accept_older: bool) -> None:
        if self._wait_s:
            return
        password = self._field.password if self._code.isHidden() else ""
        code = "" if self._code.isHidden() else self._code.text().strip()
        if password or code:
            self.setEnabled(False)
            self.unlock_wanted.emit(self._folder, password, code, accept_older)

    @Slot()
    def _switch(self) -> None:
        self._show_code(self._code.isHidden())

    def _show_code(self, is_code: bool) -> None:
        self.setEnabled(True)
        self._code.setVisible(is_code)
        self._field.setVisible(not is_code)
        self._forgot.setText(self.tr("&Nhớ ra mật khẩu rồi") if is_code else self.tr("&Quên mật khẩu?"))
        self._hint.setText(
            self.tr("Gõ mã in trên Giấy mở sổ, có hay không có dấu gạch đều được. Sau đó đặt mật khẩu mới.")
            if is_code
            else self.tr("Tắt bộ gõ tiếng Việt khi gõ mật khẩu không dấu; bấm con mắt để xem.")
        )
        (self._code if is_code else self._field.edit).setFocus()

    def _wait(self, seconds: int) -> None:
        self._wait_s = seconds
        self._open.setEnabled(seconds == 0)
        if seconds:
            self._open.setText(self.tr("Chờ {n} giây").format(n=seconds))
            self._timer.start()

    @Slot()
    def _count_down(self) -> None:
        self._wait_s = max(0, self._wait_s - 1)
        if self._wait_s == 0:
            self._timer.stop()
            self._open.setEnabled(True)
            self._open.setText(self.tr("&Mở sổ"))
        else:
            self._open.setText(self.tr("Chờ {n} giây").format(n=self._wait_s))
