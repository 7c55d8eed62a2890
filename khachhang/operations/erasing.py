"""Erasing a person on request: the one act without undo. Everything that speaks of them goes, that something was erased stays."""

from __future__ import annotations

import re
import secrets
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection

from khachhang import messages, workbooks
from khachhang.errors import UserError
from khachhang.importing import no_collections
from khachhang.model import is_sealed
from khachhang.operations.opened import OpenVault
from khachhang.operations.resealing import rederive
from khachhang.operations.rights import Right, needs
from khachhang.operations.sealed_files import compartments_of, seal_workbook, workbook_content
from khachhang.progress import Tick, no_tick
from khachhang.store import customer_queries, erasing, personal, rewriting, writing
from khachhang.values.text import fold
from khachhang.vault.generations import backups_folder, generations
from khachhang.workbooks.plain_copy import is_copyable, plain_copy

_NAMES = ("full_name", "company", "contact")
_CODES = ("phones", "email", "tax_code", "id_number", "zalo", "facebook")
_SHORTEST_CODE = 6
_ERASED = "…"


@dataclass(frozen=True, slots=True)
class ErasePreview:
    """What erasing would take away. alike: other customers with one of these numbers or that name."""

    customer_id: int
    name: str
    records: int
    files: tuple[str, ...]
    backups: tuple[str, ...]
    alike: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """Proof for the file that a person was erased, without the person. backups: files that still hold them, with their day."""

    number: str
    customer_id: int
    at: str
    by: str
    shop: str
    records: int
    decisions: int
    rows: int
    files_rewritten: tuple[str, ...]
    files_removed: tuple[str, ...]
    history_lines: int
    backups: tuple[str, ...]

    def text(self, lang: str = "vi") -> str:
        """Return the certificate as plain text."""
        nothing = messages.sentence("nothing", section="erase", lang=lang)
        params = {
            "number": self.number, "customer": self.customer_id, "at": self.at, "by": self.by, "shop": self.shop, "records": self.records,
            "decisions": self.decisions, "rows": self.rows, "lines": self.history_lines,
            "rewritten": "; ".join(self.files_rewritten) or nothing, "removed": "; ".join(self.files_removed) or nothing,
            "backups": "\n".join(f"  - {b}" for b in self.backups) or f"  {nothing}",
        }  # fmt: skip
        return messages.sentence("certificate", params, section="erase", lang=lang)


@dataclass(slots=True)
class _Person:
    """Who is erased. names, codes: as they may stand in a cell, folded; names only where nobody else bears them."""

    homes: list[int]
    records: list[Any]
    names: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    said: frozenset[str] = frozenset()

    def is_in(self, cells: Iterable[object]) -> bool:
        """Tell whether a row is about the person: a cell is their name, or holds one of their numbers or addresses."""
        said = [str(c) for c in cells if c is not None and c != "" and not is_sealed(c)]
        whole = fold(" ".join(said))
        if not any(n in whole for n in self.names) and not (self.pattern is not None and self.pattern.search(_dense(whole))):
            return False
        return any(self._is_named(fold(text)) for text in said)

    def _is_named(self, folded: str) -> bool:
        return folded in self.names or (self.pattern is not None and bool(self.pattern.search(_dense(folded))))


@dataclass(slots=True)
class _Done:
    decisions: int = 0
    rows: int = 0
    lines: int = 0
    rewritten: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


@needs(Right.MANAGE)
def preview(opened: OpenVault, customer_id: int) -> ErasePreview:
    """Return what erasing a customer would take away."""
    with opened.reading() as connection:
        name, person = _find(opened, connection, customer_id)
        batches = {r.batch_id for r in person.records if r.batch_id is not None}
        books = {b.workbook_id for b in rewriting.batches(connection) if b.batch_id in batches and b.workbook_id is not None}
        files = tuple(rewriting.workbook(connection, w).file_name for w in sorted(books))
        flats = customer_queries.flats(connection, [customer_queries.resolve(connection, customer_id) or 0])
        phones = [p for f in flats.values() for p in f.values.get("phones") or ()]
        others = customer_queries.with_phones(connection, phones) | erasing.named(connection, person.said)
    return ErasePreview(customer_id, name, len(person.records), files, _backups(opened), tuple(sorted(others - set(flats))))


