"""The second schema: facts only. Derived tables are made anew by `migrating.renew_derived`. Imports nothing of the product."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what the second schema has more."""
    op.get_bind().execute(sa.text("DELETE FROM meta WHERE key = 'derived'"))
    op.create_table(
        "personal",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "key"),
        sqlite_strict=True,
    )
