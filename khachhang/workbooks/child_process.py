"""Starting the limited child, feeding it, and taking its frames under a clock. Knows nothing of what the frames mean."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from khachhang.errors import UserError
from khachhang.workbooks.sheets import Limits
from khachhang.workbooks.wire import LENGTH_BYTES, BadMessage, frame

CHILD_ARGUMENT = "--read-workbook-child"
_POLL_S = 0.1
_ABORTED = (-signal.SIGABRT, 0xC0000409, 0xC0000017)
"""How a child ends that could not get memory: POSIX abort, Windows fast fail and no memory."""

Inbox = queue.Queue[bytes | None]


def ask_child(task: dict[str, Any], data: bytes, limits: Limits, *, take: Callable[[bytes], bool], on_wait: Callable[[], None]) -> None:
    """Give a child a task and a file; `take` gets each of its frames and says whether it was the last one.

    on_wait is called at least every 0.1 s; what it or `take` raises kills the child and is raised here. BadMessage from `take` and
    every death of the child become `workbook_unreadable`; a child slower than the limit `workbook_timeout`.
    """
    inbox: Inbox = queue.Queue(maxsize=32)
    stop = threading.Event()
    with _start_child() as child:
        assert child.stdin is not None
        assert child.stdout is not None
        head = frame({**task, "size": len(data), "limits": asdict(limits)})
        feeder = threading.Thread(target=_feed, args=(child.stdin, head, data), name="workbook feeder", daemon=True)
        collector = threading.Thread(target=_collect, args=(child.stdout, inbox, limits, stop), name="workbook collector", daemon=True)
        try:
            feeder.start()
            collector.start()
            is_done = _take_all(inbox, limits, take, on_wait)
        finally:
            stop.set()
            child.kill()
            collector.join()
            feeder.join()
    if not is_done:
        raise _death(child.returncode)


def _death(code: int | None) -> UserError:
    """Return what to say of a child that died: a reader that asked for more memory than it may have aborts, a damaged file panics."""
    if code in _ABORTED:
        return UserError("workbook_too_large", reason="memory")
    return UserError("workbook_unreadable", reason="crashed" if code else "damaged")


def _take_all(inbox: Inbox, limits: Limits, take: Callable[[bytes], bool], on_wait: Callable[[], None]) -> bool:
    """Take frames until the last one (True) or until the child is silent for good (False)."""
    deadline = time.monotonic() + limits.seconds
    while True:
        on_wait()
        if time.monotonic() > deadline:
            raise UserError("workbook_timeout", reason="time", seconds=round(limits.seconds))
        try:
            body = inbox.get(timeout=_POLL_S)
        except queue.Empty:
            continue
        if body is None:
            return False
        try:
            if take(body):
                return True
        except BadMessage as error:
            raise UserError("workbook_unreadable", reason="answer") from error


def _start_child() -> subprocess.Popen[bytes]:
    if getattr(sys, "frozen", False):
        command = [sys.executable, CHILD_ARGUMENT]
    else:
        root = str(Path(__file__).resolve().parents[2])
        start = f"import sys; sys.path.insert(0, {root!r}); from khachhang.workbooks.child import main; sys.exit(main())"
        command = [sys.executable, "-I", "-c", start]
    kept = {k: v for k, v in os.environ.items() if k.upper() in ("SYSTEMROOT", "LD_LIBRARY_PATH")}
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _feed(pipe: BinaryIO, head: bytes, data: bytes) -> None:
    """Give the child its file; a child that died or was killed closes the pipe, which the collector notices."""
    with contextlib.suppress(OSError):
        pipe.write(head)
        pipe.write(data)
    with contextlib.suppress(OSError):
        pipe.close()


def _collect(pipe: BinaryIO, inbox: Inbox, limits: Limits, stop: threading.Event) -> None:
    """Put whole frames into the inbox, then None. Ends early on a frame or a total over the limit."""
    total = 0
    while not stop.is_set():
        head = pipe.read(LENGTH_BYTES)
        length = int.from_bytes(head, "big")
        total += length
        if len(head) < LENGTH_BYTES or length > limits.message_bytes or total > limits.answer_bytes:
            break
        body = pipe.read(length)
        if len(body) < length:
            break
        _put(inbox, body, stop)
    _put(inbox, None, stop)


def _put(inbox: Inbox, item: bytes | None, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            inbox.put(item, timeout=_POLL_S)
        except queue.Full:
            continue
        return
