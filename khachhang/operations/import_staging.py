"""Staging a workbook: every row checked and matched, with what would become of it. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as MappingABC
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import orjson
from sqlalchemy import Connection

from khachhang import importing, messages
from khachhang.fields import Field
from khachhang.importing import CheckedRow, CheckedTable, Mapping, Options, Verdict, body_of
from khachhang.model import ColumnRule, Issue, Party, RowOutcome, Severity
from khachhang.operations import mending, own_export, split_wards
from khachhang.operations.import_looks import FileLook, TableLook
from khachhang.operations.import_matching import Known, Match, Matcher, Mended, look_up, row_key_of
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.progress import Tick, no_tick
from khachhang.store import import_queries


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the person decided cell by cell and row by row in one table; kept with the batch.

    fixes: (sheet row, letter) → text typed instead of the cell. accepted: rows whose doubts are taken as they are. excluded: rows left
    out. take_in: rows judged no customer, taken in. swap_columns: letters of half-swapped dates. binned: row → what to do about the
    customer in the recycle bin that it names: "restore", "leave" or "new".
    """

    fixes: MappingABC[tuple[int, str], str] = field(default_factory=dict)
    accepted: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()
    take_in: frozenset[int] = frozenset()
    swap_columns: frozenset[str] = frozenset()
    binned: MappingABC[int, str] = field(default_factory=dict)


NOTHING_DECIDED = Decisions()


@dataclass(frozen=True, slots=True)
class TableChoice:
    """A table the person wants imported, with the mapping as the person left it.

    rules: field key → how its values compete. only: the sheet rows to import, None = all of the table.
    """

    look: TableLook
    mapping: Mapping
    decisions: Decisions = NOTHING_DECIDED
    rules: MappingABC[str, ColumnRule] = field(default_factory=dict)
    only: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """Where the list is from. observed_on: ISO date the whole list was taken, when known.

    supplier: who handed it over. basis: what it may be used for, as they said. Both in the person's words.
    """

    name: str
    party: Party
    channel: str = ""
    supplier: str = ""
    basis: str = ""
    observed_on: str | None = None


@dataclass(slots=True)
class StagedRow:
    """A row with what would become of it. key: the source's name for the row.

    restores: the home whose customer the person wants back from the recycle bin.
    """

    table_index: int
    row: CheckedRow
    outcome: RowOutcome
    match: Match | None = None
    key: str | None = None
    customer_id: int | None = None
    extra_issues: tuple[Issue, ...] = ()
    restores: int | None = None

    @property
    def sheet_row(self) -> int:
        """Row of the sheet as Excel shows it."""
        return self.row.sheet_row

    @property
    def body(self) -> bytes:
        """The canonical values of the row's record."""
        return self.row.said

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


@needs(Right.IMPORT)
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
        part = _part_of(tick, done, len(choice.look.sheet.rows), 2 * total)
        decided = _options_of(options, choice.decisions)
        checked = importing.check_table(choice.look.sheet, choice.look.table, choice.mapping, opened.catalogue, decided, part)
        tables.append(checked)
        done += len(choice.look.sheet.rows)
    tables = split_wards.settled(opened, tables)
    staged = Staged(look, tuple(choices), source, options, dict(rules or {}), tuple(tables), [])
    with importing.no_collections():
        return _match(opened, staged, tick, total)


def _options_of(options: Options, decisions: Decisions) -> Options:
    """Return what is decided for the whole import and for one table, together."""
    d = decisions
    return replace(
        options,
        fixes=d.fixes,
        accepted=d.accepted,
        excluded=d.excluded,
        take_in=d.take_in,
        swap_columns=options.swap_columns | d.swap_columns,
    )


