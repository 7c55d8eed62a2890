"""The recovery sheet: shown once, printed, saved as PDF or copied by hand, and proven by typing its last group."""

from __future__ import annotations

import io

import segno
from PySide6.QtCore import QByteArray, QMarginsF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPaintEvent, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QWidget

from ui.widgets.basics import add_all, button, centered, column, frame, label, line, row
from ui.widgets.files import ask_save
from ui.widgets.states import Banner


class QrPicture(QWidget):
    """A QR code, always dark on white so that every phone reads it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(132, 132)
        self._renderer: QSvgRenderer | None = None
        self.setAccessibleName(self.tr("Mã QR của mã mở sổ"))

    def show_text(self, text: str) -> None:
        """Show this text."""
        self._renderer = qr_renderer(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._renderer is not None:
            self._renderer.render(painter, QRectF(self.rect()))
        painter.end()


def qr_renderer(text: str) -> QSvgRenderer:
    """Return a QR code that can be drawn at any size."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=2, dark="#000", light="#fff", svgns=True, xmldecl=False)
    return QSvgRenderer(QByteArray(out.getvalue()))


class RecoverySheet(QWidget):
    """Emits `finished(True)` when the sheet is put away and proven, `finished(False)` for "remind me later"."""

    finished = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._name = ""
        self._title = label("", self, role="title", wrap=True)
        self._groups = QGridLayout()
        self._groups.setHorizontalSpacing(22)
        self._groups.setVerticalSpacing(8)
        self._qr = QrPicture(self)
        self._banner = Banner(self)
        self._last = QLineEdit(self)
        self._last.setAccessibleName(self.tr("Nhóm cuối của mã"))
        self._last.setPlaceholderText("XXXX")
        self._last.setFixedWidth(110)
        self._last.textChanged.connect(self._compare)
        self._stored = button(self.tr("Đã &cất"), self._finish, kind="primary", icon="check", parent=self)
        self._stored.setEnabled(False)
        self._lay_out()

    def _lay_out(self) -> None:
        card = frame("card", self)
        card.setFixedWidth(620)
        inner = column(card, margins=(36, 28, 36, 28), spacing=12)
        why = self.tr("Giấy mở sổ khi quên mật khẩu. Cất như giấy tờ nhà; ai có tờ này và tệp sổ đều mở được.")
        code = row(spacing=20)
        code.addLayout(self._groups, 1)
        code.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignTop)
        ways = row(spacing=10)
        ways.addWidget(button(self.tr("&In"), self._print, icon="printer", parent=card))
        ways.addWidget(button(self.tr("Lưu &PDF"), self._save_pdf, icon="save", parent=card))
        ways.addWidget(button(self.tr("Tôi chép &tay"), self._by_hand, icon="pencil", parent=card))
        ways.addStretch(1)
        proof = row(spacing=10)
        proof.addWidget(label(self.tr("Gõ lại nhóm cuối để chắc đã cất."), card))
        proof.addWidget(self._last)
        proof.addStretch(1)
        buttons = row(spacing=10)
        later = button(self.tr("&Nhắc tôi sau"), self._later, kind="ghost", parent=card)
        add_all(buttons, later, None, self._stored)
        add_all(inner, self._title, label(why, card, role="muted", wrap=True), 4, code, ways, self._banner, line(card), proof, 4, buttons)
        page = column(self, margins=(24, 24, 24, 24))
        add_all(page, None, centered(card), None)

    def show_code(self, code: str, name: str) -> None:
        """Show the code of a vault."""
        self._code, self._name = code, name
        self._title.setText(self.tr("Giấy mở sổ {name}").format(name=name))
        self._banner.say("")
        self._last.clear()
        while self._groups.count():
            self._groups.takeAt(0).widget().deleteLater()
        for number, group in enumerate(code.split("-")):
            shown = label(group, self, role="code", selectable=True)
            shown.setAccessibleName(self.tr("Nhóm {n}: {group}").format(n=number + 1, group=group))
            self._groups.addWidget(shown, number // 3, number % 3)
        self._qr.show_text(code)

    @Slot()
    def _compare(self) -> None:
        self._stored.setEnabled(bool(self._code) and self._last.text().strip().upper() == self._code.split("-")[-1])

    @Slot()
    def _finish(self) -> None:
        self._forget()
        self.finished.emit(True)

    @Slot()
    def _later(self) -> None:
        self._forget()
        self.finished.emit(False)

    def _forget(self) -> None:
        self._code = ""
        while self._groups.count():
            self._groups.takeAt(0).widget().deleteLater()

    @Slot()
    def _by_hand(self) -> None:
        self._banner.say(self.tr("Chép đủ chín nhóm ra giấy, đọc lại từng chữ. Trong mã không có chữ O, I, L, U."), "info")
        self._last.setFocus()

    @Slot()
    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._printer = printer
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print_now)
        QDialog.open(dialog)  # QPrintDialog hides the plain one

    @Slot()
    def _print_now(self) -> None:
        self._draw_on(self._printer, self._printer.resolution())
        self._banner.say(self.tr("Đã gửi ra máy in."), "good")

    @Slot()
    def _save_pdf(self) -> None:
        ask_save(self, self.tr("Lưu Giấy mở sổ"), self.tr("Tệp PDF (*.pdf)"), self.tr("Giay-mo-so.pdf"), "pdf", self.write_pdf)

    @Slot(str)
    def write_pdf(self, path: str) -> None:
        """Write the sheet as a PDF of one A4 page."""
        writer = QPdfWriter(path)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
        writer.setResolution(300)
        self._draw_on(writer, 300)
        self._banner.say(self.tr("Đã lưu. Đừng để tệp này cạnh tệp sổ; in ra rồi xóa là chắc nhất."), "good")

    def _draw_on(self, device: QPdfWriter | QPrinter, dpi: int) -> None:
        painter = QPainter(device)
        mm = dpi / 25.4
        width = painter.viewport().width()
        y = _write(painter, 0, width, mm, 20, self._title.text(), bold=True)
        y = _write(
            painter,
            y + 4 * mm,
            width,
            mm,
            11,
            self.tr("Giấy mở sổ khi quên mật khẩu. Cất như giấy tờ nhà; ai có tờ này và tệp sổ đều mở được."),
        )
        y += 8 * mm
        groups = self._code.split("-")
        for at in range(0, len(groups), 3):
            y = _write(painter, y + 3 * mm, width, mm, 18, "     ".join(groups[at : at + 3]), bold=True)
        qr_renderer(self._code).render(painter, QRectF(0, y + 8 * mm, 45 * mm, 45 * mm))
        _write(
            painter,
            y + 58 * mm,
            width,
            mm,
            10,
            self.tr("Mở chương trình, chọn sổ, bấm “Quên mật khẩu?” rồi gõ mã này. Sau đó đặt mật khẩu mới."),
        )
        painter.end()


def _write(painter: QPainter, y: float, width: float, mm: float, points: int, text: str, *, bold: bool = False) -> float:
    """Write a paragraph at y and return where the next one begins."""
    font = QFont("Noto Sans", points)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.setFont(font)
    flags = Qt.TextFlag.TextWordWrap
    box = painter.boundingRect(QRectF(0, y, width, 200 * mm), flags, text)
    painter.drawText(box, flags, text)
    return box.bottom()
