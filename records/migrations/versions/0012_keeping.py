"""Keeping: the register of what was done about the personal information of a matter; cases nobody sees"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The register, which only grows; what it comes to; which notice was shown before a submission came."""
    op.create_table(
        "keeping",
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.dialects.postgresql.JSONB(), nullable=False),
        sa.Column("command", sa.Text(), nullable=True),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("matter", "seq", name="pk_keeping"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_keeping_matter_matters"),
    )
    op.create_table(
        "keeping_now",
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("matter", name="pk_keeping_now"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_keeping_now_matter_matters"),
    )
    op.create_index("ix_keeping_now_waiting", "keeping_now", ["matter"], postgresql_where=sa.text("waiting"))
    op.create_index(
        "ix_keeping_now_confirmed",
        "keeping_now",
        ["matter"],
        postgresql_where=sa.text("confirmed AND NOT erased"),
    )
    op.add_column(
        "matter_keys", sa.Column("restricted", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column("cases", sa.Column("is_private", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("submissions", sa.Column("notice", sa.Text(), nullable=True))
    op.execute("GRANT SELECT, INSERT ON keeping TO fengqiao_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON keeping_now TO fengqiao_app")
    for trigger, what in (
        ("written_once", "BEFORE UPDATE OR DELETE ON keeping FOR EACH ROW"),
        ("never_emptied", "BEFORE TRUNCATE ON keeping FOR EACH STATEMENT"),
    ):
        op.execute(f"CREATE TRIGGER {trigger} {what} EXECUTE FUNCTION refuse_change()")
        op.execute(f"ALTER TABLE keeping ENABLE ALWAYS TRIGGER {trigger}")
