"""Drafts of a clerk, and who has a case open: neither is the record of anything, and both are forgotten"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Both are the application's alone: whoever reads behind the second wall has no business with either."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("person", "county", "form")),
        sa.Column("kept_at", instant, nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("wrapped", "nonce", "ciphertext")),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_person_kept_at", "drafts", ["person", "kept_at"])
    op.create_index("ix_drafts_key_id", "drafts", ["key_id"])
    op.create_table(
        "presences",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("procedure", "person", "seat")),
        sa.Column("filling", sa.Text(), nullable=True),
        sa.Column("seen_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("procedure", "person", name="pk_presences"),
        prefixes=["UNLOGGED"],
    )
    op.create_index("ix_presences_seen_at", "presences", ["seen_at"])
    for table in ("drafts", "presences"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO fengqiao_app")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY house ON {table} TO fengqiao_app USING (true) WITH CHECK (true)")
