"""What people said about pairs: other persons, one household, later. Remembered for ever: by home customer, and by a keyed fingerprint
of what both were then, so that the same two are not asked about again when their rows are taken back and imported anew."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from khachhang.errors import UserError
from khachhang.model import Decision, DecisionKind, Outcome, Value
from khachhang.operations.duplicate_search import all_pairs
from khachhang.operations.opened import OpenVault, record_operation
from khachhang.operations.rights import Right, needs
from khachhang.store import customer_queries, derived, duplicate_queries
from khachhang.store.duplicate_queries import Pair
from khachhang.store.writing import NewDecision
from khachhang.values.text import fold_name

_PARTING = (DecisionKind.NOT_SAME, DecisionKind.HOUSEHOLD)
_KEPT_CHARACTERS = 24
_KEPT_PRINTS = 12


@dataclass(frozen=True, slots=True)
class Answers:
    """What counts now. parted, later: pairs of today's customers. orphans: answers of which a side is no customer any more."""

    parted: frozenset[Pair]
    later: frozenset[Pair]
    orphans: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A pair somebody parted. kind: not_same or household."""

    customer_a: int
    customer_b: int
    name_a: str
    name_b: str
    kind: str
    at: str


def fingerprints(opened: OpenVault, values: Mapping[str, Value]) -> list[str]:
    """Return keyed fingerprints of a customer: its name with each number, e-mail and tax code, or with birth date and street instead."""
    key = opened.vault.key_for("not_same")
    name = " ".join(sorted(fold_name(str(values.get("full_name") or values.get("company") or "")).split()))
    said = [f"{field} {v}" for field in ("phones", "email") for v in values.get(field) or ()]
    said += [f"tax {values['tax_code']}"] if values.get("tax_code") else []
    if not said:
        address = (values.get("address") or [None])[0] or {}
        said = [f"{values.get('birth_date') or ''} {fold_name(str(address.get('street') or ''))}"]
    prints = {hmac.new(key, f"{name}\n{what}".encode(), hashlib.sha256).hexdigest()[:_KEPT_CHARACTERS] for what in said}
    return sorted(prints)[:_KEPT_PRINTS]


def sides(opened: OpenVault, a: Mapping[str, Value], b: Mapping[str, Value]) -> dict[str, list[str]]:
    """Return the fingerprints of both sides; what both have in common tells nothing apart and is left out where it can be."""
    mine, theirs = set(fingerprints(opened, a)), set(fingerprints(opened, b))
    return {"a": sorted(mine - theirs or mine), "b": sorted(theirs - mine or theirs)}


def standing(connection: Connection) -> Answers:
    """Return what was answered, in terms of today's customers: it goes with them through merges."""
    words = duplicate_queries.answers(connection)
    of_home = derived.customers_of_homes(connection, {h for pair in words for h in pair})
    parted, later, orphans = set(), set(), []
    for (home_a, home_b), d in words.items():
        a, b = of_home.get(home_a), of_home.get(home_b)
        if a is None or b is None:
            if d.kind in _PARTING and d.value:
                orphans.append(d)
        elif a != b and d.kind in _PARTING:
            parted.add((min(a, b), max(a, b)))
        elif a != b and d.kind is DecisionKind.LATER:
            later.add((min(a, b), max(a, b)))
    return Answers(frozenset(parted), frozenset(later), tuple(orphans))


def parted_before(opened: OpenVault, connection: Connection, orphans: Sequence[Decision], pairs: Iterable[Pair]) -> dict[Pair, Decision]:
    """Return the pairs that are, by their fingerprints, those of an answer whose own customers are gone."""
    pairs = list(pairs)
    if not orphans or not pairs:
        return {}
    flats = customer_queries.flats(connection, {c for pair in pairs for c in pair})
    prints = {c: frozenset(fingerprints(opened, f.values)) for c, f in flats.items()}
    sought: dict[str, set[int]] = {}
    for place, d in enumerate(orphans):
        for one in (*d.value["a"], *d.value["b"]):
            sought.setdefault(one, set()).add(place)
    found: dict[Pair, Decision] = {}
    for a, b in pairs:
        mine, theirs = prints.get(a, frozenset()), prints.get(b, frozenset())
        near = {place for one in mine for place in sought.get(one, ())} & {place for one in theirs for place in sought.get(one, ())}
        hit = next((orphans[place] for place in sorted(near) if _is_about(orphans[place].value, mine, theirs)), None)
        if hit is not None:
            found[a, b] = hit
    return found


def _is_about(value: Mapping[str, Sequence[str]], mine: frozenset[str], theirs: frozenset[str]) -> bool:
    a, b = value["a"], value["b"]
    return (not mine.isdisjoint(a) and not theirs.isdisjoint(b)) or (not mine.isdisjoint(b) and not theirs.isdisjoint(a))


