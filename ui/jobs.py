"""Work off the GUI thread: one thread that writes, one that reads, one that thinks, and one mailbox that delivers on the GUI thread.

Workers are plain Python threads and own no Qt object. A result is delivered to a bound method only while its object lives.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from khachhang.errors import Cancelled, UserError
from khachhang.progress import Tick

PROGRESS_INTERVAL_S = 0.08
_log = logging.getLogger(__name__)

Work = Callable[[Tick], Any]
"""`work(tick) -> result`: runs on a worker thread."""


@dataclass(eq=False)
class Job:
    """One piece of work under way. `progress` = (done, total) as last heard; total 0 = unknown.

    is_repeatable: it only reads, so that it may begin again when the interruption of the job before it hits it.
    is_soon: it goes before what waits already: somebody looks at the empty place where its answer belongs.
    """

    work: Work
    done: Callable[[Any], None]
    failed: Callable[[UserError], None] | None = None
    cancelled: Callable[[], None] | None = None
    heard: Callable[[int, int], None] | None = None
    key: str | None = None
    interrupt: Callable[[], None] | None = None
    is_repeatable: bool = False
    is_soon: bool = False
    is_write: bool = False
    is_running: bool = False
    is_finished: bool = False
    is_delivered: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)
    _last: float = 0.0

    def cancel(self) -> None:
        """Ask the work to stop: at its next tick, or at once when it sits inside a SQL statement."""
        self._stop.set()
        if self.is_running and not self.is_finished and self.interrupt is not None:
            self.interrupt()

    @property
    def is_cancelled(self) -> bool:
        """Whether someone asked it to stop."""
        return self._stop.is_set()


class Jobs(QObject):
    """Runs jobs and delivers results, errors and progress on the thread this object lives in, for as long as the application lives."""

    _mail_came = Signal()
    crashed = Signal(object)
    busy_changed = Signal(bool)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mail: SimpleQueue[tuple[str, Job, Any]] = SimpleQueue()
        self._reader = _Worker("reading", self._post)
        self._writer = _Worker("writing", self._post)
        self._thinker = _Worker("thinking", self._post)
        self._latest: dict[str, Job] = {}
        self._open: set[Job] = set()
        self.interrupt_reading: Callable[[int], None] | None = None
        self.interrupt_writing: Callable[[], None] | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._deliver)
        self._mail_came.connect(self._next.start, Qt.ConnectionType.QueuedConnection)

    def read(self, work: Work, done: Callable[[Any], None], **options: Any) -> Job:
        """Run reading work. With `key`, an older job of the same key is cancelled: only the newest search counts."""
        return self._start(self._reader, Job(work, done, interrupt=self._interrupt_reader, is_repeatable=True, **options))

    def write(self, work: Work, done: Callable[[Any], None], **options: Any) -> Job:
        """Run writing work; one after the other, in the order asked for."""
        return self._start(self._writer, Job(work, done, interrupt=self.interrupt_writing, is_write=True, **options))

    def think(self, work: Work, done: Callable[[Any], None], **options: Any) -> Job:
        """Run work that nobody waits for, and for which no search and no save should wait. It may read, and write shortly at its end."""
        return self._start(self._thinker, Job(work, done, **options))

    @property
    def is_busy(self) -> bool:
        """Whether any job is waiting or under way."""
        return bool(self._open)

    def cancel_all(self, *, writes: bool = True) -> None:
        """Stop everything that can be stopped; `writes=False` lets what is being written go on to its end."""
        for job in list(self._open):
            if writes or not job.is_write:
                job.cancel()

    def stop(self) -> None:
        """Cancel what runs, end both threads and wait for them."""
        self.cancel_all()
        self._reader.stop()
        self._writer.stop()
        self._thinker.stop()
        self._open.clear()
        self.stopped.emit()

    def _interrupt_reader(self) -> None:
        if self.interrupt_reading is not None and self._reader.ident is not None:
            self.interrupt_reading(self._reader.ident)

    def _start(self, worker: _Worker, job: Job) -> Job:
        if job.key is not None:
            older = self._latest.get(job.key)
            if older is not None:
                older.cancel()
            self._latest[job.key] = job
        self._open.add(job)
        if len(self._open) == 1:
            self.busy_changed.emit(True)
        worker.give(job)
        return job

    def _post(self, what: str, job: Job, value: Any) -> None:
        self._mail.put((what, job, value))
        if shiboken6.isValid(self):
            self._mail_came.emit()

    @Slot()
    def _deliver(self) -> None:
        """Deliver one letter; between two of them the window paints and listens."""
        if self._mail.empty():
            return
        what, job, value = self._mail.get()
        if not self._mail.empty():
            self._next.start()
        if what != "progress":
            self._finish(what, job, value)
        elif not job.is_cancelled and not job.is_delivered:
            _call(job.heard, *value)

    def _finish(self, what: str, job: Job, value: Any) -> None:
        self._open.discard(job)
        job.is_delivered = True
        if job.key is not None and self._latest.get(job.key) is job:
            del self._latest[job.key]
        if not self._open:
            self.busy_changed.emit(False)
        if what == "done" and not (job.is_cancelled and job.key is not None):
            _call(job.done, value)
        elif what == "error" and not (job.is_cancelled and job.key is not None):
            _call(job.failed, value)
        elif what == "bug":
            self.crashed.emit(value)
        if what in ("cancelled", "bug") or (what != "cancelled" and job.is_cancelled and job.key is not None):
            _call(job.cancelled)


class _Worker:
    """A thread that takes jobs one by one."""

    def __init__(self, name: str, post: Callable[[str, Job, Any], None]) -> None:
        self._post = post
        self._waiting: deque[Job | None] = deque()
        self._ready = threading.Semaphore(0)
        self._name = name
        self._thread: threading.Thread | None = None

    def give(self, job: Job) -> None:
        """Queue a job, at the end or before all others; the thread starts with the first one."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=f"khachhang-{self._name}", daemon=True)
            self._thread.start()
        if job.is_soon:
            self._waiting.appendleft(job)
        else:
            self._waiting.append(job)
        self._ready.release()

    @property
    def ident(self) -> int | None:
        """The number of the thread, None before its first job."""
        return self._thread.ident if self._thread is not None else None

    def stop(self) -> None:
        """End the thread after the job under way."""
        if self._thread is None:
            return
        self._waiting.append(None)
        self._ready.release()
        self._thread.join()
        self._thread = None

    def _run(self) -> None:
        while True:
            self._ready.acquire()
            job = self._waiting.popleft()
            if job is None:
                return
            self._do(job)

    def _do(self, job: Job) -> None:
        what, value = "done", None
        job.is_running = True
        try:
            if job.is_cancelled:
                raise Cancelled
            value = self._work(job)
        except Cancelled:
            what = "cancelled"
        except UserError as error:
            what, value = ("cancelled", None) if job.is_cancelled and error.code == "cancelled" else ("error", error)
        except BaseException as error:  # noqa: BLE001  the boundary of the thread: whatever else it is, it is a bug and gets reported
            what, value = ("cancelled", None) if job.is_cancelled and "interrupt" in str(error).lower() else ("bug", error)
        job.is_finished = True
        self._post(what, job, value)

    def _work(self, job: Job) -> Any:
        try:
            return job.work(self._tick_of(job))
        except Exception as error:
            if job.is_cancelled or not job.is_repeatable or "interrupt" not in str(error).lower():
                raise
            return job.work(self._tick_of(job))

    def _tick_of(self, job: Job) -> Tick:
        def tick(done: int, total: int) -> None:
            if job.is_cancelled:
                raise Cancelled
            now = time.monotonic()
            if job.heard is not None and (now - job._last >= PROGRESS_INTERVAL_S or (total and done >= total)):
                job._last = now
                self._post("progress", job, (done, total))

        return tick


def _call(receiver: Callable[..., None] | None, *args: Any) -> None:
    """Call a receiver unless it is a method of a Qt object that is gone."""
    if receiver is None:
        return
    owner = getattr(receiver, "__self__", None)
    if owner is None and hasattr(receiver, "func"):
        owner = getattr(receiver.func, "__self__", None)
    if isinstance(owner, QObject) and not shiboken6.isValid(owner):
        return
    receiver(*args)
