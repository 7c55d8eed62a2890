"""Small questions before many customers change at once: which field and what, or who looks after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QLineEdit, QWidget

from khachhang.errors import UserError
from khachhang.fields import Field, Kind
from khachhang.operations import bulk, customers, filtering
from ui.session import Session
from ui.texts import error_text, field_label, number, sentence
from ui.translations import language
from ui.widgets.basics import add_all, button, column, label, row
from ui.widgets.dialogs import FittingHeight


class SetFieldDialog(QDialog):
    """One field and one value for many; says how many hold something that would be replaced."""

    chosen = Signal(str, str)

    def __init__(self, session: Session, ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._ids = session, ids
        self._fields = {f.key: f for f in bulk.fields(session.opened)}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Ghi cùng một điều"))
        self.setMinimumWidth(480)
        FittingHeight(self)
        self.field = QComboBox(self)
        self.field.setAccessibleName(self.tr("Cột"))
        self.field.setMaxVisibleItems(14)
        for field in self._fields.values():
            self.field.addItem(field_label(field), field.key)
        self.text = QLineEdit(self)
        self.text.setAccessibleName(self.tr("Giá trị"))
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Giá trị"))
        self.hint = label("", self, role="hint-doubt", wrap=True)
        self.about = label("", self, role="small", wrap=True)
        self._clear = button(self.tr("Để &trống cột này"), self._clear_it, parent=self)
        self._save = button(self.tr("&Ghi cho {n} khách").format(n=number(len(ids))), self._accept, kind="primary", parent=self)
        self._save.setDefault(True)
        buttons = row()
        add_all(buttons, self._clear, None, button(self.tr("&Hủy"), self.reject, parent=self), self._save)
        body = column(self, margins=(22, 18, 22, 18), spacing=10)
        title = label(self.tr("Ghi cùng một điều cho {n} khách").format(n=number(len(ids))), self, role="heading", wrap=True)
        add_all(body, title, self.field, self.text, self.choice, self.hint, self.about, 4, buttons)
        self.field.currentIndexChanged.connect(self._field_changed)
        self.text.textChanged.connect(self._look)
        self._field_changed()

    @property
    def key(self) -> str:
        """The field chosen."""
        return str(self.field.currentData())

    @property
    def _field(self) -> Field:
        return self._fields[self.key]

    @Slot()
    def _field_changed(self) -> None:
        self.choice.clear()
        for words, value in _choices(self._field):
            self.choice.addItem(words, value)
        self.choice.setVisible(bool(self.choice.count()))
        self.text.setVisible(not self.choice.count())
        self._clear.setVisible(not bulk.is_added(self._field))
        self.about.setText(self.tr("Thêm vào, điều đã ghi vẫn còn.") if bulk.is_added(self._field) else "")
        ids, key = self._ids, self.key
        self._session.read(lambda opened, tick: bulk.holding(opened, ids, key), self._counted, key="bulk holding")
        self._session.read(lambda opened, tick: filtering.suggestions(opened, key), self._suggested, key="suggestions")
        self._look()

    @Slot(object)
    def _counted(self, held: int) -> None:
        if held:
            self.about.setText(self.tr("{n} khách đang có giá trị khác; giá trị cũ được cất, vẫn xem lại được.").format(n=number(held)))

    @Slot(object)
    def _suggested(self, found: Sequence[tuple[str, int]]) -> None:
        self.text.setCompleter(completer([value for value, _ in found], self.text))

    @Slot()
    def _look(self) -> None:
        text = self.text.text().strip()
        self.hint.clear()
        if text:
            typed = customers.parse_value(self._session.opened, self.key, [text] if self._field.many else text)
            self.hint.setText(typed.hint(language()) or "")
        self.hint.setVisible(bool(self.hint.text()))
        self._save.setEnabled(bool(text) or bool(self.choice.count()))

    @Slot()
    def _accept(self) -> None:
        text = str(self.choice.currentData()) if self.choice.count() else self.text.text().strip()
        try:
            typed = customers.parse_value(self._session.opened, self.key, [text] if self._field.many else text)
        except UserError as error:
            self.hint.setText(error_text(error))
            self.hint.show()
            return
        if typed.value is None:
            self.hint.setText(self.tr("Cột này không hiểu “{text}”.").format(text=text))
            self.hint.show()
            return
        self.chosen.emit(self.key, text)
        self.accept()

    @Slot()
    def _clear_it(self) -> None:
        self.chosen.emit(self.key, "")
        self.accept()


class AssignDialog(QDialog):
    """Who looks after these customers."""

    assigned = Signal(str)

    def __init__(self, known: Sequence[str], n: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Giao khách"))
        self.setMinimumWidth(420)
        self.name = QComboBox(self)
        self.name.setEditable(True)
        self.name.addItems(list(known))
        self.name.setCurrentText("")
        self.name.setAccessibleName(self.tr("Người phụ trách"))
        self.name.lineEdit().setPlaceholderText(self.tr("Chọn hoặc gõ tên"))
        give = button(self.tr("&Giao"), self._give, kind="primary", parent=self)
        give.setDefault(True)
        buttons = row()
        nobody = button(self.tr("Không &ai phụ trách"), self._nobody, parent=self)
        add_all(buttons, nobody, None, button(self.tr("&Hủy"), self.reject, parent=self), give)
        layout = column(self, margins=(22, 18, 22, 18), spacing=12)
        add_all(layout, label(self.tr("Giao {n} khách cho ai?").format(n=number(n)), self, role="strong"), self.name, buttons)

    @Slot()
    def _give(self) -> None:
        name = self.name.currentText().strip()
        if name:
            self.assigned.emit(name)
            self.accept()

    @Slot()
    def _nobody(self) -> None:
        self.assigned.emit("")
        self.accept()


def completer(values: Sequence[str], parent: Any) -> QCompleter:
    """Return what offers these values while one types, also in the middle of a word."""
    made = QCompleter(list(values), parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setMaxVisibleItems(10)
    return made


def _choices(field: Field) -> list[tuple[str, str]]:
    if field.kind is Kind.FLAG:
        return [(sentence("yes", "value"), sentence("yes", "value")), (sentence("no", "value"), sentence("no", "value"))]
    if field.kind is Kind.SEX:
        return [(sentence(code, "value"), sentence(code, "value")) for code in ("sex_F", "sex_M")]
    return []
