"""Confidential information: the owner puts fields together under a name and says who reads them; the others may add, and see only "•••"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from khachhang.collecting import no_collections
from khachhang.errors import UserError
from khachhang.fields import ORDER_CATALOGUE, Field
from khachhang.model import Outcome
from khachhang.operations.opened import OpenVault, catalogue_of
from khachhang.operations.resealing import SEALED_NOW, rederive, seal_fields, unseal_fields
from khachhang.operations.rights import Right, needs
from khachhang.operations.showing import label
from khachhang.progress import Tick, no_tick
from khachhang.store import rewriting, writing
from khachhang.values.text import fold
from khachhang.vault import compartment_changes
from khachhang.vault.compartment_changes import About

KEY_FIELDS = frozenset(
    "full_name title phones email address street ward district province contact company tax_code customer_code sex birth_date "
    "order_code order_date product order_status".split()
)
"""Needed to find customers, to tell them apart, and to know an order line again."""
OPEN_FIELDS = frozenset({"do_not_contact", "group", "branch", "assignee"})
"""Needed by everybody who works with the list: whom not to call, whose customer it is."""

SUGGESTED: dict[str, tuple[str, ...]] = {
    "money": ("debt", "debt_days", "amount", "paid", "payment_method"),
    "income": ("income", "job"),
    "papers": ("id_number",),
    "notes": ("note",),
}
"""Code of a usual name → its fields; the sentences stand under [sealed]."""


@dataclass(frozen=True, slots=True)
class Compartment:
    """Fields kept confidential together. readers: ids of people; is_open: whether whoever opened the vault may read it."""

    compartment_id: str
    name: str
    fields: tuple[str, ...]
    readers: tuple[str, ...]
    is_open: bool


def compartments(opened: OpenVault) -> list[Compartment]:
    """Return all confidential information of the vault, by name."""
    vault, readers = opened.vault, compartment_changes.readers_of
    found = [Compartment(c, about.name, about.fields, readers(vault, c), vault.may_read(c)) for c, about in opened.seals.about.items()]
    return sorted(found, key=lambda c: fold(c.name))


def find(opened: OpenVault, name: str) -> Compartment:
    """Return the one of that name or id; UserError `no_such_compartment`."""
    for each in compartments(opened):
        if name == each.compartment_id or fold(name) == fold(each.name):
            return each
    raise UserError("no_such_compartment", name=name)


def sealable(opened: OpenVault) -> list[Field]:
    """Return the fields that can be kept confidential, those of order lines last."""
    return [f for f in [*opened.catalogue, *ORDER_CATALOGUE] if f.key not in KEY_FIELDS and f.key not in OPEN_FIELDS]


def refusal(opened: OpenVault, key: str) -> UserError | None:
    """Return why a field cannot be kept confidential, None when it can."""
    field = opened.catalogue.get(key) or ORDER_CATALOGUE.get(key)
    if field is None:
        return UserError("no_such_field", field=key)
    if key in KEY_FIELDS:
        return UserError("sealed_key_field", field=label(field))
    return UserError("sealed_needed_open", field=label(field)) if key in OPEN_FIELDS else None


@needs(Right.MANAGE)
def make(opened: OpenVault, name: str, fields: Sequence[str], readers: Collection[str] = (), tick: Tick = no_tick) -> Outcome:
    """Keep fields confidential from now on, with everything there is of them already. readers: ids of people; the owner always reads.

    What was typed, imported and said of them is sealed in one transaction; killed between, the next opening finishes it. Copies made
    before (backups, exports) stay as they are.
    """
    name = " ".join(name.split())
    _check(opened, name, fields)
    about = About(name, tuple(dict.fromkeys(fields)))
    compartment_id = compartment_changes.add_compartment(opened.vault, about, readers, now=opened.clock())
    try:
        return _seal(opened, about, about.fields, "seal", tick)
    except BaseException:
        compartment_changes.drop_compartment(opened.vault, compartment_id, now=opened.clock())
        _reload(opened)
        raise


@needs(Right.MANAGE)
def change(
    opened: OpenVault,
    compartment_id: str,
    *,
    name: str | None = None,
    fields: Sequence[str] | None = None,
    readers: Collection[str] | None = None,
    tick: Tick = no_tick,
) -> Outcome | None:
    """Give confidential information another name, other fields or other readers; None when nothing changes."""
    was = find(opened, compartment_id)
    name = was.name if name is None else " ".join(name.split())
    wanted = was.fields if fields is None else tuple(dict.fromkeys(fields))
    _check(opened, name, wanted, but=was)
    outcome: Outcome | None = None
    if readers is not None and {*readers, opened.vault.keys.roll.owner_id} != set(was.readers):
        compartment_changes.set_readers(opened.vault, was.compartment_id, readers, now=opened.clock())
        outcome = _note(opened, "seal_readers", {"name": name, "people": _names(opened, was.compartment_id)})
        _reload(opened)
    if gone := [f for f in was.fields if f not in wanted]:
        outcome = _unseal(opened, was, gone, tick)
    if added := [f for f in wanted if f not in was.fields]:
        outcome = _add(opened, find(opened, was.compartment_id), added, tick)
    if name != was.name:
        about = About(name, find(opened, was.compartment_id).fields)
        compartment_changes.say_about(opened.vault, was.compartment_id, about, now=opened.clock())
        outcome = _note(opened, "seal_named", {"name": name, "before": was.name})
        _reload(opened)
    return outcome


@needs(Right.MANAGE)
def unseal(opened: OpenVault, compartment_id: str, tick: Tick = no_tick) -> Outcome:
    """Make confidential information ordinary again: everybody who may open the vault sees it."""
    was = find(opened, compartment_id)
    _owner_only(opened)
    return _unseal(opened, was, was.fields, tick)


def finish(opened: OpenVault, tick: Tick = no_tick) -> bool:
    """Seal what was cut off half-way; return whether there was something to do. Needs nobody's key.

    Where that cannot be written, who may read those fields goes on without; for others UserError `sealed_busy`, since the values lie open.
    """
    if not opened.seals.fields:
        return False
    with opened.vault.reading() as connection:
        done = set((rewriting.read_meta(connection, SEALED_NOW) or "").split())
    left = sorted(opened.seals.fields.keys() - done)
    if not left and not done - opened.seals.fields.keys():
        return False
    try:
        if opened.vault.is_read_only:
            raise UserError("sealed_busy")
        _seal(opened, About("", tuple(left)), left, "seal_finished", tick)
    except UserError as error:
        if not opened.seals.readable.issuperset(left):
            raise UserError("sealed_busy") from error
        return False
    return True


def _seal(opened: OpenVault, about: About, fields: Sequence[str], kind: str, tick: Tick) -> Outcome:
    with no_collections(), opened.writing() as connection:
        opened.reload_catalogue(connection)
        params = {"name": about.name, "fields": [_label(opened, f) for f in fields]}
        operation_id = writing.insert_operation(connection, kind, opened.person, opened.now(), params)
        done = seal_fields(opened, connection, fields, f"operation {operation_id}", tick)
        _finish(opened, connection, operation_id, kind, {**params, "n": done.values, "files": done.files})
        rewriting.write_meta(connection, SEALED_NOW, " ".join(sorted(opened.seals.fields)))
    return Outcome(operation_id, kind, (), {**params, "n": done.values, "cells": done.cells, "files": done.files})


def _add(opened: OpenVault, was: Compartment, added: Sequence[str], tick: Tick) -> Outcome:
    before = About(was.name, was.fields)
    after = About(was.name, (*was.fields, *added))
    compartment_changes.say_about(opened.vault, was.compartment_id, after, now=opened.clock())
    try:
        return _seal(opened, after, added, "seal", tick)
    except BaseException:
        compartment_changes.say_about(opened.vault, was.compartment_id, before, now=opened.clock())
        _reload(opened)
        raise


def _unseal(opened: OpenVault, was: Compartment, fields: Sequence[str], tick: Tick) -> Outcome:
    """Write the values back first, sign afterwards: cut off between, the next opening seals them again."""
    left = tuple(f for f in was.fields if f not in fields)
    params = {"name": was.name, "fields": [_label(opened, f) for f in fields]}
    with no_collections(), opened.writing() as connection:
        operation_id = writing.insert_operation(connection, "unseal", opened.person, opened.now(), params)
        done = unseal_fields(opened, connection, fields, f"operation {operation_id}", tick)
        if not left:
            rewriting.delete_edit_keys(connection, was.compartment_id)
        stays = {f: c for f, c in opened.seals.fields.items() if f not in fields}
        opened.catalogue = opened.catalogue.without_seals(fields)
        rederive(opened, connection, tick)
        _finish(opened, connection, operation_id, "unseal", {**params, "n": done.values})
        rewriting.write_meta(connection, SEALED_NOW, " ".join(sorted(stays)))
    if left:
        compartment_changes.say_about(opened.vault, was.compartment_id, About(was.name, left), now=opened.clock())
    else:
        compartment_changes.drop_compartment(opened.vault, was.compartment_id, now=opened.clock())
    _reload(opened)
    return Outcome(operation_id, "unseal", (), {**params, "n": done.values})


def _finish(opened: OpenVault, connection: Connection, operation_id: int, kind: str, params: dict[str, object]) -> None:
    body = writing.dumps({"kind": kind, "params": params})
    writing.append_history(connection, operation_id, "do", opened.person, opened.now(), body)


def _note(opened: OpenVault, kind: str, params: dict[str, object]) -> Outcome:
    with opened.writing() as connection:
        operation_id = writing.insert_operation(connection, kind, opened.person, opened.now(), params)
        _finish(opened, connection, operation_id, kind, params)
    return Outcome(operation_id, kind, (), params)


def _reload(opened: OpenVault) -> None:
    with opened.vault.reading() as connection:
        opened.catalogue = catalogue_of(connection, opened.seals)


def _check(opened: OpenVault, name: str, fields: Sequence[str], but: Compartment | None = None) -> None:
    _owner_only(opened)
    if not name:
        raise UserError("nothing_typed")
    if not fields:
        raise UserError("sealed_no_fields")
    for each in compartments(opened):
        if but is not None and each.compartment_id == but.compartment_id:
            continue
        if fold(each.name) == fold(name):
            raise UserError("sealed_name_taken", name=each.name)
        if taken := next((f for f in fields if f in each.fields), None):
            raise UserError("sealed_elsewhere", field=_label(opened, taken), name=each.name)
    for key in fields:
        if (error := refusal(opened, key)) is not None:
            raise error


def _owner_only(opened: OpenVault) -> None:
    if not opened.vault.is_owner:
        raise UserError("sealed_owner_only", owner=opened.owner_name)


def _label(opened: OpenVault, key: str) -> str:
    field = opened.catalogue.get(key) or ORDER_CATALOGUE.get(key)
    return key if field is None else label(field)


def _names(opened: OpenVault, compartment_id: str) -> list[str]:
    roll = opened.vault.keys.roll
    return [roll.person(p).name for p in compartment_changes.readers_of(opened.vault, compartment_id)]
