"""Who sits on the panel of a meeting: the calendar"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was written before, nobody is known until ``fengqiao rebuild`` remakes the read tables."""
    op.add_column(
        "meetings",
        sa.Column("people", postgresql.ARRAY(sa.Text()), nullable=False, server_default="{}"),
    )
