"""The keys file: who may open the vault, with what. Format and reasons: docs/key-format.md. Pure: bytes in, values out.

    line 1  KHACHHANG-KEYS 1
    line 2  canonical JSON: number, roll, roll_signature, lockers, files
    line 3  SHA-256 of lines 1 and 2, hex (against accidents; against people stand the signatures)

The *roll* is what the owner says: people, rights, who may unseal the vault key, compartments. Signed by the owner.
A *locker* is what one person keeps: the slots (password, recovery, device) that open this person's private keys. Signed by that person.
The *files* section holds the raw key of the database, wrapped under the vault key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from khachhang.vault import canonical, keys
from khachhang.vault.errors import KeysDamaged, KeysForged, VaultTooNew

MAGIC = b"KHACHHANG-KEYS "
VERSION = 1
LIMIT_BYTES = 4 << 20


class SlotKind(Enum):
    """What opens a slot. A file may hold kinds this program does not know: they are kept and not tried."""

    PASSWORD = "password"
    RECOVERY = "recovery"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to a person's private keys. salt: for the derivation; argon2 is None where the secret is random (HKDF is enough).

    wrapped: nonce + AES-256-GCM of X25519 private key | Ed25519 seed | the owner's public key as this person knows it.
    """

    slot_id: str
    kind: str
    epoch: int
    salt: bytes
    wrapped: bytes
    argon2: keys.Argon2 | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Locker:
    """The slots of one person, signed with this person's Ed25519 key. number grows with every change."""

    person_id: str
    number: int
    slots: tuple[Slot, ...]
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class Person:
    """One account. seal_key, sign_key: public keys. role: a word the operations understand; rights are the roll's."""

    person_id: str
    name: str
    role: str
    is_active: bool
    seal_key: bytes
    sign_key: bytes


@dataclass(frozen=True, slots=True)
class SealedKey:
    """One epoch of a key: its public half (empty for a symmetric key) and the secret sealed to each person, by id."""

    epoch: int
    public: bytes
    boxes: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Compartment:
    """A key pair for confidential fields: everybody may seal, the people with a box may read. The last epoch is the current one."""

    compartment_id: str
    epochs: tuple[SealedKey, ...]


@dataclass(frozen=True, slots=True)
class OwnerLink:
    """One owner's signing key, signed by the owner before (empty for the first)."""

    sign_key: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Roll:
    """What the owner signs. rights and extra: opaque JSON maps for the layers above and for later."""

    vault_id: str
    number: int
    owner_id: str
    owners: tuple[OwnerLink, ...]
    people: tuple[Person, ...]
    vault_key: SealedKey
    compartments: tuple[Compartment, ...] = ()
    rights: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def person(self, person_id: str) -> Person:
        """Return the person of that id (KeyError)."""
        return {person.person_id: person for person in self.people}[person_id]

    def compartment(self, compartment_id: str) -> Compartment:
        """Return the compartment of that id (KeyError)."""
        return {compartment.compartment_id: compartment for compartment in self.compartments}[compartment_id]


@dataclass(frozen=True, slots=True)
class FileKey:
    """The raw key of one database file, wrapped under the vault key of that epoch."""

    file_id: str
    epoch: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeysFile:
    """Everything in the keys file. number: grows with every write and says which of two copies is newer."""

    number: int
    roll: Roll
    roll_signature: bytes
    lockers: tuple[Locker, ...]
    current: FileKey
    pending: FileKey | None = None

    def locker(self, person_id: str) -> Locker:
        """Return the locker of that person (KeyError)."""
        return {locker.person_id: locker for locker in self.lockers}[person_id]


def slot_context(vault_id: str, person_id: str, slot: Slot) -> keys.Context:
    """Return what a slot's secret is bound to: everything about the slot but the secret itself."""
    argon2 = [slot.argon2.memory_kib, slot.argon2.passes, slot.argon2.lanes] if slot.argon2 else []
    return ["khachhang slot", vault_id, person_id, slot.slot_id, slot.kind, slot.epoch, slot.salt.hex(), slot.label, *argon2]


def vault_key_context(vault_id: str, epoch: int, person_id: str) -> keys.Context:
    """Return what a box of the vault key is bound to."""
    return ["khachhang vault key", vault_id, epoch, person_id]


def compartment_context(vault_id: str, compartment_id: str, epoch: int, person_id: str) -> keys.Context:
    """Return what a box of a compartment's private key is bound to."""
    return ["khachhang compartment", vault_id, compartment_id, epoch, person_id]


def file_key_context(vault_id: str, epoch: int, file_id: str) -> keys.Context:
    """Return what the wrapped key of a database file is bound to."""
    return ["khachhang file key", vault_id, epoch, file_id]


