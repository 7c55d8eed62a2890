"""Repairing a damaged vault: the last good backup, and over it every row that can still be read. Beside the old one, which stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from khachhang import messages, vault
from khachhang.errors import UserError
from khachhang.operations import refreshing, vaults
from khachhang.operations.opened import OpenVault, utc_now
from khachhang.operations.repair_mending import drop_orphans, mend
from khachhang.progress import Tick, no_tick
from khachhang.store import migrating, schema
from khachhang.vault import backups_folder, bundle, generations, keys, rebuilding
from khachhang.vault.errors import VaultDamaged
from khachhang.vault.files import discard
from khachhang.vault.salvage import Salvaged, salvage

FACTS = tuple(t.name for t in schema.metadata.sorted_tables if t not in schema.DERIVED_TABLES and t is not schema.duplicate_pair)
_STEPS = 4


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What a repair did. backup_day: of the backup it began with, "" without one. read: rows read from the damaged file.

    lost: table → rows that were in the damaged file and are in no backup either. dropped: table → rows that named a lost one.
    operations: change numbers known to have been, and lost. unread: True when of some table it is not known how much is lost.
    """

    folder: Path
    backup_day: str = ""
    read: int = 0
    customers: int = 0
    lost: Mapping[str, int] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)
    operations: Sequence[int] = ()
    is_unsure: bool = False

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is known to be lost."""
        return not self.lost and not self.dropped and not self.operations and not self.is_unsure

    def lines(self, lang: str = "vi") -> list[str]:
        """Return the list of what was lost, as sentences."""
        begun = ("repaired_from", {"day": self.backup_day}) if self.backup_day else ("repaired_without_backup", {})
        said: list[tuple[str, dict[str, Any]]] = [begun]
        said.append(("repaired_read", {"n": self.read, "customers": self.customers}))
        said += [(f"lost_{table}" if table in _NAMED else "lost_other", {"n": n, "table": table}) for table, n in self.lost.items()]
        said += [("lost_with_them", {"n": sum(self.dropped.values())})] if self.dropped else []
        said += [("lost_operations", {"ids": ", ".join(map(str, self.operations))})] if self.operations else []
        said += [("lost_unsure", {})] if self.is_unsure else []
        said += [("lost_nothing", {})] if self.is_complete else []
        return [messages.sentence(code, params, section="repairing", lang=lang) for code, params in said]


_NAMED = ("record", "source_row", "operation", "decision", "workbook")


def repair(
    folder: Path,
    target: Path,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    person: str | None = None,
    clock: Callable[[], datetime] = utc_now,
    tick: Tick = no_tick,
) -> RepairReport:
    """Make a whole vault of a damaged one, in a new folder beside it. The damaged one is not written to.

    Raises TargetExists, WrongPassword …; VaultDamaged when neither the file nor any backup of it can be read.
    """
    content, who = rebuilding.unlock_keys(folder, password=password, recovery_code=recovery_code, person=person)
    how: dict[str, Any] = {"password": password, "recovery_code": recovery_code, "person": person}
    try:
        day = _begin_with_backup(folder, target)
        if not day:
            rebuilding.new_folder(target, content, who, migrating.create_tables)
        tick(1, _STEPS)
        try:
            opened = vaults.open_(target, accept_older=True, clock=clock, memory=vault.NoMemory(), **how)
        except UserError:
            if not day:
                raise
            target.rename(target.with_name(f"{target.stem} (bản sao lưu){target.suffix}"))  # of other keys: kept for the person
            rebuilding.new_folder(target, content, who, migrating.create_tables)
            day, opened = "", vaults.open_(target, accept_older=True, clock=clock, memory=vault.NoMemory(), **how)
        try:
            found = _salvage(folder, content, who, opened)
            tick(2, _STEPS)
            if not day and not any(s.rows for s in found.values()):
                raise VaultDamaged(name=folder.stem, reason="nothing left")
            return _write(opened, found, day, tick)
        except BaseException:
            vaults.finish(opened)
            discard(target)
            raise
        finally:
            vaults.finish(opened)
    finally:
        for secret in (who.private, who.seed):
            keys.wipe(secret)


def _begin_with_backup(folder: Path, target: Path) -> str:
    """Restore the newest good backup; return its day, "" when there is none."""
    for generation in generations(backups_folder(folder)):
        with suppress(UserError):
            bundle.verify_bundle(generation.path)
            vaults.restore(generation.path, target, memory=vault.NoMemory())
            return generation.day.isoformat()
    return ""


def _salvage(folder: Path, content: Any, who: Any, opened: OpenVault) -> dict[str, Salvaged]:
    with opened.reading() as connection:
        known = {name: _highest(connection, name) for name in FACTS}
    try:
        with rebuilding.damaged(folder, content, who) as connect:
            return salvage(connect, known)
    except VaultDamaged:
        return {name: Salvaged(is_whole=False) for name in FACTS}


def _highest(connection: Connection, name: str) -> int:
    table = schema.metadata.tables[name]
    key = next(iter(table.primary_key.columns))
    if len(table.primary_key.columns) > 1 or str(key.type) != "INTEGER":
        return 0
    return int(connection.scalar(select(func.max(key))) or 0)


def _write(opened: OpenVault, found: Mapping[str, Salvaged], day: str, tick: Tick) -> RepairReport:
    """Put the rows that were read over those of the backup, in one transaction, and compute what is derived anew."""
    with opened.writing() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        lost = {name: n for name, s in found.items() if (n := _put(connection, name, s))}
        guessed = mend(connection, opened.now())
        dropped = drop_orphans(connection)
        operations = sorted({*_lost_operations(connection, found), *guessed})
        tick(3, _STEPS)
        opened.reload_catalogue(connection)
        customers = refreshing.rebuild(connection, opened.catalogue)
        migrating.mark_derived_new(connection)
    tick(_STEPS, _STEPS)
    is_unsure = any(not s.is_whole and not s.unread and name in _NAMED for name, s in found.items())
    read = sum(len(s.rows) for s in found.values())
    return RepairReport(opened.folder, day, read, customers, lost, dropped, operations, is_unsure)


def _put(connection: Connection, name: str, salvaged: Salvaged) -> int:
    """Write the rows of one table; return how many are nowhere any more."""
    table = schema.metadata.tables[name]
    columns = [c for c in salvaged.columns if c in table.columns]
    if salvaged.rows and columns:
        places = [salvaged.columns.index(c) for c in columns]
        names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
        rows = [tuple(row[at] for at in places) for row in salvaged.rows.values()]
        connection.exec_driver_sql(f'INSERT OR REPLACE INTO "{name}" ({names}) VALUES ({marks})', rows)
    if not salvaged.unread:
        return 0
    there = {row[0] for row in connection.exec_driver_sql(f'SELECT rowid FROM "{name}"')}
    return len([rowid for rowid in salvaged.unread if rowid not in there])


def _lost_operations(connection: Connection, found: Mapping[str, Salvaged]) -> list[int]:
    """Return the numbers of acts that were done and are not there: unread ones, and those the history names."""
    there = set(connection.scalars(select(schema.operation.c.operation_id)))
    history = found[schema.history.name]
    named = set(found[schema.operation.name].unread)
    if "operation_id" in history.columns:
        at = history.columns.index("operation_id")
        named |= {row[at] for row in history.rows.values()}
    return sorted(named - there)
