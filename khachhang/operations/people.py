"""Who may open the vault and do what: accounts, roles, rights, quotas, a forgotten password, leaving, and new keys afterwards.

Only the owner changes any of it: the owner's key signs the list (docs/key-format.md), whatever rights somebody has.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from khachhang import vault
from khachhang.errors import UserError
from khachhang.operations import audit
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import QUOTAS, ROLES, Right, Rights, needs, rights_of, with_person, without_person
from khachhang.progress import Tick, no_tick
from khachhang.vault import Argon2
from khachhang.vault.errors import VaultInUse
from khachhang.vault.generations import back_up_before
from khachhang.vault.slots import Person

_BUSY_S = 30.0
"""So long new keys wait for readers to let go."""


@dataclass(frozen=True, slots=True)
class PersonInfo:
    """One account. devices: computers that remember the person. is_active: False for somebody who left."""

    person_id: str
    name: str
    rights: Rights
    devices: tuple[str, ...]
    is_active: bool
    is_owner: bool

    @property
    def role(self) -> str:
        """owner, manager, staff or read-only."""
        return self.rights.role


def list_people(opened: OpenVault, *, with_gone: bool = True) -> list[PersonInfo]:
    """Return everybody, the owner first, those who left last. Names and roles are no secret: the keys file shows them without a key."""
    roll = opened.vault.keys.roll
    found = [_info(opened, p) for p in roll.people if p.is_active or with_gone]
    return sorted(found, key=lambda p: (not p.is_owner, not p.is_active, p.name.casefold()))


def person(opened: OpenVault, name: str) -> PersonInfo:
    """Return the account of that name or id; UserError `no_such_person`."""
    wanted = _fold(name)
    for each in list_people(opened):
        if name == each.person_id or _fold(each.name) == wanted:
            return each
    raise UserError("no_such_person", person=name)


def people_to_open(folder: Path) -> list[str]:
    """Return the names of those who can open a closed vault, the owner first, for the screen that asks for the password."""
    return vault.people_of(folder)


@needs(Right.MANAGE)
def add(
    opened: OpenVault,
    name: str,
    password: str,
    *,
    role: str = "staff",
    department: str = "",
    argon2: Argon2 | None = None,
) -> PersonInfo:
    """Add a person with a first password, to be changed by them. UserError `person_exists`, also for a name somebody had before."""
    _owner_only(opened)
    name = " ".join(name.split())
    if not name:
        raise UserError("nothing_typed")
    person_id = vault.add_person(opened.vault, name, password, role=_checked_role(role), now=opened.clock(), argon2=argon2)
    if department.strip():
        said = with_person(opened.vault.keys.roll, person_id, department=department.strip())
        vault.set_rights(opened.vault, said, now=opened.clock())
    audit.note(opened, "person_added", name=name, role=role)
    return person(opened, person_id)


@needs(Right.MANAGE)
def change(
    opened: OpenVault,
    who: str,
    *,
    role: str | None = None,
    allowed: Collection[Right] | None = None,
    quota: Mapping[str, int | None] | None = None,
    department: str | None = None,
) -> PersonInfo:
    """Change role, rights, quota (per day, None = no limit) or department of a person; None leaves a thing as it is.

    Another role without rights of its own brings the defaults of that role.
    """
    _owner_only(opened)
    before = _other(opened, who)
    _check_quota(quota)
    roll = opened.vault.keys.roll
    if role is not None and role != before.role:
        roll = replace(roll, rights=without_person(roll, before.person_id))
    if allowed is not None:
        allowed = {*allowed, Right.VIEW}
    said = with_person(roll, before.person_id, allowed=allowed, quota=quota, department=department)
    vault.set_role(opened.vault, before.person_id, _checked_role(role or before.role), said, now=opened.clock())
    now = person(opened, before.person_id)
    if now != before:
        audit.note(opened, "person_changed", name=now.name, role=now.role, rights=[r.value for r in Right if r in now.rights.allowed])
    return now


@needs(Right.MANAGE)
def reset_password(opened: OpenVault, who: str, password: str, *, argon2: Argon2 | None = None) -> None:
    """Give a person who forgot theirs a new first password; nobody reads the old one. Remembered computers are forgotten."""
    _owner_only(opened)
    found = _other(opened, who)
    vault.reset_password(opened.vault, found.person_id, password, now=opened.clock(), argon2=argon2)
    audit.note(opened, "password_reset", name=found.name)


@needs(Right.MANAGE)
def remove(opened: OpenVault, who: str, *, new_keys: bool = True, tick: Tick = no_tick) -> None:
    """Take a person off. new_keys: also change every key, so that keys the person may have copied open nothing written from now on.

    A backup is made before new keys. Copies and backups made before stay readable with the person's password: nothing can reach them.
    """
    _owner_only(opened)
    found = _other(opened, who)
    if new_keys:
        _rotate(opened, [found.person_id], tick)
    else:
        vault.remove_person(opened.vault, found.person_id, now=opened.clock())
    audit.note(opened, "person_removed", name=found.name)
    if new_keys:
        audit.note(opened, "rotated")


@needs(Right.MANAGE)
def rotate(opened: OpenVault, tick: Tick = no_tick) -> None:
    """Change every key although nobody leaves: a copy may be in wrong hands. Passwords and recovery sheets stay. A backup comes first."""
    _owner_only(opened)
    _rotate(opened, [], tick)
    audit.note(opened, "rotated")


def forget_devices(opened: OpenVault) -> None:
    """Forget every computer that remembers the person who opened the vault. Everybody may do that for themselves."""
    vault.forget_devices(opened.vault, now=opened.clock())


def _rotate(opened: OpenVault, leaving: list[str], tick: Tick) -> None:
    """Back up, then change the keys as soon as nobody reads; a cut at any point leaves a vault that opens (`vault.rotation`)."""
    if not opened.is_sample:
        back_up_before(opened.vault, "keys", opened.clock().astimezone(), tick=_half(tick, 0))
    _when_idle(lambda: vault.revoke_and_rotate(opened.vault, leaving, now=opened.clock(), tick=_half(tick, 1)))


def _when_idle(act: Callable[[], None]) -> None:
    deadline = time.monotonic() + _BUSY_S
    while True:
        try:
            return act()
        except VaultInUse as error:
            if time.monotonic() > deadline:
                raise UserError("vault_busy") from error
            time.sleep(0.05)


def _half(tick: Tick, place: int) -> Tick:
    """Return a tick that reports one of two halves."""
    return lambda done, total: tick(place * total + done, 2 * total)


def _info(opened: OpenVault, each: Person) -> PersonInfo:
    roll = opened.vault.keys.roll
    devices = tuple(vault.devices_of(opened.vault, each.person_id))
    return PersonInfo(each.person_id, each.name, rights_of(roll, each.person_id), devices, each.is_active, each.person_id == roll.owner_id)


def _other(opened: OpenVault, who: str) -> PersonInfo:
    """Return an active person who is not the owner."""
    found = person(opened, who)
    if found.is_owner or not found.is_active:
        raise UserError("not_the_owner" if found.is_owner else "no_such_person", person=found.name)
    return found


def _owner_only(opened: OpenVault) -> None:
    if not opened.vault.is_owner:
        raise UserError("owner_only", owner=opened.owner_name)


def _checked_role(role: str) -> str:
    if role not in ROLES or role == "owner":
        raise UserError("no_such_role", role=role)
    return role


def _check_quota(quota: Mapping[str, int | None] | None) -> None:
    for what, limit in (quota or {}).items():
        if what not in QUOTAS or (limit is not None and limit < 0):
            raise UserError("no_such_right", right=what)


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
