"""Authority: in which seat a matter was taken in, what it was marked as, and who was shown what was masked"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of matters taken in before, the seat is not known; whoever took them in is."""
    instant = sa.DateTime(timezone=True)
    op.add_column("matters", sa.Column("registered_as", sa.Text(), nullable=True))
    op.create_index("ix_matters_registered_by", "matters", ["registered_by"])
    op.create_index("ix_matters_registered_as", "matters", ["registered_as"])
    op.create_table(
        "marks",
        sa.Column("command", sa.Uuid(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("marked_by", sa.Text(), nullable=False),
        sa.Column("marked_as", sa.Text(), nullable=False),
        sa.Column("marked_at", instant, nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_as", sa.Text(), nullable=True),
        sa.Column("undone_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("command", name="pk_marks"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_marks_matter_matters"),
    )
    op.create_index(
        "uq_marks_standing",
        "marks",
        ["matter", "confidentiality"],
        unique=True,
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "unmaskings",
        sa.Column("command", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("reason", sa.Uuid(), nullable=False),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("agreed_by", sa.Text(), nullable=True),
        sa.Column("agreed_as", sa.Text(), nullable=True),
        sa.Column("agreed_at", instant, nullable=True),
        sa.Column("until", instant, nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("reviewed_as", sa.Text(), nullable=True),
        sa.Column("reviewed_at", instant, nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "agreed_by IS NULL OR kind <> 'two-person' OR agreed_by <> person",
            name="ck_unmaskings_two_persons",
        ),
        sa.CheckConstraint(
            "reviewed_by IS NULL OR reviewed_by <> person", name="ck_unmaskings_not_their_own"
        ),
        sa.PrimaryKeyConstraint("command", name="pk_unmaskings"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_unmaskings_matter_matters"),
        sa.ForeignKeyConstraint(["reason"], ["contents.ref"], name="fk_unmaskings_reason_contents"),
    )
    op.create_index("ix_unmaskings_person_matter", "unmaskings", ["person", "matter"])
    op.create_index("ix_unmaskings_matter_asked_at", "unmaskings", ["matter", "asked_at"])
    op.execute("GRANT SELECT, INSERT, UPDATE ON marks, unmaskings TO fengqiao_app")