def own_context(vault_id: str, person_id: str, purpose: str) -> keys.Context:
    """Return what a box of one person's own matters is bound to."""
    return ["khachhang own", vault_id, person_id, purpose]


def sign_roll(roll: Roll, owner_seed: keys.Secret) -> bytes:
    """Return the owner's signature over the roll."""
    return keys.sign(owner_seed, _roll_message(roll))


def sign_locker(vault_id: str, locker: Locker, seed: keys.Secret) -> Locker:
    """Return the locker with its person's signature."""
    return Locker(locker.person_id, locker.number, locker.slots, keys.sign(seed, _locker_message(vault_id, locker)))


def sign_owner_link(vault_id: str, place: int, sign_key: bytes, earlier_seed: keys.Secret) -> OwnerLink:
    """Return the link that hands the vault over to the holder of `sign_key`. place: its index in `Roll.owners`."""
    return OwnerLink(sign_key, keys.sign(earlier_seed, _owner_message(vault_id, place, sign_key)))


def encode_keys(content: KeysFile) -> bytes:
    """Return the bytes of the keys file."""
    head = MAGIC + str(VERSION).encode() + b"\n" + canonical.encode(_keys_out(content)) + b"\n"
    return head + hashlib.sha256(head).hexdigest().encode() + b"\n"


def decode_keys(data: bytes) -> KeysFile:
    """Return what the bytes say, all signatures checked. Raises VaultTooNew, KeysDamaged or KeysForged."""
    content = _parse(data)
    if not _is_signed(content):
        raise KeysForged()
    return content


def is_owner_known(roll: Roll, sign_key: bytes) -> bool:
    """Tell whether the owner somebody remembers is this roll's owner or handed the vault over to this roll's owner."""
    return any(link.sign_key == sign_key for link in roll.owners)


def _parse(data: bytes) -> KeysFile:
    lines = data.split(b"\n")
    version = lines[0].removeprefix(MAGIC)
    if len(data) > LIMIT_BYTES or not lines[0].startswith(MAGIC) or len(lines) != 4 or lines[3]:
        if lines[0].startswith(MAGIC) and _is_later(version):
            raise VaultTooNew()
        raise KeysDamaged()
    if hashlib.sha256(data[: -len(lines[2]) - 1]).hexdigest().encode() != lines[2]:
        raise KeysDamaged()
    if _is_later(version):
        raise VaultTooNew()
    try:
        content = _keys_in(canonical.decode(lines[1]))
    except (canonical.NotCanonical, KeyError, TypeError, ValueError, AttributeError) as error:
        raise KeysDamaged() from error
    if encode_keys(content) != data:
        raise KeysDamaged()
    return content


def _is_later(version: bytes) -> bool:
    return version.isdigit() and len(version) < 5 and int(version) > VERSION


def _is_signed(content: KeysFile) -> bool:
    """Check the chain of owners, the owner's signature, each locker's, and that the two lists speak of the same people."""
    roll = content.roll
    for place, link in enumerate(roll.owners[1:], 1):
        if not keys.is_signed(roll.owners[place - 1].sign_key, _owner_message(roll.vault_id, place, link.sign_key), link.signature):
            return False
    people = {person.person_id: person for person in roll.people}
    if len(people) != len(roll.people) or roll.owner_id not in people or not roll.owners or roll.owners[0].signature:
        return False
    owner_key = roll.owners[-1].sign_key
    if people[roll.owner_id].sign_key != owner_key or not keys.is_signed(owner_key, _roll_message(roll), content.roll_signature):
        return False
    if len({locker.person_id for locker in content.lockers}) != len(content.lockers):
        return False
    return all(
        locker.person_id in people
        and keys.is_signed(people[locker.person_id].sign_key, _locker_message(roll.vault_id, locker), locker.signature)
        for locker in content.lockers
    )


def _roll_message(roll: Roll) -> bytes:
    return canonical.encode(["khachhang roll 1", _roll_out(roll)])


def _locker_message(vault_id: str, locker: Locker) -> bytes:
    return canonical.encode(["khachhang locker 1", vault_id, locker.person_id, locker.number, [_slot_out(s) for s in locker.slots]])


def _owner_message(vault_id: str, place: int, sign_key: bytes) -> bytes:
    return canonical.encode(["khachhang owner 1", vault_id, place, sign_key.hex()])


def _keys_out(content: KeysFile) -> dict[str, Any]:
    return {
        "number": content.number,
        "roll": _roll_out(content.roll),
        "roll_signature": content.roll_signature.hex(),
        "lockers": [
            {"person": k.person_id, "number": k.number, "slots": [_slot_out(s) for s in k.slots], "signature": k.signature.hex()}
            for k in content.lockers
        ],
        "files": {"current": _file_out(content.current), "pending": _file_out(content.pending) if content.pending else None},
    }


