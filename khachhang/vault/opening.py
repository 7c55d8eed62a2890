"""Making a vault and opening one, in the order that reliability.md §1.7 asks for."""

from __future__ import annotations

import os
import platform
import time
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from khachhang.errors import UserError
from khachhang.progress import Tick, no_tick
from khachhang.vault import keys, members
from khachhang.vault.compartments import CONFIDENTIAL, new_compartment
from khachhang.vault.database import (
    CACHE_CAP_BYTES,
    DATABASE_FILE,
    FRESH_DATABASE,
    Database,
    check_identity,
    check_shape,
    connect,
    mark_identity,
    side_files,
)
from khachhang.vault.errors import (
    DiskFailed,
    DiskFull,
    KeysDamaged,
    KeysForged,
    KeysMissing,
    NotAVault,
    ReadOnly,
    TargetExists,
    VaultDamaged,
    explained,
    shown_name,
)
from khachhang.vault.files import DISK, Disk, discard
from khachhang.vault.freshness import History, NoMemory, SeenMemory
from khachhang.vault.keys_file import KEYS_COPIES, KeysRead, read_keys, write_keys
from khachhang.vault.locks import WriterLock
from khachhang.vault.members import Held, Unlocked
from khachhang.vault.opened import ApplicationSchema, Initialise, KeyRing, OpenedVault
from khachhang.vault.passwords import check_new_password
from khachhang.vault.recovery_code import new_recovery_secret, write_recovery_code
from khachhang.vault.slots import FileKey, KeysFile, Locker, OwnerLink, Roll, SlotKind, encode_keys, sign_locker, sign_roll
from khachhang.vault.spare_keys import keep_spare, put_back
from khachhang.vault.witness import Digest, begin_session, check_not_older, check_same_file


def create_vault(
    folder: Path,
    password: str,
    *,
    person: str,
    now: datetime,
    initialise: Initialise,
    tick: Tick = no_tick,
    argon2: keys.Argon2 | None = None,
    memory: SeenMemory | None = None,
    history: History | None = None,
    spares: Path | None = None,
    disk: Disk = DISK,
) -> tuple[OpenedVault, str]:
    """Make a vault for its owner and open it. Returns it with the recovery code, which nothing else will ever show.

    folder: must not exist or be empty (TargetExists). Everything is made beside it under a temporary name and renamed at the end.
    initialise: makes the tables. argon2: None = tuned to this computer. Raises PasswordRefused, DiskFull, ReadOnly, Cancelled.
    """
    check_new_password(password, shop_name=folder.stem).refuse()
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise TargetExists(name=shown_name(folder))
    building = folder.parent / f".{folder.name}.{members.new_id(8)}.new"
    tick(0, 4)
    content, ring, person_id, code = _new_keys(password, person, argon2 or keys.tuned(time.perf_counter))
    tick(1, 4)
    try:
        with explained(folder):
            disk.make_folder(building)
            _make_database(building, ring, content.roll.vault_id, initialise, disk)
            tick(2, 4)
            for name in KEYS_COPIES:
                disk.write_new(building / name, encode_keys(content))
            disk.sync_folder(building)
            tick(3, 4)
            _name_it(building, folder, disk)
    except BaseException:
        ring.wipe()
        discard(building, disk)
        raise
    lock = WriterLock(folder, machine=platform.node(), now=now)
    lock.name_holder(person)
    database = Database(folder / DATABASE_FILE, lambda: ring.copy("file"))
    opened = OpenedVault(
        folder, content, person_id, ring, database, lock, SlotKind.PASSWORD, {}, memory or NoMemory(), history, disk, spares
    )
    begin_session(opened, now)
    keep_spare(opened)
    tick(4, 4)
    return opened, code