@needs(Right.MANAGE)
def erase(opened: OpenVault, customer_id: int, typed: str, tick: Tick = no_tick) -> Certificate:
    """Take a person out of the vault for good. typed: the customer's name, so that it is no slip of the hand.

    One transaction: records, raw cells, rows of the kept files, decisions, what the history says in detail, drafts, the log of who looked,
    the text index. UserError `erase_not_confirmed` when the name is another. Backups are not touched; the certificate names them.
    """
    done = _Done()
    with no_collections(), opened.writing() as connection:
        name, person = _find(opened, connection, customer_id)
        if fold(typed) != fold(name):
            raise UserError("erase_not_confirmed", name=name)
        ids = [r.record_id for r in person.records]
        touched = erasing.operations_about(connection, person.homes, ids)
        tick(0, 4)
        places = _erase_rows(connection, person, ids, done)
        tick(1, 4)
        _erase_files(opened, connection, person, places, done)
        tick(2, 4)
        done.decisions = erasing.delete_facts(connection, person.homes, ids)
        done.lines = rewriting.empty_payloads(connection, touched)
        _erase_texts(connection, person, touched, done)
        personal.drop_all(connection, "draft")
        tick(3, 4)
        certificate = _certificate(opened, customer_id, len(ids), done)
        params = {"n": len(ids), "customer_id": customer_id, "certificate": certificate.number}
        operation_id = writing.insert_operation(connection, "erase", opened.person, opened.now(), params)
        body = writing.dumps({"kind": "erase", "params": params})
        writing.append_history(connection, operation_id, "do", opened.person, opened.now(), body)
        rederive(opened, connection, no_tick)
    with opened.warm.lock:
        opened.warm.index = None
    opened.remembered.clear()
    tick(4, 4)
    return certificate


def _find(opened: OpenVault, connection: Connection, customer_id: int) -> tuple[str, _Person]:
    """Return the name a customer is shown by and everything that may name the person."""
    current = customer_queries.resolve(connection, customer_id)
    if current is None:
        raise UserError("no_such_customer", customer=customer_id)
    flat = customer_queries.flats(connection, [current])[current]
    homes = customer_queries.homes_of(connection, [current])
    records = erasing.records_of_homes(connection, homes)
    names: set[str] = set()
    codes: set[str] = set()
    for row in records:
        values = opened.seals.reveal_all(orjson.loads(row.body))
        names.update(str(values[k]) for k in _NAMES if values.get(k))
        for key in _CODES:
            said = values.get(key) or ()
            codes.update(str(v) for v in (said if isinstance(said, list) else [said]) if v and not is_sealed(v))
    own = frozenset(fold(n) for n in names if len(fold(n).split()) > 1 and not erasing.is_name_shared(connection, homes, n))
    dense = {d for d in map(_code, codes) if len(d) >= _SHORTEST_CODE}
    pattern = re.compile("|".join(re.escape(d) for d in sorted(dense))) if dense else None
    shown = str(flat.values.get("full_name") or flat.values.get("company") or flat.values.get("contact") or customer_id)
    return shown, _Person(homes, records, own, frozenset(dense), pattern, frozenset(names))


def _code(text: str) -> str:
    """Return what of a number or address is looked for: a phone without its country, everything without spaces and marks."""
    return _dense(fold(text[3:] if text.startswith("+84") else text))


def _dense(folded: str) -> str:
    return re.sub(r"[\s.,()/+-]", "", folded)


def _erase_rows(connection: Connection, person: _Person, ids: Sequence[int], done: _Done) -> dict[int, set[int]]:
    """Empty the rows that state the person and those of nobody that name them; return batch → sheet rows."""
    places: dict[int, set[int]] = {}
    found = erasing.rows_of_records(connection, ids)
    for rows in erasing.rows_of_nobody(connection):
        found += [r for r in rows if person.is_in(orjson.loads(r.raw))]
    for row in found:
        places.setdefault(row.batch_id, set()).add(row.sheet_row)
    erasing.empty_rows(connection, [r.source_row_id for r in found])
    done.rows = len(found)
    return places


def _erase_files(opened: OpenVault, connection: Connection, person: _Person, places: Mapping[int, Collection[int]], done: _Done) -> None:
    """Write each kept file that names the person again without those rows; a file that cannot be read is taken out whole."""
    batches = rewriting.batches(connection)
    for batch in batches:
        _erase_in_mapping(connection, batch, places.get(batch.batch_id, ()), person)
    for workbook_id in sorted({b.workbook_id for b in batches if b.workbook_id is not None}):
        own = {
            (rewriting.sheet_of(connection, b.batch_id), row)
            for b in batches
            if b.workbook_id == workbook_id
            for row in places.get(b.batch_id, ())
        }
        _erase_file(opened, connection, person, workbook_id, own, done)


