"""Sealed values: hiding them on the way in, showing them to those who may read, and to others only that something is there.

A sealed value stands where the plain one stood, in a record's body, a raw cell, a decision: {"~": token, "k": edit key, "r": row,
"f": place, "c": AES-256-GCM in base64; "t": table unless `record`}. So whatever is computed from records needs no key and carries no plain
value. Before sealing a value is padded with spaces to a multiple of 32 bytes: only its rough length shows.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, insert, select

from khachhang.fields import ORDER_CATALOGUE
from khachhang.model import BROKEN, MASKED, SEALED, Issue, Value, is_sealed
from khachhang.store import schema
from khachhang.store.writing import next_id
from khachhang.vault import OpenedVault
from khachhang.vault.compartment_changes import About, read_about
from khachhang.vault.compartments import FieldCipher
from khachhang.vault.errors import NoRight, SealBroken

RECORD, SOURCE_ROW, BATCH, DECISION, WORKBOOK = "record", "source_row", "batch", "decision", "workbook"
HIDDEN = "•••"
"""What stands in place of a sealed value inside a sentence."""
_BLOCK = 32


class _Kept(NamedTuple):
    """An edit key as the vault keeps it."""

    compartment_id: str
    epoch: int
    label: str
    box: bytes


class Seals:
    """What is sealed in one open vault, and the keys this person holds. Keys are opened when first needed and forgotten with `wipe`.

    about: compartment id → name and fields. fields: field key → compartment id. readable: fields this person may read.
    """

    def __init__(self, vault: OpenedVault) -> None:
        self._vault = vault
        self._kept: dict[int, _Kept] = {}
        self._ciphers: dict[int, FieldCipher] = {}
        self.about: Mapping[str, About] = {}
        self.fields: dict[str, str] = {}
        self.readable: frozenset[str] = frozenset()

    def load(self, connection: Connection) -> None:
        """Read which fields are sealed and the sealed edit keys; a vault without compartments costs a look at its list of people."""
        self.about = read_about(self._vault)
        self.fields = {f: c for c, about in self.about.items() for f in about.fields}
        self.readable = frozenset(f for f, c in self.fields.items() if self._vault.may_read(c))
        if self.fields or self._kept:
            k = schema.edit_key.c
            rows = connection.execute(select(k.edit_key_id, k.compartment_id, k.epoch, k.label, k.box))
            was, self._kept = self._kept, {r.edit_key_id: _Kept(r.compartment_id, r.epoch, r.label, r.box) for r in rows}
            self._ciphers = {k: c for k, c in self._ciphers.items() if was.get(k) == self._kept.get(k)}

    def wipe(self) -> None:
        """Forget every key."""
        for cipher in self._ciphers.values():
            cipher.edit.wipe()
        self._ciphers.clear()

    # ---- showing -----------------------------------------------------------------------------------------------------

    def reveal(self, value: Value) -> Value:
        """Return what this person sees of a value: sealed ones opened, else MASKED or BROKEN; of a list each one, equal ones once."""
        if type(value) is list:
            shown: list[Value] = []
            for one in value:
                seen = self.reveal(one)
                if seen not in shown or not is_sealed(one):
                    shown.append(seen)
            return shown
        return self._open(value) if is_sealed(value) else value

    def reveal_all(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return what this person sees of the values of a customer or record, of its order line too."""
        seen = dict(values)
        for key in self.fields.keys() & seen.keys():
            seen[key] = self.reveal(seen[key])
        order = seen.get("order")
        if order and not self.fields.keys().isdisjoint(order):
            seen["order"] = {k: self.reveal(v) for k, v in order.items()}
        return seen

    def reveal_bytes(self, key_id: int, sealed: bytes, table: str, row: int, place: str) -> bytes:
        """Return the bytes sealed at a place; NoRight or SealBroken."""
        cipher = self._cipher(key_id)
        if cipher is None:
            raise NoRight(compartment="")
        return cipher.unseal(sealed, table, row, place)

    def compartment_of(self, value: Mapping[str, Any]) -> str:
        """Return the compartment a sealed value is in, the outer one of several."""
        kept = self._kept.get(value.get("k", 0))
        return "" if kept is None else kept.compartment_id

    def may_open(self, key_id: int) -> bool:
        """Tell whether this person holds the key."""
        return self._cipher(key_id) is not None

    def _open(self, value: Mapping[str, Any]) -> Value:
        if "k" not in value:
            return value
        try:
            cipher = self._cipher(value["k"])
            if cipher is None:
                return MASKED
            shown = orjson.loads(cipher.unseal(b64decode(value["c"]), value.get("t", RECORD), value["r"], value["f"]))
            return self._open(shown) if is_sealed(shown) else shown
        except (SealBroken, KeyError, ValueError, TypeError):
            return BROKEN

    def _cipher(self, key_id: int) -> FieldCipher | None:
        """Return the cipher of an edit key, None for a person who may not read it."""
        cipher = self._ciphers.get(key_id)
        if cipher is None and (kept := self._kept.get(key_id)) is not None:
            try:
                cipher = self._ciphers[key_id] = FieldCipher(self._vault.open_edit_key(*kept[:2], kept.box, kept.label))
            except (NoRight, KeyError):
                return None
        return cipher

    # ---- hiding ------------------------------------------------------------------------------------------------------

    def sealer(self, connection: Connection, label: str, only: Collection[str] | None = None) -> Sealer:
        """Return what seals the values of one batch or edit. only: these fields, None = all that are sealed."""
        fields = self.fields if only is None else {f: c for f, c in self.fields.items() if f in only}
        return Sealer(self, connection, label, fields)

    def keep_key(self, connection: Connection, compartment_id: str, label: str) -> tuple[int, FieldCipher]:
        """Make an edit key, keep it sealed to the compartment, and return its id with its cipher."""
        edit = self._vault.new_edit_key(compartment_id, label)
        key_id = next_id(connection, schema.edit_key)
        kept = _Kept(compartment_id, edit.epoch, label, edit.box)
        connection.execute(insert(schema.edit_key).values(edit_key_id=key_id, **kept._asdict()))
        self._kept[key_id] = kept
        self._ciphers.pop(key_id, None)
        return key_id, FieldCipher(edit)


