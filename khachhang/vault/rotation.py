"""New keys for vault, compartments and file: when somebody leaves. Never in place: a new file takes the old one's name. The key pairs of
the people stay: a password that somebody else knew, with a keys file of that time, opens what comes after (docs/key-format.md).

    1  keys file: everything under the new vault key; {current = the file's key, pending = the new file's key}
    2  the database copied into store.db.new under the pending key, checked whole
    3  store.db.new takes the name store.db
    4  keys file: {current = the new key}
Whatever stops in between, the next opening finds one of the two keys fitting and goes on with it (`opening`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from khachhang.progress import Tick, no_tick
from khachhang.vault import keys, members
from khachhang.vault.changes import store_keys
from khachhang.vault.compartments import new_epoch
from khachhang.vault.copying import copy_database
from khachhang.vault.database import DATABASE_FILE, FRESH_DATABASE, Database, side_files, truncate_journal
from khachhang.vault.errors import NoRight, VaultInUse, explained
from khachhang.vault.files import discard
from khachhang.vault.opened import OpenedVault
from khachhang.vault.slots import Compartment, FileKey, KeysFile, Roll


def revoke_and_rotate(opened: OpenedVault, leaving: Iterable[str], *, now: datetime, tick: Tick = no_tick) -> None:
    """Take the people of these ids off the vault and change the vault key, the compartments' keys and the database's key.

    Nobody else's password is needed; passwords and recovery codes stay. Only the owner may, and never leaves. `opened.engine` and
    `opened.read_engine` are others afterwards; a reader still at work is VaultInUse. Backups and copies made before stay readable to those
    who could read them then. Raises NoRight, VaultInUse, DiskFull, Cancelled.
    """
    leaving = set(leaving)
    if not opened.is_owner or opened.person_id in leaving:
        raise NoRight(compartment="")
    if opened.database.is_lent():
        raise VaultInUse(machine="", person=opened.person.name, since="")
    vault_key, raw = bytearray(keys.new_key()), bytearray(keys.new_key())
    fresh = opened.folder / FRESH_DATABASE
    try:
        store_keys(opened, _announced(opened, leaving, vault_key, raw), now)
        opened.ring.put("vault", bytes(vault_key))
        with explained(opened.folder):
            _change_files(opened, fresh, raw, tick)
        pending = opened.keys.pending
        assert pending is not None, "announced above"
        store_keys(opened, replace(opened.keys, number=opened.keys.number + 1, current=pending, pending=None), now)
    finally:
        for path in (fresh, *side_files(fresh)):
            discard(path, opened.disk)
        keys.wipe(vault_key)
        keys.wipe(raw)


def _announced(opened: OpenedVault, leaving: set[str], vault_key: bytearray, raw: bytearray) -> KeysFile:
    """Return the keys file of step 1."""
    content, roll = opened.keys, opened.keys.roll
    epoch = roll.vault_key.epoch + 1
    people = tuple(replace(p, is_active=p.is_active and p.person_id not in leaving) for p in roll.people)
    sealed = members.seal_vault_key(roll.vault_id, epoch, vault_key, opened.ring["derivation"], people)
    compartments = tuple(_renewed(roll, compartment, leaving) for compartment in roll.compartments)
    lockers = tuple(locker for locker in content.lockers if locker.person_id not in leaving)
    content = members.with_roll(
        replace(content, lockers=lockers), replace(roll, people=people, vault_key=sealed, compartments=compartments), opened.ring["seed"]
    )
    return replace(content, current=_wrapped(roll, epoch, vault_key, opened.ring["file"]), pending=_wrapped(roll, epoch, vault_key, raw))


def _wrapped(roll: Roll, epoch: int, vault_key: bytearray, raw: bytearray) -> FileKey:
    return members.wrap_file_key(roll.vault_id, epoch, vault_key, raw)


def _renewed(roll: Roll, compartment: Compartment, leaving: set[str]) -> Compartment:
    """Return the compartment with a fresh key pair for those who stay; the leavers' boxes go from the older ones too."""
    newest = compartment.epochs[-1]
    readers = {person: roll.person(person).seal_key for person in newest.boxes if person not in leaving}
    older = tuple(replace(e, boxes={person: box for person, box in e.boxes.items() if person not in leaving}) for e in compartment.epochs)
    return replace(compartment, epochs=(*older, new_epoch(roll.vault_id, compartment.compartment_id, newest.epoch + 1, readers)))


def _change_files(opened: OpenedVault, fresh: Path, raw: bytearray, tick: Tick) -> None:
    """Copy the database while nobody can write it, give the copy its name, and go on with that."""
    discard(fresh, opened.disk)
    with opened.disk.open_new(fresh):
        pass  # for this user only, before the engine writes a byte
    path = opened.folder / DATABASE_FILE
    try:
        with opened.database.raw_writer() as writer:
            writer.execute("BEGIN IMMEDIATE")
            copy_database(opened, fresh, raw, tick=tick)
            opened.disk.sync_file(fresh)
            opened.database.stop_lending()
            writer.execute("ROLLBACK")
            is_quiet = truncate_journal(writer, timeout_s=1.0)
        if not opened.database.close(timeout_s=0.5) or not is_quiet or side_files(path)[0].exists():
            raise VaultInUse(machine="", person=opened.person.name, since="")
        opened.disk.replace(fresh, path)
        opened.ring.put("file", bytes(raw))
        opened.disk.sync_folder(opened.folder)
    finally:
        opened.database.close()
        opened.database = Database(path, lambda: opened.ring.copy("file"), cache_cap_bytes=opened.database.cache_cap_bytes)
