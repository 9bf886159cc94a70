"""Who sits where: units in their tree, officers, seats. Everything has a time at which it holds.

An interval holds from ``valid_from`` up to, and without, ``valid_until`` (legal days).
"""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Table, Text

from records.tables.base import metadata, text


def _interval() -> tuple[Column[object], Column[object], CheckConstraint]:
    return (
        Column("valid_from", Date, nullable=False),
        Column("valid_until", Date),
        CheckConstraint("valid_until > valid_from", name="interval"),
    )


units = Table(
    "units",
    metadata,
    Column("unit", Text, primary_key=True),
    text("parent", ForeignKey("units.unit"), nullable=True),
    text("organ"),  # the level: village | township | county
    text("name"),
    *_interval(),
    Index(None, "parent"),
)

# Officers, who act in public. Parties are not here: their names lie sealed under their matter's key.
people = Table(
    "people",
    metadata,
    Column("person", Text, primary_key=True),
    text("name"),
    *_interval(),
)

seats = Table(
    "seats",
    metadata,
    Column("person", Text, ForeignKey("people.person"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("unit", Text, ForeignKey("units.unit"), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_until", Date),
    CheckConstraint("valid_until > valid_from", name="interval"),
    Index(None, "unit", "role"),
)