def open_vault(
    folder: Path,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    device_key: bytes | None = None,
    held: Held | None = None,
    person: str | None = None,
    now: datetime,
    application_schema: ApplicationSchema | None,
    memory: SeenMemory | None = None,
    history: History | None = None,
    accept_older: bool = False,
    cache_cap_bytes: int = CACHE_CAP_BYTES,
    machine: str | None = None,
    spare: KeysFile | None = None,
    spares: Path | None = None,
    read_only: bool = False,
    disk: Disk = DISK,
) -> OpenedVault:
    """Open a vault with exactly one of password, recovery code, device key or held slot. person: name or id; None = the only one, else
    the owner.

    spare: a copy of the keys file, used and written back when the vault's own are gone or damaged. spares: where this computer keeps
    such copies. read_only: nothing is written, nobody is locked out; not for a vault that somebody has open.
    application_schema: checks and migrates the tables, called last. memory, history: see `freshness`; accept_older: the owner was told.
    Raises the endings of `vault.errors`; nothing is written before keys, database and schema were found good, but for the lock file.
    """
    _check_folder(folder)
    lock = None if read_only else _take_lock(folder, platform.node() if machine is None else machine, now)
    ring: KeyRing | None = None
    database: Database | None = None
    try:
        with explained(folder):
            read = _read_keys(folder, disk, spare)
            check_shape(folder / DATABASE_FILE)
            seen = (memory or NoMemory()).recall(read.content.roll.vault_id)
            digest = Digest(folder / DATABASE_FILE) if seen is not None and seen.digest else None
            who = _unlock(read.content, person, password, recovery_code, held or device_key)
            ring = _ring_of(read.content, who)
            database, content = _open_database(folder, read.content, ring, cache_cap_bytes, is_read_only=lock is None)
        if lock is not None:
            lock.name_holder(content.roll.person(who.person_id).name)
        opened = OpenedVault(
            folder, content, who.person_id, ring, database, lock, who.kind, read.troubles, memory or NoMemory(), history, disk, spares
        )
        with explained(folder):
            if not accept_older:
                check_same_file(opened, seen, digest, now)
            if read.content is spare and not opened.is_read_only:
                put_back(opened)
            if application_schema is not None:
                application_schema(opened)
            _settle(opened)
            if not accept_older:
                check_not_older(opened, seen, now)
            begin_session(opened, now)
            keep_spare(opened)
    except BaseException as error:
        _abandon(ring, database, lock)
        if isinstance(error, UserError):
            error.params.setdefault("name", shown_name(folder))
        raise
    return opened


def is_vault(folder: Path) -> bool:
    """Tell whether a folder looks like a vault, without opening it."""
    return any((folder / name).is_file() for name in (DATABASE_FILE, *KEYS_COPIES))


def people_of(folder: Path, disk: Disk = DISK) -> list[str]:
    """Return the names of the people who can open a vault, the owner first, for the unlock screen. Same endings as opening."""
    _check_folder(folder)
    roll = read_keys(folder, disk).content.roll
    return [p.name for p in sorted(roll.people, key=lambda p: p.person_id != roll.owner_id) if p.is_active]


def _new_keys(password: str, person: str, argon2: keys.Argon2) -> tuple[KeysFile, KeyRing, str, str]:
    """Return the keys file of a new vault, its open secrets, the owner's id and the recovery code."""
    vault_id = members.new_id(32)
    owner, private, seed = members.new_person(person, "owner")
    who = Unlocked(owner.person_id, SlotKind.PASSWORD, private, seed, owner.sign_key)
    ring = KeyRing(private=private, seed=seed)
    for name in ("vault", "derivation", "file"):
        ring.put(name, keys.new_key())
    compartment = new_compartment(vault_id, CONFIDENTIAL, {owner.person_id: owner.seal_key})
    sealed = members.seal_vault_key(vault_id, 1, ring["vault"], ring["derivation"], [owner])
    roll = Roll(vault_id, 1, owner.person_id, (OwnerLink(owner.sign_key, b""),), (owner,), sealed, (compartment,))
    secret = new_recovery_secret()
    code = write_recovery_code(secret)
    slots = (
        members.make_slot(vault_id, who, SlotKind.PASSWORD, password, argon2=argon2, epoch=1),
        members.make_slot(vault_id, who, SlotKind.RECOVERY, secret, argon2=None, epoch=1),
    )
    keys.wipe(secret)
    locker = sign_locker(vault_id, Locker(owner.person_id, 1, slots), seed)
    current = members.wrap_file_key(vault_id, 1, ring["vault"], ring["file"])
    return KeysFile(1, roll, sign_roll(roll, seed), (locker,), current), ring, owner.person_id, code


def _make_database(building: Path, ring: KeyRing, vault_id: str, initialise: Initialise, disk: Disk) -> None:
    path = building / DATABASE_FILE
    with disk.open_new(path):
        pass  # for this user only, before the engine writes a byte
    connect(path, ring.copy("file"), mode="rwc").close()
    database = Database(path, lambda: ring.copy("file"))
    try:
        initialise(database.engine)
        with database.raw_writer() as connection:
            mark_identity(connection, vault_id)
    finally:
        database.close()
    check_shape(path)
    disk.sync_file(path)


def _name_it(building: Path, folder: Path, disk: Disk) -> None:
    try:
        disk.rename_new(building, folder)
    except FileExistsError as error:
        raise TargetExists(name=shown_name(folder)) from error
    disk.sync_folder(folder.parent)


