"""Whoever is entrusted or invited sees one case while that holds; what teams of volunteers did"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# role, relation, how much of each class (0 absent, 1 in part, 2 clear), as in 0014
CLASSES = ("file", "words", "contact", "minor", "mediation", "private", "sensitive", "reporter", "accusation")
TABLE = (
    ("errand_agent", "entrusted", "220200000"),
    ("invited_participant", "entrusted", "200020000"),
)

# What of the functions of the second wall changes: where the first text stands, the second does. They are
# changed where they stand, so that whatever another migration has made of them is kept. What somebody is
# entrusted with in person is not in their hands in any other seat of theirs.
CHANGES = {
    "reaches(jsonb)": (
        (
            "FILTER (WHERE g.relation = 'reviewed'), '[]'),",
            """FILTER (WHERE g.relation = 'reviewed'), '[]'),
        'entrusted', coalesce(jsonb_agg(DISTINCT g.seat) FILTER (WHERE g.relation = 'entrusted'), '[]'),""",
        ),
    ),
    "read_as(jsonb)": (("'intake', 'reviewing',", "'intake', 'reviewing', 'entrusted',"),),
    "reader_waiting()": (
        (
            "FROM tasks AS t WHERE t.person = ANY (reach('person'))",
            """FROM tasks AS t WHERE t.person = ANY (reach('person'))
    AND t.role NOT IN ('errand_agent', 'invited_participant')
    UNION -- for this very person, in this very seat
    SELECT t.procedure FROM unnest(reach('entrusted')) AS s
    JOIN tasks AS t ON t.role = split_part(s, '@', 1) AND t.unit = split_part(s, '@', 2)
    AND t.person = nullif(current_setting('fengqiao.who', true), '')""",
        ),
        (
            "t.person = split_part(s, '@', 1) AND t.unit = split_part(s, '@', 2)",
            """t.person = split_part(s, '@', 1) AND t.unit = split_part(s, '@', 2)
    AND t.role NOT IN ('errand_agent', 'invited_participant')""",
        ),
    ),
    "reader_reads(text,text)": (
        (
            "way -> 'person' ? t.person OR",
            """(t.role NOT IN ('errand_agent', 'invited_participant')
                              AND (way -> 'person' ? t.person OR""",
        ),
        (
            "way -> 'instead' ? (t.person || '@' || t.unit)",
            """way -> 'instead' ? (t.person || '@' || t.unit)))
                             OR (way -> 'entrusted' ? (t.role || '@' || t.unit)
                                 AND t.person = nullif(current_setting('fengqiao.who', true), ''))""",
        ),
    ),
}


def upgrade() -> None:
    """Two roles that read by one new relation; and a table that belongs to no case."""
    op.bulk_insert(
        sa.table(
            "authority_table",
            sa.column("role"),
            sa.column("relation"),
            sa.column("of_accusations"),
            sa.column("confidentiality"),
            sa.column("mask"),
        ),
        [
            {
                "role": role,
                "relation": relation,
                "of_accusations": False,
                "confidentiality": each,
                "mask": int(mask),
            }
            for role, relation, masks in TABLE
            for each, mask in zip(CLASSES, masks, strict=True)
        ],
    )
    for function, changes in CHANGES.items():
        _changed(function, changes)
    _activities()


def _changed(function: str, changes: tuple[tuple[str, str], ...]) -> None:
    """The function with each of these texts in its place. Its owner and its grants stay."""
    connection = op.get_bind()
    asked = sa.text("SELECT pg_get_functiondef(CAST(:function AS regprocedure))")
    stands = str(connection.execute(asked, {"function": function}).scalar_one())
    for before, after in changes:
        if stands.count(before) != 1:
            raise RuntimeError(f"{function}: {before}")
        stands = stands.replace(before, after)
    connection.exec_driver_sql(stands)


def _activities() -> None:
    op.create_table(
        "activities",
        sa.Column("command", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("volunteers", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("written_as", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("command", name="pk_activities"),
        sa.CheckConstraint("volunteers > 0", name="ck_activities_somebody"),
        sa.CheckConstraint("hours > 0", name="ck_activities_some_time"),
    )
    op.create_index("ix_activities_unit_held_on", "activities", ["unit", "held_on"])
    op.execute("GRANT SELECT, INSERT ON activities TO fengqiao_app")
    op.execute("GRANT SELECT ON activities TO fengqiao_reader")
    op.execute("ALTER TABLE activities ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE activities FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY house ON activities TO fengqiao_app USING (true) WITH CHECK (true)")
    op.execute(
        "CREATE POLICY seen ON activities FOR SELECT TO fengqiao_reader USING ("
        "unit = ANY ((SELECT reach('here'))::text[]) OR unit = ANY ((SELECT reach('units'))::text[]))"
    )
    for trigger, what in (
        ("written_once", "BEFORE UPDATE OR DELETE ON activities FOR EACH ROW"),
        ("never_emptied", "BEFORE TRUNCATE ON activities FOR EACH STATEMENT"),
    ):
        op.execute(f"CREATE TRIGGER {trigger} {what} EXECUTE FUNCTION refuse_change()")
        op.execute(f"ALTER TABLE activities ENABLE ALWAYS TRIGGER {trigger}")
