"""The narrow columns, groups and orders of all customers in memory: what makes filters, facets and sorting instant at a million.

One `CustomerColumns` per open vault, shared by its connections, at most 100 bytes a customer. Every array is indexed by customer_id;
`refresh` brings it up to date from the log of changes. Holds codes, dates, amounts and a small sample of texts; goes when the engine is
disposed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection, Select, bindparam, select

from khachhang.progress import Tick, no_tick
from khachhang.store import text_index
from khachhang.store.schema import customer, customer_group, customer_source, source

if TYPE_CHECKING:
    from numpy.typing import NDArray

CODED = (
    "customer_type", "branch", "status", "ward", "district", "province", "province_new", "sex", "birth_date", "birth_md", "created_date",
    "last_purchase_date", "party", "verification", "assignee", "seen_date", "due_date",
)  # fmt: skip
"""Text columns of few distinct values: kept as numbers with a dictionary."""
NUMBERS = (
    "debt",
    "total_spent",
    "points",
    "is_business",
    "has_doubt",
    "do_not_contact",
    "is_binned",
    "completeness",
    "record_count",
    "change",
    "order_count",
)
PRESENT = {"has_phone": "phone", "has_email": "email", "has_address": "street"}
"""Virtual field → the column that must hold something."""
NULL = np.iinfo(np.int64).min
SAMPLE = 4_096
KEPT = 24
_PIECE = 20_000
_MEMBERS = {
    "group": "SELECT name, customer_id FROM customer_group",
    "source": "SELECT name, customer_id FROM customer_source JOIN source USING (source_id)",
}
_SMALL = frozenset({"is_business", "has_doubt", "do_not_contact", "is_binned", "completeness", *PRESENT})
_WIDE = frozenset({"debt", "total_spent", "points"})


class Coded:
    """A text column as numbers. codes: by customer_id; code 0 is "". values: code → text."""

    def __init__(self, size: int) -> None:
        self.codes: NDArray[np.uint32] = np.zeros(size, np.uint32)
        self.values: list[str] = [""]
        self._code_of: dict[str, int] = {"": 0}

    def encode(self, texts: Sequence[str]) -> list[int]:
        """Return the codes of these texts; new texts get new codes."""
        known = self._code_of
        for text in set(texts) - known.keys():
            known[text] = len(self.values)
            self.values.append(text)
        return [known[t] for t in texts]

    def ranks(self) -> NDArray[np.int64]:
        """Return code → place of its text among all texts in code point order; the empty text is NULL."""
        ranks = np.empty(len(self.values), np.int64)
        ranks[sorted(range(len(self.values)), key=self.values.__getitem__)] = np.arange(len(self.values))
        ranks[0] = NULL
        return ranks


class Sample:
    """Texts of some thousand customers, to judge how common a piece of text is. ids: of these customers."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self.ids: NDArray[np.int64] = np.array(list(texts), np.int64)
        self._texts = texts
        self._hits: dict[str, NDArray[np.bool_]] = {}

    def hits(self, needle: str) -> NDArray[np.bool_]:
        """Return which of the texts hold the needle; remembered, as all but the last word of what is typed stay."""
        found = self._hits.get(needle)
        if found is None:
            if len(self._hits) > 200:
                self._hits.clear()
            found = np.fromiter([needle in text for text in self._texts.values()], np.bool_, len(self._texts))
            self._hits[needle] = found
        return found

    def share(self, needle: str) -> float:
        """Return the share of all customers whose text holds the needle."""
        return float(np.count_nonzero(self.hits(needle))) / max(1, len(self.ids))

    def without(self, changed: Set[int]) -> Sample:
        """Return the sample without customers whose text may have changed."""
        if changed.isdisjoint(self._texts):
            return self
        return Sample({i: text for i, text in self._texts.items() if i not in changed})


