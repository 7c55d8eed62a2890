"""Pages and overlays for the moments when there is nothing to show: empty, busy, or something to be told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from ui import theme
from ui.widgets.basics import IconLabel, button, clear_layout, column, label, row

BUSY_AFTER_MS = 300


class EmptyState(QWidget):
    """Says why there is nothing, and what to do."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._inner = column(self, margins=(32, 32, 32, 32), spacing=10)

    def say(self, title: str, text: str = "", actions: tuple[tuple[str, Callable[[], object]], ...] = ()) -> None:
        """Show a title, a sentence and the things to do, the first of which stands out."""
        clear_layout(self._inner)
        self._inner.addStretch(2)
        self._inner.addWidget(IconLabel(self._icon, 44, "border_strong", self), 0, Qt.AlignmentFlag.AlignHCenter)
        self._inner.addSpacing(6)
        head = label(title, self, role="heading", wrap=True)
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._inner.addWidget(head)
        if text:
            said = label(text, self, role="muted", wrap=True)
            said.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._inner.addWidget(said)
        buttons = row(spacing=10)
        buttons.addStretch(1)
        for number, (caption, act) in enumerate(actions):
            buttons.addWidget(button(caption, act, kind="primary" if number == 0 else "", parent=self))
        buttons.addStretch(1)
        self._inner.addSpacing(8)
        self._inner.addLayout(buttons)
        self._inner.addStretch(3)


class BusyOverlay(QWidget):
    """Covers its host when work takes longer than a moment."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._text = label("", self, role="muted")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = QProgressBar(self)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(220)
        bar.setAccessibleName(self.tr("Đang làm"))
        inner = column(self, spacing=10)
        inner.addStretch(1)
        inner.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addWidget(self._text)
        inner.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BUSY_AFTER_MS)
        self._timer.timeout.connect(self._appear)
        host.installEventFilter(self)
        self.hide()

    def start(self, text: str = "") -> None:
        """Appear soon, unless `stop` comes first."""
        self._text.setText(text)
        self._timer.start()

    def stop(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()

    def _appear(self) -> None:
        self.setGeometry(self.parentWidget().rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: cover the host again after it was resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.parentWidget().rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a veil in the colour of the window."""
        veil = QColor(theme.color("window"))
        veil.setAlpha(215)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        painter.end()


class Banner(QFrame):
    """A line that tells something in place, with a colour for its weight: info, warning, danger, good."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = row(self, margins=(14, 7, 8, 7), spacing=10)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._said = ""
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._said

    def say(self, text: str, kind: str = "info", actions: tuple[tuple[str, Callable[[], object]], ...] = ()) -> None:
        """Show a sentence; an empty one hides the banner."""
        self._said = text
        clear_layout(self._inner)
        self.setVisible(bool(text))
        if not text:
            return
        self.setProperty("frame", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        name = {"info": "info", "warning": "triangle-alert", "danger": "circle-alert", "good": "circle-check"}[kind]
        self._inner.addWidget(IconLabel(name, 18, kind, self))
        self._inner.addWidget(label(text, self, wrap=True), 1)
        for caption, act in actions:
            self._inner.addWidget(button(caption, act, kind="small", parent=self))
