"""The narrow columns, groups and orders of all customers in memory: what makes filters, facets and sorting instant at a million.

One `CustomerColumns` per open vault, shared by its connections, at most 100 bytes a customer. Every array is indexed by customer_id; it
is read from `narrow_blocks` when first asked for, and `refresh` brings it up to date from the log of changes. Holds codes, dates, amounts
and a small sample of texts; goes when the engine is disposed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection, Select, bindparam, select

from khachhang.progress import Tick, no_tick
from khachhang.store import narrow_blocks, text_index
from khachhang.store.narrow_blocks import CODED, LISTED, NULL, NUMBERS, PRESENT, SEPARATOR, SETS
from khachhang.store.postings import Bits, Ids, Postings, asked, common_pieces
from khachhang.store.schema import customer, customer_group, customer_source, source

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CODED", "NULL", "NUMBERS", "PRESENT", "SETS", "Coded", "CustomerColumns", "chunks", "columns_of", "forget_columns"]

SAMPLE = 4_096
_RUN = 8
KEPT_BYTES = 56 << 20
BOOK_OPTION = "khachhang_book"
"""Execution option of a connection: what stands for its vault, when several engines read the same one."""


class Coded:
    """A column of texts, or of sets of texts, as numbers. codes: by customer_id; code 0 is "" or (). values: code → text or set."""

    def __init__(self, codes: NDArray[np.unsignedinteger[Any]], values: list[Any]) -> None:
        self.codes = codes
        self.values = values
        self._code_of = {value: code for code, value in enumerate(values)}

    def put(self, ids: NDArray[np.int64], values: Sequence[Any]) -> None:
        """Set the values of these customers; new values get new codes."""
        known = self._code_of
        for value in set(values) - known.keys():
            known[value] = len(self.values)
            self.values.append(value)
        if len(self.values) > np.iinfo(self.codes.dtype).max:
            self.codes = self.codes.astype(np.uint32)
        self.codes[ids] = [known[v] for v in values]


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

    def texts(self) -> list[str]:
        """Return the texts."""
        return list(self._texts.values())

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
        self.ordering = threading.RLock()
        """Held while an order is worked out, so that two threads do not work out the same one."""
        self.version = 0
        self._asked = threading.local()
        self.seen: tuple[int, int] | None = None
        self.exists: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._listed: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self._coded: dict[str, Coded] = {}
        self._numbers: dict[str, NDArray[Any]] = {}
        self.postings = Postings(0)
        self._sample: Sample | None = None
        self._ahead: list[str] | None = None
        self.kept: dict[object, Any] = {}
        """Masks and orders worked out from the columns; each has `patch(connection, ids)` or is dropped at the next change."""

    def refresh(self, connection: Connection, tick: Tick = no_tick) -> CustomerColumns:
        """Bring the cache to what this connection sees and return it."""
        with self.lock:
            newest = text_index.last_change(connection)
            if self.seen == newest:
                self._asked.version = self.version
                return self
            changed = None if self.seen is None else text_index.changes_since(connection, self.seen)
            if changed is None or (changed and max(changed) >= len(self.exists)):
                self._load(connection, tick)
            else:
                self._patch(connection, sorted(changed))
            self.seen, self.version = newest, self.version + 1
            self._asked.version = self.version
            return self

    @property
    def size(self) -> int:
        """Return the length of every array: more than the greatest customer_id."""
        return len(self.exists)

    def coded(self, connection: Connection, name: str) -> Coded:
        """Return a column of CODED, or of SETS with the names of groups or sources; read when first asked for."""
        with self.lock:
            found = self._coded.get(name)
            if found is None:
                values: list[Any] = narrow_blocks.values(connection, name)
                if name in SETS:
                    names = _source_names(connection) if name == "source" else {}
                    values = [tuple(names.get(v, v) for v in text.split(SEPARATOR)) if text else () for text in values]
                found = Coded(narrow_blocks.column(connection, name, self.size), values)
                if self._is_seen_by(connection):
                    self._coded[name] = found
            return found

    def number(self, connection: Connection, name: str) -> NDArray[Any]:
        """Return a column of NUMBERS or PRESENT; read when first asked for."""
        with self.lock:
            found = self._numbers.get(name)
            if found is None:
                found = narrow_blocks.column(connection, name, self.size)
                if self._is_seen_by(connection):
                    self._numbers[name] = found
            return found

    def sample(self, connection: Connection) -> Sample:
        """Return the sample of texts; taken when first asked for."""
        with self.lock:
            if self._sample is None:
                self._sample = self._take_sample(connection)
            return self._sample

    def posting(self, connection: Connection, needle: str) -> Bits | Ids:
        """Return who may hold a needle, as the index says; kept, unless the vault changed meanwhile."""
        known = self.postings.get(needle)
        if known is not None:
            return known
        postings = self.postings
        found = postings.ask(connection, asked(needle))
        with self.lock:
            if postings is self.postings and self._is_seen_by(connection):
                postings.keep(needle, found)
        return found

    def next_piece(self, connection: Connection) -> str | None:
        """Return a needle worth asking the index for ahead, None when all were asked for."""
        with self.lock:
            if self._ahead is None:
                texts = self.sample(connection).texts()
                self._ahead = common_pieces(texts, int(np.count_nonzero(self.exists)))[::-1]
            while self._ahead and self.postings.knows(self._ahead[-1]):
                self._ahead.pop()
            return self._ahead.pop() if self._ahead else None

    def _is_seen_by(self, connection: Connection) -> bool:
        """Return whether a connection sees the state these columns are at; another thread may have gone on."""
        return self.seen is None or text_index.last_change(connection) == self.seen

    def _load(self, connection: Connection, tick: Tick) -> None:
        last = connection.execute(select(customer.c.customer_id).order_by(customer.c.customer_id.desc()).limit(1)).scalar() or 0
        self._listed = narrow_blocks.column(connection, LISTED, last + 1 + max(10_000, last // 20))
        self.exists = self._listed > 0
        self._coded, self._numbers, self.kept = {}, {}, {}
        self.postings, self._sample, self._ahead = Postings(self.size), None, None
        tick(0, len(self.exists))

    def _put(self, rows: Sequence[Sequence[Any]]) -> None:
        columns = list(zip(*rows, strict=True))
        ids = np.array(columns[0], np.int64)
        self.exists[ids] = True
        for name, values in zip((*CODED, *NUMBERS, *PRESENT), columns[1:], strict=True):
            if name in self._coded:
                self._coded[name].put(ids, values)
            elif name in self._numbers:
                self._numbers[name][ids] = [NULL if v is None else v for v in values]
            if name == "is_binned":
                self._listed[ids] = [1 + v for v in values]

    def _patch(self, connection: Connection, ids: list[int]) -> None:
        if not ids:
            return
        gone = np.array(ids, np.int64)
        self.exists[gone] = False
        self._listed[gone] = 0
        rows = connection.execute(narrow_rows(), {"ids": ids}).all()
        if rows:
            self._put(rows)
        for name, query in (("group", group_members()), ("source", source_members())):
            if name in self._coded:
                found: dict[int, list[str]] = {i: [] for i in ids}
                for value, customer_id in connection.execute(query, {"ids": ids}):
                    found[customer_id].append(value)
                self._coded[name].put(gone, [tuple(sorted(found[i])) for i in ids])
        self.postings.patch(text_index.texts(connection, ids), ids)
        if self._sample is not None:
            self._sample = self._sample.without(set(ids))
        for key, kept in list(self.kept.items()):
            patch: Callable[[Connection, CustomerColumns, Sequence[int]], bool] | None = getattr(kept, "patch", None)
            if patch is None or not patch(connection, self, ids):
                del self.kept[key]

    def _take_sample(self, connection: Connection) -> Sample:
        """Read neighbouring texts here and there: a tenth of the pages that as many single ones would touch."""
        ids = np.flatnonzero(self.exists)
        if len(ids) > SAMPLE:
            starts = np.random.default_rng(len(ids)).choice(len(ids) // _RUN, SAMPLE // _RUN, replace=False)
            ids = ids[(np.sort(starts)[:, None] * _RUN + np.arange(_RUN)).ravel()]
        return Sample(text_index.texts(connection, ids.tolist()))

    def is_binned(self, wanted: bool) -> NDArray[np.bool_]:
        """Return who is in the bin, or who is not."""
        return np.asarray(self._listed == 1 + int(wanted))

    def memory_mib(self) -> float:
        """Return how much memory the arrays take."""
        arrays: list[Any] = [self.exists, self._listed, *(c.codes for c in self._coded.values()), *self._numbers.values()]
        return float(sum(a.nbytes for a in arrays) + sum(_bytes_of(v) for v in self.kept.values()) + self.postings.nbytes) / 2**20

    def keep(self, key: object, value: Any) -> Any:
        """Remember what was worked out from the columns, the newest of them up to KEPT_BYTES, and return it. The order of names stays.

        What a thread worked out from columns that another thread has brought on since is returned, not remembered.
        """
        with self.lock:
            if getattr(self._asked, "version", self.version) != self.version:
                return value
            self.kept.pop(key, None)
            self.kept[key] = value
            total = sum(_bytes_of(v) for v in self.kept.values())
            for old in [k for k in self.kept if k not in (key, ("order", ()))]:
                if total <= KEPT_BYTES:
                    break
                total -= _bytes_of(self.kept.pop(old))
            return value


def _bytes_of(kept: Any) -> int:
    arrays = (kept, *(getattr(kept, name, None) for name in ("mask", "ids", "place")))
    return 256 + sum(a.nbytes for a in arrays if isinstance(a, np.ndarray))


_OPEN: WeakKeyDictionary[object, CustomerColumns] = WeakKeyDictionary()
_OPEN_LOCK = threading.Lock()


def columns_of(connection: Connection, tick: Tick = no_tick) -> CustomerColumns:
    """Return the columns of the vault this connection belongs to, up to date; the first call reads them all."""
    with _OPEN_LOCK:
        columns = _OPEN.setdefault(_book_of(connection), CustomerColumns())
    return columns.refresh(connection, tick)


def forget_columns(connection: Connection) -> None:
    """Drop what is in memory for this vault (it also goes with the engine's pool, or what BOOK_OPTION names instead)."""
    with _OPEN_LOCK:
        _OPEN.pop(_book_of(connection), None)


def _book_of(connection: Connection) -> object:
    return connection.get_execution_options().get(BOOK_OPTION, connection.engine.pool)


# ---- queries ---------------------------------------------------------------------------------------------------------


@cache
def narrow_rows() -> Select[Any]:
    """Return the query for (customer_id, CODED…, NUMBERS…, PRESENT…) of `:ids`."""
    c = customer.c
    present = [(c[column] != "").label(name) for name, column in PRESENT.items()]
    query = select(c.customer_id, *(c[name] for name in CODED), *(c[name] for name in NUMBERS), *present)
    return query.where(c.customer_id.in_(bindparam("ids", expanding=True)))


@cache
def group_members() -> Select[Any]:
    """Return the query for (group name, customer_id) of `:ids`."""
    c = customer_group.c
    return select(c.name, c.customer_id).where(c.customer_id.in_(bindparam("ids", expanding=True)))


@cache
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


def _source_names(connection: Connection) -> dict[str, str]:
    return {str(source_id): name for source_id, name in connection.execute(select(source.c.source_id, source.c.name))}