# ---- answering -------------------------------------------------------------------------------------------------------


@needs(Right.MERGE)
def household(opened: OpenVault, *customers: int) -> Outcome:
    """Say that customers live in one house, or work in one shop, and are different people."""
    return _answer(opened, "household", DecisionKind.HOUSEHOLD, customers)


@needs(Right.MERGE)
def not_same(opened: OpenVault, *customers: int) -> Outcome:
    """Say that customers are different; remembered for ever, also when their rows are imported again."""
    return _answer(opened, "not_same", DecisionKind.NOT_SAME, customers)


@needs(Right.MERGE)
def later(opened: OpenVault, *customers: int) -> Outcome:
    """Put a question off: it comes last from now on."""
    return _answer(opened, "later", DecisionKind.LATER, customers)


def _answer(opened: OpenVault, kind: str, decision: DecisionKind, customers: Sequence[int]) -> Outcome:
    pairs = all_pairs(customers)
    if not pairs:
        raise UserError("merge_needs_two")
    with opened.writing() as connection:
        flats = customer_queries.flats(connection, customers)
        missing = [c for c in customers if c not in flats]
        if missing:
            raise UserError("no_such_customer", customer=missing[0])
        said = [NewDecision(decision, home_id=a, other_home_id=b, value=sides(opened, flats[a].values, flats[b].values)) for a, b in pairs]
        names = [name_of(flats[c].values) for c in customers]
        params = {"name": names[0], "other": ", ".join(names[1:])}
        return record_operation(opened, connection, kind, params, said, list(customers))


@needs(Right.MERGE)
def ask_again(opened: OpenVault, customer_a: int, customer_b: int | None = None) -> Outcome:
    """Forget what was answered about two customers, or about one and all others: the questions come up again."""
    with opened.writing() as connection:
        wanted = {customer_queries.resolve(connection, customer_a)}
        others = None if customer_b is None else {customer_queries.resolve(connection, customer_b)}
        decisions = []
        for (home_a, home_b), (a, b) in _answered_homes(opened, connection).items():
            if (a in wanted and (others is None or b in others)) or (b in wanted and (others is None or a in others)):
                decisions.append(NewDecision(DecisionKind.ASK_AGAIN, home_id=home_a, other_home_id=home_b))
        if not decisions:
            raise UserError("nothing_answered", customer=customer_a)
        flats = customer_queries.flats(connection, [c for c in (*wanted, *(others or ())) if c is not None])
        names = [name_of(f.values) for f in flats.values()]
        params = {"name": names[0] if names else "", "other": ", ".join(names[1:]), "n": len(decisions)}
        return record_operation(opened, connection, "ask_again", params, sorted(decisions), list(flats))


def _answered_homes(opened: OpenVault, connection: Connection) -> dict[Pair, Pair]:
    """Return pair of homes with an answer that counts → the customers it is about today."""
    words = {pair: d for pair, d in duplicate_queries.answers(connection).items() if d.kind in (*_PARTING, DecisionKind.LATER)}
    of_home = derived.customers_of_homes(connection, {h for pair in words for h in pair})
    found = {pair: (of_home[pair[0]], of_home[pair[1]]) for pair in words if pair[0] in of_home and pair[1] in of_home}
    orphans = [d for pair, d in words.items() if pair not in found and d.value]
    asked = duplicate_queries.open_pairs(connection) if orphans else []
    pairs = {(min(r.customer_a, r.customer_b), max(r.customer_a, r.customer_b)) for r in asked}
    for customers, d in parted_before(opened, connection, orphans, pairs).items():
        home_a, home_b = sorted((d.home_id or 0, d.other_home_id or 0))
        found[home_a, home_b] = customers
    return found


def answered(opened: OpenVault, customer_id: int | None = None) -> list[Answered]:
    """Return the pairs somebody said are not one customer, the newest answer first; all, or those of one customer."""
    with opened.reading() as connection:
        words = duplicate_queries.answers(connection)
        about = {homes: pair for homes, pair in _answered_homes(opened, connection).items() if words[homes].kind in _PARTING}
        wanted = {pair: words[homes] for homes, pair in about.items() if pair[0] != pair[1] and customer_id in (None, *pair)}
        flats = customer_queries.flats(connection, {c for pair in wanted for c in pair})
    newest = sorted(wanted.items(), key=lambda item: -item[1].decision_id)
    names = {c: name_of(f.values) for c, f in flats.items()}
    return [Answered(a, b, names.get(a, ""), names.get(b, ""), d.kind.value, d.at) for (a, b), d in newest]


def name_of(values: Mapping[str, Value]) -> str:
    """Return what a customer is called."""
    return str(values.get("full_name") or values.get("company") or "")
