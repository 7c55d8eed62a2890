"""Adding and changing customers by hand. An edit is one more record plus a choice; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from khachhang import messages
from khachhang.errors import UserError
from khachhang.fields import Field, Kind
from khachhang.model import DecisionKind, Issue, Outcome, Party, Value
from khachhang.operations.group_rules import refuse_rule_name
from khachhang.operations.masking import STARS
from khachhang.operations.opened import OpenVault, finish_operation, record_operation
from khachhang.operations.rights import Right, needs
from khachhang.operations.sealed_editing import edit_sealed, sealed_form
from khachhang.operations.seals import Sealer, sealed_issues
from khachhang.operations.typing_in import Typed, read_typed
from khachhang.operations.unmasking import typed_as_meant, value_as_meant
from khachhang.progress import Tick, no_tick
from khachhang.store import customer_queries, reading, writing
from khachhang.store.customer_rows import Flat
from khachhang.store.schema import record as record_table
from khachhang.store.writing import NORMALISER, NewDecision, NewRecord, dumps, next_id
from khachhang.survivorship import value_key
from khachhang.values.text import fold

HAND_SOURCE = "Ghi tay"
"""Name of the source of everything typed into the product itself."""

TypedText = str | Sequence[str] | None


def parse_value(opened: OpenVault, field_key: str, text: str | Sequence[str]) -> Typed:
    """Return what a typed text means in a field, with its issues; the form shows the hint and still lets the person save."""
    field, today = _field(opened, field_key), opened.clock().date()
    parts = [text] if isinstance(text, str) else list(text)
    masked = [part for part in parts if STARS in part] if opened.is_masked else []
    if not masked:
        return read_typed(field, text, today)
    if isinstance(text, str):
        return Typed(text)  # stands for what is there: `typed_as_meant` puts that back
    return Typed(masked, read_typed(field, [part for part in parts if part not in masked], today).issues)


def _understood(opened: OpenVault, field_key: str, text: str | Sequence[str]) -> Typed:
    """Return what a typed text means; UserError when nothing can be made of it, so that nothing typed is lost."""
    typed = parse_value(opened, field_key, text)
    if typed.value is None and isinstance(text, str) and text.strip():
        raise UserError("value_unreadable", field=_field(opened, field_key).label, text=text.strip())
    return typed


@needs(Right.EDIT)
def add(opened: OpenVault, values: Mapping[str, str | Sequence[str]]) -> Outcome:
    """Add a customer from typed texts; UserError when nothing was typed."""
    typed = {key: _understood(opened, key, text) for key, text in values.items()}
    kept = {key: t.value for key, t in typed.items() if t.value not in (None, "", [])}
    if not kept:
        raise UserError("nothing_typed")
    kept.setdefault("created_date", opened.clock().astimezone().date().isoformat())
    with opened.writing() as connection:
        name = str(kept.get("full_name") or kept.get("company") or "")
        operation_id = writing.insert_operation(connection, "add", opened.person, opened.now(), {"name": name})
        home_id = writing.reserve_homes(connection, operation_id, 1)[0]
        pen = _Pen(opened, connection, operation_id)
        pen.write(home_id, kept, _issues(typed))
        pen.finish()
        return finish_operation(opened, connection, operation_id, "add", {"name": name, "customer_id": home_id}, [home_id])


@needs(Right.EDIT)
def edit(opened: OpenVault, customer_id: int, changes: Mapping[str, TypedText]) -> Outcome:
    """Change fields of a customer: text sets, a list of texts replaces a many-valued field, None clears."""
    with opened.writing() as connection:
        return _edit(opened, connection, [customer_id], typed_as_meant(opened, connection, [customer_id], changes), "edit")


@needs(Right.EDIT)
def set_value(opened: OpenVault, customer_ids: Sequence[int], field_key: str, text: TypedText, tick: Tick = no_tick) -> Outcome:
    """Set one field of many customers in one operation."""
    with opened.writing() as connection:
        changes = typed_as_meant(opened, connection, customer_ids, {field_key: text})
        return _edit(opened, connection, customer_ids, changes, "set_value", tick)


@needs(Right.EDIT)
def add_values(opened: OpenVault, customer_ids: Sequence[int], field_key: str, text: str, tick: Tick = no_tick) -> Outcome:
    """Add one value of a many-valued field (a note, an interest) to many customers in one operation; what they have stays."""
    typed = {field_key: _understood(opened, field_key, [text])}
    with opened.writing() as connection:
        params = {**_about(connection, customer_ids), "fields": [field_key]}
        operation_id = writing.insert_operation(connection, "set_value", opened.person, opened.now(), params)
        pen = _Pen(opened, connection, operation_id)
        for done, customer_id in enumerate(customer_ids):
            pen.write(customer_id, {field_key: typed[field_key].value}, _issues(typed))
            tick(done, 2 * len(customer_ids))
        pen.finish()
        return finish_operation(opened, connection, operation_id, "set_value", params, list(customer_ids), (), second_half(tick))


@needs(Right.EDIT)
def assign(opened: OpenVault, customer_ids: Sequence[int], who: str | None, tick: Tick = no_tick) -> Outcome:
    """Say who looks after these customers, None = nobody any more."""
    name = " ".join((who or "").split())
    with opened.writing() as connection:
        kind = "assign" if name else "assign_none"
        return _edit(opened, connection, customer_ids, {"assignee": name or None}, kind, tick, who=name)


def _edit(
    opened: OpenVault,
    connection: Connection,
    customer_ids: Sequence[int],
    changes: Mapping[str, TypedText],
    kind: str,
    tick: Tick = no_tick,
    **about: object,
) -> Outcome:
    fields = {key: _field(opened, key) for key in changes}
    typed = {key: _understood(opened, key, text) for key, text in changes.items() if text is not None}
    flats = customer_queries.flats(connection, customer_ids)
    if missing := [c for c in customer_ids if c not in flats]:
        raise UserError("no_such_customer", customer=missing[0])
    names = [str(flats[c].values.get("full_name") or "") for c in list(customer_ids)[:1]]
    params = {"name": names[0], "fields": sorted(changes), "n": len(customer_ids), **about}
    operation_id = writing.insert_operation(connection, kind, opened.person, opened.now(), params)
    decisions: list[NewDecision] = []
    pen = _Pen(opened, connection, operation_id)
    for done, customer_id in enumerate(customer_ids):
        decisions += _edit_one(opened, pen, customer_id, flats[customer_id], fields, typed)
        tick(done, 2 * len(customer_ids))
    pen.finish()
    writing.insert_decisions(connection, operation_id, opened.now(), decisions)
    return finish_operation(opened, connection, operation_id, kind, params, list(customer_ids), decisions, second_half(tick))


@needs(Right.EDIT)
def set_values(
    opened: OpenVault, /, changes: Mapping[int, Mapping[str, Value]], kind: str, tick: Tick = no_tick, **about: object
) -> Outcome:
    """Set fields of many customers, each to its own values, in one operation of that kind.

    A list replaces what a many-valued field holds.
    """
    ids = list(changes)
    fields = {key: _field(opened, key) for own in changes.values() for key in own}
    with opened.writing() as connection:
        params = {**_about(connection, ids), "fields": sorted(fields), **about}
        operation_id = writing.insert_operation(connection, kind, opened.person, opened.now(), params)
        flats = customer_queries.flats(connection, ids)
        pen = _Pen(opened, connection, operation_id)
        decisions: list[NewDecision] = []
        for done, (customer_id, own) in enumerate(changes.items()):
            typed = {key: Typed(value) for key, value in own.items()}
            decisions += _edit_one(opened, pen, customer_id, flats[customer_id], {key: fields[key] for key in own}, typed)
            tick(done, 2 * len(ids))
        pen.finish()
        writing.insert_decisions(connection, operation_id, opened.now(), decisions)
        return finish_operation(opened, connection, operation_id, kind, params, ids, decisions, second_half(tick))


def second_half(tick: Tick) -> Tick:
    """Return a tick for the second of two equal pieces of work."""
    return lambda done, total: tick(total + done, 2 * total)


def _edit_one(
    opened: OpenVault, pen: _Pen, customer_id: int, flat: Flat, fields: Mapping[str, Field], typed: Mapping[str, Typed]
) -> list[NewDecision]:
    """Write the record of an edit and return the decisions that go with it."""
    stated: dict[str, Value] = {}
    decisions: list[NewDecision] = []
    chosen: list[str] = []
    for key, field in fields.items():
        current = flat.values.get(key)
        new = typed[key].value if key in typed else None
        if key in opened.catalogue.seals:
            made = edit_sealed(opened, customer_id, field, current, new, is_marked=bool(flat.marks.get(key)))
            decisions += made.decisions
            if made.stated is not None:
                stated[key] = made.stated
                chosen += [key] if made.is_chosen else []
        elif field.many:
            decisions += _replace_list(key, customer_id, list(current or []), list(new or []), stated)
        elif new is None:
            if current is not None:
                decisions += [NewDecision(DecisionKind.RETIRE, home_id=h, field=key) for h in pen.homes_of(customer_id)]
        elif new != current or flat.marks.get(key):
            stated[key] = new
            chosen.append(key)
    if stated:
        record_id = pen.write(customer_id, stated, _issues({k: typed[k] for k in stated}))
        decisions += [NewDecision(DecisionKind.CHOOSE, home_id=customer_id, field=key, record_id=record_id) for key in chosen]
    return decisions


def _replace_list(key: str, customer_id: int, current: list[Value], new: list[Value], stated: dict[str, Value]) -> list[NewDecision]:
    """Return the decisions that turn one list into another; values that are new go into the record."""
    held, wanted = {value_key(v) for v in current}, {value_key(v) for v in new}
    added = [v for v in new if value_key(v) not in held]
    gone = [v for v in current if value_key(v) not in wanted]
    if key == "group":
        return [NewDecision(DecisionKind.GROUP_ADD, home_id=customer_id, value=v) for v in added] + [
            NewDecision(DecisionKind.GROUP_REMOVE, home_id=customer_id, value=v) for v in gone
        ]
    if added:
        stated[key] = added
    return [NewDecision(DecisionKind.RETIRE, home_id=customer_id, field=key, value=v) for v in gone]


def _sealer(opened: OpenVault, connection: Connection, operation_id: int) -> Sealer | None:
    """Return what seals the values of one operation; None where nothing is sealed."""
    return opened.seals.sealer(connection, f"operation {operation_id}") if opened.catalogue.seals else None


class _Pen:
    """Writes the records of one act by hand, all of them at its end: thousands of customers may change at once."""

    def __init__(self, opened: OpenVault, connection: Connection, operation_id: int) -> None:
        self._connection, self._operation_id, self._at = connection, operation_id, opened.now()
        self._source_id = writing.ensure_source(connection, HAND_SOURCE, Party.FIRST)
        self._next = next_id(connection, record_table)
        self._sealer = _sealer(opened, connection, operation_id)
        self._records: list[NewRecord] = []

    def write(self, home_id: int, values: Mapping[str, Value], issues: Sequence[Issue]) -> int:
        """Note what a person stated about a customer; return the id of the record."""
        record_id, self._next = self._next, self._next + 1
        if self._sealer is not None:
            values, issues = self._sealer.record(values, record_id), sealed_issues(issues, self._sealer.fields)
        self._records.append(
            NewRecord(
                record_id, self._operation_id, home_id, self._source_id, None, None, Party.FIRST.value, None, self._at, 1, NORMALISER,
                dumps(dict(values)), writing.issues_to_json(issues),
            )
        )  # fmt: skip
        return record_id

    def homes_of(self, customer_id: int) -> list[int]:
        """Return the homes of a customer."""
        return customer_queries.homes_of(self._connection, [customer_id])

    def finish(self) -> None:
        """Write everything noted."""
        writing.insert_records(self._connection, self._records)
        self._records = []


def _issues(typed: Mapping[str, Typed]) -> list[Issue]:
    return [Issue(i.code, i.severity, None, key, i.params) for key, t in typed.items() for i in t.issues]


def _field(opened: OpenVault, key: str) -> Field:
    field = opened.catalogue.get(key)
    if field is None:
        raise UserError("no_such_field", field=key)
    return field


# ---- decisions about values ------------------------------------------------------------------------------------------


@needs(Right.EDIT)
def choose_value(opened: OpenVault, customer_id: int, field_key: str, record_id: int) -> Outcome:
    """Let the value of that record be the one."""
    if opened.catalogue.is_hidden(field_key):
        raise UserError("sealed_stays", field=opened.catalogue[field_key].label, owner=opened.owner_name)
    decision = NewDecision(DecisionKind.CHOOSE, home_id=customer_id, field=field_key, record_id=record_id)
    return _decide(opened, "choose", [customer_id], [decision], field=field_key)


@needs(Right.EDIT)
def retire_value(opened: OpenVault, customer_id: int, field_key: str, value: Value) -> Outcome:
    """Put a value away: it is no longer true. It stays visible among the old values."""
    with opened.reading() as connection:
        value = value_as_meant(opened, connection, customer_id, field_key, value)
    with opened.reading() as connection:
        value = sealed_form(opened, connection, [customer_id], field_key, value)
    decision = NewDecision(DecisionKind.RETIRE, home_id=customer_id, field=field_key, value=value)
    return _decide(opened, "retire", [customer_id], [decision], field=field_key)


@needs(Right.EDIT)
def set_do_not_contact(opened: OpenVault, customer_ids: Sequence[int], wanted: bool = True, tick: Tick = no_tick) -> Outcome:
    """Note that these customers ask not to be called, or take that note back."""
    text = messages.sentence("yes" if wanted else "no", section="value")
    return set_value(opened, customer_ids, "do_not_contact", text, tick)


@needs(Right.EDIT)
def add_group(opened: OpenVault, customer_ids: Sequence[int], name: str, tick: Tick = no_tick) -> Outcome:
    """Put customers into a group made by hand; UserError group_by_rule when a rule keeps it."""
    with opened.reading() as connection:
        refuse_rule_name(opened, connection, name)
    decisions = [NewDecision(DecisionKind.GROUP_ADD, home_id=c, value=name) for c in customer_ids]
    return _decide(opened, "group_add", customer_ids, decisions, tick, group=name)


@needs(Right.EDIT)
def remove_group(opened: OpenVault, customer_ids: Sequence[int], name: str, tick: Tick = no_tick) -> Outcome:
    """Take customers out of a group."""
    decisions = [NewDecision(DecisionKind.GROUP_REMOVE, home_id=c, value=name) for c in customer_ids]
    return _decide(opened, "group_remove", customer_ids, decisions, tick, group=name)


@needs(Right.EDIT)
def bin_(opened: OpenVault, customer_ids: Sequence[int], tick: Tick = no_tick) -> Outcome:
    """Move customers to the recycle bin. Nothing is deleted."""
    return _decide_for_all_homes(opened, "bin", DecisionKind.BIN, customer_ids, tick)


@needs(Right.EDIT)
def restore(opened: OpenVault, customer_ids: Sequence[int], tick: Tick = no_tick) -> Outcome:
    """Bring customers back from the recycle bin."""
    return _decide_for_all_homes(opened, "restore", DecisionKind.RESTORE, customer_ids, tick)


def _decide_for_all_homes(opened: OpenVault, kind: str, decision: DecisionKind, customer_ids: Sequence[int], tick: Tick) -> Outcome:
    with opened.writing() as connection:
        homes = customer_queries.homes_of(connection, customer_ids)
        decisions = [NewDecision(decision, home_id=h) for h in homes]
        params = _about(connection, customer_ids)
        return record_operation(opened, connection, kind, params, decisions, homes, tick)


def _decide(
    opened: OpenVault, kind: str, customer_ids: Sequence[int], decisions: Sequence[NewDecision], tick: Tick = no_tick, **params: object
) -> Outcome:
    with opened.writing() as connection:
        about = {**_about(connection, customer_ids), **params}
        return record_operation(opened, connection, kind, about, decisions, list(customer_ids), tick)


def _about(connection: Connection, customer_ids: Sequence[int]) -> dict[str, object]:
    """Return what a sentence about these customers needs: how many, and the name of the first."""
    flats = customer_queries.flats(connection, list(customer_ids)[:1])
    name = next((str(f.values.get("full_name") or f.values.get("company") or "") for f in flats.values()), "")
    return {"n": len(customer_ids), "name": name}


# ---- the shop's own fields -------------------------------------------------------------------------------------------


@needs(Right.EDIT)
def add_field(opened: OpenVault, label: str, kind: Kind = Kind.TEXT) -> Outcome:
    """Give the shop a field of its own."""
    key = "x_" + fold(label).replace(" ", "_")
    if not label.strip() or key == "x_":
        raise UserError("nothing_typed")
    if key in opened.catalogue or _is_taken(opened, label):
        raise UserError("field_exists", label=label.strip())
    with opened.reading() as connection:
        used = {d.value["key"] for d in reading.decisions_of_kind(connection, DecisionKind.FIELD)}
    key = next(k for k in (key, *(f"{key}_{n}" for n in range(2, len(used) + 3))) if k not in used)  # a dropped field keeps its values
    return _say_field(opened, "field_add", {"key": key, "label": label.strip(), "kind": kind.value, "dropped": False})


@needs(Right.MANAGE)
def rename_field(opened: OpenVault, key: str, label: str) -> Outcome:
    """Give a field of the shop another name."""
    if not label.strip():
        raise UserError("nothing_typed")
    if _is_taken(opened, label, but=key):
        raise UserError("field_exists", label=label.strip())
    return _say_field(opened, "field_rename", {"key": _field(opened, key).key, "label": label.strip()})


def _is_taken(opened: OpenVault, label: str, but: str = "") -> bool:
    return any(fold(f.label) == fold(label) for f in opened.catalogue if f.key != but)


@needs(Right.MANAGE)
def drop_field(opened: OpenVault, key: str) -> Outcome:
    """Take a field of the shop off every screen; its values stay and come back with undo."""
    return _say_field(opened, "field_drop", {"key": _field(opened, key).key, "dropped": True})


def _say_field(opened: OpenVault, kind: str, said: Mapping[str, Value]) -> Outcome:
    label = said.get("label") or (_field(opened, str(said["key"])).label if kind == "field_drop" else "")
    with opened.writing() as connection:
        return record_operation(opened, connection, kind, {"label": label}, [NewDecision(DecisionKind.FIELD, value=dict(said))], [])
