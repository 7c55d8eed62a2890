"""Backups as a person sees them: which there are, made before something large, copied to a second place, tried, looked at, restored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from khachhang import vault
from khachhang.operations import vaults
from khachhang.operations.opened import OpenVault, utc_now
from khachhang.progress import Tick, no_tick
from khachhang.store import personal, schema
from khachhang.vault import NoMemory, backup, bundle, second_place
from khachhang.vault.bundle import BackupInfo
from khachhang.vault.generations import Generation, back_up_before, back_up_daily, backups_folder, generations
from khachhang.vault.keys import wipe
from khachhang.vault.members import open_vault_key, unlock_with_recovery_code
from khachhang.vault.slots import KeysFile

SECOND_EVERY_DAYS = 7
DRILL = "drill"
DRILL_EVERY_DAYS = 30


@dataclass(frozen=True, slots=True)
class DrillReport:
    """What a drill found. rows: how many rows the newest backup holds, None when there is no backup to try. day: its day, ISO."""

    rows: int | None = None
    day: str = ""


def listed(folder: Path, second: Path | None = None) -> list[Generation]:
    """Return the backups of a vault, newest first; those of a second place after them."""
    return [*generations(backups_folder(folder)), *(generations(second_folder(folder, second)) if second is not None else [])]


def newest(folder: Path) -> Generation | None:
    """Return the newest backup of a vault."""
    return next(iter(generations(backups_folder(folder))), None)


def before(opened: OpenVault, why: str, tick: Tick = no_tick) -> BackupInfo | None:
    """Back up before something large (merge, rotation, repair); do nothing when it fails. None for the sample or an empty vault."""
    if opened.is_sample or _is_empty(opened):
        return None
    return back_up_before(opened.vault, why, opened.clock().astimezone(), tick=tick)


def before_import(opened: OpenVault, tick: Tick = no_tick) -> BackupInfo | None:
    """Back up before an import when no verified backup of today is there. None when there is, or there is nothing yet to lose."""
    if opened.is_sample or _is_empty(opened):
        return None
    return back_up_daily(opened.vault, opened.clock().astimezone(), tick=tick)


def second_folder(folder: Path, second: Path) -> Path:
    """Return where the backups of a vault lie in a second place."""
    return second / backups_folder(folder).name


def to_second(folder: Path, second: Path, tick: Tick = no_tick) -> Generation | None:
    """Copy the newest backup to a second place (a USB stick), read back. None when there is no backup yet. Raises DiskFull, ReadOnly …"""
    return second_place.copy_newest(backups_folder(folder), second_folder(folder, second), tick=tick)


def second_is_due(folder: Path, second: Path | None, now: datetime) -> bool:
    """Tell whether the newest backup elsewhere is more than a week behind, or there is none."""
    there = generations(second_folder(folder, second)) if second is not None else []
    return not there or (now.date() - there[0].day).days >= SECOND_EVERY_DAYS


def verify(opened: OpenVault, path: Path, tick: Tick = no_tick) -> int:
    """Read a backup of this vault whole, open its database and check each page; return how many customers' homes are in it.

    One from before a rotation opens with other keys: then every byte is checked against its hashes, and 0 is returned.
    """
    info = bundle.verify_bundle(path, tick=tick)
    content = bundle.bundled_keys(info)
    if info.vault_id != opened.vault.vault_id or content.current.epoch != opened.vault.keys.roll.vault_key.epoch:
        return 0
    return backup.drill(opened.vault, path).get(schema.home.name, 0)


def look_at(path: Path, password: str, *, person: str | None = None, clock: Callable[[], datetime] = utc_now) -> OpenVault:
    """Open a backup for reading only, in a temporary folder that closing deletes. Nothing of it is decrypted on the disk."""
    place = tempfile.TemporaryDirectory(prefix="khachhang-", ignore_cleanup_errors=True)
    try:
        info = bundle.read_header(path)
        folder = vaults.restore(path, Path(place.name) / f"{info.name}{vault.VAULT_ENDING}", memory=NoMemory())
        opened = vaults.open_(folder, password=password, person=person, read_only=True, clock=clock, memory=NoMemory())
    except BaseException:
        place.cleanup()
        raise
    opened.after_closing = place.cleanup
    return opened


def try_sheet(opened: OpenVault, code: str, tick: Tick = no_tick) -> DrillReport:
    """The drill: does the code on the paper open this vault, and its newest backup? Raises RecoveryCodeMistyped, RecoveryCodeWrong …"""
    _opens(opened.vault.keys, code)
    found = newest(opened.folder)
    report = DrillReport()
    if found is not None:
        _opens(bundle.bundled_keys(bundle.verify_bundle(found.path)), code)
        report = DrillReport(verify(opened, found.path, tick), found.day.isoformat())
    note_drill(opened)
    return report


def note_drill(opened: OpenVault) -> None:
    """Note that the sheet was proven today."""
    if not opened.vault.is_read_only:
        with opened.writing() as connection:
            personal.put(connection, opened.vault.person_id, DRILL, opened.now(), b"")


def drill_is_due(opened: OpenVault) -> bool:
    """Tell whether the sheet was last proven a month ago or longer (counted from the first thing done where it never was)."""
    if opened.is_sample or opened.vault.is_read_only or not _has_sheet(opened):
        return False
    with opened.reading() as connection:
        proven = personal.get(connection, opened.vault.person_id, DRILL)
        since = proven.at if proven is not None else connection.scalar(select(func.min(schema.operation.c.at)))
    return since is not None and opened.clock() - _moment(since) >= timedelta(days=DRILL_EVERY_DAYS)


def _opens(content: KeysFile, code: str) -> None:
    """Open a recovery slot and the vault key behind it, and forget both."""
    who = unlock_with_recovery_code(content, code)
    try:
        for secret in open_vault_key(content.roll, who):
            wipe(secret)
    finally:
        wipe(who.private)
        wipe(who.seed)


def _has_sheet(opened: OpenVault) -> bool:
    slots = opened.vault.keys.locker(opened.vault.person_id).slots
    return any(slot.kind == vault.SlotKind.RECOVERY.value for slot in slots)


def _is_empty(opened: OpenVault) -> bool:
    with opened.reading() as connection:
        return connection.scalar(select(schema.operation.c.operation_id).limit(1)) is None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
