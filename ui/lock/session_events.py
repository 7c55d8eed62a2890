"""What the desktop says about its session: the screen was locked, the computer goes to sleep, another user came.

Linux: the screen savers of the desktops and logind, over D-Bus. Windows: session and power messages. macOS tells it only through its own
frameworks, which are not part of this program: there the idle timer and Ctrl+L lock.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject

Say = Callable[[str], None]


def listen(parent: QObject, say: Say, platform: str = sys.platform) -> QObject | None:
    """Call `say` with "session" or "suspend" when the desktop says so. None where it cannot be heard."""
    if platform == "win32":
        from ui.lock.session_windows import WindowsSession

        return WindowsSession(parent, say)
    if platform.startswith("linux"):
        try:
            from ui.lock.session_linux import LinuxSession
        except ImportError:  # a Qt without D-Bus
            return None
        return LinuxSession(parent, say)
    return None
