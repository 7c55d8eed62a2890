"""One program at a time writes a vault. The system drops the lock of a program that died, so a stale file locks nobody out."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from khachhang.vault import canonical
from khachhang.vault.errors import VaultInUse

LOCK_FILE = "store.lock"
_FAR = 1 << 30  # Windows hides a locked byte from readers: lock one far behind the holder's name
_LIMIT = 4096


class WriterLock:
    """The lock of one open vault. A live resource: `release` it."""

    def __init__(self, folder: Path, *, machine: str, now: datetime) -> None:
        """Take the lock or raise VaultInUse with the holder's machine, person and since. OSError where nothing can be written."""
        self._descriptor: int | None = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._machine, self._since = machine, now.astimezone(UTC).isoformat(timespec="seconds")
        if not _try_lock(self._descriptor):
            holder = _read_holder(self._descriptor)
            os.close(self._descriptor)
            raise VaultInUse(machine=holder["machine"], person=holder["person"], since=holder["since"])
        self.name_holder("")

    def name_holder(self, person: str) -> None:
        """Write who holds the vault, for the sentence a second program shows. A full disk is no reason to refuse."""
        if self._descriptor is None:
            return
        holder = {"machine": self._machine, "person": person, "pid": os.getpid(), "since": self._since}
        with contextlib.suppress(OSError):
            _overwrite(self._descriptor, canonical.encode(holder))

    def release(self) -> None:
        """Let go; again is harmless. The file stays, empty: removing it could remove the next holder's."""
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):
            _overwrite(self._descriptor, b"")
        _unlock(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = None


def _overwrite(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, data)


def _read_holder(descriptor: int) -> dict[str, str]:
    holder: object = None
    with contextlib.suppress(OSError, canonical.NotCanonical):
        os.lseek(descriptor, 0, os.SEEK_SET)
        holder = canonical.decode(os.read(descriptor, _LIMIT))
    known = holder if isinstance(holder, dict) else {}
    return {key: str(known.get(key, "")) for key in ("machine", "person", "since")}


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        with contextlib.suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
