"""Lists worth keeping: a filter, a sort and columns under a name, inside the vault. They follow the customers, they hold none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import Connection, delete, insert, select

from khachhang import messages, searching
from khachhang.errors import UserError
from khachhang.model import Outcome
from khachhang.operations import asking, customers, date_presets, facets
from khachhang.operations.group_rules import GroupRule
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, CustomerQuery, Filter, Op, SortKey
from khachhang.store import schema, writing
from khachhang.store.duplicate_queries import read_setting, write_setting

SETTING, PINS, LAYOUTS = "saved_lists", "saved_list_pins", "saved_list_layouts"
READY_MADE = "ready:"
"""Ids that begin so are of lists every shop has; they cannot be renamed or deleted."""

RULE = "rule:"
"""Ids that begin so are of groups by rule."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedList:
    """A list under a name. Dates in the query may move with the calendar.

    columns: keys in order, () = as the table stands; widths: of these columns, () = as usual. owner: whose alone it is, "" = everybody's.
    is_pinned: this person keeps it on top.
    """

    list_id: str
    name: str
    query: CustomerQuery
    columns: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    owner: str = ""
    is_pinned: bool = False

    @property
    def is_ready_made(self) -> bool:
        """Tell whether every shop has it."""
        return self.list_id.startswith(READY_MADE)

    @property
    def is_rule(self) -> bool:
        """Tell whether it is a group by rule."""
        return self.list_id.startswith(RULE)


def lists(opened: OpenVault) -> list[SavedList]:
    """Return the lists everybody made and this person's private ones: pinned first, then in the order they were made."""
    with opened.reading() as connection:
        found = [_from_value(v) for v in _stored(connection) if v.get("owner", "") in ("", opened.person)]
        return dressed(opened, connection, found)


def everything(opened: OpenVault, lang: str = "vi") -> list[SavedList]:
    """Return the lists of `lists`, the groups by rule and the lists every shop has, the pinned ones first."""
    with opened.reading() as connection:
        found = [_from_value(v) for v in _stored(connection) if v.get("owner", "") in ("", opened.person)]
        rules = [_of_rule(rule) for rule in asking.rules_for(opened, connection).values()]
        return dressed(opened, connection, [*found, *rules, *ready_made(lang)])


def _of_rule(rule: GroupRule) -> SavedList:
    return SavedList(RULE + rule.key, rule.name, CustomerQuery(filters=AllOf((Filter("group", Op.IN, (rule.name,)),))))


def dressed(opened: OpenVault, connection: Connection, found: Sequence[SavedList]) -> list[SavedList]:
    """Return lists as this person left them: pinned, with their columns, widths and sort."""
    pins = (read_setting(connection, PINS) or {}).get(opened.person, [])
    layouts = read_setting(connection, LAYOUTS) or {}
    made = [_dressed(each, layouts.get(each.list_id), is_pinned=each.list_id in pins) for each in found]
    if opened.catalogue.seals:  # a list by what somebody may not read is none of theirs
        made = [each for each in made if asking.hidden_field(opened, each.query.filters) is None]
    return sorted(made, key=lambda each: not each.is_pinned)


def _dressed(each: SavedList, layout: Mapping[str, Any] | None, *, is_pinned: bool) -> SavedList:
    if layout is None:
        return replace(each, is_pinned=is_pinned)
    query = replace(each.query, sort=tuple(SortKey(key, bool(down)) for key, down in layout["sort"]))
    columns, widths = tuple(k for k, _ in layout["columns"]), tuple(int(w) for _, w in layout["columns"])
    return replace(each, query=query, columns=columns, widths=widths, is_pinned=is_pinned)


def ready_made(lang: str = "vi") -> list[SavedList]:
    """Return the lists every shop has, the most used first."""
    found = {
        "birthday_today": (date_presets.preset("birth_date", "today"), ()),
        "birthday": (date_presets.preset("birth_date", "this_month"), (SortKey("birth_md"),)),
        "new_this_month": (Filter("created", Op.IN, ("this_month",)), (SortKey("created_date", descending=True),)),
        "overdue": (facets.FLAG_PARTS["overdue"], (SortKey("due_date"),)),
        "bought_once": (Filter("times_bought", Op.IN, ("1",)), (SortKey("last_purchase_date", descending=True),)),
        "debt": (Filter("debt", Op.MORE, (0,)), (SortKey("debt", descending=True),)),
        "no_phone": (Filter("has_phone", Op.IS, (0,)), ()),
        "unverified": (Filter("verification", Op.IN, ("unverified",)), ()),
        "long_ago": (date_presets.before_days("last_purchase_date", 90), (SortKey("last_purchase_date"),)),
        "doubt": (Filter("has_doubt", Op.IS, (1,)), ()),
        "duplicate": (facets.FLAG_PARTS["duplicate"], ()),
        "do_not_contact": (Filter("do_not_contact", Op.IS, (1,)), ()),
    }
    return [
        SavedList(
            READY_MADE + code, messages.sentence(code, section="ready_list", lang=lang), CustomerQuery(filters=AllOf((part,)), sort=sort)
        )
        for code, (part, sort) in found.items()
    ]


def counts(opened: OpenVault, wanted: Sequence[SavedList], tick: Tick = no_tick) -> dict[str, int]:
    """Return list id → how many customers are in it today. A list that asks for a field that is gone counts nobody."""
    found = {}
    for done, each in enumerate(wanted):
        found[each.list_id] = customers.count(opened, each.query, tick)
        tick(done + 1, len(wanted))
    return found


