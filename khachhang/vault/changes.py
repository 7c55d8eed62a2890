"""Changing who opens a vault with what: passwords, recovery code, devices, people. Each change is one durable write of the keys file."""

from __future__ import annotations

import secrets
import time
from dataclasses import replace
from datetime import datetime

from khachhang.errors import UserError
from khachhang.vault import keys, members, slots
from khachhang.vault.errors import NoRight, ReadOnly, WrongPassword, explained
from khachhang.vault.keys_file import read_keys, write_keys
from khachhang.vault.members import Unlocked
from khachhang.vault.opened import OpenedVault
from khachhang.vault.passwords import check_new_password
from khachhang.vault.recovery_code import new_recovery_secret, write_recovery_code
from khachhang.vault.slots import Compartment, KeysFile, Locker, SealedKey, Slot, SlotKind
from khachhang.vault.spare_keys import keep_spare

FIRST = "first"
"""Label of a password slot that the owner set: the person is asked for one of their own."""


def must_choose_password(opened: OpenedVault) -> bool:
    """Tell whether the password that opened the vault is one the owner gave out."""
    slots_now = _locker(opened).slots
    return opened.opened_with is SlotKind.PASSWORD and any(s.kind == SlotKind.PASSWORD.value and s.label == FIRST for s in slots_now)


def change_password(opened: OpenedVault, old: str | None, new: str, *, now: datetime, argon2: keys.Argon2 | None = None) -> None:
    """Give the person who opened the vault another password. old: may be None only after opening with the recovery code, or with a
    password that the owner gave out.

    Raises WrongPassword, PasswordRefused, DiskFull, ReadOnly. Nobody else is touched; devices stay remembered.
    """
    check_new_password(new, shop_name=opened.name, words=[opened.person.name]).refuse()
    if old is None and opened.opened_with is not SlotKind.RECOVERY and not must_choose_password(opened):
        raise WrongPassword()
    if old is not None:
        _check_password(opened, old)
    epoch = _newest_epoch(opened, SlotKind.PASSWORD) + 1
    slot = members.make_slot(
        opened.vault_id, _who(opened), SlotKind.PASSWORD, new, argon2=argon2 or keys.tuned(time.perf_counter), epoch=epoch
    )
    _replace_slots(opened, SlotKind.PASSWORD, [slot], now)
    opened.opened_with = SlotKind.PASSWORD


def new_recovery_code(opened: OpenedVault, *, now: datetime) -> str:
    """Return a new recovery code of the person who opened the vault; the sheet printed before opens nothing from now on."""
    secret = new_recovery_secret()
    code = write_recovery_code(secret)
    epoch = _newest_epoch(opened, SlotKind.RECOVERY) + 1
    slot = members.make_slot(opened.vault_id, _who(opened), SlotKind.RECOVERY, secret, argon2=None, epoch=epoch)
    keys.wipe(secret)
    _replace_slots(opened, SlotKind.RECOVERY, [slot], now)
    return code


def is_last_group(opened: OpenedVault, code: str, typed: str) -> bool:
    """Tell whether what was typed is the last group of the code just shown ("Gõ lại nhóm cuối để chắc đã cất")."""
    return secrets.compare_digest(code.rsplit("-", 1)[-1].encode(), typed.strip().upper().encode())


def remember_device(opened: OpenedVault, *, label: str, now: datetime) -> bytes:
    """Return a random key that opens this vault for this person on one computer, for the system keyring. NoRight for the owner."""
    if opened.is_owner:
        raise NoRight(compartment="")
    device_key = keys.new_key()
    kept = [slot for slot in _locker(opened).slots if slot.kind == SlotKind.DEVICE.value and slot.label != label]
    slot = members.make_slot(opened.vault_id, _who(opened), SlotKind.DEVICE, device_key, argon2=None, epoch=1, label=label)
    _replace_slots(opened, SlotKind.DEVICE, [*kept, slot], now)
    return device_key


def forget_devices(opened: OpenedVault, *, now: datetime) -> None:
    """Revoke every remembered computer of this person."""
    _replace_slots(opened, SlotKind.DEVICE, [], now)


