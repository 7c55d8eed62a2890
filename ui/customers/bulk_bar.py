"""What can be done with several customers at once; appears with the selection and says how many."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.texts import number
from ui.widgets.basics import button, label, row, tool


class BulkBar(QFrame):
    """One line of commands above the list."""

    group_asked = Signal()
    merge_asked = Signal()
    export_asked = Signal()
    silence_asked = Signal()
    verify_asked = Signal()
    bin_asked = Signal()
    restore_asked = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_bin: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("frame", "bulk")
        self._said = label("", self)
        line = row(self, margins=(14, 6, 8, 6), spacing=6)
        line.addWidget(self._said)
        line.addSpacing(6)
        if is_bin:
            line.addWidget(button(self.tr("Lấy lại"), self.restore_asked.emit, icon="rotate-ccw", kind="ghost", parent=self))
        else:
            for text, icon, signal in (
                (self.tr("Thêm vào nhóm…"), "tag", self.group_asked),
                (self.tr("Gộp…"), "git-merge", self.merge_asked),
                (self.tr("Đã gọi, đúng"), "check", self.verify_asked),
                (self.tr("Xuất…"), "download", self.export_asked),
                (self.tr("Xin đừng gọi"), "phone-off", self.silence_asked),
                (self.tr("Bỏ vào Thùng rác"), "trash-2", self.bin_asked),
            ):
                made = button("" if icon in ("phone-off", "trash-2") else text, signal.emit, icon=icon, kind="ghost", tip=text, parent=self)
                made.setAccessibleName(text)
                line.addWidget(made)
        line.addStretch(1)
        line.addWidget(tool("x", self.tr("Bỏ chọn"), self.cleared.emit, parent=self, size=14))
        self.hide()

    def show_count(self, selected: int) -> None:
        """Appear with two or more selected."""
        self._said.setText(self.tr("Đã chọn {n} khách").format(n=number(selected)))
        self.setVisible(selected > 1)
