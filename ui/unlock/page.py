"""Opening a locked vault: who, the password, or the recovery code when the password is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from khachhang.errors import UserError
from ui.dates import show_time
from ui.texts import error_text
from ui.unlock.request import Surroundings, UnlockRequest
from ui.widgets.basics import IconLabel, add_all, button, centered, clear_layout, column, frame, label, row
from ui.widgets.elided import ElidedLabel
from ui.widgets.password_field import PasswordField
from ui.widgets.states import Banner

_DELAYS_S = (0, 0, 1, 2, 5, 10, 20, 30)
"""Seconds to wait after the n-th wrong try: guessing gets slow, a slip of the finger does not."""
_AFTER_PAINT_MS = 60
_WRONG = ("wrong_password", "recovery_code_wrong", "recovery_code_mistyped")
Ways = tuple[tuple[str, Callable[[], object]], ...]
_OLDER = ("vault_older_than_seen", "vault_changed_outside")


class UnlockPage(QWidget):
    """Asks for the password of one folder and says what is wrong in words that tell the causes apart."""

    unlock_wanted = Signal(object)
    look_wanted = Signal(Path, object)
    repair_wanted = Signal(object)
    back_wanted = Signal()
    backup_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._around = Surroundings(Path(), None)
        self._tries: dict[Path, int] = {}
        self._wait_s = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count_down)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_AFTER_PAINT_MS)
        self._looking.timeout.connect(self._look)
        self._banner = Banner(self)
        self._ways = column(spacing=6)
        self._title = label("", self, role="title", wrap=True)
        self._path = ElidedLabel("", self, Qt.TextElideMode.ElideMiddle)
        self._path.setProperty("role", "small")
        self.who = QComboBox(self)
        self.who.setAccessibleName(self.tr("Bạn là ai?"))
        self.who.setMinimumHeight(36)
        self.who.currentIndexChanged.connect(self._look)
        self.who.hide()
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
        self.remembered = button(self.tr("Mở &luôn, máy này được nhớ"), self._try_device, icon="key-round", parent=self)
        self.remembered.hide()
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
        add_all(
            inner, top, self._path, 6, self._banner, self._ways, self.who, self._field, self._code, self._hint, self.remembered, 8, buttons
        )
        back = button(self.tr("&Sổ khác"), self.back_wanted.emit, icon="arrow-left", kind="ghost", parent=self)
        page = column(self, margins=(24, 20, 24, 24))
        add_all(page, None, centered(card), 8, centered(back), None)

    def ask(self, folder: Path, *, note: str = "") -> None:
        """Ask for the password of this folder; `note` says why, when it was open a moment ago."""
        if folder != self._folder:
            self.who.clear()
            self.who.hide()
        self._folder = folder
        self._show_code(False)
        self._title.setText(self.tr("Mật khẩu sổ khách {name}").format(name=folder.stem))
        self._path.setText(str(folder))
        self._field.clear()
        self._code.clear()
        self._say(note)
        self._field.edit.setFocus()
        self._looking.start()

    @property
    def person(self) -> str | None:
        """Who is chosen, None where there is nobody to choose from."""
        return self.who.currentText() if self.who.count() > 1 else None

    @Slot()
    def _look(self) -> None:
        self.remembered.hide()
        self.look_wanted.emit(self._folder, self.person)

    @Slot(object)
    def show_around(self, around: Surroundings) -> None:
        """Offer the people to choose from, and to open without the password when this computer remembers the one chosen."""
        if around.folder != self._folder or around.person != self.person:
            return
        self._around = around
        if [self.who.itemText(at) for at in range(self.who.count())] != list(around.people):
            self.who.blockSignals(True)
            self.who.clear()
            self.who.addItems(list(around.people))
            self.who.blockSignals(False)
        self.who.setVisible(len(around.people) > 1)
        self.remembered.setVisible(around.is_remembered)

    @property
    def said(self) -> str:
        """What the banner says."""
        return self._banner.text

    def _say(self, text: str, kind: str = "info", ways: Ways = ()) -> None:
        """Say something, and offer ways out below it, one under the other: there is no room beside."""
        self._banner.say(text, kind)
        clear_layout(self._ways)
        for caption, act in ways:
            self._ways.addWidget(button(caption, act, kind="small", parent=self))

    def refuse(self, error: UserError) -> None:
        """Say why it did not open. A wrong password selects the field again; anything else is a matter of the file."""
        self.setEnabled(True)
        is_wrong = error.code in _WRONG
        text = error_text(error)
        ways = self._ways_out(error)
        if "keys" in error.code and error.code != "keyring_missing":
            text, ways = self._with_spares(text, ways)
        self._say(text, "warning" if is_wrong else "danger", ways)
        if is_wrong:
            self._tries[self._folder] = self._tries.get(self._folder, 0) + 1
            self._wait(_DELAYS_S[min(self._tries[self._folder], len(_DELAYS_S) - 1)])
        shown = self._field.edit if self._code.isHidden() else self._code
        shown.setFocus()
        shown.selectAll()

    def opened(self) -> None:
        """It opened: wrong tries of before count no more."""
        self._tries.pop(self._folder, None)
        self._field.clear()
        self._code.clear()

    def _ways_out(self, error: UserError) -> Ways:
        if error.code in _OLDER:
            return ((self.tr("Vẫn mở bản cũ này"), partial(self._send, accept_older=True)),)
        ways: list[tuple[str, Callable[[], object]]] = []
        if error.code == "vault_damaged":
            ways.append((self.tr("Chữa sổ này"), partial(self._send, repair=True)))
        if "in_use" in error.code or "damaged" in error.code or "keys" in error.code:
            if self._around.newest is not None:
                day, path = self._around.newest
                text = self.tr("Xem bản sao lưu {day}").format(day=show_time(day))
                ways.append((text, partial(self._send, backup=path)))
            ways.append((self.tr("Bản sao lưu…"), self._want_backup))
        return tuple(ways)

    def _with_spares(self, text: str, ways: Ways) -> tuple[str, Ways]:
        """Say that a copy of the lost keys file was found, and offer it first."""
        origin, at = self._around.spare
        if not origin:
            return text, ways
        told = {
            "computer": self.tr("Máy này còn giữ một bản chép của tệp chìa khóa, từ {at}."),
            "backup": self.tr("Trong bản sao lưu còn một bản chép của tệp chìa khóa, từ {at}."),
        }
        text = f"{text} {told[origin].format(at=show_time(at))}"
        return text, ((self.tr("Dùng bản chép này"), partial(self._send, with_spare=True)), *ways)

    @Slot()
    def _want_backup(self) -> None:
        self.backup_wanted.emit(self._folder)

    @Slot()
    def _try(self) -> None:
        self._send()

    @Slot()
    def _try_device(self) -> None:
        self.setEnabled(False)
        self.unlock_wanted.emit(UnlockRequest(self._folder, person=self.person, by_device=True))

    def offer_repair(self, note: str) -> None:
        """Say that the vault is damaged, and offer to repair it beside."""
        self._say(note, "danger", self._ways_out(UserError("vault_damaged")))

    def _send(self, *, accept_older: bool = False, with_spare: bool = False, backup: Path | None = None, repair: bool = False) -> None:
        if self._wait_s:
            return
        is_code = not self._code.isHidden()
        password, code = "" if is_code else self._field.password, self._code.text().strip() if is_code else ""
        if backup is not None and not password:
            self._say(self.tr("Gõ mật khẩu rồi bấm lại để xem bản sao lưu."), "info", self._banner_again(backup))
            self._field.edit.setFocus()
        elif repair and (password or code):
            self.setEnabled(False)
            self.repair_wanted.emit(UnlockRequest(self._folder, password, code, self.person))
        elif password or code:
            self.setEnabled(False)
            self.unlock_wanted.emit(
                UnlockRequest(self._folder, password, code, self.person, accept_older=accept_older, with_spare=with_spare, backup=backup)
            )

    def _banner_again(self, backup: Path) -> Ways:
        return ((self.tr("Xem bản sao lưu"), partial(self._send, backup=backup)),)

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
