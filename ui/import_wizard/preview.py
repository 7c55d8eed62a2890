"""The preview: every row with what would become of it, each number a filter, each doubtful cell coloured; nothing is written yet."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QComboBox, QMenu, QPushButton, QTableView, QWidget

from khachhang.model import RowOutcome
from khachhang.operations import imports
from ui import theme
from ui.import_wizard.outcomes import outcome_word
from ui.import_wizard.preview_model import PreviewModel
from ui.import_wizard.preview_panels import IssuePanel, QuestionList, RepairPanel
from ui.import_wizard.row_bar import RowBar
from ui.texts import number
from ui.translations import language
from ui.widgets.basics import add_all, button, clear_layout, column, frame, label, left_headers, row
from ui.widgets.flow import FlowLayout
from ui.widgets.states import Banner

_ENTERING = (RowOutcome.NEW, RowOutcome.UPDATED, RowOutcome.DOUBTFUL)


class PreviewStep(QWidget):
    """Shows a staged import and says what the person wants changed: work(opened, staged, tick=…) → staged."""

    import_wanted = Signal()
    back_wanted = Signal()
    restage_wanted = Signal(object)
    ward_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.staged: Any = None
        self._overview: Any = None
        self._outcome: RowOutcome | None = None
        self._code = ""
        self._said = label("", self, role="heading", wrap=True)
        self._counts = FlowLayout(spacing=8)
        self._count_group = QButtonGroup(self)
        self._count_group.setExclusive(True)
        self._tables = QComboBox(self)
        self._tables.setAccessibleName(self.tr("Trang"))
        self._tables.activated.connect(self._show_rows)
        self.warning = Banner(self)
        self.questions = QuestionList(self)
        self.issues = IssuePanel(self)
        self.issues.kind_wanted.connect(self._filter_kind)
        self.repairs = RepairPanel(self)
        self.rows = RowBar(self)
        for part in (self.questions, self.issues, self.repairs, self.rows):
            part.restage_wanted.connect(self.restage_wanted)
        self.questions.ward_wanted.connect(self.ward_wanted)
        self._issues_button = button("…", self._toggle_issues, icon="list", kind="small", parent=self)
        self._repairs_button = button("…", self._toggle_repairs, icon="sparkles", kind="small", parent=self)
        self.model = PreviewModel(self)
        self.model.fixed.connect(self._fix)
        self.view = self._table_view()
        self.go = button(self.tr("&Nhập"), self.import_wanted.emit, icon="check", kind="primary", parent=self)
        self._lay_out()

    def _table_view(self) -> QTableView:
        view = QTableView(self)
        view.setModel(self.model)
        view.setAccessibleName(self.tr("Xem trước các dòng"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(theme.row_height(view, 1.75))
        view.setShowGrid(False)
        view.setMinimumHeight(96)
        left_headers(view)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        view.selectionModel().selectionChanged.connect(self._selected)
        return view

    def _lay_out(self) -> None:
        head = column(margins=(28, 20, 28, 10), spacing=10)
        head.addWidget(self._said)
        head.addWidget(self.warning)
        head.addWidget(self.questions)
        head.addLayout(self._counts)
        tools = row(spacing=10)
        add_all(tools, self._tables, self._issues_button, self._repairs_button, None)
        tools.addWidget(label(self.tr("Bấm đúp vào ô để sửa; chọn dòng để bỏ, lấy hay chấp nhận."), self, role="small"))
        head.addLayout(tools)
        head.addWidget(self.issues)
        head.addWidget(self.repairs)
        middle = column(margins=(28, 0, 28, 14), spacing=8)
        middle.addWidget(self.view, 1)
        middle.addWidget(self.rows)
        bottom = frame("bottom", self)
        buttons = row(bottom, margins=(28, 12, 28, 12), spacing=10)
        add_all(buttons, button(self.tr("&Quay lại"), self.back_wanted.emit, icon="arrow-left", kind="ghost", parent=self), None, self.go)
        outer = column(self, spacing=0)
        outer.addLayout(head)
        outer.addLayout(middle, 1)
        outer.addWidget(bottom)

    def show_staged(self, staged: Any, overview: imports.Overview) -> None:
        """Show a staged import; filter, table and place are kept when it is the same import staged again."""
        is_same = self.staged is not None and staged.look is self.staged.look and len(staged.tables) == len(self.staged.tables)
        place = self.view.verticalScrollBar().value() if is_same else 0
        table = self._tables.currentIndex() if is_same else 0
        if not is_same:
            self._outcome, self._code = None, ""
            self.questions.forget()
            self.issues.hide()
            self.repairs.hide()
        self.staged, self._overview = staged, overview
        self._said.setText(imports.counts_sentence(overview.counts, "preview", language()))
        self._fill_counts()
        self._tables.clear()
        self._tables.addItems([t.table.sheet + (f" ({t.table.letter})" if t.table.letter else "") for t in staged.tables])
        self._tables.setCurrentIndex(max(0, table))
        self._tables.setVisible(len(staged.tables) > 1)
        self._fill_panels()
        self._show_go()
        self._show_rows()
        self.view.verticalScrollBar().setValue(place)

    def _fill_panels(self) -> None:
        codes = {k.code for k in self._overview.kinds}
        self._code = self._code if self._code in codes else ""
        self.questions.show_staged(self.staged, self._overview)
        told = (
            (self._issues_button, self.issues, self.issues.show_kinds(self._overview.kinds, self._code)),
            (self._repairs_button, self.repairs, self.repairs.show_staged(self.staged)),
        )
        for made, panel, text in told:
            made.setText(text)
            made.setAccessibleName(text)
            made.setVisible(bool(text))
            if not text:
                panel.hide()

    def _show_go(self) -> None:
        counts = self._overview.counts
        coming = sum(counts[o] for o in _ENTERING)
        self.go.setEnabled(bool(coming or counts[RowOutcome.DUPLICATE] or self._overview.restores))
        self.go.setText(self.tr("&Nhập {n} dòng").format(n=number(coming)) if coming else self.tr("&Nhập"))
        self.warning.say("")
        if not coming and counts[RowOutcome.DUPLICATE]:
            self.warning.say(self.tr("Không có gì mới: các dòng này đã có trong sổ rồi."), "info")
        elif not coming:
            said = self.tr("Không dòng nào vào được sổ. Quay lại xem các cột, hoặc chọn dòng rồi bấm “Lấy dòng này vào”.")
            self.warning.say(said, "warning")

    def _fill_counts(self) -> None:
        clear_layout(self._counts)
        counts = self._overview.counts
        if self._outcome is not None and not counts[self._outcome]:
            self._outcome = None
        self._add_count(None, self.tr("Tất cả {n}").format(n=number(sum(counts.values()))))
        for outcome in RowOutcome:
            if counts[outcome]:
                self._add_count(outcome, f"{outcome_word(outcome)} {number(counts[outcome])}")

    def _add_count(self, outcome: RowOutcome | None, text: str) -> None:
        made = button(text, partial(self._filter, outcome), kind="count", parent=self)
        made.setCheckable(True)
        made.setChecked(outcome is self._outcome)
        self._count_group.addButton(made)
        self._counts.addWidget(made)

    def count_button(self, text: str) -> QPushButton | None:
        """Return the count that begins with a text, for tests."""
        return next((b for b in self._count_group.buttons() if b.text().startswith(text)), None)

    def _filter(self, outcome: RowOutcome | None) -> None:
        self._outcome = outcome
        self._show_rows()

    @Slot(str)
    def _filter_kind(self, code: str) -> None:
        self._code = code
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        self.model.show_staged(self.staged, max(0, self._tables.currentIndex()), self._outcome, self._code)
        self.rows.show_rows(self.staged, ())
        widths = {0: 56, 1: 130, 2: 250}
        for place in range(self.model.columnCount()):
            self.view.setColumnWidth(place, widths.get(place, 140))

    @Slot()
    def _toggle_issues(self) -> None:
        self.issues.setVisible(self.issues.isHidden())
        self.repairs.hide()

    @Slot()
    def _toggle_repairs(self) -> None:
        self.repairs.setVisible(self.repairs.isHidden())
        self.issues.hide()

    def _selection(self) -> list[Any]:
        return [self.model.staged_row(index.row()) for index in self.view.selectionModel().selectedRows()]

    @Slot()
    def _selected(self) -> None:
        self.rows.show_rows(self.staged, self._selection())

    @Slot(int, str, str)
    def _fix(self, sheet_row: int, letter: str, text: str) -> None:
        table = max(0, self._tables.currentIndex())
        self.restage_wanted.emit(partial(imports.fix, table=table, fixes={(sheet_row, letter): text}))

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        acts = [b for b in self.rows.findChildren(QPushButton) if self._selection() and not b.isHidden()]
        if not acts:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in acts:
            menu.addAction(act.icon(), act.text(), act.click)
        menu.popup(self.view.viewport().mapToGlobal(at))
