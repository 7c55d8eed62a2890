"""The few steps that make a file durable, and what differs between systems. Tests put a disk that fails here."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

CHUNK_BYTES = 1 << 20


class Disk:
    """The real disk. Every method is one step that can fail with OSError; nothing is ever half under its final name."""

    def read(self, path: Path, limit: int) -> bytes:
        """Return the first `limit` bytes of a file."""
        with path.open("rb") as file:
            return file.read(limit)

    def make_folder(self, path: Path) -> None:
        """Make a folder that did not exist, for this user only."""
        path.mkdir(mode=0o700)

    def write_new(self, path: Path, data: bytes) -> None:
        """Write a file that did not exist, readable by this user only, down to the medium."""
        with self.open_new(path) as file:
            file.write(data)
            self.flush(file)

    @contextlib.contextmanager
    def open_new(self, path: Path) -> Iterator[BinaryIO]:
        """Open a file that did not exist for writing, readable by this user only."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            yield file

    def copy_into(self, source: Path, file: BinaryIO, offset: int = 0, length: int | None = None) -> str:
        """Append bytes of a closed file and return their SHA-256 in hex."""
        digest = hashlib.sha256()
        with source.open("rb") as reader:
            reader.seek(offset)
            left = length if length is not None else source.stat().st_size - offset
            while left and (chunk := reader.read(min(CHUNK_BYTES, left))):
                file.write(chunk)
                digest.update(chunk)
                left -= len(chunk)
        return digest.hexdigest()

    def flush(self, file: BinaryIO) -> None:
        """Bring an open file down to the medium (on a Mac, past the drive's own cache)."""
        file.flush()
        _sync(file.fileno())

    def sync_file(self, path: Path) -> None:
        """Bring a closed file down to the medium."""
        with path.open("rb+") as file:
            _sync(file.fileno())

    def sync_folder(self, path: Path) -> None:
        """Make names made, replaced or removed in a folder durable. Windows keeps names itself."""
        if sys.platform == "win32":
            return
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Give a finished file the name of an older one, in one step. No file of ours may be open under that name."""
        source.replace(target)

    def rename_new(self, source: Path, target: Path) -> None:
        """Give a finished file or folder a name that is free; FileExistsError when it is not. An empty folder counts as free."""
        if target.is_dir() and not any(target.iterdir()):
            target.rmdir()
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "exists", str(target))
        _rename_free(source, target)

    def remove(self, path: Path) -> None:
        """Remove a file, or a folder and all in it, if it is there."""
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


DISK = Disk()


def discard(path: Path, disk: Disk = DISK) -> None:
    """Clean up what a failed step left. A failure here hides nothing: the name is not a final one."""
    with contextlib.suppress(OSError):
        disk.remove(path)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def _rename_free(source: Path, target: Path) -> None:
    """Rename without ever replacing: RENAME_NOREPLACE where Linux has it, else the check just made stands."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if hasattr(libc, "renameat2"):
            if libc.renameat2(-100, os.fsencode(source), -100, os.fsencode(target), 1) == 0:
                return
            code = ctypes.get_errno()
            if code not in (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP):  # the file system does not know the flag
                raise OSError(code, os.strerror(code), str(target))
    source.rename(target)
