"""Watching: what was found not to hold, when that was looked at, and how often the house could work"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """And whoever works with the records may ask to which release they belong."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("started_at", instant, nullable=False),
        sa.Column("ended_at", instant, nullable=True),
        sa.Column("looked_at", sa.Integer(), nullable=False),
        sa.Column("sampled", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checks"),
    )
    op.create_index("ix_checks_ended_at", "checks", ["ended_at"])
    op.create_table(
        "violations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("places", sa.dialects.postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("found_at", instant, nullable=False),
        sa.Column("seen_at", instant, nullable=False),
        sa.Column("closed_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_violations"),
    )
    op.create_index(
        "ix_violations_open",
        "violations",
        ["kind", "subject"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "minutes_measured",
        sa.Column("minute", instant, nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("ready", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("minute", "process", name="pk_minutes_measured"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON checks, violations TO fengqiao_app")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON minutes_measured TO fengqiao_app")
    op.execute("GRANT SELECT ON alembic_version TO fengqiao_app")
