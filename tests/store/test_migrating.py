"""A new vault is made from the tables as they are written down; an older one is migrated. Both must come to the same."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, create_engine

from khachhang.store import migrating


def test_migrations_lead_to_the_tables_of_a_new_vault() -> None:
    migrated, new = create_engine("sqlite://"), create_engine("sqlite://")
    with migrated.begin() as connection:
        migrating._upgrade(connection)
        migrating.renew_derived(connection)
        by_migrations = shape(connection)
    migrating.create_tables(new)
    with new.begin() as connection:
        at_once = shape(connection)
        assert migrating.revision_of(connection) == migrating.HEAD

    assert by_migrations
    assert by_migrations == at_once


def shape(connection: Connection) -> dict[str, Any]:
    """Return columns, keys, indices and strictness of everything but the text index."""
    query = "SELECT name, type FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'"
    return {name: _table(connection, name) if kind == "table" else _index(connection, name) for name, kind in _rows(connection, query)}


def _table(connection: Connection, name: str) -> tuple[Any, ...]:
    strictness = _rows(connection, f"SELECT strict, wr FROM pragma_table_list('{name}')")
    return _rows(connection, f"PRAGMA table_xinfo({name})"), _rows(connection, f"PRAGMA foreign_key_list({name})"), strictness


def _index(connection: Connection, name: str) -> list[Any]:
    return _rows(connection, f"PRAGMA index_xinfo({name})")


def _rows(connection: Connection, query: str) -> list[Any]:
    return [tuple(row) for row in connection.exec_driver_sql(query)]
