"""When a clock was met or cancelled: what was done in time is counted from it"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Clocks of before have no such instant until their procedures are rebuilt."""
    op.add_column("clocks", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
