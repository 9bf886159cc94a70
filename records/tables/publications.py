"""What was published and reaches open cases: a year's calendar, or new numbers of clock rules."""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

from records.tables.base import instant, metadata, recorded, text

publications = Table(
    "publications",
    metadata,
    Column("version", Text, primary_key=True),  # china.1, or the id of an edition
    text("kind"),  # calendar | rules
    text("series"),  # of the calendar, or the county unit whose cases it concerns
    Column("number", Integer, nullable=False),  # in its series, from 1
    Column("body", JSONB, nullable=False),  # the notice, or the rules
    text("digest"),
    text("published_by"),  # a person, by reference
    recorded("published_at"),
    # How far it has got: absolute numbers, written by the workflow that carries it.
    Column("told", Integer, nullable=False, server_default="0"),
    Column("moved", Integer, nullable=False, server_default="0"),
    Column("overdue", Integer, nullable=False, server_default="0"),
    Column("notices", Integer, nullable=False, server_default="0"),
    instant("finished_at", nullable=True),
    UniqueConstraint("kind", "series", "number"),
)
