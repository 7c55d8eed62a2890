"""Printing: what goes onto paper, and the note in the history that it did. Paper leaves the vault as a workbook does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khachhang import messages, searching
from khachhang.model import Outcome
from khachhang.operations import customers, leaks
from khachhang.operations.cards import Card, card
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.exports import in_words
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.operations.wording import field_words
from khachhang.progress import Tick, no_tick
from khachhang.store import writing

MAX_PRINTED = 5_000
"""More customers than that belong into a workbook, not onto some hundred sheets of paper."""

_CHUNK = 500
_ON_LABELS = ("full_name", "title", "company", "address", "phones")


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list ready for paper. total: how many customers there are, of whom the first MAX_PRINTED are in `rows`."""

    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Label:
    """One address label."""

    name: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class PrintedLabels:
    """Labels of the customers who have an address. total: how many customers there are; left_out: how many of them have none."""

    labels: tuple[Label, ...]
    total: int
    left_out: int


@needs(Right.PRINT)
def printed_labels(
    opened: OpenVault, query: CustomerQuery, ids: Sequence[int] | None = None, *, lang: str = "vi", tick: Tick = no_tick
) -> PrintedLabels:
    """Return an address label for each customer of a list, or for those named: the first address and the first phone."""
    wanted = list(customers.all_ids(opened, query, tick) if ids is None else ids)
    shown = wanted[:MAX_PRINTED]
    leaks.check_quota(opened, "print", len(shown))
    labels: list[Label] = []
    for start in range(0, len(shown), _CHUNK):
        for row in customers.rows(opened, shown[start : start + _CHUNK], lang=lang, only=frozenset(_ON_LABELS)):
            name, address, phone = (row.values.get(key, "").split("\n")[0] for key in ("full_name", "address", "phones"))
            title = row.values.get("title", "")
            if address:
                labels.append(Label(f"{title} {name}".strip() or row.values.get("company", ""), address, phone))
        tick(start, len(shown))
    return PrintedLabels(tuple(labels), len(wanted), len(shown) - len(labels))


@needs(Right.PRINT)
def printed_list(
    opened: OpenVault,
    query: CustomerQuery,
    columns: Sequence[str],
    ids: Sequence[int] | None = None,
    *,
    lang: str = "vi",
    tick: Tick = no_tick,
) -> PrintedList:
    """Return the customers of a list (or those named), a text per column."""
    wanted = list(customers.all_ids(opened, query, tick) if ids is None else ids)
    shown = wanted[:MAX_PRINTED]
    leaks.check_quota(opened, "print", len(shown))
    rows: list[tuple[str, ...]] = []
    for start in range(0, len(shown), _CHUNK):
        for row in customers.rows(opened, shown[start : start + _CHUNK], lang=lang):
            rows.append(tuple(_cell(row, key, lang) for key in columns))
        tick(len(rows), len(shown))
    heads = tuple(field_words(key, opened.catalogue, lang) for key in columns)
    about = in_words(opened, query, lang) if ids is None else ""
    return PrintedList(
        opened.name,
        about or messages.sentence("no_filter" if ids is None else "chosen", section="export", lang=lang),
        heads,
        tuple(rows),
        len(wanted),
    )


@needs(Right.PRINT)
def printed_card(opened: OpenVault, customer_id: int, *, lang: str = "vi") -> Card:
    """Return everything about one customer, ready for paper."""
    leaks.check_quota(opened, "print", 1)
    return card(opened, customer_id, lang=lang)


def _cell(row: customers.CustomerRow, key: str, lang: str) -> str:
    if key == "source":
        return "; ".join(row.source_names)
    if key == "verification":
        return messages.sentence(row.verification or "trusted", section="checked", lang=lang)
    if key == "group":
        return "; ".join(filter(None, [row.values.get(key, "").replace("\n", "; "), *row.rule_groups]))
    return row.values.get(key, "").replace("\n", "; ")


@needs(Right.PRINT)
def note_printed(opened: OpenVault, n: int, columns: Sequence[str], query: CustomerQuery | None = None) -> Outcome:
    """Write into the history that so many customers went onto paper or into a PDF; there is nothing to undo about it."""
    params = {"n": n, "columns": list(columns)}
    body = params if query is None else {**params, "query": searching.to_value(query)}
    with opened.writing() as connection:
        leaks.take_out(opened, connection, "print", n)
        operation_id = writing.insert_operation(connection, "print", opened.person, opened.now(), params)
        writing.append_history(connection, operation_id, "do", opened.person, opened.now(), writing.dumps(body))
    return Outcome(operation_id, "print", (), params)
