"""What is wrong with the files of an open vault. Nothing is repaired here: findings are named, the person decides."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlcipher3 import dbapi2

from khachhang.progress import Tick, no_tick
from khachhang.vault.changes import store_keys
from khachhang.vault.database import DATABASE_FILE, connect
from khachhang.vault.errors import explained
from khachhang.vault.keys_file import read_keys
from khachhang.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with the files; the sentence is `finding.<code>`."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def check_files(opened: OpenedVault, *, tick: Tick = no_tick) -> list[Finding]:
    """Return what is wrong: keys file copies, seals of all pages, structure, references, open permissions. Empty = all is well."""
    findings = []
    with explained(opened.folder):
        for name, code in read_keys(opened.folder, opened.disk).troubles.items():
            findings.append(Finding(f"copy_{code}", {"name": name}))
        tick(1, 5)
        findings += _check_database(opened, tick)
    if sys.platform != "win32" and (opened.folder / DATABASE_FILE).stat().st_mode & 0o077:
        findings.append(Finding("open_to_others", {"name": opened.name}))
    tick(5, 5)
    return findings


def repair_keys(opened: OpenedVault, *, now: datetime) -> None:
    """Write both copies of the keys file again from the good one, after the person was told."""
    store_keys(opened, opened.keys, now)


def _check_database(opened: OpenedVault, tick: Tick) -> list[Finding]:
    """Run the engine's checks. The seals are read from the file itself, so the side file is emptied first: after a power cut it may hold
    the whole page that is torn in the file."""
    opened.checkpoint()
    connection = connect(opened.folder / DATABASE_FILE, opened.ring.copy("file"), mode=opened.database.mode, is_reader=True)
    findings = []
    try:
        for done, (check, code) in enumerate(_CHECKS, 2):
            try:
                rows = [row for row in connection.execute(f"PRAGMA {check}").fetchall() if row != ("ok",)]
            except dbapi2.DatabaseError as error:
                if isinstance(error, dbapi2.OperationalError) and "interrupted" in str(error):
                    raise
                rows = [error]
            if rows:
                findings.append(Finding(code, {"count": len(rows)}))
            tick(done, 5)
    finally:
        connection.close()
    return findings


_CHECKS = (("cipher_integrity_check", "broken_seals"), ("integrity_check", "broken_structure"), ("foreign_key_check", "broken_references"))
