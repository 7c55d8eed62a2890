"""One line per source row, normalised: for scripts, for checking an import against the truth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from khachhang.fields import FIELDS, ORDER_FIELDS, Catalogue
from khachhang.model import DecisionKind, Party, Value, is_sealed
from khachhang.operations import leaks, masking
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.operations.showing import show
from khachhang.store import import_queries, reading, writing

HEAD = ("src_file", "src_sheet", "src_row", "record_id", "customer_id", "outcome", "verification")
_PARTS = ("street", "ward", "district", "province")
_KEPT = ("new", "updated", "duplicate", "doubtful")


def columns(catalogue: Catalogue) -> list[str]:
    """Return the names of all columns: the fixed ones, then one per field key."""
    keys = [f.key for f in FIELDS if f.key != "address"] + ["source"] + [f.key for f in ORDER_FIELDS]
    return [*HEAD, *keys, *(f.key for f in catalogue if f.is_custom)]


@needs(Right.EXPORT)
def lines(opened: OpenVault, *, all_rows: bool = False) -> Iterator[dict[str, str]]:
    """Yield one line per source row of the active imports, as texts by column name. It is an export: counted and noted as one."""
    _note(opened, all_rows)
    with opened.reading() as connection:
        verdicts = {
            d.record_id: d.kind.value
            for d in reading.decisions_of_kind(connection, DecisionKind.VERIFY, DecisionKind.WRONG, DecisionKind.UNVERIFIABLE)
        }
        for row in import_queries.all_rows(connection):
            if not all_rows and row.outcome not in _KEPT:
                continue
            sheet = f"{row.sheet}!{row.table_letter}" if row.table_letter else row.sheet
            line = {
                "src_file": row.file_name or "",
                "src_sheet": sheet,
                "src_row": str(row.sheet_row),
                "record_id": str(row.record_id or ""),
                "customer_id": str(row.customer_id or ""),
                "outcome": row.outcome,
                "verification": _verification(row, verdicts),
            }
            if row.body:
                values = orjson.loads(row.body)
                line |= flat(opened.seals.reveal_all(values) if opened.catalogue.seals else values)
            yield {k: v if k in HEAD else masking.raw(v) for k, v in line.items()} if opened.is_masked else line


def _note(opened: OpenVault, all_rows: bool) -> None:
    with opened.reading() as connection:
        n = sum(1 for row in import_queries.all_rows(connection) if all_rows or row.outcome in _KEPT)
    with opened.writing() as connection:
        leaks.take_out(opened, connection, "export", n)
        params = {"n": n, "columns": []}
        operation_id = writing.insert_operation(connection, "export", opened.person, opened.now(), params)
        writing.append_history(connection, operation_id, "do", opened.person, opened.now(), writing.dumps({**params, "records": True}))


def flat(values: Mapping[str, Value]) -> dict[str, str]:
    """Return a record's values as texts: address in parts, the order line, the first e-mail, other many values joined by ";"."""
    found: dict[str, str] = {}
    for key, value in values.items():
        if key == "address":
            first = value[0] if value else {}
            found.update({part: str(first.get(part) or "") for part in _PARTS})
        elif key == "email":
            found[key] = value[0] if value else ""
        elif key == "order":
            found.update({k: _text(v) for k, v in value.items()})
        else:
            found[key] = _text(value)
    return found


def _text(value: Value) -> str:
    if value is None:
        return ""
    if is_sealed(value):
        return show(None, value)
    if isinstance(value, list):
        return ";".join(_text(v) for v in value)
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


def _verification(row: Any, verdicts: Mapping[int | None, str]) -> str:
    if row.record_id is None:
        return ""
    if row.record_id in verdicts:
        return {"verify": "verified"}.get(verdicts[row.record_id], verdicts[row.record_id])
    return "" if Party(row.party) is Party.FIRST else "unverified"
