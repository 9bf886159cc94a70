"""The register of what was done about the personal information of a matter (个人信息登记簿)."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from records.tables.base import instant, metadata, recorded, text

# One chain of entries per matter, as the journal has one per procedure: notices, holds, erasure, requests.
# Bodies hold references and codes; a reason is sealed under the matter's key.
keeping = Table(
    "keeping",
    metadata,
    Column("matter", Text, ForeignKey("matters.number"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    text("kind"),
    instant("at"),
    Column("body", JSONB, nullable=False),
    text("command", nullable=True),
    text("previous"),
    text("hash"),
    recorded(),
)

# How that stands: remade from the register with every entry, so that lists need not read it whole.
keeping_now = Table(
    "keeping_now",
    metadata,
    Column("matter", Text, ForeignKey("matters.number"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("waiting", Boolean, nullable=False),  # for a person: a proposal, a request, a file that fell due
    Column("confirmed", Boolean, nullable=False),  # to be erased: two people have agreed
    Column("held", Boolean, nullable=False),
    Column("erased", Boolean, nullable=False),
    Index("ix_keeping_now_waiting", "matter", postgresql_where=sql("waiting")),
    Index("ix_keeping_now_confirmed", "matter", postgresql_where=sql("confirmed AND NOT erased")),
)
