"""Sealing an import on its way in: the values and raw cells of sealed fields, what was typed instead of them, and the file itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection

from khachhang.operations.import_staging import Staged
from khachhang.operations.opened import OpenVault
from khachhang.operations.resealing import sealed_issue_text, sealed_mapping
from khachhang.operations.sealed_columns import letters_of, sealed_columns
from khachhang.operations.sealed_files import seal_workbook
from khachhang.store import rewriting, writing
from khachhang.store.writing import NewRecord

_RECORD_ID, _BATCH_ID, _BODY, _ISSUES = (NewRecord._fields.index(n) for n in ("record_id", "batch_id", "body", "issues"))


class ImportSealer:
    """Seals the rows of one import, part by part. Made only where something is sealed, so that other imports pay nothing."""

    def __init__(self, opened: OpenVault, connection: Connection, operation_id: int, batch_ids: Sequence[int]) -> None:
        self._connection = connection
        self._sealer = opened.seals.sealer(connection, f"operation {operation_id}")
        self._fields = frozenset(self._sealer.fields)
        self._columns: dict[int, dict[int, str]] = {}
        self._letters: dict[int, dict[str, str]] = {}
        for batch in rewriting.batches(connection):
            if batch.batch_id in batch_ids:
                self._seal_batch(batch)

    def _seal_batch(self, batch: Any) -> None:
        mapping = orjson.loads(batch.mapping)
        columns = sealed_columns(mapping["columns"], self._fields)
        self._columns[batch.batch_id] = columns
        self._letters[batch.batch_id] = letters_of(mapping["columns"], columns)
        if not columns:
            return
        sealed = sealed_mapping(mapping, self._letters[batch.batch_id], self._sealer, batch.batch_id)
        if sealed != mapping:
            rewriting.write_mapping(self._connection, batch.batch_id, writing.dumps(sealed))
        seal_workbook(self._connection, self._sealer, batch.workbook_id, {self._sealer.fields[f] for f in columns.values()})

    @property
    def is_concerned(self) -> bool:
        """Tell whether a column of this import holds a sealed field."""
        return any(self._columns.values())

    def records(self, records: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return records about to be written, sealed; each in the order of `NewRecord`."""
        made = []
        for row in records:
            body = writing.dumps(self._sealer.record(orjson.loads(row[_BODY]), row[_RECORD_ID]))
            issues = sealed_issue_text(row[_ISSUES], self._fields, self._letters[row[_BATCH_ID]])
            made.append((*row[:_BODY], body, issues, *row[_ISSUES + 1 :]))
        return made

    def rows(self, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return rows of the sheet about to be written, sealed: (source_row_id, batch_id, …, raw, issues)."""
        made = []
        for row in rows:
            source_row_id, batch_id, raw, issues = row[0], row[1], row[-2], row[-1]
            columns = self._columns[batch_id]
            if raw is not None and columns:
                raw = orjson.dumps(self._sealer.cells(orjson.loads(raw), columns, source_row_id)).decode()
            made.append((*row[:-2], raw, sealed_issue_text(issues, self._fields, self._letters[batch_id])))
        return made

    def wipe(self) -> None:
        """Forget the data keys."""
        self._sealer.wipe()


def import_sealer(
    opened: OpenVault, connection: Connection, staged: Staged, operation_id: int, batch_ids: Sequence[int]
) -> ImportSealer | None:
    """Return what seals this import; None where nothing of it is sealed."""
    if not opened.catalogue.seals:
        return None
    sealer = ImportSealer(opened, connection, operation_id, batch_ids)
    said = {key for item in staged.rows for key in item.row.values}
    return sealer if sealer.is_concerned or not said.isdisjoint(opened.catalogue.seals) else None
