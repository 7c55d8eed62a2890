"""The derived row of a customer: what the list, the search and the facets read. Built from what survived, never edited."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import orjson

from khachhang import searching
from khachhang.fields import Catalogue
from khachhang.model import BROKEN, ColumnRule, Decision, DecisionKind, Mark, Party, Record, Value, Values, is_sealed
from khachhang.survivorship import Amount, GoldenRecord, OrderLine, doubted_fields
from khachhang.values.names import is_business_name
from khachhang.values.text import fold, name_sort_key

COMPLETENESS_FIELDS = ("full_name", "phones", "address", "email", "birth_date", "sex", "group")
_WEAKEST_FIRST = (Mark.UNVERIFIED, Mark.UNVERIFIABLE, Mark.VERIFIED)
_PARTIES = {party: party.value for party in Party}
_FIRST = Party.FIRST
_NOWHERE: Mapping[str, Value] = {}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_PURCHASE = re.compile(r"\bhuy|\bhoan (hang|tra)|\btra (lai|hang)|cancel|return")
_RHYTHM_DAYS, _SHORTEST_WAIT_DAYS = 3, 14

COLUMNS = (
    "customer_id",
    "full_name",
    "sort_key",
    "is_business",
    "phone",
    "email",
    "company",
    "tax_code",
    "customer_code",
    "customer_type",
    "branch",
    "status",
    "street",
    "ward",
    "district",
    "province",
    "province_new",
    "sex",
    "birth_date",
    "birth_md",
    "created_date",
    "last_purchase_date",
    "debt",
    "total_spent",
    "points",
    "party",
    "verification",
    "has_doubt",
    "do_not_contact",
    "is_binned",
    "completeness",
    "record_count",
    "change",
    "assignee",
    "seen_date",
    "order_count",
    "due_date",
    "doc",
)


@dataclass(frozen=True, slots=True)
class Flat:
    """A customer reduced to the values and marks shown. marks: field key → value of the weakest `Mark`."""

    values: Mapping[str, Value]
    marks: Mapping[str, str]
    party: Party
    has_doubt: bool
    is_binned: bool = False


class DerivedCustomer(NamedTuple):
    """Everything derived of one customer. row: in the order of COLUMNS."""

    customer_id: int
    row: tuple[Any, ...]
    sort_key: str
    search_text: str
    groups: Sequence[str]
    source_ids: Sequence[int]


def flatten(golden: GoldenRecord, catalogue: Catalogue) -> Flat:
    """Return what is shown of a customer that survived from several records or decisions."""
    values: dict[str, Value] = {}
    marks: dict[str, str] = {}
    for key, survived in golden.fields.items():
        if not survived.shown:
            continue
        field = catalogue.get(key)
        values[key] = [c.value for c in survived.shown] if field is not None and field.many else survived.shown[0].value
        found = {c.mark for c in survived.shown if c.mark is not None}
        if survived.is_doubtful:
            marks[key] = Mark.DOUBTFUL.value
        elif found:
            marks[key] = next((m for m in (*_WEAKEST_FIRST, Mark.DOUBTFUL) if m in found), Mark.DOUBTFUL).value
    for key, amounts in golden.amounts.items():
        values[key] = newest_amount(amounts).value
    return Flat(values, marks, golden.party, golden.has_doubt, golden.is_binned)


def newest_amount(amounts: Sequence[Amount]) -> Amount:
    """Return the amount with the newest date, then of the newest record."""
    return max(amounts, key=lambda a: (a.as_of or "", a.record_id))


def flatten_single(record: Record, catalogue: Catalogue) -> Flat:
    """Return what is shown of a customer with one record and no decision: as `flatten(survive([record], …))`, ten times faster."""
    doubted = doubted_fields(record) if record.issues else None
    unverified = record.party is not Party.FIRST
    values: dict[str, Value] = {}
    marks: dict[str, str] = {}
    rules = record.rules
    for key, value in record.values.items():
        if key == "order" or value is None or value in ("", []) or (rules and rules.get(key) is ColumnRule.NEVER):
            continue
        values[key] = value
        field = catalogue.get(key)
        if field is not None and field.as_of:
            continue
        if unverified:
            marks[key] = Mark.UNVERIFIED.value
        elif doubted and key in doubted:
            marks[key] = Mark.DOUBTFUL.value
    return Flat(values, marks, record.party, bool(doubted))


def flatten_grouped(record: Record, decisions: Sequence[Decision], catalogue: Catalogue) -> Flat:
    """Return what is shown of a customer with one record who was only put into groups or taken out: as `flatten(survive(…))`, faster."""
    flat = flatten_single(record, catalogue)
    said: dict[str, bool] = {}
    for d in sorted(decisions, key=lambda d: (d.change, d.decision_id)):
        said[str(d.value)] = d.kind is DecisionKind.GROUP_ADD
    stated = dict.fromkeys(flat.values.get("group") or ())
    kept = [g for g in stated if said.get(str(g), True)]
    groups = kept + [name for name in sorted(said) if said[name] and name not in kept]
    values = {k: v for k, v in flat.values.items() if k != "group"} | ({"group": groups} if groups else {})
    marks = flat.marks if kept else {k: m for k, m in flat.marks.items() if k != "group"}
    return Flat(values, marks, flat.party, flat.has_doubt)


def is_grouping(decisions: Sequence[Decision]) -> bool:
    """Return whether all decisions put into groups or take out."""
    return all(d.kind in (DecisionKind.GROUP_ADD, DecisionKind.GROUP_REMOVE) for d in decisions)


def derive(
    customer_id: int, flat: Flat, records: Sequence[Record], change: int, seen: str, orders: Sequence[OrderLine] = ()
) -> DerivedCustomer:
    """Return the derived row of a customer. seen: of `seen_date`."""
    doc = document(flat)
    ending = (
        _PARTIES[flat.party],
        _verification(flat.marks),
        int(flat.has_doubt),
        int(bool(flat.values.get("do_not_contact"))),
        int(flat.is_binned),
        completeness(flat.values),
        len(records),
        change,
        flat.values.get("assignee") or "",
        seen,
        *(buying_rhythm(orders) if orders else (0, "")),
        doc,
    )
    return _derived(customer_id, flat.values, ending, tuple(sorted({r.source_id for r in records})))


def document(flat: Flat) -> str:
    """Return the document of a customer: its values and marks as JSON."""
    return orjson.dumps({"values": flat.values, "marks": flat.marks}, option=orjson.OPT_SORT_KEYS).decode()


def without_sealed(values: Values, seals: Collection[str]) -> dict[str, Value]:
    """Return values without those of sealed fields."""
    return {k: v for k, v in values.items() if k not in seals and not is_sealed(v)}


def in_place(record: Record, seals: Collection[str]) -> Record:
    """Return the record with every sealed value that was sealed for another record or field marked as broken."""
    moved = {k: v for k, v in record.values.items() if k in seals and not is_in_place(v, record.record_id, k)}
    return replace(record, values={**record.values, **dict.fromkeys(moved, BROKEN)}) if moved else record


def is_in_place(value: Value, record_id: int, key: str) -> bool:
    """Tell whether a value, where it is sealed, was sealed for this record and field."""
    if isinstance(value, list):
        return all(is_in_place(v, record_id, key) for v in value)
    return not is_sealed(value) or (value.get("r") == record_id and str(value.get("f", "")).partition(".")[0] == key and "t" not in value)


def derive_plain(customer_id: int, values: Values, body: str, source_id: int, change: int, seen: str) -> DerivedCustomer:
    """Return what `derive` returns for the one record of a customer that `is_plain`. body: its values as canonical JSON."""
    party = _PARTIES[_FIRST]
    doc = f'{{"marks":{{}},"values":{body}}}'
    silent = int(bool(values.get("do_not_contact")))
    ending = (party, "", 0, silent, 0, completeness(values), 1, change, values.get("assignee") or "", seen, 0, "", doc)
    return _derived(customer_id, values, ending, (source_id,))


def is_plain(values: Values) -> bool:
    """Return whether a record of the shop's own, without issues and rules, is shown as it stands: no order line, nothing empty."""
    said = values.values()
    return "order" not in values and None not in said and "" not in said and [] not in said


