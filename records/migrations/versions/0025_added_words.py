"""Added words: what whoever brought a matter said of it later, by tracking code"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Written once; seen by whoever sees the matter. The words themselves lie sealed under its key."""
    op.create_table(
        "added_words",
        sa.Column("command", sa.Uuid(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("command", name="pk_added_words"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_added_words_matter_matters"),
        sa.ForeignKeyConstraint(["words"], ["contents.ref"], name="fk_added_words_words_contents"),
    )
    op.create_index("ix_added_words_matter", "added_words", ["matter"])
    op.execute("GRANT SELECT, INSERT ON added_words TO fengqiao_app")
    for trigger, what in (
        ("written_once", "BEFORE UPDATE OR DELETE ON added_words FOR EACH ROW"),
        ("never_emptied", "BEFORE TRUNCATE ON added_words FOR EACH STATEMENT"),
    ):
        op.execute(f"CREATE TRIGGER {trigger} {what} EXECUTE FUNCTION refuse_change()")
        op.execute(f"ALTER TABLE added_words ENABLE ALWAYS TRIGGER {trigger}")
    op.execute("ALTER TABLE added_words ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE added_words FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY house ON added_words TO fengqiao_app USING (true) WITH CHECK (true)")
    op.execute(
        "CREATE POLICY seen ON added_words FOR SELECT TO fengqiao_reader"
        " USING (EXISTS (SELECT 1 FROM matters AS m WHERE m.number = added_words.matter))"
    )
    op.execute("GRANT SELECT ON added_words TO fengqiao_reader")
