"""The commands that print: the list shown, the customers chosen, one card."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QObject, Qt, Slot
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtWidgets import QWidget

from khachhang.operations import printing
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.printing import PrintedLabels, PrintedList
from ui.dates import show_time
from ui.printing.sheet import Sheet
from ui.session import Session
from ui.texts import field_label, number
from ui.translations import language

_SHARES = {"full_name": 2.0, "address": 3.0, "note": 2.5, "phones": 1.5, "email": 1.8}


class PrintActs(QObject):
    """Fetches what is to be printed off the GUI thread, then opens the dialog."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent

    def print_list(self, query: CustomerQuery, columns: Sequence[str], ids: Sequence[int] | None = None) -> None:
        """Print these customers with these columns."""
        lang, keys, chosen = language(), list(columns), list(ids) if ids else None
        self._session.read(
            lambda opened, tick: printing.printed_list(opened, query, keys, chosen, lang=lang, tick=tick),
            partial(self._open_list, keys, query),
            key="print",
        )

    def _open_list(self, keys: list[str], query: CustomerQuery, found: PrintedList) -> None:
        n = len(found.rows)
        if not n:
            self._session.said.emit(self.tr("Không có khách nào để in."), None)
            return
        said = self.tr("In {n} khách: {what}").format(n=number(n), what=found.about)
        more = self.tr("Chỉ in {n} khách đầu trong {total}; nhiều hơn thì nên xuất ra Excel.")
        warning = more.format(n=number(n), total=number(found.total)) if found.total > n else ""
        self._open(said, warning, partial(self.draw_list, keys, found), n, keys, query, is_wide=len(keys) > 4)

    def print_labels(self, query: CustomerQuery, ids: Sequence[int] | None = None) -> None:
        """Print an address label for each of these customers."""
        lang, chosen = language(), list(ids) if ids else None
        self._session.read(
            lambda opened, tick: printing.printed_labels(opened, query, chosen, lang=lang, tick=tick),
            partial(self._open_labels, query if chosen is None else None),
            key="print",
        )

    def _open_labels(self, query: CustomerQuery | None, found: PrintedLabels) -> None:
        if not found.labels:
            self._session.said.emit(self.tr("Chưa khách nào ở đây có địa chỉ để in nhãn."), None)
            return
        from ui.printing.label_dialog import LabelDialog  # brings in Qt's printing, which few starts need

        name = self.tr("Nhãn {date}").format(date=QDate.currentDate().toString("yyyy-MM-dd"))
        dialog = LabelDialog(self._session, found.labels, found.left_out, query, name, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def draw_list(self, keys: Sequence[str], found: PrintedList, device: QPagedPaintDevice) -> int:
        """Draw a list; return the number of pages."""
        sheet = Sheet(device, self._foot(found.title))
        sheet.heading(found.title)
        sheet.note(self.tr("{n} khách · {what}").format(n=number(len(found.rows)), what=found.about))
        sheet.table(found.heads, found.rows, [_SHARES.get(key, 1.2) for key in keys])
        return sheet.finish()

    @Slot(int)
    def print_card(self, customer_id: int) -> None:
        """Print everything about one customer."""
        lang = language()
        self._session.read(lambda opened, tick: printing.printed_card(opened, customer_id, lang=lang), self._open_card, key="print")

    @Slot(object)
    def _open_card(self, card: Any) -> None:
        said = self.tr("In thẻ khách {name}").format(name=card.name)
        self._open(said, "", partial(self.draw_card, card), 1, [f.field.key for f in card.fields], None, is_wide=False)

    def draw_card(self, card: Any, device: QPagedPaintDevice) -> int:
        """Draw a card; return the number of pages."""
        sheet = Sheet(device, self._foot(self._session.opened.name))
        sheet.heading(card.name or self.tr("(chưa có tên)"))
        if card.do_not_contact:
            sheet.note(self.tr("Xin đừng gọi"))
        for field in card.fields:
            shown = [v for v in field.values if v.is_shown]
            if shown and field.field.key != "full_name":
                lines = [f"{v.text}  ({v.mark_text})" if v.mark is not None and v.mark_text else v.text for v in shown]
                sheet.pair(field_label(field.field), "\n".join(lines))
        for amount in card.amounts:
            self._draw_amount(sheet, amount)
        if card.history:
            sheet.heading(self.tr("Đã làm"), 11)
            for act in card.history[:12]:
                sheet.pair(show_time(act.at), act.sentence)
        return sheet.finish()

    @staticmethod
    def _draw_amount(sheet: Sheet, amount: Any) -> None:
        lines = [" · ".join(t for t in (e.text, e.source_name, show_time(e.as_of)) if t) for e in amount.entries]
        sheet.pair(field_label(amount.field), "\n".join(lines))

    def _foot(self, name: str) -> str:
        at = self._session.opened.clock().astimezone().strftime("%d/%m/%Y %H:%M")
        said = self.tr("{name} · {person} in lúc {at} · trang {page}")
        return said.format(name=_safe(name), person=_safe(self._session.opened.person), at=at, page="{page}")

    def _open(
        self, said: str, warning: str, draw: Any, n: int, columns: Sequence[str], query: CustomerQuery | None, *, is_wide: bool
    ) -> None:
        from ui.printing.dialog import PrintDialog  # brings in Qt's printing, which few starts need

        name = self.tr("Khách hàng {date}").format(date=QDate.currentDate().toString("yyyy-MM-dd"))
        dialog = PrintDialog(self._session, said, warning, draw, n, columns, query, is_wide=is_wide, file_name=name, parent=self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _safe(text: str) -> str:
    """Return a text whose braces stay braces when it is formatted once more."""
    return text.replace("{", "{{").replace("}", "}}")
