"""Questions about imports: saved mappings, sources by name, what an import brought, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

import orjson
from sqlalchemy import Connection, Row, delete, insert, select

from khachhang.model import Party, RowOutcome
from khachhang.store import schema
from khachhang.store.derived import customers_of_homes
from khachhang.store.reading import chunks, split_records
from khachhang.store.writing import dumps

IMPORTS = ("import", "take_in")
"""Kinds of operations that bring rows in: a file, and rows of an earlier file that had been left out."""


def source_id_of(connection: Connection, name: str) -> int | None:
    """Return the id of the source of that name, None when the shop does not know it yet."""
    found = connection.scalar(select(schema.source.c.source_id).where(schema.source.c.name == name))
    return None if found is None else int(found)


def saved_mappings(connection: Connection) -> list[dict[str, Any]]:
    """Return every mapping used so far, the newest first."""
    m = schema.saved_mapping.c
    return [dict(orjson.loads(body)) for body in connection.scalars(select(m.body).order_by(m.at.desc(), m.fingerprint))]


def remember_mapping(connection: Connection, fingerprint: str, mapping: Mapping[str, Any], at: str) -> None:
    """Keep the mapping for the next file with these headers."""
    if not fingerprint:
        return
    connection.execute(delete(schema.saved_mapping).where(schema.saved_mapping.c.fingerprint == fingerprint))
    connection.execute(insert(schema.saved_mapping).values(fingerprint=fingerprint, body=dumps(dict(mapping)), at=at))


def batches_of(connection: Connection, operation_id: int) -> list[Row[Any]]:
    """Return the batches of an import with the names of source and file."""
    b, s, w = schema.batch, schema.source, schema.workbook
    query = (
        select(b, s.c.name.label("source_name"), w.c.file_name)
        .select_from(b.join(s, s.c.source_id == b.c.source_id).outerjoin(w, w.c.workbook_id == b.c.workbook_id))
        .where(b.c.operation_id == operation_id)
        .order_by(b.c.batch_id)
    )
    return list(connection.execute(query))


def rows_of(connection: Connection, operation_id: int, outcome: RowOutcome | None = None, limit: int | None = None) -> list[Row[Any]]:
    """Return the rows of an import in the order of the sheet, all or those of one outcome, with their record's customer."""
    r, b, rec, hc = schema.source_row, schema.batch, schema.record, schema.home_customer
    query = (
        select(r, b.c.sheet, b.c.table_letter, rec.c.body, hc.c.customer_id)
        .select_from(
            r.join(b, b.c.batch_id == r.c.batch_id)
            .outerjoin(rec, rec.c.record_id == r.c.record_id)
            .outerjoin(hc, hc.c.home_id == rec.c.home_id)
        )
        .where(b.c.operation_id == operation_id)
        .order_by(r.c.source_row_id)
    )
    if outcome is not None:
        query = query.where(r.c.outcome == outcome.value)
    if limit is not None:
        query = query.limit(limit)
    return list(connection.execute(query))


def imports(connection: Connection) -> list[Row[Any]]:
    """Return every import, newest first, with its parameters and whether it is active."""
    o = schema.operation.c
    return list(connection.execute(select(schema.operation).where(o.kind.in_(IMPORTS)).order_by(o.operation_id.desc())))


def batch_with_import(connection: Connection, batch_id: int) -> Row[Any] | None:
    """Return one batch with the names of source and file and the time of its import; None when there is none."""
    b, s, w, o = schema.batch, schema.source, schema.workbook, schema.operation
    query = (
        select(b, s.c.name.label("source_name"), w.c.file_name, o.c.at)
        .select_from(
            b.join(s, s.c.source_id == b.c.source_id)
            .join(o, o.c.operation_id == b.c.operation_id)
            .outerjoin(w, w.c.workbook_id == b.c.workbook_id)
        )
        .where(b.c.batch_id == batch_id)
    )
    return connection.execute(query).one_or_none()


def all_rows(connection: Connection) -> Iterator[Any]:
    """Yield every row of the active imports with its file, sheet, record body and customer, in the order of import."""
    r, b, w, rec, hc, o = schema.source_row, schema.batch, schema.workbook, schema.record, schema.home_customer, schema.operation
    moved = split_records(connection)
    query = (
        select(
            r.c.sheet_row, r.c.outcome, r.c.record_id, r.c.issues, b.c.sheet, b.c.table_letter, w.c.file_name, rec.c.body, rec.c.party,
            rec.c.home_id, hc.c.customer_id,
        )
        .select_from(
            r.join(b, b.c.batch_id == r.c.batch_id)
            .join(o, o.c.operation_id == b.c.operation_id)
            .outerjoin(w, w.c.workbook_id == b.c.workbook_id)
            .outerjoin(rec, rec.c.record_id == r.c.record_id)
            .outerjoin(hc, hc.c.home_id == rec.c.home_id)
        )
        .where(o.c.is_active == 1)
        .order_by(r.c.source_row_id)
    )  # fmt: skip
    homes = customers_of_homes(connection, set(moved.values()))
    for row in connection.execute(query):
        if row.record_id in moved:
            values = {**row._mapping, "customer_id": homes.get(moved[row.record_id])}
            yield SimpleNamespace(**values)
        else:
            yield row


def workbook_of(connection: Connection, operation_id: int) -> int | None:
    """Return the file an import came from."""
    found = connection.scalar(select(schema.batch.c.workbook_id).where(schema.batch.c.operation_id == operation_id).limit(1))
    return None if found is None else int(found)


def records_of_rows(connection: Connection, rows: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Row[Any]]:
    """Return (batch, sheet row) → the record that row became, of active imports."""
    r, rec, b, o = schema.source_row, schema.record, schema.batch, schema.operation
    wanted = set(rows)
    found: dict[tuple[int, int], Row[Any]] = {}
    for part in chunks({batch_id for batch_id, _ in wanted}):
        query = (
            select(r.c.batch_id, r.c.sheet_row, rec.c.record_id, rec.c.home_id, rec.c.row_key, rec.c.body)
            .select_from(
                r.join(rec, rec.c.record_id == r.c.record_id)
                .join(b, b.c.batch_id == r.c.batch_id)
                .join(o, o.c.operation_id == b.c.operation_id)
            )
            .where(r.c.batch_id.in_(part), o.c.is_active == 1)
        )
        found.update({(row.batch_id, row.sheet_row): row for row in connection.execute(query) if (row.batch_id, row.sheet_row) in wanted})
    return found


def source_of_record(connection: Connection, record_id: int) -> tuple[str, Party]:
    """Return the name and party of the source a record came from."""
    s, r = schema.source, schema.record
    query = select(s.c.name, s.c.party).select_from(r.join(s, s.c.source_id == r.c.source_id)).where(r.c.record_id == record_id)
    row = connection.execute(query).one()
    return row.name, Party(row.party)
