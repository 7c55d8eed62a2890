"""Writing a staged import: one operation, one transaction, every row of the sheet kept as it came."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection

from khachhang.collecting import no_collections
from khachhang.model import ColumnRule, DecisionKind, Outcome, Party, Record, RowOutcome, Values
from khachhang.operations.import_decisions import decisions_to_value
from khachhang.operations.import_looks import mapping_to_value, remember_mapping
from khachhang.operations.import_sealing import ImportSealer, import_sealer
from khachhang.operations.import_staging import Staged, StagedRow
from khachhang.operations.opened import OpenVault, finish_operation
from khachhang.operations.refreshing import derive_customer
from khachhang.operations.rights import Right, needs
from khachhang.progress import Tick, no_tick
from khachhang.store import derived, writing
from khachhang.store.customer_rows import derive_plain, is_plain, matching_keys, order_row
from khachhang.store.schema import record as record_table
from khachhang.store.schema import source_row as source_row_table
from khachhang.store.writing import NORMALISER, NewDecision, next_id

_CHUNK = 2_048
"""Rows written at a time, as many as a block of narrow columns holds; more would not be faster, only larger."""
_BREATH = 500
"""Rows between two chances to cancel."""
_ENTERING = (RowOutcome.NEW, RowOutcome.UPDATED, RowOutcome.DOUBTFUL)


class _Plain(NamedTuple):
    """A new customer's only record, which is shown as it stands: the shop's own, without issues and rules. body: `values` as JSON."""

    home_id: int
    values: Values
    body: str
    key: str | None
    seen_date: str


@dataclass(slots=True)
class _Writing:
    """What one commit carries along. batch_ids, rules: one for each table. at: when the import is done.

    home_of, records_of: by the number of a home this import makes (1 for −1): its id, how many records it will hold.
    """

    operation_id: int
    at: str
    source_id: int
    batch_ids: list[int]
    rules: list[dict[str, ColumnRule]]
    record_id: int
    source_row_id: int
    homes: range
    party: Party
    bodies: Any = field(default_factory=hashlib.sha256)
    repeated: frozenset[int] = frozenset()
    record_of_row: dict[int, int] = field(default_factory=dict)
    verified: list[NewDecision] = field(default_factory=list)
    home_of: array[int] = field(default_factory=lambda: array("q"))
    records_of: array[int] = field(default_factory=lambda: array("q"))
    touched: set[int] = field(default_factory=set)
    entering: frozenset[RowOutcome] = frozenset(_ENTERING)
    first: Party = Party.FIRST
    sealer: ImportSealer | None = None
    parties: Mapping[Party, str] = field(default_factory=lambda: {p: p.value for p in Party})
    outcomes: Mapping[RowOutcome, str] = field(default_factory=lambda: {o: o.value for o in RowOutcome})


@needs(Right.IMPORT)
def commit(opened: OpenVault, staged: Staged, tick: Tick = no_tick, *, taken_in_from: int | None = None) -> Outcome:
    """Write a staged import and recompute the customers it touches; wholly or not at all.

    taken_in_from: the earlier import whose rows these are, left out then and taken in now.
    """
    kind = "import" if taken_in_from is None else "take_in"
    params = _params(staged, taken_in_from)
    with no_collections(), opened.writing() as connection:
        at = opened.now()
        operation_id = writing.insert_operation(connection, kind, opened.person, at, params)
        w = _begin(opened, connection, staged, operation_id, at)
        w.sealer = import_sealer(opened, connection, staged, operation_id, w.batch_ids)
        field_decisions = [
            NewDecision(DecisionKind.FIELD, value={"key": f.key, "label": f.label, "kind": f.kind.value})
            for f in staged.custom_fields
            if f.key not in opened.catalogue
        ]
        writing.insert_decisions(connection, operation_id, opened.now(), field_decisions)
        if field_decisions:
            opened.reload_catalogue(connection)
        _write_rows(opened, connection, staged, w, tick)
        w.verified += [NewDecision(DecisionKind.RESTORE, home_id=h) for h in _restored(staged, w)]
        writing.insert_decisions(connection, operation_id, opened.now(), w.verified)
        summary = {**params, "workbook": staged.look.workbook.sha256, "records": w.bodies.hexdigest()}
        if w.sealer is not None:
            summary |= {"workbook": "", "records": ""}  # a fingerprint of sealed values would let them be guessed
            w.sealer.wipe()
        outcome = finish_operation(
            opened, connection, operation_id, kind, summary, sorted(w.touched), (*field_decisions, *w.verified), tick
        )
        for choice in staged.choices:
            remember_mapping(connection, staged.look, choice.look, choice.mapping, staged.source.name, opened.now())
    return outcome


def _params(staged: Staged, taken_in_from: int | None) -> dict[str, Any]:
    """Return what the history and the list of imports say of this import."""
    s = staged.source
    about = {"channel": s.channel, "supplier": s.supplier, "basis": s.basis, "observed_on": s.observed_on, "taken_in_from": taken_in_from}
    return {
        "file": staged.look.file_name,
        "source": s.name,
        "party": s.party.value,
        "total": len(staged.rows),
        "n": len(staged.rows),
        **{o.value: n for o, n in staged.counts.items()},
        **{k: v for k, v in about.items() if v},
    }


def _restored(staged: Staged, w: _Writing) -> list[int]:
    """Return the homes whose customers come back from the recycle bin; they are recomputed."""
    homes = sorted({r.restores for r in staged.rows if r.restores is not None})
    w.touched.update(homes)
    return homes


def _begin(opened: OpenVault, connection: Connection, staged: Staged, operation_id: int, at: str) -> _Writing:
    s = staged.source
    source_id = writing.ensure_source(
        connection, s.name, s.party, channel=s.channel, supplier=s.supplier, basis=s.basis, obtained_on=s.observed_on
    )
    book = staged.look.workbook
    workbook_id = writing.ensure_workbook(connection, book.sha256, book.file_name, book.format, staged.look.content)
    batch_ids = []
    for index, (choice, checked) in enumerate(zip(staged.choices, staged.tables, strict=True)):
        counts = Counter(r.outcome.value for r in staged.rows if r.table_index == index)
        batch_ids.append(
            writing.insert_batch(
                connection,
                operation_id=operation_id,
                source_id=source_id,
                workbook_id=workbook_id,
                sheet=checked.table.sheet,
                table_letter=checked.table.letter,
                layout=choice.mapping.layout or "",
                party=s.party.value,
                observed_on=s.observed_on,
                header_rows=list(checked.table.header_rows),
                mapping={**mapping_to_value(choice.mapping), "decisions": decisions_to_value(choice.decisions, staged.options)},
                rules={k: r.value for k, r in {**staged.rules, **choice.rules}.items()},
                default_rule=ColumnRule.FILL.value,
                counts=dict(counts),
                repairs=[[r.code, r.count] for r in checked.repairs],
            )
        )
    new_homes = len({r.match.home for r in staged.rows if r.match is not None and r.match.home < 0 and r.outcome in _ENTERING})
    return _Writing(
        operation_id, at, source_id, batch_ids, [{**staged.rules, **c.rules} for c in staged.choices],
        next_id(connection, record_table), next_id(connection, source_row_table),
        writing.reserve_homes(connection, operation_id, new_homes), s.party,
    )  # fmt: skip


def _write_rows(opened: OpenVault, connection: Connection, staged: Staged, w: _Writing, tick: Tick) -> None:
    """Write records and rows in chunks; customers of one new record are derived on the way, without reading them back."""
    _reserved_homes(staged.rows, w)
    w.repeated = frozenset(r.match.repeats for r in staged.rows if r.match is not None and r.match.repeats is not None)
    for start in range(0, len(staged.rows), _CHUNK):
        part = staged.rows[start : start + _CHUNK]
        records: list[tuple[Any, ...]] = []
        rows: list[tuple[Any, ...]] = []
        fresh: list[Record | _Plain] = []
        for offset, item in enumerate(part):
            _write_row(staged, w, start + offset, item, records, rows, fresh)
            if offset % _BREATH == 0:
                tick(start + offset, len(staged.rows))
        if w.sealer is not None:  # these customers are derived with the others that are touched
            records, rows = w.sealer.records(records), w.sealer.rows(rows, part)
            w.touched.update(one.home_id for one in fresh)
            fresh = []
        writing.insert_records(connection, records)
        writing.insert_source_rows(connection, rows)
        _derive_fresh(opened, connection, fresh, w)
        tick(start + len(part), len(staged.rows))


def _reserved_homes(rows: Sequence[StagedRow], w: _Writing) -> None:
    """Give each home that this import makes one of the reserved ids, in the order of the rows, and count the records it will hold."""
    made = [-item.match.home for item in rows if item.match is not None and item.match.home < 0]
    room = 8 * (max(made, default=0) + 1)
    w.home_of, w.records_of = array("q", bytes(room)), array("q", bytes(room))
    free = iter(w.homes)
    for item in rows:
        if item.match is None or item.match.home > 0 or item.outcome not in _ENTERING:
            continue
        number = -item.match.home
        if not w.home_of[number]:
            w.home_of[number] = next(free)
        w.records_of[number] += 1


def _write_row(
    staged: Staged, w: _Writing, number: int, item: StagedRow,
    records: list[tuple[Any, ...]], rows: list[tuple[Any, ...]], fresh: list[Record | _Plain],
) -> None:  # fmt: skip
    """Add one row of the sheet, its record, and its customer when that is new, in the order of the tables' columns."""
    row, match, outcome = item.row, item.match, item.outcome
    record_id: int | None = None
    batch_id = w.batch_ids[item.table_index]
    issues = item.issues
    issues_json = writing.issues_to_json(issues) if issues else None
    if match is not None and outcome in w.entering:
        record_id = w.record_id
        w.record_id += 1
        if number in w.repeated:
            w.record_of_row[number] = record_id
        home_id = match.home if match.home > 0 else w.home_of[-match.home]
        party = row.party or w.party
        body = item.body.decode()
        observed = row.observed_at or staged.source.observed_on
        records.append(
            (record_id, w.operation_id, home_id, w.source_id, batch_id, row.sheet_row, w.parties[party], item.key, observed, 0, NORMALISER,
             body, issues_json)
        )  # fmt: skip
        w.bodies.update(item.body)
        if row.is_verified and party is not w.first:
            w.verified.extend(NewDecision(DecisionKind.VERIFY, record_id=record_id, field=k) for k in row.values)
        rules = w.rules[item.table_index]
        if match.home > 0 or w.records_of[-match.home] > 1 or row.is_verified:
            w.touched.add(home_id)
        else:
            values = row.record_values
            if party is w.first and not issues and not rules and is_plain(values):
                fresh.append(_Plain(home_id, values, body, item.key, (observed or w.at)[:10]))
            else:
                fresh.append(
                    Record(
                        record_id, w.operation_id, w.operation_id, home_id, w.source_id, party, values, observed, item.key,
                        rules, ColumnRule.FILL, batch_id, row.sheet_row, issues, stated_at=w.at,
                    )
                )  # fmt: skip
    elif match is not None:
        record_id = match.record_id or w.record_of_row.get(match.repeats if match.repeats is not None else -1)
    rows.append((w.source_row_id, batch_id, row.sheet_row, w.outcomes[outcome], record_id, raw_to_json(row.raw), issues_json))
    w.source_row_id += 1


