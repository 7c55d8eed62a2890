"""Printing a list or a card: states the number, shows a preview, writes a PDF; the history notes who took what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QMarginsF, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QWidget

from khachhang.operations import printing
from khachhang.operations.customers import CustomerQuery
from ui.session import Session
from ui.widgets.basics import add_all, button, column, label, row
from ui.widgets.files import ask_save

Draw = Callable[[QPagedPaintDevice], int]
"""Draws everything on a device and returns the number of pages."""

_MARGINS = QMarginsF(14, 14, 14, 14)


class PrintDialog(QDialog):
    """What is printed, and the two ways. n: how many customers that is."""

    def __init__(
        self,
        session: Session,
        said: str,
        warning: str,
        draw: Draw,
        n: int,
        columns: Sequence[str],
        query: CustomerQuery | None,
        *,
        is_wide: bool,
        file_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._draw, self._n = session, draw, n
        self._columns, self._query, self._is_wide, self._file_name = list(columns), query, is_wide, file_name
        self.setWindowTitle(self.tr("In"))
        self.setMinimumWidth(480)
        body = self.body = column(self, margins=(26, 20, 26, 18), spacing=12)
        self.said = label(said, self, role="heading", wrap=True)
        body.addWidget(self.said)
        if warning:
            body.addWidget(label(warning, self, role="hint-doubt", wrap=True))
        body.addWidget(label(self.tr("Giấy in ra ai cầm cũng đọc được. Lịch sử ghi lại lần in này."), self, role="small", wrap=True))
        show = button(self.tr("Xem &trước và in…"), self.preview, icon="printer", kind="primary", parent=self)
        show.setDefault(True)
        buttons = row(spacing=10)
        pdf = button(self.tr("Lưu &PDF…"), self._ask_path, icon="save", parent=self)
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), pdf, show)
        body.addLayout(buttons)

    @property
    def _layout(self) -> QPageLayout:
        turned = QPageLayout.Orientation.Landscape if self._is_wide else QPageLayout.Orientation.Portrait
        return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, _MARGINS, QPageLayout.Unit.Millimeter)

    @Slot()
    def preview(self) -> None:
        """Show the pages; printing starts from there."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(self._layout)
        self._printer = printer
        shown = QPrintPreviewDialog(printer, self)
        shown.setWindowTitle(self.tr("Xem trước khi in"))
        shown.resize(900, 700)
        shown.paintRequested.connect(self._draw_on)
        shown.accepted.connect(self._printed)
        self.shown = shown
        QDialog.open(shown)  # QPrintPreviewDialog hides the plain one

    def _draw_on(self, printer: QPrinter) -> None:
        self._draw(printer)

    @Slot()
    def _printed(self) -> None:
        self._note(self.tr("Đã gửi ra máy in."))
        self.accept()

    @Slot()
    def _ask_path(self) -> None:
        ask_save(self, self.tr("Lưu PDF"), self.tr("Tệp PDF (*.pdf)"), f"{self._file_name}.pdf", "pdf", self.write_pdf)

    @Slot(str)
    def write_pdf(self, path: str) -> None:
        """Write the pages as a PDF."""
        writer = QPdfWriter(path)
        writer.setPageLayout(self._layout)
        writer.setResolution(300)
        writer.setTitle(self._file_name)
        self.pages = self._draw(writer)
        self._note(self.tr("Đã lưu PDF."))
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))
        self.accept()

    def _note(self, text: str) -> None:
        n, columns, query = self._n, self._columns, self._query
        self._session.write(lambda opened, tick: printing.note_printed(opened, n, columns, query), _Noted(self._session, text))


class _Noted:
    """Tells the screens that the history has one line more."""

    def __init__(self, session: Session, text: str) -> None:
        self._session, self._text = session, text

    def __call__(self, outcome: Any) -> None:
        self._session.changed.emit(outcome)
        self._session.said.emit(self._text, None)
