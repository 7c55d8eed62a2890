"""Looking back at imports: what each brought, its rows by outcome, changing where it is from, saving files back out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Row

from khachhang import messages, workbooks
from khachhang.errors import UserError
from khachhang.model import DecisionKind, Outcome, Party, RowOutcome
from khachhang.operations import audit, leaks, masking
from khachhang.operations.cards import cell_text
from khachhang.operations.import_staging import counts_sentence
from khachhang.operations.mending import MENDING_COLUMNS, origin_mark
from khachhang.operations.opened import OpenVault, record_operation
from khachhang.operations.rights import Right, needs
from khachhang.operations.sealed_files import workbook_content
from khachhang.operations.showing import show_key
from khachhang.store import import_queries, operation_queries, reading
from khachhang.store.writing import NewDecision


@dataclass(frozen=True, slots=True)
class ImportInfo:
    """One import in the list of imports. supplier, basis: of a list handed over. taken_in_from: the import these rows were left out of."""

    operation_id: int
    at: str
    person: str
    file_name: str
    source_name: str
    party: Party
    counts: Mapping[RowOutcome, int]
    is_active: bool
    supplier: str = ""
    basis: str = ""
    observed_on: str | None = None
    taken_in_from: int | None = None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of an import as it came out. issues: sentences; cells: the raw cells as text. batch_id, sheet_row: its name."""

    sheet: str
    sheet_row: int
    outcome: RowOutcome
    customer_id: int | None
    name: str
    issues: tuple[str, ...]
    cells: tuple[str, ...]
    batch_id: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import brought; the counts sum to the rows read."""

    info: ImportInfo
    counts: Mapping[RowOutcome, int]
    sentence: str
    is_unchanged: bool


def _info(row: Any) -> ImportInfo:
    params = orjson.loads(row.params)
    counts = {o: int(params.get(o.value, 0)) for o in RowOutcome}
    return ImportInfo(
        row.operation_id,
        row.at,
        row.person,
        params.get("file", ""),
        params.get("source", ""),
        Party(params["party"]),
        counts,
        bool(row.is_active),
        params.get("supplier", ""),
        params.get("basis", ""),
        params.get("observed_on"),
        params.get("taken_in_from"),
    )


def list_imports(opened: OpenVault) -> list[ImportInfo]:
    """Return every import, newest first."""
    with opened.reading() as connection:
        return [_info(r) for r in import_queries.imports(connection)]


def result(opened: OpenVault, operation_id: int, *, lang: str = "vi") -> ImportResult:
    """Return what one import brought."""
    with opened.reading() as connection:
        row = operation_queries.operation(connection, operation_id)
    if row is None or row.kind not in import_queries.IMPORTS:
        raise UserError("no_such_operation", operation=operation_id)
    info = _info(row)
    added = sum(info.counts[o] for o in (RowOutcome.NEW, RowOutcome.UPDATED, RowOutcome.DOUBTFUL))
    unchanged = not added and bool(info.counts[RowOutcome.DUPLICATE])
    return ImportResult(info, info.counts, counts_sentence(info.counts, "unchanged" if unchanged else "done", lang), unchanged)


def result_rows(
    opened: OpenVault, operation_id: int, outcome: RowOutcome | None = None, *, limit: int | None = 1000, lang: str = "vi"
) -> list[ResultRow]:
    """Return the rows of an import, all or those that came to one outcome."""
    with opened.reading() as connection:
        rows = import_queries.rows_of(connection, operation_id, outcome, limit)
    return [_result_row(opened, r, lang) for r in rows]


def _result_row(opened: OpenVault, row: Row[Any], lang: str) -> ResultRow:
    values = orjson.loads(row.body) if row.body else {}
    name = next((show_key(opened.catalogue, k, values[k], lang) for k in ("full_name", "company", "phones") if values.get(k)), "")
    issues = tuple(messages.sentence(i.code, i.params, section="issue", lang=lang) for i in reading.issues_from_json(row.issues))
    raw = orjson.loads(row.raw) if row.raw else ()
    cells = tuple(cell_text(c, opened.catalogue, lang, row.source_row_id) for c in raw)
    if opened.is_masked:
        name, issues, cells = masking.raw(name), tuple(map(masking.raw, issues)), tuple(map(masking.raw, cells))
    return ResultRow(row.sheet, row.sheet_row, RowOutcome(row.outcome), row.customer_id, name, issues, cells, row.batch_id)


@needs(Right.IMPORT)
def change_party(opened: OpenVault, operation_id: int, party: Party) -> Outcome:
    """Say that a whole import is from elsewhere than was thought; every value of it changes its mark at once."""
    with opened.writing() as connection:
        row = operation_queries.operation(connection, operation_id)
        batches = import_queries.batches_of(connection, operation_id)
        if row is None or not batches:
            raise UserError("no_such_operation", operation=operation_id)
        decisions = [NewDecision(DecisionKind.SOURCE_PARTY, value={"batch_id": b.batch_id, "party": party.value}) for b in batches]
        homes = sorted(reading.homes_of_operation(connection, operation_id))
        params = {"file": orjson.loads(row.params).get("file", ""), "party": party.value}
        return record_operation(opened, connection, "party", params, decisions, homes)


@needs(Right.EXPORT, Right.REVEAL)
def save_original(opened: OpenVault, operation_id: int, path: Path) -> None:
    """Save the imported file back out, byte for byte."""
    with opened.reading() as connection:
        workbook_id = import_queries.workbook_of(connection, operation_id)
        if workbook_id is None:
            raise UserError("no_original")
        name, content = workbook_content(opened, connection, workbook_id)
        n = len(import_queries.rows_of(connection, operation_id))
    leaks.check_quota(opened, "export", n)
    workbooks.save_bytes(path, content)
    _note_saved(opened, name, n)


def _note_saved(opened: OpenVault, name: str, n: int) -> None:
    with opened.writing() as connection:
        leaks.take_out(opened, connection, "export", n)
        audit.record(opened, connection, "original_saved", file=name, n=n)


@needs(Right.EXPORT, Right.REVEAL)
def save_problem_rows(opened: OpenVault, operation_id: int, path: Path, *, lang: str = "vi") -> int:
    """Save the rejected and doubtful rows as the person's own workbook, with a reason, a hint and the original row added; return how many.

    Importing the mended workbook replaces these rows.
    """
    with opened.reading() as connection:
        rows = [r for o in (RowOutcome.REJECTED, RowOutcome.DOUBTFUL) for r in import_queries.rows_of(connection, operation_id, o)]
        workbook_id = import_queries.workbook_of(connection, operation_id)
        if workbook_id is None:
            raise UserError("no_original")
        file_name, content = workbook_content(opened, connection, workbook_id)
        headers = {b.sheet: tuple(orjson.loads(b.header_rows)) for b in import_queries.batches_of(connection, operation_id)}
    reasons: dict[str, dict[int, tuple[str, ...]]] = {}
    for r in rows:
        reasons.setdefault(r.sheet, {})[r.sheet_row] = (*_reason(r, lang), origin_mark(r.batch_id, r.sheet_row))
    leaks.check_quota(opened, "export", len(rows))
    book = workbooks.read_bytes(content, file_name)
    for sheet, marked in reasons.items():
        target = path if len(reasons) == 1 else path.with_name(f"{path.stem} - {sheet}{path.suffix}")
        found = next(s for s in book.sheets if s.name == sheet)
        workbooks.annotate_workbook(content, found, marked, target, header_rows=headers.get(sheet) or (1,), added_columns=MENDING_COLUMNS)
    _note_saved(opened, file_name, len(rows))
    return len(rows)


def _reason(row: Row[Any], lang: str) -> tuple[str, str]:
    """Return why a row needs a person, and what might mend it."""
    issues = reading.issues_from_json(row.issues)
    reason = "; ".join(messages.sentence(i.code, i.params, section="issue", lang=lang) for i in issues)
    return reason, "; ".join(str(i.params["suggestion"]) for i in issues if i.params.get("suggestion"))
