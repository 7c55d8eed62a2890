"""Undo and redo of any operation, at any time and in any order, and the history as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
from sqlalchemy import Connection

from khachhang import messages
from khachhang.errors import UserError
from khachhang.operations import masking
from khachhang.operations.opened import OpenVault
from khachhang.operations.refreshing import refresh
from khachhang.operations.rights import Right
from khachhang.progress import Tick, no_tick
from khachhang.store import derived, reading, writing
from khachhang.store import operation_queries as queries

NOT_UNDOABLE = queries.NOT_UNDOABLE
"""Kinds of acts that cannot be taken back: noted only, or final."""
RIGHT_FOR: Mapping[str, Right] = {
    **dict.fromkeys(("import", "take_in", "party"), Right.IMPORT),
    **dict.fromkeys(("merge", "merge_certain", "unmerge", "split", "household", "not_same", "later", "ask_again"), Right.MERGE),
    **dict.fromkeys(("field_rename", "field_drop", "field_restore"), Right.MANAGE),
}
"""Kind of operation → the right that taking it back, or doing it again, needs; EDIT for all others."""
_NAMED = 10
"""How many kept customers an undo names."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act as a sentence. event: "do", "undo" or "redo". is_active: whether it counts now."""

    operation_id: int
    at: str
    person: str
    sentence: str
    is_active: bool
    kind: str
    event: str = "do"


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undo or redo did. reversed_, kept, impossible: sentences; customer_ids: who changed."""

    operation_id: int
    sentence: str
    reversed_: Sequence[str]
    kept: Sequence[str] = ()
    impossible: Sequence[str] = ()
    customer_ids: Sequence[int] = field(default=())


def undo(opened: OpenVault, operation_id: int | None = None, tick: Tick = no_tick, *, lang: str = "vi") -> UndoReport:
    """Take an operation back, the newest when none is named. Nothing is deleted: it stops counting."""
    return _flip(opened, operation_id, False, tick, lang)


def redo(opened: OpenVault, operation_id: int | None = None, tick: Tick = no_tick, *, lang: str = "vi") -> UndoReport:
    """Make an operation count again, the one undone last when none is named."""
    return _flip(opened, operation_id, True, tick, lang)


def _flip(opened: OpenVault, operation_id: int | None, is_active: bool, tick: Tick, lang: str) -> UndoReport:
    with opened.writing() as connection:
        row = _choose(connection, operation_id, is_active)
        opened.require(RIGHT_FOR.get(row.kind, Right.EDIT))
        writing.set_active(connection, row.operation_id, is_active)
        event = "redo" if is_active else "undo"
        body = orjson.dumps({"event": event, "operation": row.operation_id}).decode()
        writing.append_history(connection, row.operation_id, event, opened.person, opened.now(), body)
        opened.reload_catalogue(connection)
        kept = [] if is_active else _kept(connection, row.operation_id, lang)
        impossible = [] if is_active else _impossible(connection, row.operation_id, row.kind, lang)
        homes = reading.homes_of_operation(connection, row.operation_id)
        changed = refresh(connection, opened.catalogue, homes, tick)
    sentence = operation_sentence(row.kind, orjson.loads(row.params), lang)
    count = messages.sentence("reversed", {"n": len(changed)}, section="undo", lang=lang)
    return UndoReport(row.operation_id, sentence, (count,) if changed else (), kept, impossible, changed)


def _choose(connection: Connection, operation_id: int | None, is_active: bool) -> Any:
    if operation_id is None:
        row = queries.latest_undone(connection) if is_active else queries.latest_active(connection)
        if row is None:
            raise UserError("nothing_to_redo" if is_active else "nothing_to_undo")
        return row
    row = queries.operation(connection, operation_id)
    if row is None or row.kind in queries.NOT_UNDOABLE:
        raise UserError("no_such_operation", operation=operation_id)
    if bool(row.is_active) == is_active:
        raise UserError("already_active" if is_active else "already_undone", operation=operation_id)
    return row


def _kept(connection: Connection, operation_id: int, lang: str) -> list[str]:
    """Return which records stay because someone worked on them since, as sentences."""
    records = queries.records_kept(connection, operation_id)
    if not records:
        return []
    homes = queries.homes_of_records(connection, records)
    names = queries.changed_names(connection, sorted(set(derived.customers_of_homes(connection, homes).values())), _NAMED)
    sentence = messages.sentence("kept", {"n": len(records)}, section="undo", lang=lang)
    return [f"{sentence}: {', '.join(names)}{' …' if len(names) == _NAMED else ''}" if names else sentence]


def _impossible(connection: Connection, operation_id: int, kind: str, lang: str) -> list[str]:
    """Return what taking an import back cannot bring back: rows erased on request, and what left the shop since."""
    if kind not in ("import", "take_in"):
        return []
    counts = {"erased": queries.rows_erased(connection, operation_id), "went_out": queries.times_taken_out_since(connection, operation_id)}
    return [messages.sentence(code, {"n": n}, section="undo", lang=lang) for code, n in counts.items() if n]


def operation_sentence(kind: str, params: Mapping[str, Any], lang: str = "vi") -> str:
    """Return what an operation was, as a sentence."""
    return messages.sentence(kind, params, section="operation", lang=lang)


def operations_list(opened: OpenVault, limit: int = 200, *, lang: str = "vi") -> list[HistoryLine]:
    """Return the acts of people, newest first, each with whether it counts now."""
    with opened.reading() as connection:
        rows = queries.operations(connection, limit)
    lines = [
        HistoryLine(r.operation_id, r.at, r.person, operation_sentence(r.kind, orjson.loads(r.params), lang), bool(r.is_active), r.kind)
        for r in rows
    ]
    return [_seen(opened, line) for line in lines]


def _seen(opened: OpenVault, line: HistoryLine) -> HistoryLine:
    return replace(line, sentence=masking.text(line.sentence)) if opened.is_masked else line


def log(opened: OpenVault, limit: int = 500, *, lang: str = "vi") -> list[HistoryLine]:
    """Return everything that ever happened, undoing included, newest first."""
    with opened.reading() as connection:
        rows = queries.history_lines(connection, limit)
    lines = []
    for r in rows:
        sentence = operation_sentence(r.kind, orjson.loads(r.params), lang)
        if r.event != "do":
            sentence = messages.sentence(r.event, {"what": sentence}, section="undo", lang=lang)
        lines.append(_seen(opened, HistoryLine(r.operation_id, r.at, r.person, sentence, bool(r.is_active), r.kind, r.event)))
    return lines


def what_undo_would_do(opened: OpenVault, *, lang: str = "vi") -> tuple[int, str] | None:
    """Return the operation a plain undo would take back, with its sentence."""
    with opened.reading() as connection:
        row = queries.latest_active(connection)
    return None if row is None else (row.operation_id, operation_sentence(row.kind, orjson.loads(row.params), lang))


def what_redo_would_do(opened: OpenVault, *, lang: str = "vi") -> tuple[int, str] | None:
    """Return the operation a plain redo would bring back, with its sentence."""
    with opened.reading() as connection:
        row = queries.latest_undone(connection)
    return None if row is None else (row.operation_id, operation_sentence(row.kind, orjson.loads(row.params), lang))
