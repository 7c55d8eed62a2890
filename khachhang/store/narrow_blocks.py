"""The narrow columns of all customers, packed: what filters, facets and sorting read into memory, a million in milliseconds.

`narrow_block` holds, per column, the numbers of BLOCK customers with neighbouring ids. Text is a code; `narrow_value` says which text it
is; code 0 is "". A customer without a row is 0 in the column "listed"; what its other columns held is cleared when it is erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from sqlalchemy import Connection, delete, func, select

from khachhang.store import text_index
from khachhang.store.customer_rows import COLUMNS, DerivedCustomer
from khachhang.store.schema import narrow_block, narrow_value
from khachhang.store.writing import insert_many

if TYPE_CHECKING:
    from numpy.typing import NDArray

_T = TypeVar("_T")
BLOCK = 2048
LISTED = "listed"
"""Column: 0 no customer, 1 in the list, 2 in the bin."""
CODED = (
    "customer_type", "branch", "status", "ward", "district", "province", "province_new", "sex", "birth_date", "birth_md", "created_date",
    "last_purchase_date", "party", "verification", "assignee", "seen_date", "due_date",
)  # fmt: skip
"""Text columns of few distinct values: kept as numbers with a dictionary."""
NUMBERS = (
    "debt", "total_spent", "points", "is_business", "has_doubt", "do_not_contact", "is_binned", "completeness", "record_count", "change",
    "order_count",
)  # fmt: skip
PRESENT = {"has_phone": "phone", "has_email": "email", "has_address": "street"}
"""Virtual field → the column that must hold something."""
SETS = ("group", "source")
"""What a customer has several of: kept as one number for each combination. Sources by their ids."""
NULL = np.iinfo(np.int64).min
SEPARATOR = "\x1f"
_SMALL = frozenset({"is_business", "has_doubt", "do_not_contact", "is_binned", "completeness", *PRESENT})
_WIDE = frozenset({"debt", "total_spent", "points"})
_PLACES = {name: COLUMNS.index(name) for name in (*CODED, *NUMBERS, *PRESENT.values())}
_OF_SIZE: dict[int, type[np.generic]] = {1: np.uint8, 2: np.uint16, 4: np.uint32}


def type_of(name: str) -> type[np.generic]:
    """Return the type a column of NUMBERS or PRESENT has, in memory and in a block."""
    return np.uint8 if name in _SMALL else np.int64 if name in _WIDE else np.int32


# ---- writing ---------------------------------------------------------------------------------------------------------


def put(connection: Connection, customers: Sequence[DerivedCustomer]) -> None:
    """Write the narrow columns of these customers, new or known; 2 µs a customer when there are many."""
    if not customers:
        return
    ids = np.array([c.customer_id for c in customers], np.int64)
    rows = list(zip(*[c.row for c in customers], strict=True))
    columns: dict[str, NDArray[Any]] = {LISTED: 1 + np.array(rows[_PLACES["is_binned"]], np.uint8)}
    coded: dict[str, Sequence[str]] = {name: rows[_PLACES[name]] for name in CODED}
    coded["group"] = [SEPARATOR.join(sorted(c.groups)) for c in customers]
    coded["source"] = [SEPARATOR.join(map(str, c.source_ids)) for c in customers]
    known = _codes(connection, coded)
    for name, texts in coded.items():
        columns[name] = np.fromiter(map(known[name].__getitem__, texts), np.uint32, len(texts))
    for name in NUMBERS:
        columns[name] = np.array([NULL if v is None else v for v in rows[_PLACES[name]]], np.int64)
    for name, column in PRESENT.items():
        columns[name] = np.array([v != "" for v in rows[_PLACES[column]]], np.uint8)
    _write(connection, ids, columns)


def remove(connection: Connection, customer_ids: Sequence[int], *, erase: bool = False) -> None:
    """Take customers out of the list. erase: clear what their columns held, and forget texts that nobody holds any more."""
    ids = np.array(sorted(customer_ids), np.int64)
    if not len(ids):
        return
    names = _names() if erase else [LISTED]
    _write(connection, ids, {name: np.zeros(len(ids), np.int64) for name in names})
    if erase:
        _forget_unused(connection)


def clear(connection: Connection) -> None:
    """Take everything away."""
    connection.execute(delete(narrow_block))
    connection.execute(delete(narrow_value))
    connection.info.pop("narrow_codes", None)


def _names() -> list[str]:
    return [LISTED, *CODED, *SETS, *NUMBERS, *PRESENT]


def _codes(connection: Connection, wanted: Mapping[str, Iterable[str]]) -> dict[str, dict[str, int]]:
    """Return column → text → code for these texts; new ones get new codes. Known ones are remembered until the transaction ends."""
    known, v = _remembered(connection), narrow_value.c
    missing = {name: set(texts) - known.setdefault(name, {"": 0}).keys() for name, texts in wanted.items()}
    missing = {name: texts for name, texts in missing.items() if texts}
    for part in _parts(sorted(set().union(*missing.values())), 500):
        for row in connection.execute(select(v.name, v.value, v.code).where(v.name.in_(list(missing)), v.value.in_(part))):
            known[row.name][row.value] = row.code
    for name, texts in missing.items():
        fresh = sorted(texts - known[name].keys())
        if fresh:
            first = (connection.scalar(select(func.max(v.code)).where(v.name == name)) or 0) + 1
            insert_many(connection, "narrow_value", ("name", "value", "code"), [(name, t, first + i) for i, t in enumerate(fresh)])
            known[name].update((text, first + i) for i, text in enumerate(fresh))
    return known


def _remembered(connection: Connection) -> dict[str, dict[str, int]]:
    """Return what this transaction knows of codes; what another one knew may have been taken back."""
    now = connection.get_transaction()
    transaction, known = connection.info.get("narrow_codes", (None, {}))
    if now is None or transaction is not now:
        connection.info["narrow_codes"] = (now, known := {})
    found: dict[str, dict[str, int]] = known
    return found


def _write(connection: Connection, ids: NDArray[np.int64], columns: dict[str, NDArray[Any]]) -> None:
    blocks, places = ids // BLOCK, ids % BLOCK
    touched = np.unique(blocks).tolist()
    old = _bodies(connection, list(columns), touched)
    changed, new = [], []
    for block in touched:
        at = np.flatnonzero(blocks == block) if len(touched) > 1 else slice(None)
        for name, numbers in columns.items():
            before = old.get((name, block))
            body = _patched(before, name, places[at], numbers[at])
            if before is None:
                new.append((name, block, body))
            elif body != before:
                changed.append((body, name, block))
    if changed:
        connection.exec_driver_sql("UPDATE narrow_block SET body = ? WHERE name = ? AND block = ?", changed)
    insert_many(connection, "narrow_block", ("name", "block", "body"), new)


def _patched(before: bytes | None, name: str, places: NDArray[np.int64], numbers: NDArray[Any]) -> bytes:
    """Return the body of a block with these numbers at these places: codes as narrow as they can be, one number for equal ones."""
    array = np.zeros(BLOCK, type_of(name) if name in _FIXED else np.uint32)
    if before is not None:
        array[:] = np.frombuffer(before, _kind(name, before))
    array[places] = numbers
    if name not in _FIXED:
        array = array.astype(_needed(int(array.max())))
    return array[: 1 if (array == array[0]).all() else BLOCK].tobytes()


_FIXED = frozenset({*NUMBERS, *PRESENT})


def _needed(greatest: int) -> type[np.generic]:
    return np.uint8 if greatest < 1 << 8 else np.uint16 if greatest < 1 << 16 else np.uint32


def _kind(name: str, body: bytes) -> type[np.generic]:
    """Return the type of the numbers in a body."""
    return type_of(name) if name in _FIXED else _OF_SIZE[len(body) // BLOCK or len(body)]


def _bodies(connection: Connection, names: Sequence[str], blocks: Sequence[int]) -> dict[tuple[str, int], bytes]:
    b = narrow_block.c
    found: dict[tuple[str, int], bytes] = {}
    for part in _parts(blocks, 200):
        query = select(b.name, b.block, b.body).where(b.name.in_(list(names)), b.block.in_(part))
        found.update(((r.name, r.block), r.body) for r in connection.execute(query))
    return found


def _forget_unused(connection: Connection) -> None:
    """Delete texts that no customer holds: what an erased one alone held goes with it."""
    v = narrow_value.c
    for name in (*CODED, *SETS):
        used = {0, *np.unique(column(connection, name, 0)).tolist()}
        known = connection.scalars(select(v.code).where(v.name == name)).all()
        for part in _parts(sorted(set(known) - used), 500):
            connection.execute(delete(narrow_value).where(v.name == name, v.code.in_(part)))
    connection.info.pop("narrow_codes", None)


def _parts(items: Sequence[_T], size: int) -> Iterable[Sequence[_T]]:
    return (items[start : start + size] for start in range(0, len(items), size))


# ---- reading ---------------------------------------------------------------------------------------------------------


def column(connection: Connection, name: str, size: int) -> NDArray[Any]:
    """Return a column by customer_id, at least `size` long: codes, or numbers of `type_of(name)`. 5 ms a million."""
    rows = text_index.packed_blocks(connection, name)
    kinds = {_kind(name, body) for _, body in rows}
    widest = max(kinds, key=lambda kind: np.dtype(kind).itemsize, default=type_of(name) if name in _FIXED else np.uint8)
    found = np.zeros(max(size, (rows[-1][0] + 1) * BLOCK if rows else 0), widest)
    for block, body in rows:
        found[block * BLOCK : (block + 1) * BLOCK] = np.frombuffer(body, _kind(name, body))
    return found


def values(connection: Connection, name: str) -> list[str]:
    """Return code → text of a column."""
    v = narrow_value.c
    rows = connection.execute(select(v.code, v.value).where(v.name == name)).all()
    found = [""] * (1 + max((r.code for r in rows), default=0))
    for code, text in rows:
        found[code] = text
    return found
