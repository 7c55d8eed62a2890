"""The owner changes who is in: roles, a forgotten password, a person who leaves. Adding stands in `changes`, new keys in `rotation`."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from khachhang.vault import keys, members
from khachhang.vault.changes import FIRST, check_owner, shared_with, store_keys, vault_boxes
from khachhang.vault.errors import NoRight
from khachhang.vault.members import Unlocked
from khachhang.vault.opened import OpenedVault
from khachhang.vault.passwords import check_new_password
from khachhang.vault.slots import Compartment, Locker, Person, Roll, SealedKey, SlotKind


def devices_of(opened: OpenedVault, person_id: str) -> list[str]:
    """Return the labels of the computers that remember a person."""
    found = [locker for locker in opened.keys.lockers if locker.person_id == person_id]
    return [s.label for locker in found for s in locker.slots if s.kind == SlotKind.DEVICE.value]


def set_role(opened: OpenedVault, person_id: str, role: str, rights: Mapping[str, Any], *, now: datetime) -> None:
    """Give a person a role, and the vault the map of rights that belongs to it, in one signature. NoRight for all but the owner."""
    check_owner(opened)
    roll = opened.keys.roll
    people = tuple(replace(p, role=role) if p.person_id == person_id else p for p in roll.people)
    store_keys(opened, members.with_roll(opened.keys, replace(roll, people=people, rights=dict(rights)), opened.ring["seed"]), now)


def reset_password(opened: OpenedVault, person_id: str, password: str, *, now: datetime, argon2: keys.Argon2 | None = None) -> None:
    """Give a person who forgot theirs a new first password. Their private keys are under the lost one, so they get new ones.

    Everything the owner can read is sealed to the new keys: the vault key, and the compartments the person could read. Remembered
    computers and the person's own recovery code end. Raises NoRight (not the owner; the owner; somebody who left), PasswordRefused.
    """
    check_owner(opened)
    roll = opened.keys.roll
    person = _member(opened, person_id)
    check_new_password(password, shop_name=opened.name, words=[person.name]).refuse()
    fresh, private, seed = members.new_person(person.name, person.role)
    fresh = replace(fresh, person_id=person_id)
    roll = replace(
        roll,
        people=tuple(fresh if p.person_id == person_id else p for p in roll.people),
        vault_key=replace(roll.vault_key, boxes={**roll.vault_key.boxes, **vault_boxes(opened, fresh)}),
        compartments=tuple(_resealed(opened, c, fresh) for c in roll.compartments),
    )
    who = Unlocked(person_id, SlotKind.PASSWORD, private, seed, roll.owners[-1].sign_key)
    slot = members.make_slot(
        opened.vault_id, who, SlotKind.PASSWORD, password, argon2=argon2 or keys.tuned(time.perf_counter), epoch=1, label=FIRST
    )
    content = members.with_roll(opened.keys, roll, opened.ring["seed"])
    number = next((locker.number for locker in content.lockers if locker.person_id == person_id), 0)
    content = members.with_locker(content, Locker(person_id, number, (slot,)), seed)
    for secret in (private, seed):
        keys.wipe(secret)
    store_keys(opened, content, now)


def remove_person(opened: OpenedVault, person_id: str, *, now: datetime) -> None:
    """Take a person's slots and boxes away. The keys stay as they are: what the person copied before, they can go on opening."""
    check_owner(opened)
    person, content = _member(opened, person_id), opened.keys
    roll = content.roll
    roll = replace(
        roll,
        people=tuple(replace(p, is_active=False) if p is person else p for p in roll.people),
        vault_key=_without(roll.vault_key, person_id),
        compartments=tuple(replace(c, epochs=tuple(_without(e, person_id) for e in c.epochs)) for c in roll.compartments),
    )
    content = replace(content, lockers=tuple(k for k in content.lockers if k.person_id != person_id))
    store_keys(opened, members.with_roll(content, roll, opened.ring["seed"]), now)


def _member(opened: OpenedVault, person_id: str) -> Person:
    """Return an active person who is not the owner; NoRight for anybody else."""
    roll: Roll = opened.keys.roll
    found = [p for p in roll.people if p.person_id == person_id and p.is_active]
    if not found or person_id == roll.owner_id:
        raise NoRight(compartment="")
    return found[0]


def _resealed(opened: OpenedVault, compartment: Compartment, person: Person) -> Compartment:
    """Return a compartment whose boxes for that person are for their new keys; untouched when they had none."""
    had = {e.epoch for e in compartment.epochs if person.person_id in e.boxes}
    sealed = shared_with(opened, compartment, person) if had else compartment
    epochs = tuple(new if old.epoch in had else old for old, new in zip(compartment.epochs, sealed.epochs, strict=True))
    return replace(compartment, epochs=epochs)


def _without(sealed: SealedKey, person_id: str) -> SealedKey:
    return replace(sealed, boxes={person: box for person, box in sealed.boxes.items() if person != person_id})
