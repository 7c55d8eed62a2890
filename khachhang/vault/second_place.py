"""A second place for backups: a USB stick, another disk. Copies are read back before they get their name; the same rule thins them out."""

from __future__ import annotations

import shutil
from pathlib import Path

from khachhang.progress import Tick, no_tick
from khachhang.vault import members
from khachhang.vault.bundle import verify_bundle
from khachhang.vault.errors import DiskFull, ReadOnly, explained
from khachhang.vault.files import DISK, Disk, discard
from khachhang.vault.generations import BUDGET_BYTES, Generation, clear_leftovers, generations, thin_out


def copy_newest(
    source: Path, second: Path, *, budget_bytes: int = BUDGET_BYTES, tick: Tick = no_tick, disk: Disk = DISK
) -> Generation | None:
    """Copy the newest backup of one folder into another, unless it is there; return what is newest there now, None when there is none.

    second: made when its parent is there (a stick not plugged in is ReadOnly). Raises DiskFull, ReadOnly, DiskFailed, BackupDamaged.
    """
    newest = next(iter(generations(source)), None)
    if newest is None:
        return None
    if not second.parent.is_dir():
        raise ReadOnly(name=second.name)
    with explained(second):
        second.mkdir(mode=0o700, exist_ok=True)
        clear_leftovers(second, disk)
        target = second / newest.path.name
        if not target.exists():
            if shutil.disk_usage(second).free < newest.size + (1 << 20):
                thin_out(second, budget_bytes=0, disk=disk)
            if shutil.disk_usage(second).free < newest.size + (1 << 20):
                raise DiskFull(name=second.name)
            _copy(newest.path, target, tick, disk)
        thin_out(second, budget_bytes=budget_bytes, disk=disk)
    return next(iter(generations(second)), None)


def _copy(source: Path, target: Path, tick: Tick, disk: Disk) -> None:
    part = target.with_name(f".{target.name}.{members.new_id(8)}.part")
    try:
        with disk.open_new(part) as file:
            disk.copy_into(source, file)
            disk.flush(file)
        verify_bundle(part, tick=tick)
        disk.rename_new(part, target)
        disk.sync_folder(target.parent)
    finally:
        discard(part, disk)
