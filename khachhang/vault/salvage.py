"""Reading what can still be read of a damaged database, row by row, around the pages that are gone. Nothing is written into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlcipher3 import dbapi2

from khachhang.progress import Tick, no_tick

_CHUNK = 200
_GIVE_UP_AFTER = 2_000
"""So many rows in a row that are not there end a table, where nothing tells how far it goes."""

Connect = Callable[[], Any]
"""Opens the damaged file anew: a connection that met a broken page may refuse everything after it."""


@dataclass(slots=True)
class Salvaged:
    """Of one table: its columns, the rows that could be read, by rowid (or counted where it has none), and the rowids that could not.

    is_whole: every row there is was read.
    """

    columns: tuple[str, ...] = ()
    rows: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)
    is_whole: bool = True


def salvage(connect: Connect, tables: dict[str, int], *, tick: Tick = no_tick) -> dict[str, Salvaged]:
    """Read these tables as far as they can be read. tables: name → the highest rowid known from elsewhere (a backup), 0 = none."""
    found = {}
    with _Reader(connect) as reader:
        for done, (name, known) in enumerate(tables.items(), 1):
            found[name] = _table(reader, name, known)
            tick(done, len(tables))
    return found


class _Reader:
    """Reads rows one by one; after an error it begins with a fresh connection."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._connection: Any = None

    def __enter__(self) -> _Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield rows until the end or the first page that is gone, which raises DatabaseError."""
        try:
            if self._connection is None:
                self._connection = self._connect()
            yield from self._connection.execute(sql, values)
        except dbapi2.DatabaseError:
            self._drop()
            raise


def _table(reader: _Reader, name: str, known: int) -> Salvaged:
    found = Salvaged()
    try:
        found.columns = tuple(row[1] for row in reader.rows(f'PRAGMA table_info("{name}")'))
        has_rowid = not any(row[0] for row in reader.rows("SELECT wr FROM pragma_table_list WHERE name = ?", name))
    except dbapi2.DatabaseError:
        return Salvaged(is_whole=False)
    if not found.columns:
        return Salvaged(is_whole=False)
    what = "rowid" if has_rowid else "0"
    try:
        for number, (rowid, *values) in enumerate(reader.rows(f'SELECT {what}, * FROM "{name}"')):
            found.rows[rowid if has_rowid else number] = tuple(values)
    except dbapi2.DatabaseError:
        found.is_whole = False
        if has_rowid:
            _around(reader, name, known, found)
    return found


def _around(reader: _Reader, name: str, known: int, found: Salvaged) -> None:
    """Go on behind the place where reading stopped: by chunks where they can be read, one by one where not."""
    last = max(_last(reader, name), known, max(found.rows, default=0))
    begin, empty = max(found.rows, default=0) + 1, 0
    while begin <= last or empty < _GIVE_UP_AFTER:
        end, before = begin + _CHUNK, len(found.rows)
        try:
            query = f'SELECT rowid, * FROM "{name}" WHERE rowid >= ? AND rowid < ? ORDER BY rowid'
            for rowid, *values in reader.rows(query, begin, end):
                found.rows[rowid] = tuple(values)
        except dbapi2.DatabaseError:
            _one_by_one(reader, name, range(begin, end), found)
        empty = 0 if len(found.rows) > before else empty + _CHUNK
        begin = end
    highest = max(last, max(found.rows, default=0))
    found.unread = [rowid for rowid in found.unread if rowid <= highest]


def _one_by_one(reader: _Reader, name: str, rowids: range, found: Salvaged) -> None:
    for rowid in rowids:
        if rowid in found.rows:
            continue
        try:
            row = next(reader.rows(f'SELECT * FROM "{name}" WHERE rowid = ?', rowid), None)
        except dbapi2.DatabaseError:
            found.unread.append(rowid)
        else:
            if row is not None:
                found.rows[rowid] = tuple(row)


def _last(reader: _Reader, name: str) -> int:
    try:
        row = next(reader.rows(f'SELECT rowid FROM "{name}" ORDER BY rowid DESC LIMIT 1'), None)
    except dbapi2.DatabaseError:
        return 0
    return int(row[0]) if row is not None else 0
