"""Registers, the journal of every window's tickets, and the windows to which nobody had come"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# Of one reference no two lines hold on one day. Changes are made one at a time, under a lock of the records
# room; this is the second wall.
OVERLAP = """
CREATE FUNCTION refuse_overlapping_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM register_lines
        WHERE register = NEW.register AND ref = NEW.ref AND valid_from <> NEW.valid_from
            AND daterange(valid_from, valid_until) && daterange(NEW.valid_from, NEW.valid_until)
    ) THEN
        RAISE EXCEPTION 'the register has such a line on some of these days'
            USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    """The register's lines, attendance, tickets, and what nobody came to; with their guards."""
    _lines()
    _attendance()
    _tickets()
    _unattended()
    op.execute(OVERLAP)
    op.execute(
        "CREATE TRIGGER no_overlap BEFORE INSERT OR UPDATE ON register_lines"
        " FOR EACH ROW EXECUTE FUNCTION refuse_overlapping_line()"
    )
    op.execute(
        "GRANT SELECT, INSERT, UPDATE ON register_lines, window_attendance, unattended_windows"
        " TO fengqiao_app"
    )
    op.execute("GRANT SELECT, INSERT ON ticket_steps TO fengqiao_app")
    for trigger, when in (
        ("written_once", "BEFORE UPDATE OR DELETE ON ticket_steps FOR EACH ROW"),
        ("never_emptied", "BEFORE TRUNCATE ON ticket_steps FOR EACH STATEMENT"),
    ):
        op.execute(f"CREATE TRIGGER {trigger} {when} EXECUTE FUNCTION refuse_change()")
        op.execute(f"ALTER TABLE ticket_steps ENABLE ALWAYS TRIGGER {trigger}")


def _lines() -> None:
    op.create_table(
        "register_lines",
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("what", sa.dialects.postgresql.JSONB(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.CheckConstraint("valid_until >= valid_from", name="interval"),
        sa.PrimaryKeyConstraint("register", "ref", "valid_from", name="pk_register_lines"),
        sa.ForeignKeyConstraint(["unit"], ["units.unit"], name="fk_register_lines_unit_units"),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name="fk_register_lines_person_people"),
    )
    op.create_index("ix_register_lines_unit_register", "register_lines", ["unit", "register"])
    op.create_index("ix_register_lines_person", "register_lines", ["person"])


def _attendance() -> None:
    op.create_table(
        "window_attendance",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("window", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("until >= since", name="interval"),
        sa.PrimaryKeyConstraint("key", name="pk_window_attendance"),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name="fk_window_attendance_person_people"),
    )
    op.create_index("ix_window_attendance_window_since", "window_attendance", ["window", "since"])
    op.create_index(
        "uq_window_attendance_open",
        "window_attendance",
        ["window", "person"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )


def _tickets() -> None:
    op.create_table(
        "ticket_steps",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("window", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("service", sa.Text(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_complete", sa.Boolean(), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("number > 0", name="number"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_steps"),
        sa.UniqueConstraint("key", "place", name="uq_ticket_steps_key_place"),
    )
    op.create_index("ix_ticket_steps_window_day_id", "ticket_steps", ["window", "day", "id"])
    op.create_index(
        "uq_ticket_steps_taken",
        "ticket_steps",
        ["window", "day", "number"],
        unique=True,
        postgresql_where=sa.text("step = 'taken'"),
    )


def _unattended() -> None:
    op.create_table(
        "unattended_windows",
        sa.Column("window", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("half", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("head_role", sa.Text(), nullable=False),
        sa.Column("seen_by", sa.Text(), nullable=True),
        sa.Column("seen_as", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("window", "day", "half", name="pk_unattended_windows"),
        sa.ForeignKeyConstraint(["unit"], ["units.unit"], name="fk_unattended_windows_unit_units"),
    )
    op.create_index(
        "ix_unattended_windows_unseen",
        "unattended_windows",
        ["unit"],
        postgresql_where=sa.text("seen_at IS NULL"),
    )
