"""What was copied here does not stay in the clipboard: it is cleared after a while, and at locking, when it is still ours."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

CLEAR_MS = 30_000
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardKeeper(QObject):
    """Clears what this program put into the clipboard; what another program put there since is left alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLEAR_MS)
        self._timer.timeout.connect(self.clear)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    @Slot()
    def _changed(self) -> None:
        content = QGuiApplication.clipboard().mimeData()
        if is_ours(QClipboard.Mode.Clipboard) and content is not None and content.formats():
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def clear(self) -> None:
        """Clear it now, where it is still ours."""
        self._timer.stop()
        for mode in _MODES:
            if is_ours(mode):
                QGuiApplication.clipboard().clear(mode)


def is_ours(mode: QClipboard.Mode) -> bool:
    """Tell whether what lies in the clipboard (or the selection of X11) was put there by this program."""
    board = QGuiApplication.clipboard()
    if mode == QClipboard.Mode.Clipboard:
        return bool(board.ownsClipboard())
    return bool(board.supportsSelection() and board.ownsSelection())
