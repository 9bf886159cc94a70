"""Tracking codes: what was chosen beside them, and how often the wrong thing was asked with"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The second thing, where one was chosen; wrong guesses by code."""
    for table in ("matters", "submissions"):
        op.add_column(table, sa.Column("factor", sa.Text(), nullable=True))
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "code_guesses",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("last", instant, nullable=False),
        sa.Column("closed_until", instant, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_code_guesses"),
    )
    op.create_index("ix_code_guesses_last", "code_guesses", ["last"])
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON code_guesses TO fengqiao_app")
