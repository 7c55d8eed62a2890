"""The check of the data: per problem how many customers have it, and which. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from khachhang.operations import customers, duplicates
from khachhang.operations.date_presets import Part
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, AnyOf, CustomerQuery, Filter, Op
from khachhang.store import quality
from khachhang.values.address_places import is_ward_of

OLD_DAYS = 730
OLDEST_AGE = 110

CHECKS = (
    "no_name", "no_phone", "phone_doubtful", "email_doubtful", "doubt", "no_province", "ward_mismatch", "odd_age", "duplicate",
    "unverified", "old",
)  # fmt: skip
"""Codes of the problems looked for, in their order on screen."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. part: the filter that finds them, None when only their ids say who they are."""

    code: str
    count: int
    part: Part | None = None
    ids: tuple[int, ...] = ()


def check(opened: OpenVault, tick: Tick = no_tick) -> list[Finding]:
    """Return one finding per problem, also for those nobody has."""
    found: dict[str, Finding] = {}
    for done, (code, part) in enumerate(_parts(opened).items()):
        found[code] = Finding(code, customers.count(opened, CustomerQuery(filters=AllOf((part,)))), part)
        tick(done + 1, len(CHECKS))
    for code, doubted in _doubted(opened).items():
        found[code] = Finding(code, len(doubted), ids=doubted)
    for code, ids in (("ward_mismatch", _misplaced(opened)), ("duplicate", _alike(opened)), ("old", _old(opened))):
        found[code] = Finding(code, len(ids), ids=tuple(ids))
        tick(len(found), len(CHECKS))
    return [found[code] for code in CHECKS]


def _parts(opened: OpenVault) -> dict[str, Part]:
    """Return the problems that a filter finds."""
    today = opened.clock().astimezone().date()
    return {
        "no_name": AllOf((Filter("full_name", Op.EMPTY), Filter("company", Op.EMPTY))),
        "no_phone": Filter("has_phone", Op.IS, (0,)),
        "no_province": Filter("province", Op.EMPTY),
        "odd_age": AnyOf(
            (
                Filter("birth_date", Op.MORE, (today.isoformat(),)),
                Filter("birth_date", Op.LESS, (str(today.year - OLDEST_AGE),)),
            )
        ),
        "unverified": Filter("verification", Op.IN, ("unverified",)),
    }


def _doubted(opened: OpenVault) -> dict[str, tuple[int, ...]]:
    """Return the customers with a doubtful phone, a doubtful e-mail, and those with any other doubt."""
    found: dict[str, list[int]] = {"phone_doubtful": [], "email_doubtful": [], "doubt": []}
    ids: Sequence[int] = customers.all_ids(opened, CustomerQuery(filters=AllOf((Filter("has_doubt", Op.IS, (1,)),))))
    with opened.reading() as connection:
        for customer_id, fields in quality.doubted_fields(connection, ids):
            named = [code for code, key in (("phone_doubtful", "phones"), ("email_doubtful", "email")) if key in fields]
            for code in named if fields <= {"phones", "email"} and named else [*named, "doubt"]:
                found[code].append(customer_id)
    return {code: tuple(each) for code, each in found.items()}


def _misplaced(opened: OpenVault) -> list[int]:
    with opened.reading() as connection:
        wrong = [(ward, province) for ward, province in quality.wards_and_provinces(connection) if not is_ward_of(ward, province)]
        return sorted(i for ward, province in wrong for i in quality.customers_at(connection, ward, province))


def _alike(opened: OpenVault) -> list[int]:
    return sorted({i for question in duplicates.queue(opened, 1_000_000) for i in (question.customer_a, question.customer_b)})


def _old(opened: OpenVault) -> list[int]:
    cutoff = (opened.clock() - timedelta(days=OLD_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with opened.reading() as connection:
        return sorted(quality.untouched_since(connection, cutoff))
