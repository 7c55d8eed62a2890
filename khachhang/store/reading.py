"""Reading facts: the live records and active decisions of home customers, edges between homes, provenance of records.

A record is live when its own operation is active, or when an active operation refers to it: a decision about it, or a later import that
found the same row unchanged. So undoing an import never takes away what somebody has worked on since.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Row, Select, and_, exists, or_, select

from khachhang.model import ColumnRule, Decision, DecisionKind, Issue, Party, Record, RowOutcome, Severity, Source
from khachhang.store import schema

_CHUNK = 5000
_EDGES = (DecisionKind.SAME.value, DecisionKind.NOT_SAME.value)


class Edge(NamedTuple):
    """Two home customers that a person joined or parted, with the change number of the act."""

    home_a: int
    home_b: int
    is_same: bool
    change: int


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield ids in lists short enough for one statement's parameters."""
    held = list(ids)
    for start in range(0, len(held), _CHUNK):
        yield held[start : start + _CHUNK]


def chunks_of(keys: Iterable[str]) -> Iterator[list[str]]:
    """Yield texts in lists short enough for one statement's parameters."""
    held = list(keys)
    for start in range(0, len(held), _CHUNK):
        yield held[start : start + _CHUNK]


def is_live() -> Any:
    """Return the condition that a row of `record` is live, for a query that joins `record` with `operation`."""
    owner, decider, importer = schema.operation, schema.operation.alias("decider"), schema.operation.alias("importer")
    decided = exists().where(
        schema.decision.c.record_id == schema.record.c.record_id,
        decider.c.operation_id == schema.decision.c.operation_id,
        decider.c.is_active == 1,
    )
    restated = exists().where(
        schema.source_row.c.record_id == schema.record.c.record_id,
        schema.source_row.c.outcome == RowOutcome.DUPLICATE.value,
        schema.batch.c.batch_id == schema.source_row.c.batch_id,
        importer.c.operation_id == schema.batch.c.operation_id,
        importer.c.is_active == 1,
    )
    return or_(owner.c.is_active == 1, decided, restated)


def _records() -> Select[Any]:
    r, b = schema.record.c, schema.batch.c
    return (
        select(
            r.record_id,
            r.operation_id,
            r.home_id,
            r.source_id,
            r.party,
            r.row_key,
            r.observed_at,
            r.is_edit,
            r.batch_id,
            r.sheet_row,
            r.body,
            r.issues,
            b.rules,
            b.default_rule,
            schema.operation.c.at,
        )
        .select_from(
            schema.record.join(schema.operation, schema.operation.c.operation_id == r.operation_id).outerjoin(
                schema.batch, b.batch_id == r.batch_id
            )
        )
        .where(is_live())
        .order_by(r.record_id)
    )


def live_records(connection: Connection, homes: Sequence[int]) -> dict[int, list[Record]]:
    """Return the live records of these homes, by effective home (a split moves a record to another home)."""
    moved = split_records(connection)
    parties = batch_parties(connection)
    wanted = set(homes)
    found: dict[int, list[Record]] = defaultdict(list)
    away = {record_id for record_id, home in moved.items() if home not in wanted}
    arriving = [record_id for record_id, home in moved.items() if home in wanted]
    queries = [_records().where(schema.record.c.home_id.in_(part)) for part in chunks(homes)]
    queries += [_records().where(schema.record.c.record_id.in_(part)) for part in chunks(arriving)]
    seen: set[int] = set()
    rules = _RulesCache()
    for query in queries:
        for row in connection.execute(query):
            if row.record_id in away or row.record_id in seen:
                continue
            seen.add(row.record_id)
            record = to_record(row, rules, parties)
            home = moved.get(record.record_id, record.home_id)
            found[home].append(record if home == record.home_id else replace(record, home_id=home))
    for records in found.values():
        records.sort(key=lambda r: r.record_id)
    return found


