"""Meetings: what lists and public notices show of them, and who is invited to one"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# Frozen here, as in 0014: a line of the table of the rules, with how much of each class.
CLASSES = ("file", "words", "contact", "minor", "mediation", "private", "sensitive", "reporter", "accusation")
INVITED = ("invited_expert", "assigned", "220000000")

# Whoever sees the case sees the meeting; what is announced, everybody (XFTL 18).
OF_A_CASE = "EXISTS (SELECT 1 FROM cases AS c WHERE c.procedure = {table}.procedure)"
SEEN = {
    "meetings": f"is_announced OR {OF_A_CASE.format(table='meetings')}",
    "agenda_items": OF_A_CASE.format(table="agenda_items"),
}


def upgrade() -> None:
    """Two read tables behind the second wall, and a role that sees the session it is invited to."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "meetings",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("meeting_kind", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("place_unit", sa.Text(), nullable=False),
        sa.Column("scheduled_for", instant, nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.Column("batches", sa.Integer(), nullable=False),
        sa.Column("person_times", sa.Integer(), nullable=False),
        sa.Column("is_announced", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("procedure", name="pk_meetings"),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_meetings_procedure_procedures"),
    )
    op.create_index("ix_meetings_scheduled_for", "meetings", ["scheduled_for"])
    op.create_table(
        "agenda_items",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("came", sa.Text(), nullable=False),
        sa.Column("ending", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("procedure", "item", name="pk_agenda_items"),
        sa.ForeignKeyConstraint(
            ["procedure"], ["procedures.id"], name="fk_agenda_items_procedure_procedures"
        ),
    )
    op.create_index("ix_agenda_items_about", "agenda_items", ["about"])
    for table, seen in SEEN.items():
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO fengqiao_app")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY house ON {table} TO fengqiao_app USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY seen ON {table} FOR SELECT TO fengqiao_reader USING ({seen})")
        op.execute(f"GRANT SELECT ON {table} TO fengqiao_reader")
    _invited()


def _invited() -> None:
    role, relation, masks = INVITED
    table = sa.table(
        "authority_table",
        *(sa.column(name) for name in ("role", "relation", "of_accusations", "confidentiality", "mask")),
    )
    op.bulk_insert(
        table,
        [
            {
                "role": role,
                "relation": relation,
                "of_accusations": False,
                "confidentiality": each,
                "mask": int(mask),
            }
            for each, mask in zip(CLASSES, masks, strict=True)
        ],
    )
