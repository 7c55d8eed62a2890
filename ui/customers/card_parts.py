"""Blocks of the card below the fields: amounts per source, order lines, the rows it came from, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from khachhang.model import Party
from ui.dates import show_time
from ui.widgets.basics import badge, button, column, label, row
from ui.widgets.elided import ElidedLabel

SHOWN_ORDERS = 30
SHOWN_LINES = 20


class AmountBlock(QFrame):
    """Nợ: KiotViet 3.250.000 (12/10) · Sổ công nợ 3.100.000 (30/9) · lệch 150.000."""

    original_asked = Signal(int, str)

    def __init__(self, amount: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(amount.label, self, role="strong"), 0, 0)
        if amount.difference:
            from khachhang.operations.showing import show

            text = self.tr("lệch {amount}").format(amount=show(amount.field, amount.difference))
            grid.addWidget(badge(text, "warning", self), 0, 1, Qt.AlignmentFlag.AlignRight)
        for number, entry in enumerate(amount.entries, 1):
            source = entry.source_name if not entry.as_of else f"{entry.source_name} ({show_time(entry.as_of)})"
            name = ElidedLabel(source, self)
            name.setProperty("role", "muted")
            grid.addWidget(name, number, 0)
            figure = button(entry.text, partial(self._ask, entry, amount.field.key), kind="link", parent=self)
            figure.setAccessibleName(
                self.tr("{what} {source}: {text}").format(what=amount.label, source=entry.source_name, text=entry.text)
            )
            figure.setToolTip(entry.provenance.sentence if entry.provenance else "")
            figure.setEnabled(_record_id(entry) is not None)
            grid.addWidget(figure, number, 1, Qt.AlignmentFlag.AlignRight)

    def _ask(self, entry: Any, key: str) -> None:
        self.original_asked.emit(_record_id(entry), key)


def _record_id(entry: Any) -> int | None:
    return getattr(entry, "record_id", None)


class OrderBlock(QWidget):
    """Order lines, newest first, read only."""

    def __init__(self, orders: Sequence[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = column(self, spacing=6)
        for order in orders[:SHOWN_ORDERS]:
            top = row(spacing=8)
            product = ElidedLabel(" × ".join(t for t in (order.product or order.order_code, order.quantity) if t), self)
            top.addWidget(product, 1)
            top.addWidget(label(order.amount, self))
            lines.addLayout(top)
            lines.addWidget(label(" · ".join(t for t in (order.order_date, order.order_code, order.source_name) if t), self, role="small"))
        if len(orders) > SHOWN_ORDERS:
            lines.addWidget(label(self.tr("… và {n} dòng nữa").format(n=len(orders) - SHOWN_ORDERS), self, role="small"))


class RecordBlock(QWidget):
    """The rows this customer was made of."""

    original_asked = Signal(int, str)

    def __init__(self, records: Sequence[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = column(self, spacing=8)
        for record in records[:SHOWN_LINES]:
            top = row(spacing=8)
            top.addWidget(ElidedLabel(record.source_name, self), 1)
            if record.party is not Party.FIRST:
                top.addWidget(badge(self.tr("nơi khác đưa") if record.party is Party.THIRD else self.tr("không rõ"), "warning", self))
            see = button(self.tr("Bản gốc"), partial(self.original_asked.emit, record.record_id, ""), kind="link", parent=self)
            see.setAccessibleName(self.tr("Bản gốc từ {source}").format(source=record.source_name))
            top.addWidget(see)
            lines.addLayout(top)
            lines.addWidget(label(self._where(record), self, role="small", wrap=True))
            for issue in record.issues[:3]:
                lines.addWidget(label(issue, self, role="hint-doubt", wrap=True))

    def _where(self, record: Any) -> str:
        if record.is_edit or not record.file_name:
            return self.tr("{person} ghi tay · {at}").format(person=record.person, at=show_time(record.at))
        place = self.tr("{file}, trang {sheet}, dòng {row}").format(file=record.file_name, sheet=record.sheet, row=record.sheet_row)
        return f"{place} · {show_time(record.at)}"


class HistoryBlock(QWidget):
    """What was done about this customer."""

    def __init__(self, history: Sequence[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = column(self, spacing=6)
        for act in history[:SHOWN_LINES]:
            text = act.sentence if act.is_active else self.tr("{what} (đã hoàn tác)").format(what=act.sentence)
            lines.addWidget(label(text, self, wrap=True))
            lines.addWidget(label(f"{show_time(act.at)} · {act.person}", self, role="small"))
