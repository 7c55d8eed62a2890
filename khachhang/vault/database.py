"""The encrypted database file: one connection after the other, opened the one safe way; engines for writing and for reading."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from khachhang.vault.errors import NotAVault, VaultDamaged, VaultLocked, shown_name
from khachhang.vault.keys import KEY_BYTES, Secret, wipe

DATABASE_FILE = "store.db"
FRESH_DATABASE = "store.db.new"
PAGE_BYTES = 4096
SMALLEST_BYTES = 2 * PAGE_BYTES
APPLICATION_ID = 0x534B4831  # "SKH1"
RAW_KEY_LENGTH = 67
BUSY_S = 5.0
CACHE_CAP_BYTES = 1 << 30
CACHE_FLOOR_BYTES = 48 << 20
READERS = 2
PLAIN_MAGIC = b"SQLite format 3\0"

BEGIN_OPTION = "khachhang_begin"
"""Execution option of a connection: the BEGIN statement of its transactions."""

KeySource = Callable[[], Secret]
"""Gives a fresh copy of the 32-byte raw key, or raises VaultLocked. The caller wipes the copy."""

_HEX = b"0123456789abcdef"


def side_files(path: Path) -> tuple[Path, Path]:
    """Return the write-ahead log and the shared index of a database file."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a closed database file; "" while its log holds something."""
    log = side_files(path)[0]
    if log.exists() and log.stat().st_size:
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_shape(path: Path) -> None:
    """Refuse what cannot be a database of ours, before the engine would make an empty one of it."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(len(PLAIN_MAGIC))
    except FileNotFoundError as error:
        raise VaultDamaged(name=shown_name(path.parent), reason="missing") from error
    if head == PLAIN_MAGIC:
        raise NotAVault(name=shown_name(path.parent))
    log = side_files(path)[0]
    has_log = log.exists() and log.stat().st_size > 0
    if size < SMALLEST_BYTES or (size % PAGE_BYTES and not has_log):  # a power cut may tear a page that the log still holds
        raise VaultDamaged(name=shown_name(path.parent), reason="size")


def connect(path: Path, key: Secret, *, mode: str = "rw", is_reader: bool = False, cache_bytes: int = CACHE_FLOOR_BYTES) -> Any:
    """Return a DB-API connection in autocommit mode with the key and all settings given. key: wiped here.

    mode: rw (must exist), rwc (may be created) or ro (for a place that cannot be written: nobody else may write it meanwhile).
    """
    raw = _raw_key(key)
    try:
        connection = dbapi2.connect(_uri(path, mode), uri=True, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.set_key(raw)
            _configure(connection, mode, is_reader, cache_bytes)
        except BaseException:
            connection.close()
            raise
    finally:
        raw[:] = bytes(len(raw))
    return connection


def _uri(path: Path, mode: str) -> str:
    """Return the engine's name for a file: file:///C:/…, and file:////server/share/… where `as_uri` would make the server an authority."""
    posix = path.absolute().as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix, safe='/:')}?mode={mode}{'&immutable=1' if mode == 'ro' else ''}"


