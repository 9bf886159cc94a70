"""Who is to sit at a session or a hearing, and its day looked for: the calendar of sessions"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was written before, nobody is known until ``fengqiao rebuild`` remakes the read tables."""
    op.add_column(
        "sessions",
        sa.Column("people", postgresql.ARRAY(sa.Text()), nullable=False, server_default="{}"),
    )
    op.create_index("ix_sessions_scheduled_for", "sessions", ["scheduled_for"])
