"""How the table of customers looks and listens: sort by clicking headers, marks and found letters in the cells, columns remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from ui import theme
from ui.customers.cells import CellDelegate
from ui.customers.query_state import SortKeys
from ui.customers.table_model import CustomerModel

Index = QModelIndex | QPersistentModelIndex


class SortHeader(QHeaderView):
    """Shows the sort with arrows and ranks; a click asks for the next sort."""

    sort_asked = Signal(str, bool)
    choose_asked = Signal()
    hide_asked = Signal(str)
    sort_shown = Signal(tuple)
    filter_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sort: SortKeys = ()
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.setMinimumSectionSize(60)
        self.setAccessibleName(self.tr("Tiêu đề cột"))
        self._pressed = -1

    def show_sort(self, sort: SortKeys) -> None:
        """Show these arrows."""
        self._sort = sort
        self.viewport().update()
        self.sort_shown.emit(sort)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: remember where the button went down."""
        self._pressed = self.logicalIndexAt(event.position().toPoint()) if event.button() == Qt.MouseButton.LeftButton else -1
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click that was no drag and not on an edge sorts."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        section = self.logicalIndexAt(at)
        is_click = section >= 0 and section == self._pressed and (at - self._pressed_at).manhattanLength() < 6
        if is_click and self.cursor().shape() != Qt.CursorShape.SplitHCursor:
            self.sort_asked.emit(self._key(section), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        self._pressed = -1

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Qt: the title, then the arrow."""
        super().paintSection(painter, rect, section)
        keys = [key for key, _ in self._sort]
        key = self._key(section)
        if key not in keys:
            return
        rank = keys.index(key)
        picture = theme.pixmap("arrow-down" if self._sort[rank][1] else "arrow-up", 14, "accent", self.devicePixelRatioF())
        left = rect.right() - 20
        painter.save()
        painter.fillRect(QRect(left - 2, rect.top() + 3, 20, rect.height() - 6), theme.color("surface"))
        painter.drawPixmap(left, rect.center().y() - 7, picture)
        if len(keys) > 1:
            font = QFont(self.font())
            font.setPointSizeF(7)
            painter.setFont(font)
            painter.setPen(theme.color("accent"))
            painter.drawText(QRect(left + 12, rect.top() + 3, 8, 12), Qt.AlignmentFlag.AlignCenter, str(rank + 1))
        painter.restore()

    def _key(self, section: int) -> str:
        model = self.model()
        return model.columns[section] if isinstance(model, CustomerModel) and 0 <= section < len(model.columns) else ""

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        key = self._key(self.logicalIndexAt(at))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hide = menu.addAction(theme.icon("eye-off", "muted"), self.tr("Ẩ&n cột này"))
        hide.setEnabled(bool(key))
        hide.setData(key)
        hide.triggered.connect(self._hide_clicked)
        menu.addAction(theme.icon("columns-3", "muted"), self.tr("&Chọn cột…"), self.choose_asked.emit)
        narrow = menu.addAction(theme.icon("funnel", "muted"), f"{self.tr('&Lọc theo cột này…')}\tAlt+Down")
        narrow.setEnabled(bool(key))
        narrow.setData(key)
        narrow.triggered.connect(self._filter_clicked)
        menu.popup(self.mapToGlobal(at))

    @Slot()
    def _filter_clicked(self) -> None:
        self.filter_asked.emit(str(self.sender().data()))

    @Slot()
    def _hide_clicked(self) -> None:
        self.hide_asked.emit(str(self.sender().data()))


class CustomersView(QTableView):
    """The table; says what the person wants with rows."""

    open_asked = Signal()
    bin_asked = Signal()
    copy_asked = Signal()
    edit_asked = Signal()
    cell_edit_asked = Signal()
    edit_ended = Signal()
    all_asked = Signal()
    paste_asked = Signal()
    letter_typed = Signal(str)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Danh sách khách"))
        self.cells = CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.sort_header = SortHeader(self)
        self.setHorizontalHeader(self.sort_header)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setProperty("frame", "bare")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.row_height(self))
        self.doubleClicked.connect(self.edit_asked)
        self._is_ticking = False

    def setSelectionModel(self, model: QItemSelectionModel) -> None:
        """Qt: the header gets a selection of its own that stays empty.

        Otherwise painting it asks every row of every column whether the whole column is selected: seconds with a million rows.
        """
        super().setSelectionModel(model)
        self.sort_header.setSelectionModel(QItemSelectionModel(model.model(), self.sort_header))

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being typed into."""
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Qt: an editor closes; Tab opens the next one."""
        super().closeEditor(editor, hint)
        if not self.is_editing:
            self.edit_ended.emit()

    def current_cell(self) -> tuple[int, int] | None:
        """Return (customer_id, column) of the current cell."""
        index = self.currentIndex()
        return (self.model().ids[index.row()], index.column()) if index.isValid() else None

    def go_to_cell(self, cell: tuple[int, int] | None) -> None:
        """Make a cell the current one again, as far as its customer is among the rows in view; the selection stays."""
        if cell is None:
            return
        top = max(0, self.rowAt(0))
        for row in range(top, min(len(self.model().ids), top + 200)):
            if self.model().ids[row] == cell[0]:
                index = self.model().index(row, min(cell[1], self.model().columnCount() - 1))
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                return

    def selected_rows(self) -> list[int]:
        """Return the selected rows in order; ranges keep a million selected rows cheap."""
        return [row for part in self._selected_ranges() for row in part]

    def _selected_ranges(self) -> list[range]:
        """Return the selected rows as ranges in order, none of them twice."""
        parts = self.selectionModel().selection() if self.selectionModel() else ()
        found: list[range] = []
        for top, bottom in sorted((part.top(), part.bottom()) for part in parts):
            start = max(top, found[-1].stop) if found else top
            if start <= bottom:
                found.append(range(start, bottom + 1))
        return found

    def selected_count(self) -> int:
        """Return how many rows are selected, without looking at each."""
        parts = self.selectionModel().selection() if self.selectionModel() else ()
        return sum(part.height() for part in parts)

    def selected_ids(self) -> list[int]:
        """Return the selected customers in the order shown; a million of one range is a slice."""
        ids = self.model().ids
        found: list[int] = []
        for part in self._selected_ranges():
            found.extend(ids[part.start : part.stop])
        return found

    def select_ids(self, ids: set[int]) -> None:
        """Select these customers, as far as they are listed."""
        chosen, model = QItemSelection(), self.model()
        last = max(0, model.columnCount() - 1)
        for row in model.places_of(ids):
            chosen.select(model.index(row, 0), model.index(row, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_everything(self) -> None:
        """Select every row as one range."""
        model = self.model()
        if model.rowCount():
            chosen = QItemSelection(model.index(0, 0), model.index(model.rowCount() - 1, max(0, model.columnCount() - 1)))
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.setFocus()

    def widths(self) -> Sequence[tuple[str, int]]:
        """Return (field key, width) in the order on screen."""
        header = self.sort_header
        model = self.model()
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return [(model.columns[section], header.sectionSize(section)) for section in order]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys of a sheet."""
        key = event.key()
        asked = {Qt.Key.Key_Return: self.open_asked, Qt.Key.Key_Enter: self.open_asked, Qt.Key.Key_F2: self.cell_edit_asked}
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.bin_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.sort_header.filter_asked.emit(self.model().columns[max(0, self.currentIndex().column())])
        elif key == Qt.Key.Key_Space and not event.modifiers():
            self._tick()
        elif key in asked:
            asked[key].emit()
        elif not (self._is_ticking and self._move_ticking(event)):
            super().keyPressEvent(event)

    def _tick(self) -> None:
        """Select or leave out the current row, and let the arrows move on without losing what is ticked."""
        index = self.currentIndex()
        if index.isValid():
            self._is_ticking = True
            flags = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(index, flags)

    def _move_ticking(self, event: QKeyEvent) -> bool:
        """Move the current cell only; tell whether this key does."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.selected_count():
            self._is_ticking = False
            return False
        index = self.model().index(self.currentIndex().row() + step, self.currentIndex().column())
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click selects as ever."""
        self._is_ticking = False
        super().mousePressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt: typing a letter in the table goes to the search field, which knows more than the first column."""
        if search.strip() and search != "/":
            self.letter_typed.emit(search)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: rows follow the size of the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(theme.row_height(self))
