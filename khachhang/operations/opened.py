"""The open vault as operations see it: where to read, where to write, who acts, what the catalogue is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection

from khachhang.errors import UserError
from khachhang.fields import CATALOGUE, Catalogue, Field, Group, Kind
from khachhang.model import DecisionKind, Outcome
from khachhang.operations.refreshing import refresh
from khachhang.operations.rights import Right, Rights, rights_of, word
from khachhang.operations.seals import Seals
from khachhang.operations.viewing import Viewed
from khachhang.progress import Tick, no_tick
from khachhang.store import reading, writing
from khachhang.store.customer_columns import BOOK_OPTION
from khachhang.store.writing import NewDecision
from khachhang.vault import OpenedVault, explained
from khachhang.vault.errors import ReadOnly

if TYPE_CHECKING:
    from khachhang.matching import Index


def utc_now() -> datetime:
    """Return the time now, with its zone."""
    return datetime.now(UTC)


@dataclass(slots=True, repr=False)
class WarmIndex:
    """Stays in memory so that one customer is compared at once. index: None until it is built. seq: the line of the history it knows.

    looking: held by whoever compares what changed, so that nobody else does the same meanwhile.
    """

    index: Index | None = None
    seq: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)
    looking: threading.Lock = field(default_factory=threading.Lock)


@dataclass(slots=True, repr=False)
class OpenVault:
    """A vault that is unlocked. `clock` gives the time with its zone; everything stored is UTC.

    remembered: answers of the vault, each with the line of the history it belongs to.
    after_closing: done once when the vault is closed for good; the sample shop deletes itself with it.
    """

    vault: OpenedVault
    name: str
    person: str
    clock: Callable[[], datetime] = utc_now
    is_sample: bool = False
    catalogue: Catalogue = field(default=CATALOGUE)
    after_closing: Callable[[], None] | None = None
    warm: WarmIndex = field(default_factory=WarmIndex)
    remembered: dict[str, Any] = field(default_factory=dict)
    viewed: Viewed = field(default_factory=Viewed)
    seals: Seals = field(init=False)
    _rights: tuple[tuple[int, str], Rights] | None = None

    def __post_init__(self) -> None:
        self.seals = Seals(self.vault)

    @property
    def rights(self) -> Rights:
        """What the person who opened it may do, as the owner signed it."""
        roll, key = self.vault.keys.roll, (self.vault.keys.roll.number, self.vault.person_id)
        if self._rights is None or self._rights[0] != key:
            self._rights = key, rights_of(roll, self.vault.person_id)
        return self._rights[1]

    @property
    def role(self) -> str:
        """owner, manager, staff or read-only."""
        return self.rights.role

    @property
    def is_masked(self) -> bool:
        """Tell whether numbers are shown to this person with their middle hidden."""
        return Right.REVEAL not in self.rights.allowed

    @property
    def owner_name(self) -> str:
        """Who can allow more."""
        roll = self.vault.keys.roll
        return roll.person(roll.owner_id).name

    def can(self, *rights: Right) -> bool:
        """Tell whether the person has all these rights."""
        return self.rights.allowed.issuperset(rights)

    def require(self, *rights: Right) -> None:
        """Raise UserError `not_allowed`, naming the right and who can give it, unless the person has all of them."""
        for right in rights:
            if right not in self.rights.allowed:
                raise UserError("not_allowed", right=word(right), owner=self.owner_name)

    def today(self) -> str:
        """Return the shop's day, YYYY-MM-DD."""
        return self.clock().astimezone().date().isoformat()

    @property
    def folder(self) -> Path:
        """The folder that is the vault."""
        return self.vault.folder

    def now(self) -> str:
        """Return the time now as it is stored: UTC, ISO, to the second."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that cannot write. Who may not look may do nothing else either."""
        self.require(Right.VIEW)
        with self.vault.reading() as connection:
            yield connection.execution_options(**{BOOK_OPTION: self.vault.engine.pool})

    def interrupt_reading(self, thread_id: int) -> None:
        """Stop the statement that this thread reads with now; nothing that is being written is touched."""
        self.vault.database.interrupt_reading(thread_id)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the writing connection inside one transaction; after it the side file is emptied. Raises ReadOnly, DiskFull, DiskFailed."""
        if self.vault.is_read_only:
            raise ReadOnly(name=self.name)
        with explained(self.folder):
            with self.vault.engine.begin() as connection:
                self.viewed.write(connection, self.person)
                yield connection
            self.viewed.written()
            self.vault.checkpoint()

    def write_viewed(self) -> None:
        """Write which cards were opened, when nothing else is written soon. A disk that refuses is no reason to fail."""
        if not self.viewed.is_empty and not self.vault.is_locked and not self.vault.is_read_only:
            with suppress(UserError), explained(self.folder), self.writing():
                pass

    def reload_catalogue(self, connection: Connection) -> None:
        """Read the shop's own fields and what is sealed again, after an operation that may have changed them."""
        self.catalogue = catalogue_of(connection, self.seals)


def catalogue_of(connection: Connection, seals: Seals) -> Catalogue:
    """Return the catalogue of a vault: the built-in fields, the shop's own, and which of them are sealed."""
    seals.load(connection)
    catalogue = CATALOGUE.with_custom(custom_fields(connection))
    return catalogue.with_seals(seals.fields, seals.readable, seals.reveal) if seals.fields else catalogue


def custom_fields(connection: Connection) -> list[Field]:
    """Return the shop's own fields: what the active decisions say of each, the latest word per key; dropped ones are left out."""
    latest: dict[str, Mapping[str, Any]] = {}
    for d in reading.decisions_of_kind(connection, DecisionKind.FIELD):
        latest[d.value["key"]] = {**latest.get(d.value["key"], {}), **d.value}
    return [
        Field(v["key"], v["label"], v["label"], Kind(v.get("kind", "text")), Group.CUSTOM, is_custom=True)
        for v in latest.values()
        if not v.get("dropped")
    ]


def record_operation(
    opened: OpenVault,
    connection: Connection,
    kind: str,
    params: Mapping[str, Any],
    decisions: Sequence[NewDecision],
    homes: Sequence[int],
    tick: Tick = no_tick,
) -> Outcome:
    """Write one operation that consists of decisions, recompute what it touches, and say what changed."""
    at = opened.now()
    operation_id = writing.insert_operation(connection, kind, opened.person, at, params)
    writing.insert_decisions(connection, operation_id, at, decisions)
    homes = sorted({*homes, *(h for d in decisions for h in (d.home_id, d.other_home_id) if h is not None)})
    if any(d.record_id is not None for d in decisions):  # a split may have moved the record to another home
        homes = sorted({*homes, *reading.homes_of_operation(connection, operation_id)})
    return finish_operation(opened, connection, operation_id, kind, params, homes, decisions, tick)


def finish_operation(
    opened: OpenVault,
    connection: Connection,
    operation_id: int,
    kind: str,
    params: Mapping[str, Any],
    homes: Sequence[int],
    decisions: Sequence[NewDecision] = (),
    tick: Tick = no_tick,
) -> Outcome:
    """Append the history line of an operation already written and recompute the customers it touches."""
    body = {"kind": kind, "params": dict(params), "decisions": [[d.kind.value, *d[1:]] for d in decisions]}
    writing.append_history(
        connection, operation_id, "do", opened.person, opened.now(), orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()
    )
    if any(d.kind is DecisionKind.FIELD for d in decisions):
        opened.reload_catalogue(connection)
    changed = refresh(connection, opened.catalogue, homes, tick)
    return Outcome(operation_id, kind, changed, dict(params))
