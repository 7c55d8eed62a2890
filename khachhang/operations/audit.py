"""The log of everything anybody did, as sentences: also what changes no customer. Append-only, hash-chained, exportable by the owner."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, Row

from khachhang import messages, vault
from khachhang.errors import UserError
from khachhang.operations import masking
from khachhang.operations.history import operation_sentence
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.operations.wording import field_words
from khachhang.store import auditing, customer_queries, operation_queries, reading
from khachhang.store.auditing import Condition

ENTRY, PEOPLE, OUT, KEEPING, DATA = "entry", "people", "out", "keeping", "data"
EVENTS: Mapping[str, tuple[str, ...]] = {
    ENTRY: ("unlock", "unlock_failed"),
    PEOPLE: ("person_added", "person_changed", "person_removed", "password_reset", "password_changed", "recovery_code", "rotated"),
    OUT: ("reveal", "copy", "log_exported", "original_saved"),
    KEEPING: ("backup", "restored"),
    DATA: (),
}
"""Kinds of acts the log can be narrowed to → the events of each that are no operation."""
TAKING_OUT = ("export", "print", "own_data")
_PART = 1_000


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What part of the log is wanted. kind: a key of EVENTS. since, until: the shop's days, both included. customer_id: only about them."""

    person: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act. seq: its place in the chain; event: what happened, "do", "undo" and "redo" for operations of that kind."""

    seq: int
    at: str
    person: str
    sentence: str
    event: str
    kind: str


def record(opened: OpenVault, connection: Connection, event: str, **params: Any) -> None:
    """Add a line about an act that is no operation, inside the transaction of whatever it belongs to."""
    auditing.append_event(connection, event, opened.person, opened.now(), params)


def note(opened: OpenVault, event: str, **params: Any) -> None:
    """Add a line that belongs to nothing else. A full or read-only disk is no reason to refuse what was done already."""
    if opened.vault.is_read_only:
        return
    with suppress(UserError), vault.explained(opened.folder), opened.writing() as connection:
        record(opened, connection, event, **params)


@needs(Right.MANAGE)
def log(
    opened: OpenVault, wanted: LogFilter | None = None, limit: int = 200, *, before: int | None = None, lang: str = "vi"
) -> list[LogLine]:
    """Return lines of the log, the newest first. before: only lines older than that one, for the next page."""
    with opened.reading() as connection:
        condition = _condition(opened, connection, wanted or LogFilter())
        rows = auditing.lines(connection, condition._replace(before=before), limit)
    return [_line(opened, row, lang) for row in rows]


@needs(Right.MANAGE)
def people_in_log(opened: OpenVault) -> list[str]:
    """Return everybody who ever did something."""
    with opened.reading() as connection:
        return [name for name in auditing.people_in(connection) if name]


@needs(Right.MANAGE)
def broken_at(opened: OpenVault) -> int | None:
    """Return the line at which the chain of the log breaks, None when it holds."""
    with opened.reading() as connection:
        return auditing.first_break(connection)


def _condition(opened: OpenVault, connection: Connection, wanted: LogFilter) -> Condition:
    condition = Condition(person=wanted.person, since=_utc(opened, wanted.since, 0), until=_utc(opened, wanted.until, 1))
    if wanted.kind is not None:
        kinds = TAKING_OUT if wanted.kind == OUT else ()
        condition = condition._replace(events=EVENTS[wanted.kind], kinds=kinds)
        if wanted.kind == DATA:
            condition = condition._replace(events=auditing.DONE, kinds=(), but=TAKING_OUT)
    if wanted.customer_id is not None:
        operations, seqs = _about(connection, wanted.customer_id)
        condition = condition._replace(operations=operations, seqs=seqs)
    return condition


def _about(connection: Connection, customer_id: int) -> tuple[list[int], list[int]]:
    """Return the operations that touched a customer, and the lines that tell of a number of theirs being shown."""
    current = customer_queries.resolve(connection, customer_id)
    if current is None:
        raise UserError("no_such_customer", customer=customer_id)
    homes = customer_queries.homes_of(connection, [current])
    records = [r.record_id for own in reading.live_records(connection, homes).values() for r in own]
    acts = operation_queries.operations_of_homes(connection, homes, records, _PART)
    shown = [seq for seq, body in auditing.bodies_of(connection, "reveal") if body and orjson.loads(body).get("customer") in homes]
    return [a.operation_id for a in acts], shown


def _utc(opened: OpenVault, day: str | None, plus: int) -> str:
    """Return when a day of the shop begins (plus 0) or is over (plus 1), as times are stored."""
    if day is None:
        return ""
    zone = opened.clock().astimezone().tzinfo
    begins = datetime.combine(date.fromisoformat(day) + timedelta(days=plus), time(), zone)
    return begins.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _line(opened: OpenVault, row: Row[Any], lang: str) -> LogLine:
    if row.event in auditing.DONE:
        sentence = operation_sentence(row.kind, orjson.loads(row.params), lang)
        if row.event != "do":
            sentence = messages.sentence(row.event, {"what": sentence}, section="undo", lang=lang)
    else:
        params = orjson.loads(row.body) if row.body else {}
        sentence = messages.sentence(row.event, _worded(opened, params, lang), section="log", lang=lang)
    line = LogLine(row.seq, row.at, row.person, sentence, row.event, row.kind)
    return replace(line, sentence=masking.text(sentence)) if opened.is_masked else line


def _worded(opened: OpenVault, params: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return the parameters of a line with its words of the product to be said in the language of the reader."""
    found: dict[str, Any] = dict(params)
    if "field" in found:
        found["field"] = field_words(str(found["field"]), opened.catalogue, lang)
    if "with" in found:
        found["with"] = messages.Word("slot", str(found["with"]))
    if "role" in found:
        found["role"] = messages.Word("role", str(found["role"]))
    if "rights" in found:
        found["rights"] = [messages.Word("right", str(r)) for r in found["rights"]]
    return found
