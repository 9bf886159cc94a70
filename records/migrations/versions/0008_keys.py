"""Keys: one that outlives every keeper's, which are in use, and who may open the engine's histories"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

IN_USE = {
    "matter_keys": "wrapped IS NOT NULL",
    "agency_inbox": "wrapped IS NOT NULL",
    "submissions": None,
}


def upgrade() -> None:
    """The standing keys, the leaves, and an index on every key's id."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "standing_keys",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_standing_keys"),
    )
    op.create_table(
        "history_leaves",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", instant, nullable=False),
        sa.Column("until", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_history_leaves"),
    )
    op.create_index("ix_history_leaves_person_until", "history_leaves", ["person", "until"])
    for table, condition in IN_USE.items():
        where = sa.text(condition) if condition else None
        op.create_index(f"ix_{table}_key_id", table, ["key_id"], postgresql_where=where)
    op.execute("GRANT SELECT, INSERT, UPDATE ON standing_keys TO fengqiao_app")
    op.execute("GRANT SELECT, INSERT ON history_leaves TO fengqiao_app")
