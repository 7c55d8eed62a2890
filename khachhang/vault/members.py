"""Making and opening what the keys file holds: a person's slots, the vault key, the key of the database file. Pure but for randomness."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from khachhang.vault import keys, slots
from khachhang.vault.errors import KeysDamaged, KeysForged, NoRight, RecoveryCodeWrong, WrongPassword
from khachhang.vault.recovery_code import read_recovery_code
from khachhang.vault.slots import FileKey, KeysFile, Locker, Person, Roll, SealedKey, Slot, SlotKind

PRIVATE_BYTES = 3 * keys.KEY_BYTES


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A person whose slot was opened. private: X25519; seed: Ed25519; owner_key: the owner's public key this person remembers."""

    person_id: str
    kind: SlotKind
    private: bytearray
    seed: bytearray
    owner_key: bytes


@dataclass(frozen=True, slots=True)
class Held:
    """A slot that was never written anywhere, and the secret that opens it."""

    person_id: str
    slot: Slot
    secret: bytes


def new_id(length: int = 16) -> str:
    """Return a random id of that many hexadecimal digits."""
    return secrets.token_hex(length // 2)


def make_slot(
    vault_id: str, who: Unlocked, kind: SlotKind, secret: str | bytes, *, argon2: keys.Argon2 | None, epoch: int, label: str = ""
) -> Slot:
    """Return a slot that opens this person's private keys. secret: the password, or random bytes (recovery code, device key)."""
    slot = Slot(new_id(), kind.value, epoch, secrets.token_bytes(keys.SALT_BYTES), b"", argon2, label)
    context = slots.slot_context(vault_id, who.person_id, slot)
    key, content = _slot_key(slot, secret, context), who.private + who.seed + who.owner_key
    wrapped = keys.wrap(key, content, context)
    keys.wipe(key)
    keys.wipe(content)
    return replace(slot, wrapped=wrapped)


def new_person(name: str, role: str) -> tuple[Person, bytearray, bytearray]:
    """Return a person with fresh key pairs, and the private key and the seed."""
    private, seed = bytearray(keys.new_key()), bytearray(keys.new_key())
    name = unicodedata.normalize("NFC", name).strip()
    return Person(new_id(), name, role, True, keys.public_of(private), keys.signer_of(seed)), private, seed


def find_person(roll: Roll, name: str | None) -> Person | None:
    """Return the active person of that name or id; without one the only person, else the owner. None when there is nobody."""
    active = [person for person in roll.people if person.is_active]
    if name is None:
        return active[0] if len(active) == 1 else roll.person(roll.owner_id)
    wanted = _fold(name)
    found = [person for person in active if wanted == _fold(person.name) or name == person.person_id]
    return found[0] if len(found) == 1 else None


def is_name_taken(roll: Roll, name: str) -> bool:
    """Tell whether anybody has or had that name: the history names people, so a name is never given twice."""
    return any(_fold(name) == _fold(person.name) for person in roll.people)


def unlock_with_password(content: KeysFile, name: str | None, password: str) -> Unlocked:
    """Open a password slot. WrongPassword, after the same work, for a wrong person too."""
    person = find_person(content.roll, name)
    found = _slots_of(content, [person] if person else [], SlotKind.PASSWORD)
    if not found:
        keys.wipe(keys.from_password(password, bytes(keys.SALT_BYTES), _cost_of(content)))
    unlocked = _try_slots(content, found, password)
    if unlocked is None:
        raise WrongPassword()
    return unlocked


def unlock_with_recovery_code(content: KeysFile, typed: str) -> Unlocked:
    """Open a recovery slot, whoever's it is. RecoveryCodeMistyped or RecoveryCodeWrong."""
    secret = read_recovery_code(typed)
    unlocked = _try_slots(content, _slots_of(content, content.roll.people, SlotKind.RECOVERY), secret)
    keys.wipe(secret)
    if unlocked is None:
        raise RecoveryCodeWrong()
    return unlocked


def unlock_with_device_key(content: KeysFile, name: str | None, device_key: bytes) -> Unlocked:
    """Open a device slot ("remember on this computer"). WrongPassword when it was revoked: the person types the password."""
    person = find_person(content.roll, name)
    unlocked = _try_slots(content, _slots_of(content, [person] if person else [], SlotKind.DEVICE), device_key)
    if unlocked is None:
        raise WrongPassword()
    return unlocked


def unlock_with_held(content: KeysFile, held: Held) -> Unlocked:
    """Open a slot that was kept in memory. WrongPassword when the secret is another, or the person is no longer in."""
    people = [person for person in content.roll.people if person.person_id == held.person_id and person.is_active]
    unlocked = _try_slots(content, [(person, held.slot) for person in people], held.secret)
    if unlocked is None:
        raise WrongPassword()
    return unlocked


def seal_vault_key(vault_id: str, epoch: int, vault_key: keys.Secret, derivation: keys.Secret, people: Iterable[Person]) -> SealedKey:
    """Return the vault key and the derivation secret sealed to every active person."""
    both = bytearray(vault_key) + bytearray(derivation)
    boxes = {
        person.person_id: keys.seal(person.seal_key, both, slots.vault_key_context(vault_id, epoch, person.person_id))
        for person in people
        if person.is_active
    }
    keys.wipe(both)
    return SealedKey(epoch, b"", boxes)


def open_vault_key(roll: Roll, who: Unlocked) -> tuple[bytes, bytes]:
    """Return the vault key and the derivation secret. NoRight for a person without a box, KeysForged for a box of somebody else."""
    sealed = roll.vault_key
    if who.person_id not in sealed.boxes:
        raise NoRight(compartment="")
    context = slots.vault_key_context(roll.vault_id, sealed.epoch, who.person_id)
    try:
        both = keys.unseal(who.private, sealed.boxes[who.person_id], context)
    except keys.DoesNotOpen as error:
        raise KeysForged() from error
    if len(both) != 2 * keys.KEY_BYTES:
        raise KeysForged()
    halves = both[: keys.KEY_BYTES], both[keys.KEY_BYTES :]
    keys.wipe(both)
    return halves


def wrap_file_key(vault_id: str, epoch: int, vault_key: keys.Secret, raw_key: keys.Secret) -> FileKey:
    """Return the raw key of a database file wrapped under the vault key."""
    file_id = new_id()
    return FileKey(file_id, epoch, keys.wrap(vault_key, raw_key, slots.file_key_context(vault_id, epoch, file_id)))


def open_file_key(vault_id: str, vault_key: keys.Secret, file_key: FileKey) -> bytes:
    """Return the raw key of a database file; KeysDamaged when it is not wrapped under this vault key."""
    try:
        raw = keys.unwrap(vault_key, file_key.wrapped, slots.file_key_context(vault_id, file_key.epoch, file_key.file_id))
    except keys.DoesNotOpen as error:
        raise KeysDamaged() from error
    if len(raw) != keys.KEY_BYTES:
        raise KeysDamaged()
    return raw


def with_locker(content: KeysFile, locker: Locker, seed: keys.Secret) -> KeysFile:
    """Return the keys file with one person's locker replaced and signed, numbers raised."""
    signed = slots.sign_locker(content.roll.vault_id, replace(locker, number=locker.number + 1), seed)
    others = tuple(other for other in content.lockers if other.person_id != locker.person_id)
    return replace(content, number=content.number + 1, lockers=(*others, signed))


def with_roll(content: KeysFile, roll: Roll, owner_seed: keys.Secret) -> KeysFile:
    """Return the keys file with the owner's roll replaced and signed, numbers raised."""
    roll = replace(roll, number=roll.number + 1)
    return replace(content, number=content.number + 1, roll=roll, roll_signature=slots.sign_roll(roll, owner_seed))


def _cost_of(content: KeysFile) -> keys.Argon2:
    """Return what one try at the owner's password costs here, so that a person who does not exist costs the same."""
    found = _slots_of(content, [content.roll.person(content.roll.owner_id)], SlotKind.PASSWORD)
    return next((slot.argon2 for _, slot in found if slot.argon2 is not None), keys.USUAL)


def _slots_of(content: KeysFile, people: Iterable[Person], kind: SlotKind) -> list[tuple[Person, Slot]]:
    lockers = {locker.person_id: locker.slots for locker in content.lockers}
    return [(p, slot) for p in people if p.is_active for slot in lockers.get(p.person_id, ()) if slot.kind == kind.value]


def _try_slots(content: KeysFile, found: Iterable[tuple[Person, Slot]], secret: str | bytes) -> Unlocked | None:
    for person, slot in found:
        context = slots.slot_context(content.roll.vault_id, person.person_id, slot)
        key = _slot_key(slot, secret, context)
        try:
            opened = keys.unwrap(key, slot.wrapped, context)
        except keys.DoesNotOpen:
            continue
        finally:
            keys.wipe(key)
        return _checked(content.roll, person, slot, opened)
    return None


def _checked(roll: Roll, person: Person, slot: Slot, opened: bytes) -> Unlocked:
    """Refuse private keys that are not those of the signed roll, and a roll whose owner this person never knew."""
    if len(opened) != PRIVATE_BYTES:
        raise KeysForged()
    size = keys.KEY_BYTES
    private, seed, owner_key = bytearray(opened[:size]), bytearray(opened[size : 2 * size]), opened[2 * size :]
    keys.wipe(opened)
    is_theirs = keys.public_of(private) == person.seal_key and keys.signer_of(seed) == person.sign_key
    if not is_theirs or not slots.is_owner_known(roll, owner_key):
        raise KeysForged()
    return Unlocked(person.person_id, SlotKind(slot.kind), private, seed, owner_key)


def _slot_key(slot: Slot, secret: str | bytes, context: keys.Context) -> bytes:
    if slot.argon2 is not None:
        return keys.from_password(secret if isinstance(secret, str) else secret.hex(), slot.salt, slot.argon2)
    if isinstance(secret, str):
        raise KeysDamaged()
    return keys.derive(secret, context, salt=slot.salt)


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
