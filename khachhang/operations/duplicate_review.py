"""Customers side by side: what is equal, what differs, what would be shown after a merge, and who of several belongs together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from khachhang import matching, messages
from khachhang.fields import Kind
from khachhang.operations import duplicate_answers, duplicate_search
from khachhang.operations.cards import Card, CardField, read_card
from khachhang.operations.duplicate_masking import masked_comparison, masked_review
from khachhang.operations.duplicate_questions import Question, rows_as_questions, to_question
from khachhang.operations.opened import OpenVault
from khachhang.store import customer_queries, duplicate_queries, reading
from khachhang.survivorship import GoldenRecord, survive, value_key

_UNLIKE = 0.2
"""Two of a group that are less probably the same than this, with something that speaks against it, contradict each other."""
_AGAINST_BITS = -3.0
_TELLING = {Kind.TAX_CODE, Kind.DATE, Kind.SEX, Kind.CODE}
"""Kinds of single values that one customer cannot have two of."""


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of several customers side by side.

    texts: per customer. is_equal: all that say something say the same. records: per customer, the record its shown value is from.
    is_single: only one value can be shown after a merge; proposed: the customer (its place) whose value that would be.
    is_conflict: they say things that cannot both be true of one customer.
    """

    key: str
    label: str
    texts: tuple[tuple[str, ...], ...]
    is_equal: bool
    records: tuple[int | None, ...] = ()
    is_single: bool = False
    proposed: int | None = None
    is_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to many customers side by side."""

    cards: tuple[Card, ...]
    fields: tuple[ComparedField, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """All that one look needs. links: what the engine says of each pair, surest first; suggested: who of them belongs together for sure.

    apart: sentences that say why the others are not ticked. weakest: the link among the suggested that holds least.
    """

    comparison: Comparison
    links: tuple[Question, ...]
    suggested: frozenset[int]
    apart: tuple[str, ...] = ()
    weakest: Question | None = None


def compare(opened: OpenVault, customer_ids: Sequence[int], *, lang: str = "vi") -> Comparison:
    """Return customers side by side, field by field."""
    with opened.reading() as connection:
        cards = _cards(opened, connection, customer_ids, lang)
        found = _compare(opened, connection, cards, frozenset(c.customer_id for c in cards))
    return masked_comparison(found) if opened.is_masked else found


def _cards(opened: OpenVault, connection: Connection, customer_ids: Sequence[int], lang: str) -> tuple[Card, ...]:
    return tuple(read_card(connection, opened.catalogue, c, lang) for c in customer_ids)


def _compare(opened: OpenVault, connection: Connection, cards: tuple[Card, ...], together: frozenset[int]) -> Comparison:
    """Return cards side by side, with what would be shown if those `together` were one."""
    golden = _together(opened, connection, sorted(together))
    order = [f.key for f in opened.catalogue]
    by_card = [{f.field.key: f for f in c.fields} for c in cards]
    keys = sorted({k for fields in by_card for k in fields}, key=lambda k: order.index(k) if k in order else len(order))
    inside = [i for i, c in enumerate(cards) if c.customer_id in together]
    return Comparison(cards, tuple(_field(key, by_card, golden, inside) for key in keys))


def _field(key: str, by_card: Sequence[Mapping[str, CardField]], golden: GoldenRecord, inside: Sequence[int]) -> ComparedField:
    shown = [[v for v in fields[key].values if v.is_shown] if key in fields else [] for fields in by_card]
    texts = tuple(tuple(v.text for v in values) for values in shown)
    said = {t for t in texts if t}
    spec = next(fields[key] for fields in by_card if key in fields)
    is_single = not spec.field.many and spec.field.part_of is None
    survivor = golden.fields.get(key)
    won = value_key(survivor.shown[0].value) if survivor is not None and survivor.shown else None
    proposed = next((i for i in inside if shown[i] and value_key(shown[i][0].value) == won), None) if is_single else None
    records = tuple(values[0].record_id if values else None for values in shown)
    is_conflict = is_single and len(said) > 1 and spec.field.kind in _TELLING and not _fits(said, spec.field.kind)
    is_equal = len(said) <= 1 and all(texts) and not spec.field.is_confidential
    return ComparedField(key, spec.label, texts, is_equal, records, is_single, proposed, is_conflict)


def _fits(said: set[tuple[str, ...]], kind: Kind) -> bool:
    """Tell whether dates only say more or less of the same day: 28/03 and 28/03/1990, 1990 and 28/03/1990."""
    texts = sorted((t[0] for t in said), key=len)
    return kind is Kind.DATE and all(texts[-1].startswith(t) or texts[-1].endswith(t) for t in texts)


def _together(opened: OpenVault, connection: Connection, customer_ids: Sequence[int]) -> GoldenRecord:
    """Return what would survive if these were one customer."""
    homes = customer_queries.homes_of(connection, customer_ids)
    records = [r for own in reading.live_records(connection, homes).values() for r in own]
    return survive(records, reading.active_decisions(connection, homes, [r.record_id for r in records]), opened.catalogue)


# ---- one look --------------------------------------------------------------------------------------------------------


def review(opened: OpenVault, customer_ids: Sequence[int], *, lang: str = "vi") -> Review:
    """Return all that a person needs to decide about these customers."""
    with opened.reading() as connection:
        current = [customer_queries.resolve(connection, c) for c in customer_ids]
        members = sorted({c for c in current if c is not None})
        cards = _cards(opened, connection, members, lang)
        names = {c.customer_id: c.name if len(cards) < 3 else f"{n}. {c.name}" for n, c in enumerate(cards, 1)}
        known = rows_as_questions(duplicate_queries.pairs_among(connection, members), names, lang)
        parted = {pair for pair in duplicate_answers.standing(connection).parted if set(pair) <= set(members)}
    missing = [pair for pair in duplicate_search.all_pairs(members) if pair not in known]
    for p in duplicate_search.judge(opened, missing):
        known[p.a, p.b] = to_question(p.a, p.b, p.probability, p.klass.value, duplicate_search.evidence_text(p), names, lang)
    links = tuple(sorted(known.values(), key=lambda q: (-q.probability, q.customer_a, q.customer_b)))
    everybody = frozenset(members)
    suggested, apart, weakest = (everybody, (), next(iter(links), None)) if len(members) < 3 else _of_group(links, parted, lang)
    with opened.reading() as connection:
        found = Review(_compare(opened, connection, cards, suggested or everybody), links, suggested, apart, weakest)
    return masked_review(found) if opened.is_masked else found


def _of_group(
    links: Sequence[Question], parted: set[tuple[int, int]], lang: str
) -> tuple[frozenset[int], tuple[str, ...], Question | None]:
    """Return who of several belongs together for sure, why others do not, and the link among them that holds least."""
    against = {(q.customer_a, q.customer_b) for q in links if is_contradiction(q)} | parted
    strong = [(q.customer_a, q.customer_b, q.probability) for q in links if q.probability >= 0.5]
    groups = matching.consistent_groups([p for p in strong if p[:2] not in against], sorted(against))
    first = next((g for g in sorted(groups, key=len, reverse=True)), [])
    suggested = frozenset(first)
    apart = tuple(
        _apart(q, (q.customer_a, q.customer_b) in parted, lang)
        for q in links
        if (q.customer_a, q.customer_b) in against and len({q.customer_a, q.customer_b} & suggested) == 1
    )
    inside = [q for q in links if {q.customer_a, q.customer_b} <= suggested and q.probability >= 0.5]
    return suggested, apart, inside[-1] if inside else None


def is_contradiction(question: Question) -> bool:
    """Tell whether the engine says of two that they are not one, and not merely that it does not know."""
    weight = sum(bits for _, bits in question.evidence if bits < 0) - _prior(question)
    return question.probability < _UNLIKE and weight <= _AGAINST_BITS


def _prior(question: Question) -> float:
    """Return the negative bits of what was known before looking: they are no reason of this pair."""
    told = set(question.same) | set(question.different)
    return sum(bits for sentence, bits in question.evidence if sentence not in told and bits < 0)


def _apart(question: Question, is_said: bool, lang: str) -> str:
    why = messages.sentence("said_apart", section="duplicates", lang=lang) if is_said else "; ".join(question.different[:2])
    params = {"a": question.name_a, "b": question.name_b, "why": why}
    return messages.sentence("apart", params, section="duplicates", lang=lang)
