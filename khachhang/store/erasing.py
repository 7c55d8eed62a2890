"""Taking everything about one person out of the facts: what is deleted, what is emptied. The statements; what belongs to whom is decided in
`operations.erasing`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from khachhang.store import schema
from khachhang.store.reading import chunks, split_records

_PART = 2_000


def records_of_homes(connection: Connection, homes: Sequence[int]) -> list[Row[Any]]:
    """Return (record_id, batch_id, sheet_row, body, operation_id) of every record of these homes, live or not."""
    r = schema.record.c
    moved = split_records(connection)
    wanted = set(homes)
    arriving = [i for i, home in moved.items() if home in wanted]
    away = {i for i, home in moved.items() if home not in wanted}
    query = select(r.record_id, r.batch_id, r.sheet_row, r.body, r.operation_id)
    found: dict[int, Row[Any]] = {}
    for part in chunks(homes):
        found.update({row.record_id: row for row in connection.execute(query.where(r.home_id.in_(part))) if row.record_id not in away})
    for part in chunks(arriving):
        found.update({row.record_id: row for row in connection.execute(query.where(r.record_id.in_(part)))})
    return list(found.values())


def operations_about(connection: Connection, homes: Sequence[int], records: Sequence[int]) -> set[int]:
    """Return the operations that wrote these records, made these homes, or decided about them."""
    r, d, h, s, b = schema.record.c, schema.decision.c, schema.home.c, schema.source_row.c, schema.batch.c
    found: set[int] = set()
    for part in chunks(homes):
        found.update(connection.scalars(select(h.operation_id).where(h.home_id.in_(part))))
        found.update(connection.scalars(select(d.operation_id).where(or_(d.home_id.in_(part), d.other_home_id.in_(part)))))
    for part in chunks(records):
        found.update(connection.scalars(select(r.operation_id).where(r.record_id.in_(part))))
        found.update(connection.scalars(select(d.operation_id).where(d.record_id.in_(part))))
        joined = select(b.operation_id).join_from(schema.source_row, schema.batch, b.batch_id == s.batch_id)
        found.update(connection.scalars(joined.where(s.record_id.in_(part))))
    return found


def rows_of_records(connection: Connection, records: Sequence[int]) -> list[Row[Any]]:
    """Return (source_row_id, batch_id, sheet_row) of the rows that state these records."""
    s = schema.source_row.c
    found: list[Row[Any]] = []
    for part in chunks(records):
        found += connection.execute(select(s.source_row_id, s.batch_id, s.sheet_row).where(s.record_id.in_(part)))
    return found


def rows_of_nobody(connection: Connection) -> Iterator[Sequence[Any]]:
    """Yield (source_row_id, batch_id, sheet_row, raw) of rows that became no record, in parts."""
    s = schema.source_row.c
    query = (
        select(s.source_row_id, s.batch_id, s.sheet_row, s.raw).where(s.record_id.is_(None), s.raw.is_not(None)).order_by(s.source_row_id)
    )
    last = 0
    while rows := connection.execute(query.where(s.source_row_id > last).limit(_PART)).all():
        yield rows
        last = rows[-1].source_row_id


def empty_rows(connection: Connection, source_rows: Sequence[int]) -> None:
    """Empty rows of sheets; that there was a row, and what became of it, stays."""
    for part in chunks(source_rows):
        where = schema.source_row.c.source_row_id.in_(part)
        connection.execute(update(schema.source_row).where(where).values(raw=None, raw_sealed=None, issues=None, record_id=None))


def delete_facts(connection: Connection, homes: Sequence[int], records: Sequence[int]) -> int:
    """Delete records, decisions, homes, pairs and the log of who looked; return how many decisions."""
    d, p = schema.decision.c, schema.duplicate_pair.c
    decisions = 0
    for part in chunks(records):
        decisions += connection.execute(delete(schema.decision).where(d.record_id.in_(part))).rowcount
        connection.execute(delete(schema.record).where(schema.record.c.record_id.in_(part)))
    for part in chunks(homes):
        decisions += connection.execute(delete(schema.decision).where(or_(d.home_id.in_(part), d.other_home_id.in_(part)))).rowcount
        connection.execute(delete(schema.duplicate_pair).where(or_(p.home_a.in_(part), p.home_b.in_(part))))
        connection.execute(delete(schema.viewing).where(schema.viewing.c.customer_id.in_(part)))
        connection.execute(delete(schema.home).where(schema.home.c.home_id.in_(part)))
    return decisions


def texts(connection: Connection, table: str) -> list[tuple[Any, str]]:
    """Return (key, text) of a small table that holds sentences' parameters or JSON: operation, payload, setting or saved_mapping."""
    key, text = _TEXTS[table]
    return [(row[0], row[1]) for row in connection.execute(select(key, text))]


def write_text(connection: Connection, table: str, key: Any, text: str) -> None:
    """Write such a text back."""
    column, written = _TEXTS[table]
    values = {written.name: text} | ({"salt": b""} if table == "payload" else {})
    connection.execute(update(column.table).where(column == key).values(values))


def delete_text(connection: Connection, table: str, keys: Collection[Any]) -> None:
    """Delete rows of such a table."""
    column, _ = _TEXTS[table]
    for key in keys:
        connection.execute(delete(column.table).where(column == key))


_TEXTS: dict[str, tuple[Any, Any]] = {
    "operation": (schema.operation.c.operation_id, schema.operation.c.params),
    "payload": (schema.payload.c.payload_id, schema.payload.c.body),
    "setting": (schema.setting.c.key, schema.setting.c.value),
    "saved_mapping": (schema.saved_mapping.c.fingerprint, schema.saved_mapping.c.body),
}


def named(connection: Connection, names: Collection[str]) -> set[int]:
    """Return the customers that bear one of these names."""
    c = schema.customer.c
    wanted = list(names)
    return set(connection.scalars(select(c.customer_id).where(or_(c.full_name.in_(wanted), c.company.in_(wanted)))))


def is_name_shared(connection: Connection, homes: Sequence[int], name: str) -> bool:
    """Tell whether a customer other than those of these homes bears this name."""
    h = schema.home_customer.c
    own = set(connection.scalars(select(h.customer_id).where(h.home_id.in_(list(homes)))))
    return bool(named(connection, [name]) - own)
