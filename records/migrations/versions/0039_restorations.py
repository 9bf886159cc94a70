"""Records that came back from a backup: nothing is decided on them before they are reconciled"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The database itself refuses entries, whatever program would write them."""
    op.create_table(
        "restorations",
        sa.Column("n", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("restored_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("backup", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reconciled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("differences", sa.Integer(), nullable=True),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("accepted", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_restorations"),
    )
    op.execute("GRANT SELECT, INSERT ON restorations TO fengqiao_app")
    op.execute("GRANT UPDATE (reconciled_at, differences, report, accepted) ON restorations TO fengqiao_app")
    op.execute(
        "CREATE FUNCTION refuse_unreconciled() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN IF EXISTS (SELECT FROM restorations WHERE reconciled_at IS NULL) THEN"
        " RAISE EXCEPTION 'these records came back from a backup and are not reconciled'"
        " USING ERRCODE = 'object_not_in_prerequisite_state'; END IF; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER reconciled_first BEFORE INSERT ON journal"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_unreconciled()"
    )
