"""The read tables: what people see of a procedure. Everything in them can be remade from the journal."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from records.tables.base import instant, metadata, text


def _procedure() -> Column[str]:
    return Column("procedure", Text, ForeignKey("procedures.id"), primary_key=True)


cases = Table(
    "cases",
    metadata,
    _procedure(),
    text("kind"),
    text("matter", ForeignKey("matters.number")),
    Column("seq", Integer, nullable=False),  # the last entry
    Column("decided_seq", Integer, nullable=False),
    text("stage"),
    Column("step", Integer),
    text("owner_unit"),
    text("owner_role"),
    text("handler", nullable=True),
    text("waits_for"),
    instant("next_moment", nullable=True),
    Column("due_on", Date),
    Column("overdue", Boolean, nullable=False),
    Column("needs_attention", Boolean, nullable=False),
    text("outcome", nullable=True),
    Column("places", ARRAY(Text), nullable=False),
    instant("opened_at"),
    instant("changed_at"),
    instant("closed_at", nullable=True),
    Index(None, "matter"),
    Index(None, "owner_unit"),
    Index(None, "handler"),
    Index(None, "changed_at", "procedure"),
    text("light"),
    text("calendar"),
    Column("calendar_number", Integer, nullable=False),
    Column("amendments", ARRAY(Text), nullable=False),
    Column("is_private", Boolean, nullable=False, server_default="false"),
    Index(None, "due_on", "procedure"),
    Index("ix_cases_open", "procedure", postgresql_where=sql("closed_at IS NULL")),
)

case_places = Table(
    "case_places",
    metadata,
    _procedure(),
    Column("unit", Text, primary_key=True),
    Index(None, "unit"),
)

tasks = Table(
    "tasks",
    metadata,
    _procedure(),
    Column("position", Integer, primary_key=True),  # its place in the view
    text("what"),
    text("role"),
    text("unit"),
    text("person", nullable=True),
    instant("since"),
    Column("due_on", Date),
    Index(None, "unit", "role"),
    Index(None, "person"),
)

parties = Table(
    "parties",
    metadata,
    _procedure(),
    Column("ref", Text, primary_key=True),
    text("role"),
    Column("is_minor", Boolean, nullable=False),
    text("guardian", nullable=True),
    Column("consents", JSONB, nullable=False),  # step -> given | refused | withdrawn
    Index(None, "ref"),
)

sessions = Table(
    "sessions",
    metadata,
    _procedure(),
    Column("number", Integer, primary_key=True),
    Column("step", Integer, nullable=False),
    instant("scheduled_for"),
    text("place_unit"),
    text("state"),
    text("outcome", nullable=True),
    text("minutes", nullable=True),
    Column("people", ARRAY(Text), nullable=False, server_default="{}"),  # who is to sit there
    text("room", nullable=True),  # of the place, as the register has it
    Index(None, "scheduled_for"),
)

clocks = Table(
    "clocks",
    metadata,
    _procedure(),
    Column("name", Text, primary_key=True),
    text("rule"),
    text("state"),  # running | suspended | met | cancelled; expired is told by over_at
    Column("started_on", Date, nullable=False),
    Column("due_on", Date),
    instant("over_at", nullable=True),
    Column("provisional", Boolean, nullable=False),
    instant("ended_at", nullable=True),  # when it was met or cancelled
    Index(None, "due_on"),
)

agreements = Table(
    "agreements",
    metadata,
    _procedure(),
    Column("number", Integer, primary_key=True),
    Column("step", Integer, nullable=False),
    text("form"),
    text("extent"),
    text("mediation_body"),
    Column("confirmable", Boolean, nullable=False),
    Column("confirm_by", Date),
    Column("effective_on", Date, nullable=False),
    text("terms"),
)