class Sealer:
    """Seals values of one batch or edit, with one data key per compartment, made when first needed."""

    def __init__(self, seals: Seals, connection: Connection, label: str, fields: Mapping[str, str]) -> None:
        self._seals, self._connection, self._label = seals, connection, label
        self._keys: dict[str, tuple[int, FieldCipher]] = {}
        self.fields = fields

    def value(self, field: str, value: Value, table: str, row: int, place: str, token: str | None = None) -> dict[str, Any]:
        """Return the sealed value of a field. token: of an equal value of the same customer."""
        key_id, cipher = self._key(field)
        plain = orjson.dumps(value)
        sealed = cipher.seal(plain + b" " * (-len(plain) % _BLOCK), table, row, place)
        stub = {SEALED: token or secrets.token_hex(8), "k": key_id, "r": row, "f": place, "c": b64encode(sealed).decode()}
        return stub if table == RECORD else {**stub, "t": table}

    def record(self, values: Mapping[str, Value], record_id: int) -> dict[str, Value]:
        """Return a record's values with the sealed fields hidden; values that are sealed already stay."""
        made = dict(values)
        for field in self.fields.keys() & made.keys():
            made[field] = self._field(field, made[field], record_id, field)
        order = made.get("order")
        if order and not self.fields.keys().isdisjoint(order):
            made["order"] = {k: self._field(k, v, record_id, f"order.{k}") if k in self.fields else v for k, v in order.items()}
        return made

    def cells(self, raw: Sequence[Any], places: Mapping[int, Sequence[str]], source_row_id: int) -> list[Any]:
        """Return raw cells with those of these places hidden: sealed once for each compartment of their fields, one around the other."""
        made = list(raw)
        for index, fields in places.items():
            if made[index] not in (None, ""):
                for field in {self.fields[f]: f for f in fields if f in self.fields}.values():
                    made[index] = self._around(field, made[index], source_row_id, str(index))
        return made

    def _around(self, field: str, cell: Value, source_row_id: int, place: str) -> Value:
        if is_sealed(cell) and self._seals.compartment_of(cell) == self.fields[field]:
            return cell
        return self.value(field, cell, SOURCE_ROW, source_row_id, place)

    def bytes_(self, compartment_id: str, data: bytes, table: str, row: int, place: str) -> tuple[int, bytes]:
        """Return an edit key's id and the bytes sealed under it."""
        key_id, cipher = self._of_compartment(compartment_id)
        return key_id, cipher.seal(data, table, row, place)

    def wipe(self) -> None:
        """Forget the data keys."""
        for _, cipher in self._keys.values():
            cipher.edit.wipe()

    def _field(self, field: str, value: Value, record_id: int, place: str) -> Value:
        if value is None or value in ("", []):
            return value
        if isinstance(value, list):
            return [v if is_sealed(v) else self.value(field, v, RECORD, record_id, f"{place}.{i}") for i, v in enumerate(value)]
        return value if is_sealed(value) else self.value(field, value, RECORD, record_id, place)

    def _key(self, field: str) -> tuple[int, FieldCipher]:
        return self._of_compartment(self.fields[field])

    def _of_compartment(self, compartment_id: str) -> tuple[int, FieldCipher]:
        if compartment_id not in self._keys:
            self._keys[compartment_id] = self._seals.keep_key(self._connection, compartment_id, self._label)
        return self._keys[compartment_id]


# ---- what of a table's columns, issues and order lines is sealed -----------------------------------------------------


def sealed_issues(
    issues: Sequence[Issue], fields: Collection[str], letters: Collection[str] = (), quoting: Collection[int] = ()
) -> tuple[Issue, ...]:
    """Return issues without what they say of sealed fields, or of cells in these columns: their parameters hold the raw text.

    quoting: places of other issues that quote a sealed value.
    """
    return tuple(
        replace(issue, params=dict.fromkeys(issue.params, HIDDEN))
        if at in quoting or issue.field in fields or (issue.column or "") in letters
        else issue
        for at, issue in enumerate(issues)
    )


def order_fields(fields: Collection[str]) -> set[str]:
    """Return those that are attributes of order lines."""
    return {f for f in fields if f in ORDER_CATALOGUE}
