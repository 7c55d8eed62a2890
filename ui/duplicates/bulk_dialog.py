"""Merging all certain ones: from which certainty on, what it would do, some of it to look at, one undo."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from khachhang.operations import duplicates
from ui.session import Session
from ui.texts import number
from ui.translations import language
from ui.widgets.basics import add_all, button, clear_layout, column, frame, label, row, scrolled

WAIT_MS = 250
CHOICES = (99, 98, 95, 90, 80)


class BulkDialog(QDialog):
    """The owner says how sure is sure; the dialog shows what that means before anything happens."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.preview: Any = None
        self.setWindowTitle(self.tr("Gộp tất cả cặp chắc chắn"))
        self.resize(720, 600)
        self.percent = QComboBox(self)
        for percent in CHOICES:
            self.percent.addItem(self.tr("{n} %").format(n=percent), percent)
        self.percent.setAccessibleName(self.tr("Chắc từ bao nhiêu phần trăm"))
        self.said = label("", self, role="strong", wrap=True)
        self._sample = QWidget(self)
        self._lines = column(self._sample, spacing=8)
        self.go = button("", self._merge, icon="merge", kind="primary", parent=self)
        self.go.setDefault(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._look)
        self._lay_out()
        self._show_preview(None)
        session.read(lambda opened, tick: duplicates.certain_threshold(opened), self._threshold_came, key="threshold")

    def _lay_out(self) -> None:
        top = row(spacing=10)
        caption = label(self.tr("Gộp những cặp chắc từ"), self)
        caption.setBuddy(self.percent)
        add_all(top, caption, self.percent, None)
        note = self.tr("Sao lưu trước khi gộp. Không mất gì: một lần Hoàn tác là trở lại như cũ, và lúc nào cũng tách được từng khách.")
        buttons = row(spacing=10)
        add_all(buttons, None, button(self.tr("&Hủy"), self.reject, parent=self), self.go)
        layout = column(self, margins=(24, 20, 24, 18), spacing=12)
        add_all(layout, top, self.said, scrolled(self._sample, self), label(note, self, role="muted", wrap=True), buttons)

    @Slot(object)
    def _threshold_came(self, probability: float) -> None:
        percent = round(probability * 100)
        if self.percent.findData(percent) < 0:
            self.percent.addItem(self.tr("{n} %").format(n=percent), percent)
        self.percent.setCurrentIndex(self.percent.findData(percent))
        self.percent.currentIndexChanged.connect(self._timer.start)
        self._look()

    @Slot()
    def _look(self) -> None:
        threshold, lang = self.percent.currentData() / 100, language()
        self._session.read(lambda opened, tick: duplicates.preview_certain(opened, threshold, lang=lang), self._show_preview, key="bulk")

    @Slot(object)
    def _show_preview(self, preview: Any) -> None:
        self.preview = preview
        clear_layout(self._lines)
        n, groups = (preview.customers, preview.groups) if preview is not None else (0, 0)
        self.go.setEnabled(groups > 0)
        self.go.setText(self.tr("Gộp {n} khách thành {groups}").format(n=number(n), groups=number(groups)))
        self.go.setAccessibleName(self.go.text())
        if preview is None:
            self.said.setText(self.tr("Đang xem…"))
            return
        text = self.tr("{n} chỗ ghi sẽ thành {groups} khách. Xem thử {k} cặp, kém chắc nhất trước:")
        none = self.tr("Không có cặp nào chắc đến thế.")
        self.said.setText(text.format(n=number(n), groups=number(groups), k=len(preview.sample)) if groups else none)
        for question in preview.sample:
            self._lines.addWidget(self._line(question))
        self._lines.addStretch(1)

    def _line(self, question: Any) -> QWidget:
        made = frame("card", self._sample)
        lines = column(made, margins=(14, 8, 14, 8), spacing=2)
        names = f"{question.name_a} – {question.name_b}"
        lines.addWidget(label(names, made, role="strong", wrap=True))
        why = self.tr("Giống: {what}.").format(what="; ".join(question.same[:3]))
        if question.different:
            why = f"{why}  " + self.tr("Khác: {what}.").format(what="; ".join(question.different[:2]))
        lines.addWidget(label(why, made, role="muted", wrap=True))
        return made

    @Slot()
    def _merge(self) -> None:
        threshold = self.percent.currentData() / 100
        text = self.tr("Đã gộp {n} khách thành {groups}. Lúc nào cũng tách lại được.")
        text = text.format(n=number(self.preview.customers), groups=number(self.preview.groups))
        self._session.act(text, partial(_merge, threshold))
        self.accept()


def _merge(threshold: float, opened: Any, tick: Any) -> Any:
    duplicates.set_certain_threshold(opened, threshold)
    return duplicates.merge_certain(opened, threshold, tick)
