"""Python's full garbage collections, moved to when nobody waits.

One takes 0.25 s with 20,000 rows of an import in memory, and stops every thread meanwhile.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_IDLE_MS = 5_000
_YOUNG, _MIDDLE, _NEVER = 10_000, 10, 1 << 30


class IdleCollector(QObject):
    """Collects what is old only after the workers have had nothing to do for a while. Young objects are collected as ever."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = gc.get_threshold()
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_IDLE_MS)
        self._timer.timeout.connect(self.collect)

    @Slot(bool)
    def busy_changed(self, is_busy: bool) -> None:
        """Hear from the workers."""
        if is_busy:
            self._timer.stop()
        else:
            self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect everything now."""
        gc.collect()

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.set_threshold(*self._before)
