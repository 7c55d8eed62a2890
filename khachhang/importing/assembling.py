"""Put the parsed columns of a table together to the values of each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from khachhang.fields import Catalogue, Field, Group, Kind
from khachhang.importing.columns import PLACES
from khachhang.importing.decoding import ParsedColumn
from khachhang.importing.mapping_context import ORDER_TARGETS
from khachhang.importing.model import Options, Table, body_of, in_record
from khachhang.importing.orders import complete_dates, order_keys, quantities_of
from khachhang.importing.parties import party_of, verified_of
from khachhang.importing.places import addresses_of
from khachhang.model import Issue, Party, Severity, Value
from khachhang.progress import Tick, no_tick
from khachhang.values.name_words import FAMILY_FOLDED, FAMILY_NAMES
from khachhang.values.names import Name, parse_name
from khachhang.values.phone_tables import AMBIGUOUS_CODES, PROVINCE_OF_OLD_CODE
from khachhang.values.phones import parse_phones
from khachhang.values.text import cell_to_text, fold, is_masked, nfc_squeeze

_LISTS = frozenset({"facebook", "zalo", "interests", "customer_code", "note"})
_SPECIAL = frozenset(
    {"full_name", "phones", "email", "address", "group", "source", "verification", "updated_date", "status", "debt", *_LISTS}
)
_PARTS = frozenset({"phone", "family_name", "middle_name", "given_name", "debt_credit"})
_IDENTIFYING = ("full_name", "phones", "email", "company", "contact", "customer_code", "tax_code", "id_number")
_ORDER_DATE = "order_date"


@dataclass(slots=True)
class Lines:
    """The lines of a table while they are put together; every list has one entry per line.

    packed: per line what it says as the JSON of its record (`CheckedRow.said`). nobody: the lines that name no customer.
    """

    count: int
    values: list[dict[str, Value]]
    names: list[Name | None]
    keys: list[str | None]
    observed: list[str | None]
    parties: list[Party | None]
    verified: list[bool | None]
    packed: list[bytes] = field(default_factory=list)
    nobody: set[int] = field(default_factory=set)
    issues: dict[int, list[Issue]] = field(default_factory=dict)
    repairs: list[tuple[str, int, str, str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    is_orders: bool = False


_ByTarget = dict[str, list[ParsedColumn]]
SLICE = 8_192
"""Lines put together at a time: what a line says takes four times the room until it is packed."""


def assemble(
    columns: Sequence[ParsedColumn],
    table: Table,
    count: int,
    options: Options,
    sections: Mapping[int, tuple[str, str]] | None = None,
    tick: Tick = no_tick,
) -> Lines:
    """Return what all lines say. columns: in the order of the sheet, mixed ones already cut apart.

    sections: line → (field, value) of the heading it stands under, for lines that do not say it themselves. tick: asked between slices.
    """
    whole = _empty(0)
    by_target = _by_target(columns)
    whole.is_orders = any(t in ORDER_TARGETS for t in by_target)
    quantities = _orders(by_target, whole.is_orders, table)
    for start in range(0, count, SLICE):
        stop = min(start + SLICE, count)
        part = _part_of(columns, start, stop, whole.is_orders, options)
        if quantities:
            _fill(part, "quantity", quantities[start:stop])
        for line in range(start, stop) if sections else ():
            if (said := (sections or {}).get(line)) is not None:
                key, value = said
                part.values[line - start].setdefault(key, [value] if key == "group" else value)
        _absorb(whole, part, start)
        tick(stop, count)
    whole.count = count
    _keys(by_target, whole)
    _collect(columns, whole)
    return whole


def _empty(count: int) -> Lines:
    none: list[Any] = [None] * count
    return Lines(count, [{} for _ in range(count)], [*none], [*none], [*none], [*none], [*none])


def _by_target(columns: Sequence[ParsedColumn]) -> _ByTarget:
    by_target: _ByTarget = {}
    for column in sorted(columns, key=lambda c: c.mapping.target):
        by_target.setdefault(column.mapping.target.rstrip("0123456789"), []).append(column)
    return by_target


def _part_of(columns: Sequence[ParsedColumn], start: int, stop: int, is_orders: bool, options: Options) -> Lines:
    """Return some lines put together; its line 0 is `start`."""
    lines = _empty(stop - start)
    lines.is_orders = is_orders
    by_target = _by_target([c.part(start, stop) for c in columns])
    _names(by_target, lines)
    places = addresses_of([c for t in PLACES for c in by_target.get(t, ())], lines.count, options)
    _phones_and_emails(by_target, lines)
    if places:
        _fill(lines, "address", places.values)
        for line, issues in places.issues.items():
            lines.issues.setdefault(line, []).extend(issues)
        lines.repairs += places.repairs
        lines.counts.update(r[0] for r in places.repairs)
        _old_landlines(by_target, lines)
    _amounts(by_target, lines)
    _lists(by_target, lines)
    _about_the_row(by_target, lines)
    for target, claims in by_target.items():
        if target not in _SPECIAL and target not in PLACES and target not in _PARTS:
            for column in claims:
                _fill(lines, _key(column), column.values)
    return lines


def _absorb(whole: Lines, part: Lines, start: int) -> None:
    """Put some lines behind those before, packed."""
    whole.names += part.names
    whole.observed += part.observed
    whole.parties += part.parties
    whole.verified += part.verified
    whole.keys += part.keys
    for line, values in enumerate(part.values, start):
        if "full_name" not in values and "phones" not in values and not any(k in values for k in _IDENTIFYING):
            whole.nobody.add(line)
        whole.packed.append(body_of(in_record(values)))
    for line, issues in part.issues.items():
        whole.issues[line + start] = issues
    whole.repairs += [(code, line + start, letter, before, after) for code, line, letter, before, after in part.repairs]
    whole.counts.update(part.counts)


def _key(column: ParsedColumn) -> str:
    return custom_key(column.mapping.label or column.mapping.letter) if column.mapping.target == "custom" else column.mapping.target


def _fill(lines: Lines, key: str, column: Sequence[Value]) -> None:
    for values, value in zip(lines.values, column, strict=True):
        if value is not None and key not in values:
            values[key] = value


def _orders(by_target: _ByTarget, is_orders: bool, table: Table) -> list[int | None] | None:
    """Complete the dates of order lines; return the quantities written behind the products, by line, when there are any."""
    for column in by_target.get(_ORDER_DATE, ()):
        complete_dates(
            column,
            (*table.titles, table.sheet),
            fill="order_code" not in by_target and (is_orders or "cod" in by_target or "amount" in by_target),
        )
    return quantities_of(by_target["product"][0]) if "product" in by_target and "quantity" not in by_target else None


def _names(by_target: dict[str, list[ParsedColumn]], lines: Lines) -> None:
    """Fill full_name, title and the parsed names; a company stands in where no person is named."""
    if "full_name" in by_target:
        lines.names = list(by_target["full_name"][0].values)
    if "given_name" in by_target or "family_name" in by_target:
        _joined_names(by_target, lines)
    companies = by_target["company"][0].values if "company" in by_target else None
    contacts = by_target["contact"][0].values if "contact" in by_target else None
    titles = by_target["title"][0].values if "title" in by_target else None
    for line, name in enumerate(lines.names):
        if name is None and companies is not None and companies[line]:
            name = lines.names[line] = Name(companies[line], is_business=True)
        if name is None and contacts is not None and contacts[line]:
            name = lines.names[line] = contacts[line]
        if name is None:
            continue
        values = lines.values[line]
        values["full_name"] = name.full_name
        if name.title and (titles is None or titles[line] is None):
            values["title"] = name.title
    if contacts is not None:
        _fill(lines, "contact", [c.full_name if c else None for c in contacts])
        del by_target["contact"]


def _joined_names(by_target: dict[str, list[ParsedColumn]], lines: Lines) -> None:
    parts = [by_target[t][0] if t in by_target else None for t in ("family_name", "middle_name", "given_name")]
    for line in range(lines.count):
        if lines.names[line] is not None:
            continue
        family, middle, given = (_part(p, line) if p else None for p in parts)
        filled = [n for n in (family, middle, given) if n]
        if len(filled) == 1:
            lines.names[line] = filled[0]
        elif filled:
            lines.names[line] = _join_name(family, middle, given)


def _part(column: ParsedColumn, line: int) -> Name | None:
    """Return one part of a name; what is no name by itself ("12" of "Hà hẻm 12") stays as it was typed."""
    if column.values[line] is not None:
        return column.values[line]  # type: ignore[no-any-return]
    text = nfc_squeeze(cell_to_text(column.cells[line]))
    return Name(text) if text and not is_masked(text) else None


def _join_name(family: Name | None, middle: Name | None, given: Name | None) -> Name | None:
    """Return the name in its usual order; a phone that keeps "Nguyễn Văn" as first name and "An" as last is read the other way."""
    parts = [family, middle, given]
    if _is_family(given) and not _is_family(family):
        parts.reverse()
    best = parse_name(" ".join([n.full_name for n in parts if n])).value
    if best is None:
        return None
    title = next((n.title for n in (given, family, middle) if n and n.title), "")
    return Name(best.full_name, best.title or title, best.sex_hint, best.nickname, best.hint, best.is_business, best.phones)


def _is_family(name: Name | None) -> bool:
    first = name.full_name.split(" ", 1)[0].lower() if name else ""
    return first in FAMILY_NAMES or (first.isascii() and first in FAMILY_FOLDED)


def _phones_and_emails(by_target: dict[str, list[ParsedColumn]], lines: Lines) -> None:
    phones: list[list[str] | None] = [None] * lines.count
    for column in by_target.get("phone", ()):
        for line, found in enumerate(column.values):
            if found is not None:
                if found.numbers:
                    phones[line] = _united(phones[line], found.numbers)
                if found.rest:
                    _note(lines, line, column.cells[line])
    for line, name in enumerate(lines.names):
        if name is not None and name.phones:
            phones[line] = _united(phones[line], name.phones)
    emails: list[list[str] | None] = [None] * lines.count
    for column in by_target.get("email", ()):
        for line, found in enumerate(column.values):
            if found is None:
                continue
            if found.addresses:
                emails[line] = _united(emails[line], found.addresses)
            if found.phones:
                phones[line] = _united(phones[line], found.phones)
            if found.websites:
                lines.values[line].setdefault("website", found.websites[0])
            if found.rest:
                _note(lines, line, found.rest)
    _fill(lines, "phones", phones)
    _fill(lines, "email", emails)


def _united(own: list[str] | None, more: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*own, *more])) if own else list(more)


def _note(lines: Lines, line: int, text: object) -> None:
    notes = lines.values[line].setdefault("note", [])
    text = str(text).strip()
    if text and text not in notes:
        notes.append(text)


def _old_landlines(by_target: dict[str, list[ParsedColumn]], lines: Lines) -> None:
    """Flag numbers that look like mobiles but, in the province of their address, may be landlines of before 2017."""
    cache: dict[tuple[object, str], tuple[Issue, ...]] = {}
    for column in by_target.get("phone", ()):
        for line, found in enumerate(column.values):
            address = lines.values[line].get("address") if found is not None else None
            province = address[0]["province"] if address else ""
            if not province or not _may_be_landlines(found.numbers, province) or line in column.issues:
                continue
            key = (column.cells[line], province)
            if key not in cache:
                issues = parse_phones(column.cells[line], province=province).issues
                cache[key] = tuple(Issue(i.code, i.severity, column.mapping.letter, "phones", i.params) for i in issues)
            if cache[key]:
                lines.issues.setdefault(line, []).extend(cache[key])


@lru_cache(maxsize=1 << 12)
def _old_codes(province: str) -> frozenset[str]:
    """Return the codes that were both area codes of a province and prefixes of mobiles of today."""
    key = fold(province)
    return frozenset(code for code, provinces in PROVINCE_OF_OLD_CODE.items() if key in provinces and code in AMBIGUOUS_CODES)


def _may_be_landlines(numbers: Sequence[str], province: str) -> bool:
    codes = _old_codes(province)
    return any(number[3:5] in codes or (number[3] == "8" and province == "Hồ Chí Minh") for number in numbers)


def _amounts(by_target: dict[str, list[ParsedColumn]], lines: Lines) -> None:
    """A debt is what is owed minus what was paid ahead."""
    for column in by_target.get("debt", ()):
        _fill(lines, "debt", column.values)
    for column in by_target.get("debt_credit", ()):
        for line, credit in enumerate(column.values):
            if credit is not None:
                values = lines.values[line]
                values["debt"] = values.get("debt", 0) - credit


def _lists(by_target: dict[str, list[ParsedColumn]], lines: Lines) -> None:
    for target in _LISTS:
        for column in by_target.get(target, ()):
            for line, value in enumerate(column.values):
                if value is not None:
                    held = lines.values[line].setdefault(target, [])
                    if value not in held:
                        held.append(value)
    for column in by_target.get("group", ()):
        for line, groups in enumerate(column.values):
            if groups:
                own = lines.values[line].get("group")
                lines.values[line]["group"] = _united(own, groups)
    for line, name in enumerate(lines.names):
        if name is not None and (name.hint or name.nickname):
            for hint in (name.hint, name.nickname):
                if hint and hint.casefold() not in name.full_name.casefold():
                    _note(lines, line, hint)


def _about_the_row(by_target: dict[str, list[ParsedColumn]], lines: Lines) -> None:
    for column in by_target.get("source", ()):
        _fill(lines, "source", column.values)
        lines.parties = [party_of(v) if v else None for v in column.values]
    for column in by_target.get("verification", ()):
        lines.verified = [verified_of(v) if v else None for v in column.values]
    for column in by_target.get("updated_date", ()):
        lines.observed = list(column.values)
    for column in by_target.get("status", ()):
        _fill(lines, "order_status" if lines.is_orders else "status", column.values)
    if lines.is_orders and _ORDER_DATE in by_target:
        lines.observed = [a or b for a, b in zip(lines.observed, by_target[_ORDER_DATE][0].values, strict=True)]


def _keys(by_target: dict[str, list[ParsedColumn]], lines: Lines) -> None:
    """Give each line the source's own name for it; a code that stands on several lines names none of them."""
    if lines.is_orders:
        if "order_code" in by_target:
            lines.keys = order_keys(by_target["order_code"][0].values)
        return
    if "customer_code" not in by_target:
        return
    codes = by_target["customer_code"][0].values
    counts = Counter(c for c in codes if c)
    lines.keys = [c if c and counts[c] == 1 else None for c in codes]
    letter = by_target["customer_code"][0].mapping.letter
    for line, code in enumerate(codes):
        if code and counts[code] > 1:
            issue = Issue("code_on_several_rows", Severity.NOTES, letter, "customer_code", {"value": code, "count": counts[code]})
            lines.issues.setdefault(line, []).append(issue)


def _collect(columns: Sequence[ParsedColumn], lines: Lines) -> None:
    """Gather issues by line and repairs of all columns."""
    for column in columns:
        for line, issues in column.issues.items():
            lines.issues.setdefault(line, []).extend(issues)
        for code, (count, examples) in column.repairs.items():
            lines.counts[code] += count
            lines.repairs += [(code, line, column.mapping.letter, before, after) for line, before, after in examples]


def custom_fields_of(columns: Sequence[ParsedColumn], catalogue: Catalogue) -> tuple[Field, ...]:
    """Return the fields that columns of the shop's own become."""
    fields: dict[str, Field] = {}
    for column in columns:
        if column.mapping.target == "custom":
            label = column.mapping.label or column.mapping.letter
            fields.setdefault(custom_key(label), Field(custom_key(label), label, label, Kind.NOTE, Group.CUSTOM, is_custom=True))
    return tuple(f for f in fields.values() if f.key not in catalogue)


def custom_key(label: str) -> str:
    """Return the key of a column of the shop's own: "Shipper" → "x_shipper"."""
    return "x_" + (fold(label).replace(" ", "_") or "cot")
