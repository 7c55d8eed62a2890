"""One field on the card: its label, the values shown, and the other spellings folded away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from khachhang.operations.masking import STARS
from ui.customers.card_value import ValueLine
from ui.widgets.basics import IconLabel, button, column, label, row


class FieldBlock(QWidget):
    """Makes the lines of the other values only when somebody asks for them."""

    act_asked = Signal(str, object)
    original_asked = Signal(int, str)

    def __init__(self, field: Any, parent: QWidget | None = None, *, opened: Any = None) -> None:
        super().__init__(parent)
        self._field = field
        self._opened = opened
        self._lines = column(self, spacing=3)
        head = row(spacing=6)
        head.addWidget(label(field.label, self, role="small"))
        if opened is not None and field.field.key in opened.catalogue.seals:
            lock = IconLabel("lock", 12, "muted", self)
            lock.setToolTip(self.tr("Thông tin kín: chỉ người được chọn xem được"))
            lock.setAccessibleName(lock.toolTip())
            head.addWidget(lock)
        head.addStretch(1)
        if any(STARS in v.text for v in field.values):
            head.addWidget(self._reveal_button())
        self._lines.addLayout(head)
        shown = [v for v in field.values if v.is_shown]
        self._others = [v for v in field.values if not v.is_shown]
        for value in shown:
            self._add(value)
        self._more = button("", self._unfold, kind="link", parent=self)
        self._more.setVisible(bool(self._others))
        if self._others:
            self._say_more(shown)

    def _say_more(self, shown: list[Any]) -> None:
        old = sum(1 for v in self._others if v.is_retired)
        if shown and old < len(self._others):
            self._more.setText(self.tr("{n} cách ghi khác").format(n=len(self._others)))
        else:
            self._more.setText(self.tr("{n} giá trị đã cất").format(n=len(self._others)))
        self._more.setAccessibleName(f"{self._field.label}: {self._more.text()}")
        line = row()
        line.addWidget(self._more)
        line.addStretch(1)
        self._lines.addLayout(line)

    def _reveal_button(self) -> QWidget:
        made = button(self.tr("Xem đủ"), self._reveal, icon="eye", kind="link", parent=self)
        made.setAccessibleName(self.tr("Xem đủ {what}").format(what=self._field.label))
        made.setToolTip(self.tr("Ghi vào nhật ký: ai xem, của khách nào, lúc nào"))
        return made

    @Slot()
    def _reveal(self) -> None:
        self.act_asked.emit("reveal", (self._field.field.key,))

    def _add(self, value: Any) -> None:
        made = ValueLine(self._field, value, self, opened=self._opened)
        made.act_asked.connect(self.act_asked)
        made.original_asked.connect(self.original_asked)
        self._lines.addWidget(made)

    @Slot()
    def _unfold(self) -> None:
        self._more.hide()
        for value in self._others:
            self._add(value)
