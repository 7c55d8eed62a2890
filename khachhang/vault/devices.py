"""Remember on this computer: a device key in the system's keyring opens a device slot. Never for the owner, revocable, off by default."""

from __future__ import annotations

import platform
from datetime import datetime
from pathlib import Path

from khachhang.errors import UserError
from khachhang.vault import changes, keys, members
from khachhang.vault.files import DISK, Disk
from khachhang.vault.freshness import keyring_read, keyring_write
from khachhang.vault.keys_file import read_keys
from khachhang.vault.opened import OpenedVault
from khachhang.vault.slots import Locker, SlotKind


def remember_here(opened: OpenedVault, *, now: datetime, label: str | None = None) -> None:
    """Let this person open the vault on this computer without typing the password.

    NoRight for the owner. UserError `keyring_missing` where the system keeps no secrets safely: nothing is changed then.
    """
    device_key = changes.remember_device(opened, label=label or platform.node() or "?", now=now)
    try:
        if not keyring_write(_name(opened.vault_id, opened.person_id), device_key.hex()):
            changes.forget_devices(opened, now=now)
            raise UserError("keyring_missing")
    finally:
        keys.wipe(device_key)


def forget_here(opened: OpenedVault, *, now: datetime) -> None:
    """Revoke every computer of this person that was remembered, this one too."""
    keyring_write(_name(opened.vault_id, opened.person_id), None)
    changes.forget_devices(opened, now=now)


def is_remembered(opened: OpenedVault) -> bool:
    """Tell whether some computer is remembered for this person."""
    return any(slot.kind == SlotKind.DEVICE.value for slot in opened.keys.locker(opened.person_id).slots)


def key_here(folder: Path, person: str | None, disk: Disk = DISK) -> bytes | None:
    """Return this computer's key for a person of a vault, None when it was not remembered, revoked, or the keyring does not answer."""
    try:
        content = read_keys(folder, disk).content
    except UserError:
        return None
    who = members.find_person(content.roll, person)
    if who is None or not _has_device(content.lockers, who.person_id):
        return None
    text = keyring_read(_name(content.roll.vault_id, who.person_id))
    try:
        return bytes.fromhex(text) if text else None
    except ValueError:
        return None


def _has_device(lockers: tuple[Locker, ...], person_id: str) -> bool:
    return any(s.kind == SlotKind.DEVICE.value for locker in lockers if locker.person_id == person_id for s in locker.slots)


def _name(vault_id: str, person_id: str) -> str:
    return f"device {vault_id} {person_id}"
