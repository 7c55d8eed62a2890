"""The check of the data: per problem how many customers have it, which, and how that changed over time. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from khachhang.fields import Kind
from khachhang.operations import asking, customers, date_presets, quality_fixes
from khachhang.operations.date_presets import Part
from khachhang.operations.facets import STALE_DAYS
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, AnyOf, CustomerQuery, Filter, Op
from khachhang.store import customer_queries, quality
from khachhang.values.address_places import is_area_of, is_ward_of
from khachhang.values.text import fold

OLDEST_AGE = 110
KINDS: Mapping[str, tuple[str, ...]] = {
    "missing": ("no_name", "no_phone", "no_province", "sex_known"),
    "malformed": ("phone_doubtful", "email_doubtful"),
    "doubtful": ("doubt", "unverified"),
    "inconsistent": ("odd_age", "age_mismatch", "ward_mismatch", "area_mismatch"),
    "double": ("duplicate",),
    "stale": ("old",),
}
"""Kind of problem → its problems, in their order on screen."""
CHECKS = tuple(code for codes in KINDS.values() for code in codes)
"""Codes of the problems looked for."""

_AGE_WORDS = frozenset({"tuoi", "do tuoi", "so tuoi", "tuoi khach", "tuoi khach hang", "age"})
_EVERYBODY = "customers"
_IDS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. part: the filter that finds them, None when only their ids say who they are. fixable: how many can be mended safely."""

    code: str
    count: int
    part: Part | None = None
    ids: tuple[int, ...] = ()
    fixable: int = 0


@dataclass(frozen=True, slots=True)
class Trend:
    """How often a problem was found: (day, customers), oldest first, one per day that was looked at."""

    points: tuple[tuple[str, int], ...]

    @property
    def change(self) -> int:
        """Return how many more customers have it than at the beginning."""
        return self.points[-1][1] - self.points[0][1] if self.points else 0


def check(opened: OpenVault, tick: Tick = no_tick) -> list[Finding]:
    """Return one finding per problem, also for those nobody has."""
    found: dict[str, Finding] = {}
    for code, part in _parts(opened).items():
        found[code] = Finding(code, customers.count(opened, CustomerQuery(filters=AllOf((part,)))), part)
        tick(len(found), len(CHECKS))
    for code, doubted in _doubted(opened).items():
        found[code] = Finding(code, len(doubted), ids=doubted)
    tick(len(found), len(CHECKS))
    for code, look in (("ward_mismatch", _misplaced), ("area_mismatch", _far_landlines), ("age_mismatch", _wrong_ages)):
        with opened.reading() as connection:
            ids = sorted(look(opened, connection))
        found[code] = Finding(code, len(ids), ids=tuple(ids))
        tick(len(found), len(CHECKS))
    for code in quality_fixes.FIXES:
        fixes = quality_fixes.proposals(opened, code)
        plain = found.get(code) or Finding(code, len(fixes), ids=tuple(f.customer_id for f in fixes))
        found[code] = Finding(code, plain.count, plain.part, plain.ids, len(fixes))
        tick(len(found), len(CHECKS))
    return [found[code] for code in CHECKS]


def remember(opened: OpenVault, findings: Iterable[Finding]) -> None:
    """Note today's counts for the trend, instead of what was noted of today before."""
    counts = {f.code: f.count for f in findings} | {_EVERYBODY: customers.count(opened, CustomerQuery())}
    with opened.writing() as connection:
        quality.put_day(connection, _today(opened), counts)


def is_noted_today(opened: OpenVault) -> bool:
    """Tell whether today's counts are noted already."""
    with opened.reading() as connection:
        return bool(quality.days(connection, _today(opened)))


def trends(opened: OpenVault, days: int = 90) -> dict[str, Trend]:
    """Return code → how it changed over these days; "customers" is how many there were."""
    since = (opened.clock().astimezone().date() - timedelta(days=days)).isoformat()
    with opened.reading() as connection:
        rows = quality.days(connection, since)
    found: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        found.setdefault(row.code, []).append((row.day, row.n))
    return {code: Trend(tuple(points)) for code, points in found.items()}


def _today(opened: OpenVault) -> str:
    return opened.clock().astimezone().date().isoformat()


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
        "duplicate": Filter(asking.OPEN_QUESTION, Op.IS, (1,)),
        "old": date_presets.before_days("seen_date", STALE_DAYS),
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


def _misplaced(opened: OpenVault, connection: Connection) -> list[int]:
    pairs = [(ward, province) for ward, province in quality.wards_and_provinces(connection) if not is_ward_of(ward, province)]
    wrong = AnyOf(tuple(AllOf((Filter("ward", Op.IS, (ward,)), Filter("province", Op.IS, (province,)))) for ward, province in pairs))
    return list(customers.all_ids(opened, CustomerQuery(filters=AllOf((wrong,))))) if pairs else []


def _far_landlines(opened: OpenVault, connection: Connection) -> list[int]:
    """Return the customers whose landline belongs to another province than their address."""
    return [row.customer_id for row in quality.landlines(connection) if not is_area_of(row.phone, row.province)]


def _wrong_ages(opened: OpenVault, connection: Connection) -> list[int]:
    """Return the customers whose age, in a column of the shop's own, is not that of their birth date; a birthday either way is right."""
    keys = [f.key for f in opened.catalogue if f.is_custom and fold(f.label) in _AGE_WORDS and f.kind in (Kind.TEXT, Kind.NUMBER)]
    found: list[int] = []
    for key in keys if "birth_date" not in opened.catalogue.seals else ():
        if key in opened.catalogue.seals:
            continue
        both = AllOf((Filter("birth_date", Op.NOT_EMPTY), Filter(key, Op.NOT_EMPTY)))
        ids = customers.all_ids(opened, CustomerQuery(filters=both))
        for start in range(0, len(ids), _IDS_AT_ONCE):
            flats = customer_queries.flats(connection, ids[start : start + _IDS_AT_ONCE])
            seen = quality.seen_years(connection, list(flats))
            found += [i for i, f in flats.items() if _is_wrong_age(f.values[key], str(f.values["birth_date"]), seen[i])]
    return found


def _is_wrong_age(age: object, birth_date: str, seen_year: int) -> bool:
    digits = str(age).strip().removesuffix(".0")
    if not digits.isdigit() or not birth_date[:4].isdigit():
        return False
    return abs(seen_year - int(birth_date[:4]) - int(digits)) > 1