def _part_of(tick: Tick, before: int, size: int, whole: int) -> Tick:
    """Return a tick for one part of a longer job that had done `before` of `whole` when the part of this size began."""

    def report(done: int, total: int) -> None:
        tick(before + size * done // max(1, total), whole)

    return report


def _match(opened: OpenVault, staged: Staged, tick: Tick, total: int) -> Staged:
    """Return the staged import with an outcome for each row."""
    entering: list[CheckedRow] = []
    rows: list[StagedRow] = []
    for index, table in enumerate(staged.tables):
        only, excluded = staged.choices[index].only, staged.choices[index].decisions.excluded
        for row in table.rows:
            if only is not None and row.sheet_row not in only:
                continue
            outcome = _outcome_before_matching(row, excluded)
            item = StagedRow(index, row, outcome)
            rows.append(item)
            if outcome in (RowOutcome.NEW, RowOutcome.DOUBTFUL):
                item.key = row_key_of(row, row.values)
                entering.append(row)
            if len(rows) % 2000 == 0:
                tick(total, 2 * total)
    keys = [r.key for r in rows if r.outcome in (RowOutcome.NEW, RowOutcome.DOUBTFUL)]
    with opened.reading() as connection:
        mended = _mended(opened, connection, staged)
        if mended:
            staged = replace(staged, source=_source_of(connection, staged, mended))
        source_id = import_queries.source_id_of(connection, staged.source.name)
        known = look_up(connection, source_id, entering, keys)
        own = own_export.matches(opened, connection, [(c.mapping, t.rows) for c, t in zip(staged.choices, staged.tables, strict=True)])
    if opened.catalogue.seals:
        _open_known(opened, known)
    matcher = Matcher(known)
    for number, item in enumerate(rows):
        if item.outcome in (RowOutcome.NEW, RowOutcome.DOUBTFUL):
            decided = staged.choices[item.table_index].decisions.binned.get(item.sheet_row, "")
            if (named := own.get((item.table_index, item.sheet_row))) is not None:
                _match_own(item, named)
            else:
                _match_row(matcher, known, number, item, mended.get((item.table_index, item.sheet_row)), decided)
        if number % 2000 == 0:
            tick(total + number * total // max(1, len(rows)), 2 * total)
    return replace(staged, rows=rows, known=known)


def _open_known(opened: OpenVault, known: Known) -> None:
    """Let rows be compared with what they said before where this person may read it; to others a row with something sealed is always news,
    so that nobody can find out a value by importing guesses."""
    for key, bodies in known.bodies.items():
        known.bodies[key] = {body_of(opened.seals.reveal_all(orjson.loads(body))): record for body, record in bodies.items()}


def _outcome_before_matching(row: CheckedRow, excluded: frozenset[int]) -> RowOutcome:
    if row.verdict is Verdict.BLANK:
        return RowOutcome.BLANK
    if row.verdict is Verdict.NOT_CUSTOMER or row.sheet_row in excluded:
        return RowOutcome.NOT_CUSTOMER
    if row.verdict is Verdict.REJECT:
        return RowOutcome.REJECTED
    return RowOutcome.DOUBTFUL if row.verdict is Verdict.DOUBT else RowOutcome.NEW


def _mended(opened: OpenVault, connection: Connection, staged: Staged) -> dict[tuple[int, int], Mended]:
    """Return (table, sheet row) → the record a mended row was; empty when no table is one that went out to be mended."""
    found: dict[tuple[int, int], Mended] = {}
    for index, table in enumerate(staged.tables):
        if not mending.is_mended(staged.choices[index].look.mapping):
            continue
        marks = mending.origins(table.rows)
        records = import_queries.records_of_rows(connection, set(marks.values()))
        for sheet_row, origin in marks.items():
            if (was := records.get(origin)) is not None:
                body = body_of(opened.seals.reveal_all(orjson.loads(was.body))) if opened.catalogue.seals else was.body.encode()
                found[index, sheet_row] = Mended(was.home_id, was.row_key, body, was.record_id)
    return found


def _source_of(connection: Connection, staged: Staged, mended: MappingABC[tuple[int, int], Mended]) -> SourceChoice:
    """Return the source that the mended rows came from at first, whatever was said this time."""
    name, party = import_queries.source_of_record(connection, next(iter(mended.values())).record_id)
    return replace(staged.source, name=name, party=party)


def _match_own(item: StagedRow, named: Match) -> None:
    """A row of our own export: what nobody touched is no news."""
    item.match, item.customer_id = named, named.home
    if named.record_id is not None:
        item.outcome = RowOutcome.DUPLICATE
    elif item.outcome is RowOutcome.NEW:
        item.outcome = RowOutcome.UPDATED


def _match_row(matcher: Matcher, known: Known, number: int, item: StagedRow, was: Mended | None = None, binned: str = "") -> None:
    if was is not None:
        item.key = was.key
        item.match = match = matcher.replace(number, item.row, was, item.body)
    else:
        item.match = match = matcher.match(number, item.row, item.key, item.body)
    if binned == "new" and known.customers.get(match.home) in known.binned:
        item.match = match = matcher.apart(number, item.row, item.key, item.body)
    item.customer_id = known.customers.get(match.home)
    if item.customer_id in known.binned and binned != "leave":
        _ask_about_binned(item, match, binned)
    elif match.record_id is not None or match.repeats is not None:
        item.outcome = RowOutcome.DUPLICATE
    elif item.outcome is RowOutcome.NEW and match.reason:
        item.outcome = RowOutcome.UPDATED


def _ask_about_binned(item: StagedRow, match: Match, decided: str) -> None:
    """A row that names a customer in the recycle bin: bring the customer back, or ask. An unchanged row of theirs is no news."""
    if decided == "restore":
        item.restores = match.home
        same = match.record_id is not None or match.repeats is not None
        item.outcome = RowOutcome.DUPLICATE if same else item.outcome if item.outcome is RowOutcome.DOUBTFUL else RowOutcome.UPDATED
        return
    item.extra_issues = (Issue("matches_binned", Severity.DOUBTS, params={"customer_id": item.customer_id}),)
    item.outcome = RowOutcome.DUPLICATE if match.record_id is not None or match.repeats is not None else RowOutcome.DOUBTFUL