def _derived(customer_id: int, v: Values, ending: tuple[Any, ...], source_ids: Sequence[int]) -> DerivedCustomer:
    """Return the derived row; ending: its columns from `party` on."""
    get = v.get
    company = get("company") or ""
    full_name = get("full_name")
    name = full_name or company or get("contact") or ""
    is_business, sort_key = _sorting(name)
    if company and not full_name and not is_business:
        is_business, sort_key = True, name_sort_key(name, True)
    addresses, phones, emails, codes = get("address"), get("phones"), get("email"), get("customer_code")
    place = (addresses[0] if addresses else _NOWHERE).get
    birth = get("birth_date") or ""
    points = get("points")
    row = (
        customer_id,
        name,
        sort_key,
        int(is_business),
        phones[0] if phones else "",
        emails[0] if emails else "",
        company,
        get("tax_code") or "",
        codes[0] if codes else "",
        get("customer_type") or "",
        get("branch") or "",
        get("status") or "",
        place("street") or "",
        place("ward") or "",
        place("district") or "",
        place("province") or "",
        place("province_new") or "",
        get("sex") or "",
        birth,
        birth[-5:] if len(birth) >= 7 else "",
        get("created_date") or "",
        get("last_purchase_date") or "",
        get("debt"),
        get("total_spent"),
        None if points is None else round(points),
        *ending,
    )
    groups = get("group")
    return DerivedCustomer(
        customer_id, row, sort_key, searching.searchable_text(v), tuple(dict.fromkeys(groups)) if groups else (), source_ids
    )


