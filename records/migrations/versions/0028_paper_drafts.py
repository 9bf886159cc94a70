"""Papers that somebody drafts: what they are, what happened to them, and their numbers"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TABLES = ("paper_drafts", "paper_draft_steps", "paper_draft_numbers")
# Kinds of text that a paper brings, and what they are.
KINDS = {"paper-words": "words", "paper-contact": "contact", "paper-said": "mediation"}

_OF_A_DRAFT = (
    "CREATE POLICY seen ON paper_draft_steps FOR SELECT TO fengqiao_reader"
    " USING (EXISTS (SELECT 1 FROM paper_drafts AS d WHERE d.id = paper_draft_steps.draft))"
)
_ITS_NUMBER = (
    "CREATE POLICY seen ON paper_draft_numbers FOR SELECT TO fengqiao_reader"
    " USING (EXISTS (SELECT 1 FROM paper_drafts AS d WHERE d.id = paper_draft_numbers.draft))"
)


def upgrade() -> None:
    """All are written once, and seen by whoever sees the case that the paper belongs to."""
    op.create_table(
        "paper_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(_text(each) for each in ("request_digest", "procedure", "matter", "kind", "part", "unit")),
        *(_text(each) for each in ("opened_by", "opened_as")),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_paper_drafts"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_paper_drafts_matter"),
    )
    op.create_index("ix_paper_drafts_procedure", "paper_drafts", ["procedure"])
    op.create_table(
        "paper_draft_steps",
        sa.Column("draft", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("command", sa.Uuid(), nullable=False),
        *(_text(each) for each in ("request_digest", "step", "person", "role", "unit")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.dialects.postgresql.JSONB(), nullable=False),
        _text("digest"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("draft", "seq", name="pk_paper_draft_steps"),
        sa.UniqueConstraint("command", name="uq_paper_draft_steps_command"),
        sa.ForeignKeyConstraint(["draft"], ["paper_drafts.id"], name="fk_paper_draft_steps_draft"),
    )
    op.create_table(
        "paper_draft_numbers",
        sa.Column("draft", sa.Uuid(), nullable=False),
        *(_text(each) for each in ("unit", "kind")),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("draft", name="pk_paper_draft_numbers"),
        sa.UniqueConstraint(
            "unit", "kind", "year", "number", name="uq_paper_draft_numbers_unit_kind_year_number"
        ),
        sa.ForeignKeyConstraint(["draft"], ["paper_drafts.id"], name="fk_paper_draft_numbers_draft"),
    )
    op.create_table(
        "paper_draft_wordings",
        *(_text(each) for each in ("digest", "kind", "wording")),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_paper_draft_wordings"),
    )
    _written_once("paper_draft_wordings")
    for table in TABLES:
        _written_once(table)
        _walled(table)
    op.execute(
        "CREATE POLICY seen ON paper_drafts FOR SELECT TO fengqiao_reader"
        " USING (EXISTS (SELECT 1 FROM cases AS c WHERE c.procedure = paper_drafts.procedure))"
    )
    op.execute(_OF_A_DRAFT)
    op.execute(_ITS_NUMBER)
    kinds = sa.table("authority_kinds", sa.column("kind"), sa.column("confidentiality"))
    rows = [{"kind": kind, "confidentiality": each} for kind, each in KINDS.items() if each != "words"]
    op.bulk_insert(kinds, rows)


def _written_once(table: str) -> None:
    op.execute(f"GRANT SELECT, INSERT ON {table} TO fengqiao_app")
    op.execute(f"GRANT SELECT ON {table} TO fengqiao_reader")
    for trigger, what in (
        ("written_once", f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
        ("never_emptied", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    ):
        op.execute(f"CREATE TRIGGER {trigger} {what} EXECUTE FUNCTION refuse_change()")
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")


def _walled(table: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY house ON {table} TO fengqiao_app USING (true) WITH CHECK (true)")


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False)
