"""How the vault locks itself: after how long, with the screen, with the window; the PIN of the counter; this computer remembered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTime, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QTimeEdit, QWidget

from khachhang.errors import UserError
from khachhang.operations import locking
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.session import Session
from ui.texts import error_text
from ui.widgets.basics import add_all, button, column, frame, label, row
from ui.widgets.password_field import PasswordField
from ui.widgets.states import Banner

_MINUTES = (1, 5, 10, 15, 30, 60, 0)


class LockCard(QWidget):
    """One card of the settings."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        settings = session.settings
        card = frame("card", self)
        inside = column(card, margins=(20, 16, 20, 16), spacing=10)
        inside.addWidget(label(self.tr("Khóa sổ"), card, role="heading"))
        text = self.tr("Bỏ máy đó đi một lúc, sổ tự khóa. Chữ đang gõ dở không mất: mở lại là có. Khóa ngay: Ctrl+L.")
        inside.addWidget(label(text, card, role="muted", wrap=True))
        self.minutes = QComboBox(card)
        self.minutes.setAccessibleName(self.tr("Tự khóa sau"))
        for minutes in _MINUTES:
            self.minutes.addItem(self.tr("{n} phút").format(n=minutes) if minutes else self.tr("không tự khóa"), minutes)
        self.minutes.setCurrentIndex(max(0, self.minutes.findData(settings.idle_minutes)))
        self.minutes.activated.connect(self._set_minutes)
        caption = label(self.tr("Tự khóa khi không ai chạm &vào sau"), card)
        caption.setBuddy(self.minutes)
        line = row(spacing=10)
        add_all(line, caption, self.minutes, None)
        self.with_screen = QCheckBox(self.tr("Khóa khi màn hình máy khóa, hay người khác dùng máy"), card)
        self.with_screen.setChecked(settings.locks_with_screen)
        self.with_screen.toggled.connect(self._set_with_screen)
        self.minimised = QCheckBox(self.tr("Khóa khi thu nhỏ cửa sổ"), card)
        self.minimised.setChecked(settings.locks_when_minimised)
        self.minimised.toggled.connect(self._set_minimised)
        self._pin_said = label("", card, role="muted", wrap=True)
        self.set_pin = button(self.tr("Đặt số &PIN quầy…"), self._ask_pin, icon="layout-grid", parent=card)
        self.drop_pin = button(self.tr("Bỏ số PIN"), self._drop_pin, kind="link", parent=card)
        pins = row(spacing=10)
        add_all(pins, self.set_pin, self.drop_pin, None)
        add_all(inside, line, self.with_screen, self.minimised, self._pin_said, pins)
        self.remember = QCheckBox(self.tr("Nhớ trên máy này: mở không cần mật khẩu"), card)
        self.remember.setToolTip(self.tr("Chìa khóa nằm trong chỗ cất mật khẩu của máy. Ai dùng được tài khoản máy này thì mở được sổ."))
        self.remember.setVisible(not session.opened.vault.is_owner)
        self.remember.clicked.connect(self._set_remember)
        inside.addWidget(self.remember)
        outer = column(self)
        outer.addWidget(card)

    def arrive(self) -> None:
        """The page is shown."""
        self._session.read(_state, self._show, key="lock state")

    @Slot(object)
    def _show(self, state: tuple[str | None, bool]) -> None:
        closing, is_remembered = state
        self._pin_said.setText(
            self.tr("Số PIN mở lại sổ vừa khóa tới {time}, năm lần thử. Hết giờ, tắt chương trình hay máy ngủ thì cần mật khẩu.").format(
                time=closing
            )
            if closing
            else self.tr("Ở quầy khóa mở nhiều lần? Đặt số PIN ngắn để mở lại trong ngày, khỏi viết mật khẩu ra giấy.")
        )
        self.drop_pin.setVisible(closing is not None)
        self.remember.setChecked(is_remembered)

    @Slot(int)
    def _set_minutes(self, _index: int) -> None:
        self._session.settings.idle_minutes = int(self.minutes.currentData())

    @Slot(bool)
    def _set_with_screen(self, is_on: bool) -> None:
        self._session.settings.locks_with_screen = is_on

    @Slot(bool)
    def _set_minimised(self, is_on: bool) -> None:
        self._session.settings.locks_when_minimised = is_on

    @Slot()
    def _ask_pin(self) -> None:
        dialog = PinDialog(self._session, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.arrive)
        dialog.open()

    @Slot()
    def _drop_pin(self) -> None:
        self._session.write(lambda opened, tick: locking.forget_pin(opened), lambda _: self.arrive())

    @Slot(bool)
    def _set_remember(self, is_on: bool) -> None:
        act = locking.remember_here if is_on else locking.forget_here
        self._session.write(lambda opened, tick: act(opened), self._remembered, failed=self._not_remembered)

    @Slot(object)
    def _remembered(self, _nothing: Any) -> None:
        self.arrive()
        is_on = self.remember.isChecked()
        self._session.said.emit(self.tr("Đã nhớ trên máy này.") if is_on else self.tr("Máy này không nhớ nữa."), None)

    @Slot(object)
    def _not_remembered(self, error: UserError) -> None:
        self.arrive()
        self._session.failed.emit(error)


class PinDialog(QDialog):
    """Asks for a new PIN, twice, and until when it opens."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Số PIN quầy"))
        self.setMinimumWidth(420)
        self.banner = Banner(self)
        self.pin = PasswordField(self.tr("Số PIN mới"), self)
        self.again = PasswordField(self.tr("Gõ lại số PIN"), self)
        for field in (self.pin, self.again):
            field.edit.setMaxLength(8)
        self.closing = QTimeEdit(QTime.fromString(locking.CLOSING_TIME, "HH:mm"), self)
        self.closing.setDisplayFormat("HH:mm")
        self.closing.setAccessibleName(self.tr("Giờ đóng cửa"))
        self.save = button(self.tr("&Đặt"), self._save, kind="primary", parent=self)
        self.save.setDefault(True)
        buttons = row(spacing=10)
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), self.save)
        until = row(spacing=10)
        add_all(until, label(self.tr("Dùng được tới giờ đóng cửa"), self), self.closing, None)
        body = column(self, margins=(26, 22, 26, 20), spacing=8)
        why = self.tr("4 đến 8 chữ số. Chỉ mở lại sổ đã mở bằng mật khẩu trên máy này, trong ngày.")
        add_all(body, label(why, self, role="muted", wrap=True), self.banner)
        for text, field in ((self.tr("Số PIN mới"), self.pin), (self.tr("Gõ lại số PIN"), self.again)):
            add_all(body, label(text, self, role="strong"), field)
        add_all(body, until, 6, buttons)

    @Slot()
    def _save(self) -> None:
        pin, closing = self.pin.password, self.closing.time().toString("HH:mm")
        if pin != self.again.password:
            self.banner.say(self.tr("Hai lần gõ chưa giống nhau."), "warning")
            return
        self.setEnabled(False)
        self._session.write(lambda opened, tick: locking.set_pin(opened, pin, closing), self._done, failed=self._failed)

    @Slot(object)
    def _done(self, _nothing: Any) -> None:
        self.changed.emit()
        self.accept()

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self.setEnabled(True)
        self.banner.say(error_text(error), "warning")


def _state(opened: OpenVault, tick: Tick) -> tuple[str | None, bool]:
    return locking.closing_time(opened), locking.is_remembered(opened)
