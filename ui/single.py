"""One window per person and computer: a second start raises the first window and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 500


def own_name() -> str:
    """Return the name under which this person's window listens."""
    return "SoKhachHang-" + hashlib.sha256(str(Path.home()).encode()).hexdigest()[:16]


def raise_first(name: str) -> bool:
    """Ask a window that is open already to come to the front; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.disconnectFromServer()
    return True


class FirstWindow(QObject):
    """Listens for later starts."""

    raise_asked = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._came)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a program that was killed
            self._server.listen(name)

    @property
    def is_listening(self) -> bool:
        """Whether later starts can reach this window."""
        return self._server.isListening()

    @Slot()
    def _came(self) -> None:
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
            self.raise_asked.emit()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
