"""Which schema a vault has, making it, and bringing an older one up. A newer one is refused untouched."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, inspect, select, text

from khachhang.errors import UserError
from khachhang.resources import resource_path
from khachhang.store import schema, text_index

HEAD = "0002"
"""The newest schema; a test holds it against the newest migration."""
DERIVED = "3"
"""Version of everything derived: its tables and the rules that fill them. A vault whose derived data is older is rebuilt at opening."""
_VERSION_TABLE = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"


def revision_of(connection: Connection) -> str | None:
    """Return the schema revision of a vault, None when it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def create_tables(engine: Engine) -> None:
    """Make every table of a new vault, without Alembic, whose loading costs more; a test holds it against the migrations."""
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        connection.exec_driver_sql(_VERSION_TABLE)
        connection.exec_driver_sql(f"INSERT INTO alembic_version (version_num) VALUES ('{HEAD}')")
        text_index.create_text_index(connection)
        mark_derived_new(connection)


def is_up_to_date(connection: Connection) -> bool:
    """Tell whether a vault needs neither a migration nor a rebuild. UserError `vault_too_new` for a newer one."""
    revision = revision_of(connection)
    if revision is None or revision > HEAD:
        raise UserError("vault_too_new", name="", version=revision or "?")
    return revision == HEAD and not derived_is_old(connection)


def bring_up(engine: Engine) -> bool:
    """Migrate an older vault in one transaction; return whether what is derived must be rebuilt.

    Facts are migrated by the scripts; derived tables are made anew, empty, and stay marked as old until `mark_derived_new`: whoever is
    killed between finds the mark at the next opening. UserError `vault_too_new` for a newer vault, before anything is written.
    """
    with engine.connect() as connection:
        if is_up_to_date(connection):
            return False
    with engine.begin() as connection:
        _upgrade(connection)
        renew_derived(connection)
    return True


def renew_derived(connection: Connection) -> None:
    """Drop every derived table and the text index and make them anew, empty; they are marked as old."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == "derived"))
    text_index.drop_text_index(connection)
    schema.metadata.drop_all(connection, schema.DERIVED_TABLES)
    schema.metadata.create_all(connection, schema.DERIVED_TABLES)
    text_index.create_text_index(connection)


def derived_is_old(connection: Connection) -> bool:
    """Tell whether derived data was made by an earlier version of the rules, or not at all yet."""
    return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "derived")) != DERIVED


def mark_derived_new(connection: Connection) -> None:
    """Note that everything derived is there, by the rules of this version."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == "derived"))
    connection.execute(insert(schema.meta).values(key="derived", value=DERIVED))


def _upgrade(connection: Connection) -> None:
    """Run Alembic on an open transaction. Imported here: opening an up-to-date vault does not need it."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def migrations_folder() -> Path:
    """Return where the migration scripts lie, also in a frozen build."""
    return resource_path("khachhang", "store", "migrations")


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows the main tables hold, to compare a backup with its vault."""
    found = {}
    for table in (schema.operation, schema.record, schema.customer):
        found[table.name] = len(connection.execute(select(next(iter(table.primary_key.columns)))).all())
    return found
