"""A new person, and a new first password for somebody who forgot theirs."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from khachhang.operations import vaults
from khachhang.operations.rights import ROLES
from ui.session import Session
from ui.texts import sentence
from ui.widgets.basics import add_all, button, column, label, row
from ui.widgets.password_field import PasswordField


class FirstPassword(QWidget):
    """A password somebody else will type: shown, suggested, judged. `changed` when it may have become good enough."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._shop = session.opened.name
        self.field = PasswordField(self.tr("Mật khẩu đầu tiên"), self)
        self.field.reveal()
        self.changed = self.field.changed
        self._advice = label(" ", self, role="small", wrap=True)
        suggest = row(spacing=8)
        suggest.addWidget(self._advice, 1)
        suggest.addWidget(button(self.tr("&Gợi ý bốn từ"), self.suggest, icon="sparkles", kind="small", parent=self))
        inside = column(self, spacing=4)
        add_all(inside, label(self.tr("Mật khẩu đầu tiên"), self, role="strong"), self.field, suggest)
        self.field.changed.connect(self._look)

    @property
    def password(self) -> str:
        """What was typed, in composed Unicode."""
        return self.field.password

    def is_good(self) -> bool:
        """Tell whether it would be taken."""
        return bool(self.password) and not vaults.password_advice(self.password, self._shop).refusal

    @Slot()
    def suggest(self) -> None:
        """Put four words there."""
        self.field.edit.setText(vaults.suggest_password())

    @Slot()
    def _look(self) -> None:
        refusal = vaults.password_advice(self.password, self._shop).refusal if self.password else ""
        self._advice.setText(sentence(refusal, "error") if refusal else " ")


class NewPersonDialog(QDialog):
    """Name, role, department and the first password. `asked`: the arguments of `people.add`."""

    asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Thêm người dùng"))
        self.setMinimumWidth(480)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Tên"))
        self.name.setPlaceholderText(self.tr("Ví dụ: Lan"))
        self.name.setMaxLength(60)
        self.role = QComboBox(self)
        self.role.setAccessibleName(self.tr("Vai trò"))
        for role in ROLES[1:]:
            self.role.addItem(sentence(role, "role"), role)
        self.role.setCurrentIndex(self.role.findData("staff"))
        self.department = QLineEdit(self)
        self.department.setAccessibleName(self.tr("Bộ phận"))
        self.department.setPlaceholderText(self.tr("Ví dụ: Giao hàng"))
        self.department.setMaxLength(60)
        self.first = FirstPassword(session, self)
        self.save = button(self.tr("&Thêm"), self._save, kind="primary", parent=self)
        self.save.setDefault(True)
        self.save.setEnabled(False)
        body = column(self, margins=(26, 22, 26, 20), spacing=8)
        add_all(body, label(self.tr("Tên"), self, role="strong"), self.name)
        pair = row(spacing=12)
        for caption, widget in ((self.tr("Vai trò"), self.role), (self.tr("Bộ phận"), self.department)):
            part = column(spacing=4)
            add_all(part, label(caption, self, role="strong"), widget)
            pair.addLayout(part, 1)
        note = self.tr("Đọc cho họ mật khẩu này. Lần mở đầu họ đặt mật khẩu riêng, bạn không biết được.")
        buttons = row(spacing=10)
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), self.save)
        add_all(body, pair, 4, self.first, label(note, self, role="small", wrap=True), 6, buttons)
        self.name.textChanged.connect(self._look)
        self.first.changed.connect(self._look)

    @Slot()
    def _look(self) -> None:
        self.save.setEnabled(bool(self.name.text().strip()) and self.first.is_good())

    @Slot()
    def _save(self) -> None:
        said = {"name": self.name.text(), "password": self.first.password, "role": str(self.role.currentData())}
        self.asked.emit({**said, "department": self.department.text()})
        self.accept()


class FirstPasswordDialog(QDialog):
    """A new first password for somebody."""

    asked = Signal(str)

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Đặt lại mật khẩu"))
        self.setMinimumWidth(480)
        self.first = FirstPassword(session, self)
        self.save = button(self.tr("Đặt &lại"), self._save, kind="primary", parent=self)
        self.save.setDefault(True)
        self.save.setEnabled(False)
        note = self.tr(
            "{name} quên mật khẩu thì đặt lại ở đây; không ai đọc được mật khẩu cũ. Máy đã nhớ {name} phải gõ lại mật khẩu, và mã mở sổ "
            "riêng của {name} (nếu có) hết dùng được."
        ).format(name=name)
        body = column(self, margins=(26, 22, 26, 20), spacing=10)
        buttons = row(spacing=10)
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), self.save)
        add_all(body, label(note, self, role="muted", wrap=True), self.first, 4, buttons)
        self.first.changed.connect(self._look)

    @Slot()
    def _look(self) -> None:
        self.save.setEnabled(self.first.is_good())

    @Slot()
    def _save(self) -> None:
        self.asked.emit(self.first.password)
        self.accept()
