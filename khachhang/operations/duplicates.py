"""Questions "is this the same customer?": asked by the engine, answered by people, taken back at any time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Row

from khachhang import matching, messages
from khachhang.errors import UserError
from khachhang.matching import Profile
from khachhang.model import DecisionKind, Outcome, Value
from khachhang.operations.cards import Card, read_card
from khachhang.operations.opened import OpenVault, finish_operation, record_operation
from khachhang.operations.refreshing import joined_pairs
from khachhang.progress import Tick, no_tick
from khachhang.store import customer_queries, derived, duplicate_queries, reading, writing
from khachhang.store.writing import NewDecision, dumps

CERTAIN = 0.95
"""Probability above which "merge the certain ones" merges without asking, unless the owner sets another."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two customers that may be one. same, different: sentences; evidence: (sentence, bits), the strongest first."""

    customer_a: int
    customer_b: int
    name_a: str
    name_b: str
    probability: float
    klass: str
    same: tuple[str, ...]
    different: tuple[str, ...]
    evidence: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of several customers side by side. texts: per customer; is_equal: all that say something say the same."""

    key: str
    label: str
    texts: tuple[tuple[str, ...], ...]
    is_equal: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to many customers side by side."""

    cards: tuple[Card, ...]
    fields: tuple[ComparedField, ...]


def profile_of(row: Row[Any]) -> Profile:
    """Return what the engine compares of a customer."""
    v: Mapping[str, Value] = orjson.loads(row.doc)["values"]
    address = (v.get("address") or [None])[0] or {}
    return Profile(
        id=row.customer_id,
        name=v.get("full_name") or v.get("company") or "",
        is_business=bool(row.is_business),
        phones=tuple(v.get("phones") or ()),
        emails=tuple(v.get("email") or ()),
        tax_code=v.get("tax_code") or "",
        birth_date=v.get("birth_date") or "",
        sex=v.get("sex") or "",
        street=address.get("street") or "",
        ward=address.get("ward") or "",
        district=address.get("district") or "",
        province=address.get("province") or "",
        province_new=address.get("province_new") or "",
        title=v.get("title") or "",
        company=v.get("company") or "",
        ward_new=tuple(address.get("ward_new") or ()),
    )


def refresh(opened: OpenVault, customer_ids: Sequence[int] | None = None, tick: Tick = no_tick) -> int:
    """Ask the engine again, about all customers or about some against all; return how many unanswered questions there are."""
    with opened.reading() as connection:
        profiles = [profile_of(r) for r in duplicate_queries.matching_rows(connection, None)]
    wanted = None if customer_ids is None else frozenset(customer_ids)
    pairs = matching.find_duplicates(profiles, only=wanted, tick=tick)
    rows = [
        (
            min(p.a, p.b),
            max(p.a, p.b),
            f"{p.probability:.6f}",
            p.klass.value,
            dumps([[e.code, round(e.bits, 2), dict(e.params)] for e in p.evidence]),
        )
        for p in pairs
    ]
    with opened.writing() as connection:
        duplicate_queries.replace_pairs(connection, sorted(rows), customer_ids)
    return len(_questions(opened, 0.0))


def _questions(opened: OpenVault, minimum: float, classes: Sequence[str] = ("same", "household")) -> list[Row[Any]]:
    with opened.reading() as connection:
        done = duplicate_queries.answered(connection)
        later = duplicate_queries.put_off(connection)
        rows = duplicate_queries.open_pairs(connection, f"{minimum:.6f}", classes)
        parted = _parted_customers(connection)
    found: dict[tuple[int, int], Row[Any]] = {}
    for row in rows:
        pair = (min(row.customer_a, row.customer_b), max(row.customer_a, row.customer_b))
        if (row.home_a, row.home_b) not in done and pair not in parted:
            found.setdefault(pair, row)
    return sorted(found.values(), key=lambda r: (r.home_a, r.home_b) in later)


def _parted_customers(connection: Connection) -> set[tuple[int, int]]:
    """Return the pairs of today's customers that somebody said are not the same, or live in one house: it survives merges."""
    said = reading.decisions_of_kind(connection, DecisionKind.NOT_SAME, DecisionKind.HOUSEHOLD)
    of_home = derived.customers_of_homes(connection, {h for d in said for h in (d.home_id, d.other_home_id) if h is not None})
    parted = set()
    for d in said:
        a, b = of_home.get(d.home_id or 0), of_home.get(d.other_home_id or 0)
        if a is not None and b is not None and a != b:
            parted.add((min(a, b), max(a, b)))
    return parted


def queue(opened: OpenVault, limit: int = 200, *, lang: str = "vi", minimum: float = 0.0) -> list[Question]:
    """Return the unanswered questions, the most certain first, those put off last."""
    rows = _questions(opened, minimum)[:limit]
    with opened.reading() as connection:
        flats = customer_queries.flats(connection, {c for r in rows for c in (r.customer_a, r.customer_b)})
    names = {c: str(f.values.get("full_name") or f.values.get("company") or "") for c, f in flats.items()}
    return [_question(row, names, lang) for row in rows]


