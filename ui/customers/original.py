""" "Bản gốc": the row a value came from, in its sheet as it was."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QDialog, QTableWidget, QTableWidgetItem, QWidget

from ui import theme
from ui.widgets.basics import add_all, button, column, label, left_headers, row
from ui.widgets.elided import ElidedLabel

MAX_WIDTH = 260


class OriginalDialog(QDialog):
    """A part of the sheet, the row and cell marked."""

    def __init__(self, view: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Bản gốc"))
        self.resize(920, 520)
        title = ElidedLabel(
            self.tr("{file} · trang {sheet} · dòng {row}").format(file=view.file_name, sheet=view.sheet, row=view.highlight[0]), self
        )
        title.setProperty("role", "heading")
        note = label(self.tr("Đúng như trong tệp lúc nhập; không ai sửa được."), self, role="muted")
        self.table = sheet_table(view.rows, view.first_row, view.highlight, self)
        close = button(self.tr("Đó&ng"), self.accept, parent=self)
        close.setDefault(True)
        buttons = row()
        add_all(buttons, None, close)
        layout = column(self, margins=(22, 18, 22, 18), spacing=10)
        add_all(layout, title, note, self.table, buttons)


class RecordDialog(QDialog):
    """A record without a sheet (typed by hand), field by field."""

    def __init__(self, record: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Bản gốc"))
        self.resize(560, 360)
        table = QTableWidget(len(record.headers), 2, self)
        table.setHorizontalHeaderLabels([self.tr("Cột"), self.tr("Đã ghi")])
        table.setAccessibleName(self.tr("Bản gốc"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        for number, (header, cell) in enumerate(zip(record.headers, record.cells, strict=False)):
            table.setItem(number, 0, QTableWidgetItem(header))
            table.setItem(number, 1, QTableWidgetItem(cell))
        table.horizontalHeader().setStretchLastSection(True)
        close = button(self.tr("Đó&ng"), self.accept, parent=self)
        buttons = row()
        add_all(buttons, None, close)
        layout = column(self, margins=(22, 18, 22, 18), spacing=10)
        add_all(layout, label(record.source_name, self, role="heading"), table, buttons)


def sheet_table(rows: Any, first_row: int, highlight: tuple[int, int | None], parent: QWidget) -> QTableWidget:
    """Return a read-only sheet: letters above, row numbers at the left, one row and one cell marked."""
    width = max((len(r) for r in rows), default=0)
    table = QTableWidget(len(rows), width, parent)
    table.setAccessibleName(parent.tr("Trang bảng tính"))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    left_headers(table)
    table.setWordWrap(False)
    table.setHorizontalHeaderLabels([letters(n) for n in range(width)])
    table.setVerticalHeaderLabels([str(first_row + n) for n in range(len(rows))])
    table.verticalHeader().setDefaultSectionSize(theme.row_height(table, 1.7))
    marked, cell = highlight
    for number, cells in enumerate(rows):
        for place, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if first_row + number == marked:
                item.setBackground(theme.color("found" if place == cell else "accent_soft"))
                item.setForeground(theme.color("text" if place == cell else "on_accent_soft"))
            table.setItem(number, place, item)
    metrics = table.fontMetrics()
    for place in range(width):
        longest = max((metrics.horizontalAdvance(r[place][:60]) for r in rows if place < len(r)), default=40)
        table.setColumnWidth(place, min(MAX_WIDTH, longest + 28))
    target = table.item(max(0, min(len(rows) - 1, marked - first_row)), cell or 0)
    if target is not None:
        table.setCurrentItem(target)
        table.clearSelection()
        table.scrollToItem(target, QAbstractItemView.ScrollHint.PositionAtCenter)
    return table


def letters(number: int) -> str:
    """Return the letters of a column: 0 → A, 26 → AA."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
