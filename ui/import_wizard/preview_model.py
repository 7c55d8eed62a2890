"""The rows of a staged import as a table: what each would become, why, and its cells, coloured by their worst issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from khachhang.model import Issue, RowOutcome, Severity
from ui import theme
from ui.import_wizard.outcomes import OUTCOME_TOKENS, issue_text, outcome_word

Index = QModelIndex | QPersistentModelIndex
_SOFT = {Severity.REJECTS: "danger_soft", Severity.DOUBTS: "warning_soft", Severity.NOTES: "info_soft"}
STRONG = {Severity.REJECTS: "danger", Severity.DOUBTS: "warning", Severity.NOTES: "info"}
FIXED = 3


class PreviewModel(QAbstractTableModel):
    """Rows of one table of the staged import, perhaps only those of one outcome or with one kind of issue."""

    fixed = Signal(int, str, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._staged: Any = None
        self._table = 0
        self._rows: list[Any] = []
        self._columns: Sequence[Any] = ()
        self._at: dict[str, int] = {}
        self._decisions: Any = None

    def show_staged(self, staged: Any, table: int, outcome: RowOutcome | None, code: str = "") -> None:
        """Show the rows of a table that came to an outcome (None = any) and have an issue of a kind ("" = any)."""
        self.beginResetModel()
        self._staged, self._table = staged, table
        self._columns = staged.tables[table].table.columns
        self._at = {c.letter: n for n, c in enumerate(self._columns)}
        self._decisions = staged.choices[table].decisions
        rows = [r for r in staged.rows if r.table_index == table and (outcome is None or r.outcome is outcome)]
        self._rows = [r for r in rows if any(i.code == code for i in r.issues)] if code else rows
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
            return theme.color((_SOFT if role == Qt.ItemDataRole.BackgroundRole else STRONG)[worst])
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
        fixed = self._decisions.fixes.get((item.sheet_row, self._columns[place - FIXED].letter))
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
            if item.restores is not None:
                return self.tr("lấy lại từ thùng rác")
            reasons = {"row_key": self.tr("cùng mã khách"), "mended": self.tr("thay dòng cũ cần sửa")}
            return reasons.get(item.match.reason, self.tr("cùng số điện thoại, tên hợp"))
        if item.outcome is RowOutcome.DUPLICATE:
            return self.tr("đã có trong sổ, không khác gì")
        return issue_text(item.issues[0]) if item.issues else ""

    def _issues_at(self, item: Any, place: int) -> list[Issue]:
        return [i for i in item.issues if i.column is not None and self._at.get(i.column) == place]
