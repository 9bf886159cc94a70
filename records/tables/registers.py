"""Registers, windows and their tickets: rows of the directory, and the journal of every window's day.

A line of a register holds what its kind says (``rules/registers.py``) as JSON; what was changed of it stands
in ``directory_changes``. Nobody's name is in a ticket, and of who called it nothing is kept.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
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
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from records.tables.base import instant, metadata, recorded, text

register_lines = Table(
    "register_lines",
    metadata,
    Column("register", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    text("unit", ForeignKey("units.unit")),
    Column("what", JSONB, nullable=False),
    Column("valid_from", Date, primary_key=True),
    Column("valid_until", Date),
    text("person", ForeignKey("people.person"), nullable=True),
    CheckConstraint("valid_until >= valid_from", name="interval"),
    Index(None, "unit", "register"),
    Index(None, "person"),
)

# Who sits at a window: signed on, and off again. It opens the window; no report is made of it by person.
window_attendance = Table(
    "window_attendance",
    metadata,
    Column("key", Uuid, primary_key=True),
    text("window"),
    text("person", ForeignKey("people.person")),
    instant("since"),
    instant("until", nullable=True),
    CheckConstraint("until >= since", name="interval"),
    Index(None, "window", "since"),
    Index(
        "uq_window_attendance_open", "window", "person", unique=True, postgresql_where=sql("until IS NULL")
    ),
)

# The journal of a window's day, written once. ``key`` and ``place``: of which request.
ticket_steps = Table(
    "ticket_steps",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    text("window"),
    Column("day", Date, nullable=False),
    Column("number", Integer, nullable=False),
    text("step"),  # taken | called | begun | ended | not-there | moved
    instant("at"),
    text("service", nullable=True),
    instant("since", nullable=True),
    Column("is_complete", Boolean),
    text("other", nullable=True),  # the window it came from, or went to
    Column("key", Uuid, nullable=False),
    Column("place", Integer, nullable=False),
    text("digest"),
    recorded(),
    CheckConstraint("number > 0", name="number"),
    UniqueConstraint("key", "place"),
    Index(None, "window", "day", "id"),
    Index(
        "uq_ticket_steps_taken",
        "window",
        "day",
        "number",
        unique=True,
        postgresql_where=sql("step = 'taken'"),
    ),
)

# A window that was to be open and to which nobody had come: once for each half-day. The head of the unit is
# told by seat, and says that it has been seen.
unattended_windows = Table(
    "unattended_windows",
    metadata,
    Column("window", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("half", Text, primary_key=True),
    text("unit", ForeignKey("units.unit")),
    instant("by"),
    instant("found_at"),
    text("head_role"),
    text("seen_by", nullable=True),
    text("seen_as", nullable=True),
    instant("seen_at", nullable=True),
    Index("ix_unattended_windows_unseen", "unit", postgresql_where=sql("seen_at IS NULL")),
)
