"""Vaults and imports for tests: a real vault with the weakest allowed key derivation, imports made of rows written in the test."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from khachhang import importing, workbooks
from khachhang.importing import CheckedRow, CheckedTable, Options, RowKind, Verdict, body_of, in_record
from khachhang.model import ColumnRule, Outcome, Party
from khachhang.operations import import_commit, import_staging, vaults
from khachhang.operations.import_looks import FileLook, TableLook
from khachhang.operations.import_staging import SourceChoice, Staged, TableChoice
from khachhang.operations.opened import OpenVault
from khachhang.progress import no_tick
from khachhang.store import derived, schema
from khachhang.vault import NoMemory
from khachhang.vault.keys import Argon2

FLOOR = Argon2(19 * 1024, 2, 1)
PASSWORD = "bốn con gà trống đi chợ"
DERIVED = (schema.home_customer, schema.home_key, schema.customer, schema.customer_group, schema.customer_source, schema.order_line)


class Clock:
    """A clock that moves on by a minute each time it is read."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def new_shop(folder: Path) -> OpenVault:
    """Make a vault with the floor parameters of Argon2 and a clock of its own."""
    opened, _ = vaults.create(folder, PASSWORD, clock=Clock(), memory=NoMemory(), argon2=FLOOR)
    return opened


def empty(opened: OpenVault) -> None:
    """Take everything out of a vault."""
    with opened.writing() as connection:
        derived.clear_derived(connection)
        for table in reversed(schema.metadata.sorted_tables):
            connection.execute(table.delete())
        opened.reload_catalogue(connection)


def snapshot(opened: OpenVault) -> dict[str, list[tuple[Any, ...]]]:
    """Return all derived rows, sorted, for comparing states."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with opened.reading() as connection:
        for table in DERIVED:
            found[table.name] = sorted(_rows(connection, table), key=repr)
    return found


def _rows(connection: Any, table: Table) -> list[tuple[Any, ...]]:
    return [tuple(r) for r in connection.execute(select(table))]


def staged(
    opened: OpenVault,
    rows: Sequence[Mapping[str, Any]],
    *,
    source: str = "KiotViet",
    party: Party = Party.FIRST,
    rules: Mapping[str, ColumnRule] | None = None,
    observed_on: str | None = None,
    keys: bool = True,
) -> Staged:
    """Stage rows given as values, as if a sheet had held them; `customer_code` is the source's own key."""
    keys_of = [str((r.get("customer_code") or [""])[0]) or None for r in rows] if keys else [None] * len(rows)
    checked = [
        CheckedRow(i + 2, tuple(str(v) for v in r.values()), body_of(in_record(dict(r))), (), Verdict.OK, row_key=k)
        for i, (r, k) in enumerate(zip(rows, keys_of, strict=True))
    ]
    content = repr((source, [sorted(r.items()) for r in rows])).encode()
    sheet = workbooks.Sheet("Khách", [list(c.raw) for c in checked])
    table = importing.Table("Khách", "", (1,), 2, len(rows) + 1, (), {i + 2: RowKind.DATA for i in range(len(rows))})
    book = workbooks.Workbook(f"{source}.xlsx", "xlsx", None, None, (sheet,), hashlib.sha256(content).hexdigest(), len(content), ())
    mapping = importing.Mapping(())
    look = FileLook(None, content, book, (TableLook(sheet, table, mapping),))
    choice = SourceChoice(source, party, observed_on=observed_on)
    base = Staged(
        look, (TableChoice(look.tables[0], mapping),), choice, Options(today=date(2026, 11, 21)), dict(rules or {}),
        (CheckedTable(table, mapping, checked),), [],
    )  # fmt: skip
    return import_staging._match(opened, base, no_tick, len(checked))


def bring_in(opened: OpenVault, rows: Sequence[Mapping[str, Any]], **about: Any) -> Outcome:
    """Import rows given as values."""
    return import_commit.commit(opened, staged(opened, rows, **about))
