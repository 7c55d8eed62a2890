"""Exporting customers: exactly the rows and columns shown, always with where each is from and whether it was checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from khachhang import messages, searching, workbooks
from khachhang.collecting import no_collections
from khachhang.errors import UserError
from khachhang.fields import Kind
from khachhang.model import Outcome
from khachhang.operations import customers, group_rules, leaks, own_export
from khachhang.operations.customers import AllOf, CustomerQuery, Filter, Op
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.operations.showing import label
from khachhang.operations.wording import part_words
from khachhang.progress import Tick, no_tick
from khachhang.store import writing
from khachhang.workbooks import ExportColumn

RULES_COLUMN, SOURCE_COLUMN, CHECKED_COLUMN, ID_COLUMN = "rule_groups", "source", "checked", "own_id"
_CHUNK = 500
_RAW = (Kind.MONEY, Kind.NUMBER, Kind.DATE)
_KINDS = {Kind.PHONE: "phone", Kind.DATE: "date", Kind.MONEY: "money", Kind.NUMBER: "number"}


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """What an export would hold: rows, how many hold unverified values, how many asked not to be called, and the sentence to show."""

    rows: int
    unverified: int
    do_not_contact: int
    sentence: str


def preview(opened: OpenVault, query: CustomerQuery, ids: Sequence[int] | None = None, *, lang: str = "vi") -> ExportPreview:
    """Count what an export of this list (or of the customers named) would hold."""
    if ids is None:
        total = customers.count(opened, query)
        unverified = customers.count(opened, narrowed(query, Filter("verification", Op.IS, ("unverified",))))
        silent = customers.count(opened, narrowed(query, Filter("do_not_contact", Op.IS, (1,))))
    else:
        found = customers.rows(opened, ids)
        total, unverified = len(found), sum(r.verification == "unverified" for r in found)
        silent = sum(r.do_not_contact for r in found)
    sentence = messages.sentence("preview", {"n": total, "unverified": unverified, "silent": silent}, section="export", lang=lang)
    return ExportPreview(total, unverified, silent, sentence)


def narrowed(query: CustomerQuery, *more: Filter) -> CustomerQuery:
    """Return a query with further conditions."""
    return replace(query, filters=AllOf((query.filters, *more)))


@needs(Right.EXPORT)
def export(
    opened: OpenVault,
    path: Path,
    query: CustomerQuery,
    columns: Sequence[str],
    *,
    ids: Sequence[int] | None = None,
    leave_out_do_not_contact: bool = False,
    password: str | None = None,
    lang: str = "vi",
    title: str = "",
    tick: Tick = no_tick,
) -> Outcome:
    """Write customers to an .xlsx or .csv workbook and note in the history who took what."""
    unknown = [c for c in columns if c not in opened.catalogue]
    if unknown:
        raise UserError("no_such_field", field=unknown[0])
    if leave_out_do_not_contact:
        query = narrowed(query, Filter("do_not_contact", Op.IS_NOT, (1,)))
    wanted = list(customers.all_ids(opened, query)) if ids is None else list(ids)
    if ids is not None and leave_out_do_not_contact:
        silent = {r.customer_id for r in customers.rows(opened, wanted) if r.do_not_contact}
        wanted = [i for i in wanted if i not in silent]
    leaks.check_quota(opened, "export", len(wanted))
    heads = [_column(opened, key, lang) for key in columns]
    with_rules = "group" in columns and bool(group_rules.rules(opened))
    if with_rules:
        heads.append(ExportColumn(RULES_COLUMN, messages.sentence("rules_column", section="export", lang=lang), "text"))
    heads += [
        ExportColumn(SOURCE_COLUMN, messages.sentence("source_column", section="export", lang=lang), "text"),
        ExportColumn(CHECKED_COLUMN, messages.sentence("checked_column", section="export", lang=lang), "text"),
        ExportColumn(ID_COLUMN, messages.sentence("id_column", section="export", lang=lang), "text"),
    ]
    lines = _lines(opened, wanted, columns, lang, tick, with_rules=with_rules)
    with no_collections():
        if path.suffix.lower() == ".csv":
            workbooks.write_csv(path, columns=heads, rows=lines)
        else:
            about = _about(opened, query if ids is None else None, len(wanted), lang)
            about = [(messages.sentence("about_title", section="export", lang=lang), title), *about] if title else about
            workbooks.write_xlsx(path, title=title or opened.name, columns=heads, rows=lines, about=about, password=password)
    return _note(opened, len(wanted), list(columns), query)


def _column(opened: OpenVault, key: str, lang: str) -> ExportColumn:
    field = opened.catalogue[key]
    is_text = field.is_confidential or (field.many and field.kind is not Kind.PHONE)
    return ExportColumn(key, label(field, lang), "text" if is_text else _KINDS.get(field.kind, "text"))


def _lines(
    opened: OpenVault, ids: Sequence[int], columns: Sequence[str], lang: str, tick: Tick, *, with_rules: bool
) -> Iterator[list[Any]]:
    """Yield what the cells hold: amounts and numbers as numbers, full dates as ISO text the writer turns into dates, the rest as shown."""
    raw = {key for key in columns if opened.catalogue[key].kind in _RAW and not opened.catalogue.is_hidden(key)}
    shown = frozenset(columns) - raw
    hidden = {key for key in columns if opened.catalogue.is_hidden(key)}
    checked: dict[str, str] = {}
    tag = own_export.tag_of(opened)
    for start in range(0, len(ids), _CHUNK):
        for row in customers.rows(opened, ids[start : start + _CHUNK], lang=lang, only=shown):
            if row.verification not in checked:
                checked[row.verification] = messages.sentence(row.verification or "trusted", section="checked", lang=lang)
            stated, text = row.raw.get, row.values.get
            cells = [
                own_export.HIDDEN_CELL if key in hidden and text(key) else stated(key) if key in raw else text(key, "") for key in columns
            ]
            cells += ["; ".join(row.rule_groups)] if with_rules else []
            yield [*cells, "; ".join(row.source_names), checked[row.verification], own_export.mark_of(row.customer_id, tag)]
        tick(min(start + _CHUNK, len(ids)), len(ids))


def _about(opened: OpenVault, query: CustomerQuery | None, n: int, lang: str) -> list[tuple[str, str]]:
    """Return what the second sheet says. query: None = customers picked by hand."""

    def name(code: str) -> str:
        return messages.sentence(code, section="export", lang=lang)

    return [
        (name("about_shop"), opened.name),
        (name("about_filter"), name("chosen") if query is None else in_words(opened, query, lang) or name("no_filter")),
        (name("about_rows"), str(n)),
        (name("about_at"), opened.clock().astimezone().strftime("%d/%m/%Y %H:%M")),
        (name("about_person"), opened.person),
    ]


def in_words(opened: OpenVault, query: CustomerQuery, lang: str = "vi") -> str:
    """Return a query as a person would say it: the text typed, then each condition."""
    parts = [f"“{query.text}”"] if query.text else []
    parts += [part_words(part, opened.catalogue, lang) for part in query.filters.parts]
    return "; ".join(filter(None, parts))


def _note(opened: OpenVault, n: int, columns: list[str], query: CustomerQuery) -> Outcome:
    """Write into the history that rows left the vault; there is nothing to undo about it."""
    params = {"n": n, "columns": columns}
    with opened.writing() as connection:
        leaks.take_out(opened, connection, "export", n)
        operation_id = writing.insert_operation(connection, "export", opened.person, opened.now(), params)
        writing.append_history(
            connection, operation_id, "do", opened.person, opened.now(), writing.dumps({**params, "query": searching.to_value(query)})
        )
    return Outcome(operation_id, "export", (), params)
