"""The report about duplicates: how much is kept twice, which lists repeat each other, what the shop saves by knowing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from khachhang.operations import duplicates
from ui.session import Session
from ui.texts import number
from ui.translations import language
from ui.widgets.basics import add_all, button, column, label, left_headers, row

SHOWN = 200


class ReportDialog(QDialog):
    """Sentences first, then the lists that repeat each other."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Báo cáo trùng"))
        self.resize(760, 560)
        self.said = label(self.tr("Đang xem…"), self, wrap=True, selectable=True)
        self._title = label(self.tr("Danh sách nào lặp lại danh sách nào"), self, role="strong")
        self.table = QTableWidget(0, 4, self)
        self.table.setHorizontalHeaderLabels([self.tr("Danh sách"), self.tr("và danh sách"), self.tr("Khách chung"), self.tr("Phần trùng")])
        self.table.setAccessibleName(self._title.text())
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        left_headers(self.table)
        for at, mode in enumerate((QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Stretch)):
            self.table.horizontalHeader().setSectionResizeMode(at, mode)
        done = button(self.tr("Đón&g"), self.accept, kind="primary", parent=self)
        done.setDefault(True)
        buttons = row()
        add_all(buttons, None, done)
        layout = column(self, margins=(24, 20, 24, 18), spacing=12)
        add_all(layout, label(self.windowTitle(), self, role="heading"), self.said, self._title, self.table, buttons)
        lang = language()
        session.read(lambda opened, tick: duplicates.report(opened, lang=lang), self._show_report, key="report")

    @Slot(object)
    def _show_report(self, report: Any) -> None:
        self.said.setText("\n".join(report.sentences))
        shown = report.overlaps[:SHOWN]
        self._title.setVisible(bool(shown))
        self.table.setVisible(bool(shown))
        self.table.setRowCount(len(shown))
        for at, overlap in enumerate(shown):
            share = round(100 * overlap.shared / max(1, min(overlap.total_a, overlap.total_b)))
            cells = (overlap.name_a, overlap.name_b, number(overlap.shared), f"{share} %")
            for place, text in enumerate(cells):
                self.table.setItem(at, place, QTableWidgetItem(text))
