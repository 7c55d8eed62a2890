"""Asks under which name something is kept, and as what."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QDialog, QLineEdit, QRadioButton, QWidget

from ui.widgets.basics import add_all, button, column, label, row
from ui.widgets.dialogs import FittingHeight

SHARED, PRIVATE, RULE = "shared", "private", "rule"


class NameDialog(QDialog):
    """Asks for one name."""

    named = Signal(str)

    def __init__(self, title: str, caption: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        FittingHeight(self)
        self.name = QLineEdit(name, self)
        self.name.setAccessibleName(caption)
        self.name.setMaxLength(60)
        self.name.selectAll()
        self._save = button(self.tr("&Lưu"), self._accept, kind="primary", parent=self)
        self._save.setDefault(True)
        self._body = column(self, margins=(22, 18, 22, 18), spacing=10)
        buttons = row()
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), self._save)
        add_all(self._body, label(caption, self, role="strong"), self.name, buttons)
        self.name.textChanged.connect(self._look)
        self._look()

    @Slot()
    def _look(self) -> None:
        self._save.setEnabled(bool(self.name.text().strip()))

    @Slot()
    def _accept(self) -> None:
        self.named.emit(self.name.text().strip())
        self.accept()


class KeepDialog(NameDialog):
    """What is shown, and the three things it can be kept as."""

    kept = Signal(str, str)

    def __init__(self, said: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Lưu danh sách này"), self.tr("Tên"), name, parent)
        self.setMinimumWidth(500)
        self._how = QButtonGroup(self)
        at = self._body.count() - 1
        if said:
            self._body.insertWidget(0, label(said, self, role="muted", wrap=True))
            at += 1
        for key, words, hint in self._choices():
            made = QRadioButton(words, self)
            made.setProperty("choice", key)
            made.setChecked(key == SHARED)
            made.setEnabled(key != RULE or bool(said))
            self._how.addButton(made)
            about = label(hint, self, role="small", wrap=True)
            about.setContentsMargins(26, 0, 0, 4)
            made.setAccessibleDescription(hint)
            self._body.insertWidget(at, made)
            self._body.insertWidget(at + 1, about)
            at += 2

    def _choices(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (SHARED, self.tr("&Danh sách cho mọi người"), self.tr("Nằm ở cột bên trái, nhớ cả lọc, thứ tự và các cột.")),
            (PRIVATE, self.tr("Danh sách &riêng của tôi"), self.tr("Chỉ hiện khi bạn mở sổ.")),
            (
                RULE,
                self.tr("&Nhóm tự động"),
                self.tr("Khách khớp điều kiện tự vào nhóm, hết khớp tự ra. Lọc, thẻ khách và bảng đều thấy nhóm này."),
            ),
        )

    def choose(self, how: str) -> None:
        """Tick one of the three."""
        next(b for b in self._how.buttons() if b.property("choice") == how).setChecked(True)

    @Slot()
    def _accept(self) -> None:
        self.kept.emit(self.name.text().strip(), str(self._how.checkedButton().property("choice")))
        self.accept()
