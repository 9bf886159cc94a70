"""The read tables of meetings: what lists and public notices show. They can be remade from the journal."""

from sqlalchemy import ARRAY, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from records.tables.base import instant, metadata, text

meetings = Table(
    "meetings",
    metadata,
    Column("procedure", Text, ForeignKey("procedures.id"), primary_key=True),
    text("meeting_kind"),
    text("unit"),
    text("role"),
    text("place_unit"),
    instant("scheduled_for"),
    Column("capacity", Integer, nullable=False),
    Column("booked", Integer, nullable=False),
    Column("batches", Integer, nullable=False),  # 批次
    Column("person_times", Integer, nullable=False),  # 人次
    Column("is_announced", Boolean, nullable=False),  # anybody may know of it
    Column("people", ARRAY(Text), nullable=False, server_default="{}"),  # its panel
    text("room", nullable=True),  # of the place, as the register has it
    Index(None, "scheduled_for"),
)

agenda_items = Table(
    "agenda_items",
    metadata,
    Column("procedure", Text, ForeignKey("procedures.id"), primary_key=True),
    Column("item", Integer, primary_key=True),
    text("about", nullable=True),  # the number of a matter
    text("came"),
    text("ending", nullable=True),
    Column("due_on", Date),
    Column("is_done", Boolean, nullable=False),
    Index(None, "about"),
)
