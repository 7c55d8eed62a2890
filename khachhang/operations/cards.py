"""Everything about one customer: values with their marks and origins, amounts side by side, orders, raw rows, what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import Connection, Row

from khachhang import messages, workbooks
from khachhang.errors import UserError
from khachhang.fields import ORDER_CATALOGUE, Catalogue, Field, Group, Kind
from khachhang.model import BROKEN, Decision, DecisionKind, Mark, Party, Record, Value, is_sealed
from khachhang.operations import asking, duplicate_questions
from khachhang.operations.card_masking import masked_card, masked_sheet
from khachhang.operations.history import HistoryLine, operation_sentence
from khachhang.operations.opened import OpenVault
from khachhang.operations.sealed_files import workbook_content
from khachhang.operations.showing import label, show
from khachhang.operations.viewing import CARD
from khachhang.store import customer_queries, duplicate_queries, operation_queries, reading
from khachhang.store.customer_rows import in_place
from khachhang.survivorship import Amount, Candidate, GoldenRecord, OrderLine, survive
from khachhang.values.text import fold


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value comes from. What does not apply (an edit has no file) is None or ""."""

    source_name: str
    party: Party
    file_name: str | None
    sheet: str
    sheet_row: int | None
    column_letter: str
    header: str
    raw_text: str
    at: str
    person: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CardValue:
    """One value as the card shows it. is_shown: False for alternatives and retired values."""

    value: Value
    text: str
    mark: Mark | None
    mark_text: str
    record_id: int | None
    provenance: Provenance | None
    is_shown: bool
    is_retired: bool


@dataclass(frozen=True, slots=True)
class CardField:
    """One field with its values, the shown ones first."""

    field: Field
    label: str
    values: tuple[CardValue, ...]
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class AmountEntry:
    """What one source says an amount is."""

    source_name: str
    value: Value
    text: str
    as_of: str | None
    provenance: Provenance | None
    record_id: int


