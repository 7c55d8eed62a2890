"""The text index: which customers hold these words. The only module with SQL of SQLite alone.

`search` holds the searchable text of each customer (`searching.searchable_text`). `search_words` is a contentless FTS5 index of its
words, cut to six letters, and of every three digits in a row; it answers a superset that the text then confirms. `search_change` tells
readers whose lists are in memory which customers changed. Nothing here knows an order: orders live in `customer_orders`.

Tried first: a trigram index over everything. In one trial (200,000 to 300,000 customers) it cost 3.1 CPU s per 100,000 new customers,
this one 2.5 with its prefix index of one to three letters and 2.0 without; uncut words (phones, e-mails, codes) would make the
vocabulary as large as the data and the uniting of words that begin alike ten times slower.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
from sqlalchemy import Connection

from khachhang.progress import Tick, no_tick
from khachhang.searching import SearchWords, needles

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = tuple[int, str, str]
"""(customer_id, sort_key, searchable text)"""

CUT = 6
_BATCH = 5_000
_PIECE = 400_000
_LOGGED_AT_MOST = 500
_KEPT_LOG = 20_000
_TABLES = (
    "CREATE TABLE search (customer_id INTEGER PRIMARY KEY, s TEXT NOT NULL) STRICT",
    "CREATE VIRTUAL TABLE search_words USING fts5(words, content='', tokenize='ascii', detail=none, columnsize=0, prefix='1 2 3')",
    "INSERT INTO search_words (search_words, rank) VALUES ('hashsize', 16777216)",
    "CREATE TABLE search_change (seq INTEGER PRIMARY KEY, token INTEGER NOT NULL, customer_id INTEGER) STRICT",
)
_INDEX = "INSERT INTO search_words (rowid, words) VALUES (?, ?)"
_UNINDEX = "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', ?, ?)"
_PUT = "INSERT INTO search (customer_id, s) VALUES (?, ?) ON CONFLICT (customer_id) DO UPDATE SET s = excluded.s"

# ---- writing ---------------------------------------------------------------------------------------------------------


def create_text_index(connection: Connection) -> None:
    """Create the tables of the index, empty."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)


def drop_text_index(connection: Connection) -> None:
    """Drop what `create_text_index` made, and what earlier versions of it made."""
    connection.exec_driver_sql("DROP INDEX IF EXISTS customer_narrow")
    for table in ("search", "search_words", "search_change"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")


def rebuild_text_index(connection: Connection, rows: Iterable[Row], tick: Tick = no_tick) -> None:
    """Throw the index away, with every trace of former texts, and index these customers; ascending ids are fastest."""
    connection.exec_driver_sql("INSERT INTO search_words (search_words) VALUES ('delete-all')")
    connection.exec_driver_sql("DELETE FROM search")
    done = 0
    for batch in _batches(rows):
        _insert(connection, [(customer_id, s) for customer_id, _, s in batch])
        done += len(batch)
        tick(done, done)
    _log(connection, None)


def upsert(connection: Connection, rows: Sequence[Row], tick: Tick = no_tick) -> None:
    """Index customers that are new or changed in any column or group: call it after their rows of `customer` are written.

    Inside the caller's transaction. An unchanged text costs a look-up.
    """
    newest = connection.exec_driver_sql("SELECT max(customer_id) FROM search").scalar() or 0
    for done, batch in enumerate(_batches(sorted(rows))):
        texts = {customer_id: s for customer_id, _, s in batch}
        old = _texts(connection, [i for i in texts if i <= newest])
        changed = {i: s for i, s in old.items() if s != texts[i]}
        if changed:
            connection.exec_driver_sql(_UNINDEX, [(i, index_words(s)) for i, s in changed.items()])
        _insert(connection, [(i, s) for i, s in texts.items() if i not in old or i in changed])
        tick(min(len(rows), (done + 1) * _BATCH), len(rows))
    _log(connection, [row[0] for row in rows])


def remove(connection: Connection, customer_ids: Sequence[int], *, erase: bool = False) -> None:
    """Take customers out of the index.

    erase: `purge` as well. Without it, words cut to six letters may stay in old parts of the index until these are merged; nothing finds
    them.
    """
    for batch in _batches(customer_ids):
        old = _texts(connection, batch)
        if old:
            connection.exec_driver_sql(_UNINDEX, [(i, index_words(s)) for i, s in old.items()])
        connection.exec_driver_sql("DELETE FROM search WHERE customer_id IN (SELECT value FROM json_each(?))", (_json(batch),))
    if erase:
        purge(connection)
    _log(connection, list(customer_ids))


def purge(connection: Connection) -> None:
    """Leave no trace in the index of any text that a customer held before or that was removed: for erasing a person.

    FTS5 only marks words as deleted; merging all its parts drops them (`secure_delete` clears the pages). One CPU second at 400,000
    customers in a trial. The FTS5 option secure-delete would do it at once, at 15 to 60 ms for every edit, and would not reach what was
    marked before.
    """
    connection.exec_driver_sql("INSERT INTO search_words (search_words) VALUES ('optimize')")


def note_change(connection: Connection, customer_ids: Sequence[int] | None) -> None:
    """Tell readers that rows of `customer` changed but no text did; None: too many to name."""
    _log(connection, None if customer_ids is None else list(customer_ids))


def _insert(connection: Connection, rows: list[tuple[int, str]]) -> None:
    if rows:
        connection.exec_driver_sql(_PUT, rows)
        connection.exec_driver_sql(_INDEX, [(i, index_words(s)) for i, s in rows])


def _texts(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    if not ids:
        return {}
    sql = "SELECT customer_id, s FROM json_each(?) CROSS JOIN search ON customer_id = value"
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql, (_json(ids),))}


