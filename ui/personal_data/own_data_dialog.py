"""Everything about one person, to be handed to them: a look, a PDF, a workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from khachhang.errors import UserError
from khachhang.operations import own_data
from khachhang.operations.own_data import OwnData
from ui.session import Session
from ui.texts import error_text
from ui.translations import language
from ui.widgets.basics import add_all, button, column, label, row
from ui.widgets.files import ask_save
from ui.widgets.states import Banner


class OwnDataDialog(QDialog):
    """Shows the text and saves it; each saving is noted in the history."""

    def __init__(self, session: Session, found: OwnData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._found = session, found
        self.setWindowTitle(self.tr("Dữ liệu của {name}").format(name=found.name))
        self.resize(720, 600)
        self.text = QPlainTextEdit(found.text(), self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.windowTitle())
        self.banner = Banner(self)
        acts = row(spacing=10)
        pdf = button(self.tr("&Lưu PDF…"), partial(self._ask, "pdf"), icon="file-text", kind="primary", parent=self)
        xlsx = button(self.tr("Lưu &Excel…"), partial(self._ask, "xlsx"), icon="file-spreadsheet", parent=self)
        add_all(acts, pdf, xlsx, None, button(self.tr("Đó&ng"), self.accept, parent=self))
        body = column(self, margins=(22, 18, 22, 18), spacing=10)
        text = self.tr("Mọi điều sổ đang giữ về khách này, để đưa cho chính khách khi họ hỏi. Mỗi lần lưu được ghi vào Lịch sử.")
        add_all(body, label(text, self, role="muted", wrap=True), self.banner)
        if found.hidden:
            said = self.tr("Thiếu thông tin kín bạn không xem được: {fields}. Nhờ {owner} làm giúp để đủ.")
            self.banner.say(said.format(fields=", ".join(found.hidden), owner=session.opened.owner_name), "warning")
        body.addWidget(self.text, 1)
        body.addLayout(acts)

    def _ask(self, ending: str) -> None:
        name = self.tr("Dữ liệu của {name}").format(name=self._found.name)
        ask_save(self, self.tr("Lưu dữ liệu của khách"), f"*.{ending}", f"{name}.{ending}", ending, self.save)

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the PDF here, or the workbook on the worker."""
        who, lang, found = self._found.customer_id, language(), self._found
        if path.lower().endswith(".pdf"):
            from ui.personal_data.pdf import write_tables

            write_tables(path, found.name, found.about, found.sections, self._session.opened.name)
            self._session.write(lambda opened, tick: own_data.note_taken(opened, found), self._saved, failed=self._failed)
        else:
            self._session.write(lambda opened, tick: own_data.save(opened, who, Path(path), lang=lang), self._saved, failed=self._failed)

    @Slot(object)
    def _saved(self, outcome: object) -> None:
        self._session.changed.emit(outcome)
        self.banner.say(self.tr("Đã lưu."), "good")

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self.banner.say(error_text(error), "danger")
