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
from khachhang.operations import customers, date_presets
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, CustomerQuery, Filter, Op, SortKey
from khachhang.store import schema, writing

SETTING = "saved_lists"
READY_MADE = "ready:"
"""Ids that begin so are of lists every shop has; they cannot be renamed or deleted."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedList:
    """A list under a name. columns: keys in order, () = as the table stands. Dates in the query may move with the calendar."""

    list_id: str
    name: str
    query: CustomerQuery
    columns: tuple[str, ...] = ()

    @property
    def is_ready_made(self) -> bool:
        """Tell whether every shop has it."""
        return self.list_id.startswith(READY_MADE)


def lists(opened: OpenVault) -> list[SavedList]:
    """Return the shop's own lists in the order they were made."""
    with opened.reading() as connection:
        return [_from_value(v) for v in _stored(connection)]


def ready_made(lang: str = "vi") -> list[SavedList]:
    """Return the lists every shop has, the most used first."""
    found = {
        "birthday": (date_presets.preset("birth_date", "this_month"), (SortKey("birth_md"),)),
        "debt": (Filter("debt", Op.MORE, (0,)), (SortKey("debt", descending=True),)),
        "no_phone": (Filter("has_phone", Op.IS, (0,)), ()),
        "unverified": (Filter("verification", Op.IN, ("unverified",)), ()),
        "long_ago": (date_presets.before_days("last_purchase_date", 90), (SortKey("last_purchase_date"),)),
        "doubt": (Filter("has_doubt", Op.IS, (1,)), ()),
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
    today = opened.clock().astimezone().date()
    found = {}
    for done, each in enumerate(wanted):
        found[each.list_id] = customers.count(opened, date_presets.resolved(each.query, today), tick)
        tick(done + 1, len(wanted))
    return found


@needs(Right.EDIT)
def save(opened: OpenVault, name: str, query: CustomerQuery, columns: Sequence[str] = ()) -> Outcome:
    """Keep a list under a name; one of that name is replaced. The outcome's params hold its `list_id`."""
    name = _checked(name)
    with opened.writing() as connection:
        stored = _stored(connection)
        same = next((v for v in stored if v["name"].casefold() == name.casefold()), None)
        list_id = same["id"] if same else str(1 + max((int(v["id"]) for v in stored), default=0))
        made = {"id": list_id, "name": name, "query": searching.to_value(query), "columns": list(columns)}
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
@needs(Right.EDIT)
def delete_list(opened: OpenVault, list_id: str) -> Outcome:
    """Forget a list; its customers stay as they are."""
    with opened.writing() as connection:
        stored = _stored(connection)
        name = _found(stored, list_id)["name"]
        kept = [v for v in stored if v["id"] != list_id]
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
    return SavedList(value["id"], value["name"], query, tuple(value["columns"]))


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
