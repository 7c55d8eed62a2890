"""What one person may do: role, department, rights, and how much may go out on a day."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QLineEdit, QWidget

from khachhang.operations.people import PersonInfo
from khachhang.operations.rights import DEFAULT_QUOTAS, DEFAULT_RIGHTS, QUOTAS, ROLES, Right
from ui.texts import sentence
from ui.widgets.basics import add_all, button, column, label, line, row

_MOST = 1_000_000


class RightsDialog(QDialog):
    """Choosing a role ticks what that role usually may; the owner changes it from there. `asked`: the arguments of `people.change`."""

    asked = Signal(object)

    def __init__(self, person: PersonInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = person
        self.setWindowTitle(self.tr("Quyền của {name}").format(name=person.name))
        self.setMinimumWidth(600)
        self.role = QComboBox(self)
        self.role.setAccessibleName(self.tr("Vai trò"))
        for role in ROLES[1:]:
            self.role.addItem(sentence(role, "role"), role)
        self.role.setCurrentIndex(self.role.findData(person.role))
        self.role.activated.connect(self._take_role)
        self.department = QLineEdit(person.rights.department, self)
        self.department.setAccessibleName(self.tr("Bộ phận"))
        self.department.setMaxLength(60)
        self.rights = {right: QCheckBox(sentence(right.value, "right"), self) for right in Right if right is not Right.VIEW}
        self.quotas = {what: self._limit(what) for what in QUOTAS}
        self._lay_out()
        self.show_rights(person.rights.allowed, person.rights.quota)
        for box in self.rights.values():
            box.toggled.connect(self._look)

    def _limit(self, what: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setValidator(QIntValidator(0, _MOST, made))
        made.setPlaceholderText(self.tr("không giới hạn"))
        made.setMaximumWidth(150)
        made.setAccessibleName(sentence(what, "quota"))
        return made

    def _lay_out(self) -> None:
        body = column(self, margins=(26, 22, 26, 20), spacing=10)
        pair = row(spacing=12)
        for caption, widget in ((self.tr("Vai trò"), self.role), (self.tr("Bộ phận"), self.department)):
            part = column(spacing=4)
            add_all(part, label(caption, self, role="strong"), widget)
            pair.addLayout(part, 1)
        ticks = QGridLayout()
        ticks.setHorizontalSpacing(18)
        for at, box in enumerate(self.rights.values()):
            ticks.addWidget(box, at // 2, at % 2)
        limits = QGridLayout()
        limits.setHorizontalSpacing(18)
        limits.setColumnStretch(0, 1)
        for at, (what, field) in enumerate(self.quotas.items()):
            caption = label(sentence(what, "quota")[:1].upper() + sentence(what, "quota")[1:], self)
            caption.setBuddy(field)
            limits.addWidget(caption, at, 0)
            limits.addWidget(field, at, 1)
        save = button(self.tr("&Lưu"), self._save, kind="primary", parent=self)
        save.setDefault(True)
        buttons = row(spacing=10)
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), save)
        masked = self.tr("Ai không được xem đủ số thì thấy “0912 *** 678”, bấm “Xem đủ” trên thẻ khách từng lần một, có ghi lại.")
        add_all(
            body, pair, line(self), label(self.tr("Được làm"), self, role="strong"), ticks, label(masked, self, role="small", wrap=True)
        )
        add_all(body, line(self), label(self.tr("Nhiều nhất mỗi ngày"), self, role="strong"), limits, 6, buttons)

    def show_rights(self, allowed: frozenset[Right], quota: Mapping[str, int | None]) -> None:
        """Tick these rights and set these quotas."""
        for right, box in self.rights.items():
            box.setChecked(right in allowed)
        for what, field in self.quotas.items():
            limit = quota.get(what)
            field.setText("" if limit is None else str(limit))
        self._look()

    @Slot()
    def _take_role(self) -> None:
        role = str(self.role.currentData())
        self.show_rights(DEFAULT_RIGHTS[role], DEFAULT_QUOTAS[role])

    @Slot()
    def _look(self) -> None:
        for what, field in self.quotas.items():
            field.setEnabled(self.rights[Right(what)].isChecked() is (what != "reveal"))

    @Slot()
    def _save(self) -> None:
        allowed = {right for right, box in self.rights.items() if box.isChecked()}
        quota = {what: int(field.text()) if field.text() else None for what, field in self.quotas.items()}
        said = {"role": str(self.role.currentData()), "allowed": allowed, "quota": quota}
        self.asked.emit({**said, "department": self.department.text().strip()})
        self.accept()
