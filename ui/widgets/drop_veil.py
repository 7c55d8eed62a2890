"""A veil over the window while files are dragged over it: says what dropping them will do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.basics import IconLabel, column, label

_EDGE = 14


class DropVeil(QWidget):
    """Covers its host while something is dragged over it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = label("", self, role="title")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = column(self, spacing=12)
        inside.addStretch(1)
        inside.addWidget(IconLabel("upload", 44, "accent", self), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._text)
        inside.addStretch(1)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def announce(self, text: str) -> None:
        """Cover the host and say what dropping does."""
        self._text.setText(text)
        self.setGeometry(self.parentWidget().rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: cover the host again after it was resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.parentWidget().rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a veil in the colour of the window, with a dashed edge."""
        veil = QColor(theme.color("window"))
        veil.setAlpha(230)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        pen = QPen(QColor(theme.color("accent")), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), 12, 12)
        painter.end()
