"""What a person decides in the preview: fixed cells, accepted doubts, rows left out or taken in, repairs switched off. Each stages anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from khachhang import messages
from khachhang.fields import ORDER_CATALOGUE
from khachhang.importing import ColumnMapping, Options, custom_key, warnings_of
from khachhang.model import Issue, RowOutcome, Severity
from khachhang.operations.import_staging import Decisions, Staged, StagedRow, stage
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.operations.split_wards import SplitWard, split_wards
from khachhang.progress import Tick, no_tick
from khachhang.values.text import cell_to_text

_SEVERITIES = tuple(Severity)


@dataclass(frozen=True, slots=True)
class IssueKind:
    """All issues of one code in a staged import. rows: in how many rows; fixable: how many cells have a suggestion."""

    code: str
    severity: Severity
    rows: int
    fixable: int


@needs(Right.IMPORT)
def with_options(opened: OpenVault, staged: Staged, options: Options, tick: Tick = no_tick) -> Staged:
    """Return the import staged again under other options for the whole of it."""
    return stage(opened, staged.look, staged.choices, staged.source, options=options, rules=staged.rules, tick=tick)


@needs(Right.IMPORT)
def decide(opened: OpenVault, staged: Staged, decisions: Mapping[int, Decisions], tick: Tick = no_tick) -> Staged:
    """Return the import staged again with other decisions for some of its tables."""
    choices = [replace(c, decisions=decisions.get(at, c.decisions)) for at, c in enumerate(staged.choices)]
    return stage(opened, staged.look, choices, staged.source, options=staged.options, rules=staged.rules, tick=tick)


@needs(Right.IMPORT)
def fix(opened: OpenVault, staged: Staged, table: int, fixes: Mapping[tuple[int, str], str], tick: Tick = no_tick) -> Staged:
    """Type something instead of cells: (sheet row, letter) → text. The raw cells stay as they came."""
    was = staged.choices[table].decisions
    return decide(opened, staged, {table: replace(was, fixes={**was.fixes, **fixes})}, tick)


@needs(Right.IMPORT)
def accept(opened: OpenVault, staged: Staged, table: int, sheet_rows: Iterable[int], tick: Tick = no_tick) -> Staged:
    """Take the doubts of these rows as they are."""
    was = staged.choices[table].decisions
    return decide(opened, staged, {table: replace(was, accepted=was.accepted | set(sheet_rows))}, tick)


@needs(Right.IMPORT)
def exclude(opened: OpenVault, staged: Staged, table: int, sheet_rows: Iterable[int], tick: Tick = no_tick) -> Staged:
    """Leave rows out; they are kept with the import as not a customer."""
    was, rows = staged.choices[table].decisions, frozenset(sheet_rows)
    return decide(opened, staged, {table: replace(was, excluded=was.excluded | rows, take_in=was.take_in - rows)}, tick)


@needs(Right.IMPORT)
def take_in(opened: OpenVault, staged: Staged, table: int, sheet_rows: Iterable[int], tick: Tick = no_tick) -> Staged:
    """Take rows in after all that were left out, or judged to be no customers."""
    was, rows = staged.choices[table].decisions, frozenset(sheet_rows)
    return decide(opened, staged, {table: replace(was, excluded=was.excluded - rows, take_in=was.take_in | rows)}, tick)


@needs(Right.IMPORT)
def switch_off(opened: OpenVault, staged: Staged, codes: Iterable[str], tick: Tick = no_tick) -> Staged:
    """Do without these repairs in this import."""
    return with_options(opened, staged, replace(staged.options, switched_off=frozenset(codes)), tick)


@needs(Right.IMPORT)
def swap_dates(opened: OpenVault, staged: Staged, table: int, letter: str, tick: Tick = no_tick) -> Staged:
    """Swap day and month back in a column that Excel half swapped."""
    was = staged.choices[table].decisions
    return decide(opened, staged, {table: replace(was, swap_columns=was.swap_columns | {letter})}, tick)


@needs(Right.IMPORT)
def set_unit(opened: OpenVault, staged: Staged, table: int, letter: str, unit: int, tick: Tick = no_tick) -> Staged:
    """Say how many đồng one of a column is."""
    choice = staged.choices[table]
    columns = tuple(replace(c, unit=unit) if c.letter == letter else c for c in choice.mapping.columns)
    choices = list(staged.choices)
    choices[table] = replace(choice, mapping=replace(choice.mapping, columns=columns))
    return stage(opened, staged.look, choices, staged.source, options=staged.options, rules=staged.rules, tick=tick)


@needs(Right.IMPORT)
def answer_binned(opened: OpenVault, staged: Staged, answer: str, rows: Iterable[StagedRow] | None = None, tick: Tick = no_tick) -> Staged:
    """Say what to do with rows that name a customer in the recycle bin, all of them when none are named.

    answer: "restore" the customer, "leave" the customer there, or "new": these are other customers.
    """
    asked = [r for r in (staged.rows if rows is None else rows) if names_binned(r)]
    decisions: dict[int, Decisions] = {}
    for row in asked:
        was = decisions.get(row.table_index, staged.choices[row.table_index].decisions)
        decisions[row.table_index] = replace(was, binned={**was.binned, row.sheet_row: answer})
    return decide(opened, staged, decisions, tick)


def names_binned(row: StagedRow) -> bool:
    """Return whether a row waits for an answer about a customer in the recycle bin."""
    return any(i.code == "matches_binned" for i in row.extra_issues)


def issue_kinds(staged: Staged) -> list[IssueKind]:
    """Return the kinds of issues of a staged import, the gravest and commonest first."""
    rows: Counter[str] = Counter()
    fixable: Counter[str] = Counter()
    gravest: dict[str, Severity] = {}
    for row in staged.rows:
        if not row.row.issues and not row.extra_issues:
            continue
        for code in {i.code for i in row.issues}:
            rows[code] += 1
        for issue in row.issues:
            gravest[issue.code] = min(gravest.get(issue.code, issue.severity), issue.severity, key=_SEVERITIES.index)
            fixable[issue.code] += is_fixable(issue)
    kinds = [IssueKind(code, gravest[code], n, fixable[code]) for code, n in rows.items()]
    return sorted(kinds, key=lambda k: (_SEVERITIES.index(k.severity), -k.rows, k.code))


@dataclass(frozen=True, slots=True)
class Overview:
    """What the preview says of a staged import beside its rows; counting a long list takes a moment, so it is done with the staging.

    binned: rows that wait for an answer about a customer in the recycle bin. restores: some rows bring one back.
    """

    counts: Mapping[RowOutcome, int]
    kinds: tuple[IssueKind, ...]
    wards: tuple[SplitWard, ...]
    binned: int
    restores: bool


def overview(staged: Staged) -> Overview:
    """Count what the preview says."""
    binned = sum(1 for r in staged.rows if r.extra_issues and names_binned(r))
    restores = any(r.restores is not None for r in staged.rows)
    return Overview(staged.counts, tuple(issue_kinds(staged)), tuple(split_wards(staged.tables)), binned, restores)


def is_fixable(issue: Issue) -> bool:
    """Return whether one click can mend a cell."""
    return issue.column is not None and bool(issue.params.get("suggestion"))


def fix_of(staged: Staged, row: StagedRow, issue: Issue) -> str:
    """Return the text that takes a suggestion up: the cell with what is wrong replaced, everything else in it kept."""
    suggestion, value = str(issue.params["suggestion"]), str(issue.params.get("value", ""))
    letter = issue.column or ""
    letters = [c.letter for c in staged.tables[row.table_index].table.columns]
    fixed = staged.choices[row.table_index].decisions.fixes.get((row.sheet_row, letter))
    place = letters.index(letter) if letter in letters else -1
    text = fixed if fixed is not None else cell_to_text(row.row.raw[place]) if 0 <= place < len(row.row.raw) else ""
    at = text.casefold().find(value.casefold()) if value else -1
    return suggestion if at < 0 else text[:at] + suggestion + text[at + len(value) :]


@needs(Right.IMPORT)
def fix_alike(opened: OpenVault, staged: Staged, code: str, tick: Tick = no_tick) -> Staged:
    """Take up every suggestion of one kind."""
    decisions: dict[int, Decisions] = {}
    for row in staged.rows:
        for issue in row.issues:
            if issue.code == code and is_fixable(issue):
                was = decisions.get(row.table_index, staged.choices[row.table_index].decisions)
                fixes = {**was.fixes, (row.sheet_row, issue.column or ""): fix_of(staged, row, issue)}
                decisions[row.table_index] = replace(was, fixes=fixes)
    return decide(opened, staged, decisions, tick)


@needs(Right.IMPORT)
def accept_alike(opened: OpenVault, staged: Staged, code: str, tick: Tick = no_tick) -> Staged:
    """Take the doubts of every row that has an issue of one kind."""
    rows: dict[int, set[int]] = {}
    for row in staged.rows:
        if any(i.code == code for i in row.issues):
            rows.setdefault(row.table_index, set()).add(row.sheet_row)
    decisions = {}
    for at, numbers in rows.items():
        was = staged.choices[at].decisions
        decisions[at] = replace(was, accepted=was.accepted | numbers)
    return decide(opened, staged, decisions, tick)


def notes_of(staged: Staged, *, lang: str = "vi") -> list[str]:
    """Return what a person should know before running, as sentences: what is hidden, what changed, what whole columns look like."""
    notes: list[str] = []
    for choice, checked in zip(staged.choices, staged.tables, strict=True):
        look = choice.look
        said: list[tuple[str, str, Mapping[str, Any]]] = [("issue", w.code, w.params) for w in warnings_of(choice.mapping.columns)]
        if look.hidden_rows:
            said.append(("import", "hidden_rows", {"sheet": look.sheet.name, "n": len(look.hidden_rows)}))
        if look.hidden_columns:
            said.append(("import", "hidden_columns", {"sheet": look.sheet.name, "n": len(look.hidden_columns)}))
        said += [("import", f"column_{c.kind}", {"header": c.header, "was": c.was_letter, "now": c.letter}) for c in look.changes]
        said += [("issue", n.code, n.params) for n in (*look.sheet.findings, *checked.column_notes)]
        notes += [messages.sentence(code, params, section=section, lang=lang) for section, code, params in said]
    return list(dict.fromkeys(notes))


_PARTS = {
    "phone": "phones", "family_name": "full_name", "middle_name": "full_name", "given_name": "full_name", "street": "address",
    "ward": "address", "district": "address", "province": "address", "area": "address", "debt_credit": "debt",
}  # fmt: skip
_NO_FIELD = frozenset({"ignore", "stt", "source", "verification", "updated_date"})


def fields_filled(column: ColumnMapping) -> tuple[str, ...]:
    """Return the keys of the customer's fields that a column fills, for saying a rule; lines of orders have no rules."""
    if column.target == "custom":
        return (custom_key(column.label or column.letter),)
    parts = [t.rstrip("0123456789") for t in column.target.removeprefix("mixed:").split("+")]
    return tuple(dict.fromkeys(_PARTS.get(t, t) for t in parts if t not in _NO_FIELD and t not in ORDER_CATALOGUE))


def decisions_to_value(decisions: Decisions, options: Options) -> dict[str, Any]:
    """Return what was decided as JSON-encodable data, to be kept with the batch; only what was decided at all."""
    value: dict[str, Any] = {
        "fixes": [[row, letter, text] for (row, letter), text in sorted(decisions.fixes.items())],
        "accepted": sorted(decisions.accepted),
        "excluded": sorted(decisions.excluded),
        "take_in": sorted(decisions.take_in),
        "swap_columns": sorted(decisions.swap_columns | options.swap_columns),
        "binned": sorted([row, answer] for row, answer in decisions.binned.items()),
        "switched_off": sorted(options.switched_off),
        "before_2018": options.before_2018,
    }
    return {key: held for key, held in value.items() if held}


def decisions_from_value(value: Mapping[str, Any]) -> Decisions:
    """Return the decisions kept with a batch."""
    return Decisions(
        fixes={(row, letter): text for row, letter, text in value.get("fixes", ())},
        accepted=frozenset(value.get("accepted", ())),
        excluded=frozenset(value.get("excluded", ())),
        take_in=frozenset(value.get("take_in", ())),
        swap_columns=frozenset(value.get("swap_columns", ())),
        binned=dict(value.get("binned", ())),
    )
