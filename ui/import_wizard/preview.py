"""The preview: every row with what would become of it, each number a filter, each doubtful cell coloured; nothing is written yet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QCheckBox, QComboBox, QMenu, QPushButton, QTableView, QWidget

from khachhang.model import Issue, RowOutcome, Severity
from ui import theme
from ui.import_wizard.outcomes import OUTCOME_TOKENS, outcome_word
from ui.texts import number, sentence
from ui.translations import language
from ui.widgets.basics import add_all, button, clear_layout, column, frame, label, left_headers, row
from ui.widgets.flow import FlowLayout

Index = QModelIndex | QPersistentModelIndex
_SOFT = {Severity.REJECTS: "danger_soft", Severity.DOUBTS: "warning_soft", Severity.NOTES: "info_soft"}
_STRONG = {Severity.REJECTS: "danger", Severity.DOUBTS: "warning", Severity.NOTES: "info"}
FIXED = 3


class PreviewModel(QAbstractTableModel):
    """Rows of one table of the staged import, perhaps only those of one outcome."""

    fixed = Signal(int, str, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._staged: Any = None
        self._table = 0
        self._rows: list[Any] = []
        self._columns: Sequence[Any] = ()
        self._at: dict[str, int] = {}

    def show_staged(self, staged: Any, table: int, outcome: RowOutcome | None) -> None:
        """Show the rows of a table that came to an outcome, all when None."""
        self.beginResetModel()
        self._staged, self._table = staged, table
        self._columns = staged.tables[table].table.columns
        self._at = {c.letter: n for n, c in enumerate(self._columns)}
        self._rows = [r for r in staged.rows if r.table_index == table and (outcome is None or r.outcome is outcome)]
        self.endResetModel()

    def staged_row(self, at: int) -> Any:
        """Return the row shown at a place."""
        return self._rows[at]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: row number, outcome, reason, then the cells."""
        return 0 if parent.isValid() else FIXED + len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: our three titles, then the headers of the file."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        if section < FIXED:
            return (self.tr("Dòng"), self.tr("Sẽ là"), self.tr("Vì sao"))[section]
        one = self._columns[section - FIXED]
        return one.header or one.letter

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: cells of the file can be corrected."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsEditable if index.column() >= FIXED else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: texts, colours of the worst issue of a cell, and its sentence as tooltip."""
        if not index.isValid():
            return None
        item = self._rows[index.row()]
        place = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(item, place)
        if place == 1 and role == Qt.ItemDataRole.ForegroundRole:
            return theme.color(OUTCOME_TOKENS[item.outcome])
        if place < FIXED:
            return self._text(item, 2) or None if role == Qt.ItemDataRole.ToolTipRole else None
        issues = self._issues_at(item, place - FIXED)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(issue_text(i) for i in issues) or None
        if issues and role in (Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole):
            worst = min(issues, key=lambda i: list(Severity).index(i.severity)).severity
            return theme.color((_SOFT if role == Qt.ItemDataRole.BackgroundRole else _STRONG)[worst])
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a corrected cell is staged again by the page."""
        item = self._rows[index.row()]
        text = str(value)
        if text != self._text(item, index.column()):
            self.fixed.emit(item.sheet_row, self._columns[index.column() - FIXED].letter, text)
        return False

    def _text(self, item: Any, place: int) -> str:
        if place == 0:
            return str(item.sheet_row)
        if place == 1:
            return outcome_word(item.outcome)
        if place == 2:
            return self._reason(item)
        fixed = self._staged.options.fixes.get((item.sheet_row, self._columns[place - FIXED].letter))
        if fixed is not None:
            return str(fixed)
        raw = item.row.raw
        cell = raw[place - FIXED] if place - FIXED < len(raw) else None
        return "" if cell is None else str(cell)

    def _reason(self, item: Any) -> str:
        serious = [i for i in item.issues if i.severity is not Severity.NOTES]
        if serious:
            return issue_text(serious[0])
        if item.outcome is RowOutcome.UPDATED and item.match is not None:
            return self.tr("cùng mã khách") if item.match.reason == "row_key" else self.tr("cùng số điện thoại, tên hợp")
        if item.outcome is RowOutcome.DUPLICATE:
            return self.tr("đã có trong sổ, không khác gì")
        return issue_text(item.issues[0]) if item.issues else ""

    def _issues_at(self, item: Any, place: int) -> list[Issue]:
        return [i for i in item.issues if i.column is not None and self._at.get(i.column) == place]


class PreviewStep(QWidget):
    """Shows a staged import and says what the person wants changed."""

    import_wanted = Signal()
    back_wanted = Signal()
    fix_wanted = Signal(int, str, str)
    rows_wanted = Signal(str, object)
    repairs_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.staged: Any = None
        self._outcome: RowOutcome | None = None
        self._said = label("", self, role="heading", wrap=True)
        self._counts = FlowLayout(spacing=8)
        self._count_group = QButtonGroup(self)
        self._count_group.setExclusive(True)
        self._tables = QComboBox(self)
        self._tables.setAccessibleName(self.tr("Trang"))
        self._tables.activated.connect(self._show_rows)
        self._repairs = column(spacing=4)
        self._repairs_card = frame("card", self)
        self._repairs_button = button("…", self._toggle_repairs, icon="sparkles", kind="small", parent=self)
        self.model = PreviewModel(self)
        self.model.fixed.connect(self.fix_wanted)
        self.view = QTableView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Xem trước các dòng"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(theme.row_height(self.view, 1.75))
        self.view.setShowGrid(False)
        left_headers(self.view)
        self.view.setAlternatingRowColors(True)
        self.view.setWordWrap(False)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.go = button(self.tr("&Nhập"), self.import_wanted.emit, icon="check", kind="primary", parent=self)
        self._lay_out()

    def _lay_out(self) -> None:
        head = column(margins=(28, 20, 28, 10), spacing=10)
        head.addWidget(self._said)
        head.addLayout(self._counts)
        tools = row(spacing=10)
        tools.addWidget(self._tables)
        tools.addWidget(self._repairs_button)
        tools.addStretch(1)
        tools.addWidget(label(self.tr("Bấm đúp vào ô để sửa; bấm phải để bỏ hay lấy dòng."), self, role="small"))
        head.addLayout(tools)
        inside = column(self._repairs_card, margins=(16, 10, 16, 10))
        inside.addLayout(self._repairs)
        self._repairs_card.hide()
        head.addWidget(self._repairs_card)
        middle = column(margins=(28, 0, 28, 14))
        middle.addWidget(self.view)
        bottom = frame("bottom", self)
        buttons = row(bottom, margins=(28, 12, 28, 12), spacing=10)
        add_all(buttons, button(self.tr("&Quay lại"), self.back_wanted.emit, icon="arrow-left", kind="ghost", parent=self), None, self.go)
        outer = column(self, spacing=0)
        outer.addLayout(head)
        outer.addLayout(middle, 1)
        outer.addWidget(bottom)

    def show_staged(self, staged: Any) -> None:
        """Show a staged import; the filter and the place are kept when it is the same import staged again."""
        place = self.view.verticalScrollBar().value() if self.staged is not None and staged.look is self.staged.look else 0
        self.staged = staged
        from khachhang.operations import imports

        self._said.setText(imports.counts_sentence(staged.counts, "preview", language()))
        self._fill_counts()
        self._tables.clear()
        self._tables.addItems([t.table.sheet + (f" ({t.table.letter})" if t.table.letter else "") for t in staged.tables])
        self._tables.setVisible(len(staged.tables) > 1)
        self._fill_repairs()
        coming = sum(staged.counts[o] for o in (RowOutcome.NEW, RowOutcome.UPDATED, RowOutcome.DOUBTFUL))
        self.go.setEnabled(bool(coming or staged.counts[RowOutcome.DUPLICATE]))
        self.go.setText(self.tr("&Nhập {n} dòng").format(n=number(coming)) if coming else self.tr("&Nhập"))
        self._show_rows()
        self.view.verticalScrollBar().setValue(place)

    def _fill_counts(self) -> None:
        clear_layout(self._counts)
        counts = self.staged.counts
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

    @Slot()
    def _show_rows(self) -> None:
        self.model.show_staged(self.staged, max(0, self._tables.currentIndex()), self._outcome)
        widths = {0: 56, 1: 130, 2: 250}
        for place in range(self.model.columnCount()):
            self.view.setColumnWidth(place, widths.get(place, 140))

    def _fill_repairs(self) -> None:
        clear_layout(self._repairs)
        total = 0
        for table in self.staged.tables:
            for repair in table.repairs:
                total += repair.count
                self._repairs.addWidget(self._repair_line(repair))
        off = self.staged.options.switched_off
        for code in sorted(off - {r.code for t in self.staged.tables for r in t.repairs}):
            tick = QCheckBox(sentence(code, "repair", n=0), self)
            tick.toggled.connect(partial(self._switch, code))
            self._repairs.addWidget(tick)
        self._repairs_button.setText(self.tr("Đã sửa giúp {n} ô").format(n=number(total)))
        self._repairs_button.setAccessibleName(self._repairs_button.text())
        self._repairs_button.setVisible(bool(total or off))

    def _repair_line(self, repair: Any) -> QWidget:
        holder = QWidget(self)
        inside = row(holder, spacing=10)
        tick = QCheckBox(sentence(repair.code, "repair", n=repair.count), holder)
        tick.setChecked(True)
        tick.toggled.connect(partial(self._switch, repair.code))
        inside.addWidget(tick)
        examples = " · ".join(f"{before} → {after}" for _, _, before, after in repair.examples[:2])
        inside.addWidget(label(examples, holder, role="small"), 1)
        return holder

    def _switch(self, code: str, on: bool) -> None:
        off = self.staged.options.switched_off
        self.repairs_wanted.emit(off - {code} if on else off | {code})

    @Slot()
    def _toggle_repairs(self) -> None:
        self._repairs_card.setVisible(self._repairs_card.isHidden())

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        rows = [self.model.staged_row(index.row()) for index in self.view.selectionModel().selectedRows()]
        if not rows:
            return
        numbers = frozenset(r.sheet_row for r in rows)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(theme.icon("x", "muted"), self.tr("&Không nhập dòng này"), partial(self.rows_wanted.emit, "exclude", numbers))
        if any(r.outcome is RowOutcome.DOUBTFUL for r in rows):
            menu.addAction(
                theme.icon("check", "muted"), self.tr("&Nhập như vậy, không cần xem"), partial(self.rows_wanted.emit, "accept", numbers)
            )
        if any(r.outcome in (RowOutcome.NOT_CUSTOMER, RowOutcome.BLANK, RowOutcome.REJECTED) for r in rows):
            menu.addAction(theme.icon("plus", "muted"), self.tr("&Lấy dòng này vào"), partial(self.rows_wanted.emit, "take_in", numbers))
        menu.popup(self.view.viewport().mapToGlobal(at))


def issue_text(issue: Issue) -> str:
    """Return the sentence of an issue."""
    return sentence(issue.code, "issue", **dict(issue.params))
