"""Copying a live database into a new file under another key. The only way there is: `Connection.backup`, then every check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from khachhang.progress import Tick, no_tick
from khachhang.vault.database import DATABASE_FILE, check_shape, connect
from khachhang.vault.errors import BackupDamaged, explained
from khachhang.vault.files import discard
from khachhang.vault.opened import OpenedVault

PAGES_PER_STEP = 1_000
"""4 MB: about 0.1 s between two looks at whether the person cancelled."""


def copy_database(opened: OpenedVault, target: Path, key: bytearray, *, tick: Tick = no_tick) -> dict[str, int]:
    """Write a consistent copy of the database, as of now, into a new file under another key, and check it whole.

    Others may write meanwhile: the copy is of the moment it began. Returns rows per table. On any failure `target` is gone again.
    Raises DiskFull and others through `explained`, BackupDamaged when the copy is not what was copied, Cancelled.
    """
    source = connect(opened.folder / DATABASE_FILE, opened.ring.copy("file"), mode=opened.database.mode, is_reader=True)
    try:
        with explained(opened.folder):
            source.execute("BEGIN")
            counts = rows_per_table(source)
            _write_copy(source, target, bytearray(key), tick)
            source.execute("ROLLBACK")
        found = check_copy(target, bytearray(key))
    except BaseException:
        discard(target)
        raise
    finally:
        source.close()
    if found != counts:
        discard(target)
        raise BackupDamaged(name=target.name, reason="counts")
    return counts


def check_copy(path: Path, key: bytearray) -> dict[str, int]:
    """Check a closed database file: every page's seal, its structure, its tables. Returns rows per table. Raises BackupDamaged."""
    check_shape(path)
    connection = connect(path, key, mode="ro")
    try:
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise BackupDamaged(name=path.name, reason="seal")
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise BackupDamaged(name=path.name, reason="structure")
        counts = rows_per_table(connection)
    finally:
        connection.close()
    return counts


def rows_per_table(connection: Any) -> dict[str, int]:
    """Return the number of rows of every ordinary table."""
    names = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name").fetchall()
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name.replace(chr(34), chr(34) * 2)}"').fetchone()[0]) for (name,) in names
    }


def _write_copy(source: Any, target: Path, key: bytearray, tick: Tick) -> None:
    """Write the pages without a journal and without waiting for the medium: nobody reads the copy until it was checked and synced."""
    copy = connect(target, key, mode="rwc")
    try:
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy, pages=PAGES_PER_STEP, progress=lambda _status, left, total: tick(total - left, total), sleep=0)
    finally:
        copy.close()