@lru_cache(maxsize=1 << 14)
def _sorting(name: str) -> tuple[bool, str]:
    """Return whether a name is one of a business, and its sort key; every second customer shares the name of another."""
    is_business = is_business_name(name)
    return is_business, name_sort_key(name, is_business)


def completeness(values: Mapping[str, Value]) -> int:
    """Return how many of the usual fields hold something, in per cent."""
    get = values.get
    return 100 * len([key for key in COMPLETENESS_FIELDS if get(key)]) // len(COMPLETENESS_FIELDS)


def seen_date(records: Sequence[Record], decisions: Sequence[Decision] = ()) -> str:
    """Return the day of the newest thing a source or a person said: of the fact itself where the source tells, else of the operation."""
    said = [(r.observed_at or r.stated_at)[:10] for r in records]
    said += [d.at[:10] for d in decisions]
    return max(said)


def buying_rhythm(orders: Sequence[OrderLine]) -> tuple[int, str]:
    """Return how many times a customer bought, and by when it should have come again by its own rhythm ("" when unknown).

    That day lies twice the usual gap after the last purchase, at least two weeks; three days of purchase make a rhythm. Cancelled and
    returned orders are none.
    """
    bought: dict[str, str] = {}
    for line in orders:
        get = line.values.get
        if not _NO_PURCHASE.search(fold(str(get("order_status") or ""))):
            day = str(get("order_date") or "")[:10]
            bought[f"{line.source_id} {get('order_code') or day or line.record_id}"] = day
    days = sorted({date.fromisoformat(d) for d in bought.values() if _DAY.fullmatch(d)})
    if len(days) < _RHYTHM_DAYS:
        return len(bought), ""
    gaps = sorted((b - a).days for a, b in pairwise(days))
    wait = max(_SHORTEST_WAIT_DAYS, 2 * gaps[len(gaps) // 2])
    return len(bought), (days[-1] + timedelta(days=wait)).isoformat()


def matching_keys(records: Sequence[Record]) -> set[tuple[str, str]]:
    """Return the exact keys by which a later row finds this home again: phones, e-mails, tax code, the source's own codes."""
    keys: set[tuple[str, str]] = set()
    for r in records:
        v = r.values
        keys.update(("phone", p) for p in v.get("phones") or ())
        keys.update(("email", e) for e in v.get("email") or ())
        if tax := v.get("tax_code"):
            keys.add(("tax", tax))
        if r.row_key is not None:
            keys.add((f"row:{r.source_id}", r.row_key))
    return keys


def order_row(home_id: int, line: OrderLine) -> tuple[Any, ...]:
    """Return the derived row of an order line."""
    o = line.values
    return (
        line.record_id,
        home_id,
        line.source_id,
        o.get("order_code") or "",
        str(o.get("line") or ""),
        o.get("order_date") or "",
        o.get("product") or "",
        str(o.get("quantity") or ""),
        o.get("amount"),
        o.get("order_status") or "",
    )


def _verification(marks: Mapping[str, str]) -> str:
    if not marks:
        return ""
    found = set(marks.values())
    return next((m.value for m in _WEAKEST_FIRST if m.value in found), "")
