"""Filters that people keep for themselves: codes in the open, the name sealed"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody reads them behind the second wall: they are about no case, and their owner's alone."""
    op.create_table(
        "kept_filters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("query", sa.dialects.postgresql.JSONB(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_filters"),
    )
    op.create_index("ix_kept_filters_person_kept_at", "kept_filters", ["person", "kept_at"])
    op.create_index("ix_kept_filters_key_id", "kept_filters", ["key_id"])
    # UPDATE is for another keeper's key alone (records/rewrap.py).
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON kept_filters TO fengqiao_app")
