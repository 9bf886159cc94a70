"""Submissions: what lies at the counter until a named person has classified it; what moves away later"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What waits, how many came, how often somebody unknown may send something, what moves away."""
    op.create_table(
        "submissions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("county", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=True),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.UniqueConstraint("tracking", name="uq_submissions_tracking"),
    )
    op.create_index("ix_submissions_unit_received_at", "submissions", ["unit", "received_at"])
    op.create_table(
        "arrivals",
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit", "channel", "day", name="pk_arrivals"),
    )
    op.create_table(
        "public_rates",
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client", name="pk_public_rates"),
    )
    op.create_index("ix_public_rates_since", "public_rates", ["since"])
    op.create_table(
        "moves",
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("is_real_name", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("matter", name="pk_moves"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON submissions, public_rates TO fengqiao_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON arrivals, moves TO fengqiao_app")