def _roll_out(roll: Roll) -> dict[str, Any]:
    return {
        "vault": roll.vault_id,
        "number": roll.number,
        "owner": roll.owner_id,
        "owners": [{"sign": link.sign_key.hex(), "signature": link.signature.hex()} for link in roll.owners],
        "people": [
            {"id": p.person_id, "name": p.name, "role": p.role, "active": p.is_active, "seal": p.seal_key.hex(), "sign": p.sign_key.hex()}
            for p in roll.people
        ],
        "vault_key": _sealed_out(roll.vault_key),
        "compartments": [{"id": c.compartment_id, "epochs": [_sealed_out(e) for e in c.epochs]} for c in roll.compartments],
        "rights": dict(roll.rights),
        "extra": dict(roll.extra),
    }


def _slot_out(slot: Slot) -> dict[str, Any]:
    argon2 = slot.argon2
    return {
        "id": slot.slot_id,
        "kind": slot.kind,
        "epoch": slot.epoch,
        "label": slot.label,
        "salt": slot.salt.hex(),
        "argon2": {"memory_kib": argon2.memory_kib, "passes": argon2.passes, "lanes": argon2.lanes} if argon2 else None,
        "wrapped": slot.wrapped.hex(),
    }


def _sealed_out(key: SealedKey) -> dict[str, Any]:
    return {"epoch": key.epoch, "public": key.public.hex(), "boxes": {person: box.hex() for person, box in key.boxes.items()}}


def _file_out(key: FileKey) -> dict[str, Any]:
    return {"id": key.file_id, "epoch": key.epoch, "wrapped": key.wrapped.hex()}


def _keys_in(value: Any) -> KeysFile:
    files = value["files"]
    return KeysFile(
        number=_whole(value["number"]),
        roll=_roll_in(value["roll"]),
        roll_signature=bytes.fromhex(value["roll_signature"]),
        lockers=tuple(
            Locker(_text(k["person"]), _whole(k["number"]), tuple(map(_slot_in, k["slots"])), bytes.fromhex(k["signature"]))
            for k in value["lockers"]
        ),
        current=_file_in(files["current"]),
        pending=_file_in(files["pending"]) if files["pending"] is not None else None,
    )


def _roll_in(value: Any) -> Roll:
    return Roll(
        vault_id=_text(value["vault"]),
        number=_whole(value["number"]),
        owner_id=_text(value["owner"]),
        owners=tuple(OwnerLink(_key(link["sign"]), bytes.fromhex(link["signature"])) for link in value["owners"]),
        people=tuple(
            Person(_text(p["id"]), _text(p["name"]), _text(p["role"]), _truth(p["active"]), _key(p["seal"]), _key(p["sign"]))
            for p in value["people"]
        ),
        vault_key=_sealed_in(value["vault_key"]),
        compartments=tuple(Compartment(_text(c["id"]), _epochs_in(c["epochs"])) for c in value["compartments"]),
        rights=_map(value["rights"]),
        extra=_map(value["extra"]),
    )


def _slot_in(value: Any) -> Slot:
    argon2 = value["argon2"]
    parameters = (
        keys.Argon2(_whole(argon2["memory_kib"]), _whole(argon2["passes"]), _whole(argon2["lanes"])) if argon2 is not None else None
    )
    if parameters and not parameters.is_within_bounds():
        raise ValueError("Argon2 parameters out of bounds")
    if parameters is None and value["kind"] == SlotKind.PASSWORD.value:
        raise ValueError("a password needs Argon2")
    return Slot(
        slot_id=_text(value["id"]),
        kind=_text(value["kind"]),
        epoch=_whole(value["epoch"]),
        salt=_key(value["salt"], keys.SALT_BYTES),
        wrapped=bytes.fromhex(value["wrapped"]),
        argon2=parameters,
        label=_text(value["label"]),
    )


def _epochs_in(value: Sequence[Any]) -> tuple[SealedKey, ...]:
    epochs = tuple(map(_sealed_in, value))
    if not epochs:
        raise ValueError("a compartment needs a key")
    return epochs


def _sealed_in(value: Any) -> SealedKey:
    boxes = {_text(person): bytes.fromhex(box) for person, box in value["boxes"].items()}
    return SealedKey(_whole(value["epoch"]), bytes.fromhex(value["public"]), boxes)


def _file_in(value: Any) -> FileKey:
    return FileKey(_text(value["id"]), _whole(value["epoch"]), bytes.fromhex(value["wrapped"]))


def _key(value: Any, length: int = keys.KEY_BYTES) -> bytes:
    data = bytes.fromhex(value)
    if len(data) != length:
        raise ValueError("a key of another length")
    return data


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("not a whole number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not a truth value")
    return value


def _map(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("not a map")
    return value
