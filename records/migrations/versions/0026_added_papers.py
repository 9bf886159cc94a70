"""Papers and pictures that were added to a matter; notices of what was issued"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Papers are written once but for what the scanner says later; notices but for what became of them. Both
    are seen by whoever sees the case. How to reach whoever holds a code is of the class of contacts."""
    _added_papers()
    _notices()
    _wishes()


def _added_papers() -> None:
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


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.Uuid(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("address", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_notices_document_documents"),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_notices_procedure_procedures"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_notices_matter_matters"),
        sa.ForeignKeyConstraint(["address"], ["contents.ref"], name="fk_notices_address_contents"),
        sa.UniqueConstraint("document", "addressee", name="uq_notices_document_addressee"),
    )
    op.create_index("ix_notices_matter", "notices", ["matter"])
    op.create_index(
        "ix_notices_waiting", "notices", ["due_at"], postgresql_where=sa.text("state = 'waiting'")
    )
    for column in ("addressee", "unit"):
        op.create_index(
            f"ix_notices_{column}_open",
            "notices",
            [column],
            postgresql_where=sa.text("settled_at IS NULL"),
        )
    changes = "way, state, due_at, attempts, last_error, sent_at, settled_at, settled_by"
    op.execute(f"GRANT SELECT, INSERT, UPDATE ({changes}) ON notices TO fengqiao_app")
    op.execute("ALTER TABLE notices ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE notices FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY house ON notices TO fengqiao_app USING (true) WITH CHECK (true)")
    op.execute(
        "CREATE POLICY seen ON notices FOR SELECT TO fengqiao_reader"
        " USING (EXISTS (SELECT 1 FROM cases AS c WHERE c.procedure = notices.procedure))"
    )
    op.execute("GRANT SELECT ON notices TO fengqiao_reader")


def _wishes() -> None:
    op.create_table(
        "notice_wishes",
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("address", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("matter", name="pk_notice_wishes"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_notice_wishes_matter_matters"),
        sa.ForeignKeyConstraint(["address"], ["contents.ref"], name="fk_notice_wishes_address_contents"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON notice_wishes TO fengqiao_app")
    op.execute("ALTER TABLE notice_wishes ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE notice_wishes FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY house ON notice_wishes TO fengqiao_app USING (true) WITH CHECK (true)")
    op.execute(
        "INSERT INTO authority_kinds (kind, confidentiality) VALUES ('notice_address', 'contact')"
        " ON CONFLICT DO NOTHING"
    )