def _check_folder(folder: Path) -> None:
    if not folder.is_dir() or not is_vault(folder):
        raise NotAVault(name=shown_name(folder))


def _take_lock(folder: Path, machine: str, now: datetime) -> WriterLock | None:
    """Return the lock, None where the folder cannot be written: then it is opened for reading only."""
    try:
        return WriterLock(folder, machine=machine, now=now)
    except OSError:
        return None


def _read_keys(folder: Path, disk: Disk, spare: KeysFile | None) -> KeysRead:
    """Return the vault's own keys file, or the spare one when neither of its copies can be used."""
    try:
        return read_keys(folder, disk)
    except (KeysMissing, KeysDamaged, KeysForged):
        if spare is None:
            raise
        return KeysRead(spare, dict.fromkeys(KEYS_COPIES, "keys_missing"))


def _unlock(content: KeysFile, person: str | None, password: str | None, code: str | None, key: bytes | Held | None) -> Unlocked:
    if code is not None:
        return members.unlock_with_recovery_code(content, code)
    if isinstance(key, Held):
        return members.unlock_with_held(content, key)
    if key is not None:
        return members.unlock_with_device_key(content, person, key)
    return members.unlock_with_password(content, person, password or "")


def _ring_of(content: KeysFile, who: Unlocked) -> KeyRing:
    ring = KeyRing(private=who.private, seed=who.seed)
    try:
        vault_key, derivation = members.open_vault_key(content.roll, who)
        ring.put("vault", vault_key)
        ring.put("derivation", derivation)
    except UserError:
        ring.wipe()
        raise
    return ring


def _open_database(
    folder: Path, content: KeysFile, ring: KeyRing, cache_cap_bytes: int, *, is_read_only: bool
) -> tuple[Database, KeysFile]:
    """Return the database under the current key, or under the pending one when a rotation was cut short after its file was in place."""
    ending: UserError = VaultDamaged(name=shown_name(folder), reason="key")
    for file_key in filter(None, (content.current, content.pending)):
        ring.put("file", members.open_file_key(content.roll.vault_id, ring["vault"], file_key))
        try:
            return _try_database(folder, content, ring, cache_cap_bytes, is_read_only=is_read_only), _settled(content, file_key)
        except VaultDamaged as error:
            ending = error
    raise ending


def _settled(content: KeysFile, found: FileKey) -> KeysFile:
    return content if content.pending is None else replace(content, number=content.number + 1, current=found, pending=None)


def _try_database(folder: Path, content: KeysFile, ring: KeyRing, cache_cap_bytes: int, *, is_read_only: bool) -> Database:
    path = folder / DATABASE_FILE
    modes = ["ro"] if is_read_only else ["rw", "ro"]
    for mode in modes:
        database = Database(path, lambda: ring.copy("file"), mode=mode, cache_cap_bytes=cache_cap_bytes)
        try:
            with explained(folder):
                if mode == "ro":
                    _check_quiet(path)
                with database.raw_writer() as connection:
                    check_identity(connection, content.roll.vault_id)
            return database
        except (ReadOnly, DiskFull, DiskFailed):
            database.close(timeout_s=0)
            if mode == modes[-1]:
                raise
        except BaseException:
            database.close(timeout_s=0)
            raise
    raise AssertionError("one of the modes returns or raises")


def _check_quiet(path: Path) -> None:
    """Refuse to read without locks where somebody writes, or where the side file holds what the database does not."""
    log, index = side_files(path)
    if index.exists() or (log.exists() and log.stat().st_size):
        raise ReadOnly(name=shown_name(path.parent))


def _settle(opened: OpenedVault) -> None:
    """Finish what a power cut left: the log goes into the database, a rotation cut short is completed or taken back.

    What cannot be written now is settled at the next opening.
    """
    fresh = opened.folder / FRESH_DATABASE
    if opened.is_read_only:
        return
    for path in (fresh, *side_files(fresh)):
        discard(path, opened.disk)
    with suppress(dbapi2.OperationalError):  # a full disk: the log keeps what it holds
        opened.checkpoint()
    with suppress(OSError):
        if read_keys(opened.folder, opened.disk).content.pending is not None:
            write_keys(opened.folder, opened.keys, opened.disk)


def _abandon(ring: KeyRing | None, database: Database | None, lock: WriterLock | None) -> None:
    """Leave everything as it was found."""
    if database is not None:
        database.close(timeout_s=0)
    if ring is not None:
        ring.wipe()
    if lock is not None:
        lock.release()
