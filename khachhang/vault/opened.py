"""An open vault: the live resource every operation works on. Locking it closes the connections and forgets the keys."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from khachhang.vault import keys
from khachhang.vault.compartments import EditKey, new_edit_key, open_edit_key, seal_field, unseal_field
from khachhang.vault.database import Database, digest_of
from khachhang.vault.errors import SealBroken, VaultLocked
from khachhang.vault.files import DISK, Disk
from khachhang.vault.freshness import History, NoMemory, Seen, SeenMemory, utc
from khachhang.vault.locks import WriterLock
from khachhang.vault.slots import KeysFile, Person, SlotKind, own_context


class KeyRing:
    """The secrets of one opened vault, in buffers that can be overwritten. Names: private, seed, vault, derivation, file."""

    def __init__(self, **secrets: bytearray) -> None:
        self._secrets = secrets
        self._is_wiped = False

    def __getitem__(self, name: str) -> bytearray:
        """Return the buffer itself; VaultLocked after `wipe`."""
        if self._is_wiped:
            raise VaultLocked()
        return self._secrets[name]

    def copy(self, name: str) -> bytearray:
        """Return a copy that the caller wipes."""
        return bytearray(self[name])

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret under a name, wiping the one before and the bytes given."""
        keys.wipe(self._secrets.get(name, bytearray()))
        self._secrets[name] = bytearray(secret)
        keys.wipe(secret)

    @property
    def is_wiped(self) -> bool:
        """Tell whether the secrets are gone."""
        return self._is_wiped

    def wipe(self) -> None:
        """Overwrite every secret; again is harmless."""
        for secret in self._secrets.values():
            keys.wipe(secret)
        self._is_wiped = True


