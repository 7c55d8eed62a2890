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
    op.create_table(
        "viewing",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.Text(), nullable=False),
        sa.Column("last_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "person", "customer_id", "what"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("viewing_customer", "viewing", ["customer_id"], unique=False)
    op.create_table(
        "quota_use",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "person", "what"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "edit_key",
        sa.Column("edit_key_id", sa.Integer(), nullable=False),
        sa.Column("compartment_id", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("edit_key_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "quality_day",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "code"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.add_column("workbook", sa.Column("rewritten", sa.Text(), nullable=True))
