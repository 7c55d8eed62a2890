"""Many edits leave many keys: when somebody who may read is there, values of single edits are put under one key per compartment."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Connection

from khachhang.model import SEALED, Value, is_sealed
from khachhang.operations.opened import OpenVault
from khachhang.operations.refreshing import refresh
from khachhang.operations.seals import RECORD
from khachhang.store import rewriting, writing
from khachhang.vault.compartments import FieldCipher
from khachhang.vault.errors import NoRight, SealBroken

MANY = 500
"""Opening so many keys takes a thirtieth of a second; fewer are left alone."""


def compact(opened: OpenVault, *, more_than: int = MANY) -> int:
    """Put the values of single edits under new keys where there are many; return how many keys went. Values and places stay."""
    if not opened.seals.fields or opened.vault.is_read_only:
        return 0
    with opened.vault.reading() as connection:
        held = rewriting.keys_of_edits(connection)
    readable = {c: set(keys) for c, keys in held.items() if len(keys) > more_than and c in opened.seals.about and opened.vault.may_read(c)}
    if not readable:
        return 0
    with opened.writing() as connection:
        return sum(_compact(opened, connection, compartment_id, keys) for compartment_id, keys in readable.items())


def _compact(opened: OpenVault, connection: Connection, compartment_id: str, keys: set[int]) -> int:
    new_id, cipher = opened.seals.keep_key(connection, compartment_id, f"keys {min(keys)} to {max(keys)}")
    pen = _Pen(opened, keys, new_id, cipher)
    homes: set[int] = set()
    for rows in rewriting.records(connection, {SEALED}):
        changed = []
        for row in rows:
            body = orjson.loads(row.body)
            fresh = pen.renewed(body)
            if fresh != body:
                changed.append((writing.dumps(fresh), row.issues, row.record_id))
                homes.add(row.home_id)
        rewriting.write_records(connection, changed)
    decided = []
    for decision_id, text in rewriting.sealed_decisions(connection):
        value = orjson.loads(text)
        if (fresh := pen.renewed(value)) != value:
            decided.append((writing.dumps(fresh), decision_id))
    rewriting.write_decisions(connection, decided)
    gone = keys - pen.stuck
    rewriting.delete_keys(connection, gone)
    cipher.edit.wipe()
    opened.reload_catalogue(connection)
    refresh(connection, opened.catalogue, homes)
    return len(gone)


class _Pen:
    """Writes sealed values again under another key. stuck: keys of values that do not open; they stay as they are."""

    def __init__(self, opened: OpenVault, keys: set[int], new_id: int, cipher: FieldCipher) -> None:
        self._opened, self._keys, self._new_id, self._cipher = opened, keys, new_id, cipher
        self.stuck: set[int] = set()

    def renewed(self, value: Value) -> Value:
        """Return a value with every sealed one in it that was under one of the keys sealed again."""
        if is_sealed(value):
            return self._again(value) if value.get("k") in self._keys else value
        if isinstance(value, dict):
            return {k: self.renewed(v) for k, v in value.items()}
        return [self.renewed(v) for v in value] if isinstance(value, list) else value

    def _again(self, stub: Mapping[str, Any]) -> Value:
        table, row, place = stub.get("t", RECORD), stub["r"], stub["f"]
        try:
            plain = self._opened.seals.reveal_bytes(stub["k"], b64decode(stub["c"]), table, row, place)
        except (SealBroken, NoRight, ValueError):
            self.stuck.add(stub["k"])
            return dict(stub)
        return {**stub, "k": self._new_id, "c": b64encode(self._cipher.seal(plain, table, row, place)).decode()}
