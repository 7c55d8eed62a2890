"""The rows of an import as a table: made only for what is on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui import theme
from ui.import_wizard.outcomes import OUTCOME_TOKENS, outcome_word

Index = QModelIndex | QPersistentModelIndex


class ResultModel(QAbstractTableModel):
    """Rows of `imports.result_rows`: where each stood in the sheet, what became of it, who it is, why, and its cells."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Any] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: columns."""
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the headers."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Dòng"), self.tr("Đã là"), self.tr("Khách"), self.tr("Vì sao"), self.tr("Các ô"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: text, the same as a tooltip, and the colour of the outcome."""
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _text(one, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return theme.color(OUTCOME_TOKENS[one.outcome])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            header = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{header}: {_text(one, index.column())}"
        return None


def _text(one: Any, place: int) -> str:
    if place == 0:
        return str(one.sheet_row)
    if place == 1:
        return outcome_word(one.outcome)
    if place == 2:
        return str(one.name)
    return "; ".join(one.issues) if place == 3 else " · ".join(c for c in one.cells if c)
