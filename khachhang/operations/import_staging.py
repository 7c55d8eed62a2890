"""Importing a workbook: look at it, stage it (nothing written), commit it in one transaction, and look back at what came in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from khachhang import importing, messages, workbooks
from khachhang.errors import UserError
from khachhang.fields import CATALOGUE, Field
from khachhang.importing import CheckedRow, CheckedTable, Mapping, Options, Table, Verdict
from khachhang.model import ColumnRule, Issue, Party, RowOutcome, Severity
from khachhang.operations import mending
from khachhang.operations.import_matching import Known, Match, Matcher, Mended, body_of, look_up, record_values, row_key_of
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick, no_tick
from khachhang.store import import_queries


@dataclass(frozen=True, slots=True)
class TableLook:
    """One table of a file as it was found, with the mapping suggested for it."""

    sheet: workbooks.Sheet
    table: Table
    mapping: Mapping

    @property
    def layout_sentence(self) -> str | None:
        """What kind of file this is, in Vietnamese, when its headers are known."""
        if self.mapping.layout is None:
            return None
        return messages.sentence(self.mapping.layout, {"columns": len(self.table.columns)}, section="layout")


@dataclass(frozen=True, slots=True)
class FileLook:
    """A file as the importer sees it. Nothing has been written anywhere."""

    path: Path | None
    content: bytes
    workbook: workbooks.Workbook
    tables: tuple[TableLook, ...]

    @property
    def file_name(self) -> str:
        """Name of the file without its folder."""
        return self.workbook.file_name


@dataclass(frozen=True, slots=True)
class TableChoice:
    """A table the person wants imported, with the mapping as the person left it."""

    look: TableLook
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """Where the list is from. observed_on: ISO date the whole list was taken, when known."""

    name: str
    party: Party
    channel: str = ""
    supplier: str = ""
    basis: str = ""
    observed_on: str | None = None


@dataclass(slots=True)
class StagedRow:
    """A row with what would become of it. key: the source's name for the row; body: its canonical values."""

    table_index: int
    row: CheckedRow
    outcome: RowOutcome
    match: Match | None = None
    key: str | None = None
    body: str = ""
    customer_id: int | None = None
    extra_issues: tuple[Issue, ...] = ()

    @property
    def sheet_row(self) -> int:
        """Row of the sheet as Excel shows it."""
        return self.row.sheet_row

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Everything to say about the row's cells."""
        return (*self.row.issues, *self.extra_issues)


@dataclass(frozen=True, slots=True)
class Staged:
    """An import that has not been written: every row with its outcome."""

    look: FileLook
    choices: tuple[TableChoice, ...]
    source: SourceChoice
    options: Options
    rules: MappingABC[str, ColumnRule]
    tables: tuple[CheckedTable, ...]
    rows: list[StagedRow]
    known: Known = field(default_factory=Known)

    @property
    def counts(self) -> dict[RowOutcome, int]:
        """How many rows came to each outcome; the sum is the number of rows read."""
        found = Counter(r.outcome for r in self.rows)
        return {outcome: found.get(outcome, 0) for outcome in RowOutcome}

    @property
    def sentence(self) -> str:
        """What would happen, as one sentence in Vietnamese."""
        return counts_sentence(self.counts, "preview")

    @property
    def custom_fields(self) -> tuple[Field, ...]:
        """The columns that map to nothing and become columns of the shop's own."""
        return tuple({f.key: f for t in self.tables for f in t.custom_fields}.values())


def counts_sentence(counts: MappingABC[RowOutcome, int], code: str, lang: str = "vi") -> str:
    """Return the sentence that states what became of every row; outcomes that did not occur are left out."""
    total = sum(counts.values())
    parts = [messages.sentence(o.value, {"n": n}, section="row_outcome", lang=lang) for o, n in counts.items() if n]
    return messages.sentence(code, {"total": total, "parts": " · ".join(parts)}, section="import", lang=lang)


def inspect_file(path: Path, *, opened: OpenVault | None = None, password: str | None = None, tick: Tick = no_tick) -> FileLook:
    """Read a file in the limited child process, find its tables and suggest what their columns are."""
    workbook = workbooks.read_workbook(path, password=password, tick=tick)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != workbook.sha256:
        raise UserError("workbook_changed", name=path.name)
    return look_at(workbook, content, path, opened=opened)


