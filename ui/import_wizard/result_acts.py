"""What can be done with an import that is written: take it back, take rows in, save its files, say where it is from."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from khachhang.model import Party
from khachhang.operations import history, imports
from ui.history.page import UndoDialog
from ui.session import Session
from ui.texts import number
from ui.translations import language
from ui.widgets.files import ask_save


class ResultActs(QObject):
    """Passes each wish to its operation. taken_in: the rows came in, with the outcome."""

    undone = Signal()
    taken_in = Signal(object)

    def __init__(self, session: Session, host: QWidget) -> None:
        super().__init__(host)
        self._session = session
        self._host = host

    @Slot(int)
    def undo(self, operation_id: int) -> None:
        """Take a whole import back and say what came of it."""
        lang = language()
        self._session.write(lambda opened, tick: history.undo(opened, operation_id, tick, lang=lang), self._undone)

    @Slot(object)
    def _undone(self, report: Any) -> None:
        self._session.changed.emit(report)
        self.undone.emit()
        if report.kept or report.impossible:
            dialog = UndoDialog(report, self._host)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
        else:
            self._session.said.emit(self.tr("Đã hoàn tác: {what}").format(what=report.sentence), None)

    def take_in(self, operation_id: int, rows: list[tuple[int, int]]) -> None:
        """Take rows in after all."""
        text = self.tr("Đã lấy {n} dòng vào sổ.").format(n=number(len(rows)))
        self._session.act(text, lambda opened, tick: imports.take_in_later(opened, operation_id, rows, tick), self.taken_in.emit)

    @Slot(int, object)
    def change_party(self, operation_id: int, party: Party) -> None:
        """Say that the whole list is from elsewhere."""
        text = self.tr("Đã đổi: danh sách này từ đâu.")
        self._session.act(text, lambda opened, tick: imports.change_party(opened, operation_id, party))

    @Slot(int)
    def save_problems(self, operation_id: int) -> None:
        """Save the rows that need a person as a workbook."""
        name = self.tr("Dòng cần sửa.xlsx")
        receiver = partial(self._write_problems, operation_id)
        ask_save(self._host, self.tr("Lưu các dòng cần sửa"), self.tr("Excel (*.xlsx)"), name, "xlsx", receiver)

    def _write_problems(self, operation_id: int, path: str) -> None:
        target, lang = Path(path), language()
        self._session.read(lambda opened, tick: imports.save_problem_rows(opened, operation_id, target, lang=lang), self._problems_saved)

    @Slot(object)
    def _problems_saved(self, rows: int) -> None:
        self._session.said.emit(self.tr("Đã lưu {n} dòng. Sửa trong Excel rồi nhập lại tệp đó.").format(n=rows), None)

    def save_original(self, operation_id: int, name: str) -> None:
        """Save the imported file as it came."""
        suffix = name.rpartition(".")[2] or "xlsx"
        ask_save(self._host, self.tr("Lưu tệp gốc"), self.tr("Mọi tệp (*)"), name, suffix, partial(self._write_original, operation_id))

    def _write_original(self, operation_id: int, path: str) -> None:
        target = Path(path)
        self._session.read(lambda opened, tick: imports.save_original(opened, operation_id, target), self._original_saved)

    @Slot(object)
    def _original_saved(self, _nothing: object) -> None:
        self._session.said.emit(self.tr("Đã lưu tệp gốc, đúng từng chữ như lúc nhập."), None)