class _RulesCache:
    """Rules of batches, decoded once per distinct text."""

    def __init__(self) -> None:
        self._by_text: dict[str, Mapping[str, ColumnRule]] = {}

    def get(self, text: str | None) -> Mapping[str, ColumnRule]:
        if not text or text == "{}":
            return {}
        if text not in self._by_text:
            self._by_text[text] = {k: ColumnRule(v) for k, v in orjson.loads(text).items()}
        return self._by_text[text]


def to_record(row: Row[Any], rules: _RulesCache, parties: Mapping[int, Party]) -> Record:
    """Return the record of a row of `_records()`."""
    return Record(
        record_id=row.record_id,
        operation_id=row.operation_id,
        change=row.operation_id,
        home_id=row.home_id,
        source_id=row.source_id,
        party=parties.get(row.batch_id) or Party(row.party),
        values=orjson.loads(row.body),
        observed_at=row.observed_at,
        row_key=row.row_key,
        rules=rules.get(row.rules),
        default_rule=ColumnRule(row.default_rule) if row.default_rule else ColumnRule.NEWER,
        batch_id=row.batch_id,
        sheet_row=row.sheet_row,
        issues=issues_from_json(row.issues),
        is_edit=bool(row.is_edit),
        stated_at=row.at,
    )


def issues_from_json(text: str | None) -> tuple[Issue, ...]:
    """Return the issues kept as JSON text."""
    if not text:
        return ()
    return tuple(Issue(code, Severity(severity), column, field, params) for code, severity, column, field, params in orjson.loads(text))


def split_records(connection: Connection) -> dict[int, int]:
    """Return record → home for every record that an active split moved; the latest split counts."""
    d = schema.decision.c
    query = _active_decisions(d.record_id, d.home_id).where(d.kind == DecisionKind.SPLIT.value).order_by(d.operation_id, d.decision_id)
    return {row.record_id: row.home_id for row in connection.execute(query)}


def batch_parties(connection: Connection) -> dict[int, Party]:
    """Return batch → party for every import whose party a person changed afterwards."""
    d = schema.decision.c
    query = _active_decisions(d.record_id, d.value).where(d.kind == DecisionKind.SOURCE_PARTY.value).order_by(d.operation_id, d.decision_id)
    found: dict[int, Party] = {}
    for row in connection.execute(query):
        said = orjson.loads(row.value)
        found[int(said["batch_id"])] = Party(said["party"])
    return found


def _active_decisions(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(schema.decision.join(schema.operation, schema.operation.c.operation_id == schema.decision.c.operation_id))
        .where(schema.operation.c.is_active == 1)
    )


def _decision_columns() -> Select[Any]:
    d = schema.decision.c
    return _active_decisions(
        d.decision_id, d.operation_id, d.kind, d.at, d.home_id, d.other_home_id, d.record_id, d.field, d.value, d.note
    ).order_by(d.decision_id)


def to_decision(row: Row[Any]) -> Decision:
    """Return the decision of a row."""
    return Decision(
        decision_id=row.decision_id,
        operation_id=row.operation_id,
        change=row.operation_id,
        kind=DecisionKind(row.kind),
        at=row.at,
        home_id=row.home_id,
        other_home_id=row.other_home_id,
        record_id=row.record_id,
        field=row.field,
        value=None if row.value is None else orjson.loads(row.value),
        note=row.note,
    )


def active_decisions(connection: Connection, homes: Sequence[int], records: Sequence[int]) -> list[Decision]:
    """Return the active decisions that name one of these homes or records."""
    d = schema.decision.c
    found: dict[int, Decision] = {}
    for part in chunks(homes):
        for row in connection.execute(_decision_columns().where(or_(d.home_id.in_(part), d.other_home_id.in_(part)))):
            found[row.decision_id] = to_decision(row)
    for part in chunks(records):
        for row in connection.execute(_decision_columns().where(d.record_id.in_(part))):
            found[row.decision_id] = to_decision(row)
    return [found[i] for i in sorted(found)]