@dataclass(slots=True)
class OpenedVault:
    """A vault somebody opened. `engine` writes (one connection, `engine.begin()` is BEGIN IMMEDIATE), `read_engine` only reads.

    keys: what the keys file says now. opened_with: the kind of slot that opened it; after RECOVERY a new password must be set.
    spares: where this computer keeps copies of keys files, None for nowhere.
    troubles: codes of what was found wrong with the files on the way, by file name. warning: set when it is older than seen and accepted.
    """

    folder: Path
    keys: KeysFile
    person_id: str
    ring: KeyRing
    database: Database
    writer_lock: WriterLock | None
    opened_with: SlotKind
    troubles: dict[str, str] = field(default_factory=dict)
    memory: SeenMemory = field(default_factory=NoMemory)
    history: History | None = None
    disk: Disk = DISK
    spares: Path | None = None
    last_seen: Seen | None = None

    @property
    def name(self) -> str:
        """The shop's name for it: the folder's name without its ending."""
        return self.folder.stem

    @property
    def vault_id(self) -> str:
        """The random id of this vault."""
        return self.keys.roll.vault_id

    @property
    def person(self) -> Person:
        """Who opened it."""
        return self.keys.roll.person(self.person_id)

    @property
    def is_owner(self) -> bool:
        """Tell whether the owner opened it."""
        return self.person_id == self.keys.roll.owner_id

    @property
    def engine(self) -> Engine:
        """The writer."""
        return self.database.engine

    @property
    def read_engine(self) -> Engine:
        """The readers (`query_only`)."""
        return self.database.read_engine

    @property
    def is_read_only(self) -> bool:
        """Tell whether it was opened where nothing can be written."""
        return self.database.mode == "ro"

    @property
    def is_locked(self) -> bool:
        """Tell whether the keys are gone."""
        return self.ring.is_wiped

    def reading(self) -> AbstractContextManager[Connection]:
        """Lend a connection for an interactive read: the writer's (warm cache) while no job writes, else a reader's."""
        return self.database.reading()

    def key_for(self, purpose: str) -> bytes:
        """Return 32 bytes for one purpose. Stays the same when passwords change and keys are rotated; differs between vaults."""
        return keys.derive(self.ring["derivation"], ["khachhang purpose", self.vault_id, purpose])

    def new_edit_key(self, compartment_id: str, label: str) -> EditKey:
        """Return a fresh data key for one batch or edit, sealed to a compartment. Anybody may; only its readers can open it again."""
        return new_edit_key(self.vault_id, self.keys.roll.compartment(compartment_id), label)

    def open_edit_key(self, compartment_id: str, epoch: int, box: bytes, label: str) -> EditKey:
        """Return the data key of a stored box; NoRight for a person who may not read the compartment."""
        holder = (self.person_id, self.ring["private"])
        return open_edit_key(self.vault_id, self.keys.roll.compartment(compartment_id), epoch, box, label, holder)

    def may_read(self, compartment_id: str) -> bool:
        """Tell whether this person holds the compartment's newest key."""
        return self.person_id in self.keys.roll.compartment(compartment_id).epochs[-1].boxes

    def seal_field(self, edit: EditKey, value: bytes, *, table: str, record: int | str, field_key: str) -> bytes:
        """Return the sealed bytes of one confidential field, bound to its place."""
        return seal_field(edit, value, table=table, record=record, field_key=field_key)

    def unseal_field(self, edit: EditKey, sealed: bytes, *, table: str, record: int | str, field_key: str) -> bytes:
        """Return the value of a sealed field; SealBroken when it was changed or moved."""
        return unseal_field(edit, sealed, table=table, record=record, field_key=field_key)

    def seal_own(self, purpose: str, content: bytes) -> bytes:
        """Return a box that only the person who opened the vault can open again, and nobody else could have made.

        Not a box for the public key: everybody who may open the vault could make that, a PIN of their choice for the owner too.
        """
        key = self._own_key()
        try:
            return keys.wrap(key, content, own_context(self.vault_id, self.person_id, purpose))
        finally:
            keys.wipe(key)

    def open_own(self, purpose: str, box: bytes) -> bytes:
        """Return the content of a box of `seal_own`; SealBroken for a box of somebody else or another purpose."""
        key = self._own_key()
        try:
            return keys.unwrap(key, box, own_context(self.vault_id, self.person_id, purpose))
        except keys.DoesNotOpen as error:
            raise SealBroken() from error
        finally:
            keys.wipe(key)

    def _own_key(self) -> bytes:
        return keys.derive(self.ring["private"], ["khachhang own key", self.vault_id, self.person_id])

    def checkpoint(self) -> bool:
        """Call at the end of every operation: empties the side file. False when a reader was in the way, which is no failure."""
        return self.database.checkpoint()

    def seen(self, now: datetime) -> Seen:
        """Return how new the vault is now."""
        change, head = self.newest_change()
        roll = self.keys.roll
        numbers = self.keys.number, roll.number, roll.vault_key.epoch, change
        return Seen(self.vault_id, *numbers, head, utc(now), self.keys.current.file_id, self._session())

    def _session(self) -> int:
        with self.reading() as connection:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)

    def newest_change(self, change: int | None = None) -> tuple[int, str]:
        """Return the newest change number and the chain head (of `change`, when given); (0, "") where no history was injected."""
        if self.history is None:
            return 0, ""
        with self.reading() as connection:
            return self.history(connection, change)

    def remember(self, now: datetime) -> None:
        """Let this computer remember how new the vault is; call after an operation and before locking."""
        if not isinstance(self.memory, NoMemory):
            self.last_seen = self.seen(now)
            self.memory.remember(self.last_seen)

    def lock(self, *, timeout_s: float = 5.0) -> bool:
        """Stop what runs, close every connection, forget the keys, let the next program in. Again is harmless.

        What `remember` was told last is remembered with the digest of the closed file.
        False when a thread still held a connection after `timeout_s`: it can do nothing more and closes when given back.
        """
        if self.ring.is_wiped:
            return True
        is_idle = self.database.close(timeout_s=timeout_s)
        self.ring.wipe()
        if self.last_seen is not None and is_idle and not self.is_read_only:
            with suppress(OSError):
                self.memory.remember(replace(self.last_seen, digest=digest_of(self.database.path)))
        if self.writer_lock is not None:
            self.writer_lock.release()
        return is_idle

    close = lock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.lock()


Initialise = Callable[[Engine], None]
"""Makes the tables of a new vault."""

ApplicationSchema = Callable[[OpenedVault], None]
"""Checks the tables' version of an opened vault (VaultTooNew for a newer one, before anything is written) and migrates an older one."""
