"""The owner makes compartments and says who reads them. What they are called and which fields they hold is signed with the people.

`Roll.extra["sealed"]` is the hex of AES-256-GCM, under a key every person derives, of {compartment id: {"name", "fields"}}: whoever may
open the vault must know which fields to seal; whoever only holds the keys file learns neither names nor fields.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from khachhang.vault import canonical, keys, members
from khachhang.vault.changes import check_owner, shared_with, store_keys
from khachhang.vault.compartments import new_compartment, new_epoch
from khachhang.vault.errors import KeysForged
from khachhang.vault.opened import OpenedVault
from khachhang.vault.slots import Compartment

SEALED = "sealed"
_PURPOSE = "names of compartments"


@dataclass(frozen=True, slots=True)
class About:
    """What a compartment is called and which fields it holds."""

    name: str
    fields: tuple[str, ...]


def read_about(opened: OpenedVault) -> dict[str, About]:
    """Return compartment id → its name and fields, as the owner signed it. KeysForged when it does not open."""
    wrapped = opened.keys.roll.extra.get(SEALED)
    if not isinstance(wrapped, str) or not wrapped:
        return {}
    key = opened.key_for(_PURPOSE)
    try:
        found = canonical.decode(keys.unwrap(key, bytes.fromhex(wrapped), _context(opened)))
    except (keys.DoesNotOpen, ValueError) as error:
        raise KeysForged() from error
    finally:
        keys.wipe(key)
    return {c: About(said["name"], tuple(said["fields"])) for c, said in found.items()}


def readers_of(opened: OpenedVault, compartment_id: str) -> tuple[str, ...]:
    """Return the ids of the active people who hold the newest key of a compartment."""
    roll = opened.keys.roll
    boxes = roll.compartment(compartment_id).epochs[-1].boxes
    return tuple(p.person_id for p in roll.people if p.is_active and p.person_id in boxes)


def add_compartment(opened: OpenedVault, about: About, readers: Collection[str], *, now: datetime) -> str:
    """Make a compartment, its private half sealed to these people and the owner, in one signature; return its id. The owner alone may."""
    check_owner(opened)
    roll, compartment_id = opened.keys.roll, members.new_id()
    wanted = {*readers, roll.owner_id}
    public = {p.person_id: p.seal_key for p in roll.people if p.is_active and p.person_id in wanted}
    made = new_compartment(opened.vault_id, compartment_id, public)
    _store(opened, [*roll.compartments, made], {**read_about(opened), compartment_id: about}, now)
    return compartment_id


def say_about(opened: OpenedVault, compartment_id: str, about: About, *, now: datetime) -> None:
    """Give a compartment another name or other fields."""
    check_owner(opened)
    _store(opened, opened.keys.roll.compartments, {**read_about(opened), compartment_id: about}, now)


def drop_compartment(opened: OpenedVault, compartment_id: str, *, now: datetime) -> None:
    """Forget a compartment and its keys; nothing may be sealed in it any more."""
    check_owner(opened)
    kept = [c for c in opened.keys.roll.compartments if c.compartment_id != compartment_id]
    _store(opened, kept, {c: about for c, about in read_about(opened).items() if c != compartment_id}, now)


def set_readers(opened: OpenedVault, compartment_id: str, readers: Collection[str], *, now: datetime) -> None:
    """Say who reads a compartment. Who joins reads what is there already; after somebody leaves, new values get a new key pair.

    What a person read, or copied, while they held the key stays known to them.
    """
    check_owner(opened)
    roll = opened.keys.roll
    wanted = {p for p in {*readers, roll.owner_id} if roll.person(p).is_active}
    changed = [_read_by(opened, c, wanted) if c.compartment_id == compartment_id else c for c in roll.compartments]
    _store(opened, changed, read_about(opened), now)


def _read_by(opened: OpenedVault, compartment: Compartment, wanted: set[str]) -> Compartment:
    held = set(compartment.epochs[-1].boxes)
    for person_id in sorted(wanted - held):
        compartment = shared_with(opened, compartment, opened.keys.roll.person(person_id))
    if held <= wanted:
        return compartment
    epochs = tuple(replace(e, boxes={p: box for p, box in e.boxes.items() if p in wanted}) for e in compartment.epochs)
    public = {p: opened.keys.roll.person(p).seal_key for p in wanted}
    fresh = new_epoch(opened.vault_id, compartment.compartment_id, epochs[-1].epoch + 1, public)
    return replace(compartment, epochs=(*epochs, fresh))


def _store(opened: OpenedVault, compartments: Sequence[Compartment], about: Mapping[str, About], now: datetime) -> None:
    roll = opened.keys.roll
    extra = {k: v for k, v in roll.extra.items() if k != SEALED}
    if about:
        said = {c: {"name": a.name, "fields": sorted(a.fields)} for c, a in about.items()}
        key = opened.key_for(_PURPOSE)
        extra[SEALED] = keys.wrap(key, canonical.encode(said), _context(opened)).hex()
        keys.wipe(key)
    changed = replace(roll, compartments=tuple(compartments), extra=extra)
    store_keys(opened, members.with_roll(opened.keys, changed, opened.ring["seed"]), now)


def _context(opened: OpenedVault) -> keys.Context:
    return ["khachhang compartments", opened.vault_id]
