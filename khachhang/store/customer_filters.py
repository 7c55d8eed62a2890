"""Filters as masks over all customers: one bool per customer_id. In memory for narrow columns, read once and kept for the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.types import Text

from khachhang.fields import Catalogue, Kind
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, AnyOf, Filter, Op, SearchWords, found_by, is_number, parse_words, value_fits
from khachhang.store import text_index
from khachhang.store.customer_columns import CODED, NULL, NUMBERS, PRESENT, SETS, CustomerColumns, chunks
from khachhang.store.schema import customer
from khachhang.store.sealed_values import sealed_field, sealed_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUCKETS: dict[str, tuple[str, Callable[[str], str]]] = {
    "birth_month": ("birth_md", lambda v: v[:2]),
    "birth_year": ("birth_date", lambda v: "" if v.startswith("-") else v[:4]),
    "birth_decade": ("birth_date", lambda v: "" if v.startswith("-") or len(v) < 4 else v[:3] + "0"),
    "created_year": ("created_date", lambda v: v[:4]),
    "last_purchase_year": ("last_purchase_date", lambda v: v[:4]),
}
"""Virtual field → the coded column it is read from, and how."""

_PREFILTERED = frozenset({Op.IS, Op.IN, Op.CONTAINS, Op.STARTS})


def base_mask(columns: CustomerColumns, *, binned: bool) -> NDArray[np.bool_]:
    """Return who is in the list (or in the bin)."""
    key = ("base", binned)
    found: NDArray[np.bool_] | None = columns.kept.get(key)
    if found is None:
        found = columns.keep(key, columns.exists & columns.is_binned(binned))
    return found


def filter_mask(
    connection: Connection, columns: CustomerColumns, part: Filter | AllOf | AnyOf, catalogue: Catalogue, tick: Tick = no_tick
) -> NDArray[np.bool_]:
    """Return who fits; the result is not to be written to."""
    key = ("mask", part)
    found: NDArray[np.bool_] | None = columns.kept.get(key)
    if found is None:
        found = columns.keep(key, _mask(connection, columns, part, catalogue, tick))
    return found


def _mask(
    connection: Connection, columns: CustomerColumns, part: Filter | AllOf | AnyOf, catalogue: Catalogue, tick: Tick
) -> NDArray[np.bool_]:
    if isinstance(part, Filter):
        return _leaf(connection, columns, part, catalogue, tick)
    masks = [filter_mask(connection, columns, p, catalogue, tick) for p in part.parts]
    if isinstance(part, AllOf):
        return np.logical_and.reduce(masks) if masks else columns.exists
    some = np.logical_or.reduce(masks) if masks else np.zeros(columns.size, np.bool_)
    return ~some & columns.exists if part.is_none else some


def _leaf(connection: Connection, columns: CustomerColumns, leaf: Filter, catalogue: Catalogue, tick: Tick) -> NDArray[np.bool_]:
    if catalogue.seals and (field := sealed_field(leaf.field, catalogue)) is not None:
        return _sealed_mask(sealed_values(connection, columns, field, catalogue, tick), columns, leaf, hidden=catalogue.is_hidden(field))
    if leaf.field in CODED or leaf.field in BUCKETS or leaf.field in SETS:
        name, bucket = BUCKETS.get(leaf.field, (leaf.field, None))
        coded = columns.coded(connection, name)
        fits = np.array([value_fits(leaf.op, leaf.values, bucket(v) if bucket else v) for v in coded.values], np.bool_)
        return np.asarray(fits[coded.codes] & columns.exists)
    if leaf.field in NUMBERS or leaf.field in PRESENT:
        return _number_mask(columns.number(connection, leaf.field), leaf) & columns.exists
    if leaf.field == "customer_id":
        return _number_mask(np.arange(columns.size), leaf) & columns.exists
    key = ("read", leaf)
    kept: ReadMask | None = columns.kept.get(key)
    if kept is None:
        kept = columns.keep(key, ReadMask(connection, columns, leaf, catalogue, tick))
    return kept.mask


def _sealed_mask(values: Mapping[int, Any], columns: CustomerColumns, leaf: Filter, *, hidden: bool) -> NDArray[np.bool_]:
    """Return who fits by values opened into memory; nobody for a person who may not read them."""
    bucket = BUCKETS[leaf.field][1] if leaf.field in BUCKETS else None
    fits = not hidden and value_fits(leaf.op, leaf.values, None)
    mask = columns.exists.copy() if fits else np.zeros(columns.size, np.bool_)
    for customer_id, value in values.items():
        mask[customer_id] = value_fits(leaf.op, leaf.values, bucket(str(value)) if bucket is not None else value)
    return mask & columns.exists


def _number_mask(numbers: NDArray[Any], leaf: Filter) -> NDArray[np.bool_]:
    """Return what `value_fits` says of every number, NULL being empty; a number is never in relation to a text."""
    known: NDArray[np.bool_] = numbers != NULL if numbers.dtype == np.int64 else np.ones(len(numbers), np.bool_)
    if leaf.op in (Op.EMPTY, Op.NOT_EMPTY):
        return ~known if leaf.op is Op.EMPTY else known
    if leaf.op in (Op.CONTAINS, Op.STARTS):
        texts, back = np.unique(numbers, return_inverse=True)
        fits = np.array([value_fits(leaf.op, leaf.values, int(v)) for v in texts], np.bool_)
        return np.asarray(fits[back] & known)
    wanted = [v for v in leaf.values if not isinstance(v, str)]
    if leaf.op is Op.IS_NOT:
        return ~known | (numbers != wanted[0]) if wanted else np.ones(len(numbers), np.bool_)
    if len(wanted) < len(leaf.values) and leaf.op is not Op.IN:
        return np.zeros(len(numbers), np.bool_)
    return known & _compared(numbers, leaf.op, wanted)


def _compared(numbers: NDArray[Any], op: Op, wanted: Sequence[Any]) -> NDArray[np.bool_]:
    if op in (Op.IS, Op.IN):
        return np.isin(numbers, np.array(wanted)) if wanted else np.zeros(len(numbers), np.bool_)
    compared = {
        Op.LESS: lambda: numbers < wanted[0],
        Op.AT_MOST: lambda: numbers <= wanted[0],
        Op.MORE: lambda: numbers > wanted[0],
        Op.AT_LEAST: lambda: numbers >= wanted[0],
        Op.BETWEEN: lambda: (numbers >= wanted[0]) & (numbers <= wanted[-1]),
    }[op]()
    return np.asarray(compared)


class ReadMask:
    """Who fits a filter on a field that is not in memory: read from the table once, then only for customers that change."""

    def __init__(self, connection: Connection, columns: CustomerColumns, leaf: Filter, catalogue: Catalogue, tick: Tick) -> None:
        self._leaf, self._catalogue = leaf, catalogue
        self.mask: NDArray[np.bool_] = np.zeros(columns.size, np.bool_)
        likely = self._likely(connection)
        if likely is None:
            self._read(chunks(connection, field_values(leaf.field, catalogue), 1_000), tick, int(columns.exists.sum()))
            return
        for start in range(0, len(likely), 500):
            ids = likely[start : start + 500].tolist()
            self._read([connection.execute(field_values(leaf.field, catalogue, some=True), {"ids": ids}).all()], no_tick, 0)
            tick(start, len(likely))

    def patch(self, connection: Connection, columns: CustomerColumns, ids: Sequence[int]) -> bool:
        """Ask again for customers that changed."""
        self.mask = self.mask.copy()
        self.mask[list(ids)] = False
        self._read([connection.execute(field_values(self._leaf.field, self._catalogue, some=True), {"ids": list(ids)}).all()], no_tick, 0)
        return True

    def _read(self, pieces: Iterable[Sequence[Any]], tick: Tick, total: int) -> None:
        done = 0
        for rows in pieces:
            fits = [i for i, raw in rows if value_fits(self._leaf.op, self._leaf.values, decode(self._leaf.field, raw, self._catalogue))]
            self.mask[fits] = True
            done += len(rows)
            tick(done, total)

    def _likely(self, connection: Connection) -> NDArray[np.int64] | None:
        """Return a superset of who fits, from the text index, or None when it cannot help."""
        if self._leaf.op not in _PREFILTERED or is_number(self._leaf.field, self._catalogue):
            return None
        found = []
        for wanted in self._leaf.values:
            words = parse_words(str(wanted)) if self._leaf.op is Op.CONTAINS else SearchWords(tuple(found_by(wanted).split()))
            if not words:
                return None
            found.append(text_index.candidates(connection, text_index.match_terms(words)))
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)


class ReadValues:
    """The values of a field that is not in memory: read from the table once, then only of customers that change. codes: 0 is ""."""

    def __init__(self, connection: Connection, columns: CustomerColumns, field: str, catalogue: Catalogue, tick: Tick) -> None:
        self._field, self._catalogue = field, catalogue
        self.codes: NDArray[np.uint32] = np.zeros(columns.size, np.uint32)
        self.values: dict[str, int] = {"": 0}
        self._read(chunks(connection, field_values(field, catalogue), 1_000), tick, int(columns.exists.sum()))

    def patch(self, connection: Connection, columns: CustomerColumns, ids: Sequence[int]) -> bool:
        """Read again customers that changed."""
        self.codes = self.codes.copy()
        self.codes[list(ids)] = 0
        self._read([connection.execute(field_values(self._field, self._catalogue, some=True), {"ids": list(ids)}).all()], no_tick, 0)
        return True

    def _read(self, pieces: Iterable[Sequence[Any]], tick: Tick, total: int) -> None:
        done = 0
        for rows in pieces:
            for customer_id, raw in rows:
                value = decode(self._field, raw, self._catalogue)
                if isinstance(value, str) and value:
                    self.codes[customer_id] = self.values.setdefault(value, len(self.values))
            done += len(rows)
            tick(done, total)


# ---- fields that are read -------------------------------------------------------------------------------------------


class doc_text(FunctionElement[str]):
    """The value of a field inside `customer.doc`, as text; lists and addresses as JSON."""

    type = Text()
    inherit_cache = True


@compiles(doc_text)
def _doc_text(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    document, key = element.clauses
    return f"json_extract({compiler.process(document, **kw)}, '$.values.\"' || {compiler.process(key, **kw)} || '\"')"


@compiles(doc_text, "postgresql")
def _doc_text_postgresql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    document, key = element.clauses
    return f"(CAST({compiler.process(document, **kw)} AS JSON) -> 'values' ->> {compiler.process(key, **kw)})"


def field_expression(field: str, catalogue: Catalogue) -> ColumnElement[Any]:
    """Return the SQL of a field: a column of its own, or a look into the document (all values of a many-valued field)."""
    known = catalogue.get(field)
    if field in customer.c and not (known is not None and known.many) and field not in catalogue.seals:
        return customer.c[field]
    return doc_text(customer.c.doc, bindparam("field_key", field, type_=Text()))


def field_values(field: str, catalogue: Catalogue, *, some: bool = False) -> Select[Any]:
    """Return the query for (customer_id, raw value) of all customers, or of `:ids`."""
    query = select(customer.c.customer_id, field_expression(field, catalogue))
    return query.where(customer.c.customer_id.in_(bindparam("ids", expanding=True))) if some else query.order_by(customer.c.customer_id)


def decode(field: str, raw: Any, catalogue: Catalogue) -> Any:
    """Return the value of a raw answer of `field_values`: text, number, or a list of texts."""
    known = catalogue.get(field)
    if known is None or raw is None:
        return raw
    if known.kind is Kind.ADDRESS or (known.many and isinstance(raw, str) and raw[:1] == "["):
        value = orjson.loads(raw)
        return [_address_text(v) for v in value] if known.kind is Kind.ADDRESS else value
    if isinstance(raw, str) and known.kind in (Kind.MONEY, Kind.NUMBER):
        return float(raw)
    return raw


def _address_text(address: dict[str, Any]) -> str:
    parts = [v if isinstance(v, str) else " ".join(v) for v in address.values() if isinstance(v, str | list) and v]
    return ", ".join(parts)