def look_at(workbook: workbooks.Workbook, content: bytes, path: Path | None = None, *, opened: OpenVault | None = None) -> FileLook:
    """Find the tables of a workbook already read and suggest their mappings; mappings saved before come first."""
    catalogue = opened.catalogue if opened is not None else CATALOGUE
    looks: list[TableLook] = []
    for sheet in workbook.sheets:
        for table in importing.find_tables(sheet):
            fingerprint = importing.header_fingerprint([c.header for c in table.columns])
            saved = _saved_mapping(opened, fingerprint)
            mapping = importing.suggest_mapping(sheet, table, catalogue, saved=saved)
            looks.append(TableLook(sheet, table, mending.without_added_columns(mapping) if mending.is_mended(mapping) else mapping))
    return FileLook(path, content, workbook, tuple(looks))


def with_header(look: FileLook, sheet_name: str, header_rows: Sequence[int], *, opened: OpenVault | None = None) -> TableLook:
    """Return the table of a sheet when the person says which rows hold its header."""
    catalogue = opened.catalogue if opened is not None else CATALOGUE
    sheet = next(s for s in look.workbook.sheets if s.name == sheet_name)
    table = importing.table_at(sheet, header_rows)
    return TableLook(sheet, table, importing.suggest_mapping(sheet, table, catalogue))


def stage(
    opened: OpenVault,
    look: FileLook,
    choices: Sequence[TableChoice],
    source: SourceChoice,
    *,
    options: Options | None = None,
    rules: MappingABC[str, ColumnRule] | None = None,
    tick: Tick = no_tick,
) -> Staged:
    """Check every row and say what would become of it. Nothing is written."""
    options = options or Options(today=opened.clock().date())
    total = sum(len(c.look.sheet.rows) for c in choices)
    tables = []
    done = 0
    for choice in choices:
        part = _part_of(tick, done, 2 * total)
        checked = importing.check_table(choice.look.sheet, choice.look.table, choice.mapping, opened.catalogue, options, part)
        tables.append(checked)
        done += len(choice.look.sheet.rows)
    staged = Staged(look, tuple(choices), source, options, dict(rules or {}), tuple(tables), [])
    with importing.no_collections():
        return _match(opened, staged, tick, total)


def _part_of(tick: Tick, before: int, whole: int) -> Tick:
    """Return a tick for one part of a longer job that had done `before` of `whole` when the part began."""

    def report(done: int, _total: int) -> None:
        tick(before + done, whole)

    return report


