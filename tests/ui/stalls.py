"""A recorder of stalls: a beat in the thread of the window, and a watchdog that looks what that thread does when the beat is late.

What is the window's own doing, and what the machine's? Linux tells for each thread how long it computed and how long it was ready to run
but had to wait for a processor (`schedstat`). A late beat counts as a stall for the time that is neither: the window's thread computed, or
it waited for something inside the program, such as the interpreter lock held by a worker. Where the system does not tell, only what the
window's thread computed counts.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 4
STALL_MS = 50.0
HELD_MS = 20.0
_LOOK_S = 0.003


@dataclass(frozen=True, slots=True)
class Stall:
    """The window's thread did not come back for so long. computed_ms: of it, by itself. stacks: what it was seen doing, most seen first."""

    ms: float
    computed_ms: float
    stacks: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.ms:.0f} ms ({self.computed_ms:.0f} computed): " + " | ".join(self.stacks[:3])


@dataclass(frozen=True, slots=True)
class Held:
    """A worker kept the interpreter from everybody else for so long."""

    ms: float
    worker: str
    stack: str

    def __str__(self) -> str:
        return f"{self.worker} {self.ms:.0f} ms: {self.stack}"


@dataclass
class _Clock:
    """What the system says of one thread: seconds computed, seconds ready but waiting for a processor."""

    computed: float
    queued: float


class StallRecorder(QObject):
    """Use as a context in the thread of the window; then read `stalls` and `held`."""

    def __init__(self) -> None:
        super().__init__()
        self.stalls: list[Stall] = []
        self.held: list[Held] = []
        self.longest_ms = 0.0
        self._gui = threading.current_thread()
        self._last = (0.0, _Clock(0.0, 0.0))
        self._seen: Counter[str] = Counter()
        self._workers: dict[int, tuple[str, _Clock]] = {}
        self._queued_by_workers = 0.0
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def __enter__(self) -> StallRecorder:
        self._last = (time.perf_counter(), _clock_of(self._gui))
        self._watchdog = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._watchdog.start()
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.stop()
        self._stop.set()
        self._watchdog.join()

    def _beat(self) -> None:
        now, clock = time.perf_counter(), _clock_of(self._gui)
        before, then = self._last
        with self._lock:
            seen, self._seen = self._seen, Counter()
            others, self._queued_by_workers = self._queued_by_workers, 0.0
        self._last = (now, clock)
        computed = clock.computed - then.computed
        blocked = now - before - (clock.queued - then.queued) - others if _TELLS else computed
        ms = 1e3 * max(computed, blocked)
        self.longest_ms = max(self.longest_ms, ms)
        if ms > STALL_MS:
            self.stalls.append(Stall(ms, 1e3 * computed, tuple(stack for stack, _ in seen.most_common())))

    def _watch(self) -> None:
        me = threading.current_thread()
        planned, mine = time.perf_counter() + _LOOK_S, _clock_of(me)
        while not self._stop.wait(_LOOK_S):
            now, clock = time.perf_counter(), _clock_of(me)
            late = now - planned - (clock.queued - mine.queued)
            frames = sys._current_frames()
            self._look_at_workers(late, frames)
            if now - self._last[0] > 0.02 and (frame := frames.get(self._gui.ident or 0)) is not None:
                with self._lock:
                    self._seen[_where(traceback.extract_stack(frame))] += 1
            planned, mine = time.perf_counter() + _LOOK_S, _clock_of(me)

    def _look_at_workers(self, late: float, frames: dict[int, object]) -> None:
        """Note a worker that computed all the time this thread could not run, though a processor was free for it."""
        for thread in threading.enumerate():
            if not thread.name.startswith("khachhang-") or thread.ident is None:
                continue
            clock = _clock_of(thread)
            name, before = self._workers.get(thread.ident, (thread.name, clock))
            self._workers[thread.ident] = (name, clock)
            with self._lock:
                self._queued_by_workers += clock.queued - before.queued
            ms = 1e3 * min(late, clock.computed - before.computed)
            if _TELLS and ms > HELD_MS:
                frame = frames.get(thread.ident)
                self.held.append(Held(ms, name, _where(traceback.extract_stack(frame)) if frame is not None else ""))  # type: ignore[arg-type]


_TELLS = Path("/proc/thread-self/schedstat").exists()


def _clock_of(thread: threading.Thread) -> _Clock:
    """Return the clock of a thread, as far as the system tells."""
    if not _TELLS:
        return _Clock(time.thread_time() if thread is threading.current_thread() else 0.0, 0.0)
    try:
        computed, queued, _ = Path(f"/proc/self/task/{thread.native_id}/schedstat").read_text(encoding="ascii").split()
    except OSError:  # it has just ended
        return _Clock(0.0, 0.0)
    return _Clock(int(computed) / 1e9, int(queued) / 1e9)


def _where(stack: traceback.StackSummary) -> str:
    """Return the innermost calls of our own code, innermost first."""
    own = [f for f in stack if "site-packages" not in f.filename and "python3" not in f.filename]
    return " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(own[-5:]))