def add_person(
    opened: OpenedVault,
    name: str,
    password: str,
    *,
    role: str,
    compartments: tuple[str, ...] = (),
    now: datetime,
    argon2: keys.Argon2 | None = None,
) -> str:
    """Add a person with a first password (to be changed by them) and return their id. The owner must be the one who opened the vault.

    compartments: ids of those the person may read. Raises NoRight, PasswordRefused, UserError("person_exists").
    """
    check_owner(opened)
    check_new_password(password, shop_name=opened.name, words=[name]).refuse()
    roll = opened.keys.roll
    if members.is_name_taken(roll, name):
        raise UserError("person_exists", person=name)
    person, private, seed = members.new_person(name, role)
    boxes = {**roll.vault_key.boxes, **vault_boxes(opened, person)}
    shared = tuple(shared_with(opened, c, person) if c.compartment_id in compartments else c for c in roll.compartments)
    roll = replace(roll, people=(*roll.people, person), vault_key=replace(roll.vault_key, boxes=boxes), compartments=shared)
    who = Unlocked(person.person_id, SlotKind.PASSWORD, private, seed, roll.owners[-1].sign_key)
    argon2 = argon2 or keys.tuned(time.perf_counter)
    slot = members.make_slot(opened.vault_id, who, SlotKind.PASSWORD, password, argon2=argon2, epoch=1, label=FIRST)
    content = members.with_roll(opened.keys, roll, opened.ring["seed"])
    content = members.with_locker(content, Locker(person.person_id, 0, (slot,)), seed)
    for secret in (private, seed):
        keys.wipe(secret)
    store_keys(opened, content, now)
    return person.person_id


def set_rights(opened: OpenedVault, rights: dict[str, object], *, now: datetime) -> None:
    """Replace the map of rights that the owner signs; its meaning belongs to the operations."""
    check_owner(opened)
    store_keys(opened, members.with_roll(opened.keys, replace(opened.keys.roll, rights=rights), opened.ring["seed"]), now)


def store_keys(opened: OpenedVault, content: KeysFile, now: datetime) -> None:
    """Write the keys file durably and go on with it. On DiskFull or ReadOnly the old one stands, on disk and here."""
    if opened.is_read_only:
        raise ReadOnly(name=opened.name)
    with explained(opened.folder):
        write_keys(opened.folder, content, opened.disk)
    opened.keys = content
    opened.troubles = read_keys(opened.folder, opened.disk).troubles
    opened.remember(now)
    keep_spare(opened)


def _replace_slots(opened: OpenedVault, kind: SlotKind, fresh: list[Slot], now: datetime) -> None:
    locker = _locker(opened)
    kept = tuple(slot for slot in locker.slots if slot.kind != kind.value)
    store_keys(opened, members.with_locker(opened.keys, replace(locker, slots=(*kept, *fresh)), opened.ring["seed"]), now)


def _check_password(opened: OpenedVault, password: str) -> None:
    who = members.unlock_with_password(opened.keys, opened.person_id, password)
    for secret in (who.private, who.seed):
        keys.wipe(secret)


def check_owner(opened: OpenedVault) -> None:
    """Refuse everybody but the owner, who alone can sign the list of people."""
    if not opened.is_owner:
        raise NoRight(compartment="")


def _who(opened: OpenedVault) -> Unlocked:
    ring = opened.ring
    return Unlocked(opened.person_id, opened.opened_with, ring["private"], ring["seed"], opened.keys.roll.owners[-1].sign_key)


def _locker(opened: OpenedVault) -> Locker:
    return opened.keys.locker(opened.person_id)


def _newest_epoch(opened: OpenedVault, kind: SlotKind) -> int:
    return max((slot.epoch for slot in _locker(opened).slots if slot.kind == kind.value), default=0)


def vault_boxes(opened: OpenedVault, person: slots.Person) -> dict[str, bytes]:
    """Return the vault key sealed to one more person."""
    ring, epoch = opened.ring, opened.keys.roll.vault_key.epoch
    return dict(members.seal_vault_key(opened.vault_id, epoch, ring["vault"], ring["derivation"], [person]).boxes)


def shared_with(opened: OpenedVault, compartment: Compartment, person: slots.Person) -> Compartment:
    """Return the compartment with every epoch's private half sealed to one more person."""
    return replace(
        compartment, epochs=tuple(_shared_epoch(opened, compartment.compartment_id, sealed, person) for sealed in compartment.epochs)
    )


def _shared_epoch(opened: OpenedVault, compartment_id: str, sealed: SealedKey, person: slots.Person) -> SealedKey:
    def context(person_id: str) -> keys.Context:
        return slots.compartment_context(opened.vault_id, compartment_id, sealed.epoch, person_id)

    half = keys.unseal(opened.ring["private"], sealed.boxes[opened.person_id], context(opened.person_id))
    box = keys.seal(person.seal_key, half, context(person.person_id))
    keys.wipe(half)
    return replace(sealed, boxes={**sealed.boxes, person.person_id: box})
