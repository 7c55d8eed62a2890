"""Facts that hold values, read in parts and written back changed: the one place that rewrites records, for sealing and erasing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Text, cast, delete, func, insert, literal, or_, select, update

from khachhang.model import DecisionKind
from khachhang.store import schema
from khachhang.store.reading import chunks

_PART = 2_000
_LISTED = frozenset({DecisionKind.FIELD.value, DecisionKind.SOURCE_PARTY.value})


def count_records(connection: Connection) -> int:
    """Return how many records there are, live or not."""
    return int(connection.scalar(select(func.count()).select_from(schema.record)) or 0)


def customers_with_many(connection: Connection, fields: Collection[str]) -> set[int]:
    """Return customers with more than one record, or with a decision that names a value of one of these fields."""
    r, h, d = schema.record.c, schema.home_customer.c, schema.decision.c
    joined = schema.record.join(schema.home_customer, h.home_id == r.home_id)
    many = select(h.customer_id).select_from(joined).group_by(h.customer_id).having(func.count() > 1)
    found = set(connection.scalars(many))
    named = select(d.home_id, d.record_id).where(d.field.in_(list(fields)), d.value.is_not(None))
    rows = connection.execute(named).all()
    homes = {row.home_id for row in rows if row.home_id is not None}
    for part in chunks({row.record_id for row in rows if row.record_id is not None}):
        homes.update(connection.scalars(select(r.home_id).where(r.record_id.in_(part))))
    for part in chunks(homes):
        found.update(connection.scalars(select(h.customer_id).where(h.home_id.in_(part))))
    return found


def records(connection: Connection, keys: Collection[str], batches: Collection[int] = ()) -> Iterator[Sequence[Any]]:
    """Yield (record_id, home_id, customer_id, batch_id, body, issues) of records that speak of one of these keys, or have issues in one
    of these batches; in parts, by id. Rows may be written while this runs."""
    r, h = schema.record.c, schema.home_customer.c
    spoken = or_(*(r.body.contains(f'"{key}":', autoescape=True) for key in keys))
    wanted = spoken | (r.batch_id.in_(list(batches)) & r.issues.is_not(None)) if batches else spoken
    query = (
        select(r.record_id, r.home_id, h.customer_id, r.batch_id, r.body, r.issues)
        .select_from(schema.record.outerjoin(schema.home_customer, h.home_id == r.home_id))
        .where(wanted)
        .order_by(r.record_id)
        .limit(_PART)
    )
    last = 0
    while rows := connection.execute(query.where(r.record_id > last)).all():
        yield rows
        last = rows[-1].record_id


def write_records(connection: Connection, rows: Sequence[tuple[str, str | None, int]]) -> None:
    """Write bodies and issues back: (body, issues, record_id)."""
    _update_many(connection, "record", ("body", "issues"), "record_id", rows)


def decisions(connection: Connection, fields: Collection[str]) -> list[Row[Any]]:
    """Return (decision_id, operation_id, home_id, record_id, field, value, customer_id) of decisions that name a value of these fields."""
    d, r, h = schema.decision.c, schema.record.c, schema.home_customer.c
    home = func.coalesce(d.home_id, r.home_id)
    query = (
        select(d.decision_id, d.operation_id, d.home_id, d.record_id, d.field, d.value, h.customer_id)
        .select_from(
            schema.decision.outerjoin(schema.record, r.record_id == d.record_id).outerjoin(schema.home_customer, h.home_id == home)
        )
        .where(d.field.in_(list(fields)), d.value.is_not(None), d.kind.not_in(_LISTED))
    )
    return list(connection.execute(query))


def write_decisions(connection: Connection, rows: Sequence[tuple[str, int]]) -> None:
    """Write values back: (value, decision_id)."""
    _update_many(connection, "decision", ("value",), "decision_id", rows)


def batches(connection: Connection) -> list[Row[Any]]:
    """Return (batch_id, operation_id, workbook_id, mapping) of every batch."""
    b = schema.batch.c
    return list(connection.execute(select(b.batch_id, b.operation_id, b.workbook_id, b.mapping).order_by(b.batch_id)))


def sheet_of(connection: Connection, batch_id: int) -> str:
    """Return the name of the sheet a batch was read from."""
    return str(connection.scalar(select(schema.batch.c.sheet).where(schema.batch.c.batch_id == batch_id)))


def write_mapping(connection: Connection, batch_id: int, mapping: str) -> None:
    """Write the mapping of a batch back."""
    connection.execute(update(schema.batch).where(schema.batch.c.batch_id == batch_id).values(mapping=mapping))


def source_rows(connection: Connection, batch_id: int) -> Iterator[Sequence[Any]]:
    """Yield (source_row_id, raw, issues, body of its record) of a batch in parts, by id."""
    s, r = schema.source_row.c, schema.record.c
    query = (
        select(s.source_row_id, s.raw, s.issues, r.body)
        .select_from(schema.source_row.outerjoin(schema.record, r.record_id == s.record_id))
        .where(s.batch_id == batch_id)
        .order_by(s.source_row_id)
        .limit(_PART)
    )
    last = 0
    while rows := connection.execute(query.where(s.source_row_id > last)).all():
        yield rows
        last = rows[-1].source_row_id


def stated_fields(connection: Connection, batch_id: int, fields: Collection[str]) -> set[str]:
    """Return those of these fields (or keys of order lines) that a record of a batch states, or one that a row of it repeats."""
    r, s = schema.record.c, schema.source_row.c
    repeated = select(s.record_id).where(s.batch_id == batch_id, s.record_id.is_not(None))
    found = set()
    for field in fields:
        query = select(r.record_id).where(r.body.contains(f'"{field}":', autoescape=True)).limit(1)
        if connection.execute(query.where(or_(r.batch_id == batch_id, r.record_id.in_(repeated)))).first() is not None:
            found.add(field)
    return found


def write_source_rows(connection: Connection, rows: Sequence[tuple[str | None, str | None, int]]) -> None:
    """Write raw cells and issues back: (raw, issues, source_row_id)."""
    _update_many(connection, "source_row", ("raw", "issues"), "source_row_id", rows)


def _update_many(connection: Connection, table: str, columns: Sequence[str], key: str, rows: Sequence[Sequence[object]]) -> None:
    """Update by the driver's own executemany, as `writing.insert_many` inserts. Values are bound; the key is the last of each."""
    if rows:
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        said = ", ".join(f"{column} = {mark}" for column in columns)
        connection.exec_driver_sql(f"UPDATE {table} SET {said} WHERE {key} = {mark}", [tuple(row) for row in rows])


