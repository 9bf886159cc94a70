"""Clocks as rows, the calendar a case is counted on, letters that wait for the morning, publications"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What a case says of its time, and what was published."""
    for column, filled in (
        (sa.Column("light", sa.Text(), nullable=False), "'green'"),
        (sa.Column("calendar", sa.Text(), nullable=False), "''"),
        (sa.Column("calendar_number", sa.Integer(), nullable=False), "0"),
        (sa.Column("amendments", postgresql.ARRAY(sa.Text()), nullable=False), "'{}'"),
    ):
        column.server_default = sa.DefaultClause(sa.text(filled))  # rows of before, until they are rebuilt
        op.add_column("cases", column)
        op.alter_column("cases", column.name, server_default=None)
    op.create_index("ix_cases_open", "cases", ["procedure"], postgresql_where=sa.text("closed_at IS NULL"))
    op.add_column("outbox", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "clocks",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_clocks_procedure"),
        sa.PrimaryKeyConstraint("procedure", "name", name="pk_clocks"),
    )
    op.create_index("ix_clocks_due_on", "clocks", ["due_on"])
    op.create_table(
        "publications",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column(
            "published_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("told", sa.Integer(), server_default="0", nullable=False),
        sa.Column("moved", sa.Integer(), server_default="0", nullable=False),
        sa.Column("overdue", sa.Integer(), server_default="0", nullable=False),
        sa.Column("notices", sa.Integer(), server_default="0", nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("version", name="pk_publications"),
        sa.UniqueConstraint("kind", "series", "number", name="uq_publications_kind_series_number"),
    )
    op.create_index(
        "ix_journal_published",
        "journal",
        [sa.text("(body ->> 'version')")],
        postgresql_where=sa.text("kind = 'DueDatesRecomputed'"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON clocks TO fengqiao_app")
    op.execute("GRANT SELECT, INSERT ON publications TO fengqiao_app")
    progress = "told, moved, overdue, notices, finished_at"  # what was published is never changed
    op.execute(f"GRANT UPDATE ({progress}) ON publications TO fengqiao_app")
