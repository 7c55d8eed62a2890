"""The table of customers: ids of the query, and a window of rows fetched as they come into view."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from khachhang.fields import Field, Kind
from ui.customers.readings import Rows
from ui.session import Session
from ui.texts import field_label, sentence
from ui.translations import language

BLOCK = 100
KEPT_BLOCKS = 60
SAFE = frozenset("full_name phones email note group company contact job assignee branch status customer_type".split())
"""Fields that can be typed into in the table."""
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
KEY_ROLE = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class Cell(NamedTuple):
    """What is drawn: the row, None while it is on its way; the key of the field; the text; whether it stands at the right."""

    row: Any | None
    key: str
    text: str
    is_right: bool


class CustomerModel(QAbstractTableModel):
    """Rows are customers of the query in its order, columns are field keys."""

    block_came = Signal()
    edited = Signal(int, str, str)

    def __init__(self, session: Session, columns: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._columns = list(columns)
        self._ids: Sequence[int] = array("q")
        self._rows: OrderedDict[int, Any] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0
        self._wanted: set[int] = set()
        self._fetch = QTimer(self)
        self._fetch.setSingleShot(True)
        self._fetch.setInterval(0)
        self._fetch.timeout.connect(self._ask_blocks)

    @property
    def columns(self) -> list[str]:
        """Keys of the fields shown, in model order."""
        return list(self._columns)

    @property
    def ids(self) -> Sequence[int]:
        """Ids of the customers in the order shown."""
        return self._ids

    def show_columns(self, columns: Sequence[str]) -> None:
        """Show other fields."""
        self.beginResetModel()
        self._columns = list(columns)
        self.endResetModel()

    def show_ids(self, ids: Sequence[int], rows: Sequence[Any] = (), *, keep_rows: bool = False) -> None:
        """Show other customers. rows: some that came along; those already fetched are kept when nothing in the vault changed."""
        self.beginResetModel()
        self._ids = ids
        self._generation += 1
        self._asked.clear()
        self._wanted.clear()
        if not keep_rows:
            self._rows.clear()
        self._rows.update((row.customer_id, row) for row in rows)
        self.endResetModel()

    def extend_ids(self, ids: Sequence[int]) -> None:
        """The rest of the ids has come: the first ones are the same, so the view stays where it is."""
        before = len(self._ids)
        if len(ids) <= before or list(ids[:before]) != list(self._ids):
            self.show_ids(ids, keep_rows=True)
            return
        self.beginInsertRows(QModelIndex(), before, len(ids) - 1)
        self._ids = ids
        self._asked.clear()
        self.endInsertRows()

    def places_of(self, ids: Collection[int]) -> list[int]:
        """Return the rows of these customers, ascending; 10 ms in a million."""
        if not ids or not len(self._ids):
            return []
        import numpy as np  # loaded long since by whoever found a million customers

        listed = np.frombuffer(self._ids, np.int64) if isinstance(self._ids, array) else np.array(self._ids, np.int64)
        rows: list[int] = np.flatnonzero(np.isin(listed, np.fromiter(ids, np.int64, len(ids)))).tolist()
        return rows

    def customer_row(self, row: int) -> Any | None:
        """Return the values of a row, or None while they are on their way."""
        customer_id = self._ids[row]
        found = self._rows.get(customer_id)
        if found is None:
            block = row // BLOCK
            if block not in self._asked:
                self._wanted.add(block)
                self._fetch.start()
        return found

    def field(self, column: int) -> Field | None:
        """Return the field of a column."""
        return self._session.opened.catalogue.get(self._columns[column])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: number of customers."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: number of fields shown."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: labels of the fields."""
        if orientation == Qt.Orientation.Horizontal and section < len(self._columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.label(section)
            if role == KEY_ROLE:
                return self._columns[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                right = self._is_number(section)
                return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        return None

    def label(self, section: int) -> str:
        """Return the title of a column."""
        key = self._columns[section]
        field = self._session.opened.catalogue.get(key)
        if field is not None:
            return field_label(field)
        return {"source": self.tr("Nguồn"), "verification": self.tr("Đã kiểm")}.get(key, key)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the text of a cell; the whole row under ROW_ROLE."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self._is_number(index.column())
            return int(Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft))
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            ROW_ROLE,
        ):
            return None
        row = self.customer_row(index.row())
        if role == ROW_ROLE:
            return row
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else ""
        if role == Qt.ItemDataRole.EditRole:
            return str(row.values.get(self._columns[index.column()], "")).replace("\n", "; ")
        text = self._cell(row, self._columns[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.label(index.column())}: {text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return text or None
        return text.replace("\n", "; ")

    def cell(self, row: int, column: int) -> Cell:
        """Return what is drawn of a cell: all in one call, as hundreds are drawn in a frame."""
        key = self._columns[column]
        found = self.customer_row(row)
        if found is None:
            return Cell(None, key, "…" if column == 0 else "", False)
        return Cell(found, key, self._cell(found, key).replace("\n", "; "), self._is_number(column))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: cells that can be typed into are those of safe fields whose value is one line."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if self.is_editable(index) else found

    def is_editable(self, index: Index) -> bool:
        """Return whether a cell may be typed into: a name, a phone, a note, a group, a field of the shop's own."""
        row = self.customer_row(index.row()) if index.isValid() else None
        field = self.field(index.column()) if index.isValid() else None
        if row is None or field is None or row.is_binned or field.is_confidential or not (field.key in SAFE or field.is_custom):
            return False
        return "\n" not in str(row.values.get(field.key, ""))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: say what was typed; the vault answers with a change."""
        row = self.customer_row(index.row())
        if role != Qt.ItemDataRole.EditRole or row is None or not self.is_editable(index):
            return False
        key, text = self._columns[index.column()], str(value).strip()
        if text != str(row.values.get(key, "")):
            self.edited.emit(row.customer_id, key, text)
        return True

    @staticmethod
    def _cell(row: Any, key: str) -> str:
        if key == "source":
            return "; ".join(row.source_names)
        if key == "verification":
            return sentence(row.verification or "trusted", "checked")
        text = str(row.values.get(key, ""))
        return "; ".join([*filter(None, [text]), *(f"⟳ {g}" for g in row.rule_groups)]) if key == "group" else text

    def _is_number(self, column: int) -> bool:
        field = self.field(column)
        return field is not None and field.kind in (Kind.MONEY, Kind.NUMBER)

    @Slot()
    def _ask_blocks(self) -> None:
        blocks, self._wanted = sorted(self._wanted), set()
        for block in blocks:
            if block in self._asked:
                continue
            self._asked.add(block)
            ids = list(self._ids[block * BLOCK : (block + 1) * BLOCK])
            if ids:
                self._session.read(Rows(ids, language()), partial(self._take, self._generation, block), is_soon=True)

    def _take(self, generation: int, block: int, rows: Sequence[Any]) -> None:
        if generation != self._generation:
            return
        for row in rows:
            self._rows[row.customer_id] = row
        while len(self._rows) > BLOCK * KEPT_BLOCKS:
            self._rows.popitem(last=False)
            self._asked.clear()
        first, last = block * BLOCK, min(len(self._ids), (block + 1) * BLOCK) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, max(0, len(self._columns) - 1)))
        self.block_came.emit()
