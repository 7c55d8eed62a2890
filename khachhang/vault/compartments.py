"""Confidential fields: one data key per batch or edit, sealed to a compartment's public key, encrypts them one by one.

So staff who may not read a compartment can still add to it, and no value can be moved to another customer, field or table.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from khachhang.vault import canonical, keys
from khachhang.vault.errors import NoRight, SealBroken
from khachhang.vault.slots import Compartment, SealedKey, compartment_context

CONFIDENTIAL = "confidential"
"""The compartment every vault has from its first day; the owner may read it."""


@dataclass(frozen=True, slots=True)
class EditKey:
    """The data key of one batch or edit. Store compartment_id, epoch, label and box beside what it sealed; key: never stored."""

    vault_id: str
    compartment_id: str
    epoch: int
    label: str
    box: bytes
    key: bytearray

    def wipe(self) -> None:
        """Forget the key."""
        keys.wipe(self.key)


def new_edit_key(vault_id: str, compartment: Compartment, label: str) -> EditKey:
    """Return a fresh data key sealed to the compartment's newest public key. label: what it belongs to, for example "batch 12"."""
    newest, key = compartment.epochs[-1], keys.new_key()
    box = keys.seal(newest.public, key, _edit_context(vault_id, compartment.compartment_id, newest.epoch, label))
    edit = EditKey(vault_id, compartment.compartment_id, newest.epoch, label, box, bytearray(key))
    keys.wipe(key)
    return edit


def open_edit_key(vault_id: str, compartment: Compartment, epoch: int, box: bytes, label: str, holder: tuple[str, keys.Secret]) -> EditKey:
    """Return the data key in a box. holder: id and private key of the person. NoRight without the key, SealBroken for a changed box."""
    person_id, private = holder
    sealed = _epoch(compartment, epoch)
    if person_id not in sealed.boxes:
        raise NoRight(compartment=compartment.compartment_id)
    name = compartment.compartment_id
    try:
        half = keys.unseal(private, sealed.boxes[person_id], compartment_context(vault_id, name, epoch, person_id))
        key = keys.unseal(half, box, _edit_context(vault_id, name, epoch, label))
    except keys.DoesNotOpen as error:
        raise SealBroken() from error
    keys.wipe(half)
    edit = EditKey(vault_id, name, epoch, label, box, bytearray(key))
    keys.wipe(key)
    return edit


def seal_field(edit: EditKey, value: bytes, *, table: str, record: int | str, field_key: str) -> bytes:
    """Return nonce + AES-256-GCM of one value, bound to table, record, field and epoch. Its length shows that of the value."""
    return keys.wrap(edit.key, value, _field_context(edit, table, record, field_key))


def unseal_field(edit: EditKey, sealed: bytes, *, table: str, record: int | str, field_key: str) -> bytes:
    """Return the value; SealBroken when its bytes or its place are not those of the sealing."""
    try:
        return keys.unwrap(edit.key, sealed, _field_context(edit, table, record, field_key))
    except keys.DoesNotOpen as error:
        raise SealBroken() from error


class FieldCipher:
    """Seals and opens many values under one edit key, with the bytes and contexts of `seal_field`, three times as fast."""

    __slots__ = ("_aead", "_fields", "_head", "edit")

    def __init__(self, edit: EditKey) -> None:
        self.edit = edit
        self._aead = AESGCM(edit.key)
        self._head = canonical.encode(["khachhang field", edit.vault_id, edit.compartment_id, edit.epoch])[:-1]
        self._fields: dict[tuple[str, str], tuple[bytes, bytes]] = {}

    def seal(self, value: bytes, table: str, record: int, field_key: str) -> bytes:
        """Return what `seal_field` returns."""
        nonce = secrets.token_bytes(keys.NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, value, self._context(table, record, field_key))

    def unseal(self, sealed: bytes, table: str, record: int, field_key: str) -> bytes:
        """Return the value; SealBroken when its bytes or its place are not those of the sealing."""
        try:
            return self._aead.decrypt(sealed[: keys.NONCE_BYTES], sealed[keys.NONCE_BYTES :], self._context(table, record, field_key))
        except (InvalidTag, ValueError) as error:
            raise SealBroken() from error

    def _context(self, table: str, record: int, field_key: str) -> bytes:
        parts = self._fields.get((table, field_key))
        if parts is None:
            ends = f",{json.dumps(table, ensure_ascii=False)},".encode(), f",{json.dumps(field_key, ensure_ascii=False)}]".encode()
            parts = self._fields[table, field_key] = (self._head + ends[0], ends[1])
        return parts[0] + str(record).encode() + parts[1]


def new_compartment(vault_id: str, compartment_id: str, readers: dict[str, bytes]) -> Compartment:
    """Return a compartment with its first key pair. readers: person id → public key of those who may read it."""
    return Compartment(compartment_id, (new_epoch(vault_id, compartment_id, 1, readers),))


def new_epoch(vault_id: str, compartment_id: str, epoch: int, readers: dict[str, bytes]) -> SealedKey:
    """Return a fresh key pair of a compartment, its private half sealed to each reader."""
    half = keys.new_key()
    boxes = {person: keys.seal(key, half, compartment_context(vault_id, compartment_id, epoch, person)) for person, key in readers.items()}
    sealed = SealedKey(epoch, keys.public_of(half), boxes)
    keys.wipe(half)
    return sealed


def _epoch(compartment: Compartment, epoch: int) -> SealedKey:
    found = [sealed for sealed in compartment.epochs if sealed.epoch == epoch]
    if not found:
        raise SealBroken()
    return found[0]


def _edit_context(vault_id: str, compartment_id: str, epoch: int, label: str) -> keys.Context:
    return ["khachhang edit key", vault_id, compartment_id, epoch, label]


def _field_context(edit: EditKey, table: str, record: int | str, field_key: str) -> keys.Context:
    return ["khachhang field", edit.vault_id, edit.compartment_id, edit.epoch, table, record, field_key]
