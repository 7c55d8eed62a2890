"""Sealing what is there already, and opening it again: records, decisions, raw cells, files and what the history says in detail.

One transaction. Sealing needs nobody's key, so that whoever opens the vault next can finish what was cut off.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection

from khachhang.errors import UserError
from khachhang.model import BROKEN, MASKED, SEALED, Value, is_sealed
from khachhang.operations.opened import OpenVault
from khachhang.operations.refreshing import rebuild
from khachhang.operations.sealed_columns import Places, says, sealed_columns, without_said
from khachhang.operations.sealed_files import seal_workbook, unseal_workbook
from khachhang.operations.seals import BATCH, DECISION, Sealer, order_fields, sealed_issues
from khachhang.progress import Tick, no_tick
from khachhang.store import reading, rewriting, text_index, writing
from khachhang.store.customer_rows import is_in_place
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
    places = _batch_places(connection, fields)
    batches = rewriting.batches(connection)
    for batch in batches:  # before the records: what they say in plain tells which cells hold it
        if batch.batch_id in places:
            _seal_batch(connection, batch, places[batch.batch_id], sealer, done, tick)
    _seal_records(connection, fields, sealer, tokens, places, done, tick)
    _seal_decisions(connection, fields, sealer, tokens, done)
    for workbook_id in sorted({b.workbook_id for b in batches if b.batch_id in places and b.workbook_id is not None}):
        used = {f for b in batches if b.workbook_id == workbook_id and b.batch_id in places for f in places[b.batch_id].fields}
        seal_workbook(connection, sealer, workbook_id, {sealer.fields[f] for f in used})
        done.files += 1
    rewriting.empty_payloads(connection, done.operations)
    sealer.wipe()
    rederive(opened, connection, tick)
    return done


def unseal_fields(opened: OpenVault, connection: Connection, fields: Collection[str], label: str, tick: Tick = no_tick) -> Rewritten:
    """Write every value of these fields back as it was; whoever does must be able to read them. `opened.seals` must still know them.

    UserError `seal_broken` when one cannot be opened: nothing is changed then.
    """
    done = Rewritten()
    for rows in rewriting.records(connection, _spoken(fields)):
        changed = []
        for row in rows:
            body = orjson.loads(row.body)
            _refuse_moved(body, fields, row.record_id)
            plain = _opened_values(opened, body, fields)
            if plain != body:
                changed.append((writing.dumps(plain), row.issues, row.record_id))
        rewriting.write_records(connection, changed)
        done.values += len(changed)
        tick(done.values, done.values)
    decided = [(writing.dumps(_open(opened, orjson.loads(d.value))), d.decision_id) for d in rewriting.decisions(connection, fields)]
    rewriting.write_decisions(connection, decided)
    stays = opened.seals.fields.keys() - set(fields)
    sealer = opened.seals.sealer(connection, f"{label} stays", stays)
    batches = rewriting.batches(connection)
    left = _batch_places(connection, stays) if stays else {}
    for batch in batches:
        _open_batch(opened, connection, batch, left.get(batch.batch_id, Places({})), sealer, done, tick)
    for workbook_id in sorted({b.workbook_id for b in batches if b.workbook_id is not None}):
        held = {f for b in batches if b.workbook_id == workbook_id and b.batch_id in left for f in left[b.batch_id].fields}
        done.files += unseal_workbook(opened, connection, workbook_id, {opened.seals.fields[f] for f in held})
    sealer.wipe()
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
    connection: Connection, fields: Collection[str], sealer: Sealer, tokens: _Tokens, places: Mapping[int, Places],
    done: Rewritten, tick: Tick,
) -> None:  # fmt: skip
    total, seen = rewriting.count_records(connection), 0
    for rows in rewriting.records(connection, _spoken(fields), places):
        changed = []
        for row in rows:
            body = orjson.loads(row.body)
            letters = places[row.batch_id].by_letter if row.batch_id in places else ()
            issues = sealed_issue_text(row.issues, fields, letters, body)
            sealed = _sealed_values(without_said(body, fields), row, fields, sealer, tokens)
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


def _batch_places(connection: Connection, fields: Collection[str]) -> dict[int, Places]:
    """Return batch → where its rows hold these fields, of batches that do at all."""
    found = {}
    for batch in rewriting.batches(connection):
        stated = rewriting.stated_fields(connection, batch.batch_id, fields)
        places = sealed_columns(orjson.loads(batch.mapping)["columns"], fields, stated)
        if places or stated:
            found[batch.batch_id] = places
    return found


def _seal_batch(connection: Connection, batch: Any, places: Places, sealer: Sealer, done: Rewritten, tick: Tick) -> None:
    done.operations.add(batch.operation_id)
    mapping = orjson.loads(batch.mapping)
    sealed = sealed_mapping(mapping, places.by_letter, sealer, batch.batch_id)
    if sealed != mapping:
        rewriting.write_mapping(connection, batch.batch_id, writing.dumps(sealed))
    for rows in rewriting.source_rows(connection, batch.batch_id):
        changed = []
        for row in rows:
            raw, values = orjson.loads(row.raw) if row.raw else None, orjson.loads(row.body) if row.body else {}
            cells = sealed_cells(raw, places, values, sealer, row.source_row_id) if raw else raw
            issues = sealed_issue_text(row.issues, sealer.fields, places.by_letter, values)
            if cells != raw or issues != row.issues:
                changed.append((orjson.dumps(cells).decode() if cells else row.raw, issues, row.source_row_id))
        rewriting.write_source_rows(connection, changed)
        done.cells += len(changed)
        tick(done.cells, done.cells)


def sealed_cells(raw: Sequence[Any], places: Places, values: Mapping[str, Value], sealer: Sealer, source_row_id: int) -> list[Any]:
    """Return the raw cells of a row with those hidden that hold a sealed field. values: what the row says, in plain."""
    return sealer.cells(raw, places.of_cells(raw, values, sealer.fields), source_row_id)


def sealed_mapping(mapping: Mapping[str, Any], letters: Mapping[str, Sequence[str]], sealer: Sealer, batch_id: int) -> dict[str, Any]:
    """Return what a batch keeps of its table, with what was typed instead of sealed cells hidden."""
    decisions = mapping.get("decisions") or {}
    if not decisions.get("fixes"):
        return dict(mapping)
    fixes = [
        [row, letter, sealer.value(letters[letter][0], text, BATCH, batch_id, f"{row}.{letter}")]
        if letter in letters and not is_sealed(text)
        else [row, letter, text]
        for row, letter, text in decisions["fixes"]
    ]
    return {**mapping, "decisions": {**decisions, "fixes": fixes}}


def sealed_issue_text(text: str | None, fields: Collection[str], letters: Collection[str], values: Mapping[str, Value]) -> str | None:
    """Return issues kept as JSON without what they say of sealed fields and columns, or quote of them. values: of the row, in plain."""
    if not text:
        return text
    before = reading.issues_from_json(text)
    quoting = {i for i, issue in enumerate(before) if any(isinstance(p, str) and says(values, fields, p) for p in issue.params.values())}
    after = sealed_issues(before, fields, letters, quoting)
    return text if after == before else writing.issues_to_json(after)


# ---- opening again ---------------------------------------------------------------------------------------------------


def _refuse_moved(body: Mapping[str, Value], fields: Collection[str], record_id: int) -> None:
    """Refuse a value that was sealed for another record or field (seal_broken): opening it here would show it to everybody."""
    for key in body.keys() & set(fields):
        if not is_in_place(body[key], record_id, key):
            raise UserError("seal_broken")


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


def _open_batch(opened: OpenVault, connection: Connection, batch: Any, left: Places, sealer: Sealer, done: Rewritten, tick: Tick) -> None:
    """Open what a batch holds sealed, and seal again what belongs to other fields."""
    mapping = orjson.loads(batch.mapping)
    decisions = mapping.get("decisions") or {}
    if any(is_sealed(text) for _, _, text in decisions.get("fixes", ())):
        plain = {**mapping, "decisions": {**decisions, "fixes": [[r, letter, _open(opened, t)] for r, letter, t in decisions["fixes"]]}}
        rewriting.write_mapping(connection, batch.batch_id, writing.dumps(sealed_mapping(plain, left.by_letter, sealer, batch.batch_id)))
    for rows in rewriting.source_rows(connection, batch.batch_id):
        changed = []
        for row in rows:
            if row.raw and f'"{SEALED}":' in row.raw:
                raw = [_open(opened, c) for c in orjson.loads(row.raw)]
                values = _opened_values(opened, orjson.loads(row.body), opened.seals.fields) if row.body else {}
                cells = sealed_cells(raw, left, values, sealer, row.source_row_id)
                changed.append((orjson.dumps(cells).decode(), row.issues, row.source_row_id))
        rewriting.write_source_rows(connection, changed)
        done.cells += len(changed)
        tick(done.cells, done.cells)
