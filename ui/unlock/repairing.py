"""Repairing a damaged vault from the unlock page: into a new folder beside it, then the list of what was lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from khachhang.errors import UserError
from khachhang.progress import Tick
from ui.translations import language
from ui.unlock.request import UnlockRequest
from ui.widgets.basics import add_all, button, column, label, row
from ui.widgets.files import ask_save

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class RepairFlow(QObject):
    """One repair: the work, what came of it, and the password page of the new folder."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def begin(self, request: UnlockRequest, target: Path) -> None:
        """Repair what the request names into the target."""
        self._window.busy.start(self.tr("Đang chữa sổ: đọc từng dòng còn đọc được…"))
        self._window.jobs.write(_Repairing(request, target), self._done, failed=self._failed, cancelled=self._failed)

    @Slot(object)
    def _done(self, report: Any) -> None:
        self._window.busy.stop()
        note = self.tr("Sổ đã chữa nằm trong thư mục mới này; sổ hỏng còn nguyên ở chỗ cũ.")
        self._window.ask_password(report.folder, note)
        dialog = RepairDialog(report.lines(language()), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(object)
    def _failed(self, error: UserError | None = None) -> None:
        self._window.busy.stop()
        self._window.unlock.setEnabled(True)
        if error is not None:
            self._window.unlock.refuse(error)


class RepairDialog(QDialog):
    """What the repair did and what was lost; can be kept as a text file. It names no customer."""

    def __init__(self, lines: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setWindowTitle(self.tr("Đã chữa sổ"))
        self.setMinimumSize(560, 360)
        self.shown = QPlainTextEdit("\n".join(lines), self)
        self.shown.setReadOnly(True)
        self.shown.setAccessibleName(self.tr("Những gì đã mất"))
        buttons = row(spacing=10)
        keep = button(self.tr("&Lưu danh sách này…"), self._ask, icon="save", parent=self)
        close = button(self.tr("&Đóng"), self.accept, kind="primary", parent=self)
        add_all(buttons, keep, None, close)
        body = column(self, margins=(26, 22, 26, 20), spacing=12)
        add_all(body, label(self.tr("Đã chữa sổ"), self, role="heading"), self.shown, buttons)

    @Slot()
    def _ask(self) -> None:
        ask_save(self, self.tr("Lưu danh sách"), self.tr("Văn bản (*.txt)"), self.tr("chua-so.txt"), "txt", self.write)

    @Slot(str)
    def write(self, path: str) -> None:
        """Write the list."""
        Path(path).write_text("\n".join(self._lines) + "\n", encoding="utf-8")


class _Repairing:
    """The work; holds no Qt object."""

    def __init__(self, request: UnlockRequest, target: Path) -> None:
        self._request, self._target = request, target

    def __call__(self, tick: Tick) -> Any:
        from khachhang.operations import repairing

        asked = self._request
        return repairing.repair(
            asked.folder, self._target, password=asked.password or None, recovery_code=asked.code or None, person=asked.person, tick=tick
        )
