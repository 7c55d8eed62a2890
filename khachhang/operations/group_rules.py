"""Groups by rule: a condition keeps the group, customers enter and leave by themselves (docs/decisions/0009-groups-by-rule.md).

A rule is a decision like any other, so that it is undone like any other. Nobody is written into such a group: who is in it is worked out
whenever somebody asks, so that a rule about "this month" is right on the first of the month without anybody doing anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from khachhang import searching
from khachhang.errors import UserError
from khachhang.fields import Catalogue
from khachhang.model import DecisionKind, Outcome
from khachhang.operations.date_presets import Part
from khachhang.operations.opened import OpenVault, record_operation
from khachhang.operations.rights import Right, needs
from khachhang.operations.wording import part_words
from khachhang.searching import AllOf, CustomerQuery, Filter
from khachhang.store import customer_queries, duplicate_queries, operation_queries, reading
from khachhang.store.writing import NewDecision
from khachhang.values.text import fold

KINDS = ("group_rule", "group_rule_rename", "group_rule_drop")
_KEY = "group_rules"
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class GroupRule:
    """A group that a condition keeps. key: its name when it was made; it stays when the group is renamed."""

    key: str
    name: str
    part: AllOf

    def words(self, catalogue: Catalogue, lang: str = "vi") -> str:
        """Return the rule as a person would say it."""
        return "; ".join(part_words(p, catalogue, lang) for p in self.part.parts)


def rules(opened: OpenVault) -> dict[str, GroupRule]:
    """Return name → group by rule, in the order they were made."""
    with opened.reading() as connection:
        return rules_of(opened, connection)


def rules_of(opened: OpenVault, connection: Connection) -> dict[str, GroupRule]:
    """Return name → group by rule; read again only after an act that concerns rules."""
    newest = duplicate_queries.newest_line(connection)
    seen, known = opened.remembered.get(_KEY, (-1, {}))
    if seen != newest:
        if seen < 0 or seen > newest or operation_queries.any_of_kinds_since(connection, seen, KINDS):
            known = _read(connection)
        opened.remembered[_KEY] = (newest, known)
    found: dict[str, GroupRule] = known
    return found


@needs(Right.EDIT)
def make_rule(opened: OpenVault, name: str, query: CustomerQuery) -> Outcome:
    """Let a condition keep a group of that name; a rule of that name is replaced.

    UserError rule_needs_condition, rule_is_a_selection, group_exists.
    """
    name = _checked(name)
    part = _rule_part(query)
    with opened.writing() as connection:
        known = _read(connection)
        if name not in known:
            _refuse_taken(connection, known, name)
        said = {"key": known[name].key if name in known else name, "name": name, "part": searching.part_to_value(part), "dropped": False}
        return _say(opened, connection, "group_rule", said, {"name": name, "rule": _words(opened, part)})


@needs(Right.EDIT)
def rename_rule(opened: OpenVault, name: str, new_name: str) -> Outcome:
    """Give a group by rule another name."""
    new_name = _checked(new_name)
    with opened.writing() as connection:
        known = _read(connection)
        rule = _found(known, name)
        if new_name != name:
            _refuse_taken(connection, {n: r for n, r in known.items() if n != name}, new_name)
        return _say(opened, connection, "group_rule_rename", {"key": rule.key, "name": new_name}, {"before": name, "name": new_name})


@needs(Right.EDIT)
def drop_rule(opened: OpenVault, name: str) -> Outcome:
    """Dissolve a group by rule; its customers stay as they are, and undo brings it back."""
    with opened.writing() as connection:
        rule = _found(_read(connection), name)
        return _say(opened, connection, "group_rule_drop", {"key": rule.key, "dropped": True}, {"name": name})


def refuse_rule_name(opened: OpenVault, connection: Connection, name: str) -> None:
    """Refuse to put somebody by hand into a group that a rule keeps. UserError group_by_rule."""
    if name in rules_of(opened, connection):
        raise UserError("group_by_rule", name=name)


def _read(connection: Connection) -> dict[str, GroupRule]:
    latest: dict[str, dict[str, Any]] = {}
    for d in reading.decisions_of_kind(connection, DecisionKind.GROUP_RULE):
        latest[d.value["key"]] = {**latest.get(d.value["key"], {}), **d.value}
    found = {}
    for v in latest.values():
        part = searching.part_from_value(v["part"]) if "part" in v and not v.get("dropped") else None
        if isinstance(part, AllOf):
            found[v["name"]] = GroupRule(v["key"], v["name"], part)
    return found


def _rule_part(query: CustomerQuery) -> AllOf:
    if not query.filters.parts:
        raise UserError("rule_needs_condition")
    if _names_customers(query.filters):
        raise UserError("rule_is_a_selection")
    return query.filters


def _names_customers(part: Part) -> bool:
    if isinstance(part, Filter):
        return part.field == "customer_id"
    return any(_names_customers(p) for p in part.parts)


def _refuse_taken(connection: Connection, known: Mapping[str, GroupRule], name: str) -> None:
    taken = {fold(n) for n, _ in customer_queries.groups(connection)} | {fold(n) for n in known}
    if fold(name) in taken:
        raise UserError("group_exists", name=name)


def _words(opened: OpenVault, part: AllOf) -> str:
    return GroupRule("", "", part).words(opened.catalogue)


def _found(known: Mapping[str, GroupRule], name: str) -> GroupRule:
    if name not in known:
        raise UserError("no_such_group", name=name)
    return known[name]


def _checked(name: str) -> str:
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not name:
        raise UserError("nothing_typed")
    return name


def _say(opened: OpenVault, connection: Connection, kind: str, said: Mapping[str, Any], params: Mapping[str, Any]) -> Outcome:
    return record_operation(opened, connection, kind, params, [NewDecision(DecisionKind.GROUP_RULE, value=dict(said))], [])
