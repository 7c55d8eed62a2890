"""Somebody leaves: what they saw and took out, who gets their customers, and what new keys can and cannot do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QComboBox, QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from khachhang.operations import leaving, people
from khachhang.operations.leaving import LeaverReport
from khachhang.operations.opened import OpenVault
from khachhang.operations.people import PersonInfo
from khachhang.operations.rights import QUOTAS
from khachhang.progress import Tick
from ui.dates import show_time
from ui.session import Session
from ui.texts import number, sentence
from ui.translations import language
from ui.widgets.basics import add_all, button, column, label, left_headers, line, row

MOST_SHOWN = 500


class Removal:
    """The work of taking somebody off; holds no Qt object. to: who gets their customers, "" = nobody."""

    def __init__(self, person_id: str, new_keys: bool, to: str) -> None:
        self._person_id, self._new_keys, self._to = person_id, new_keys, to

    def __call__(self, opened: OpenVault, tick: Tick) -> None:
        if self._to:
            leaving.reassign(opened, self._person_id, self._to)
        people.remove(opened, self._person_id, new_keys=self._new_keys, tick=tick)


class RemovalDialog(QDialog):
    """Says what will happen, and what nobody can do about copies made before. `asked`: new keys, who gets the customers."""

    asked = Signal(bool, str)

    def __init__(self, session: Session, person: PersonInfo, others: Sequence[PersonInfo], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Bỏ {name} khỏi sổ").format(name=person.name))
        self.setMinimumWidth(540)
        self.keys = QCheckBox(self.tr("Thay chìa khóa của sổ luôn (nên làm)"), self)
        self.keys.setChecked(True)
        self.to = QComboBox(self)
        self.to.setAccessibleName(self.tr("Giao khách cho"))
        self.to.addItem(self.tr("(để nguyên tên người phụ trách)"), "")
        for other in others:
            self.to.addItem(other.name, other.name)
        self._assigned = label("", self, role="strong")
        body = column(self, margins=(26, 22, 26, 20), spacing=10)
        told = self.tr("{name} không mở được sổ này nữa, từ lúc bấm. Việc {name} đã làm và tên trong Nhật ký còn nguyên.").format(
            name=person.name
        )
        limits = self.tr(
            "Thay chìa khóa làm cho chìa {name} có thể đã chép không mở được gì ghi từ giờ; sao lưu một bản trước, mất vài giây đến một "
            "phút. Không với tới được: tệp đã xuất, giấy đã in, bản sao lưu và bản chép cả sổ có từ trước. Những bản ấy vẫn mở được bằng "
            "mật khẩu cũ của {name}, nên cất kỹ hoặc xóa."
        ).format(name=person.name)
        go = button(self.tr("&Bỏ khỏi sổ"), self._go, kind="danger", parent=self)
        buttons = row(spacing=10)
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), go)
        add_all(body, label(told, self, wrap=True), line(self), self._assigned, self.to, line(self), self.keys)
        add_all(body, label(limits, self, role="small", wrap=True), 6, None, buttons)
        self._show_assigned(0)
        session.read(
            lambda opened, tick: leaving.leaver_report(opened, person.person_id, lang=language()).assigned,
            self._show_assigned,
            key="assigned",
        )

    @Slot(object)
    def _show_assigned(self, n: int) -> None:
        self.to.setEnabled(n > 0)
        self._assigned.setText(
            self.tr("{n} khách đang phụ trách, giao cho:").format(n=number(n)) if n else self.tr("Không phụ trách khách nào.")
        )

    @Slot()
    def _go(self) -> None:
        self.asked.emit(self.keys.isChecked(), str(self.to.currentData()) if self.to.isEnabled() else "")
        self.accept()


class ReportDialog(QDialog):
    """What somebody saw, showed, exported, printed and copied; their customers can be given to one of `others`."""

    reassign_asked = Signal(str)

    def __init__(self, report: LeaverReport, others: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("{name} đã xem và lấy ra những gì").format(name=report.person))
        self.resize(760, 560)
        self.report = report
        body = self._body = column(self, margins=(22, 18, 22, 18), spacing=10)
        body.addWidget(label(self.tr("Từ {day} đến nay").format(day=show_time(report.since)), self, role="muted"))
        body.addWidget(label(self._summary(), self, role="strong", wrap=True))
        self.seen = self._table((self.tr("Khách"), self.tr("Đã xem"), self.tr("Số lần"), self.tr("Lần cuối")), self._seen_lines())
        self.out = self._table((self.tr("Lúc"), self.tr("Lấy ra ngoài")), [(show_time(x.at), x.sentence) for x in report.out])
        add_all(body, label(self.tr("KHÁCH ĐÃ XEM"), self, role="section"))
        self._add_table(self.seen, 3, self.tr("Chưa xem thẻ khách nào."))
        add_all(body, label(self.tr("LẤY RA NGOÀI"), self, role="section"))
        self._add_table(self.out, 2, self.tr("Chưa xuất, in hay chép gì."))
        body.addStretch()
        close = button(self.tr("Đó&ng"), self.accept, parent=self)
        close.setDefault(True)
        self.to = QComboBox(self)
        self.to.setAccessibleName(self.tr("Giao khách cho"))
        self.to.addItems(list(others))
        self.give = button(self.tr("&Giao hết khách cho"), self._give, icon="user-check", parent=self)
        for each in (self.to, self.give):
            each.setVisible(bool(others and report.assigned))
        buttons = row(spacing=10)
        add_all(buttons, self.give, self.to, None, close)
        body.addLayout(buttons)

    def _add_table(self, table: QTableWidget, stretch: int, nothing: str) -> None:
        """Show a table, or in its place one line that says it would be empty."""
        table.setVisible(bool(table.rowCount()))
        self._body.addWidget(table, stretch)
        if not table.rowCount():
            self._body.addWidget(label(nothing, self, role="muted"))

    @Slot()
    def _give(self) -> None:
        self.reassign_asked.emit(self.to.currentText())
        self.accept()

    def _summary(self) -> str:
        said = [self.tr("{n} thẻ khách đã mở").format(n=number(len(self.report.cards)))]
        said += [f"{number(self.report.taken[what])} {sentence(what, 'quota')}" for what in QUOTAS if self.report.taken.get(what)]
        return " · ".join([*said, self.tr("đang phụ trách {n} khách").format(n=number(self.report.assigned))])

    def _seen_lines(self) -> list[tuple[str, str, str, str]]:
        card = self.tr("thẻ khách")
        found = [*((s, self.tr("số đang che")) for s in self.report.revealed), *((s, card) for s in self.report.cards)]
        return [(s.name, what, number(s.times), show_time(s.last_at)) for s, what in found[:MOST_SHOWN]]

    def _table(self, heads: Sequence[str], lines: Sequence[Sequence[Any]]) -> QTableWidget:
        table = QTableWidget(len(lines), len(heads), self)
        table.setHorizontalHeaderLabels(list(heads))
        table.setAccessibleName(heads[0])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        left_headers(table)
        for at, cells in enumerate(lines):
            for place, text in enumerate(cells):
                table.setItem(at, place, QTableWidgetItem(str(text)))
        metrics = table.fontMetrics()
        for place, head in enumerate(heads):
            if place == (0 if len(heads) > 2 else 1):
                table.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                table.setColumnWidth(place, max(metrics.horizontalAdvance(str(text)) for text in (head, *(x[place] for x in lines))) + 34)
        return table
