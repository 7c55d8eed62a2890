"""Progress with a count, the time left and a way to stop."""

from __future__ import annotations

import time

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.widgets.basics import button, column, label, row


class ProgressPanel(QWidget):
    """What is being done, how far it is, how long it still takes, and [Hủy]."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._started = 0.0
        self._writes = False
        self._title = label("", self, role="heading")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._count = label("", self, role="muted")
        self._left = label("", self, role="muted")
        self._left.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._stop = button(self.tr("&Hủy"), self._cancel, icon="x", parent=self)
        below = row()
        below.addWidget(self._count)
        below.addStretch(1)
        below.addWidget(self._left)
        inner = column(self, spacing=10)
        inner.addWidget(self._title)
        inner.addWidget(self._bar)
        inner.addLayout(below)
        inner.addSpacing(6)
        inner.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignRight)

    def start(self, title: str, *, can_cancel: bool = True, writes: bool = False) -> None:
        """Begin anew; until the first count comes the bar only moves. writes: at the end comes a moment that nothing can stop."""
        self._writes = writes
        self._started = time.monotonic()
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._count.clear()
        self._left.clear()
        self._stop.setVisible(can_cancel)
        self._stop.setEnabled(True)

    @Slot(int, int)
    def hear(self, done: int, total: int) -> None:
        """Show how far the work is; total 0 = nobody knows."""
        locale = QLocale()
        if total <= 0:
            self._bar.setRange(0, 0)
            self._count.setText(locale.toString(done) if done else "")
            return
        self._bar.setRange(0, 1000)
        self._bar.setValue(min(1000, done * 1000 // total))
        self._count.setText(self.tr("{done} / {total}").format(done=locale.toString(done), total=locale.toString(total)))
        self._left.setText(self._time_left(done, total))
        if self._writes and done >= total and self._stop.isEnabled():  # what is left, the disk does in one piece
            self._stop.setEnabled(False)
            self._left.setText(self.tr("Đang ghi nốt vào đĩa…"))

    def _time_left(self, done: int, total: int) -> str:
        spent = time.monotonic() - self._started
        if spent < 1 or done <= 0 or done >= total:
            return ""
        seconds = spent / done * (total - done)
        if seconds < 60:
            return self.tr("còn khoảng {n} giây").format(n=max(1, round(seconds)))
        return self.tr("còn khoảng {n} phút").format(n=round(seconds / 60))

    @Slot()
    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        self._left.setText(self.tr("Đang dừng…"))
        self.cancelled.emit()
