"""Deputies, handovers, and every change of the directory noted for ever"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WITH_INTERVALS = ("units", "people", "seats")

# Of one person no two rows of a seat hold on one day. Changes are made one at a time, under a lock of the
# records room; this is the second wall.
OVERLAP = """
CREATE FUNCTION refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM seats
        WHERE person = NEW.person AND role = NEW.role AND unit = NEW.unit AND valid_from <> NEW.valid_from
            AND daterange(valid_from, valid_until) && daterange(NEW.valid_from, NEW.valid_until)
    ) THEN
        RAISE EXCEPTION 'the seat is held on some of these days' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END $$
"""

# What was entered before changes were noted: the installation's.
NOTED = """
INSERT INTO directory_changes (at, kind, person, role, unit, because, body)
SELECT valid_from::timestamp AT TIME ZONE 'Asia/Shanghai', {kind}, {person}, {role}, {unit}, 'installation',
    jsonb_build_object('before', NULL, 'after', to_jsonb(it))
FROM {table} AS it ORDER BY valid_from
"""
NOTED_OF = (
    {"table": "units", "kind": "'unit-entered'", "person": "NULL", "role": "NULL", "unit": "unit"},
    {"table": "people", "kind": "'person-entered'", "person": "person", "role": "NULL", "unit": "NULL"},
    {"table": "seats", "kind": "'seat-granted'", "person": "person", "role": "role", "unit": "unit"},
)


def upgrade() -> None:
    """Let an interval hold on no day; the tables of deputies, changes and handovers, with their guards."""
    for table in WITH_INTERVALS:
        op.drop_constraint(f"ck_{table}_interval", table, type_="check")
        op.create_check_constraint("interval", table, "valid_until >= valid_from")
    _delegations()
    _changes()
    _handovers()
    op.execute(OVERLAP)
    op.execute(
        "CREATE TRIGGER no_overlap BEFORE INSERT OR UPDATE ON seats"
        " FOR EACH ROW EXECUTE FUNCTION refuse_overlap()"
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON delegations, handovers TO fengqiao_app")
    op.execute("GRANT SELECT, INSERT ON directory_changes TO fengqiao_app")
    for trigger, when in (
        ("written_once", "BEFORE UPDATE OR DELETE ON directory_changes FOR EACH ROW"),
        ("never_emptied", "BEFORE TRUNCATE ON directory_changes FOR EACH STATEMENT"),
    ):
        op.execute(f"CREATE TRIGGER {trigger} {when} EXECUTE FUNCTION refuse_change()")
        op.execute(f"ALTER TABLE directory_changes ENABLE ALWAYS TRIGGER {trigger}")
    for each in NOTED_OF:
        op.execute(NOTED.format(**each))


def _delegations() -> None:
    op.create_table(
        "delegations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("deputy", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.CheckConstraint("valid_until >= valid_from", name="interval"),
        sa.PrimaryKeyConstraint("id", name="pk_delegations"),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name="fk_delegations_person_people"),
        sa.ForeignKeyConstraint(["unit"], ["units.unit"], name="fk_delegations_unit_units"),
        sa.ForeignKeyConstraint(["deputy"], ["people.person"], name="fk_delegations_deputy_people"),
    )
    for columns in (["person"], ["deputy"], ["unit", "role"]):
        op.create_index("_".join(["ix", "delegations", *columns]), "delegations", columns)


def _changes() -> None:
    op.create_table(
        "directory_changes",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_person", sa.Text(), nullable=True),
        sa.Column("by_role", sa.Text(), nullable=True),
        sa.Column("by_unit", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("body", sa.dialects.postgresql.JSONB(), nullable=False),
        sa.Column("answers", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_directory_changes"),
        sa.ForeignKeyConstraint(
            ["answers"], ["directory_changes.number"], name="fk_directory_changes_answers_directory_changes"
        ),
        sa.UniqueConstraint("answers", name="uq_directory_changes_answers"),
        sa.UniqueConstraint("key", "place", name="uq_directory_changes_key_place"),
    )
    for columns in (["person"], ["unit", "role"], ["at"]):
        op.create_index("_".join(["ix", "directory_changes", *columns]), "directory_changes", columns)


def _handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("successors", sa.dialects.postgresql.JSONB(), nullable=False),
        sa.Column("otherwise", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("by_person", sa.Text(), nullable=False),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("by_unit", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("handed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_handovers"),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name="fk_handovers_person_people"),
    )
    op.create_index("ix_handovers_person", "handovers", ["person"])
    op.create_index(
        "ix_journal_handover",
        "journal",
        [sa.text("(body ->> 'handover')")],
        postgresql_where=sa.text("(body ->> 'handover') IS NOT NULL"),
    )
