"""Run by Alembic: migrates the connection it is handed; there is no offline mode."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=False)
context.run_migrations()
