"""Dispatch orders and incidents: who is called out reads the order, whoever has the case that it came from"""

from alembic import op

revision = "0019"
down_revision = "0014"
branch_labels = None
depends_on = None

# As in 0014: a line of the table of authority for each of these, reading files and words of what waits for it.
CALLED = (
    *("dept_head", "docking_clerk", "political_legal_commissioner", "justice_office"),
    *("township_petition_office", "township_head"),
)
CLEAR = ("file", "words")
ABSENT = ("contact", "minor", "mediation", "private", "sensitive", "reporter", "accusation")


def upgrade() -> None:
    """The second wall reads the same table as the rules."""
    for role in CALLED:
        for mask, classes in ((2, CLEAR), (0, ABSENT)):
            for each in classes:
                op.execute(
                    "INSERT INTO authority_table (role, relation, of_accusations, confidentiality, mask) "
                    f"VALUES ('{role}', 'assigned', false, '{each}', {mask})"  # noqa: S608  of this page
                )
