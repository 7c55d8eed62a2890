"""One condition being built: a field, a comparison, a value, with the widgets its kind of value wants."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from khachhang.fields import Kind
from khachhang.operations import date_presets, filtering, wording
from khachhang.operations.customers import Filter, Op
from ui.customers.many_dialogs import completer
from ui.session import Session
from ui.texts import sentence
from ui.translations import language
from ui.widgets.basics import row, tool

OWN_DATES = ""
"""Data of the choice "from … to …" among the stretches of time."""


class FilterRow(QWidget):
    """Knows which comparisons a field takes; `make` returns the condition or raises what is wrong with it."""

    removed = Signal(object)

    def __init__(self, session: Session, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._opened = opened = session.opened
        self.field = QComboBox(self)
        self.field.setAccessibleName(self.tr("Cột"))
        self.field.setMaxVisibleItems(14)
        for each in filtering.fields(opened):
            self.field.addItem(wording.field_words(each, opened.catalogue, language()), each)
        self.op = QComboBox(self)
        self.op.setAccessibleName(self.tr("So sánh"))
        self.preset = QComboBox(self)
        self.preset.setAccessibleName(self.tr("Khoảng thời gian"))
        for code in date_presets.PRESETS:
            self.preset.addItem(sentence(code, "date_preset"), code)
        self.preset.addItem(self.tr("từ ngày … đến ngày …"), OWN_DATES)
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Giá trị"))
        self.first, self.second = QLineEdit(self), QLineEdit(self)
        self.first.setAccessibleName(self.tr("Giá trị"))
        self.second.setAccessibleName(self.tr("Đến"))
        line = row(self)
        line.addWidget(self.field, 3)
        line.addWidget(self.op, 2)
        for widget in (self.preset, self.choice, self.first, self.second):
            line.addWidget(widget, 3)
        line.addWidget(tool("x", self.tr("Bỏ điều kiện này"), self._remove, parent=self, size=14))
        self.field.currentIndexChanged.connect(self._field_changed)
        self.op.currentIndexChanged.connect(self._show_value)
        self.preset.currentIndexChanged.connect(self._show_value)
        if key:
            self.field.setCurrentIndex(max(0, self.field.findData(key)))
        self._field_changed()

    @property
    def key(self) -> str:
        """The field chosen."""
        return str(self.field.currentData())

    def make(self) -> Filter:
        """Return the condition; UserError when its value is missing or cannot be read."""
        op: Op = self.op.currentData()
        if self._is_date and op is Op.BETWEEN and self.preset.currentData() != OWN_DATES:
            return date_presets.preset(self.key, str(self.preset.currentData()))
        if self.choice.isVisibleTo(self):
            return filtering.make(self._opened, self.key, op, [str(self.choice.currentData())])
        return filtering.make(self._opened, self.key, op, [self.first.text(), self.second.text()])

    def load(self, part: Filter) -> None:
        """Show a condition that was built before; one this row cannot say is a bug of the caller."""
        said = filtering.typed(self._opened, part, language())
        assert said is not None, part
        key, op, texts = said
        self.field.setCurrentIndex(self.field.findData(key))
        self.op.setCurrentIndex(self.op.findData(op))
        if texts and date_presets.is_moving(texts[0]):
            self.preset.setCurrentIndex(self.preset.findData(texts[0].removeprefix(date_presets.MARK)))
            return
        self.preset.setCurrentIndex(self.preset.findData(OWN_DATES))
        if self.choice.count() and texts:
            self.choice.setCurrentIndex(max(0, self.choice.findData(texts[0])))
        for field, text in zip((self.first, self.second), texts, strict=False):
            field.setText(text)

    @property
    def _is_date(self) -> bool:
        return filtering.kind_of(self._opened, self.key) is Kind.DATE

    @Slot()
    def _field_changed(self) -> None:
        self.op.blockSignals(True)
        self.op.clear()
        for op in filtering.ops(self._opened, self.key):
            self.op.addItem(wording.op_words(op, language(), is_date=self._is_date), op)
        self.op.blockSignals(False)
        self.choice.clear()
        for text, data in self._choices():
            self.choice.addItem(text, data)
        self.first.setCompleter(None)
        key = self.key
        self._session.read(lambda opened, tick: filtering.suggestions(opened, key), self._suggested, key=f"suggest {id(self)}")
        self.second.setPlaceholderText(self.tr("đến"))
        self._show_value()

    @Slot(object)
    def _suggested(self, found: Sequence[tuple[str, int]]) -> None:
        if found:
            self.first.setCompleter(completer([value for value, _ in found], self.first))

    def _choices(self) -> list[tuple[str, str]]:
        kind = filtering.kind_of(self._opened, self.key)
        if kind is Kind.FLAG:
            return [(sentence("yes", "value"), "1"), (sentence("no", "value"), "0")]
        if kind is Kind.SEX:
            return [(sentence("sex_F", "value"), "F"), (sentence("sex_M", "value"), "M")]
        if self.key == "verification":
            return [(sentence(code, "checked"), code) for code in ("unverified", "verified", "unverifiable")]
        return []

    @Slot()
    def _show_value(self) -> None:
        op: Op | None = self.op.currentData()
        needed = filtering.values_needed(op) if op is not None else 0
        has_preset = self._is_date and op is Op.BETWEEN
        is_typed = needed > 0 and not self.choice.count() and (not has_preset or self.preset.currentData() == OWN_DATES)
        self.preset.setVisible(has_preset)
        self.choice.setVisible(bool(self.choice.count()))
        dates = self.tr("ngày/tháng/năm, hoặc “90 ngày”") if op is Op.LESS else self.tr("ngày/tháng/năm")
        hint = {Kind.DATE: dates, Kind.MONEY: self.tr("ví dụ 500k")}
        several = self.tr("nhiều giá trị thì cách nhau dấu ;") if op is Op.IS else ""
        self.first.setPlaceholderText(hint.get(filtering.kind_of(self._opened, self.key), several))
        self.first.setVisible(is_typed)
        self.second.setVisible(is_typed and needed == 2)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self)
