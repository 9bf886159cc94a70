"""Upkeep: what an operator starts, and how far it has come"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row for each task; at most one of them runs."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "upkeep",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", instant, nullable=False),
        sa.Column("beat_at", instant, nullable=False),
        sa.Column("ended_at", instant, nullable=True),
        sa.Column("looked_at", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("findings", sa.dialects.postgresql.JSONB(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_upkeep"),
    )
    op.create_index(
        "ix_upkeep_running", "upkeep", ["state"], unique=True, postgresql_where=sa.text("state = 'running'")
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON upkeep TO fengqiao_app")
