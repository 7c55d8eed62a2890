"""Making a vault: whose it is, where it lies, its password; then the recovery sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QProgressBar, QStackedWidget, QWidget

from khachhang.errors import UserError
from khachhang.operations import vaults
from khachhang.vault import place_warning
from ui.create.recovery import RecoverySheet
from ui.texts import error_text, sentence
from ui.widgets.basics import add_all, button, centered, column, frame, label, row, scrolled
from ui.widgets.elided import ElidedLabel
from ui.widgets.files import ask_folder, documents
from ui.widgets.password_field import PasswordField
from ui.widgets.states import Banner

SUFFIX = ".khachhang"
MIN_LEVEL = 2


class CreatePage(QWidget):
    """Two steps on one page: the form, and the recovery sheet."""

    create_wanted = Signal(Path, str, str, str)
    back_wanted = Signal()
    finished = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parent_folder = documents()
        self._steps = QStackedWidget(self)
        self._sheet = RecoverySheet(self)
        self._sheet.finished.connect(self.finished)
        self._banner = Banner(self)
        self._name = _line(self.tr("Tên tiệm"), self.tr("Ví dụ: Gia dụng Hoa Mai"), self)
        self._person = _line(self.tr("Tên bạn"), self.tr("Ví dụ: Mai"), self)
        self._where = ElidedLabel("", self, Qt.TextElideMode.ElideMiddle)
        self._where.setProperty("role", "muted")
        self._password = PasswordField(self.tr("Mật khẩu sổ khách"), self)
        self._again = PasswordField(self.tr("Gõ lại mật khẩu"), self)
        self._strength = QProgressBar(self)
        self._strength.setRange(0, 4)
        self._strength.setTextVisible(False)
        self._strength.setAccessibleName(self.tr("Mật khẩu mạnh hay yếu"))
        self._advice = label(" ", self, role="small", wrap=True)
        self._create = button(self.tr("&Tạo sổ khách"), self._want, kind="primary", parent=self)
        self._create.setEnabled(False)
        self._steps.addWidget(scrolled(self._form(), self))
        self._steps.addWidget(scrolled(self._sheet, self))
        outer = column(self)
        outer.addWidget(self._steps)
        self._name.textChanged.connect(self._look)
        self._password.changed.connect(self._look)
        self._again.changed.connect(self._look)
        self._again.entered.connect(self._want)

    def begin(self) -> None:
        """Show an empty form."""
        for each in (self._name, self._person):
            each.clear()
        self._password.clear()
        self._again.clear()
        self._mind_place()
        self.setEnabled(True)
        self._steps.setCurrentIndex(0)
        self._name.setFocus()
        self._look()

    def _form(self) -> QWidget:
        inner = QWidget(self)
        card = frame("card", inner)
        card.setFixedWidth(620)
        body = column(card, margins=(36, 28, 36, 28), spacing=10)
        warning = self.tr("Mất cả mật khẩu lẫn Giấy mở sổ thì không ai mở được, kể cả chúng tôi.")
        add_all(body, label(self.tr("Sổ khách mới"), card, role="title"), self._banner, 4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.addWidget(_caption(self.tr("Tên t&iệm"), self._name, card), 0, 0)
        grid.addWidget(_caption(self.tr("Tên &bạn"), self._person, card), 0, 1)
        grid.addWidget(self._name, 1, 0)
        grid.addWidget(self._person, 1, 1)
        body.addLayout(grid)
        where = row(spacing=8)
        where.addWidget(label(self.tr("Cất ở:"), card, role="muted"))
        where.addWidget(self._where, 1)
        where.addWidget(button(self.tr("Đổi &chỗ…"), self._change_folder, kind="small", parent=card))
        body.addLayout(where)
        add_all(body, 6, label(self.tr("Đặt mật khẩu cho sổ khách"), card, role="heading"), label(warning, card, role="muted", wrap=True))
        suggest = row(spacing=8)
        suggest.addWidget(self._advice, 1)
        suggest.addWidget(button(self.tr("&Gợi ý bốn từ"), self._suggest, icon="sparkles", kind="small", parent=card))
        add_all(body, _caption(self.tr("&Mật khẩu"), self._password, card), self._password, self._strength, suggest)
        add_all(body, _caption(self.tr("Gõ &lại mật khẩu"), self._again, card), self._again, 8)
        buttons = row()
        add_all(
            buttons, button(self.tr("&Quay lại"), self.back_wanted.emit, icon="arrow-left", kind="ghost", parent=card), None, self._create
        )
        body.addLayout(buttons)
        page = column(inner, margins=(24, 24, 24, 24))
        add_all(page, None, centered(card), None)
        return inner

    @property
    def folder(self) -> Path:
        """The folder that would be made."""
        name = "".join(c for c in self._name.text().strip() if c not in '\\/:*?"<>|').strip(". ") or self.tr("Sổ khách")
        return self._parent_folder / f"{name}{SUFFIX}"

    def show_recovery(self, code: str, name: str) -> None:
        """The vault is made: show the sheet, once."""
        self.setEnabled(True)
        self._password.clear()
        self._again.clear()
        self._sheet.show_code(code, name)
        self._steps.setCurrentIndex(1)

    def refuse(self, error: UserError) -> None:
        """Say why the vault was not made."""
        self.setEnabled(True)
        self._banner.say(error_text(error), "danger")

    @Slot()
    def _look(self) -> None:
        self._where.setText(str(self.folder))
        password, again = self._password.password, self._again.password
        if not password:
            self._strength.setValue(0)
            self._advice.setText(self.tr("Bốn từ thường dễ nhớ và khó đoán, ví dụ: mây tre nắng sớm."))
            self._create.setEnabled(False)
            return
        advice = vaults.password_advice(password, self._name.text())
        self._strength.setValue(advice.level)
        self._advice.setText(self._judgement(advice))
        is_same = password == again
        if again and not is_same:
            self._advice.setText(self.tr("Hai lần gõ chưa giống nhau."))
        self._create.setEnabled(advice.refusal is None and is_same)

    def _judgement(self, advice: object) -> str:
        refusal = getattr(advice, "refusal", None)
        if refusal:
            return sentence(refusal, "error")
        words = (self.tr("Rất yếu"), self.tr("Yếu"), self.tr("Tạm được"), self.tr("Mạnh"), self.tr("Rất mạnh"))
        return words[max(0, min(4, getattr(advice, "level", 0)))]

    @Slot()
    def _suggest(self) -> None:
        words = vaults.suggest_password()
        self._password.edit.setText(words)
        self._password.reveal()
        self._again.clear()
        self._again.edit.setFocus()

    @Slot()
    def _change_folder(self) -> None:
        ask_folder(self, self.tr("Cất sổ khách ở đâu?"), self._folder_chosen)

    @Slot(str)
    def _folder_chosen(self, path: str) -> None:
        self._parent_folder = Path(path)
        self._mind_place()
        self._look()

    def _mind_place(self) -> None:
        """Warn of folders that copy themselves to the net, and of network drives: both have ruined databases."""
        found = place_warning(self._parent_folder)
        self._banner.say(sentence(found.code, "place", name=found.name) if found is not None else "", "warning")

    @Slot()
    def _want(self) -> None:
        if not self._create.isEnabled():
            return
        self.setEnabled(False)
        name = self._name.text().strip() or self.tr("Sổ khách")
        self.create_wanted.emit(self.folder, self._password.password, name, self._person.text().strip() or self.tr("Chủ tiệm"))


def _line(name: str, hint: str, parent: QWidget) -> QLineEdit:
    made = QLineEdit(parent)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def _caption(text: str, buddy: QWidget, parent: QWidget) -> QWidget:
    made = label(text, parent, role="strong")
    made.setBuddy(buddy)
    return made