def _erase_file(
    opened: OpenVault, connection: Connection, person: _Person, workbook_id: int, own: Collection[tuple[str, int]], done: _Done
) -> None:
    row = rewriting.workbook(connection, workbook_id)
    if row.body is None and row.sealed is None:
        return
    try:
        name, content = workbook_content(opened, connection, workbook_id)
        book = workbooks.read_bytes(content, name)
    except UserError:  # a password of its own, or sealed to others: what cannot be looked through cannot stay, if it holds the person
        if own:
            _remove_file(opened, connection, workbook_id, row.file_name, done)
        return
    named = {
        (s.name, i + 1) for s in book.sheets for i, cells in enumerate(s.rows) if (s.name, s.number_of(i)) in own or person.is_in(cells)
    }
    if not named:
        return
    if not is_copyable(book):
        _remove_file(opened, connection, workbook_id, row.file_name, done)
        return
    copy = plain_copy(book, lambda sheet, number, _: (sheet, number) in named)
    stem = name.rpartition(".")[0] or name
    values = {"file_name": f"{stem}.xlsx", "format": "xlsx", "size": len(copy), "rewritten": opened.now()}
    layers = compartments_of(row)
    rewriting.write_workbook(
        connection, workbook_id, body=zlib.compress(copy, 0), sealed=None, sha256=f"rewritten {secrets.token_hex(16)}", **values
    )
    if layers:
        sealer = opened.seals.sealer(connection, f"workbook {workbook_id}")
        seal_workbook(connection, sealer, workbook_id, layers)
        sealer.wipe()
    done.rewritten.append(row.file_name)


def _remove_file(opened: OpenVault, connection: Connection, workbook_id: int, file_name: str, done: _Done) -> None:
    fresh = f"removed {secrets.token_hex(16)}"
    rewriting.write_workbook(connection, workbook_id, body=None, sealed=None, sha256=fresh, rewritten=opened.now())
    done.removed.append(file_name)


def _erase_in_mapping(connection: Connection, batch: Any, sheet_rows: Collection[int], person: _Person) -> None:
    """Take out what was typed instead of the person's cells, and headers that were none but the person's row."""
    mapping = orjson.loads(batch.mapping)
    cleaned = _cleaned(mapping, person, person.names)
    fixes = (cleaned.get("decisions") or {}).get("fixes")
    if fixes:
        cleaned["decisions"]["fixes"] = [f for f in fixes if f[0] not in sheet_rows]
    if cleaned != mapping:
        rewriting.write_mapping(connection, batch.batch_id, writing.dumps(cleaned))


def _erase_texts(connection: Connection, person: _Person, touched: Collection[int], done: _Done) -> None:
    """Take the person's name and numbers out of what operations, the history and settings say."""
    folded = frozenset(fold(n) for n in person.said)
    for operation_id, text in erasing.texts(connection, "operation"):
        params = orjson.loads(text)
        cleaned = _cleaned(params, person, folded if operation_id in touched else person.names)
        if cleaned != params:
            erasing.write_text(connection, "operation", operation_id, writing.dumps(cleaned))
    for payload_id, text in erasing.texts(connection, "payload"):
        if text and _mentions(orjson.loads(text), person):
            erasing.write_text(connection, "payload", payload_id, "")
            done.lines += 1
    erasing.delete_text(
        connection, "saved_mapping", [k for k, v in erasing.texts(connection, "saved_mapping") if _mentions(orjson.loads(v), person)]
    )
    for key, text in erasing.texts(connection, "setting"):
        held = orjson.loads(text)
        if _mentions(held, person):
            erasing.write_text(connection, "setting", key, writing.dumps(_cleaned(held, person, person.names)))


def _mentions(value: Any, person: _Person) -> bool:
    return bool(_cleaned(value, person, person.names) != value)


def _cleaned(value: Any, person: _Person, names: Collection[str]) -> Any:
    """Return JSON data with every text that holds one of these names or the person's numbers replaced."""
    if isinstance(value, str):
        folded = fold(value)
        hit = any(n in folded for n in names) or (person.pattern is not None and bool(person.pattern.search(_dense(folded))))
        return _ERASED if hit else value
    if isinstance(value, list):
        return [_cleaned(v, person, names) for v in value]
    if isinstance(value, dict):
        return {k: _cleaned(v, person, names) for k, v in value.items()}
    return value


def _backups(opened: OpenVault) -> tuple[str, ...]:
    return tuple(f"{g.path.name} ({g.day:%d/%m/%Y})" for g in generations(backups_folder(opened.folder)))


def _certificate(opened: OpenVault, customer_id: int, records: int, done: _Done) -> Certificate:
    return Certificate(
        number=secrets.token_hex(6).upper(),
        customer_id=customer_id,
        at=opened.clock().astimezone().strftime("%d/%m/%Y %H:%M"),
        by=opened.person,
        shop=opened.name,
        records=records,
        decisions=done.decisions,
        rows=done.rows,
        files_rewritten=tuple(done.rewritten),
        files_removed=tuple(done.removed),
        history_lines=done.lines,
        backups=_backups(opened),
    )
