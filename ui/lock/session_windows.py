"""The session as Windows tells it: WM_WTSSESSION_CHANGE after WTSRegisterSessionNotification, and WM_POWERBROADCAST."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND = 4
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 2, 4, 6, 7
_NOTIFY_FOR_THIS_SESSION = 0


class Message(ctypes.Structure):
    """The MSG of Windows, as far as it is read."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


def meaning(message: int, wparam: int) -> str | None:
    """Return "session" or "suspend" for a message that should lock, None for any other."""
    if message == WM_POWERBROADCAST and wparam == PBT_APMSUSPEND:
        return "suspend"
    locking = (WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK)
    if message == WM_WTSSESSION_CHANGE and wparam in locking:
        return "session"
    return None


class WindowsSession(QObject):
    """Hears the screen being locked, the computer going to sleep, and another user taking the screen."""

    def __init__(self, parent: QObject, say: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._filter = _Filter(say)
        QCoreApplication.instance().installNativeEventFilter(self._filter)
        window = parent.parent()
        library = getattr(getattr(ctypes, "windll", None), "wtsapi32", None)
        if library is not None and isinstance(window, QWidget):
            library.WTSRegisterSessionNotification(ctypes.c_void_p(int(window.winId())), _NOTIFY_FOR_THIS_SESSION)


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        self._say = say

    def nativeEventFilter(self, kind: Any, pointer: Any) -> tuple[bool, int]:
        """Qt: a message of the system, on its way to the window."""
        if bytes(kind) == b"windows_generic_MSG":
            found = Message.from_address(int(pointer))
            reason = meaning(found.message, found.wparam)
            if reason is not None:
                self._say(reason)
        return False, 0
