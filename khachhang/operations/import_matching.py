"""Which customer a row of a workbook is: by the same source's own key, or by the same phone and a compatible name. Never by less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import orjson
from sqlalchemy import Connection, select

from khachhang.fields import ORDER_CATALOGUE
from khachhang.importing import CheckedRow
from khachhang.model import Value
from khachhang.store import derived, reading, schema
from khachhang.values.name_compare import name_key, surely_one

NEW_HOME = -1
_ORDER_KEYS = frozenset(f.key for f in ORDER_CATALOGUE)


@dataclass(slots=True)
class Known:
    """What the store already holds about the keys of a file. All empty for a first import.

    by_row_key: the source's own key → home. bodies: the same key → the JSON bodies of its latest import's live records, with their ids.
    by_phone: phone → homes. names, sexes, tax_codes, customers: of those homes. binned: customers in the recycle bin.
    """

    by_row_key: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, dict[bytes, int]] = field(default_factory=dict)
    by_phone: dict[str, list[int]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    sexes: dict[int, str] = field(default_factory=dict)
    tax_codes: dict[int, str] = field(default_factory=dict)
    customers: dict[int, int] = field(default_factory=dict)
    binned: set[int] = field(default_factory=set)


class Match(NamedTuple):
    """Where a row belongs. home: an existing home, a negative number for a home this import will make (−1, −2 …).

    reason: "row_key", "phone_name" or "" for a new customer. record_id: the record that already says the very same, else None.
    """

    home: int
    reason: str
    record_id: int | None = None
    repeats: int | None = None


def record_values(row: CheckedRow) -> dict[str, Value]:
    """Return what a row says as a record keeps it: fields of the customer, and the order line under "order"."""
    said = row.values
    if _ORDER_KEYS.isdisjoint(said):
        return said
    values = {k: v for k, v in said.items() if k not in _ORDER_KEYS}
    values["order"] = {k: v for k, v in said.items() if k in _ORDER_KEYS}
    return values


def body_of(values: dict[str, Value]) -> bytes:
    """Return the canonical JSON of a record's values, UTF-8 (half the memory of a text); equal bodies say the same."""
    return memoryview(orjson.dumps(values, option=orjson.OPT_SORT_KEYS)).tobytes()  # a copy: what orjson returns holds four times the room


def row_key_of(row: CheckedRow) -> str | None:
    """Return the source's name for this row: its own code, else name and first phone, else name and address, else None."""
    v = row.values
    if row.row_key:
        return "c:" + row.row_key
    name = name_key(v.get("full_name") or v.get("company") or "")
    phones = v.get("phones")
    if phones:
        return f"p:{name}|{phones[0]}"
    address = v.get("address")
    if name and address:
        return f"a:{name}|{orjson.dumps(address, option=orjson.OPT_SORT_KEYS).decode()}"
    return f"n:{name}" if name else None


def is_strong(row_key: str) -> bool:
    """Return whether a row key names a customer by itself: the source's own code, or a name with a phone. A name alone does not."""
    return row_key.startswith(("c:", "p:"))


def look_up(connection: Connection, source_id: int | None, rows: Sequence[CheckedRow], keys: Sequence[str | None]) -> Known:
    """Read what the store holds about the row keys and phones of a file."""
    known = Known()
    several: dict[str, list[int]] = {}
    if connection.execute(select(schema.home_key.c.home_id).limit(1)).first() is None:
        return known
    if source_id is not None:
        found = derived.homes_with_key(connection, f"row:{source_id}", sorted({k for k in keys if k}))
        known.by_row_key = {k: homes[0] for k, homes in found.items()}
        several = {k: homes for k, homes in found.items() if len(homes) > 1}
        known.bodies = _latest_bodies(connection, source_id, list(known.by_row_key))
    phones = {p for r in rows for p in r.values.get("phones") or ()}
    known.by_phone = derived.homes_with_key(connection, "phone", sorted(phones))
    homes = {h for found in (*known.by_phone.values(), *several.values()) for h in found} | set(known.by_row_key.values())
    known.customers = derived.customers_of_homes(connection, homes)
    _look_up_names(connection, known)
    for key, held in several.items():  # somebody said that the row is another customer than the one in the recycle bin
        known.by_row_key[key] = next((h for h in held if known.customers.get(h) not in known.binned), held[0])
    return known


def _look_up_names(connection: Connection, known: Known) -> None:
    c = schema.customer.c
    about = {}
    for part in reading.chunks(set(known.customers.values())):
        query = select(c.customer_id, c.full_name, c.sex, c.tax_code, c.is_binned).where(c.customer_id.in_(part))
        about.update({r.customer_id: r for r in connection.execute(query)})
    for home, customer_id in known.customers.items():
        if (row := about.get(customer_id)) is not None:
            known.names[home], known.sexes[home], known.tax_codes[home] = row.full_name, row.sex, row.tax_code
            if row.is_binned:
                known.binned.add(customer_id)


