"""What matters are to each other, and what was looked for"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Links between matters; the digest of the words of a search."""
    op.create_table(
        "links",
        sa.Column("command", sa.Uuid(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("linked_by", sa.Text(), nullable=False),
        sa.Column("linked_as", sa.Text(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Uuid(), nullable=True),
        sa.Column("undone_command", sa.Uuid(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_as", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("matter <> other", name="two"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_links_matter"),
        sa.ForeignKeyConstraint(["other"], ["matters.number"], name="fk_links_other"),
        sa.ForeignKeyConstraint(["reason"], ["contents.ref"], name="fk_links_reason"),
        sa.PrimaryKeyConstraint("command", name="pk_links"),
    )
    op.create_index("ix_links_matter", "links", ["matter"])
    op.create_index("ix_links_other", "links", ["other"])
    op.create_index(
        "uq_links_standing",
        "links",
        [sa.text("least(matter, other)"), sa.text("greatest(matter, other)")],
        unique=True,
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.execute("GRANT SELECT, INSERT ON links TO fengqiao_app")
    undoing = "undone_command, undone_by, undone_as, undone_at"  # what was linked is never changed
    op.execute(f"GRANT UPDATE ({undoing}) ON links TO fengqiao_app")
    op.add_column("access_log", sa.Column("digest", sa.Text(), nullable=True))
