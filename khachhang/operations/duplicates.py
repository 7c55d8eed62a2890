"""Duplicates, one name for all of it: finding, questions, answers, merging and parting, the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khachhang.model import Value
from khachhang.operations import customers, duplicate_search, masking
from khachhang.operations.duplicate_answers import Answered, answered, ask_again, household, later, not_same
from khachhang.operations.duplicate_merging import BulkPreview, merge, merge_certain, preview_certain, split, unmerge
from khachhang.operations.duplicate_questions import (
    BUCKETS,
    CERTAIN,
    Case,
    Cases,
    Question,
    cases,
    certain_threshold,
    pairs,
    question_counts,
    queue,
    set_certain_threshold,
)
from khachhang.operations.duplicate_report import DuplicateReport, SourceOverlap, report
from khachhang.operations.duplicate_review import ComparedField, Comparison, Review, compare, review
from khachhang.operations.duplicate_search import catch_up, profile_of, warm
from khachhang.operations.opened import OpenVault
from khachhang.operations.showing import show_key
from khachhang.operations.typing_in import read_typed
from khachhang.progress import Tick, no_tick
from khachhang.store import customer_queries

__all__ = [
    "BUCKETS",
    "CERTAIN",
    "Alike",
    "Answered",
    "BulkPreview",
    "Case",
    "Cases",
    "ComparedField",
    "Comparison",
    "DuplicateReport",
    "Question",
    "Review",
    "SourceOverlap",
    "alike",
    "answered",
    "ask_again",
    "cases",
    "catch_up",
    "certain_threshold",
    "compare",
    "household",
    "later",
    "merge",
    "merge_certain",
    "not_same",
    "pairs",
    "preview_certain",
    "profile_of",
    "question_counts",
    "queue",
    "refresh",
    "report",
    "review",
    "set_certain_threshold",
    "split",
    "unmerge",
    "warm",
]


@dataclass(frozen=True, slots=True)
class Alike:
    """A customer who may be the one being typed. is_household: rather somebody of the same house."""

    customer_id: int
    name: str
    phones: str
    is_household: bool = False


def refresh(opened: OpenVault, customer_ids: Sequence[int] | None = None, tick: Tick = no_tick) -> int:
    """Ask the engine again and return how many unanswered questions there are.

    customer_ids: None = about everybody; otherwise about all that changed since the last look, these included.
    """
    if customer_ids is None:
        duplicate_search.look_at_all(opened, tick)
    else:
        duplicate_search.catch_up(opened, tick)
    return sum(question_counts(opened).values())


def _as_it_is(_field: object, value: Value) -> Value:
    return value


def alike(opened: OpenVault, typed: Mapping[str, str], limit: int = 3) -> list[Alike]:
    """Return the customers most like what is being typed, the likeliest first. typed: field key → text.

    While the index is not warm yet, only those with the same number or a name that fits.
    """
    today = opened.clock().date()
    values: dict[str, Value] = {}
    for key, text in typed.items():
        field = opened.catalogue.get(key)
        if field is not None and text.strip():
            value = read_typed(field, text.split("\n") if field.many else text, today).value
            if value not in (None, "", []):
                values[key] = value
    if not values:
        return []
    found = duplicate_search.like_typed(opened, values, limit)
    if found is None:
        rows = customers.similar_to(opened, typed.get("full_name", ""), typed.get("phones", ""), limit)
        return [Alike(r.customer_id, r.values.get("full_name") or r.values.get("company") or "", r.values.get("phones", "")) for r in rows]
    with opened.reading() as connection:
        flats = customer_queries.flats(connection, [p.b for p in found])
    seen = masking.value if opened.is_masked else _as_it_is
    return [
        Alike(
            p.b,
            str(flats[p.b].values.get("full_name") or flats[p.b].values.get("company") or ""),
            show_key(opened.catalogue, "phones", seen(opened.catalogue["phones"], flats[p.b].values.get("phones"))),
            p.klass.value == "household",
        )
        for p in found
        if p.b in flats
    ]
