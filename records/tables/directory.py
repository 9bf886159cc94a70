"""Who sits where: units in their tree, officers, seats. Everything has a time at which it holds.

An interval holds from ``valid_from`` up to, and without, ``valid_until`` (legal days); with both on one day
it holds on none. Nothing is deleted, and what is changed stands in ``directory_changes`` for ever.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from records.tables.base import instant, metadata, recorded, text


def _interval() -> tuple[Column[object], Column[object], CheckConstraint]:
    return (
        Column("valid_from", Date, nullable=False),
        Column("valid_until", Date),
        CheckConstraint("valid_until >= valid_from", name="interval"),
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
    CheckConstraint("valid_until >= valid_from", name="interval"),
    Index(None, "unit", "role"),
)

# Deputies (代理): for a time somebody acts as the seat of somebody else.
delegations = Table(
    "delegations",
    metadata,
    Column("id", Uuid, primary_key=True),
    text("person", ForeignKey("people.person")),
    text("role"),
    text("unit", ForeignKey("units.unit")),
    text("deputy", ForeignKey("people.person")),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    text("because"),
    text("granted_by"),
    CheckConstraint("valid_until >= valid_from", name="interval"),
    Index(None, "person"),
    Index(None, "deputy"),
    Index(None, "unit", "role"),
)

# Every change of the directory: who, when, what, why. Written once. ``body``: the row before and after.
# ``answers``: the proposal it confirms or declines, each once. ``place``: of one request's changes which.
directory_changes = Table(
    "directory_changes",
    metadata,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    instant("at"),
    text("by_person", nullable=True),  # nobody: the installation
    text("by_role", nullable=True),
    text("by_unit", nullable=True),
    text("kind"),
    text("person", nullable=True),
    text("role", nullable=True),
    text("unit", nullable=True),
    text("because"),
    text("basis", nullable=True),  # the document of appointment (文号)
    Column("body", JSONB, nullable=False),
    Column("answers", BigInteger, ForeignKey("directory_changes.number"), unique=True),
    Column("key", Uuid),
    Column("place", Integer, nullable=False, server_default="0"),
    text("digest", nullable=True),
    recorded(),
    UniqueConstraint("key", "place"),
    Index(None, "person"),
    Index(None, "unit", "role"),
    Index(None, "at"),
)

# A handover (离任交接): what somebody answered for goes to their successors, on a day.
handovers = Table(
    "handovers",
    metadata,
    Column("id", Uuid, primary_key=True),
    text("person", ForeignKey("people.person")),
    Column("on_day", Date, nullable=False),
    Column("successors", JSONB, nullable=False),  # [{role, unit, person}]
    text("otherwise", nullable=True),
    text("digest"),  # of the preview it was decided on
    text("by_person"),
    text("by_role"),
    text("by_unit"),
    instant("begun_at"),
    Column("cases", Integer, nullable=False),  # as the preview had them
    Column("handed", Integer, nullable=False, server_default="0"),  # as the journal has them
    instant("finished_at", nullable=True),
    Index(None, "person"),
)