def _configure(connection: Any, mode: str, is_reader: bool, cache_bytes: int) -> None:
    for setting in ("foreign_keys=ON", "secure_delete=ON", "trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute(f"PRAGMA cache_size=-{cache_bytes // 1024}")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # the key is tried here
    if mode != "ro":
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
    if is_reader or mode == "ro":
        connection.execute("PRAGMA query_only=ON")


def check_identity(connection: Any, vault_id: str) -> None:
    """Refuse a database that opens but is not this vault's: application id, schema version, vault id."""
    if pragma(connection, "application_id") != APPLICATION_ID or not pragma(connection, "user_version"):
        raise VaultDamaged(reason="identity")
    try:
        rows = connection.execute("SELECT vault_id FROM vault_identity").fetchall()
    except dbapi2.OperationalError as error:
        raise VaultDamaged(reason="identity") from error
    if rows != [(vault_id,)]:
        raise VaultDamaged(reason="identity")


def mark_identity(connection: Any, vault_id: str) -> None:
    """Write what `check_identity` looks for. Leaves a schema version that the layers above have set."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    if not pragma(connection, "user_version"):
        connection.execute("PRAGMA user_version=1")
    connection.execute("CREATE TABLE vault_identity (vault_id TEXT NOT NULL) STRICT")
    connection.execute("INSERT INTO vault_identity VALUES (?)", (vault_id,))
    connection.execute("COMMIT")


def pragma(connection: Any, name: str) -> int:
    """Return the number a pragma answers."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def truncate_journal(connection: Any, timeout_s: float = 0.0) -> bool:
    """Bring the write-ahead log into the database and empty it. False when a reader is in the way: no failure, ask again when idle."""
    connection.execute(f"PRAGMA busy_timeout={int(timeout_s * 1000)}")
    try:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except dbapi2.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        busy = 1
    finally:
        connection.execute(f"PRAGMA busy_timeout={int(BUSY_S * 1000)}")
    return not busy


def cache_sizes(file_bytes: int, memory_bytes: int, cap_bytes: int = CACHE_CAP_BYTES) -> tuple[int, int]:
    """Return the page cache of the writer and of each reader: the file and a quarter more, as far as its share of the cap allows.

    The cap is for all connections together and never more than a quarter of the machine. Memory is taken only as pages are read.
    """
    wanted, cap = max(CACHE_FLOOR_BYTES, file_bytes + file_bytes // 4), min(cap_bytes, memory_bytes // 4)
    return min(wanted, cap // 2), min(wanted, cap // (2 * READERS))


def memory_of_machine() -> int:
    """Return the bytes of memory this computer has; 4 GiB where it does not say."""
    with suppress(AttributeError, ValueError, OSError):
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return _memory_of_windows() or 4 << 30


def _memory_of_windows() -> int:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "free", "page", "page_free", "virtual", "virtual_free", "extended")),
        )

    kernel = getattr(getattr(ctypes, "windll", None), "kernel32", None)
    status = Status(length=ctypes.sizeof(Status))
    if kernel is None or not kernel.GlobalMemoryStatusEx(ctypes.byref(status)):
        return 0
    return int(status.total)


class Database:
    """An open database file: `engine` writes (one connection), `read_engine` reads. Connections may be used by any one thread at a time."""

    def __init__(self, path: Path, key: KeySource, *, mode: str = "rw", cache_cap_bytes: int = CACHE_CAP_BYTES) -> None:
        self.path, self.mode, self.cache_cap_bytes, self._key = path, mode, cache_cap_bytes, key
        self._lent: dict[int, Any] = {}
        self._read_by: dict[int, tuple[int, Any]] = {}
        self._reading_lock = threading.Lock()
        self._closing = threading.Event()
        self._memory_bytes = memory_of_machine()
        self._cache = (0, 0)
        self._fit_cache()
        self.engine = self._make_engine(is_reader=False)
        self.read_engine = self._make_engine(is_reader=True)

    def _make_engine(self, *, is_reader: bool) -> Engine:
        def creator() -> Any:
            if self._closing.is_set():
                raise VaultLocked()
            return connect(self.path, self._key(), mode=self.mode, is_reader=is_reader, cache_bytes=self._cache[is_reader])

        size = READERS if is_reader else 1
        engine = create_engine(
            "sqlite://",
            module=dbapi2,
            creator=creator,
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=0,
            pool_timeout=60,
            pool_use_lifo=True,
        )
        default = "BEGIN" if is_reader or self.mode == "ro" else "BEGIN IMMEDIATE"

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_OPTION, default))

        @event.listens_for(engine, "checkout")
        def checkout(connection: Any, record: Any, _proxy: Any) -> None:
            self._lent[id(connection)] = connection
            if record.info.get("cache") != self._cache:
                connection.execute(f"PRAGMA cache_size=-{self._cache[is_reader] // 1024}")
                record.info["cache"] = self._cache

        @event.listens_for(engine, "checkin")
        def checkin(connection: Any, record: Any) -> None:
            self._lent.pop(id(connection), None)
            if self._closing.is_set():
                record.invalidate()

        return engine

    @contextmanager
    def raw_writer(self) -> Iterator[Any]:
        """Lend the writer's DB-API connection outside any transaction."""
        pooled = self.engine.raw_connection()
        try:
            yield pooled.driver_connection
        finally:
            pooled.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection for an interactive read: the writer's, whose cache is warm, while no job writes; else a reader's."""
        is_free = self._pools()[0].checkedout() == 0
        engine = self.engine.execution_options(**{BEGIN_OPTION: "BEGIN"}) if is_free else self.read_engine
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            with self._reading_lock:
                self._read_by[id(raw)] = (threading.get_ident(), raw)
            try:
                yield connection
            finally:
                with self._reading_lock:
                    self._read_by.pop(id(raw), None)

    def interrupt_reading(self, thread_id: int) -> None:
        """Stop the statement that this thread reads with now; what is being written, and other readers, go on."""
        with self._reading_lock:  # nobody gets the connection for writing meanwhile
            for reader, raw in self._read_by.values():
                if reader == thread_id:
                    raw.interrupt()

    def checkpoint(self) -> bool:
        """Empty the side file; False when somebody reads just now. The page cache grows with the file from here on."""
        if self.mode == "ro":
            return True
        with self.raw_writer() as connection:
            is_empty = truncate_journal(connection)
        self._fit_cache()
        return is_empty

    def _fit_cache(self) -> None:
        """Set the sizes that connections get from their next loan on; in steps of a quarter, so that an edit changes nothing."""
        wanted = cache_sizes(self.path.stat().st_size, self._memory_bytes, self.cache_cap_bytes)
        if not self._cache[0] <= wanted[0] <= self._cache[0] + self._cache[0] // 4:
            self._cache = wanted

    def is_lent(self) -> bool:
        """Tell whether somebody is using a connection just now."""
        return any(pool.checkedout() for pool in self._pools())

    def _pools(self) -> list[QueuePool]:
        return [pool for pool in (self.engine.pool, self.read_engine.pool) if isinstance(pool, QueuePool)]

    def stop_lending(self) -> None:
        """Open no more connections, and close those out on loan when they come back."""
        self._closing.set()

    def interrupt(self) -> None:
        """Stop the statements that run now, in every thread."""
        for connection in list(self._lent.values()):
            with suppress(dbapi2.ProgrammingError):
                connection.interrupt()

    def close(self, *, timeout_s: float = 5.0, clock: Callable[[], float] = time.monotonic) -> bool:
        """Stop what runs, wait for it to let go, empty the side file, close every connection. False when somebody did not let go:
        that connection closes when it is given back, and no new one can be opened."""
        deadline = clock() + timeout_s
        while self.is_lent() and clock() < deadline:
            self.interrupt()
            time.sleep(0.002)
        is_idle = not self.is_lent()
        self.read_engine.dispose()
        if is_idle:
            with suppress(dbapi2.Error, VaultLocked):  # the log stays whole and is read at the next opening
                self.checkpoint()
        self._closing.set()
        self.engine.dispose()
        return is_idle


def _raw_key(key: Secret) -> bytearray:
    """Return x'…' of a 32-byte key in one buffer that never moves, and wipe the key. One byte short would be taken for a passphrase."""
    if len(key) != KEY_BYTES:
        raise ValueError("a raw key has 32 bytes")
    raw = bytearray(RAW_KEY_LENGTH)
    raw[0], raw[1], raw[-1] = b"x''"
    for at, byte in enumerate(key):
        raw[2 + 2 * at], raw[3 + 2 * at] = _HEX[byte >> 4], _HEX[byte & 15]
    wipe(key)
    return raw
