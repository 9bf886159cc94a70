"""Recommendations about conduct: a class of their own, which few seats read, in the second wall"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0014"
branch_labels = None
depends_on = None

# Kinds of text that say something about somebody's conduct.
KINDS = ("conduct_facts", "conduct_evidence", "conduct_consequence", "conduct_proposal", "conduct_reasons")
# Who writes it, who signs it, and whoever it is laid before.
READ_BY = "('petition_bureau', 'area'), ('petition_bureau_head', 'area'), ('county_leader', 'assigned')"


def upgrade() -> None:
    """A row for every line of the table. Of accusations the discipline clerk reads everything, as before."""
    op.execute(
        "INSERT INTO authority_table (role, relation, of_accusations, confidentiality, mask)"
        " SELECT role, relation, of_accusations, 'conduct',"
        f" CASE WHEN of_accusations OR (role, relation) IN ({READ_BY}) THEN 2 ELSE 0 END"
        " FROM authority_table WHERE confidentiality = 'file'"
    )
    kinds = sa.table("authority_kinds", sa.column("kind"), sa.column("confidentiality"))
    op.bulk_insert(kinds, [{"kind": kind, "confidentiality": "conduct"} for kind in KINDS])
