"""The columns of one table: letter, header, samples, and what the column is; and which rows are the header."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from khachhang.fields import Catalogue
from khachhang.importing.model import ColumnMapping, Mapping
from khachhang.model import ColumnRule
from ui import theme
from ui.customers.original import letters
from ui.import_wizard.targets import choices, fields_of, is_money, rules, units, words_of
from ui.widgets.basics import add_all, button, column, label, left_headers, row

TOP_ROWS = 12
UNIT, RULE = 4, 5


class MappingView(QWidget):
    """Emits the whole mapping, or all rules, after every change."""

    changed = Signal(object)
    ruled = Signal(object)
    header_chosen = Signal(object)

    def __init__(
        self, look: Any, mapping: Mapping, catalogue: Catalogue, ruled: MappingABC[str, ColumnRule], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rules = dict(ruled)
        self._look = look
        self._mapping = mapping
        self._catalogue = catalogue
        self._choices = choices(catalogue)
        inside = column(self, spacing=8)
        self.columns = self._columns_table()
        inside.addWidget(self.columns)
        more = button(self.tr("Tùy chọn thêm"), None, kind="link", parent=self)
        more.setCheckable(True)
        more.toggled.connect(self._show_more)
        self._about_rules = label(
            self.tr("Khi sổ đã có giá trị: chỉ điền chỗ trống, lấy cái mới hơn, hoặc chỉ giữ ở bản gốc."), self, role="small", wrap=True
        )
        options = row(spacing=10)
        add_all(options, more)
        options.addWidget(self._about_rules, 1)
        inside.addLayout(options)
        self._show_more(bool(self._rules) or any(c.unit > 1 for c in mapping.columns))
        more.setChecked(not self.columns.isColumnHidden(RULE))
        self._top = self._sheet_top()
        again = button(self.tr("Lấy dòng đang chọn làm &tiêu đề"), self._choose_header, kind="small", parent=self)
        line = row(spacing=10)
        add_all(line, label(self._header_words(), self, role="muted"), None, again)
        add_all(inside, line, self._top)

    def _header_words(self) -> str:
        rows = self._look.table.header_rows
        if not rows:
            return self.tr("Không có dòng tiêu đề.")
        return self.tr("Tiêu đề ở dòng {rows}. Sai thì chọn dòng đúng bên dưới.").format(rows=", ".join(str(r) for r in rows))

    def _columns_table(self) -> QTableWidget:
        table = QTableWidget(len(self._mapping.columns), 6, self)
        table.setAccessibleName(self.tr("Các cột của tệp"))
        table.setHorizontalHeaderLabels(
            [
                self.tr("Cột"),
                self.tr("Tiêu đề trong tệp"),
                self.tr("Ví dụ"),
                self.tr("Là gì"),
                self.tr("Tính bằng"),
                self.tr("Khi sổ đã có"),
            ]
        )
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        height = theme.row_height(table, 2.1)
        table.verticalHeader().setDefaultSectionSize(height)
        header = table.horizontalHeader()
        left_headers(table)
        table.setWordWrap(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for place, width in ((0, 54), (1, 200), (3, 250), (UNIT, 116), (RULE, 186)):
            table.setColumnWidth(place, width)
        for number, one in enumerate(self._mapping.columns):
            samples = one.samples or self._samples(number)
            for place, text in enumerate((one.letter, one.header, " · ".join(samples))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(number, place, item)
            table.setCellWidget(number, 3, self._combo(number, one.target, one.header or one.letter))
            self._fill_options(table, number, one)
        table.setFixedHeight(min(420, height * len(self._mapping.columns) + header.sizeHint().height() + 6))
        return table

    def _samples(self, number: int) -> Sequence[str]:
        """A mapping saved before carries no samples: take them from the sheet."""
        index = self._look.table.columns[number].index if number < len(self._look.table.columns) else number
        first = self._look.table.first_row
        found: list[str] = []
        for at, cells in enumerate(self._look.sheet.rows):
            if self._look.sheet.number_of(at) >= first and index < len(cells) and cells[index] not in (None, ""):
                found.append(str(cells[index]))
            if len(found) == 3 or at > first + 200:
                break
        return found

    def _combo(self, number: int, target: str, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(self.tr("Cột {name} là gì").format(name=name))
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for value, words in self._choices:
            combo.addItem(words, value)
        at = combo.findData(target)
        if at < 0:
            combo.addItem(words_of(target, self._catalogue), target)
            at = combo.count() - 1
        combo.setCurrentIndex(at)
        combo.installEventFilter(_no_wheel(self))
        combo.activated.connect(partial(self._choose, number, combo))
        return combo

    def _fill_options(self, table: QTableWidget, number: int, one: ColumnMapping) -> None:
        """Show the unit of money and the rule of a field; a column that has none shows nothing."""
        name = one.header or one.letter
        for place in (UNIT, RULE):
            table.removeCellWidget(number, place)
        if is_money(one.target, self._catalogue):
            combo = self._small_combo(units(), one.unit, self.tr("Cột {name} tính bằng").format(name=name))
            combo.activated.connect(partial(self._set_unit, number, combo))
            table.setCellWidget(number, UNIT, combo)
        if keys := fields_of(one, self._catalogue):
            rule = next((self._rules[k] for k in keys if k in self._rules), ColumnRule.FILL)
            combo = self._small_combo(rules(), rule.value, self.tr("Cột {name} khi sổ đã có giá trị").format(name=name))
            combo.activated.connect(partial(self._set_rule, number, combo))
            table.setCellWidget(number, RULE, combo)

    def _small_combo(self, items: Sequence[tuple[Any, str]], value: Any, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for data, words in items:
            combo.addItem(words, data)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        combo.installEventFilter(_no_wheel(self))
        return combo

    @Slot(bool)
    def _show_more(self, is_shown: bool) -> None:
        for place in (UNIT, RULE):
            self.columns.setColumnHidden(place, not is_shown)
        for place, width in ((1, 150), (3, 200)) if is_shown else ((1, 200), (3, 250)):
            self.columns.setColumnWidth(place, width)
        self._about_rules.setVisible(is_shown)

    def _choose(self, number: int, combo: QComboBox, _index: int) -> None:
        self._change(number, target=str(combo.currentData()), confidence=1.0)
        self._fill_options(self.columns, number, self._mapping.columns[number])

    def _set_unit(self, number: int, combo: QComboBox, _index: int) -> None:
        self._change(number, unit=int(combo.currentData()))

    def _set_rule(self, number: int, combo: QComboBox, _index: int) -> None:
        for key in fields_of(self._mapping.columns[number], self._catalogue):
            self._rules[key] = ColumnRule(combo.currentData())
        self.ruled.emit({k: r for k, r in self._rules.items() if r is not ColumnRule.FILL})

    def _change(self, number: int, **changes: Any) -> None:
        columns = list(self._mapping.columns)
        columns[number] = replace(columns[number], **changes)
        self._mapping = replace(self._mapping, columns=tuple(columns))
        self.changed.emit(self._mapping)

    def _sheet_top(self) -> QTableWidget:
        rows = list(self._look.sheet.rows[:TOP_ROWS])
        width = max((len(r) for r in rows), default=0)
        table = QTableWidget(len(rows), width, self)
        table.setAccessibleName(self.tr("Đầu trang bảng tính"))
        table.setHorizontalHeaderLabels([letters(n) for n in range(width)])
        table.setVerticalHeaderLabels([str(self._look.sheet.number_of(n)) for n in range(len(rows))])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().setDefaultSectionSize(theme.row_height(table, 1.6))
        for number, cells in enumerate(rows):
            is_header = self._look.sheet.number_of(number) in self._look.table.header_rows
            for place, cell in enumerate(cells):
                item = QTableWidgetItem("" if cell is None else str(cell))
                if is_header:
                    item.setBackground(theme.color("accent_soft"))
                    item.setForeground(theme.color("on_accent_soft"))
                table.setItem(number, place, item)
        left_headers(table)
        table.setWordWrap(False)
        table.setFixedHeight(180)
        return table

    @Slot()
    def _choose_header(self) -> None:
        rows = sorted({index.row() for index in self._top.selectionModel().selectedRows()})
        if rows:
            self.header_chosen.emit(tuple(self._look.sheet.number_of(n) for n in rows))


def _no_wheel(parent: QWidget) -> Any:
    """Return a filter that keeps the wheel from changing a choice while scrolling past it."""
    from PySide6.QtCore import QEvent, QObject

    class _Filter(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Wheel:
                event.ignore()
                return True
            return False

    return _Filter(parent)
