"""The derived row of a customer: what the list, the search and the facets read. Built from what survived, never edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from khachhang import searching
from khachhang.fields import Catalogue
from khachhang.model import ColumnRule, Mark, Party, Record, Value
from khachhang.survivorship import Amount, GoldenRecord, OrderLine, doubted_fields
from khachhang.values.names import is_business_name
from khachhang.values.text import name_sort_key

COMPLETENESS_FIELDS = ("full_name", "phones", "address", "email", "birth_date", "sex", "group")
_WEAKEST_FIRST = (Mark.UNVERIFIED, Mark.UNVERIFIABLE, Mark.VERIFIED)

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


@dataclass(frozen=True, slots=True)
class DerivedCustomer:
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


def derive(customer_id: int, flat: Flat, records: Sequence[Record], change: int) -> DerivedCustomer:
    """Return the derived row of a customer."""
    v = flat.values
    name = v.get("full_name") or v.get("company") or v.get("contact") or ""
    is_business = is_business_name(name) or (not v.get("full_name") and bool(v.get("company")))
    address: Mapping[str, Value] = (v.get("address") or ({},))[0]
    phones, emails, codes, groups = v.get("phones") or (), v.get("email") or (), v.get("customer_code") or (), v.get("group") or ()
    birth = v.get("birth_date") or ""
    sort_key = name_sort_key(name, is_business)
    row = (
        customer_id,
        name,
        sort_key,
        int(is_business),
        phones[0] if phones else "",
        emails[0] if emails else "",
        v.get("company") or "",
        v.get("tax_code") or "",
        codes[0] if codes else "",
        v.get("customer_type") or "",
        v.get("branch") or "",
        v.get("status") or "",
        address.get("street") or "",
        address.get("ward") or "",
        address.get("district") or "",
        address.get("province") or "",
        address.get("province_new") or "",
        v.get("sex") or "",
        birth,
        birth[-5:] if len(birth) >= 7 else "",
        v.get("created_date") or "",
        v.get("last_purchase_date") or "",
        v.get("debt"),
        v.get("total_spent"),
        _whole(v.get("points")),
        flat.party.value,
        _verification(flat.marks),
        int(flat.has_doubt),
        int(bool(v.get("do_not_contact"))),
        int(flat.is_binned),
        completeness(v),
        len(records),
        change,
        orjson.dumps({"values": v, "marks": flat.marks}, option=orjson.OPT_SORT_KEYS).decode(),
    )
    return DerivedCustomer(
        customer_id,
        row,
        sort_key,
        searching.searchable_text(v),
        tuple(dict.fromkeys(groups)),
        tuple(sorted({r.source_id for r in records})),
    )


def completeness(values: Mapping[str, Value]) -> int:
    """Return how many of the usual fields hold something, in per cent."""
    return 100 * sum(1 for key in COMPLETENESS_FIELDS if values.get(key)) // len(COMPLETENESS_FIELDS)


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
    found = set(marks.values())
    return next((m.value for m in _WEAKEST_FIRST if m.value in found), "")


def _whole(value: Value) -> int | None:
    return None if value is None else round(value)
