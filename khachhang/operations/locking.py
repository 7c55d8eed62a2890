"""Locking and opening again: the PIN of the counter, drafts that outlive a lock, and this computer remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import orjson

from khachhang.errors import UserError
from khachhang.operations import vaults
from khachhang.operations.opened import OpenVault, utc_now
from khachhang.progress import Tick, no_tick
from khachhang.store import personal
from khachhang.vault import SeenMemory, devices, keys, soft_lock
from khachhang.vault.errors import ReadOnly, SealBroken
from khachhang.vault.generations import back_up_daily
from khachhang.vault.soft_lock import SoftLock

PIN, CLOSING, DRAFT = "pin", "closing", "draft"
CLOSING_TIME = "21:00"


def set_pin(opened: OpenVault, pin: str, closing: str = CLOSING_TIME) -> None:
    """Let a short PIN open again what this person locked at the counter, until closing time (local, HH:MM). Raises PinRefused."""
    time.fromisoformat(closing)
    _put(opened, PIN, soft_lock.make_pin(opened.vault, pin))
    _put(opened, CLOSING, opened.vault.seal_own(CLOSING, closing.encode()))


def forget_pin(opened: OpenVault) -> None:
    """Let only the password open again."""
    for key in (PIN, CLOSING):
        _drop(opened, key)


def closing_time(opened: OpenVault) -> str | None:
    """Return until when the PIN of this person opens, None without a PIN or with one that this person did not set."""
    pin, closing = _get(opened, PIN), _get(opened, CLOSING)
    if pin is None or closing is None:
        return None
    try:
        keys.wipe(opened.vault.open_own(PIN, pin))
        return opened.vault.open_own(CLOSING, closing).decode()
    except SealBroken:
        return None


@dataclass(frozen=True, slots=True)
class LockReport:
    """What locking did. soft: what a PIN opens again, until closing time; None where only the password opens."""

    soft: SoftLock | None = None
    closing: str | None = None
    backup_error: UserError | None = None


def lock(
    opened: OpenVault, drafts: Sequence[Mapping[str, Any]] = (), *, softly: bool = True, with_backup: bool = True, tick: Tick = no_tick
) -> LockReport:
    """Keep the drafts, make the backup of the day where none was made, and lock, whatever happens on the way.

    softly: let the PIN open again, when this person has one and closing time is not over. with_backup: not when the computer is about to
    sleep.
    """
    if opened.vault.is_locked:
        return LockReport()
    error: UserError | None = None
    try:
        keep_drafts(opened, drafts)
        if with_backup and not opened.is_sample and not opened.vault.is_read_only:
            back_up_daily(opened.vault, opened.clock().astimezone(), tick=tick)
    except UserError as ending:
        error = ending
    try:
        vaults.remember(opened)
        box, closing = _get(opened, PIN), closing_time(opened)
        now = opened.clock().astimezone()
        if softly and box is not None and closing is not None and (left := seconds_until(closing, now)) > 0:
            soft = soft_lock.soft_lock(opened.vault, box)
            soft.until = now + timedelta(seconds=left)
            return LockReport(soft, closing, error)
        return LockReport(backup_error=error)
    finally:
        vaults.finish(opened)


def seconds_until(closing: str, now: datetime) -> float:
    """Return the seconds from now (local time with its zone) to closing time today; negative when it is over."""
    end = datetime.combine(now.date(), time.fromisoformat(closing), now.tzinfo)
    return (end - now) / timedelta(seconds=1)


def open_again(
    folder: Path, lock: SoftLock, pin: str, *, clock: Callable[[], datetime] = utc_now, memory: SeenMemory | None = None
) -> OpenVault:
    """Open by PIN what was locked softly. Raises PinWrong(left=…), PinSpent, and what opening raises."""
    if lock.until is not None and clock() >= lock.until:
        lock.wipe()
        raise soft_lock.PinSpent()
    try:
        opened = vaults.open_(folder, held=lock.held(pin), clock=clock, memory=memory)
    except UserError as error:
        if soft_lock.is_wrong(error):
            raise lock.failed() from error
        raise
    lock.wipe()
    return opened


def keep_drafts(opened: OpenVault, drafts: Sequence[Mapping[str, Any]]) -> None:
    """Keep what was typed and not saved, sealed to this person, inside the vault. No drafts = nothing changes."""
    if drafts and not opened.vault.is_read_only:
        _put(opened, DRAFT, opened.vault.seal_own(DRAFT, orjson.dumps([dict(d) for d in drafts])))


def take_drafts(opened: OpenVault) -> list[dict[str, Any]]:
    """Return what was typed and not saved when this person's vault was locked last; it is kept no longer."""
    box = _get(opened, DRAFT)
    if box is None:
        return []
    _drop(opened, DRAFT)
    try:
        found: list[dict[str, Any]] = orjson.loads(opened.vault.open_own(DRAFT, box))
    except SealBroken:  # of before a new first password, or not this person's
        return []
    return found


def remember_here(opened: OpenVault) -> None:
    """Let this person open the vault on this computer without the password. NoRight for the owner, `keyring_missing`."""
    devices.remember_here(opened.vault, now=opened.clock())


def forget_here(opened: OpenVault) -> None:
    """Ask for the password again on every computer that was remembered for this person."""
    devices.forget_here(opened.vault, now=opened.clock())


def is_remembered(opened: OpenVault) -> bool:
    """Tell whether some computer is remembered for this person."""
    return devices.is_remembered(opened.vault)


def key_here(folder: Path, person: str | None = None) -> bytes | None:
    """Return this computer's key for a person, None when it was not remembered. Takes a few seconds at most."""
    return devices.key_here(folder, person)


def _get(opened: OpenVault, key: str) -> bytes | None:
    if opened.vault.is_read_only:  # may be of an older schema
        return None
    with opened.reading() as connection:
        found = personal.get(connection, opened.vault.person_id, key)
    return found.sealed if found is not None else None


def _put(opened: OpenVault, key: str, sealed: bytes) -> None:
    if opened.vault.is_read_only:
        raise ReadOnly(name=opened.name)
    with opened.writing() as connection:
        personal.put(connection, opened.vault.person_id, key, opened.now(), sealed)


def _drop(opened: OpenVault, key: str) -> None:
    with opened.writing() as connection:
        personal.drop(connection, opened.vault.person_id, key)
