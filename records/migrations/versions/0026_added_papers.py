"""Papers and pictures that were added to a matter"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Written once but for what the scanner says later; seen by whoever sees the case it was added to."""
    op.create_table(
        "added_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("title", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("scan", sa.Text(), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_added_papers"),
        sa.ForeignKeyConstraint(
            ["procedure"], ["procedures.id"], name="fk_added_papers_procedure_procedures"
        ),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_added_papers_matter_matters"),
        sa.ForeignKeyConstraint(["title"], ["contents.ref"], name="fk_added_papers_title_contents"),
        sa.ForeignKeyConstraint(["key"], ["contents.ref"], name="fk_added_papers_key_contents"),
        sa.UniqueConstraint("command", name="uq_added_papers_command"),
        sa.UniqueConstraint("digest", name="uq_added_papers_digest"),
    )
    op.create_index("ix_added_papers_matter_added_at", "added_papers", ["matter", "added_at"])
    op.create_index("ix_added_papers_procedure", "added_papers", ["procedure"])
    op.create_index(
        "ix_added_papers_waits", "added_papers", ["added_at"], postgresql_where=sa.text("scan = 'waits'")
    )
    op.execute("GRANT SELECT, INSERT, UPDATE (scan, scanned_at) ON added_papers TO fengqiao_app")
    op.execute(
        "CREATE TRIGGER never_deleted BEFORE DELETE ON added_papers"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON added_papers"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    for trigger in ("never_deleted", "never_emptied"):
        op.execute(f"ALTER TABLE added_papers ENABLE ALWAYS TRIGGER {trigger}")
    op.execute("ALTER TABLE added_papers ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE added_papers FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY house ON added_papers TO fengqiao_app USING (true) WITH CHECK (true)")
    op.execute(
        "CREATE POLICY seen ON added_papers FOR SELECT TO fengqiao_reader"
        " USING (EXISTS (SELECT 1 FROM cases AS c WHERE c.procedure = added_papers.procedure))"
    )
    op.execute("GRANT SELECT ON added_papers TO fengqiao_reader")
