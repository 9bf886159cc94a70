"""Watching (看护): what was found not to hold, when that was looked at, and how often the house could
work."""

from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, Integer, Table, Text, Uuid
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY

from records.tables.base import instant, metadata, text

# One look at everything that must always hold.
checks = Table(
    "checks",
    metadata,
    Column("id", Uuid, primary_key=True),
    instant("started_at"),
    instant("ended_at", nullable=True),
    Column("looked_at", Integer, nullable=False),  # procedures
    Column("sampled", Integer, nullable=False),  # of them, those held against the engine
    Column("found", Integer, nullable=False),
    Index(None, "ended_at"),
)

# What did not hold. A row is closed by the first look that finds it holding again, and never taken away.
violations = Table(
    "violations",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    text("kind"),
    text("subject"),  # a procedure, or the name of a chain
    Column("seq", Integer),  # the entry at which it shows, where it shows at one
    Column("places", ARRAY(Text), nullable=False),  # codes
    instant("found_at"),
    instant("seen_at"),
    instant("closed_at", nullable=True),
    Index("ix_violations_open", "kind", "subject", unique=True, postgresql_where=sql("closed_at IS NULL")),
)

# How often a process looked whether it could work, and could; how many requests it answered, and how many of
# these with a failure of its own. Kept for a week.
minutes_measured = Table(
    "minutes_measured",
    metadata,
    Column("minute", DateTime(timezone=True), primary_key=True),
    Column("process", Text, primary_key=True),
    Column("looks", Integer, nullable=False),
    Column("ready", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
)
