"""Sealing an import on its way in: the values and raw cells of sealed fields, what was typed instead of them, and the file itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection

from khachhang.operations.import_staging import Staged, StagedRow
from khachhang.operations.opened import OpenVault
from khachhang.operations.resealing import sealed_cells, sealed_issue_text, sealed_mapping
from khachhang.operations.sealed_columns import Places, sealed_columns, without_said
from khachhang.operations.sealed_files import seal_workbook
from khachhang.store import rewriting, writing
from khachhang.store.writing import NewRecord

_RECORD_ID, _BATCH_ID, _BODY, _ISSUES = (NewRecord._fields.index(n) for n in ("record_id", "batch_id", "body", "issues"))


class ImportSealer:
    """Seals the rows of one import, part by part. Made only where something is sealed, so that other imports pay nothing.

    stated: batch → the sealed fields that its rows state.
    """

    def __init__(self, opened: OpenVault, connection: Connection, operation_id: int, stated: Mapping[int, Collection[str]]) -> None:
        self._connection = connection
        self._sealer = opened.seals.sealer(connection, f"operation {operation_id}")
        self._fields = frozenset(self._sealer.fields)
        self._places: dict[int, Places] = {}
        for batch in rewriting.batches(connection):
            if batch.batch_id in stated:
                self._seal_batch(batch, stated[batch.batch_id])

    def _seal_batch(self, batch: Any, stated: Collection[str]) -> None:
        mapping = orjson.loads(batch.mapping)
        places = self._places[batch.batch_id] = sealed_columns(mapping["columns"], self._fields, stated)
        used = places.fields | (self._fields & set(stated))
        if not used:
            return
        sealed = sealed_mapping(mapping, places.by_letter, self._sealer, batch.batch_id)
        if sealed != mapping:
            rewriting.write_mapping(self._connection, batch.batch_id, writing.dumps(sealed))
        seal_workbook(self._connection, self._sealer, batch.workbook_id, {self._sealer.fields[f] for f in used})

    @property
    def is_concerned(self) -> bool:
        """Tell whether this import holds anything of a sealed field."""
        return any(self._places.values())

    def records(self, records: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return records about to be written, sealed; each in the order of `NewRecord`."""
        made = []
        for row in records:
            values = orjson.loads(row[_BODY])
            body = writing.dumps(self._sealer.record(without_said(values, self._fields), row[_RECORD_ID]))
            issues = sealed_issue_text(row[_ISSUES], self._fields, self._places[row[_BATCH_ID]].by_letter, values)
            made.append((*row[:_BODY], body, issues, *row[_ISSUES + 1 :]))
        return made

    def rows(self, rows: Sequence[tuple[Any, ...]], part: Sequence[StagedRow]) -> list[tuple[Any, ...]]:
        """Return rows of the sheet about to be written, sealed: (source_row_id, batch_id, …, raw, issues). part: the same rows, staged."""
        made = []
        for row, item in zip(rows, part, strict=True):
            source_row_id, raw, places, values = row[0], row[-2], self._places[row[1]], item.row.values
            if raw is not None:
                raw = orjson.dumps(sealed_cells(orjson.loads(raw), places, values, self._sealer, source_row_id)).decode()
            made.append((*row[:-2], raw, sealed_issue_text(row[-1], self._fields, places.by_letter, values)))
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
    stated: dict[int, set[str]] = {batch_id: set() for batch_id in batch_ids}
    for item in staged.rows:
        stated[batch_ids[item.table_index]].update(item.row.values)
    sealer = ImportSealer(opened, connection, operation_id, {b: said & opened.catalogue.seals.keys() for b, said in stated.items()})
    return sealer if sealer.is_concerned else None