def _log(connection: Connection, ids: Sequence[int] | None) -> None:
    """Note who changed; the random token tells a reader whether the entry it saw last was rolled back."""
    if ids is not None and not ids:
        return
    named: list[int | None] = [None] if ids is None or len(ids) > _LOGGED_AT_MOST else list(ids)
    connection.exec_driver_sql("INSERT INTO search_change (token, customer_id) VALUES (?, ?)", [(secrets.randbits(62), i) for i in named])
    connection.exec_driver_sql("DELETE FROM search_change WHERE seq <= (SELECT max(seq) FROM search_change) - ?", (_KEPT_LOG,))


_RUN = re.compile(r"\d{3,}")


class _Runs(dict[str, str]):
    """Three digits from anywhere in a number → what the index keeps: one sign of no script, so that numbers that begin with them are told
    apart, and the index of beginnings holds one entry for them instead of three."""

    def __init__(self) -> None:
        super().__init__({f"{number:03d}": chr(0xE000 + number) for number in range(1000)})

    def __missing__(self, digits: str) -> str:
        return f"\ue3e8{digits}"  # digits of other scripts


_RUNS = _Runs()
_REMEMBERED = 1 << 16


class _Cuts(dict[str, str]):
    """Word → what the index keeps of it; remembers what repeats: words without digits, and short numbers."""

    def __missing__(self, word: str) -> str:
        cut = word[:CUT] if word.isalpha() else _cut_number(word)
        if len(word) <= 4 or word.isalpha():
            if len(self) > _REMEMBERED:
                self.clear()
            self[word] = cut
        return cut


_CUTS = _Cuts()


def index_words(s: str) -> str:
    """Return the words the index keeps of a text: cut to six letters, numbers to three digits, and every three digits in a row."""
    return " ".join(map(_CUTS.__getitem__, s.split()))


def _cut_number(word: str) -> str:
    if word.isdecimal():
        if len(word) < 3:
            return word
        return f"{word[:3]} " + " ".join([_RUNS[word[i : i + 3]] for i in range(len(word) - 2)])
    runs = [_RUNS[run[i : i + 3]] for run in _RUN.findall(word) for i in range(len(run) - 2)]
    return f"{word[:CUT]} {' '.join(runs)}" if runs else word[:CUT]


# ---- reading ---------------------------------------------------------------------------------------------------------


def match_terms(words: SearchWords, *, accented: bool = False, chosen: Sequence[str] | None = None) -> str:
    """Return the FTS5 expression that no customer with these words escapes; chosen: only these needles of `needles(words)`."""
    terms: list[str] = []
    for needle in needles(words, accented=accented) if chosen is None else chosen:
        word = needle.lstrip()
        if word == needle:
            terms.extend(f'"{_RUNS[word[i : i + 3]]}"' for i in range(len(word) - 2))
            continue
        kept = 3 if word.isdecimal() else CUT
        terms.append(f'"{word[:kept]}"' + ("*" if len(word) < kept else ""))
        if word.isdecimal():
            terms.extend(f'"{_RUNS[word[i : i + 3]]}"' for i in range(1, len(word) - 2))
    return " AND ".join(dict.fromkeys(terms))


def is_exact(needle: str) -> bool:
    """Return whether the index alone answers this needle."""
    if needle[0] != " ":
        return len(needle) == 3
    return len(needle) <= (4 if needle[1:].isdecimal() else CUT + 1)


def is_whole(needle: str) -> bool:
    """Return whether the index looks this needle up at once, not by uniting the words that begin so: five times faster."""
    return needle[0] != " " or len(needle) <= 4 or len(needle) > CUT


def candidates(connection: Connection, terms: str, confirm: Sequence[str] = ()) -> NDArray[np.int64]:
    """Return the ids the index names for an expression of `match_terms`, ascending, and whose text holds the needles to confirm.

    One statement that other threads can run beside; 0.1 µs an id; more with texts to confirm.
    """
    sql = "SELECT group_concat(rowid) FROM search_words WHERE search_words MATCH ?"
    if confirm:
        sql = (
            "SELECT group_concat(customer_id) FROM search_words w CROSS JOIN search s ON s.customer_id = w.rowid WHERE search_words MATCH ?"
        )
        sql += " AND instr(s, ?)" * len(confirm)
    return _numbers(connection.exec_driver_sql(sql, (terms, *confirm)).scalar())


