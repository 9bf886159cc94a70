"""Dispatch orders and incidents: who is called out reads the order, whoever has the case that it came from"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# As in 0014: a line of the table of authority for each of these, of files and words of what waits for it.
CALLED = (
    *("dept_head", "docking_clerk", "political_legal_commissioner", "justice_office"),
    *("township_petition_office", "township_head"),
)
CLEAR = ("file", "words")
ABSENT = ("contact", "minor", "mediation", "private", "sensitive", "reporter", "accusation")


def upgrade() -> None:
    """The second wall reads the same table as the rules."""
    table = sa.table(
        "authority_table",
        *(sa.column(name) for name in ("role", "relation", "of_accusations", "confidentiality", "mask")),
    )
    rows = [
        {
            "role": role,
            "relation": "assigned",
            "of_accusations": False,
            "confidentiality": each,
            "mask": mask,
        }
        for role in CALLED
        for classes, mask in ((CLEAR, 2), (ABSENT, 0))
        for each in classes
    ]
    op.bulk_insert(table, rows)