@dataclass(frozen=True, slots=True)
class AmountRow:
    """An amount, source by source. difference: between the largest and the smallest, None when they agree or there is only one."""

    field: Field
    label: str
    entries: tuple[AmountEntry, ...]
    difference: int | None


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order line as text."""

    order_code: str
    order_date: str
    product: str
    quantity: str
    amount: str
    source_name: str
    record_id: int


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record as it came: the row of the file, cell by cell, or what was typed by hand."""

    record_id: int
    home_id: int
    source_name: str
    party: Party
    file_name: str | None
    sheet: str
    sheet_row: int | None
    headers: tuple[str, ...]
    cells: tuple[str, ...]
    at: str
    person: str
    is_edit: bool
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One customer on one screen. households: customers of the same house; parted: customers a person said are somebody else."""

    customer_id: int
    name: str
    is_binned: bool
    do_not_contact: bool
    fields: tuple[CardField, ...]
    amounts: tuple[AmountRow, ...]
    orders: tuple[OrderRow, ...]
    records: tuple[RecordView, ...]
    history: tuple[HistoryLine, ...]
    households: tuple[tuple[int, str], ...]
    open_questions: int
    parted: tuple[tuple[int, str], ...] = ()
    rule_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Context:
    """What turning survivors into a card needs."""

    catalogue: Catalogue
    origins: Mapping[int, Row[Any]]
    records: Mapping[int, Record]
    lang: str


def card(opened: OpenVault, customer_id: int, *, lang: str = "vi") -> Card:
    """Return everything about a customer; any id that ever named it will do."""
    with opened.reading() as connection:
        current = customer_queries.resolve(connection, customer_id)
        asked = 0 if current is None else duplicate_questions.count_about(opened, connection, current)
        found = read_card(connection, opened.catalogue, customer_id, lang, asked)
        kept = asking.rule_groups(opened, connection, [found.customer_id]).get(found.customer_id, ())
        found = replace(found, rule_groups=kept) if kept else found
    if opened.role != "owner":
        opened.viewed.note(opened.today(), found.customer_id, CARD, opened.now())
    return masked_card(found) if opened.is_masked else found


def read_card(connection: Connection, catalogue: Catalogue, customer_id: int, lang: str = "vi", open_questions: int = 0) -> Card:
    """Return the card of a customer from an open connection."""
    current = customer_queries.resolve(connection, customer_id)
    if current is None:
        raise UserError("no_such_customer", customer=customer_id)
    homes = customer_queries.homes_of(connection, [current])
    records = [r for own in reading.live_records(connection, homes).values() for r in own]
    decisions = reading.active_decisions(connection, homes, [r.record_id for r in records])
    if catalogue.seals:
        records = [in_place(r, catalogue.seals) for r in records]
    golden = survive(records, decisions, catalogue)
    origins = customer_queries.record_origins(connection, [r.record_id for r in records])
    context = _Context(catalogue, origins, {r.record_id: r for r in records}, lang)
    acts = operation_queries.operations_of_homes(connection, homes, list(context.records), 100)
    fields = tuple(_field(context, key, golden) for key in _in_order(golden, catalogue))
    flag = golden.fields.get("do_not_contact")
    return Card(
        customer_id=current,
        name=_name(golden),
        is_binned=golden.is_binned,
        do_not_contact=bool(flag and flag.shown and flag.shown[0].value),
        fields=fields,
        amounts=tuple(_amounts(context, catalogue[key], amounts) for key, amounts in sorted(golden.amounts.items())),
        orders=tuple(_order(context, line) for line in sorted(golden.orders, key=lambda o: o.values.get("order_date") or "", reverse=True)),
        records=tuple(_record(context, r) for r in sorted(records, key=lambda r: -r.record_id)),
        history=tuple(
            HistoryLine(a.operation_id, a.at, a.person, operation_sentence(a.kind, orjson.loads(a.params), lang), bool(a.is_active), a.kind)
            for a in acts
        ),
        households=tuple(_others(connection, current, homes, decisions, DecisionKind.HOUSEHOLD)),
        open_questions=open_questions,
        parted=tuple(_others(connection, current, homes, decisions, DecisionKind.NOT_SAME)),
    )


def _in_order(golden: GoldenRecord, catalogue: Catalogue) -> list[str]:
    known = [f.key for f in catalogue if f.key in golden.fields]
    return known + sorted(k for k in golden.fields if k not in catalogue)


def _name(golden: GoldenRecord) -> str:
    for key in ("full_name", "company", "contact"):
        survived = golden.fields.get(key)
        if survived is not None and survived.shown:
            return str(survived.shown[0].value)
    return ""


def _field(context: _Context, key: str, golden: GoldenRecord) -> CardField:
    survived = golden.fields[key]
    field = context.catalogue.get(key) or _unknown_field(key)
    values = [_value(context, field, c, is_shown=True) for c in survived.shown]
    values += [_value(context, field, c, is_shown=False) for c in survived.others]
    return CardField(field, label(field, context.lang), tuple(values), survived.is_doubtful)


def _unknown_field(key: str) -> Field:
    """Return a stand-in for a field that the shop dropped or that only files speak of."""
    text = messages.sentence(key, section="field")
    return Field(key, text, text, Kind.TEXT, Group.CUSTOM, is_custom=True)


def _value(context: _Context, field: Field, candidate: Candidate, *, is_shown: bool) -> CardValue:
    record_id = candidate.record_ids[0] if candidate.record_ids else None
    provenance = None if record_id is None else provenance_of(context.origins[record_id], field.key, context.catalogue, context.lang)
    text = show(field, context.catalogue.reveal(candidate.value), context.lang)
    return CardValue(
        candidate.value,
        text,
        candidate.mark,
        _mark_text(candidate.mark, provenance, context.lang),
        record_id,
        provenance,
        is_shown,
        candidate.is_retired,
    )


def _mark_text(mark: Mark | None, provenance: Provenance | None, lang: str) -> str:
    """Return what stands beside a value: "Chưa kiểm · Hội chợ 3/2026"."""
    if mark is None:
        return ""
    word = messages.sentence(mark.value, section="mark", lang=lang)
    return f"{word} · {provenance.source_name}" if provenance is not None and mark in (Mark.UNVERIFIED, Mark.UNVERIFIABLE) else word


def provenance_of(origin: Row[Any], field_key: str, catalogue: Catalogue, lang: str = "vi") -> Provenance:
    """Return where a value of a record comes from, with the cell it stood in when the column is known."""
    letter, header, cell = _cell_of(origin, field_key)
    raw = cell_text(cell, catalogue, lang, origin.source_row_id)
    params = {
        "source": origin.source_name, "file": origin.file_name or "", "sheet": origin.sheet or "", "row": origin.sheet_row or "",
        "column": letter, "person": origin.person, "at": origin.at,
    }  # fmt: skip
    code = "typed" if origin.is_edit else "cell" if letter else "row"
    return Provenance(
        origin.source_name, Party(origin.party), origin.file_name, origin.sheet or "", origin.sheet_row, letter, header, raw, origin.at,
        origin.person, messages.sentence(code, params, section="provenance", lang=lang),
    )  # fmt: skip


def _cell_of(origin: Row[Any], field_key: str) -> tuple[str, str, Value]:
    """Return the letter, header and raw content of the cell a field was read from; empty when no single column holds it."""
    if not origin.mapping:
        return "", "", ""
    columns = orjson.loads(origin.mapping)["columns"]
    cells = orjson.loads(origin.raw) if origin.raw else []
    for index, (letter, header, target, *_rest) in enumerate(columns):
        if field_key in TARGETS_OF.get(target, (target,)) or (target == "custom" and field_key == custom_key(_rest, header)):
            raw = cells[index] if index < len(cells) else None
            if raw is not None and raw != "":
                return letter, header, raw
    return "", "", ""


TARGETS_OF: Mapping[str, tuple[str, ...]] = {
    "phone": ("phones",), "phone2": ("phones",), "phone3": ("phones",), "email2": ("email",), "email3": ("email",),
    "area": ("address",), "street": ("address",), "ward": ("address",), "district": ("address",), "province": ("address",),
    "family_name": ("full_name",), "middle_name": ("full_name",), "given_name": ("full_name",), "debt_credit": ("debt",),
    "mixed:full_name+phone": ("full_name", "phones"),
}  # fmt: skip
"""Mapping target → the fields it yields, where they differ."""


def custom_key(rest: Sequence[Any], header: str) -> str:
    """Return the key of the shop's own field that a column became."""
    name = (rest[-1] if rest and rest[-1] else header) or ""
    return "x_" + fold(str(name)).replace(" ", "_")