def confirmed(connection: Connection, ids: Sequence[int], wanted: Sequence[str]) -> list[int]:
    """Return those of the ids whose text holds every needle, in the order given; 1 µs an id."""
    condition = " AND ".join(["instr(s, ?)"] * len(wanted)) or "1"
    sql = f"SELECT value FROM json_each(?) CROSS JOIN search ON customer_id = value WHERE {condition}"
    return [row[0] for row in connection.exec_driver_sql(sql, (_json(ids), *wanted))]


def scan(connection: Connection, wanted: Sequence[str], tick: Tick = no_tick) -> NDArray[np.int64]:
    """Return the ids of all texts that hold every needle, by reading them all; for words that most customers hold."""
    condition = " AND ".join(["instr(s, ?)"] * len(wanted)) or "1"
    sql = f"SELECT group_concat(customer_id) FROM search WHERE customer_id BETWEEN ? AND ? AND {condition}"
    last = connection.exec_driver_sql("SELECT max(customer_id) FROM search").scalar() or 0
    found = []
    for low in range(0, last + 1, 50_000):
        found.append(_numbers(connection.exec_driver_sql(sql, (low, low + 49_999, *wanted)).scalar()))
        tick(min(low + 50_000, last), last)
    return np.concatenate(found) if found else np.empty(0, np.int64)


def warm(connection: Connection, tick: Tick = no_tick) -> None:
    """Read the index and the texts once, so that their pages are in the page cache of this connection; 0.2 s at 100,000 customers."""
    for table, column, key in (("search_words_data", "block", "id"), ("search", "s", "customer_id")):
        result = connection.exec_driver_sql(f"SELECT length({column} || '') FROM {table} ORDER BY {key}")
        done = 0
        while rows := result.fetchmany(2_000):
            done += len(rows)
            tick(done, done)


def texts(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return the searchable texts of these customers."""
    return _texts(connection, ids)


def vocabulary(connection: Connection, beginning: str) -> list[str]:
    """Return the indexed words that begin so."""
    connection.exec_driver_sql("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab('main', 'search_words', 'row')")
    sql = "SELECT term FROM temp.search_vocabulary WHERE term >= ? AND term < ?"
    return [row[0] for row in connection.exec_driver_sql(sql, (beginning, beginning + "\U0010ffff"))]


# ---- whole columns, joined by the database -----------------------------------------------------------------------------


def packed_blocks(connection: Connection, name: str) -> list[tuple[int, bytes]]:
    """Return (block, body) of a column of `narrow_block`, ascending. Many in a row of the answer: each row may wait for other threads."""
    sql = (
        "SELECT group_concat(block), group_concat(hex(body)) FROM (SELECT block, body FROM narrow_block WHERE name = ? ORDER BY block)"
        " GROUP BY block / 64 ORDER BY block / 64"
    )
    found = []
    for blocks, bodies in connection.exec_driver_sql(sql, (name,)):
        found += [(int(block), bytes.fromhex(body)) for block, body in zip(blocks.split(","), bodies.split(","), strict=True)]
    return found


def name_order(connection: Connection) -> NDArray[np.int64]:
    """Return all ids in the order of names."""
    sql = "SELECT group_concat(customer_id) FROM (SELECT customer_id FROM customer ORDER BY sort_key, customer_id)"
    return _numbers(connection.exec_driver_sql(sql).scalar())


# ---- what changed -----------------------------------------------------------------------------------------------------


def last_change(connection: Connection) -> tuple[int, int]:
    """Return (seq, token) of the newest change; (0, 0) when there is none."""
    row = connection.exec_driver_sql("SELECT seq, token FROM search_change ORDER BY seq DESC LIMIT 1").first()
    return (row[0], row[1]) if row else (0, 0)


def changes_since(connection: Connection, seen: tuple[int, int]) -> set[int] | None:
    """Return who changed since `last_change` said this, or None when that cannot be known (read everything again)."""
    if seen != (0, 0):
        token = connection.exec_driver_sql("SELECT token FROM search_change WHERE seq = ?", (seen[0],)).scalar()
        if token != seen[1]:
            return None
    rows = connection.exec_driver_sql("SELECT DISTINCT customer_id FROM search_change WHERE seq > ? LIMIT 501", (seen[0],)).all()
    ids = {row[0] for row in rows}
    return None if None in ids or len(ids) > _LOGGED_AT_MOST else ids


def _numbers(joined: str | None) -> NDArray[np.int64]:
    """Return the numbers of "1,2,3", a piece at a time, so that other threads go on."""
    pieces = []
    start, end = 0, len(joined or "")
    while joined and start < end:
        stop = joined.find(",", start + _PIECE)
        stop = end if stop < 0 else stop
        pieces.append(np.fromstring(joined[start:stop], dtype=np.int64, sep=","))
        start = stop + 1
    return pieces[0] if len(pieces) == 1 else np.concatenate(pieces) if pieces else np.empty(0, np.int64)


def _json(ids: Sequence[int]) -> str:
    return orjson.dumps(list(ids)).decode()


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        yield batch
