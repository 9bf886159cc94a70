"""Publications by two persons: what one proposed, what another answered"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_TABLES = ("publication_proposals", "publication_answers")


def upgrade() -> None:
    """Two tables that are written once. They belong to no case, and whoever reads behind the wall does not
    read them."""
    _proposals()
    _answers()
    for table in _TABLES:
        op.execute(f"GRANT SELECT, INSERT ON {table} TO fengqiao_app")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY house ON {table} TO fengqiao_app USING (true) WITH CHECK (true)")
        for trigger, what in (
            ("written_once", f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
            ("never_emptied", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
        ):
            op.execute(f"CREATE TRIGGER {trigger} {what} EXECUTE FUNCTION refuse_change()")
            op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")


def _proposals() -> None:
    op.create_table(
        "publication_proposals",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("request_digest", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("preview", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_as", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        _recorded(),
        sa.PrimaryKeyConstraint("number", name="pk_publication_proposals"),
        sa.UniqueConstraint("key", name="uq_publication_proposals_key"),
    )


def _answers() -> None:
    op.create_table(
        "publication_answers",
        sa.Column("proposal", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("request_digest", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("preview", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_as", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Text(), nullable=True),
        _recorded(),
        sa.PrimaryKeyConstraint("proposal", name="pk_publication_answers"),
        sa.UniqueConstraint("key", name="uq_publication_answers_key"),
        sa.ForeignKeyConstraint(
            ["proposal"],
            ["publication_proposals.number"],
            name="fk_publication_answers_proposal",
        ),
        sa.ForeignKeyConstraint(["version"], ["publications.version"], name="fk_publication_answers_version"),
    )


def _recorded() -> sa.Column[object]:
    return sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)
