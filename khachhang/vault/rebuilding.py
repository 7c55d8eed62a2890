"""Making a new folder of the keys of a vault whose database is gone, and lending what is left of the damaged one. Beside, never over."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from khachhang.errors import UserError
from khachhang.vault import keys, members
from khachhang.vault.database import DATABASE_FILE, PAGE_BYTES, Database, check_shape, connect, mark_identity, side_files
from khachhang.vault.errors import TargetExists, VaultDamaged, explained, shown_name
from khachhang.vault.files import DISK, Disk, discard
from khachhang.vault.keys_file import KEYS_COPIES, read_keys
from khachhang.vault.locks import WriterLock
from khachhang.vault.members import Unlocked
from khachhang.vault.opened import Initialise
from khachhang.vault.salvage import Connect
from khachhang.vault.slots import KeysFile, encode_keys


def unlock_keys(folder: Path, *, password: str | None, recovery_code: str | None, person: str | None) -> tuple[KeysFile, Unlocked]:
    """Open the keys file alone, of a vault whose database may be damaged. The caller wipes the keys."""
    with explained(folder):
        content = read_keys(folder, DISK).content
    if recovery_code is not None:
        return content, members.unlock_with_recovery_code(content, recovery_code)
    return content, members.unlock_with_password(content, person, password or "")


@contextmanager
def damaged(folder: Path, content: KeysFile, who: Unlocked) -> Iterator[Connect]:
    """Lend a way to open a copy of the damaged database, log and all, under the key that fits. VaultDamaged when none does."""
    vault_key, derivation = members.open_vault_key(content.roll, who)
    raw: list[bytearray] = []
    with tempfile.TemporaryDirectory(prefix="khachhang-") as name:
        copy = Path(name) / DATABASE_FILE
        try:
            with explained(folder), _alone(folder):
                for source in (folder / DATABASE_FILE, side_files(folder / DATABASE_FILE)[0]):
                    if source.exists():
                        with DISK.open_new(Path(name) / source.name) as file:
                            DISK.copy_into(source, file)
                _whole_pages(copy)
            for file_key in filter(None, (content.current, content.pending)):
                raw.append(bytearray(members.open_file_key(content.roll.vault_id, vault_key, file_key)))
            fitting = next((key for key in raw if _fits(copy, key)), None)
            if fitting is None:
                raise VaultDamaged(name=shown_name(folder), reason="key")
            yield lambda: connect(copy, bytearray(fitting), is_reader=True)
        finally:
            secrets: list[keys.Secret] = [vault_key, derivation, *raw]
            for secret in secrets:
                keys.wipe(secret)


def new_folder(target: Path, content: KeysFile, who: Unlocked, initialise: Initialise, disk: Disk = DISK) -> None:
    """Make a vault without rows that the same people open with the same passwords. TargetExists when something is there."""
    if target.exists():
        raise TargetExists(name=shown_name(target))
    vault_key, derivation = members.open_vault_key(content.roll, who)
    raw = bytearray(keys.new_key())
    building = target.parent / f".{target.name}.{members.new_id(8)}.new"
    try:
        with explained(target):
            disk.make_folder(building)
            current = members.wrap_file_key(content.roll.vault_id, content.roll.vault_key.epoch, vault_key, raw)
            made = replace(content, number=content.number + 1, current=current, pending=None)
            _make_database(building / DATABASE_FILE, raw, content.roll.vault_id, initialise, disk)
            for name in KEYS_COPIES:
                disk.write_new(building / name, encode_keys(made))
            disk.sync_folder(building)
            disk.rename_new(building, target)
            disk.sync_folder(target.parent)
    except BaseException:
        discard(building, disk)
        raise
    finally:
        for secret in (vault_key, derivation, raw):
            keys.wipe(secret)


def _make_database(path: Path, raw: bytearray, vault_id: str, initialise: Initialise, disk: Disk) -> None:
    with disk.open_new(path):
        pass
    connect(path, bytearray(raw), mode="rwc").close()
    database = Database(path, lambda: bytearray(raw))
    try:
        engine: Engine = database.engine
        initialise(engine)
        with database.raw_writer() as connection:
            mark_identity(connection, vault_id)
    finally:
        database.close()
    check_shape(path)
    disk.sync_file(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other programs out while the damaged file is copied; VaultInUse when somebody has it open."""
    try:
        lock = WriterLock(folder, machine=platform.node(), now=datetime.now(UTC))
    except OSError:  # nothing can be written there, so nobody writes
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _whole_pages(path: Path) -> None:
    """Fill the last page of a file that was cut off, so that the pages before it can be read."""
    rest = path.stat().st_size % PAGE_BYTES if path.exists() else 0
    if rest:
        with path.open("ab") as file:
            file.write(bytes(PAGE_BYTES - rest))


def _fits(path: Path, key: bytearray) -> bool:
    try:
        check_shape(path)
        connect(path, bytearray(key), is_reader=True).close()
    except (dbapi2.DatabaseError, UserError):
        return False
    return True
