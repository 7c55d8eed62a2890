"""What was done, as sentences; any of it can be taken back or done again, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QWidget

from khachhang.operations import history
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.dates import show_time
from ui.session import Session
from ui.translations import language
from ui.widgets.basics import IconLabel, add_all, badge, button, clear_layout, column, frame, label, row, scrolled
from ui.widgets.states import EmptyState

LIMIT = 40
MORE = 40
_ICONS = {
    "import": "upload",
    "add": "user-plus",
    "edit": "pencil",
    "set_value": "pencil",
    "merge": "git-merge",
    "merge_certain": "git-merge",
    "split": "split",
    "unmerge": "split",
    "household": "house",
    "not_same": "users",
    "later": "clock",
    "bin": "trash-2",
    "restore": "rotate-ccw",
    "export": "download",
    "verify_right": "check",
    "verify_wrong": "x",
    "verify_unverifiable": "circle-help",
    "confirm": "check",
    "group_add": "tag",
    "group_remove": "tag",
    "retire": "archive",
    "choose": "check",
    "party": "info",
    "seal": "lock",
    "seal_finished": "lock",
    "seal_readers": "users",
    "seal_named": "pencil",
    "unseal": "lock-open",
    "erase": "user-x",
    "own_data": "file-text",
}
UNDOABLE_NOT = ("export", "print", "list_save", "list_rename", "list_delete")


class HistoryPage(QWidget):
    """The newest acts; older ones on demand, so that no page carries hundreds of buttons."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._limit = LIMIT
        self._lines = column(spacing=0)
        self._empty = EmptyState("history", self)
        self._empty.hide()
        inner = QWidget(self)
        body = column(inner, margins=(28, 22, 28, 28), spacing=12)
        note = label(
            self.tr("Việc nào cũng hoàn tác được, lúc nào cũng được, không cần theo thứ tự. Không có gì bị xóa."),
            inner,
            role="muted",
            wrap=True,
        )
        add_all(body, label(self.tr("Lịch sử"), inner, role="title"), note, 4)
        self._card = frame("card", inner)
        inside = column(self._card, margins=(18, 6, 12, 6))
        inside.addLayout(self._lines)
        body.addWidget(self._card)
        self._more = button(self.tr("Xem thêm"), self._show_more, kind="ghost", parent=inner)
        body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addWidget(self._empty, 1)
        body.addStretch(1)
        outer = column(self)
        outer.addWidget(scrolled(inner, self))
        session.changed.connect(self._vault_changed)

    def arrive(self) -> None:
        """The page is shown."""
        self._session.read(_Acts(self._limit + 1, language()), self._came, key="history")

    def leave(self) -> None:
        """The vault is closing."""
        clear_layout(self._lines)

    @Slot(object)
    def _vault_changed(self, _outcome: object) -> None:
        if self.isVisible():
            self.arrive()

    @Slot()
    def _show_more(self) -> None:
        self._limit += MORE
        self.arrive()

    @Slot(object)
    def _came(self, acts: Sequence[Any]) -> None:
        clear_layout(self._lines)
        self._card.setVisible(bool(acts))
        self._more.setVisible(len(acts) > self._limit)
        self._empty.setVisible(not acts)
        if not acts:
            self._empty.say(self.tr("Chưa làm gì cả"), self.tr("Nhập danh sách, sửa, gộp… đều được ghi lại ở đây."))
        for at, act in enumerate(acts[: self._limit]):
            if at:
                self._lines.addWidget(frame("line", self))
            self._lines.addWidget(self._line(act))

    def _line(self, act: Any) -> QWidget:
        made = QWidget(self)
        inside = row(made, margins=(0, 10, 0, 10), spacing=12)
        inside.addWidget(IconLabel(_ICONS.get(act.kind, "circle-check"), 20, "muted", made))
        words = column(spacing=1)
        words.addWidget(label(act.sentence, made, wrap=True, role="" if act.is_active else "muted"))
        words.addWidget(label(f"{show_time(act.at)} · {act.person}", made, role="small"))
        inside.addLayout(words, 1)
        if not act.is_active:
            inside.addWidget(badge(self.tr("Đã hoàn tác"), "neutral", made))
            again = button(self.tr("Làm lại"), partial(self._redo, act.operation_id), icon="redo-2", kind="small", parent=made)
            again.setAccessibleName(self.tr("Làm lại: {what}").format(what=act.sentence))
            inside.addWidget(again)
        elif act.kind not in history.NOT_UNDOABLE:
            undo = button(self.tr("Hoàn tác"), partial(self._undo, act.operation_id), icon="undo-2", kind="small", parent=made)
            undo.setAccessibleName(self.tr("Hoàn tác: {what}").format(what=act.sentence))
            inside.addWidget(undo)
        return made

    def _undo(self, operation_id: int) -> None:
        lang = language()
        self._session.write(lambda opened, tick: history.undo(opened, operation_id, tick, lang=lang), self._undone)

    def _redo(self, operation_id: int) -> None:
        self._session.redo(operation_id)

    @Slot(object)
    def _undone(self, report: Any) -> None:
        self._session.changed.emit(report)
        if report.kept or report.impossible:
            dialog = UndoDialog(report, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
        else:
            self._session.said.emit(self.tr("Đã hoàn tác: {what}").format(what=report.sentence), None)


class UndoDialog(QDialog):
    """What undo did: reversed, kept because someone worked on it since, impossible and why."""

    def __init__(self, report: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Đã hoàn tác"))
        self.setMinimumWidth(460)
        body = column(self, margins=(24, 20, 24, 18), spacing=8)
        body.addWidget(label(report.sentence, self, role="heading", wrap=True))
        for title, lines in (
            (self.tr("Đã trở lại như trước"), report.reversed_),
            (self.tr("Giữ lại, vì bạn đã làm tiếp trên đó"), report.kept),
            (self.tr("Không làm được"), report.impossible),
        ):
            if lines:
                body.addSpacing(4)
                body.addWidget(label(title, self, role="strong"))
                for text in lines:
                    body.addWidget(label(f"•  {text}", self, wrap=True))
        done = button(self.tr("Đó&ng"), self.accept, kind="primary", parent=self)
        done.setDefault(True)
        buttons = row()
        add_all(buttons, None, done)
        body.addSpacing(8)
        body.addLayout(buttons)


class _Acts:
    """The reading of the history."""

    def __init__(self, limit: int, lang: str) -> None:
        self._limit, self._lang = limit, lang

    def __call__(self, opened: OpenVault, tick: Tick) -> Sequence[Any]:
        return history.operations_list(opened, self._limit, lang=self._lang)
