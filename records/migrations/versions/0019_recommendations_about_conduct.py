"""Recommendations about conduct: a class of their own, which few seats read, in the second wall"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# Kinds of text that say something about somebody's conduct.
KINDS = ("conduct_facts", "conduct_evidence", "conduct_consequence", "conduct_proposal", "conduct_reasons")
# Clear for who writes it, who signs it, and whoever it is laid before; of accusations for the discipline
# clerk, who reads everything there, as before.
ROWS = """
INSERT INTO authority_table (role, relation, of_accusations, confidentiality, mask)
SELECT role, relation, of_accusations, 'conduct',
    CASE WHEN of_accusations
        OR (role, relation) IN (('petition_bureau', 'area'), ('petition_bureau_head', 'area'))
        OR (role, relation) = ('county_leader', 'assigned') THEN 2 ELSE 0 END
FROM authority_table WHERE confidentiality = 'file'
"""


def upgrade() -> None:
    """A row for every line of the table, and a class for every kind."""
    op.execute(ROWS)
    kinds = sa.table("authority_kinds", sa.column("kind"), sa.column("confidentiality"))
    op.bulk_insert(kinds, [{"kind": kind, "confidentiality": "conduct"} for kind in KINDS])
