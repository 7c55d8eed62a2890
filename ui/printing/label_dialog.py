"""Printing address labels: which paper, where to begin on a sheet that was used before, with or without the phone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMarginsF, Slot
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSpinBox, QWidget

from khachhang.operations.customers import CustomerQuery
from khachhang.operations.printing import Label
from ui.printing.dialog import PrintDialog
from ui.printing.labels import PAPERS, Stickers, draw_labels, pages_of
from ui.session import Session
from ui.texts import number
from ui.widgets.basics import label


class LabelDialog(PrintDialog):
    """The dialog of printing, with the choices labels need. left_out: customers without an address."""

    def __init__(
        self,
        session: Session,
        labels: Sequence[Label],
        left_out: int,
        query: CustomerQuery | None,
        file_name: str,
        parent: QWidget | None = None,
    ) -> None:
        self._labels = labels
        super().__init__(
            session, "", "", self._draw_them, len(labels), ["full_name", "address", "phones"], query,
            is_wide=False, file_name=file_name, parent=parent,
        )  # fmt: skip
        self.setWindowTitle(self.tr("In nhãn dán"))
        self.paper = QComboBox(self)
        self.paper.setAccessibleName(self.tr("Giấy nhãn"))
        for each in PAPERS:
            self.paper.addItem(self.tr("{n} nhãn một tờ A4 ({size})").format(n=each.per_sheet, size=each.size), each)
        self.begin = QSpinBox(self)
        self.begin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.begin.setAccessibleName(self.tr("Bắt đầu từ nhãn số"))
        self.phone = QCheckBox(self.tr("In cả &số điện thoại"), self)
        self.phone.setChecked(True)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        paper, begin = label(self.tr("Giấy &nhãn"), self), label(self.tr("&Bắt đầu từ nhãn số"), self)
        paper.setBuddy(self.paper)
        begin.setBuddy(self.begin)
        grid.addWidget(paper, 0, 0)
        grid.addWidget(self.paper, 0, 1)
        grid.addWidget(begin, 1, 0)
        grid.addWidget(self.begin, 1, 1)
        grid.addWidget(self.phone, 2, 1)
        if left_out:
            text = self.tr("{n} khách chưa ghi địa chỉ nên không có nhãn.").format(n=number(left_out))
            grid.addWidget(label(text, self, role="hint-doubt", wrap=True), 3, 0, 1, 2)
        self.body.insertLayout(1, grid)
        self.paper.currentIndexChanged.connect(self._paper_changed)
        self.begin.valueChanged.connect(self._say)
        self._paper_changed()

    @property
    def _stickers(self) -> Stickers:
        return PAPERS[max(0, self.paper.currentIndex())]

    @property
    def _layout(self) -> QPageLayout:
        """The whole paper: the stickers reach to its edge."""
        portrait = QPageLayout.Orientation.Portrait
        made = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), portrait, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
        made.setMode(QPageLayout.Mode.FullPageMode)
        return made

    @Slot()
    def _paper_changed(self) -> None:
        self.begin.setRange(1, self._stickers.per_sheet)
        self._say()

    @Slot()
    def _say(self) -> None:
        sheets = pages_of(len(self._labels), self._stickers, self.begin.value() - 1)
        self.said.setText(self.tr("In {n} nhãn, {sheets} tờ").format(n=number(len(self._labels)), sheets=number(sheets)))

    def _draw_them(self, device: object) -> int:
        draw = partial(draw_labels, self._labels, self._stickers, self.begin.value() - 1, self.phone.isChecked())
        return draw(device)