class CustomerColumns:
    """A live cache: see the module. Arrays are replaced or patched only by `refresh`, under its lock."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.version = 0
        self.seen: tuple[int, int] | None = None
        self.exists: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._coded: dict[str, Coded] = {}
        self._numbers: dict[str, NDArray[Any]] = {}
        self._members: dict[str, dict[str, NDArray[np.int64]]] = {}
        self.sample = Sample({})
        self.kept: dict[object, Any] = {}
        """Masks and orders worked out from the columns; each has `patch(connection, ids)` or is dropped at the next change."""

    def refresh(self, connection: Connection, tick: Tick = no_tick) -> CustomerColumns:
        """Bring the cache to what this connection sees and return it."""
        with self.lock:
            newest = text_index.last_change(connection)
            if self.seen == newest:
                return self
            changed = None if self.seen is None else text_index.changes_since(connection, self.seen)
            if changed is None or (changed and max(changed) >= len(self.exists)):
                self._load(connection, tick)
            else:
                self._patch(connection, sorted(changed))
            self.seen, self.version = newest, self.version + 1
            return self

    @property
    def size(self) -> int:
        """Return the length of every array: more than the greatest customer_id."""
        return len(self.exists)

    def coded(self, connection: Connection, name: str, tick: Tick = no_tick) -> Coded:
        """Return a column of CODED; read when first asked for."""
        with self.lock:
            if name not in self._coded:
                coded = Coded(self.size)
                for ids, texts in self._pieces(connection, name, tick):
                    coded.codes[ids] = coded.encode(texts)
                self._coded[name] = coded
            return self._coded[name]

    def number(self, connection: Connection, name: str, tick: Tick = no_tick) -> NDArray[Any]:
        """Return a column of NUMBERS or PRESENT; read when first asked for."""
        with self.lock:
            if name not in self._numbers:
                self._numbers[name] = self._read_number(connection, name, tick)
            return self._numbers[name]

    def members(self, connection: Connection, name: str) -> dict[str, NDArray[np.int64]]:
        """Return group name → ids, or for "source" source name → ids, ascending; read when first asked for."""
        with self.lock:
            if name not in self._members:
                self._members[name] = text_index.members(connection, _MEMBERS[name])
            return self._members[name]

    def _read_number(self, connection: Connection, name: str, tick: Tick) -> NDArray[Any]:
        numbers = np.full(self.size, _null_of(name), _type_of(name))
        for ids, texts in self._pieces(connection, name, tick):
            if name in _WIDE:
                texts = [t or str(NULL) for t in texts]
            numbers[ids] = np.fromstring(",".join(texts), dtype=np.int64, sep=",")
        return numbers

    def _pieces(self, connection: Connection, name: str, tick: Tick) -> Iterator[tuple[NDArray[np.int64], list[str]]]:
        expression = f"{PRESENT[name]} <> ''" if name in PRESENT else name
        for low in range(0, self.size, _PIECE):
            ids, texts = text_index.column_piece(connection, expression, low, min(self.size, low + _PIECE))
            if len(ids):
                yield ids, texts
            tick(low, self.size)

    def _load(self, connection: Connection, tick: Tick) -> None:
        last = connection.execute(select(customer.c.customer_id).order_by(customer.c.customer_id.desc()).limit(1)).scalar() or 0
        self.exists = np.zeros(last + 1 + max(10_000, last // 20), np.bool_)
        self._coded, self._numbers, self._members, self.kept = {}, {}, {}, {}
        self._numbers["is_binned"] = np.zeros(self.size, np.uint8)
        for ids, texts in self._pieces(connection, "is_binned", tick):
            self.exists[ids] = True
            self._numbers["is_binned"][ids] = np.fromstring(",".join(texts), dtype=np.int64, sep=",")
        self._take_sample(connection)

    def _put(self, rows: Sequence[Sequence[Any]]) -> None:
        columns = list(zip(*rows, strict=True))
        ids = np.array(columns[0], np.int64)
        self.exists[ids] = True
        for name, values in zip((*CODED, *NUMBERS, *PRESENT), columns[1:], strict=True):
            if name in self._coded:
                self._coded[name].codes[ids] = self._coded[name].encode(values)
            elif name in self._numbers:
                self._numbers[name][ids] = [NULL if v is None else v for v in values]

    def _patch(self, connection: Connection, ids: list[int]) -> None:
        if not ids:
            return
        gone = np.array(ids, np.int64)
        self.exists[gone] = False
        rows = connection.execute(narrow_rows(), {"ids": ids}).all()
        if rows:
            self._put(rows)
        for name, query in (("group", group_members()), ("source", source_members())):
            if name in self._members:
                _replace_members(self._members[name], gone, connection.execute(query, {"ids": ids}).all())
        self.sample = self.sample.without(set(ids))
        for key, kept in list(self.kept.items()):
            patch: Callable[[Connection, CustomerColumns, Sequence[int]], bool] | None = getattr(kept, "patch", None)
            if patch is None or not patch(connection, self, ids):
                del self.kept[key]

    def _take_sample(self, connection: Connection) -> None:
        ids = np.flatnonzero(self.exists)
        if len(ids) > SAMPLE:
            ids = np.random.default_rng(len(ids)).choice(ids, SAMPLE, replace=False)
        self.sample = Sample(text_index.texts(connection, ids.tolist()))

    def is_binned(self, wanted: bool) -> NDArray[np.bool_]:
        """Return who is in the bin, or who is not."""
        return np.asarray(self._numbers["is_binned"] == int(wanted))

    def memory_mib(self) -> float:
        """Return how much memory the arrays take."""
        arrays: list[Any] = [self.exists, *(c.codes for c in self._coded.values()), *self._numbers.values()]
        arrays += [ids for members in self._members.values() for ids in members.values()]
        for kept in self.kept.values():
            arrays += [a for a in (kept, *(getattr(kept, name, None) for name in ("mask", "ids", "place"))) if isinstance(a, np.ndarray)]
        return float(sum(a.nbytes for a in arrays) / 2**20)

    def keep(self, key: object, value: Any) -> Any:
        """Remember what was worked out from the columns, the newest KEPT of them, and return it."""
        self.kept.pop(key, None)
        while len(self.kept) >= KEPT:
            del self.kept[next(iter(self.kept))]
        self.kept[key] = value
        return value


_OPEN: WeakKeyDictionary[object, CustomerColumns] = WeakKeyDictionary()
_OPEN_LOCK = threading.Lock()


def columns_of(connection: Connection, tick: Tick = no_tick) -> CustomerColumns:
    """Return the columns of the vault this connection belongs to, up to date; the first call reads them all."""
    with _OPEN_LOCK:
        columns = _OPEN.setdefault(connection.engine.pool, CustomerColumns())
    return columns.refresh(connection, tick)


def forget_columns(connection: Connection) -> None:
    """Drop what is in memory for this vault (it also goes with the engine's pool)."""
    with _OPEN_LOCK:
        _OPEN.pop(connection.engine.pool, None)


# ---- queries ---------------------------------------------------------------------------------------------------------


def narrow_rows() -> Select[Any]:
    """Return the query for (customer_id, CODED…, NUMBERS…, PRESENT…) of `:ids`."""
    c = customer.c
    present = [(c[column] != "").label(name) for name, column in PRESENT.items()]
    query = select(c.customer_id, *(c[name] for name in CODED), *(c[name] for name in NUMBERS), *present)
    return query.where(c.customer_id.in_(bindparam("ids", expanding=True)))


def group_members() -> Select[Any]:
    """Return the query for (group name, customer_id) of `:ids`."""
    c = customer_group.c
    return select(c.name, c.customer_id).where(c.customer_id.in_(bindparam("ids", expanding=True)))


def source_members() -> Select[Any]:
    """Return the query for (source name, customer_id) of `:ids`."""
    c = customer_source.c
    query = select(source.c.name, c.customer_id).join_from(customer_source, source, source.c.source_id == c.source_id)
    return query.where(c.customer_id.in_(bindparam("ids", expanding=True)))


def chunks(connection: Connection, query: Select[Any], size: int) -> Iterator[Sequence[Any]]:
    """Yield the rows in pieces small enough that no call holds the interpreter lock for long."""
    with connection.execute(query) as result:
        while rows := result.fetchmany(size):
            yield rows


def _replace_members(members: dict[str, NDArray[np.int64]], gone: NDArray[np.int64], rows: Sequence[Any]) -> None:
    added: dict[str, list[int]] = {}
    for name, customer_id in rows:
        added.setdefault(name, []).append(customer_id)
    for name in {*members, *added}:
        old = members.get(name, np.empty(0, np.int64))
        at = np.searchsorted(old, gone)
        inside = at < len(old)
        at = at[inside][old[at[inside]] == gone[inside]]
        new = np.array(sorted(added.get(name, ())), np.int64)
        if len(at) or len(new):
            kept = np.delete(old, at)
            members[name] = np.insert(kept, np.searchsorted(kept, new), new)


def _type_of(name: str) -> type[np.generic]:
    return np.uint8 if name in _SMALL else np.int64 if name in _WIDE else np.int32


def _null_of(name: str) -> int:
    return NULL if name in _WIDE else 0
