"""Agencies: what came from their systems, what goes to them, and by which name an exchange is known"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The inbox, the exchanges, the deliveries."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "agency_inbox",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("message", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("received_at", instant, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=True),
        sa.Column("effect", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_at", instant, nullable=False),
        sa.Column("fact", sa.dialects.postgresql.JSONB(), nullable=True),
        sa.Column("key_id", sa.Text(), nullable=True),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("nonce", sa.LargeBinary(), nullable=True),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("agency", "message", name="pk_agency_inbox"),
    )
    op.create_index("ix_agency_inbox_agency_subject", "agency_inbox", ["agency", "subject"])
    op.create_index(
        "ix_agency_inbox_open",
        "agency_inbox",
        ["due_at"],
        postgresql_where=sa.text("state IN ('waiting', 'parked')"),
    )
    op.create_table(
        "exchanges",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "subject", name="pk_exchanges"),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_exchanges_procedure_procedures"),
        sa.UniqueConstraint("procedure", name="uq_exchanges_procedure"),
    )
    op.create_table(
        "deliveries",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("message", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Uuid(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_at", instant, nullable=False),
        sa.Column("last_at", instant, nullable=False),
        sa.Column("last_answer", sa.Text(), nullable=True),
        sa.Column("taken_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("procedure", "seq", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_deliveries_procedure_procedures"),
    )
    op.create_index("ix_deliveries_agency_last_at", "deliveries", ["agency", "last_at"])
    op.execute("GRANT SELECT, INSERT, UPDATE ON agency_inbox, exchanges, deliveries TO fengqiao_app")
    op.create_index(
        "ix_journal_message",
        "journal",
        [sa.text("(body ->> 'message')")],
        postgresql_where=sa.text("(body ->> 'message') IS NOT NULL"),
    )
