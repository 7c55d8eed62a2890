"""How much of what the shop keeps is said twice: counts, which lists repeat each other, and what the shop saves by knowing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from khachhang import messages
from khachhang.operations import duplicate_questions
from khachhang.operations.opened import OpenVault
from khachhang.store import duplicate_queries, reading


@dataclass(frozen=True, slots=True)
class SourceOverlap:
    """Two lists, with how many customers stand in both, and in each."""

    name_a: str
    name_b: str
    shared: int
    total_a: int
    total_b: int


@dataclass(frozen=True, slots=True)
class DuplicateReport:
    """records: rows that say something of a customer; repeated: rows that said what was known; merged: customers made of several.

    joined: customers that went up in others; questions: cases open per bucket; calls_saved: messages not sent twice in each round.
    """

    records: int
    customers: int
    repeated: int
    merged: int
    joined: int
    questions: Mapping[str, int]
    calls_saved: int
    overlaps: tuple[SourceOverlap, ...]
    sentences: tuple[str, ...]


def report(opened: OpenVault, *, lang: str = "vi") -> DuplicateReport:
    """Return the report, as of now."""
    with opened.reading() as connection:
        counts = duplicate_queries.counts(connection)
        shared = duplicate_queries.shared_by_sources(connection)
        names = {s.source_id: s.name for s in reading.sources(connection).values()}
    questions = duplicate_questions.cases(opened, limit=0).counts
    totals = {r.a: r.n for r in shared if r.a == r.b}
    overlaps = [SourceOverlap(names[r.a], names[r.b], r.n, totals[r.a], totals[r.b]) for r in shared if r.a != r.b]
    overlaps.sort(key=lambda o: (-o.shared, o.name_a, o.name_b))
    saved = max(0, counts["records_with_phone"] + counts["rows_repeated"] - counts["customers_with_phone"])
    joined = counts["homes"] - counts["all_customers"]
    params = {
        "records": counts["records"] + counts["rows_repeated"], "customers": counts["customers"], "repeated": counts["rows_repeated"],
        "merged": counts["merged_customers"], "joined": joined, "saved": saved, "questions": sum(questions.values()),
    }  # fmt: skip
    told = ["report_records", "report_merged" if joined else "report_none_merged"]
    told += ["report_questions"] if params["questions"] else ["report_no_questions"]
    told += ["report_saved"] if saved else []
    sentences = tuple(messages.sentence(code, params, section="duplicates", lang=lang) for code in told)
    return DuplicateReport(
        params["records"], counts["customers"], counts["rows_repeated"], counts["merged_customers"], joined, questions, saved,
        tuple(overlaps), sentences,
    )  # fmt: skip
