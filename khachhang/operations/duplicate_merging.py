"""Joining customers and parting them again: by hand, or all that are certain at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from khachhang import matching
from khachhang.errors import UserError
from khachhang.model import DecisionKind, Outcome
from khachhang.operations import backups, duplicate_answers, duplicate_search
from khachhang.operations.cards import read_card
from khachhang.operations.duplicate_answers import name_of
from khachhang.operations.duplicate_questions import CERTAIN, Question, described, for_person, open_questions, to_question
from khachhang.operations.duplicate_review import is_contradiction
from khachhang.operations.opened import OpenVault, finish_operation, record_operation
from khachhang.operations.refreshing import joined_pairs
from khachhang.operations.rights import Right, needs
from khachhang.progress import Tick, no_tick
from khachhang.store import customer_queries, reading, writing
from khachhang.store.writing import NewDecision

_PARTING = 0.5
"""Below this, what the engine says of a pair is no link."""


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What "merge all certain ones" would do. customers: how many would become `groups`. sample: evenly, the least sure first."""

    threshold: float
    groups: int
    customers: int
    sample: tuple[Question, ...]


@needs(Right.MERGE)
def merge(opened: OpenVault, customer_ids: Sequence[int], choices: Mapping[str, int] | None = None, tick: Tick = no_tick) -> Outcome:
    """Say that these are one customer. choices: field key → record whose value is to be shown."""
    with opened.writing() as connection:
        return _merge(opened, connection, [list(customer_ids)], choices or {}, tick)


def _merge(opened: OpenVault, connection: Connection, sets: Sequence[Sequence[int]], choices: Mapping[str, int], tick: Tick) -> Outcome:
    decisions: list[NewDecision] = []
    for customer_ids in sets:
        ids = sorted(set(customer_ids))
        if len(ids) < 2:
            raise UserError("merge_needs_two")
        decisions += [NewDecision(DecisionKind.SAME, home_id=ids[0], other_home_id=other) for other in ids[1:]]
        decisions += [NewDecision(DecisionKind.CHOOSE, home_id=ids[0], field=key, record_id=r) for key, r in choices.items()]
    homes = sorted({c for ids in sets for c in ids})
    params = {"n": len(homes), "groups": len(sets), "name": _name(connection, homes[0])}
    return record_operation(opened, connection, "merge" if len(sets) == 1 else "merge_certain", params, decisions, homes, tick)


@needs(Right.MERGE)
def merge_certain(opened: OpenVault, min_probability: float = CERTAIN, tick: Tick = no_tick) -> Outcome:
    """Merge every pair at least that certain, in one operation; pairs that hang together only through a chain stay questions.

    Makes a backup first: nothing is merged when that fails. The sample shop has no backups.
    """
    sets = certain_sets(opened, min_probability)
    if not sets:
        return Outcome(None, "merge_certain", (), {"n": 0, "groups": 0})
    backups.before(opened, "merge", tick)
    with opened.writing() as connection:
        return _merge(opened, connection, sets, {}, tick)


def preview_certain(opened: OpenVault, min_probability: float = CERTAIN, sample: int = 10, *, lang: str = "vi") -> BulkPreview:
    """Return what `merge_certain` would do, with some of its pairs and their reasons."""
    sets = certain_sets(opened, min_probability)
    group_of = {c: number for number, members in enumerate(sets) for c in members}
    with opened.reading() as connection:
        found = open_questions(opened, connection, min_probability, ("same",))
        inside = [p for p in found if p.a in group_of and group_of[p.a] == group_of.get(p.b)]
        inside.sort(key=lambda p: -p.probability)
        step = max(1, (len(inside) - 1) // max(1, sample - 1)) if len(inside) > sample else 1
        shown = described(connection, inside[::-1][::step][:sample], lang)
    return BulkPreview(min_probability, len(sets), len(group_of), tuple(for_person(opened, shown)))


def certain_sets(opened: OpenVault, min_probability: float) -> list[list[int]]:
    """Return the customers to be joined at that certainty. Nobody is joined to somebody he contradicts, however the chain runs."""
    with opened.reading() as connection:
        found = [p for p in open_questions(opened, connection, min_probability, ("same",)) if not p.is_put_off]
        parted = set(duplicate_answers.standing(connection).parted)
        known = {(p.a, p.b) for p in open_questions(opened, connection, classes=("same",)) if p.probability >= _PARTING}
    links = [(p.a, p.b, p.probability) for p in found]
    groups = [g for g in matching.consistent_groups(links) if len(g) > 2]
    doubtful = [pair for g in groups for pair in duplicate_search.all_pairs(g) if pair not in known]
    apart = {
        (p.a, p.b)
        for p in duplicate_search.judge(opened, doubtful)
        if is_contradiction(to_question(p.a, p.b, p.probability, p.klass.value, duplicate_search.evidence_text(p), {}, "vi"))
    }
    return matching.consistent_groups(links, sorted(apart | parted))


# ---- parting ---------------------------------------------------------------------------------------------------------


@needs(Right.MERGE)
def split(opened: OpenVault, customer_id: int, record_ids: Sequence[int]) -> Outcome:
    """Part records from a customer: they become a customer of their own, and nobody is asked whether the two are one."""
    with opened.writing() as connection:
        card = read_card(connection, opened.catalogue, customer_id)
        own = {r.record_id for r in card.records}
        if not record_ids or not set(record_ids) < own:
            raise UserError("split_needs_some", customer=customer_id)
        at = opened.now()
        params = {"name": card.name, "n": len(record_ids)}
        operation_id = writing.insert_operation(connection, "split", opened.person, at, params)
        home_id = writing.reserve_homes(connection, operation_id, 1)[0]
        decisions = [NewDecision(DecisionKind.SPLIT, home_id=home_id, record_id=r) for r in sorted(record_ids)]
        stays = min(r.home_id for r in card.records if r.record_id not in set(record_ids))
        decisions.append(NewDecision(DecisionKind.NOT_SAME, home_id=min(stays, home_id), other_home_id=max(stays, home_id), note="split"))
        writing.insert_decisions(connection, operation_id, at, decisions)
        homes = [home_id, *customer_queries.homes_of(connection, [card.customer_id])]
        return finish_operation(opened, connection, operation_id, "split", params, homes, decisions)


@needs(Right.MERGE)
def unmerge(opened: OpenVault, customer_id: int) -> Outcome:
    """Part a customer as it was before it was merged last, each part with what was added to it since; again parts it further."""
    with opened.writing() as connection:
        current = customer_queries.resolve(connection, customer_id)
        homes = customer_queries.homes_of(connection, [current] if current is not None else [])
        edges = reading.edges_of(connection, homes)
        joined = set(joined_pairs(edges))
        if not joined:
            raise UserError("nothing_to_unmerge", customer=customer_id)
        newest = max(e.change for e in edges if e.is_same and (min(e.home_a, e.home_b), max(e.home_a, e.home_b)) in joined)
        joined = {(a, b) for a, b in joined if any(e.change == newest and {e.home_a, e.home_b} == {a, b} for e in edges)}
        decisions = [NewDecision(DecisionKind.NOT_SAME, home_id=a, other_home_id=b, note="unmerge") for a, b in sorted(joined)]
        params = {"name": _name(connection, customer_id), "n": len(homes)}
        return record_operation(opened, connection, "unmerge", params, decisions, homes)


def _name(connection: Connection, customer_id: int) -> str:
    flats = customer_queries.flats(connection, [customer_id])
    return next((name_of(f.values) for f in flats.values()), "")
