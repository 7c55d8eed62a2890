"""What somebody at the unlock page wants opened, and how. Works on a worker thread; holds no Qt object.

The page is painted before the database and its libraries are loaded: what needs them is imported where it works.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from khachhang.errors import UserError
from khachhang.progress import Tick

if TYPE_CHECKING:
    from khachhang.operations.opened import OpenVault
    from khachhang.vault.soft_lock import SoftLock


@dataclass(frozen=True, slots=True)
class UnlockRequest:
    """How to open one folder. person: None = the only one, else the owner.

    accept_older: the person was told that it is older than seen, or changed outside. with_spare: with a copy of the lost keys file.
    backup: look at this backup, read only, instead. by_device: with what this computer remembers. pin, soft: what a soft lock asks for.
    """

    folder: Path
    password: str = ""
    code: str = ""
    person: str | None = None
    accept_older: bool = False
    with_spare: bool = False
    backup: Path | None = None
    by_device: bool = False
    pin: str = ""
    soft: SoftLock | None = None

    def __call__(self, tick: Tick) -> OpenVault:
        """Open it."""
        from khachhang.operations import backups, locking, vaults

        if self.soft is not None:
            return locking.open_again(self.folder, self.soft, self.pin)
        if self.backup is not None:
            return backups.look_at(self.backup, self.password, person=self.person)
        if self.by_device:
            key = locking.key_here(self.folder, self.person)
            if key is None:
                raise UserError("keyring_missing")
            return vaults.open_(self.folder, device_key=key, person=self.person, accept_older=self.accept_older)
        how = {"password": self.password or None, "recovery_code": self.code or None, "person": self.person}
        if self.with_spare:
            return vaults.open_with_spare(self.folder, accept_older=self.accept_older, **how)[0]
        return vaults.open_(self.folder, accept_older=self.accept_older, **how)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a folder before it is opened. person: whom it was asked about; people: who can open it, the owner first.

    newest: day and path of the newest backup. spare: where a copy of the keys file is ("computer", "backup", "") and when it was written.
    """

    folder: Path
    person: str | None
    people: tuple[str, ...] = ()
    is_remembered: bool = False
    newest: tuple[str, Path] | None = None
    spare: tuple[str, str] = ("", "")


class LookAround:
    """Looks at what lies around a locked vault; a slow keyring is waited for on the worker."""

    def __init__(self, folder: Path, person: str | None) -> None:
        self._folder, self._person = folder, person

    def __call__(self, tick: Tick) -> Surroundings:
        """Look."""
        from khachhang.operations import backups, locking, vaults

        try:
            people = tuple(vaults.people(self._folder))
        except UserError:  # opening says what is wrong with it
            people = ()
        person = self._person if self._person in people else None
        newest = backups.newest(self._folder)
        spares = vaults.spare_keys(self._folder) if not people else []
        return Surroundings(
            self._folder,
            self._person,
            people,
            locking.key_here(self._folder, person) is not None,
            (newest.day.isoformat(), newest.path) if newest is not None else None,
            (spares[0].origin, spares[0].at) if spares else ("", ""),
        )