def _match(opened: OpenVault, staged: Staged, tick: Tick, total: int) -> Staged:
    """Return the staged import with an outcome for each row."""
    entering: list[CheckedRow] = []
    rows: list[StagedRow] = []
    for index, table in enumerate(staged.tables):
        for row in table.rows:
            outcome = _outcome_before_matching(row, staged.options)
            item = StagedRow(index, row, outcome)
            rows.append(item)
            if outcome in (RowOutcome.NEW, RowOutcome.DOUBTFUL):
                item.key = row_key_of(row)
                entering.append(row)
    keys = [r.key for r in rows if r.outcome in (RowOutcome.NEW, RowOutcome.DOUBTFUL)]
    with opened.reading() as connection:
        mended = _mended(connection, staged)
        if mended:
            staged = replace(staged, source=_source_of(connection, staged, mended))
        source_id = import_queries.source_id_of(connection, staged.source.name)
        known = look_up(connection, source_id, entering, keys)
    matcher = Matcher(known)
    for number, item in enumerate(rows):
        if item.outcome in (RowOutcome.NEW, RowOutcome.DOUBTFUL):
            _match_row(matcher, known, number, item, mended.get((item.table_index, item.sheet_row)))
        if number % 2000 == 0:
            tick(total + number * total // max(1, len(rows)), 2 * total)
    return replace(staged, rows=rows, known=known)


def _outcome_before_matching(row: CheckedRow, options: Options) -> RowOutcome:
    if row.verdict is Verdict.BLANK:
        return RowOutcome.BLANK
    if row.verdict is Verdict.NOT_CUSTOMER or row.sheet_row in options.excluded:
        return RowOutcome.NOT_CUSTOMER
    if row.verdict is Verdict.REJECT:
        return RowOutcome.REJECTED
    return RowOutcome.DOUBTFUL if row.verdict is Verdict.DOUBT else RowOutcome.NEW


def _mended(connection: Connection, staged: Staged) -> dict[tuple[int, int], Mended]:
    """Return (table, sheet row) → the record a mended row was; empty when no table is one that went out to be mended."""
    found: dict[tuple[int, int], Mended] = {}
    for index, table in enumerate(staged.tables):
        if not mending.is_mended(staged.choices[index].look.mapping):
            continue
        marks = mending.origins(table.rows)
        records = import_queries.records_of_rows(connection, set(marks.values()))
        for sheet_row, origin in marks.items():
            if (was := records.get(origin)) is not None:
                found[index, sheet_row] = Mended(was.home_id, was.row_key, was.body, was.record_id)
    return found


def _source_of(connection: Connection, staged: Staged, mended: MappingABC[tuple[int, int], Mended]) -> SourceChoice:
    """Return the source that the mended rows came from at first, whatever was said this time."""
    name, party = import_queries.source_of_record(connection, next(iter(mended.values())).record_id)
    return replace(staged.source, name=name, party=party)


def _match_row(matcher: Matcher, known: Known, number: int, item: StagedRow, was: Mended | None = None) -> None:
    item.body = body_of(record_values(item.row))
    if was is not None:
        item.key = was.key
        item.match = match = matcher.replace(number, item.row, was, item.body)
    else:
        item.match = match = matcher.match(number, item.row, item.key, item.body)
    item.customer_id = known.customers.get(match.home)
    if match.record_id is not None or match.repeats is not None:
        item.outcome = RowOutcome.DUPLICATE
    elif item.customer_id in known.binned:
        item.outcome = RowOutcome.DOUBTFUL
        item.extra_issues = (Issue("matches_binned", Severity.DOUBTS, params={"customer_id": item.customer_id}),)
    elif item.outcome is RowOutcome.NEW and match.reason:
        item.outcome = RowOutcome.UPDATED


def with_options(opened: OpenVault, staged: Staged, options: Options, tick: Tick = no_tick) -> Staged:
    """Return the import staged again after the person fixed, accepted, excluded or took in rows, or switched a repair off."""
    return stage(opened, staged.look, staged.choices, staged.source, options=options, rules=staged.rules, tick=tick)


def fix(opened: OpenVault, staged: Staged, sheet_row: int, letter: str, text: str, tick: Tick = no_tick) -> Staged:
    """Type something instead of one cell. The raw cell stays as it came."""
    fixes = {**staged.options.fixes, (sheet_row, letter): text}
    return with_options(opened, staged, replace(staged.options, fixes=fixes), tick)


def accept(opened: OpenVault, staged: Staged, sheet_rows: Iterable[int], tick: Tick = no_tick) -> Staged:
    """Take the doubts of these rows as they are."""
    return with_options(opened, staged, replace(staged.options, accepted=staged.options.accepted | set(sheet_rows)), tick)


def exclude(opened: OpenVault, staged: Staged, sheet_rows: Iterable[int], tick: Tick = no_tick) -> Staged:
    """Leave rows out; they are kept with the import as not a customer."""
    return with_options(opened, staged, replace(staged.options, excluded=staged.options.excluded | set(sheet_rows)), tick)


def take_in(opened: OpenVault, staged: Staged, sheet_rows: Iterable[int], tick: Tick = no_tick) -> Staged:
    """Take rows in after all that were judged to be no customers."""
    return with_options(opened, staged, replace(staged.options, take_in=staged.options.take_in | set(sheet_rows)), tick)


def switch_off(opened: OpenVault, staged: Staged, codes: Iterable[str], tick: Tick = no_tick) -> Staged:
    """Do without these repairs in this import."""
    return with_options(opened, staged, replace(staged.options, switched_off=frozenset(codes)), tick)


def without_custom(mapping: Mapping, letters: Iterable[str]) -> Mapping:
    """Return a mapping in which these columns are kept only as raw cells, not as columns of the shop's own."""
    dropped = set(letters)
    return replace(mapping, columns=tuple(replace(c, target="ignore") if c.letter in dropped else c for c in mapping.columns))


def _saved_mapping(opened: OpenVault | None, fingerprint: str) -> Mapping | None:
    if opened is None:
        return None
    with opened.reading() as connection:
        body = import_queries.saved_mapping(connection, fingerprint)
    return mapping_from_value(body) if body else None


def mapping_to_value(mapping: Mapping) -> dict[str, Any]:
    """Return a mapping as JSON-encodable data, for the batch and for the memory of mappings."""
    return {
        "layout": mapping.layout,
        "fingerprint": mapping.fingerprint,
        "columns": [[c.letter, c.header, c.target, c.confidence, c.unit, c.label] for c in mapping.columns],
    }


def mapping_from_value(value: MappingABC[str, Any]) -> Mapping:
    """Return the mapping kept as JSON data."""
    columns = tuple(
        importing.ColumnMapping(letter, header, target, confidence, unit=unit, label=label)
        for letter, header, target, confidence, unit, label in value["columns"]
    )
    return Mapping(columns, value.get("layout"), value.get("fingerprint", ""))
