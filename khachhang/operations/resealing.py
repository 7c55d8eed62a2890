"""Sealing what is there already, and opening it again: records, decisions, raw cells, files and what the history says in detail.

One transaction. Sealing needs nobody's key, so that whoever opens the vault next can finish what was cut off.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection

from khachhang.errors import UserError
from khachhang.model import BROKEN, MASKED, Value, is_sealed
from khachhang.operations.opened import OpenVault
from khachhang.operations.refreshing import rebuild
from khachhang.operations.sealed_columns import letters_of, sealed_columns
from khachhang.operations.sealed_files import seal_workbook, unseal_workbook
from khachhang.operations.seals import BATCH, DECISION, Sealer, order_fields, sealed_issues
from khachhang.progress import Tick, no_tick
from khachhang.store import reading, rewriting, text_index, writing
from khachhang.survivorship import value_key

SEALED_NOW = "sealed_now"
"""Note in the vault: which fields its facts hold sealed. Differs from what the owner signed only while something is unfinished."""


@dataclass(slots=True)
class Rewritten:
    """How much was changed."""

    values: int = 0
    cells: int = 0
    files: int = 0
    operations: set[int] = field(default_factory=set)


def seal_fields(opened: OpenVault, connection: Connection, fields: Collection[str], label: str, tick: Tick = no_tick) -> Rewritten:
    """Seal every value of these fields, which `opened.seals` knows already. Inside the caller's transaction."""
    done = Rewritten()
    sealer = opened.seals.sealer(connection, label, fields)
    tokens = _Tokens(rewriting.customers_with_many(connection, fields))
    columns = _batch_columns(connection, fields)
    _seal_records(connection, fields, sealer, tokens, columns, done, tick)
    _seal_decisions(connection, fields, sealer, tokens, done)
    for batch in rewriting.batches(connection):
        if batch.batch_id in columns:
            _seal_batch(connection, batch, columns[batch.batch_id], sealer, done, tick)
    concerned = {b.workbook_id: b for b in rewriting.batches(connection) if b.batch_id in columns and b.workbook_id is not None}
    for workbook_id in sorted(concerned):
        used = {
            sealer.fields[f]
            for b in rewriting.batches(connection)
            if b.workbook_id == workbook_id
            for f in columns.get(b.batch_id, {}).values()
        }
        seal_workbook(connection, sealer, workbook_id, used)
        done.files += 1
    rewriting.empty_payloads(connection, done.operations)
    sealer.wipe()
    rederive(opened, connection, tick)
    return done


def unseal_fields(opened: OpenVault, connection: Connection, fields: Collection[str], tick: Tick = no_tick) -> Rewritten:
    """Write every value of these fields back as it was; whoever does must be able to read them. `opened.seals` must still know them.

    UserError `seal_broken` when one cannot be opened: nothing is changed then.
    """
    done = Rewritten()
    for rows in rewriting.records(connection, _spoken(fields)):
        changed = []
        for row in rows:
            body = orjson.loads(row.body)
            plain = _opened_values(opened, body, fields)
            if plain != body:
                changed.append((writing.dumps(plain), row.issues, row.record_id))
        rewriting.write_records(connection, changed)
        done.values += len(changed)
        tick(done.values, done.values)
    decided = [(writing.dumps(_open(opened, orjson.loads(d.value))), d.decision_id) for d in rewriting.decisions(connection, fields)]
    rewriting.write_decisions(connection, decided)
    columns = _batch_columns(connection, fields)
    for batch in rewriting.batches(connection):
        if batch.batch_id in columns:
            _open_batch(opened, connection, batch, columns[batch.batch_id], done, tick)
    for workbook_id in sorted({b.workbook_id for b in rewriting.batches(connection) if b.workbook_id is not None}):
        left = {f for b in rewriting.batches(connection) if b.workbook_id == workbook_id for f in _sealed_in(opened, b, fields).values()}
        stays = {opened.seals.fields[f] for f in left}
        done.files += unseal_workbook(opened, connection, workbook_id, stays)
    return done


