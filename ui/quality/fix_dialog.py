"""What the check would mend, before and after, each with a tick; one button does it, one undo takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from khachhang.operations.quality_fixes import Fix
from ui.texts import field_label, number
from ui.widgets.basics import add_all, button, column, label, left_headers, row

SHOWN = 2_000
"""More than that nobody looks through; they are mended with the rest."""


class FixDialog(QDialog):
    """Emits `mend_asked` with the proposals that stayed ticked."""

    mend_asked = Signal(object)

    def __init__(self, title: str, fixes: Sequence[Fix], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixes = list(fixes)
        self.setWindowTitle(self.tr("Sửa giúp"))
        self.resize(960, 540)
        self.table = QTableWidget(min(SHOWN, len(self._fixes)), 3, self)
        self.table.setAccessibleName(self.tr("Những chỗ sẽ sửa"))
        what = field_label(self._fixes[0].field) if self._fixes else ""
        self.table.setHorizontalHeaderLabels([self.tr("Khách"), self.tr("{what} đang ghi").format(what=what), self.tr("Sẽ ghi")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        left_headers(self.table)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setWordWrap(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().resizeSection(0, 210)
        for at, fix in enumerate(self._fixes[:SHOWN]):
            self._fill(at, fix)
        self.table.itemChanged.connect(self._look)
        self._more = label("", self, role="small")
        if len(self._fixes) > SHOWN:
            self._more.setText(self.tr("… và {n} khách nữa").format(n=number(len(self._fixes) - SHOWN)))
        self.go = button("…", self._go, icon="sparkles", kind="primary", parent=self)
        self.go.setDefault(True)
        buttons = row(spacing=10)
        add_all(buttons, self._more, None, button(self.tr("&Hủy"), self.reject, parent=self), self.go)
        hint = self.tr("Bỏ dấu chọn ở khách không muốn sửa. Giá trị cũ được cất, hoàn tác một lần là về như trước.")
        body = column(self, margins=(22, 18, 22, 18), spacing=10)
        add_all(body, label(title, self, role="heading", wrap=True), label(hint, self, role="small", wrap=True), self.table, buttons)
        self._look()

    def _fill(self, at: int, fix: Fix) -> None:
        name = QTableWidgetItem(fix.name or self.tr("(chưa có tên)"))
        name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        name.setCheckState(Qt.CheckState.Checked)
        self.table.setItem(at, 0, name)
        for column_, text in ((1, fix.before), (2, fix.after)):
            item = QTableWidgetItem(text or self.tr("(trống)"))
            item.setToolTip(text)
            self.table.setItem(at, column_, item)

    def chosen(self) -> list[Fix]:
        """Return the proposals to do."""
        shown = [fix for at, fix in enumerate(self._fixes[:SHOWN]) if self.table.item(at, 0).checkState() == Qt.CheckState.Checked]
        return shown + self._fixes[SHOWN:]

    @Slot()
    def _look(self) -> None:
        n = len(self.chosen())
        self.go.setText(self.tr("&Sửa {n} khách").format(n=number(n)))
        self.go.setEnabled(n > 0)

    @Slot()
    def _go(self) -> None:
        self.mend_asked.emit(self.chosen())
        self.accept()
