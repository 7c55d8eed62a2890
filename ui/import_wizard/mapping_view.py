"""The columns of one table: letter, header, samples, and what the column is; and which rows are the header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from khachhang.fields import Catalogue
from khachhang.importing.model import Mapping
from ui import theme
from ui.customers.original import letters
from ui.import_wizard.targets import choices, words_of
from ui.widgets.basics import add_all, button, column, label, left_headers, row

TOP_ROWS = 12


class MappingView(QWidget):
    """Emits the whole mapping after every change."""

    changed = Signal(object)
    header_chosen = Signal(object)

    def __init__(self, look: Any, mapping: Mapping, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._mapping = mapping
        self._catalogue = catalogue
        self._choices = choices(catalogue)
        inside = column(self, spacing=8)
        inside.addWidget(self._columns_table())
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
        table = QTableWidget(len(self._mapping.columns), 4, self)
        table.setAccessibleName(self.tr("Các cột của tệp"))
        table.setHorizontalHeaderLabels([self.tr("Cột"), self.tr("Tiêu đề trong tệp"), self.tr("Ví dụ"), self.tr("Là gì")])
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
        for place, width in ((0, 54), (1, 200), (3, 250)):
            table.setColumnWidth(place, width)
        for number, one in enumerate(self._mapping.columns):
            samples = one.samples or self._samples(number)
            for place, text in enumerate((one.letter, one.header, " · ".join(samples))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(number, place, item)
            table.setCellWidget(number, 3, self._combo(number, one.target, one.header or one.letter))
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

    def _choose(self, number: int, combo: QComboBox, _index: int) -> None:
        columns = list(self._mapping.columns)
        columns[number] = replace(columns[number], target=str(combo.currentData()), confidence=1.0)
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