def rederive(opened: OpenVault, connection: Connection, tick: Tick) -> None:
    """Work out every customer anew, and leave no trace of former texts in the index."""
    rebuild(connection, opened.catalogue, tick)
    text_index.purge(connection)


class _Tokens:
    """Equal values of one customer get one token, so that what survives is what survived before."""

    def __init__(self, many: Collection[int]) -> None:
        self._many = many
        self._found: dict[tuple[int, str, Value], str] = {}

    def of(self, customer_id: int | None, field_key: str, value: Value) -> str:
        """Return the token of a plain value."""
        if customer_id is None or customer_id not in self._many:
            return secrets.token_hex(8)
        return self._found.setdefault((customer_id, field_key, value_key(value)), secrets.token_hex(8))


def _spoken(fields: Collection[str]) -> set[str]:
    return set(fields) | {"order"} if order_fields(fields) else set(fields)


def _seal_records(
    connection: Connection, fields: Collection[str], sealer: Sealer, tokens: _Tokens, columns: Mapping[int, Mapping[int, str]],
    done: Rewritten, tick: Tick,
) -> None:  # fmt: skip
    total, seen = rewriting.count_records(connection), 0
    letters = {
        b.batch_id: letters_of(orjson.loads(b.mapping)["columns"], columns[b.batch_id])
        for b in rewriting.batches(connection)
        if b.batch_id in columns
    }
    for rows in rewriting.records(connection, _spoken(fields), columns):
        changed = []
        for row in rows:
            body = orjson.loads(row.body)
            sealed = _sealed_values(body, row, fields, sealer, tokens)
            issues = sealed_issue_text(row.issues, fields, letters.get(row.batch_id, {}))
            if sealed != body or issues != row.issues:
                changed.append((writing.dumps(sealed), issues, row.record_id))
        rewriting.write_records(connection, changed)
        done.values += len(changed)
        seen += len(rows)
        tick(seen, total)


def _sealed_values(body: Mapping[str, Value], row: Any, fields: Collection[str], sealer: Sealer, tokens: _Tokens) -> dict[str, Value]:
    made = dict(body)

    def sealed(key: str, value: Value, place: str) -> Value:
        if value in (None, "", []) or is_sealed(value):
            return value
        if isinstance(value, list):
            return [sealed(key, v, f"{place}.{i}") for i, v in enumerate(value)]
        return sealer.value(key, value, "record", row.record_id, place, tokens.of(row.customer_id, key, value))

    for key in fields:
        if key in made:
            made[key] = sealed(key, made[key], key)
    if made.get("order"):
        made["order"] = {k: sealed(k, v, f"order.{k}") if k in fields else v for k, v in made["order"].items()}
    return made


def _seal_decisions(connection: Connection, fields: Collection[str], sealer: Sealer, tokens: _Tokens, done: Rewritten) -> None:
    changed = []
    for d in rewriting.decisions(connection, fields):
        value = orjson.loads(d.value)
        done.operations.add(d.operation_id)
        if value is not None and not is_sealed(value):
            token = tokens.of(d.customer_id, d.field, value)
            changed.append((writing.dumps(sealer.value(d.field, value, DECISION, d.decision_id, d.field, token)), d.decision_id))
    rewriting.write_decisions(connection, changed)


def _batch_columns(connection: Connection, fields: Collection[str]) -> dict[int, dict[int, str]]:
    """Return batch → place of each column that holds one of these fields."""
    found = {b.batch_id: sealed_columns(orjson.loads(b.mapping)["columns"], fields) for b in rewriting.batches(connection)}
    return {batch_id: columns for batch_id, columns in found.items() if columns}


