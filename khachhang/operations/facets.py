"""The panel beside the list: what the customers found consist of, with live counts; ticks are OR inside a facet and AND across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from khachhang import messages
from khachhang.fields import Kind
from khachhang.operations import asking, bands, date_presets, wording
from khachhang.operations.date_presets import Part
from khachhang.operations.opened import OpenVault
from khachhang.operations.showing import label
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, AnyOf, CustomerQuery, Filter, Op
from khachhang.store import customer_list

FLAGS = "flags"
"""The facet of yes-or-no things worth noticing."""

STALE_DAYS = 730

FLAG_PARTS: Mapping[str, Filter] = {
    "debt": Filter("debt", Op.MORE, (0,)),
    "no_phone": Filter("has_phone", Op.IS, (0,)),
    "duplicate": Filter(asking.OPEN_QUESTION, Op.IS, (1,)),
    "overdue": date_presets.before_days("due_date", 0),
    "doubt": Filter("has_doubt", Op.IS, (1,)),
    "stale": date_presets.before_days("seen_date", STALE_DAYS),
    "do_not_contact": Filter("do_not_contact", Op.IS, (1,)),
}
"""Tick of the facet FLAGS → what it means."""

TICKED = (
    "group", "assignee", "district", "province", "province_new", "sex", "age", "birth_month", "bought", "times_bought", "created",
    "customer_type", "branch", "filled", "source", "party", "verification",
)  # fmt: skip
"""Facets whose values are ticked, in their order on screen."""

_OWN = "x_"
"""Keys of the shop's own fields begin so."""
_NUMBERS = frozenset({"has_phone", "do_not_contact", "has_doubt"})


def keys(opened: OpenVault) -> tuple[str, ...]:
    """Return every facet of this shop in order of the screen: those of all shops, then the shop's own fields of one short text."""
    own = (f.key for f in opened.catalogue if f.is_custom and f.kind is Kind.TEXT and not f.many and f.key not in opened.catalogue.seals)
    return (FLAGS, *TICKED, *own)


def title(opened: OpenVault, key: str, lang: str = "vi") -> str:
    """Return what a facet is called."""
    field = opened.catalogue.get(key)
    return label(field, lang).upper() if field is not None and field.is_custom else messages.sentence(key, section="facet", lang=lang)


def tick_part(key: str, values: Sequence[str]) -> Part:
    """Return the part of a query that ticks of one facet are."""
    if key == FLAGS:
        return AnyOf(tuple(FLAG_PARTS[value] for value in values))
    return Filter(key, Op.IN, tuple(int(v) for v in values) if key in _NUMBERS else tuple(values))


def tick_of(part: Part) -> tuple[str, frozenset[str]] | None:
    """Return (facet, values) of a part that ticks can say, else None."""
    flags = part.parts if isinstance(part, AnyOf) and not part.is_none else (part,)
    named = [code for code, meant in FLAG_PARTS.items() if meant in flags]
    if flags and len(named) == len(flags):
        return FLAGS, frozenset(named)
    if isinstance(part, Filter) and part.op is Op.IN and (part.field in TICKED or part.field.startswith(_OWN)):
        return part.field, frozenset(str(v) for v in part.values)
    return None


def counts(opened: OpenVault, query: CustomerQuery, keys: Sequence[str], tick: Tick = no_tick) -> dict[str, list[tuple[str, int]]]:
    """Return facet → its values with how many customers hold each; a facet's own ticks do not narrow it.

    keys: of `keys`. Groups by rule are among the groups.
    """
    found = {}
    with opened.reading() as connection:
        for done, key in enumerate(keys):
            found[key] = _one(opened, connection, key, query, tick)
            tick(done + 1, len(keys))
    return found


def _one(opened: OpenVault, connection: Connection, key: str, query: CustomerQuery, tick: Tick) -> list[tuple[str, int]]:
    asked = asking.ready(opened, connection, without_ticks(query, key))
    if key == FLAGS:
        said = {flag: part for flag, part in FLAG_PARTS.items() if asking.hidden_field(opened, part) is None}
        parts = [asking.ready_part(opened, connection, part) for part in said.values()]
        return list(zip(said, customer_list.counts_of(connection, asked, parts, opened.catalogue, tick), strict=True))
    if key.startswith(_OWN):
        return customer_list.value_counts(connection, asked, key, opened.catalogue, tick)
    base = bands.BASES.get(key, key)
    counted = customer_list.facets(connection, asked, (base,), opened.catalogue, tick)[base]
    if base != key:
        return bands.count(key, counted, opened.clock().astimezone().date())
    if key == "group":
        rules = asking.rule_parts(opened, connection)
        numbers = customer_list.counts_of(connection, asked, list(rules.values()), opened.catalogue, tick)
        counted = [*zip(rules, numbers, strict=True), *counted]
    return sorted(counted) if key == "birth_month" else counted


def without_ticks(query: CustomerQuery, key: str) -> CustomerQuery:
    """Return a query without the ticks of one facet."""
    kept = tuple(p for p in query.filters.parts if (said := tick_of(p)) is None or said[0] != key)
    return query if len(kept) == len(query.filters.parts) else replace(query, filters=AllOf(kept))


def value_words(opened: OpenVault, key: str, value: str, lang: str = "vi") -> str:
    """Return how a value of a facet is said."""
    if key == FLAGS:
        return messages.sentence(value, section="flag", lang=lang)
    if bands.is_band(key):
        return messages.sentence(f"{key}_{value}", section="band", lang=lang)
    if key == "birth_month" and value:
        return messages.sentence("month", {"n": int(value)}, section="facet", lang=lang)
    if key == "sex" and value:
        return messages.sentence(f"sex_{value}", section="value", lang=lang)
    if key in ("party", "verification"):
        return wording.value_words(key, value, opened.catalogue, lang)
    return value or messages.sentence("nobody" if key == "assignee" else "empty", section="facet", lang=lang)


def group_rules(opened: OpenVault, lang: str = "vi") -> dict[str, str]:
    """Return group by rule → its rule in words."""
    with opened.reading() as connection:
        return {name: rule.words(opened.catalogue, lang) for name, rule in asking.rules_for(opened, connection).items()}
