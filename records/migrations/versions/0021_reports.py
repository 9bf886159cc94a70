"""Reports: what was reported when, frozen, and which procedures each of its counts is of"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_KEY = ("county", "kind", "since", "until", "key")


def upgrade() -> None:
    """Both are written once. A line is seen by whoever sees its case; what a report tells, by everybody."""
    json, numbers = sa.dialects.postgresql.JSONB(), sa.dialects.postgresql.ARRAY(sa.Integer())
    op.create_table(
        "reports",
        *_key(),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("timetable", sa.Text(), nullable=False),
        sa.Column("scope", json, nullable=False),
        sa.Column("formulas", json, nullable=False),
        sa.Column("body", json, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("composed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint(*_KEY, name="pk_reports"),
    )
    op.create_table(
        "report_lines",
        *_key(),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("counted", numbers, nullable=False),
        sa.Column("among", numbers, nullable=False),
        sa.PrimaryKeyConstraint(*_KEY, "procedure", name="pk_report_lines"),
        sa.ForeignKeyConstraint(
            list(_KEY), [f"reports.{each}" for each in _KEY], name="fk_report_lines_county_reports"
        ),
    )
    for table in ("reports", "report_lines"):
        op.execute(f"GRANT SELECT, INSERT ON {table} TO fengqiao_app")
        for trigger, what in (
            ("written_once", f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
            ("never_emptied", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
        ):
            op.execute(f"CREATE TRIGGER {trigger} {what} EXECUTE FUNCTION refuse_change()")
            op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")
    op.execute("ALTER TABLE report_lines ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE report_lines FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY house ON report_lines TO fengqiao_app USING (true) WITH CHECK (true)")
    op.execute(
        "CREATE POLICY seen ON report_lines FOR SELECT TO fengqiao_reader"
        " USING (EXISTS (SELECT 1 FROM cases AS c WHERE c.procedure = report_lines.procedure))"
    )
    op.execute("GRANT SELECT ON reports, report_lines TO fengqiao_reader")


def _key() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("county", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
    )
