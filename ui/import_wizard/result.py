"""After an import: what came of every row, links to the rows, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from khachhang.model import RowOutcome
from ui import theme
from ui.import_wizard.outcomes import OUTCOME_TOKENS, outcome_word
from ui.texts import number
from ui.widgets.basics import IconLabel, add_all, button, clear_layout, column, frame, label, left_headers, row
from ui.widgets.flow import FlowLayout
from ui.widgets.states import Banner


class ResultStep(QWidget):
    """Shows an import that is done, now or long ago."""

    rows_wanted = Signal(object)
    customers_wanted = Signal(object)
    undo_wanted = Signal(int)
    problems_wanted = Signal(int)
    original_wanted = Signal(int)
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
        self.table = QTableWidget(0, 5, self)
        self.table.setAccessibleName(self.tr("Các dòng của lần nhập"))
        self.table.setHorizontalHeaderLabels([self.tr("Dòng"), self.tr("Đã là"), self.tr("Khách"), self.tr("Vì sao"), self.tr("Các ô")])
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
        self.table.itemDoubleClicked.connect(self._open_row)
        self._rows: Sequence[Any] = ()
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
        bottom = frame("bottom", self)
        buttons = row(bottom, margins=(28, 12, 28, 12), spacing=10)
        back = button(self.tr("Nhập &danh sách khác"), self.done_wanted.emit, icon="arrow-left", kind="ghost", parent=self)
        see = button(self.tr("&Xem khách"), partial(self._see_customers, None), icon="users", kind="primary", parent=self)
        add_all(buttons, back, None, see)
        outer = column(self, spacing=0)
        outer.addLayout(body, 1)
        outer.addWidget(bottom)

    def show_result(self, result: Any, questions: int) -> None:
        """Show what an import brought."""
        self.result = result
        self._said.setText(result.sentence)
        self._about.setText(f"{result.info.file_name} · {result.info.source_name}")
        clear_layout(self._counts)
        for outcome in RowOutcome:
            if result.counts.get(outcome):
                self._counts.addWidget(
                    button(
                        f"{outcome_word(outcome)} {number(result.counts[outcome])}",
                        partial(self.rows_wanted.emit, outcome),
                        kind="count",
                        parent=self,
                    )
                )
        said = self.tr("{n} cặp có thể là cùng một khách.").format(n=number(questions)) if questions else ""
        self._banner.say(said, "info", ((self.tr("Xem từng cặp"), self.duplicates_wanted.emit),) if questions else ())
        clear_layout(self._actions)
        doubtful = result.counts.get(RowOutcome.DOUBTFUL, 0)
        problems = doubtful + result.counts.get(RowOutcome.REJECTED, 0)
        if doubtful:
            text = self.tr("Xem {n} dòng cần xem").format(n=number(doubtful))
            self._actions.addWidget(button(text, partial(self.rows_wanted.emit, RowOutcome.DOUBTFUL), icon="triangle-alert", parent=self))
        if problems:
            self._actions.addWidget(button(self.tr("Lưu các dòng này ra Excel…"), self._want_problems, icon="save", parent=self))
        self._actions.addWidget(button(self.tr("Lưu tệp gốc…"), self._want_original, icon="file-spreadsheet", parent=self))
        if result.info.is_active:
            self._actions.addWidget(button(self.tr("Bỏ lần nhập này"), self._want_undo, icon="undo-2", parent=self))
        self.table.setRowCount(0)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show the rows of one outcome."""
        self._rows = rows
        self.table.setRowCount(len(rows))
        for number_, one in enumerate(rows):
            texts = (f"{one.sheet_row}", outcome_word(one.outcome), one.name, "; ".join(one.issues), " · ".join(c for c in one.cells if c))
            for place, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if place == 1:
                    item.setForeground(theme.color(OUTCOME_TOKENS[one.outcome]))
                self.table.setItem(number_, place, item)

    @Slot()
    def _open_row(self) -> None:
        one = self._rows[self.table.currentRow()]
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
        self.original_wanted.emit(self.result.info.operation_id)
