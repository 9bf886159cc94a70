"""Notices of what was issued, and how whoever holds a code wants to be told."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, Uuid
from sqlalchemy import text as sql

from records.tables.base import instant, metadata, recorded, text

# One for each document and each of those it is addressed to: the same cause never makes two.
notices = Table(
    "notices",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("document", Uuid, ForeignKey("documents.id"), nullable=False),
    text("addressee"),  # role@unit, a party by reference, or "holder"
    text("procedure", ForeignKey("procedures.id")),
    text("matter", ForeignKey("matters.number")),
    text("unit"),  # whose document it is: its staff see to what cannot be sent
    text("way"),
    text("language"),
    Column("address", Uuid, ForeignKey("contents.ref"), nullable=True),
    text("state"),
    instant("due_at"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    text("last_error", nullable=True),  # a code, never words
    instant("sent_at", nullable=True),
    instant("settled_at", nullable=True),
    text("settled_by", nullable=True),  # a person, by reference
    recorded(),
    UniqueConstraint("document", "addressee"),
    Index(None, "matter"),
    Index("ix_notices_waiting", "due_at", postgresql_where=sql("state = 'waiting'")),
    Index("ix_notices_addressee_open", "addressee", postgresql_where=sql("settled_at IS NULL")),
    Index("ix_notices_unit_open", "unit", postgresql_where=sql("settled_at IS NULL")),
)

notice_wishes = Table(
    "notice_wishes",
    metadata,
    Column("matter", Text, ForeignKey("matters.number"), primary_key=True),
    text("way"),
    text("language"),
    Column("address", Uuid, ForeignKey("contents.ref"), nullable=True),
    instant("at"),
)
