"""Backing up into one bundle and restoring from it: under another name until everything in it was read back and found good."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from khachhang.progress import Tick, no_tick
from khachhang.vault import keys, members
from khachhang.vault.bundle import BackupInfo, bundled_keys, encode_header, verify_bundle
from khachhang.vault.copying import check_copy, copy_database
from khachhang.vault.database import DATABASE_FILE, check_shape, side_files
from khachhang.vault.errors import BackupDamaged, TargetExists, explained, shown_name
from khachhang.vault.files import DISK, Disk, discard
from khachhang.vault.freshness import utc
from khachhang.vault.keys_file import KEYS_COPIES
from khachhang.vault.opened import OpenedVault
from khachhang.vault.slots import encode_keys


def back_up(opened: OpenedVault, target: Path, *, now: datetime, tick: Tick = no_tick) -> BackupInfo:
    """Write a verified backup of a vault in use. target: must not exist. Anybody who can open the vault now can open the backup.

    The copy has its own database key (wrapped in its own keys file) and salt, so no page of it can be put into the vault. Room needed:
    twice the database. Raises TargetExists, DiskFull, ReadOnly, BackupDamaged, Cancelled; nothing is left under the final name then.
    """
    disk = opened.disk
    if os.path.lexists(target):
        raise TargetExists(name=target.name)
    copy, part = (target.with_name(f".{target.name}.{members.new_id(8)}.{ending}") for ending in ("db", "part"))
    try:
        with explained(target):
            info = _write_bundle(opened, target, copy, part, now, tick)
            _name_it(part, target, disk)
            disk.sync_folder(target.parent)
    finally:
        for path in (copy, *side_files(copy), part):
            discard(path, disk)
    return replace(info, path=target)


def restore(bundle: Path, target_folder: Path, *, tick: Tick = no_tick, disk: Disk = DISK) -> Path:
    """Make a vault folder of a bundle, beside what is there and never over it, and return it. Needs no password; opening it does.

    Raises BackupDamaged, TargetExists, DiskFull, ReadOnly, Cancelled; a folder that could not be finished is not there.
    """
    if os.path.lexists(target_folder) and not (target_folder.is_dir() and not any(target_folder.iterdir())):
        raise TargetExists(name=shown_name(target_folder))
    building = target_folder.parent / f".{target_folder.name}.{members.new_id(8)}.new"
    try:
        with explained(target_folder):
            info = verify_bundle(bundle, tick=tick)
            content = replace(bundled_keys(info), pending=None)
            disk.make_folder(building)
            with disk.open_new(building / DATABASE_FILE) as file:
                if disk.copy_into(bundle, file, info.database_offset, info.database_size) != info.database_sha256:
                    raise BackupDamaged(name=bundle.name, reason="database")
                disk.flush(file)
            check_shape(building / DATABASE_FILE)
            for name in KEYS_COPIES:
                disk.write_new(building / name, encode_keys(content))
            disk.sync_folder(building)
            _name_it(building, target_folder, disk)
            disk.sync_folder(target_folder.parent)
    except BaseException:
        discard(building, disk)
        raise
    return target_folder


def drill(opened: OpenedVault, bundle: Path, *, tick: Tick = no_tick) -> dict[str, int]:
    """Open the database inside a bundle with the keys of the open vault and check it page by page. Returns rows per table.

    The restore drill that needs no password: extracts beside the bundle, checks, removes. Raises BackupDamaged, DiskFull.
    """
    disk = opened.disk
    copy = bundle.with_name(f".{bundle.name}.{members.new_id(8)}.db")
    with explained(bundle):
        info = verify_bundle(bundle, tick=tick)
        file_key = bundled_keys(info).current
        raw = members.open_file_key(info.vault_id, opened.ring["vault"], file_key)
        try:
            with disk.open_new(copy) as file:
                disk.copy_into(bundle, file, info.database_offset, info.database_size)
            return check_copy(copy, bytearray(raw))
        finally:
            keys.wipe(raw)
            for path in (copy, *side_files(copy)):
                discard(path, disk)


def _write_bundle(opened: OpenedVault, target: Path, copy: Path, part: Path, now: datetime, tick: Tick) -> BackupInfo:
    """Write keys and a copy of the database into `part`, read it all back, and return what it says."""
    disk, roll = opened.disk, opened.keys.roll
    raw = bytearray(keys.new_key())
    own = members.wrap_file_key(roll.vault_id, roll.vault_key.epoch, opened.ring["vault"], raw)
    content = encode_keys(replace(opened.keys, current=own, pending=opened.keys.current))  # pending: a spare for the vault itself
    change, _ = opened.newest_change()
    with disk.open_new(copy):
        pass  # for this user only, before the engine writes a byte
    try:
        copy_database(opened, copy, raw, tick=tick)
    finally:
        keys.wipe(raw)
    with disk.open_new(part) as file:
        database = copy.stat().st_size, _hash_file(copy)
        file.write(
            encode_header(roll.vault_id, opened.name, utc(now), change, ((len(content), hashlib.sha256(content).hexdigest()), database))
        )
        file.write(content)
        disk.copy_into(copy, file)
        disk.flush(file)
    return verify_bundle(part)


def _name_it(source: Path, target: Path, disk: Disk) -> None:
    try:
        disk.rename_new(source, target)
    except FileExistsError as error:
        raise TargetExists(name=target.name) from error


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
