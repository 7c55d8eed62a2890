"""The first column stays when the table is scrolled sideways: a second view of the same rows over the first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from ui.customers.cells import CellDelegate
from ui.customers.table_view import CustomersView, SortHeader


class FrozenColumn(QTableView):
    """Shown only while the table is scrolled sideways; clicks in it are clicks in the table."""

    def __init__(self, table: CustomersView) -> None:
        super().__init__(table)
        self._table = table
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(_SameCells(table.cells, self))
        self.setAccessibleName(table.accessibleName())
        self.header = SortHeader(self)
        self.header.setSectionsMovable(False)
        self.setHorizontalHeader(self.header)
        self.header.setSelectionModel(QItemSelectionModel(table.model(), self.header))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setProperty("frame", "frozen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(table.selectionMode())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        table = self._table
        self.header.sort_asked.connect(table.sort_header.sort_asked)
        self.header.choose_asked.connect(table.sort_header.choose_asked)
        self.header.hide_asked.connect(table.sort_header.hide_asked)
        self.header.filter_asked.connect(table.sort_header.filter_asked)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.place)
        table.sort_header.sectionResized.connect(self.place)
        table.sort_header.sectionMoved.connect(self.place)
        table.sort_header.sort_shown.connect(self.header.show_sort)
        self.doubleClicked.connect(table.doubleClicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._pass_menu)
        table.model().modelReset.connect(self.place)
        table.installEventFilter(self)

    @Slot()
    def place(self) -> None:
        """Lie over the first column, or go away when nothing is scrolled away."""
        table = self._table
        first = table.sort_header.logicalIndex(0)
        is_wanted = first >= 0 and table.horizontalScrollBar().value() > 0
        self.setVisible(is_wanted)
        if not is_wanted:
            return
        for section in range(self.model().columnCount()):
            self.setColumnHidden(section, section != first)
        width = table.columnWidth(first)
        self.setColumnWidth(first, width)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.header.setFixedHeight(table.sort_header.height())
        left = table.frameWidth()
        self.setGeometry(left, table.frameWidth(), width + 1, table.viewport().height() + table.sort_header.height())
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.raise_()

    @Slot(QPoint)
    def _pass_menu(self, at: QPoint) -> None:
        self._table.customContextMenuRequested.emit(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: follow the size of the table."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False


class _SameCells(CellDelegate):
    """Draws as the table does; of its own, as a delegate answers to one view only."""

    def __init__(self, cells: CellDelegate, parent: QTableView) -> None:
        super().__init__(parent)
        self._cells = cells

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: draw one cell."""
        self.query_text = self._cells.query_text
        super().paint(painter, option, index)
