"""Which customer a row of a workbook is: by the same source's own key, or by the same phone and a compatible name. Never by less."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, select

from khachhang.importing import CheckedRow
from khachhang.store import derived, reading, schema
from khachhang.values.name_compare import name_key, surely_one

_NOTHING: dict[bytes, int] = {}


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


def row_key_of(row: CheckedRow, v: Mapping[str, Any]) -> str | None:
    """Return the source's name for this row: its own code, else name and first phone, else name and address, else None. v: its values."""
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


class _About(NamedTuple):
    """What a home is compared by."""

    name: str
    sex: str
    tax: str


def _about(v: Mapping[str, Any]) -> _About:
    return _About(v.get("full_name") or v.get("company") or "", v.get("sex") or "", v.get("tax_code") or "")


class Matcher:
    """Matches the rows of one import in order; a row also meets the rows before it in the same import.

    What is known of a home this import makes stays in its first row, and is taken out of it only when another row has its phone.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self._row_keys = dict(known.by_row_key)
        self._phones: dict[str, int | list[int]] = {}
        self._first_rows: list[CheckedRow] = []
        self._compared: dict[int, _About] = {}
        self._first_of_key: dict[str, int] = {}
        self._said: list[bytes] = []
        self._said_by = array("q")
        self._further: dict[tuple[str, bytes], int] = {}

    def match(self, index: int, row: CheckedRow, key: str | None, body: bytes) -> Match:
        """Return where row number `index` of the import belongs. body: its canonical values."""
        values = row.values
        if key is not None:
            stated = self._known.bodies.get(key, _NOTHING).get(body)
            if stated is not None:
                return Match(self._row_keys[key], "row_key", record_id=stated)
            home = self._row_keys.get(key)
            if home is not None and is_strong(key):
                return self._found(index, values, key, body, home, "row_key")
        home = self._by_phone(values)
        if home is not None:
            return self._found(index, values, key, body, home, "phone_name")
        return self._found(index, values, key, body, self._new_home(row), "")

    def replace(self, index: int, row: CheckedRow, was: Mended, body: bytes) -> Match:
        """Return where a mended row belongs: to the customer of the row it was."""
        if body == was.body:
            return Match(was.home, "mended", record_id=was.record_id)
        return self._found(index, row.values, was.key, body, was.home, "mended")

    def apart(self, index: int, row: CheckedRow, key: str | None, body: bytes) -> Match:
        """Return a home of its own for a row that the person says is somebody else."""
        home = self._new_home(row)
        if key is not None:
            self._row_keys[key] = home
        return self._found(index, row.values, key, body, home, "")

    def _new_home(self, row: CheckedRow) -> int:
        self._first_rows.append(row)
        return -len(self._first_rows)

    def _found(self, index: int, values: Mapping[str, Any], key: str | None, body: bytes, home: int, reason: str) -> Match:
        repeats = index
        if key is not None:
            if is_strong(key):
                repeats = self._first_to_say(index, key, body)
            self._row_keys.setdefault(key, home)
        for phone in values.get("phones") or ():
            held = self._phones.setdefault(phone, home)
            if isinstance(held, list):
                if home not in held:
                    held.append(home)
            elif held != home:
                self._phones[phone] = [held, home]
        return Match(home, reason, repeats=repeats if repeats != index else None)

    def _first_to_say(self, index: int, key: str, body: bytes) -> int:
        """Return the row of this import that said the very same first, or this one."""
        first = self._first_of_key.setdefault(key, len(self._said))
        if first == len(self._said):
            self._said.append(body)
            self._said_by.append(index)
            return index
        return self._said_by[first] if self._said[first] == body else self._further.setdefault((key, body), index)

    def _by_phone(self, values: Mapping[str, Any]) -> int | None:
        """Return the one customer with one of these phones and a compatible name; None when there is none or more than one."""
        phones = values.get("phones")
        if not phones:
            return None
        homes = self._candidates(phones)
        if not homes:
            return None
        about = _about(values)
        found = [h for h in homes if self._agrees(h, about)]
        customers = {self._known.customers.get(h, h) for h in found}
        return found[0] if len(customers) == 1 else None

    def _candidates(self, phones: Iterable[str]) -> list[int]:
        homes: dict[int, None] = {}
        for phone in phones:
            for home in self._known.by_phone.get(phone, ()):
                homes[home] = None
            held = self._phones.get(phone)
            if isinstance(held, list):
                homes.update(dict.fromkeys(held))
            elif held is not None:
                homes[held] = None
        return list(homes)

    def _agrees(self, home: int, about: _About) -> bool:
        held = self._compared.get(home)
        if held is None:
            known = self._known
            held = self._compared[home] = (
                _about(self._first_rows[-home - 1].values)
                if home < 0
                else _About(known.names.get(home, ""), known.sexes.get(home, ""), known.tax_codes.get(home, ""))
            )
        if not about.name or not held.name or (about.sex and held.sex and about.sex != held.sex):
            return False
        if about.tax and held.tax and about.tax != held.tax:
            return False
        return surely_one(about.name, held.name)
