"""What happens when the program itself is wrong: a dialog with a report that holds no personal data, and a log that survives."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

_log = logging.getLogger(__name__)
_fault_file: IO[str] | None = None


def report_of(error: BaseException) -> str:
    """Return what a programmer needs: versions, types and places. Messages of exceptions are left out: they may quote a customer."""
    lines = [f"Sổ Khách Hàng · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()} {platform.release()}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {_place(frame.filename)}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


def _place(filename: str) -> str:
    """Return the file's last parts: a full path may hold the person's name."""
    return "/".join(Path(filename).parts[-3:])


def log_folder() -> Path:
    """Return the folder of logs of this computer's user."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)) / "log"


def watch_faults() -> None:
    """Let faulthandler speak: to the terminal, or to a file in a windowed build, where stderr is None."""
    global _fault_file
    if sys.stderr is not None:
        faulthandler.enable()
        return
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _fault_file = (folder / "faults.log").open("a", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(_fault_file)


class CrashGuard(QObject):
    """Catches what nobody caught, on any thread, and shows one dialog at a time on the GUI thread."""

    _caught = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._dialog: CrashDialog | None = None
        self._caught.connect(self.show_crash, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the last resort of the interpreter."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    @Slot(object)
    def show_crash(self, error: BaseException) -> None:
        """Write the report to the log and show it."""
        text = report_of(error)
        _log.error("%s", text)
        _write_report(text)
        if self._dialog is None:
            self._dialog = CrashDialog(text, QApplication.activeWindow())
            self._dialog.finished.connect(self._forget)
            self._dialog.open()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._caught.emit(error.with_traceback(trace))

    def _thread_hook(self, args: Any) -> None:
        if args.exc_value is not None:
            self._caught.emit(args.exc_value)


def _write_report(text: str) -> None:
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "crash.log").write_text(text, encoding="utf-8")
    except OSError:
        return


class CrashDialog(QDialog):
    """Says in plain words that the program failed, that nothing was lost, and shows the report to be copied."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(self.tr("Chương trình gặp lỗi"))
        self.setMinimumWidth(560)
        said = QLabel(self.tr("Việc vừa làm không xong vì chương trình có lỗi. Sổ khách vẫn còn nguyên như lần ghi cuối."), self)
        said.setWordWrap(True)
        hint = QLabel(
            self.tr("Chép bản báo lỗi dưới đây gửi cho người làm chương trình. Trong đó không có tên, số điện thoại của ai."), self
        )
        hint.setWordWrap(True)
        hint.setProperty("role", "muted")
        shown = QPlainTextEdit(report, self)
        shown.setReadOnly(True)
        shown.setAccessibleName(self.tr("Bản báo lỗi"))
        buttons = QDialogButtonBox(self)
        copy = buttons.addButton(self.tr("&Chép báo lỗi"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        close = buttons.addButton(self.tr("&Đóng"), QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        for each in (said, hint, shown, buttons):
            layout.addWidget(each)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