def cell_text(cell: Value, catalogue: Catalogue, lang: str, source_row_id: int | None) -> str:
    """Return a raw cell as text; of a sealed one what this person may see of it. One that was sealed for another row is broken."""
    if is_sealed(cell):
        shown = catalogue.reveal(cell) if cell.get("r") == source_row_id else BROKEN
        return show(None, shown, lang) if is_sealed(shown) else str(shown)
    return "" if cell is None else str(cell)


def _amounts(context: _Context, field: Field, amounts: Sequence[Amount]) -> AmountRow:
    reveal = context.catalogue.reveal
    entries = tuple(
        AmountEntry(
            context.origins[a.record_id].source_name,
            reveal(a.value),
            show(field, reveal(a.value), context.lang),
            a.as_of,
            provenance_of(context.origins[a.record_id], field.key, context.catalogue, context.lang),
            a.record_id,
        )
        for a in amounts
    )
    numbers = [e.value for e in entries if isinstance(e.value, int)]
    difference = max(numbers) - min(numbers) if len(numbers) > 1 else 0
    return AmountRow(field, label(field, context.lang), entries, difference or None)


def _order(context: _Context, line: OrderLine) -> OrderRow:
    reveal = context.catalogue.reveal
    texts = {key: show(ORDER_CATALOGUE.get(key), reveal(value), context.lang) for key, value in line.values.items()}
    return OrderRow(
        texts.get("order_code", ""), texts.get("order_date", ""), texts.get("product", ""), texts.get("quantity", ""),
        texts.get("amount") or texts.get("cod", ""), context.origins[line.record_id].source_name, line.record_id,
    )  # fmt: skip