def _seal_batch(connection: Connection, batch: Any, columns: Mapping[int, str], sealer: Sealer, done: Rewritten, tick: Tick) -> None:
    done.operations.add(batch.operation_id)
    mapping = orjson.loads(batch.mapping)
    letters = letters_of(mapping["columns"], columns)
    sealed = sealed_mapping(mapping, letters, sealer, batch.batch_id)
    if sealed != mapping:
        rewriting.write_mapping(connection, batch.batch_id, writing.dumps(sealed))
    for rows in rewriting.source_rows(connection, batch.batch_id):
        changed = []
        for row in rows:
            raw = orjson.loads(row.raw) if row.raw else None
            cells = sealer.cells(raw, columns, row.source_row_id) if raw else raw
            issues = sealed_issue_text(row.issues, set(columns.values()), letters)
            if cells != raw or issues != row.issues:
                changed.append((orjson.dumps(cells).decode() if cells else row.raw, issues, row.source_row_id))
        rewriting.write_source_rows(connection, changed)
        done.cells += len(changed)
        tick(done.cells, done.cells)


def sealed_mapping(mapping: Mapping[str, Any], letters: Mapping[str, str], sealer: Sealer, batch_id: int) -> dict[str, Any]:
    """Return what a batch keeps of its table, with what was typed instead of sealed cells hidden."""
    decisions = mapping.get("decisions") or {}
    if not decisions.get("fixes"):
        return dict(mapping)
    fixes = [
        [row, letter, sealer.value(letters[letter], text, BATCH, batch_id, f"{row}.{letter}")]
        if letter in letters and not is_sealed(text)
        else [row, letter, text]
        for row, letter, text in decisions["fixes"]
    ]
    return {**mapping, "decisions": {**decisions, "fixes": fixes}}


def sealed_issue_text(text: str | None, fields: Collection[str], letters: Collection[str]) -> str | None:
    """Return issues kept as JSON without what they say of sealed fields and columns."""
    if not text:
        return text
    before = reading.issues_from_json(text)
    after = sealed_issues(before, fields, letters)
    return text if after == before else writing.issues_to_json(after)


# ---- opening again ---------------------------------------------------------------------------------------------------


def _opened_values(opened: OpenVault, body: Mapping[str, Value], fields: Collection[str]) -> dict[str, Value]:
    made = {k: _open(opened, v) if k in fields else v for k, v in body.items()}
    if made.get("order"):
        made["order"] = {k: _open(opened, v) if k in fields else v for k, v in made["order"].items()}
    return made


def _open(opened: OpenVault, value: Value) -> Value:
    if isinstance(value, list):
        return [_open(opened, v) for v in value]
    shown = opened.seals.reveal(value)
    if shown == MASKED:
        raise UserError("no_right", compartment="")
    if shown == BROKEN:
        raise UserError("seal_broken")
    return shown


def _sealed_in(opened: OpenVault, batch: Any, but: Collection[str]) -> dict[int, str]:
    """Return the columns of a batch that stay sealed once the fields `but` are open."""
    return sealed_columns(orjson.loads(batch.mapping)["columns"], opened.seals.fields.keys() - set(but))


def _open_batch(opened: OpenVault, connection: Connection, batch: Any, columns: Mapping[int, str], done: Rewritten, tick: Tick) -> None:
    mapping = orjson.loads(batch.mapping)
    decisions = mapping.get("decisions") or {}
    letters = letters_of(mapping["columns"], columns)
    if decisions.get("fixes"):
        fixes = [[row, letter, _open(opened, text) if letter in letters else text] for row, letter, text in decisions["fixes"]]
        mapping["decisions"] = {**decisions, "fixes": fixes}
        rewriting.write_mapping(connection, batch.batch_id, writing.dumps(mapping))
    for rows in rewriting.source_rows(connection, batch.batch_id):
        changed = []
        for row in rows:
            if row.raw:
                cells = [_open(opened, c) if i in columns else c for i, c in enumerate(orjson.loads(row.raw))]
                changed.append((orjson.dumps(cells).decode(), row.issues, row.source_row_id))
        rewriting.write_source_rows(connection, changed)
        done.cells += len(changed)
        tick(done.cells, done.cells)