def raw_to_json(raw: Sequence[object]) -> str | None:
    """Return the raw cells as JSON text: dates as ISO text, everything else as it came. None for a row without cells."""
    if not any(c is not None and c != "" for c in raw):
        return None
    return orjson.dumps(raw, default=str).decode()


def _derive_fresh(opened: OpenVault, connection: Connection, fresh: Sequence[Record | _Plain], w: _Writing) -> None:
    """Derive customers that consist of one record just written; the same rows as `refresh` would write."""
    customers = []
    keys: list[tuple[str, str, int]] = []
    orders: list[tuple[Any, ...]] = []
    row_kind = f"row:{w.source_id}"
    for one in fresh:
        home_id = one.home_id
        if type(one) is _Plain:
            customers.append(derive_plain(home_id, one.values, one.body, w.source_id, w.operation_id, one.seen_date))
            keys += _plain_keys(one.values, home_id)
            if one.key is not None:
                keys.append((row_kind, one.key, home_id))
            continue
        assert isinstance(one, Record)
        customer, lines = derive_customer(home_id, (one,), (), opened.catalogue)
        customers.append(customer)
        keys.extend((kind, key, home_id) for kind, key in matching_keys((one,)))
        orders.extend(order_row(home_id, line) for line in lines)
    derived.insert_derived(connection, customers, {r.home_id: r.home_id for r in fresh}, keys, orders)


def _plain_keys(values: Values, home_id: int) -> list[tuple[str, str, int]]:
    """Return what `matching_keys` finds in the values of one record, with its home."""
    keys = [("phone", phone, home_id) for phone in dict.fromkeys(values.get("phones") or ())]
    emails = values.get("email")
    if emails:
        keys += [("email", email, home_id) for email in dict.fromkeys(emails)]
    tax = values.get("tax_code")
    if tax:
        keys.append(("tax", tax, home_id))
    return keys