def workbook(connection: Connection, workbook_id: int) -> Row[Any]:
    """Return a whole row of `workbook`."""
    return connection.execute(select(schema.workbook).where(schema.workbook.c.workbook_id == workbook_id)).one()


def write_workbook(connection: Connection, workbook_id: int, **values: Any) -> None:
    """Change columns of a kept file."""
    connection.execute(update(schema.workbook).where(schema.workbook.c.workbook_id == workbook_id).values(**values))


def empty_payloads(connection: Connection, operations: Collection[int]) -> int:
    """Empty what the history says in detail of these operations; digests and the chain stay. Return how many lines."""
    h, p = schema.history.c, schema.payload.c
    emptied = 0
    for part in chunks(operations):
        ids = select(h.payload_id).where(h.operation_id.in_(part), h.event == "do")
        done = connection.execute(update(schema.payload).where(p.payload_id.in_(ids), p.body != "").values(body="", salt=b""))
        emptied += done.rowcount
    return emptied


def read_meta(connection: Connection, key: str) -> str | None:
    """Return a note about the vault itself."""
    found = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == key))
    return None if found is None else str(found)


def write_meta(connection: Connection, key: str, value: str) -> None:
    """Keep a note about the vault itself."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(insert(schema.meta).values(key=key, value=value))


def delete_edit_keys(connection: Connection, compartment_id: str) -> None:
    """Forget the edit keys of a compartment nothing is sealed in any more."""
    connection.execute(delete(schema.edit_key).where(schema.edit_key.c.compartment_id == compartment_id))


_IN_BULK = ("import", "take_in", "seal", "seal_finished", "unseal")


def keys_of_edits(connection: Connection) -> dict[str, list[int]]:
    """Return compartment → the edit keys of single edits; what they sealed lies in records and decisions alone."""
    e, o = schema.edit_key.c, schema.operation.c
    label = literal("operation ") + cast(o.operation_id, Text)
    query = select(e.compartment_id, e.edit_key_id).join_from(schema.edit_key, schema.operation, e.label == label)
    found: dict[str, list[int]] = {}
    for compartment_id, key_id in connection.execute(query.where(o.kind.not_in(_IN_BULK))):
        found.setdefault(compartment_id, []).append(key_id)
    return found


def sealed_decisions(connection: Connection) -> list[tuple[int, str]]:
    """Return (decision_id, value) of decisions that name a sealed value."""
    d = schema.decision.c
    rows = connection.execute(select(d.decision_id, d.value).where(d.value.contains('"~":', autoescape=True)))
    return [(row[0], row[1]) for row in rows]


def delete_keys(connection: Connection, keys: Collection[int]) -> None:
    """Forget edit keys that nothing is sealed under any more."""
    for part in chunks(keys):
        connection.execute(delete(schema.edit_key).where(schema.edit_key.c.edit_key_id.in_(part)))
