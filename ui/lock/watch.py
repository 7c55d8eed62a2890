"""Says when a vault should be locked: nobody touched the window for a while, the screen was locked, the computer goes to sleep."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.lock import session_events
from ui.settings import Settings

IDLE, SESSION, SUSPEND, MINIMISED = "idle", "session", "suspend", "minimised"
_LOOK_MS = 5_000
_BUSY_GRACE_S = 15 * 60
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.DragMove,
    }
)


def awake_clock() -> float:
    """Return seconds of a clock that never jumps and goes on while the computer sleeps, where the system has one."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if sys.platform != "win32" and hasattr(time, name):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()


class LockWatch(QObject):
    """Watches while a vault is open. `is_busy` tells whether work goes on that the person waits for: then it waits too, for a while."""

    lock_wanted = Signal(str)

    def __init__(self, window: QWidget, settings: Settings, is_busy: Callable[[], bool], clock: Callable[[], float] = awake_clock) -> None:
        super().__init__(window)
        self._window, self._settings, self._is_busy, self._clock = window, settings, is_busy, clock
        self._touched = 0.0
        self._watched: list[QObject] = []
        self._events: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin: a vault is open."""
        self.touch()
        if self.is_on:
            return
        application = QGuiApplication.instance()
        application.focusWindowChanged.connect(self._follow)
        application.focusObjectChanged.connect(self._follow)
        self._window.installEventFilter(self)
        self._watched = [self._window]
        self._follow(application.focusWindow())
        self._follow(application.focusObject())
        self._timer.start()
        if self._events is None:
            self._events = session_events.listen(self, self._session_said)

    def stop(self) -> None:
        """Stop: nothing is open."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        application = QGuiApplication.instance()
        application.focusWindowChanged.disconnect(self._follow)
        application.focusObjectChanged.disconnect(self._follow)
        for each in self._watched:
            if shiboken6.isValid(each):
                each.removeEventFilter(self)
        self._watched = []

    @property
    def is_on(self) -> bool:
        """Tell whether it watches."""
        return self._timer.isActive()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock()

    @Slot()
    def look(self) -> None:
        """Look whether nobody was there for as long as the setting says."""
        limit, away = self._settings.idle_minutes * 60, self._clock() - self._touched
        if limit and away >= limit and (not self._is_busy() or away >= limit + _BUSY_GRACE_S):
            self.lock_wanted.emit(IDLE)

    @Slot("QObject*")
    def _follow(self, target: Any) -> None:
        """Watch the window and the field that get what is typed; only there do touches pass, and little else."""
        if target is not None and not any(target is each for each in self._watched):
            self._watched = [each for each in self._watched if shiboken6.isValid(each)]
            self._watched.append(target)
            target.installEventFilter(self)

    def _session_said(self, reason: str) -> None:
        if self.is_on and (reason == SUSPEND or self._settings.locks_with_screen):
            self.lock_wanted.emit(reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: notice touches, and the window being put away."""
        kind = event.type()
        if kind in _TOUCHES:
            self.touch()
        elif kind == QEvent.Type.WindowStateChange and watched is self._window and self._window.isMinimized():
            self._minimised()
        return False

    def _minimised(self) -> None:
        if self._settings.locks_when_minimised:
            self.lock_wanted.emit(MINIMISED)
