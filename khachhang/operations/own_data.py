"""Everything the vault holds about one person, to be handed to them: what is shown, what is not, where it is from, who did what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from khachhang import messages
from khachhang.model import Outcome, Source
from khachhang.operations import leaks
from khachhang.operations.cards import Card, card
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.store import reading, taking_out, writing
from khachhang.workbooks.sections import Section, write_sections

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True)
class OwnData:
    """All about one person in tables of text. hidden: labels of confidential fields that whoever asked may not read."""

    customer_id: int
    name: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    hidden: tuple[str, ...]

    def text(self) -> str:
        """Return it as plain text, a line per row."""
        parts = [self.name, *(f"{label}: {said}" for label, said in self.about)]
        for title, heads, rows in self.sections:
            parts += ["", title.upper()]
            parts += [" · ".join(f"{h}: {c}" for h, c in zip(heads, row, strict=False) if c) for row in rows]
        return "\n".join(parts) + "\n"


@needs(Right.EXPORT)
def own_data(opened: OpenVault, customer_id: int, *, lang: str = "vi") -> OwnData:
    """Return everything about a customer, also what is retired, doubtful or not shown."""
    found = card(opened, customer_id, lang=lang)
    with opened.reading() as connection:
        sources = {s.name: s for s in reading.sources(connection).values()}
        looks = taking_out.looks_at(connection, [found.customer_id])
    word = _Words(lang)
    sections: list[Section] = [
        (word("values"), word.heads("field", "value", "state", "source", "since"), _values(found, word)),
        (word("amounts"), word.heads("field", "value", "as_of", "source"), _amounts(found)),
        (word("orders"), word.heads("order", "day", "product", "quantity", "amount", "source"), _orders(found)),
        (word("rows"), word.heads("source", "file", "row", "cells", "since"), _rows(found)),
        (word("sources"), word.heads("source", "supplier", "obtained", "basis"), _sources(found, sources)),
        (word("acts"), word.heads("since", "person", "what"), tuple((a.at, a.person, a.sentence) for a in found.history)),
        (word("looks"), word.heads("day", "person", "times"), tuple((r.day, r.person, str(r.times)) for r in looks)),
    ]
    hidden = tuple(f.label for f in found.fields if f.field.is_confidential) + tuple(
        a.label for a in found.amounts if a.field.is_confidential
    )
    about = [
        (word("shop"), opened.name),
        (word("made"), opened.clock().astimezone().strftime("%d/%m/%Y %H:%M")),
        (word("by"), opened.person),
    ]
    if hidden:
        about.append((word("hidden"), ", ".join(hidden)))
    shown = tuple((title, heads, tuple(tuple(map(_as_said, row)) for row in rows)) for title, heads, rows in sections if rows)
    return OwnData(found.customer_id, found.name, tuple(about), shown, hidden)


def _as_said(text: str) -> str:
    """Return a text with stored times as people write them."""
    return _TIME.sub(lambda m: datetime.fromisoformat(m[0]).astimezone().strftime("%d/%m/%Y %H:%M"), text)


@needs(Right.EXPORT)
def save(opened: OpenVault, customer_id: int, path: Path, *, lang: str = "vi") -> Outcome:
    """Write everything about a customer as .xlsx, or as text for any other ending, and note that it left the vault."""
    found = own_data(opened, customer_id, lang=lang)
    leaks.check_quota(opened, "export", 1)
    if path.suffix.lower() == ".xlsx":
        word = _Words(lang)
        write_sections(path, [(word("about"), word.heads("field", "value"), found.about), *found.sections])
    else:
        path.write_text(found.text(), encoding="utf-8-sig")
    return note_taken(opened, found)


@needs(Right.EXPORT)
def note_taken(opened: OpenVault, found: OwnData) -> Outcome:
    """Write into the history that somebody was given everything about a customer."""
    params = {"name": found.name, "customer_id": found.customer_id, "n": 1}
    with opened.writing() as connection:
        leaks.take_out(opened, connection, "export", 1)
        operation_id = writing.insert_operation(connection, "own_data", opened.person, opened.now(), params)
        body = writing.dumps({"kind": "own_data", "params": params})
        writing.append_history(connection, operation_id, "do", opened.person, opened.now(), body)
    return Outcome(operation_id, "own_data", (), params)


@dataclass(frozen=True, slots=True)
class _Words:
    lang: str

    def __call__(self, code: str) -> str:
        return messages.sentence(code, section="own_data", lang=self.lang)

    def heads(self, *codes: str) -> tuple[str, ...]:
        return tuple(messages.sentence(f"head_{code}", section="own_data", lang=self.lang) for code in codes)


def _values(found: Card, word: _Words) -> tuple[tuple[str, ...], ...]:
    rows = []
    for field in found.fields:
        for v in field.values:
            state = word("retired") if v.is_retired else word("not_shown") if not v.is_shown else v.mark_text
            rows.append(
                (field.label, v.text, state, v.provenance.sentence if v.provenance else "", v.provenance.at if v.provenance else "")
            )
    return tuple(rows)


def _amounts(found: Card) -> tuple[tuple[str, ...], ...]:
    return tuple((row.label, e.text, e.as_of or "", e.source_name) for row in found.amounts for e in row.entries)


def _orders(found: Card) -> tuple[tuple[str, ...], ...]:
    return tuple((o.order_code, o.order_date, o.product, o.quantity, o.amount, o.source_name) for o in found.orders)


def _rows(found: Card) -> tuple[tuple[str, ...], ...]:
    rows = []
    for r in found.records:
        cells = "\n".join(f"{h}: {c}" for h, c in zip(r.headers, r.cells, strict=False) if c)
        rows.append((r.source_name, f"{r.file_name or ''} {r.sheet}".strip(), str(r.sheet_row or ""), cells, r.at))
    return tuple(rows)


def _sources(found: Card, sources: Mapping[str, Source]) -> tuple[tuple[str, ...], ...]:
    named = [sources[name] for name in sorted({r.source_name for r in found.records}) if name in sources]
    return tuple((s.name, s.supplier, s.obtained_on or "", s.basis) for s in named)