def has_decisions(connection: Connection) -> bool:
    """Return whether anybody decided anything about a home or record; if not, a bulk path need not look."""
    d = schema.decision.c
    return (
        connection.execute(select(d.decision_id).where(or_(d.home_id.is_not(None), d.record_id.is_not(None))).limit(1)).first() is not None
    )


def decisions_of_kind(connection: Connection, *kinds: DecisionKind) -> list[Decision]:
    """Return every active decision of these kinds, oldest first."""
    return [to_decision(r) for r in connection.execute(_decision_columns().where(schema.decision.c.kind.in_([k.value for k in kinds])))]


def edges_of(connection: Connection, homes: Sequence[int]) -> list[Edge]:
    """Return the active edges (joined or parted) that touch one of these homes."""
    d = schema.decision.c
    found: dict[int, Edge] = {}
    base = _active_decisions(d.decision_id, d.operation_id, d.kind, d.home_id, d.other_home_id).where(d.kind.in_(_EDGES))
    for part in chunks(homes):
        for row in connection.execute(base.where(or_(d.home_id.in_(part), d.other_home_id.in_(part)))):
            found[row.decision_id] = Edge(row.home_id, row.other_home_id, row.kind == DecisionKind.SAME.value, row.operation_id)
    return [found[i] for i in sorted(found)]


def has_edges(connection: Connection) -> bool:
    """Return whether any join was ever decided."""
    d = schema.decision.c
    return connection.execute(select(d.decision_id).where(d.kind == DecisionKind.SAME.value).limit(1)).first() is not None


def homes_of_operation(connection: Connection, operation_id: int) -> set[int]:
    """Return every home that an operation's records, decisions or restated rows concern."""
    r, d, s, b = schema.record.c, schema.decision.c, schema.source_row.c, schema.batch.c
    homes: set[int] = set(connection.scalars(select(r.home_id).where(r.operation_id == operation_id)))
    moved = split_records(connection)
    decided = connection.execute(select(d.home_id, d.other_home_id, d.record_id).where(d.operation_id == operation_id)).all()
    for row in decided:
        homes.update(h for h in (row.home_id, row.other_home_id) if h is not None)
    records = {row.record_id for row in decided if row.record_id is not None}
    restated = (
        select(s.record_id)
        .join_from(schema.source_row, schema.batch, b.batch_id == s.batch_id)
        .where(and_(b.operation_id == operation_id, s.outcome == RowOutcome.DUPLICATE.value, s.record_id.is_not(None)))
    )
    records |= {int(i) for i in connection.scalars(restated) if i is not None}
    own = connection.scalars(select(r.record_id).where(r.operation_id == operation_id))
    homes |= {moved[i] for i in own if i in moved}
    for part in chunks(records):
        homes |= set(connection.scalars(select(r.home_id).where(r.record_id.in_(part))))
        homes |= {moved[i] for i in part if i in moved}
    parties = connection.scalars(select(d.value).where(d.operation_id == operation_id, d.kind == DecisionKind.SOURCE_PARTY.value))
    for value in parties:
        batch_id = int(orjson.loads(value)["batch_id"])
        homes |= set(connection.scalars(select(r.home_id).where(r.batch_id == batch_id)))
    return homes


def sources(connection: Connection) -> dict[int, Source]:
    """Return every source by id."""
    return {
        row.source_id: Source(row.source_id, row.name, Party(row.party), row.channel, row.supplier, row.obtained_on, row.basis)
        for row in connection.execute(select(schema.source).order_by(schema.source.c.source_id))
    }


def workbook_bytes(connection: Connection, workbook_id: int) -> tuple[str, bytes]:
    """Return the name and the bytes of an imported file, exactly as it came."""
    row = connection.execute(
        select(schema.workbook.c.file_name, schema.workbook.c.body).where(schema.workbook.c.workbook_id == workbook_id)
    ).one()
    return row.file_name, zlib.decompress(row.body)
