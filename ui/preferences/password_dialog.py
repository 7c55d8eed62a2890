"""Changing the password: the old one once, the new one twice."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from khachhang.errors import UserError
from khachhang.operations import vaults
from ui.session import Session
from ui.texts import error_text, sentence
from ui.widgets.basics import add_all, button, column, label, row
from ui.widgets.password_field import PasswordField
from ui.widgets.states import Banner


class PasswordDialog(QDialog):
    """`must`: opened with the recovery code, so there is no old password and no way around a new one."""

    changed = Signal()

    def __init__(self, session: Session, *, must: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._must = must
        self.setWindowTitle(self.tr("Đổi mật khẩu"))
        self.setMinimumWidth(460)
        self._banner = Banner(self)
        self.old = PasswordField(self.tr("Mật khẩu đang dùng"), self)
        self.new = PasswordField(self.tr("Mật khẩu mới"), self)
        self.again = PasswordField(self.tr("Gõ lại mật khẩu mới"), self)
        self._advice = label(" ", self, role="small", wrap=True)
        self.save = button(self.tr("&Đổi"), self._save, kind="primary", parent=self)
        self.save.setEnabled(False)
        body = column(self, margins=(26, 22, 26, 20), spacing=8)
        if must:
            why = self.tr("Vừa mở bằng Giấy mở sổ. Đặt mật khẩu mới cho lần sau.")
            if vaults.is_first_password(session.opened):
                why = self.tr("Mật khẩu này do chủ sổ đặt. Đặt mật khẩu của riêng bạn, không ai khác biết.")
            body.addWidget(label(why, self, role="muted", wrap=True))
        body.addWidget(self._banner)
        for text, field in (
            (self.tr("Mật khẩu đang dùng"), self.old),
            (self.tr("Mật khẩu mới"), self.new),
            (self.tr("Gõ lại mật khẩu mới"), self.again),
        ):
            if must and field is self.old:
                field.hide()
                continue
            add_all(body, label(text, self, role="strong"), field)
            field.changed.connect(self._look)
        suggest = row(spacing=8)
        suggest.addWidget(self._advice, 1)
        suggest.addWidget(button(self.tr("&Gợi ý bốn từ"), self._suggest, icon="sparkles", kind="small", parent=self))
        buttons = row(spacing=10)
        add_all(buttons, None, *([] if must else [button(self.tr("&Hủy"), self.reject, parent=self)]), self.save)
        add_all(body, suggest, 6, buttons)

    @Slot()
    def _look(self) -> None:
        new, again = self.new.password, self.again.password
        if not new:
            self._advice.setText(" ")
            self.save.setEnabled(False)
            return
        advice = vaults.password_advice(new, self._session.opened.name)
        text = sentence(advice.refusal, "error") if advice.refusal else " "
        if again and new != again:
            text = self.tr("Hai lần gõ chưa giống nhau.")
        self._advice.setText(text)
        self.save.setEnabled(not advice.refusal and new == again)

    @Slot()
    def _suggest(self) -> None:
        self.new.edit.setText(vaults.suggest_password())
        self.new.reveal()
        self.again.clear()
        self.again.edit.setFocus()

    @Slot()
    def _save(self) -> None:
        old, new = None if self._must else self.old.password, self.new.password
        self.setEnabled(False)
        self._session.write(lambda opened, tick: vaults.change_password(opened, old, new), self._done, failed=self._failed)

    @Slot(object)
    def _done(self, _nothing: Any) -> None:
        self.changed.emit()
        super().accept()

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self.setEnabled(True)
        self._banner.say(error_text(error), "danger")

    def reject(self) -> None:
        """Qt: Esc closes, unless a new password must be set."""
        if not self._must:
            super().reject()
