"""Of which kind an installation is; in which room people sit down"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# What is there already was never a training installation's.
_BEFORE = "journal", "submissions", "units", "accounts"


def upgrade() -> None:
    """The one row of an installation is written once. A session that was planned before has no room."""
    for table in ("sessions", "meetings"):
        op.add_column(table, sa.Column("room", sa.Text(), nullable=True))
    op.create_table(
        "installation",
        sa.Column("is_one", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("is_training", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("is_one", name="pk_installation"),
        sa.CheckConstraint("is_one", name="ck_installation_one_row"),
    )
    there = " OR ".join(f"EXISTS (SELECT FROM {table})" for table in _BEFORE)
    op.execute(f"INSERT INTO installation (is_training) SELECT false WHERE {there}")
    op.execute("GRANT SELECT, INSERT ON installation TO fengqiao_app")
    for trigger, what in (
        ("written_once", "BEFORE UPDATE OR DELETE ON installation FOR EACH ROW"),
        ("never_emptied", "BEFORE TRUNCATE ON installation FOR EACH STATEMENT"),
    ):
        op.execute(f"CREATE TRIGGER {trigger} {what} EXECUTE FUNCTION refuse_change()")
        op.execute(f"ALTER TABLE installation ENABLE ALWAYS TRIGGER {trigger}")