@needs(Right.EDIT)
def save(
    opened: OpenVault,
    name: str,
    query: CustomerQuery,
    columns: Sequence[str] = (),
    widths: Sequence[int] = (),
    *,
    is_private: bool = False,
) -> Outcome:
    """Keep a list under a name; one of that name this person sees is replaced. The outcome's params hold its `list_id`."""
    name = _checked(name)
    with opened.writing() as connection:
        stored = _stored(connection)
        owner = opened.person if is_private else ""
        same = next((v for v in stored if v["name"].casefold() == name.casefold() and v.get("owner", "") in ("", opened.person)), None)
        list_id = same["id"] if same else str(1 + max((int(v["id"]) for v in stored), default=0))
        made = {
            "id": list_id, "name": name, "query": searching.to_value(query), "columns": list(columns), "widths": list(widths),
            "owner": owner,
        }  # fmt: skip
        _forget_layout(connection, list_id)
        kept = [made if v is same else v for v in stored] + ([] if same else [made])
        return _store(opened, connection, kept, "list_save", {"name": name, "list_id": list_id})


@needs(Right.EDIT)
def rename(opened: OpenVault, list_id: str, name: str) -> Outcome:
    """Give a list another name."""
    name = _checked(name)
    with opened.writing() as connection:
        stored = _stored(connection)
        before = _found(stored, list_id)["name"]
        if any(v["name"].casefold() == name.casefold() and v["id"] != list_id for v in stored):
            raise UserError("list_exists", name=name)
        kept = [{**v, "name": name} if v["id"] == list_id else v for v in stored]
        return _store(opened, connection, kept, "list_rename", {"name": name, "before": before, "list_id": list_id})


@needs(Right.EDIT)
def share(opened: OpenVault, list_id: str, *, is_private: bool) -> Outcome:
    """Let everybody see a list, or this person alone."""
    with opened.writing() as connection:
        stored = _stored(connection)
        name = _found(stored, list_id)["name"]
        kept = [{**v, "owner": opened.person if is_private else ""} if v["id"] == list_id else v for v in stored]
        kind = "list_hide" if is_private else "list_share"
        return _store(opened, connection, kept, kind, {"name": name, "list_id": list_id})


def pin(opened: OpenVault, list_id: str, is_pinned: bool = True) -> None:
    """Keep a list on top for this person, or no longer."""
    with opened.writing() as connection:
        pins = read_setting(connection, PINS) or {}
        mine = [i for i in pins.get(opened.person, []) if i != list_id]
        write_setting(connection, PINS, {**pins, opened.person: [*mine, list_id] if is_pinned else mine})


def keep_layout(opened: OpenVault, list_id: str, columns: Sequence[tuple[str, int]], sort: Sequence[tuple[str, bool]]) -> None:
    """Remember the columns, their widths and the sort of a list, as they were left. columns: (field key, width in pixels)."""
    with opened.writing() as connection:
        layouts = read_setting(connection, LAYOUTS) or {}
        layout = {"columns": [list(c) for c in columns], "sort": [list(s) for s in sort]}
        if layouts.get(list_id) != layout:
            write_setting(connection, LAYOUTS, {**layouts, list_id: layout})


def _forget_layout(connection: Connection, list_id: str) -> None:
    layouts = read_setting(connection, LAYOUTS) or {}
    if layouts.pop(list_id, None) is not None:
        write_setting(connection, LAYOUTS, layouts)


@needs(Right.EDIT)
def delete_list(opened: OpenVault, list_id: str) -> Outcome:
    """Forget a list; its customers stay as they are."""
    with opened.writing() as connection:
        stored = _stored(connection)
        name = _found(stored, list_id)["name"]
        kept = [v for v in stored if v["id"] != list_id]
        _forget_layout(connection, list_id)
        return _store(opened, connection, kept, "list_delete", {"name": name, "list_id": list_id})


def _checked(name: str) -> str:
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not name:
        raise UserError("nothing_typed")
    return name


def _found(stored: Sequence[Mapping[str, Any]], list_id: str) -> Mapping[str, Any]:
    found = next((v for v in stored if v["id"] == list_id), None)
    if found is None:
        raise UserError("no_such_list")
    return found


def _from_value(value: Mapping[str, Any]) -> SavedList:
    query = replace(searching.from_value(value["query"]), binned=False)
    widths = tuple(int(w) for w in value.get("widths", ()))
    return SavedList(value["id"], value["name"], query, tuple(value["columns"]), widths, value.get("owner", ""))


def _stored(connection: Connection) -> list[dict[str, Any]]:
    text = connection.scalar(select(schema.setting.c.value).where(schema.setting.c.key == SETTING))
    found: list[dict[str, Any]] = orjson.loads(text) if text else []
    return found


def _store(opened: OpenVault, connection: Connection, kept: Sequence[Mapping[str, Any]], kind: str, params: dict[str, Any]) -> Outcome:
    """Write the lists and note the act in the history; a list is no fact about a customer, so there is nothing to undo."""
    connection.execute(delete(schema.setting).where(schema.setting.c.key == SETTING))
    connection.execute(insert(schema.setting).values(key=SETTING, value=writing.dumps(list(kept))))
    operation_id = writing.insert_operation(connection, kind, opened.person, opened.now(), params)
    writing.append_history(connection, operation_id, "do", opened.person, opened.now(), writing.dumps({"kind": kind, "params": params}))
    return Outcome(operation_id, kind, (), params)
