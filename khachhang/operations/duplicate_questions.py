"""The open questions "is this the same customer?": pairs, and the cases a person looks at, which may hold more than two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Row

from khachhang import messages
from khachhang.operations import duplicate_answers
from khachhang.operations.duplicate_answers import name_of
from khachhang.operations.duplicate_masking import masked_question
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.store import customer_queries, duplicate_queries

CERTAIN = 0.95
"""Probability above which a pair counts as certain, unless the owner sets another."""
THRESHOLD = "duplicates_certain"
LARGEST_CASE = 8
BUCKETS = ("certain", "possible", "household")
_ASKED = ("same", "household")
_ALL = ("same", "household", "name_only", "unrelated")
_ABOUT_THE_PRIOR = "prior"


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


class OpenPair(NamedTuple):
    """A question that nobody answered. homes: under which its evidence is kept."""

    a: int
    b: int
    probability: float
    klass: str
    homes: tuple[int, int]
    is_put_off: bool


@dataclass(frozen=True, slots=True)
class Case:
    """What one look decides: two customers, or several that hang together. probability: of the weakest link that holds them together."""

    members: tuple[int, ...]
    probability: float
    klass: str
    bucket: str
    is_put_off: bool = False


@dataclass(frozen=True, slots=True)
class Cases:
    """The queue: those of one bucket or of all, the surest first, those put off last; and how many each bucket has."""

    items: tuple[Case, ...]
    counts: Mapping[str, int]


def open_questions(
    opened: OpenVault,
    connection: Connection,
    minimum: float = 0.0,
    classes: Sequence[str] = _ASKED,
    homes: Sequence[int] | None = None,
) -> list[OpenPair]:
    """Return the pairs of customers nobody has answered, the surest first, those put off last."""
    said = duplicate_answers.standing(connection)
    found: dict[tuple[int, int], OpenPair] = {}
    for row in duplicate_queries.open_pairs(connection, f"{minimum:.6f}", classes, homes):
        pair = (min(row.customer_a, row.customer_b), max(row.customer_a, row.customer_b))
        if pair not in said.parted and pair not in found:
            found[pair] = OpenPair(
                *pair, float(row.probability), row._mapping["class"], (row.home_a, row.home_b), pair in said.later
            )  # fmt: skip
    for pair in duplicate_answers.parted_before(opened, connection, said.orphans, found):
        del found[pair]
    return sorted(found.values(), key=lambda p: p.is_put_off)


def queue(opened: OpenVault, limit: int = 200, *, lang: str = "vi", minimum: float = 0.0) -> list[Question]:
    """Return the unanswered questions, pair by pair, the most certain first, those put off last."""
    with opened.reading() as connection:
        return for_person(opened, described(connection, open_questions(opened, connection, minimum)[:limit], lang))


def pairs(opened: OpenVault, minimum: float = 0.0, *, lang: str = "vi") -> list[Question]:
    """Return every pair of customers the engine has an opinion on and nobody answered, for the terminal face."""
    with opened.reading() as connection:
        return for_person(opened, described(connection, open_questions(opened, connection, minimum, _ALL), lang))


def for_person(opened: OpenVault, found: list[Question]) -> list[Question]:
    """Return questions as this person may see them."""
    return [masked_question(q) for q in found] if opened.is_masked else found


def question_counts(opened: OpenVault) -> dict[str, int]:
    """Return how many unanswered questions there are of each class."""
    with opened.reading() as connection:
        return dict(Counter(p.klass for p in open_questions(opened, connection)))


def count_about(opened: OpenVault, connection: Connection, customer_id: int) -> int:
    """Return how many unanswered questions there are about one customer."""
    return len(open_questions(opened, connection, homes=customer_queries.homes_of(connection, [customer_id])))


def described(connection: Connection, found: Sequence[OpenPair], lang: str) -> list[Question]:
    """Return questions with names and reasons."""
    evidence = duplicate_queries.evidence_of(connection, [p.homes for p in found])
    flats = customer_queries.flats(connection, {c for p in found for c in (p.a, p.b)})
    names = {c: name_of(f.values) for c, f in flats.items()}
    return [to_question(p.a, p.b, p.probability, p.klass, evidence.get(p.homes, "[]"), names, lang) for p in found]


def to_question(a: int, b: int, probability: float, klass: str, evidence: str, names: Mapping[int, str], lang: str) -> Question:
    """Return a question from the evidence as it is kept."""
    found = [
        (code, messages.sentence(code, params, section="evidence", lang=lang), float(bits)) for code, bits, params in orjson.loads(evidence)
    ]
    found.sort(key=lambda e: -abs(e[2]))
    said = [(sentence, bits) for code, sentence, bits in found if code != _ABOUT_THE_PRIOR]  # known before looking: no likeness
    return Question(
        a, b, names.get(a, ""), names.get(b, ""), probability, klass,
        tuple(s for s, bits in said if bits > 0),
        tuple(s for s, bits in said if bits < 0),
        tuple((sentence, bits) for _, sentence, bits in found),
    )  # fmt: skip


# ---- cases -----------------------------------------------------------------------------------------------------------


def cases(opened: OpenVault, bucket: str | None = None, limit: int | None = 500) -> Cases:
    """Return the queue as a person looks through it."""
    threshold = certain_threshold(opened)
    with opened.reading() as connection:
        found = open_questions(opened, connection)
    made = gathered(found, threshold)
    counts = Counter(c.bucket for c in made)
    shown = [c for c in made if bucket in (None, c.bucket)]
    return Cases(tuple(shown[:limit]), {b: counts[b] for b in BUCKETS})


def gathered(found: Sequence[OpenPair], threshold: float) -> list[Case]:
    """Return questions gathered into cases: what hangs together by "same" links is looked at together, at most so many at once."""
    links = [p for p in found if p.klass == "same" and not p.is_put_off]
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for p in links:
        near[p.a][p.b] = near[p.b][p.a] = p.probability
    covered: set[tuple[int, int]] = set()
    made = []
    for p in links:
        if (p.a, p.b) not in covered:
            members, weakest = _hanging_together(p, near)
            covered.update((a, b) for a in members for b in near[a] if a < b and b in members)
            made.append(Case(tuple(sorted(members)), weakest, "same", "certain" if weakest >= threshold else "possible"))
    covered.update(pair for c in made for pair in combinations(c.members, 2))
    for p in found:
        if (p.klass == "household" or p.is_put_off) and (p.a, p.b) not in covered:
            bucket = "household" if p.klass == "household" else "certain" if p.probability >= threshold else "possible"
            made.append(Case((p.a, p.b), p.probability, p.klass, bucket, p.is_put_off))
    return sorted(made, key=lambda c: (c.is_put_off, BUCKETS.index(c.bucket), -c.probability, c.members))


def _hanging_together(start: OpenPair, near: Mapping[int, Mapping[int, float]]) -> tuple[set[int], float]:
    """Return who hangs together with a pair, the surest links first, and the weakest link used."""
    members, weakest = {start.a, start.b}, start.probability
    while len(members) < LARGEST_CASE:
        outside = [(q, other) for m in members for other, q in near[m].items() if other not in members]
        if not outside:
            break
        best, other = max(outside, key=lambda o: (o[0], -o[1]))
        members.add(other)
        weakest = min(weakest, best)
    return members, weakest


def certain_threshold(opened: OpenVault) -> float:
    """Return the probability from which the owner calls a pair certain."""
    with opened.reading() as connection:
        value = duplicate_queries.read_setting(connection, THRESHOLD)
    return CERTAIN if value is None else float(value)


@needs(Right.MANAGE)
def set_certain_threshold(opened: OpenVault, probability: float) -> None:
    """Let the owner say from which probability a pair is certain; kept in the vault. 0.5 … 1."""
    with opened.writing() as connection:
        duplicate_queries.write_setting(connection, THRESHOLD, min(1.0, max(0.5, probability)))


def rows_as_questions(rows: Iterable[Row[Any]], names: Mapping[int, str], lang: str) -> dict[tuple[int, int], Question]:
    """Return the first question of each pair of customers among rows of `duplicate_queries.pairs_among`."""
    found: dict[tuple[int, int], Question] = {}
    for r in rows:
        pair = (min(r.customer_a, r.customer_b), max(r.customer_a, r.customer_b))
        if pair not in found:
            found[pair] = to_question(*pair, float(r.probability), r._mapping["class"], r.evidence, names, lang)
    return found