def _record(context: _Context, record: Record) -> RecordView:
    origin = context.origins[record.record_id]
    if record.is_edit or not origin.mapping:
        fields = [context.catalogue.get(k) or _unknown_field(k) for k in record.values]
        headers = tuple(label(f, context.lang) for f in fields)
        values = [context.catalogue.reveal(v) for v in record.values.values()]
        cells = tuple(
            "; ".join(show(f, v, context.lang) for v in (x if isinstance(x, list) else [x])) for f, x in zip(fields, values, strict=True)
        )
    else:
        headers = tuple(str(c[1] or c[0]) for c in orjson.loads(origin.mapping)["columns"])
        raw = orjson.loads(origin.raw) if origin.raw else []
        cells = tuple(cell_text(c, context.catalogue, context.lang, origin.source_row_id) for c in raw)
    issues = tuple(messages.sentence(i.code, i.params, section="issue", lang=context.lang) for i in record.issues)
    return RecordView(
        record.record_id, record.home_id, origin.source_name, record.party, origin.file_name, origin.sheet or "", origin.sheet_row,
        headers, cells, origin.at, origin.person, record.is_edit, issues,
    )  # fmt: skip


def _others(
    connection: Connection, customer_id: int, homes: Sequence[int], decisions: Sequence[Decision], kind: DecisionKind
) -> list[tuple[int, str]]:
    """Return the customers of whom a person said last that they live in the same house, or are somebody else."""
    words = duplicate_queries.latest_words(decisions)
    others = [b if a in homes else a for (a, b), d in words.items() if d.kind is kind]
    found = {customer_queries.resolve(connection, h) for h in others} - {None, customer_id}
    flats = customer_queries.flats(connection, [c for c in found if c is not None])
    return [(c, str(f.values.get("full_name") or f.values.get("company") or "")) for c, f in sorted(flats.items())]


@dataclass(frozen=True, slots=True)
class SheetView:
    """The part of an imported sheet around a row, as it was. first_row: sheet row of rows[0]. highlight: (row, column index or None)."""

    file_name: str
    sheet: str
    first_row: int
    rows: tuple[tuple[str, ...], ...]
    highlight: tuple[int, int | None]


def original_workbook(opened: OpenVault, record_id: int, field_key: str | None = None, *, around: int = 20) -> SheetView:
    """Return the sheet a record came from, from the file kept in the vault, around its row."""
    with opened.reading() as connection:
        origin = customer_queries.record_origins(connection, [record_id])[record_id]
        if origin.workbook_id is None:
            raise UserError("no_original")
        file_name, content = workbook_content(opened, connection, origin.workbook_id)
    book = workbooks.read_bytes(content, file_name)
    sheet = next(s for s in book.sheets if s.name == origin.sheet)
    numbers = sheet.row_numbers or range(1, len(sheet.rows) + 1)
    index = next((i for i, n in enumerate(numbers) if n == origin.sheet_row), 0)
    start, end = max(0, index - around), min(len(sheet.rows), index + around + 1)
    rows = tuple(tuple("" if c is None else str(c) for c in sheet.rows[i]) for i in range(start, end))
    letter = _cell_of(origin, field_key)[0] if field_key else ""
    view = SheetView(file_name, origin.sheet, numbers[start], rows, (origin.sheet_row, _column_index(letter)))
    return masked_sheet(view) if opened.is_masked else view


def _column_index(letter: str) -> int | None:
    if not letter.isalpha():
        return None
    index = 0
    for c in letter:
        index = index * 26 + ord(c.upper()) - 64
    return index - 1
