"""Writing facts: operations, their history, sources, workbooks, batches, rows, records and decisions. Only inserts, and one flag."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Table, func, insert, select, update

from khachhang.model import DecisionKind, Issue, Party, Value
from khachhang.store import schema

_ZIP = b"PK"
"""How a workbook begins that is deflated already."""
NORMALISER = 1
"""Version of the rules that turned raw cells into values; kept with each record."""


class NewRecord(NamedTuple):
    """A record about to be written, in the order of the table's columns. body and issues are JSON text."""

    record_id: int
    operation_id: int
    home_id: int
    source_id: int
    batch_id: int | None
    sheet_row: int | None
    party: str
    row_key: str | None
    observed_at: str | None
    is_edit: int
    normaliser: int
    body: str
    issues: str | None


_SOURCE_ROW = ("source_row_id", "batch_id", "sheet_row", "outcome", "record_id", "raw", "issues")


class NewDecision(NamedTuple):
    """A decision about to be written, without its ids."""

    kind: DecisionKind
    home_id: int | None = None
    other_home_id: int | None = None
    record_id: int | None = None
    field: str | None = None
    value: Value = None
    note: str = ""


def dumps(value: object) -> str:
    """Return canonical JSON: sorted keys, UTF-8, no spaces."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def issues_to_json(issues: Sequence[Issue]) -> str | None:
    """Return issues as JSON text, None for none."""
    if not issues:
        return None
    return orjson.dumps([[i.code, i.severity.value, i.column, i.field, dict(i.params)] for i in issues], default=str).decode()


def next_id(connection: Connection, table: Table) -> int:
    """Return the first free id of a table; stable inside the writing transaction."""
    column = next(iter(table.primary_key.columns))
    return int(connection.scalar(select(func.coalesce(func.max(column), 0))) or 0) + 1


def insert_operation(connection: Connection, kind: str, person: str, at: str, params: Mapping[str, Any]) -> int:
    """Begin an operation; its id is the change number."""
    operation_id = next_id(connection, schema.operation)
    connection.execute(
        insert(schema.operation).values(operation_id=operation_id, kind=kind, person=person, at=at, is_active=1, params=dumps(dict(params)))
    )
    return operation_id


def append_history(connection: Connection, operation_id: int, event: str, person: str, at: str, body: str) -> None:
    """Append one line to the history chain: it hashes a salted digest of the body, so that erasing the body keeps the chain whole."""
    salt = os.urandom(16)
    payload_id = next_id(connection, schema.payload)
    connection.execute(insert(schema.payload).values(payload_id=payload_id, salt=salt, body=body))
    previous = connection.execute(
        select(schema.history.c.seq, schema.history.c.chain).order_by(schema.history.c.seq.desc()).limit(1)
    ).first()
    seq, chain = (previous.seq + 1, previous.chain) if previous else (1, "")
    digest = hashlib.sha256(salt + body.encode()).hexdigest()
    line = dumps([chain, seq, operation_id, event, person, at, digest])
    connection.execute(
        insert(schema.history).values(
            seq=seq, operation_id=operation_id, event=event, person=person, at=at, payload_id=payload_id,
            digest=digest, chain=hashlib.sha256(line.encode()).hexdigest(),
        )
    )  # fmt: skip


def set_active(connection: Connection, operation_id: int, is_active: bool) -> None:
    """Flip the one thing that may change about a fact."""
    connection.execute(update(schema.operation).where(schema.operation.c.operation_id == operation_id).values(is_active=int(is_active)))


def ensure_source(connection: Connection, name: str, party: Party, **about: str | None) -> int:
    """Return the id of the source of that name, made when new. about: channel, supplier, obtained_on, basis."""
    found = connection.scalar(select(schema.source.c.source_id).where(schema.source.c.name == name))
    if found is not None:
        return int(found)
    source_id = next_id(connection, schema.source)
    values = {"channel": "", "supplier": "", "basis": "", "obtained_on": None} | about
    connection.execute(insert(schema.source).values(source_id=source_id, name=name, party=party.value, **values))
    return source_id


def ensure_workbook(connection: Connection, sha256: str, file_name: str, file_format: str, body: bytes) -> int:
    """Keep the imported file itself, byte for byte, once per content; return its id."""
    found = connection.scalar(select(schema.workbook.c.workbook_id).where(schema.workbook.c.sha256 == sha256))
    if found is not None:
        return int(found)
    workbook_id = next_id(connection, schema.workbook)
    connection.execute(
        insert(schema.workbook).values(
            workbook_id=workbook_id,
            sha256=sha256,
            file_name=file_name,
            format=file_format,
            size=len(body),
            body=zlib.compress(body, 0 if body.startswith(_ZIP) else 1),
        )
    )
    return workbook_id


def insert_batch(connection: Connection, **values: object) -> int:
    """Write one batch; JSON columns are given as objects."""
    batch_id = next_id(connection, schema.batch)
    encoded = {k: dumps(v) if k in ("header_rows", "mapping", "rules", "counts", "repairs") else v for k, v in values.items()}
    connection.execute(insert(schema.batch).values(batch_id=batch_id, **encoded))
    return batch_id


def reserve_homes(connection: Connection, operation_id: int, count: int) -> range:
    """Allocate that many new home customers."""
    first = next_id(connection, schema.home)
    ids = range(first, first + count)
    _insert_many(connection, "home", ("home_id", "operation_id"), ((i, operation_id) for i in ids))
    return ids


def insert_records(connection: Connection, records: Iterable[tuple[Any, ...]]) -> None:
    """Write many records, each in the order of `NewRecord`."""
    _insert_many(connection, "record", NewRecord._fields, records)


def insert_source_rows(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write many rows of a sheet, each in the order of the table's columns up to the raw cells, then its issues."""
    _insert_many(connection, "source_row", _SOURCE_ROW, rows)


def insert_decisions(connection: Connection, operation_id: int, at: str, decisions: Sequence[NewDecision]) -> list[int]:
    """Write decisions of one operation; return their ids."""
    first = next_id(connection, schema.decision)
    columns = ("decision_id", "operation_id", "at", *NewDecision._fields)
    rows = (
        (
            first + i,
            operation_id,
            at,
            d.kind.value,
            d.home_id,
            d.other_home_id,
            d.record_id,
            d.field,
            None if d.value is None else dumps(d.value),
            d.note,
        )
        for i, d in enumerate(decisions)
    )
    _insert_many(connection, "decision", columns, rows)
    return list(range(first, first + len(decisions)))


def _insert_many(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Bulk insert through the driver: SQLAlchemy's own parameter handling costs three times the insert (benchmarks/import.py)."""
    insert_many(connection, table, columns, list(rows))


def insert_many(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Insert tuples into a table by the driver's own executemany. Values are bound."""
    if not rows:
        return
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"
    connection.exec_driver_sql(sql, rows if type(rows) is list and type(rows[0]) is tuple else [tuple(r) for r in rows])
