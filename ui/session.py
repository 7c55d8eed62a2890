"""One open vault in the window: runs operations on the workers, tells the screens what changed, offers to take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from khachhang.errors import UserError
from khachhang.operations import history
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.jobs import Job, Jobs
from ui.settings import Settings

Operation = Callable[[OpenVault, Tick], Any]


class Session(QObject):
    """What the screens of one open vault share."""

    changed = Signal(object)
    said = Signal(str, object)
    failed = Signal(object)

    def __init__(self, opened: OpenVault, jobs: Jobs, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.opened = opened
        self.jobs = jobs
        self.settings = settings
        jobs.interrupt_reading = getattr(opened, "interrupt_reading", None)
        jobs.interrupt_writing = getattr(opened, "interrupt_writing", None)

    def read(self, operation: Operation, done: Callable[[Any], None], **options: Any) -> Job:
        """Run an operation that only reads; `done` gets its answer. Errors go to `failed` unless the caller takes them."""
        options.setdefault("failed", self._fail)
        return self.jobs.read(_Bound(self.opened, operation), done, **options)

    def write(self, operation: Operation, done: Callable[[Any], None], **options: Any) -> Job:
        """Run an operation that writes; nothing is announced."""
        options.setdefault("failed", self._fail)
        return self.jobs.write(_Bound(self.opened, operation), done, **options)

    def think(self, operation: Operation, done: Callable[[Any], None], **options: Any) -> Job:
        """Run an operation in the background that neither reading nor writing waits for."""
        options.setdefault("failed", self._fail)
        return self.jobs.think(_Bound(self.opened, operation), done, **options)

    def act(self, text: str, operation: Operation, done: Callable[[Any], None] | None = None, **options: Any) -> Job:
        """Run an operation that returns an Outcome, tell every screen, and say `text` with a way to take it back."""
        return self.write(operation, _Announce(self, text, done), **options)

    def announce(self, text: str, outcome: Any) -> None:
        """Tell the screens what an operation changed, and say so when there is a text."""
        self.changed.emit(outcome)
        if text:
            self.said.emit(text, outcome.operation_id)

    def undo(self, operation_id: int | None = None) -> None:
        """Take back an operation, or the latest one."""
        self.write(lambda opened, tick: history.undo(opened, operation_id), self._undone)

    def redo(self, operation_id: int | None = None) -> None:
        """Do an operation again."""
        self.write(lambda opened, tick: history.redo(opened, operation_id), self._redone)

    @Slot(object)
    def _undone(self, report: Any) -> None:
        self.changed.emit(report)
        kept = len(report.kept) + len(report.impossible)
        text = self.tr("Đã hoàn tác: {what}").format(what=report.sentence)
        if kept:
            text = self.tr("{text} · giữ lại {n} điều bạn đã làm tiếp (xem Lịch sử)").format(text=text, n=kept)
        self.said.emit(text, None)

    @Slot(object)
    def _redone(self, report: Any) -> None:
        self.changed.emit(report)
        self.said.emit(self.tr("Đã làm lại: {what}").format(what=getattr(report, "sentence", "")), None)

    @Slot(object)
    def _fail(self, error: UserError) -> None:
        self.failed.emit(error)


class _Bound:
    """An operation with its vault, as a piece of work; holds no Qt object."""

    def __init__(self, opened: OpenVault, operation: Operation) -> None:
        self._opened = opened
        self._operation = operation

    def __call__(self, tick: Tick) -> Any:
        return self._operation(self._opened, tick)


class _Announce:
    """Announces an outcome, then calls who asked for it."""

    def __init__(self, session: Session, text: str, done: Callable[[Any], None] | None) -> None:
        self._session, self._text, self._done = session, text, done

    def __call__(self, outcome: Any) -> None:
        self._session.announce(self._text, outcome)
        owner = getattr(self._done, "__self__", None)
        if self._done is not None and not (isinstance(owner, QObject) and not shiboken6.isValid(owner)):
            self._done(outcome)