def _latest_bodies(connection: Connection, source_id: int, keys: Sequence[str]) -> dict[str, dict[bytes, int]]:
    """Return row key → body → record, of the newest live import of that source that holds the key; order lines of all its imports."""
    r = schema.record.c
    newest: dict[str, int] = {}
    found: dict[str, dict[bytes, int]] = defaultdict(dict)
    joined = schema.record.join(schema.operation, schema.operation.c.operation_id == r.operation_id)
    for part in reading.chunks_of(keys):
        query = (
            select(r.row_key, r.operation_id, r.body, r.record_id)
            .select_from(joined)
            .where(r.source_id == source_id, r.row_key.in_(part), r.is_edit == 0, reading.is_live())
        )
        for row in connection.execute(query.order_by(r.operation_id)):
            if row.operation_id > newest.get(row.row_key, 0):
                newest[row.row_key] = row.operation_id
                found[row.row_key] = {b: i for b, i in found[row.row_key].items() if b'"order":{' in b}
            found[row.row_key].setdefault(row.body.encode(), row.record_id)
    return found


@dataclass(frozen=True, slots=True)
class Mended:
    """What a mended row was before: its record's home, key, body and id."""

    home: int
    key: str | None
    body: bytes
    record_id: int


class Matcher:
    """Matches the rows of one import in order; a row also meets the rows before it in the same import."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._row_keys = dict(known.by_row_key)
        self._phones: dict[str, list[int]] = {}
        self._names: dict[int, str] = {}
        self._sexes: dict[int, str] = {}
        self._taxes: dict[int, str] = {}
        self._bodies: dict[tuple[str | None, bytes], int] = {}
        self._next = NEW_HOME

    def match(self, index: int, row: CheckedRow, key: str | None, body: bytes) -> Match:
        """Return where row number `index` of the import belongs. body: its canonical values."""
        if key is not None:
            stated = self._known.bodies.get(key, {}).get(body)
            if stated is not None:
                return Match(self._row_keys[key], "row_key", record_id=stated)
            home = self._row_keys.get(key)
            if home is not None and is_strong(key):
                return self._found(index, row, key, body, home, "row_key")
        home = self._by_phone(row)
        if home is not None:
            return self._found(index, row, key, body, home, "phone_name")
        home = self._next
        self._next -= 1
        return self._found(index, row, key, body, home, "")

    def replace(self, index: int, row: CheckedRow, was: Mended, body: bytes) -> Match:
        """Return where a mended row belongs: to the customer of the row it was."""
        if body == was.body:
            return Match(was.home, "mended", record_id=was.record_id)
        return self._found(index, row, was.key, body, was.home, "mended")

    def apart(self, index: int, row: CheckedRow, key: str | None, body: bytes) -> Match:
        """Return a home of its own for a row that the person says is somebody else."""
        home = self._next
        self._next -= 1
        if key is not None:
            self._row_keys[key] = home
        return self._found(index, row, key, body, home, "")

    def _found(self, index: int, row: CheckedRow, key: str | None, body: bytes, home: int, reason: str) -> Match:
        repeats = self._bodies.setdefault((key, body), index) if key is not None and is_strong(key) else index
        if key is not None:
            self._row_keys.setdefault(key, home)
        v = row.values
        if home not in self._names and home < 0:
            self._names[home] = v.get("full_name") or v.get("company") or ""
            self._sexes[home] = v.get("sex") or ""
            self._taxes[home] = v.get("tax_code") or ""
        for phone in v.get("phones") or ():
            held = self._phones.setdefault(phone, [])
            if home not in held:
                held.append(home)
        return Match(home, reason, repeats=repeats if repeats != index else None)

    def _by_phone(self, row: CheckedRow) -> int | None:
        """Return the one customer with one of these phones and a compatible name; None when there is none or more than one."""
        phones = row.values.get("phones")
        if not phones:
            return None
        homes = self._candidates(phones)
        if not homes:
            return None
        v = row.values
        name = v.get("full_name") or v.get("company") or ""
        sex, tax = v.get("sex") or "", v.get("tax_code") or ""
        found = [h for h in homes if self._agrees(h, name, sex, tax)]
        customers = {self._known.customers.get(h, h) for h in found}
        return found[0] if len(customers) == 1 else None

    def _candidates(self, phones: Iterable[str]) -> list[int]:
        homes: dict[int, None] = {}
        for phone in phones:
            for held in (self._known.by_phone.get(phone), self._phones.get(phone)):
                if held:
                    homes.update(dict.fromkeys(held))
        return list(homes)

    def _agrees(self, home: int, name: str, sex: str, tax: str) -> bool:
        known = self._known
        held_name = self._names.get(home) or known.names.get(home, "")
        held_sex = self._sexes.get(home) or known.sexes.get(home, "")
        held_tax = self._taxes.get(home) or known.tax_codes.get(home, "")
        if not name or not held_name or (sex and held_sex and sex != held_sex) or (tax and held_tax and tax != held_tax):
            return False
        return surely_one(name, held_name)
