"""What a query means now: dates and bands that move with the calendar, groups by rule, open questions become plain conditions.

Every operation that runs a query puts it through `ready` first; what is stored and shown in words stays as the person said it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from khachhang.errors import UserError
from khachhang.operations import bands, date_presets
from khachhang.operations.date_presets import Part
from khachhang.operations.group_rules import GroupRule, rules_of
from khachhang.operations.opened import OpenVault
from khachhang.searching import AllOf, AnyOf, CustomerQuery, Filter, Op, value_fits
from khachhang.store import customer_list, duplicate_queries
from khachhang.store.sealed_values import sealed_field

OPEN_QUESTION = "open_question"
"""Field of a filter: 1 = somebody asks whether this customer is another one."""


@dataclass(frozen=True, slots=True)
class _Asker:
    opened: OpenVault
    connection: Connection
    today: date


def ready(opened: OpenVault, connection: Connection, query: CustomerQuery) -> CustomerQuery:
    """Return the query in plain conditions, as it reads now."""
    if not query.filters.parts:
        return query
    if opened.catalogue.seals:
        refuse_hidden(opened, query.filters)
    filters = ready_part(opened, connection, query.filters)
    assert isinstance(filters, AllOf), filters
    return query if filters == query.filters else replace(query, filters=filters)


def refuse_hidden(opened: OpenVault, part: Part) -> None:
    """Raise UserError `sealed_no_filter` when a condition is about confidential information that this person may not read."""
    field = hidden_field(opened, part)
    if field is not None:
        raise UserError("sealed_no_filter", field=opened.catalogue[field].label)


def hidden_field(opened: OpenVault, part: Part) -> str | None:
    """Return the confidential field that a condition asks for and this person may not read, None when there is none."""
    if not isinstance(part, Filter):
        return next((field for each in part.parts if (field := hidden_field(opened, each)) is not None), None)
    field = sealed_field(part.field, opened.catalogue)
    return field if field is not None and opened.catalogue.is_hidden(field) else None


def ready_part(opened: OpenVault, connection: Connection, part: Part) -> Part:
    """Return one part of a query in plain conditions."""
    return _ready(_Asker(opened, connection, opened.clock().astimezone().date()), part, ())


def rules_for(opened: OpenVault, connection: Connection) -> dict[str, GroupRule]:
    """Return the groups by rule this person may see: none whose rule is about confidential information closed to them."""
    rules = rules_of(opened, connection)
    if not opened.catalogue.seals:
        return rules
    return {name: rule for name, rule in rules.items() if hidden_field(opened, rule.part) is None}


def rule_parts(opened: OpenVault, connection: Connection) -> dict[str, Part]:
    """Return group by rule → who is in it, in plain conditions."""
    asker = _Asker(opened, connection, opened.clock().astimezone().date())
    return {rule.name: _ready(asker, rule.part, (rule.name,)) for rule in rules_for(opened, connection).values()}


def rule_groups(opened: OpenVault, connection: Connection, customer_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return customer → the groups by rule it is in now."""
    found: dict[int, tuple[str, ...]] = {}
    for name, part in rule_parts(opened, connection).items():
        for customer_id in customer_list.who_fits(connection, customer_ids, part, opened.catalogue):
            found[customer_id] = (*found.get(customer_id, ()), name)
    return found


def _ready(asker: _Asker, part: Part, inside: Sequence[str]) -> Part:
    if isinstance(part, AllOf):
        return AllOf(tuple(_ready(asker, p, inside) for p in part.parts))
    if isinstance(part, AnyOf):
        return AnyOf(tuple(_ready(asker, p, inside) for p in part.parts), part.is_none)
    if part.field == "group":
        return _group(asker, part, inside)
    if part.field == OPEN_QUESTION:
        asked = Filter("customer_id", Op.IN, _asked_about(asker))
        return asked if str(part.values[0]) == "1" else AnyOf((asked,), is_none=True)
    if bands.is_band(part.field):
        return bands.part(part.field, part.values, asker.today)
    return date_presets.resolve(part, asker.today)


def _group(asker: _Asker, part: Filter, inside: Sequence[str]) -> Part:
    """Return a condition about groups with the groups by rule put in; `inside`: rules that are being put in already."""
    rules = {n: r for n, r in rules_for(asker.opened, asker.connection).items() if n not in inside}
    if not rules:
        return part
    positive = {Op.IS_NOT: Op.IS, Op.EMPTY: Op.NOT_EMPTY}.get(part.op, part.op)
    meant = [r for n, r in rules.items() if value_fits(positive, part.values, n)]
    if not meant:
        return part
    members = tuple(_ready(asker, r.part, (*inside, r.name)) for r in meant)
    if positive is part.op:
        return AnyOf((part, *members))
    return AllOf((part, AnyOf(members, is_none=True)))


def _asked_about(asker: _Asker) -> tuple[int, ...]:
    """Return the customers some open question is about; remembered until something changes."""
    opened, connection = asker.opened, asker.connection
    state = (duplicate_queries.newest_line(connection), duplicate_queries.pairs_state(connection))
    kept = opened.remembered.get(OPEN_QUESTION)
    if kept is None or kept[0] != state:
        from khachhang.operations import duplicate_questions  # here: loading the matching takes longer than finding a customer

        found = {c for p in duplicate_questions.open_questions(opened, connection) for c in (p.a, p.b)}
        kept = opened.remembered[OPEN_QUESTION] = (state, tuple(sorted(found)))
    ids: tuple[int, ...] = kept[1]
    return ids
