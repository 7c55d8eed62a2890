"""The first screen: try the sample shop, begin with one's own customers, or open a vault used before."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.basics import IconLabel, add_all, button, centered, clear_layout, column, frame, label, row, scrolled
from ui.widgets.elided import ElidedLabel
from ui.widgets.states import Banner


class StartPage(QWidget):
    """Says what the person wants; the main window does it."""

    sample_wanted = Signal()
    create_wanted = Signal()
    open_wanted = Signal(Path)
    open_other_wanted = Signal()
    restore_wanted = Signal()
    forget_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner(self)
        inner = QWidget(self)
        page = column(inner, margins=(32, 24, 32, 32), spacing=0)
        middle = QWidget(inner)
        middle.setMaximumWidth(820)
        self._body = column(middle, spacing=14)
        add_all(page, None, centered(middle, grows=True), None)
        middle.setMinimumWidth(640)
        outer = column(self)
        outer.addWidget(scrolled(inner, self))
        self._recent = column(spacing=8)
        self._fill()

    def _fill(self) -> None:
        head = row(spacing=14)
        head.addWidget(IconLabel("store", 40, "accent", self), 0, Qt.AlignmentFlag.AlignVCenter)
        names = column(spacing=2)
        names.addWidget(label(self.tr("Sổ Khách Hàng"), self, role="title"))
        names.addWidget(
            label(self.tr("Mọi điều tiệm biết về khách, trong một cuốn sổ có khóa, nằm trên máy của tiệm."), self, role="muted", wrap=True)
        )
        head.addLayout(names, 1)
        choices = row(spacing=16)
        sample = BigChoice(
            "sparkles",
            self.tr("Xem thử tiệm mẫu"),
            self.tr("Một tiệm gia dụng bịa ra từ bốn tệp, 300 dòng. Không cần mật khẩu, đóng lại là hết."),
            self,
        )
        sample.clicked.connect(self.sample_wanted)
        own = BigChoice(
            "file-plus", self.tr("Bắt đầu với khách của tôi"), self.tr("Đặt mật khẩu, rồi đưa danh sách Excel đang có vào sổ."), self
        )
        own.clicked.connect(self.create_wanted)
        choices.addWidget(sample, 1)
        choices.addWidget(own, 1)
        below = row(spacing=6)
        below.addWidget(button(self.tr("&Mở sổ ở chỗ khác…"), self.open_other_wanted.emit, icon="folder-open", kind="ghost", parent=self))
        below.addWidget(
            button(self.tr("&Khôi phục từ bản sao lưu…"), self.restore_wanted.emit, icon="archive-restore", kind="ghost", parent=self)
        )
        below.addStretch(1)
        add_all(self._body, head, 10, self.banner, choices, 6)
        self._body.addLayout(self._recent)
        self._body.addLayout(below)

    def show_recent(self, folders: list[Path]) -> None:
        """List the vaults opened lately."""
        clear_layout(self._recent)
        if not folders:
            return
        self._recent.addWidget(label(self.tr("SỔ ĐÃ MỞ GẦN ĐÂY"), self, role="section"))
        for folder in folders:
            self._recent.addWidget(self._line(folder))

    def _line(self, folder: Path) -> QWidget:
        card = frame("card", self)
        line = row(card, margins=(14, 10, 10, 10), spacing=12)
        line.addWidget(IconLabel("lock", 20, "muted", card))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(folder.stem, card, role="strong"))
        path = ElidedLabel(str(folder.parent), card, Qt.TextElideMode.ElideMiddle)
        path.setProperty("role", "small")
        names.addWidget(path)
        line.addLayout(names, 1)
        open_button = button(self.tr("Mở"), partial(self.open_wanted.emit, folder), parent=card)
        open_button.setAccessibleName(self.tr("Mở sổ {name}").format(name=folder.stem))
        line.addWidget(open_button)
        return card


class BigChoice(QPushButton):
    """A large button with a picture, a title and a sentence."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "choice")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setAutoDefault(True)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(20, 18, 20, 18)
        inner.setSpacing(16)
        picture = IconLabel(icon, 30, "accent", self)
        words = column(spacing=6)
        words.addWidget(label(title, self, role="heading", wrap=True))
        words.addWidget(label(text, self, role="muted", wrap=True))
        words.addStretch(1)
        inner.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(words, 1)
        for each in self.findChildren(QWidget):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Qt: room for the words, not for a caption."""
        return QSize(360, max(128, self.layout().heightForWidth(max(self.width(), 300))))

    def minimumSizeHint(self) -> QSize:
        """Qt: as `sizeHint`, but narrower."""
        return QSize(260, self.sizeHint().height())
