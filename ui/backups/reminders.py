"""What a vault asks for when it is opened: a sheet to put away, the sheet to be tried, a second place for backups, a safer folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from khachhang.operations import backups
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from khachhang.vault import place_warning


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to ask for. code: drill, second, or one of `place_warning` with the name of the service."""

    code: str
    name: str = ""


class Remind:
    """Looks on a worker which reminder is due, the weightiest first."""

    def __init__(self, second: Path | None) -> None:
        self._second = second

    def __call__(self, opened: OpenVault, tick: Tick) -> Reminder | None:
        """Return it, None when nothing is due."""
        if opened.is_sample or opened.vault.is_read_only:
            return None
        place = place_warning(opened.folder)
        if place is not None:
            return Reminder(place.code, place.name)
        if backups.drill_is_due(opened):
            return Reminder("drill")
        now = opened.clock().astimezone()
        if self._second is not None and backups.newest(opened.folder) and backups.second_is_due(opened.folder, self._second, now):
            return Reminder("second", self._second.name)
        return None
