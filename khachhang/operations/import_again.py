"""Rows of an import that were left out and are taken in later: the kept workbook is read again, and only these rows enter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import Row

from khachhang import importing, workbooks
from khachhang.errors import UserError
from khachhang.importing import Options
from khachhang.model import ColumnRule, Outcome, Party
from khachhang.operations.import_commit import commit
from khachhang.operations.import_decisions import decisions_from_value
from khachhang.operations.import_looks import FileLook, TableLook, mapping_from_value
from khachhang.operations.import_staging import SourceChoice, TableChoice, stage
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.operations.sealed_files import workbook_content
from khachhang.progress import Tick, no_tick
from khachhang.store import import_queries, operation_queries


@needs(Right.IMPORT)
def take_in_later(opened: OpenVault, operation_id: int, rows: Iterable[tuple[int, int]], tick: Tick = no_tick) -> Outcome:
    """Take rows of an import in after all; an import of its own, of the same source. rows: (batch, sheet row), of any outcome that kept
    them out. What was decided and mapped then holds again."""
    wanted: dict[int, set[int]] = {}
    for batch_id, sheet_row in rows:
        wanted.setdefault(batch_id, set()).add(sheet_row)
    with opened.reading() as connection:
        operation = operation_queries.operation(connection, operation_id)
        batches = [b for b in import_queries.batches_of(connection, operation_id) if b.batch_id in wanted]
        workbook_id = import_queries.workbook_of(connection, operation_id)
        if operation is None or not batches:
            raise UserError("no_such_operation", operation=operation_id)
        if workbook_id is None:
            raise UserError("no_original")
        file_name, content = workbook_content(opened, connection, workbook_id)
    book = workbooks.read_bytes(content, file_name)
    choices = [_choice(opened, book, b, frozenset(wanted[b.batch_id])) for b in batches]
    params = orjson.loads(operation.params)
    source = SourceChoice(
        batches[0].source_name, Party(params["party"]), params.get("channel", ""), params.get("supplier", ""), params.get("basis", ""),
        batches[0].observed_on,
    )  # fmt: skip
    look = FileLook(None, content, book, tuple(c.look for c in choices))
    staged = stage(opened, look, choices, source, options=_options(opened, batches[0]), tick=tick)
    return commit(opened, staged, tick, taken_in_from=operation_id)


def _choice(opened: OpenVault, book: workbooks.Workbook, batch: Row[Any], rows: frozenset[int]) -> TableChoice:
    """Return the table of a batch as it was read then, its rows now taken in."""
    sheet = next(s for s in book.sheets if s.name == batch.sheet)
    header_rows = tuple(orjson.loads(batch.header_rows))
    tables = [t for t in importing.find_tables(sheet) if t.letter == batch.table_letter and t.header_rows == header_rows]
    table = tables[0] if tables else importing.table_at(sheet, header_rows)
    kept = orjson.loads(batch.mapping)
    said = kept.get("decisions", {})
    if opened.catalogue.seals and "fixes" in said:
        said = {**said, "fixes": [[row, letter, opened.seals.reveal(text)] for row, letter, text in said["fixes"]]}
    decided = decisions_from_value(said)
    decided = replace(decided, excluded=decided.excluded - rows, take_in=decided.take_in | rows)
    mapping = mapping_from_value(kept)
    rules = {k: ColumnRule(r) for k, r in orjson.loads(batch.rules).items()}
    return TableChoice(TableLook(sheet, table, mapping), mapping, decided, rules, only=rows)


def _options(opened: OpenVault, batch: Row[Any]) -> Options:
    kept = orjson.loads(batch.mapping).get("decisions", {})
    return Options(opened.clock().date(), frozenset(kept.get("switched_off", ())), kept.get("before_2018"))
