"""After an import: what came of every row, links to the rows, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView, QWidget

from khachhang.model import RowOutcome
from ui import theme
from ui.dates import show_time
from ui.import_wizard.outcomes import outcome_word
from ui.import_wizard.result_model import ResultModel
from ui.texts import number
from ui.widgets.basics import IconLabel, add_all, button, clear_layout, column, frame, label, left_headers, row
from ui.widgets.flow import FlowLayout
from ui.widgets.states import Banner

SHOWN = 1000
"""How many rows of one outcome are shown."""


class ResultStep(QWidget):
    """Shows an import that is done, now or long ago."""

    rows_wanted = Signal(object)
    customers_wanted = Signal(object)
    undo_wanted = Signal(int)
    problems_wanted = Signal(int)
    original_wanted = Signal(int, str)
    take_in_wanted = Signal(int, object)
    next_wanted = Signal()
    duplicates_wanted = Signal()
    done_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result: Any = None
        self._said = label("", self, role="heading", wrap=True)
        self._about = label("", self, role="muted", wrap=True)
        self._banner = Banner(self)
        self._counts = FlowLayout(spacing=8)
        self._actions = FlowLayout(spacing=8)
        self._model = ResultModel(self)
        self.table = QTableView(self)
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("Các dòng của lần nhập"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.row_height(self.table, 1.75))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        left_headers(self.table)
        self.table.horizontalHeader().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        for place, width in ((0, 90), (1, 130), (2, 190), (3, 260)):
            self.table.setColumnWidth(place, width)
        self.table.doubleClicked.connect(self._open_row)
        self.table.selectionModel().selectionChanged.connect(self._selected)

        self._by_outcome: dict[RowOutcome, QPushButton] = {}
        self._below = label("", self, role="small")
        self.take_in = button("", self._want_take_in, icon="plus", kind="small", parent=self)
        head = row(spacing=12)
        add_all(head, IconLabel("circle-check", 26, "good", self))
        words = column(spacing=2)
        add_all(words, self._said, self._about)
        head.addLayout(words, 1)
        body = column(margins=(28, 22, 28, 14), spacing=12)
        body.addLayout(head)
        body.addLayout(self._counts)
        body.addWidget(self._banner)
        body.addLayout(self._actions)
        body.addWidget(self.table, 1)
        below = row(spacing=10)
        add_all(below, self._below, None, self.take_in)
        body.addLayout(below)
        bottom = frame("bottom", self)
        buttons = row(bottom, margins=(28, 12, 28, 12), spacing=10)
        back = button(self.tr("Nhập &danh sách khác"), self.done_wanted.emit, icon="arrow-left", kind="ghost", parent=self)
        see = button(self.tr("&Xem khách"), partial(self._see_customers, None), icon="users", kind="primary", parent=self)
        self._next = button("", self.next_wanted.emit, icon="arrow-right", kind="primary", parent=self)
        self._next.hide()
        add_all(buttons, back, None, see, self._next)
        outer = column(self, spacing=0)
        outer.addLayout(body, 1)
        outer.addWidget(bottom)

    def show_result(self, result: Any, waiting: Sequence[str] = ()) -> None:
        """Show what an import brought. waiting: the files to be imported after it."""
        self.result = result
        self._said.setText(result.sentence)
        self._about.setText(about(result.info))
        self._next.setVisible(bool(waiting))
        if waiting:
            self._next.setText(self.tr("Nhập &tệp sau: {name} (còn {n})").format(name=waiting[0], n=len(waiting)))
            self._next.setAccessibleName(self._next.text())
        clear_layout(self._counts)
        self._by_outcome = {}
        for outcome in RowOutcome:
            if result.counts.get(outcome):
                text = f"{outcome_word(outcome)} {number(result.counts[outcome])}"
                made = button(text, partial(self.rows_wanted.emit, outcome), kind="count", parent=self)
                made.setCheckable(True)
                self._by_outcome[outcome] = made
                self._counts.addWidget(made)
        clear_layout(self._actions)
        doubtful = result.counts.get(RowOutcome.DOUBTFUL, 0)
        problems = doubtful + result.counts.get(RowOutcome.REJECTED, 0)
        if doubtful:
            text = self.tr("Xem {n} dòng cần xem").format(n=number(doubtful))
            self._actions.addWidget(button(text, partial(self.rows_wanted.emit, RowOutcome.DOUBTFUL), icon="triangle-alert", parent=self))
        if problems:
            self._actions.addWidget(button(self.tr("Lưu dòng cần sửa…"), self._want_problems, icon="save", parent=self))
        self._actions.addWidget(button(self.tr("Lưu tệp gốc…"), self._want_original, icon="file-spreadsheet", parent=self))
        if result.info.is_active:
            self._actions.addWidget(button(self.tr("Bỏ lần nhập này"), self._want_undo, icon="undo-2", parent=self))
        self.show_rows(())

    def show_questions(self, new: int | None, waiting: int) -> None:
        """Say how many pairs may be one customer. new: of this import, None = still looking; waiting: all that wait for an answer."""
        if new is None:
            self._banner.say(self.tr("Đang tìm khách trùng trong các dòng vừa nhập…"), "info")
        elif waiting:
            said = self.tr("{n} cặp có thể là cùng một khách.").format(n=number(waiting))
            if new and new != waiting:
                said = self.tr("{said} Lần nhập này thêm {new} cặp.").format(said=said, new=number(new))
            self._banner.say(said, "info", ((self.tr("Xem từng cặp"), self.duplicates_wanted.emit),))
        else:
            self._banner.say("")

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show the rows of one outcome."""

        for outcome, made in self._by_outcome.items():
            made.setChecked(bool(rows) and outcome is rows[0].outcome)
        self.table.clearSelection()
        self._below.setText(self.tr("Đang xem {n} dòng đầu.").format(n=number(len(rows))) if len(rows) == SHOWN else "")
        self._model.show_rows(rows)
        self._selected()

    def _left_out(self) -> list[Any]:
        chosen = [self._model.rows[index.row()] for index in self.table.selectionModel().selectedRows()]
        return [r for r in chosen if r.outcome is RowOutcome.NOT_CUSTOMER]

    @Slot()
    def _selected(self) -> None:
        rows = self._left_out()
        self.take_in.setVisible(bool(rows) and self.result.info.is_active)
        self.take_in.setText(self.tr("Lấy {n} dòng đang chọn vào sổ").format(n=number(len(rows))))
        self.take_in.setAccessibleName(self.take_in.text())

    @Slot()
    def _want_take_in(self) -> None:
        self.take_in_wanted.emit(self.result.info.operation_id, [(r.batch_id, r.sheet_row) for r in self._left_out()])

    @Slot()
    def _open_row(self) -> None:
        one = self._model.rows[self.table.currentIndex().row()]
        if one.customer_id is not None:
            self.customers_wanted.emit([one.customer_id])

    def _see_customers(self, _outcome: object) -> None:
        self.customers_wanted.emit(None)

    @Slot()
    def _want_undo(self) -> None:
        self.undo_wanted.emit(self.result.info.operation_id)

    @Slot()
    def _want_problems(self) -> None:
        self.problems_wanted.emit(self.result.info.operation_id)

    @Slot()
    def _want_original(self) -> None:
        self.original_wanted.emit(self.result.info.operation_id, self.result.info.file_name)


def about(info: Any) -> str:
    """Return where an import is from: file, source, of which day, from whom and for what."""
    told = [info.file_name, info.source_name]
    if info.observed_on:
        told.append(QCoreApplication.translate("ResultStep", "lập ngày {day}").format(day=show_time(info.observed_on)))
    if info.supplier:
        told.append(QCoreApplication.translate("ResultStep", "{name} đưa").format(name=info.supplier))
    if info.basis:
        told.append(QCoreApplication.translate("ResultStep", "được dùng để {basis}").format(basis=info.basis))
    return " · ".join(told)
