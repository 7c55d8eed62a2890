"""Which schema a vault has, making it, and bringing an older one up. A newer one is refused untouched."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, text

from khachhang.errors import UserError
from khachhang.resources import resource_path
from khachhang.store import schema, text_index

HEAD = "0001"
"""The newest schema; a test holds it against the newest migration."""
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


def bring_up(engine: Engine) -> bool:
    """Migrate an older vault; return whether anything changed. UserError `vault_too_new` for a newer one, before anything is written."""
    with engine.connect() as connection:
        revision = revision_of(connection)
    if revision == HEAD:
        return False
    if revision is None or revision > HEAD:
        raise UserError("vault_too_new", name="", version=revision or "?")
    with engine.begin() as connection:
        _upgrade(connection)
    return True


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
