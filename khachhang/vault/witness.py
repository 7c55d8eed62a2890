"""Noticing what no seal inside the file can show: single pages, or everything, put back from an older copy of the very same file.

A page of an earlier state of a database carries a valid seal. So this computer remembers, in the system's keyring, the digest of the whole
file as it was closed, with the number of times the file has been opened for writing. Nobody opened it since, and it is another: then
somebody changed it outside the program. Hashing runs beside the key derivation and costs no time of its own.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import sqlalchemy.exc

from khachhang.vault.database import Database, digest_of, pragma
from khachhang.vault.errors import VaultChangedOutside, VaultOlderThanSeen
from khachhang.vault.freshness import Seen, is_older
from khachhang.vault.opened import OpenedVault


class Digest(threading.Thread):
    """Hashes a file in the background; `value` waits for it."""

    def __init__(self, path: Path) -> None:
        super().__init__(name="khachhang-hashing", daemon=True)
        self._path, self._value = path, ""
        self.start()

    def run(self) -> None:
        """Hash the file."""
        with suppress(OSError):
            self._value = digest_of(self._path)

    @property
    def value(self) -> str:
        """The digest; "" when the file could not be read or its log is not empty."""
        self.join()
        return self._value


def check_same_file(opened: OpenedVault, seen: Seen | None, digest: Digest | None, now: datetime) -> None:
    """Raise VaultChangedOutside when nobody opened the file since it was closed here and it is another all the same.

    When the numbers tell more, VaultOlderThanSeen. A file of another key (restored, rotated elsewhere) is another file: only its numbers
    count.
    """
    if seen is None or digest is None or not seen.digest or seen.file_id != opened.keys.current.file_id:
        return
    session = session_of(opened.database)
    if session < seen.session or (session == seen.session and digest.value != seen.digest):
        with suppress(sqlalchemy.exc.DBAPIError):  # a page put back may break what is read here
            check_not_older(opened, seen, now)
        raise VaultChangedOutside(name=opened.name, seen_at=seen.at)


def check_not_older(opened: OpenedVault, seen: Seen | None, now: datetime) -> None:
    """Raise VaultOlderThanSeen when the numbers inside are behind those remembered, or the history is another.

    Not for a copy that was just restored on this computer.
    """
    if seen is None or seen.allowed == opened.keys.current.file_id:
        return
    found = opened.seen(now)
    _, head = opened.newest_change(seen.change) if opened.history is not None else (0, seen.head)
    if is_older(seen, found, head):
        raise VaultOlderThanSeen(name=opened.name, seen=seen.change, seen_at=seen.at, found=found.change)


def session_of(database: Database) -> int:
    """Return how often the file was opened for writing."""
    with database.raw_writer() as connection:
        return pragma(connection, "user_version")


def begin_session(opened: OpenedVault, now: datetime) -> None:
    """Count this opening in the file, and let the computer know that the digest of before counts no more."""
    if not opened.is_read_only:
        with opened.database.raw_writer() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA user_version={pragma(connection, 'user_version') % 0x7FFFFFFF + 1}")
            connection.execute("COMMIT")
    opened.remember(now)
