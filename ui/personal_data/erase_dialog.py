"""Erasing a person: what goes, what stays outside, and the name typed so that it is no slip of the hand. Then the certificate."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from khachhang.errors import UserError
from khachhang.operations import erasing
from khachhang.operations.erasing import Certificate, ErasePreview
from khachhang.values.text import fold
from ui.session import Session
from ui.texts import error_text, number
from ui.translations import language
from ui.widgets.basics import add_all, button, column, frame, label, row
from ui.widgets.files import ask_save
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.states import Banner


class EraseDialog(QDialog):
    """Asks for the name, erases, and shows the certificate."""

    def __init__(self, session: Session, found: ErasePreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._found = session, found
        self._job: Any = None
        self.setWindowTitle(self.tr("Xóa hẳn một khách theo yêu cầu"))
        self.setMinimumWidth(600)
        self.banner = Banner(self)
        self.progress = ProgressPanel(self)
        self.progress.hide()
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Gõ lại tên khách"))
        self.name.setPlaceholderText(found.name)
        self.erase_button = button(self.tr("&Xóa hẳn"), self.erase, icon="trash-2", kind="danger", parent=self)
        self.erase_button.setEnabled(False)
        self.cancel_button = button(self.tr("&Hủy"), self.reject, parent=self)
        self.name.textChanged.connect(self._look)
        self._lay_out()
        self.name.setFocus()

    def _lay_out(self) -> None:
        top = column(margins=(26, 20, 26, 16), spacing=10)
        add_all(top, label(self._found.name, self, role="heading", wrap=True), self.banner)
        for text in self._says():
            top.addWidget(label(text, self, wrap=True))
        top.addSpacing(6)
        asked = self.tr("Không hoàn tác được. Gõ lại tên khách để xóa:")
        add_all(top, label(asked, self, role="strong", wrap=True), self.name, self.progress)
        bottom = frame("bottom", self)
        acts = row(bottom, margins=(26, 12, 26, 12), spacing=10)
        add_all(acts, None, self.cancel_button, self.erase_button)
        outer = column(self, spacing=0)
        outer.addLayout(top)
        outer.addWidget(bottom)

    def _says(self) -> list[str]:
        f = self._found
        said = [
            self.tr("Xóa khỏi sổ: {n} dòng ghi, dòng gốc, chi tiết trong lịch sử, bản nháp, chỉ mục tìm kiếm.").format(n=number(f.records))
        ]
        if f.files:
            said.append(self.tr("Tệp gốc được viết lại không còn khách này: {files}.").format(files=", ".join(f.files)))
        if f.alike:
            said.append(
                self.tr("Có {n} khách khác trùng tên hoặc số: xem có phải cùng người không, vì họ không bị xóa theo.").format(
                    n=number(len(f.alike))
                )
            )
        if f.backups:
            said.append(
                self.tr("{n} bản sao lưu vẫn còn khách này. Giấy xác nhận kể từng bản và việc cần làm.").format(n=number(len(f.backups)))
            )
        return said

    @Slot()
    def _look(self, _text: str = "") -> None:
        self.erase_button.setEnabled(self._job is None and fold(self.name.text()) == fold(self._found.name))

    @Slot()
    def erase(self) -> None:
        """Erase, once."""
        who, typed = self._found.customer_id, self.name.text()
        self.banner.say("")
        self.progress.start(self.tr("Đang xóa"))
        self.progress.show()
        self._job = self._session.write(
            lambda opened, tick: erasing.erase(opened, who, typed, tick), self._done, heard=self.progress.hear, failed=self._failed
        )
        self._look()

    @Slot(object)
    def _done(self, certificate: Certificate) -> None:
        self._job = None
        self._session.changed.emit(None)
        dialog = CertificateDialog(self._session, certificate, self.parentWidget())
        dialog.open()
        self.accept()

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self._job = None
        self.progress.hide()
        self.banner.say(error_text(error), "danger")
        self._look()

    def reject(self) -> None:
        """Qt: Esc does not leave while something is under way."""
        if self._job is None:
            super().reject()


class CertificateDialog(QDialog):
    """The certificate, to be kept as a PDF or a text."""

    def __init__(self, session: Session, certificate: Certificate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._certificate = session, certificate
        self.setWindowTitle(self.tr("Giấy xác nhận đã xóa"))
        self.resize(640, 560)
        self.text = QPlainTextEdit(certificate.text(language()), self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.windowTitle())
        self.banner = Banner(self)
        acts = row(spacing=10)
        pdf = button(self.tr("&Lưu PDF…"), partial(self._ask, "pdf"), icon="file-text", kind="primary", parent=self)
        plain = button(self.tr("Lưu tệp &chữ…"), partial(self._ask, "txt"), parent=self)
        add_all(acts, pdf, plain, None, button(self.tr("Đó&ng"), self.accept, parent=self))
        body = column(self, margins=(22, 18, 22, 18), spacing=10)
        text = self.tr("Giữ giấy này làm bằng chứng; trong giấy không có thông tin của khách. Sổ không giữ bản nào.")
        add_all(body, label(text, self, role="muted", wrap=True), self.banner)
        body.addWidget(self.text, 1)
        body.addLayout(acts)

    def _ask(self, ending: str) -> None:
        name = self.tr("Giấy xác nhận xóa {number}").format(number=self._certificate.number)
        ask_save(self, self.tr("Lưu giấy xác nhận"), f"*.{ending}", f"{name}.{ending}", ending, self.save)

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the certificate as what the ending of the path says."""
        from ui.personal_data.pdf import write_certificate

        if path.lower().endswith(".pdf"):
            write_certificate(path, self.text.toPlainText(), self._session.opened.name)
        else:
            Path(path).write_text(self.text.toPlainText(), encoding="utf-8-sig")
        self.banner.say(self.tr("Đã lưu."), "good")