def _question(row: Row[Any], names: Mapping[int, str], lang: str) -> Question:
    found = [
        (code, messages.sentence(code, params, section="evidence", lang=lang), float(bits))
        for code, bits, params in orjson.loads(row.evidence)
    ]
    found.sort(key=lambda e: -abs(e[2]))
    said = [
        (sentence, bits) for code, sentence, bits in found if code != "prior"
    ]  # what is known before looking is no likeness or difference
    return Question(
        row.customer_a,
        row.customer_b,
        names.get(row.customer_a, ""),
        names.get(row.customer_b, ""),
        float(row.probability),
        row._mapping["class"],
        tuple(s for s, bits in said if bits > 0),
        tuple(s for s, bits in said if bits < 0),
        tuple((sentence, bits) for _, sentence, bits in found),
    )


def question_counts(opened: OpenVault) -> dict[str, int]:
    """Return how many unanswered questions there are of each class."""
    return dict(Counter(r._mapping["class"] for r in _questions(opened, 0.0)))


def pairs(opened: OpenVault, minimum: float = 0.0, *, lang: str = "vi") -> list[Question]:
    """Return every pair of customers the engine has an opinion on, for the terminal face."""
    rows = list(_questions(opened, minimum, ("same", "household", "name_only", "unrelated")))
    return [_question(r, {}, lang) for r in rows]


def compare(opened: OpenVault, customer_ids: Sequence[int], *, lang: str = "vi") -> Comparison:
    """Return customers side by side, field by field."""
    with opened.reading() as connection:
        cards = tuple(read_card(connection, opened.catalogue, c, lang) for c in customer_ids)
    order = [f.key for f in opened.catalogue]
    by_card = [{f.field.key: f for f in c.fields} for c in cards]
    keys = sorted({k for fields in by_card for k in fields}, key=lambda k: order.index(k) if k in order else len(order))
    compared = []
    for key in keys:
        texts = tuple(tuple(v.text for v in fields[key].values if v.is_shown) if key in fields else () for fields in by_card)
        said = {t for t in texts if t}
        text = next(fields[key].label for fields in by_card if key in fields)
        compared.append(ComparedField(key, text, texts, len(said) <= 1 and all(texts)))
    return Comparison(cards, tuple(compared))


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


def merge_certain(opened: OpenVault, min_probability: float = CERTAIN, tick: Tick = no_tick) -> Outcome:
    """Merge every pair at least that certain, in one operation; pairs that hang together only through a chain stay questions."""
    rows = list(_questions(opened, min_probability, ("same",)))
    sets = matching.consistent_groups([(r.customer_a, r.customer_b, float(r.probability)) for r in rows])
    with opened.writing() as connection:
        if not sets:
            return Outcome(None, "merge_certain", (), {"n": 0, "groups": 0})
        return _merge(opened, connection, sets, {}, tick)


def household(opened: OpenVault, customer_a: int, customer_b: int) -> Outcome:
    """Say that two customers live in one house and are different people."""
    return _answer(opened, "household", DecisionKind.HOUSEHOLD, customer_a, customer_b)


def not_same(opened: OpenVault, customer_a: int, customer_b: int) -> Outcome:
    """Say that two customers are different; remembered for ever, also when their rows are imported again."""
    return _answer(opened, "not_same", DecisionKind.NOT_SAME, customer_a, customer_b)


def later(opened: OpenVault, customer_a: int, customer_b: int) -> Outcome:
    """Put a question off."""
    return _answer(opened, "later", DecisionKind.LATER, customer_a, customer_b)


def _answer(opened: OpenVault, kind: str, decision: DecisionKind, a: int, b: int) -> Outcome:
    with opened.writing() as connection:
        names = [_name(connection, c) for c in (a, b)]
        said = NewDecision(decision, home_id=min(a, b), other_home_id=max(a, b))
        return record_operation(opened, connection, kind, {"name": names[0], "other": names[1]}, [said], [a, b])


def split(opened: OpenVault, customer_id: int, record_ids: Sequence[int]) -> Outcome:
    """Part records from a customer: they become a customer of their own."""
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
        writing.insert_decisions(connection, operation_id, at, decisions)
        homes = [home_id, *customer_queries.homes_of(connection, [card.customer_id])]
        return finish_operation(opened, connection, operation_id, "split", params, homes, decisions)


def unmerge(opened: OpenVault, customer_id: int) -> Outcome:
    """Take every join of a customer back: each home customer stands alone again, with what was added to it since."""
    with opened.writing() as connection:
        current = customer_queries.resolve(connection, customer_id)
        homes = customer_queries.homes_of(connection, [current] if current is not None else [])
        joined = joined_pairs(reading.edges_of(connection, homes))
        if not joined:
            raise UserError("nothing_to_unmerge", customer=customer_id)
        decisions = [NewDecision(DecisionKind.NOT_SAME, home_id=a, other_home_id=b, note="unmerge") for a, b in joined]
        params = {"name": _name(connection, customer_id), "n": len(homes)}
        return record_operation(opened, connection, "unmerge", params, decisions, homes)


def _name(connection: Connection, customer_id: int) -> str:
    flats = customer_queries.flats(connection, [customer_id])
    return next((str(f.values.get("full_name") or f.values.get("company") or "") for f in flats.values()), "")
