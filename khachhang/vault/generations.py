"""Daily backups and those made before something large: when one is due, which ones stay. Order is by number, never by date alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from khachhang.progress import Tick, no_tick
from khachhang.vault.backup import back_up
from khachhang.vault.bundle import BACKUP_ENDING, BackupInfo
from khachhang.vault.errors import explained
from khachhang.vault.files import DISK, Disk, discard
from khachhang.vault.opened import OpenedVault

DAYS, WEEKS, MONTHS = 7, 4, 12
ALWAYS_KEPT = 2
BEFORE_KEPT = 2
BUDGET_BYTES = 5 << 30
_NAME = re.compile(rf"(\d{{6}})-(\d{{4}}-\d{{2}}-\d{{2}})(?:-([a-z]+))?{re.escape(BACKUP_ENDING)}")
_LEFTOVER = re.compile(rf"\.{_NAME.pattern}\.[0-9a-f]{{8}}\.(?:part|db(?:-wal|-shm|-journal)?)")


@dataclass(frozen=True, slots=True)
class Generation:
    """One backup. number: grows by one with each; day: the local day on which it was made.

    why: "" for a daily one, else before what it was made: import, merge, migration, rotation, repair.
    """

    number: int
    day: date
    path: Path
    size: int
    why: str = ""


def backups_folder(folder: Path) -> Path:
    """Return where the daily backups of a vault lie unless the shop chose another place: beside it."""
    return folder.with_name(f"{folder.stem}.khachhang-backups")


def generations(place: Path) -> list[Generation]:
    """Return the backups in a folder, newest first. Other files are none of ours; a folder that cannot be read holds none."""
    found = []
    try:
        for path in place.iterdir():
            match = _NAME.fullmatch(path.name)
            if match:
                found.append(Generation(int(match[1]), date.fromisoformat(match[2]), path, path.stat().st_size, match[3] or ""))
    except OSError:
        return []
    return sorted(found, key=lambda generation: generation.number, reverse=True)


def daily_backup_due(folder: Path, now: datetime, *, place: Path | None = None) -> bool:
    """Tell whether none was made today. now: local time with its zone. A newest one "from tomorrow" (clock set back) counts as none."""
    newest = generations(place or backups_folder(folder))[:1]
    return not newest or newest[0].day != now.date()


def back_up_daily(
    opened: OpenedVault, now: datetime, *, place: Path | None = None, budget_bytes: int = BUDGET_BYTES, tick: Tick = no_tick
) -> BackupInfo | None:
    """Make today's backup if none was made today, then thin out the old ones. Returns None when there is one already.

    Old ones are removed only after the new one was verified. Raises what `back_up` raises.
    """
    place = place or backups_folder(opened.folder)
    if not daily_backup_due(opened.folder, now, place=place):
        return None
    return _next_backup(opened, now, "", place, budget_bytes, tick)


def back_up_before(
    opened: OpenedVault, why: str, now: datetime, *, place: Path | None = None, budget_bytes: int = BUDGET_BYTES, tick: Tick = no_tick
) -> BackupInfo:
    """Make a backup before something large, whether or not there is one of today. why: one word of small letters.

    It counts as today's. Raises what `back_up` raises: whoever asked must not go on then.
    """
    return _next_backup(opened, now, why, place or backups_folder(opened.folder), budget_bytes, tick)


def _next_backup(opened: OpenedVault, now: datetime, why: str, place: Path, budget_bytes: int, tick: Tick) -> BackupInfo:
    with explained(place):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        clear_leftovers(place, opened.disk)
        newest = generations(place)[:1]
        number = newest[0].number + 1 if newest else 1
        name = "-".join(filter(None, (f"{number:06}", now.date().isoformat(), why)))
        info = back_up(opened, place / f"{name}{BACKUP_ENDING}", now=now, tick=tick)
    thin_out(place, budget_bytes=budget_bytes, disk=opened.disk)
    return info


def thin_out(place: Path, *, budget_bytes: int = BUDGET_BYTES, disk: Disk = DISK) -> list[Path]:
    """Remove the backups that no rule keeps and return their paths. A file that cannot be removed stays: room is not safety."""
    found = generations(place)
    kept = within_budget(kept_by_rule(found), budget_bytes)
    gone = [generation.path for generation in found if generation not in kept]
    for path in gone:
        try:
            disk.remove(path)
        except OSError:
            continue
    return gone


def clear_leftovers(place: Path, disk: Disk) -> None:
    """Remove what a backup left under a hidden name when the computer stopped. Only the holder of the vault's lock gets here."""
    for path in place.iterdir():
        if _LEFTOVER.fullmatch(path.name):
            discard(path, disk)


def kept_by_rule(found: Sequence[Generation]) -> list[Generation]:
    """Return those that stay: the newest of each of the last 7 days, 4 weeks and 12 months *that have one*, always the last two, and of
    those made before something large the last two of each kind.

    found: newest first. Counting the days that are there, not days ago, makes a clock that is years wrong harmless.
    """
    kept = set(found[:ALWAYS_KEPT])
    for limit, bucket in ((DAYS, lambda d: d), (WEEKS, lambda d: d.isocalendar()[:2]), (MONTHS, lambda d: (d.year, d.month))):
        newest: dict[object, Generation] = {}
        for generation in found:
            newest.setdefault(bucket(generation.day), generation)
        kept.update(list(newest.values())[:limit])
    for why in {generation.why for generation in found if generation.why}:
        kept.update([generation for generation in found if generation.why == why][:BEFORE_KEPT])
    return sorted(kept, key=lambda generation: generation.number, reverse=True)


def within_budget(kept: Sequence[Generation], budget_bytes: int) -> list[Generation]:
    """Return the newest of them that fit into the budget together; always at least two."""
    stays, used = [], 0
    for place, generation in enumerate(kept):
        used += generation.size
        if place >= ALWAYS_KEPT and used > budget_bytes:
            break
        stays.append(generation)
    return stays
