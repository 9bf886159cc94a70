"""Audit and bounces: entries of a kind are found by an index, and not by reading every journal"""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is looked for is rare: refusals, extensions, what was handed on."""
    op.create_index("ix_journal_kind", "journal", ["kind", "at"])
