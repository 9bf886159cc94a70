"""Papers that somebody drafts (拟写的文书), each with a journal of its own; and their numbers."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from records.tables.base import instant, metadata, recorded, text

# One paper of a case. What it says stands in its steps, by reference; where it stands is folded from them.
paper_drafts = Table(
    "paper_drafts",
    metadata,
    Column("id", Uuid, primary_key=True),  # the key of the request that opened it
    text("request_digest"),  # keyed: another body under the same key is refused
    text("procedure"),
    text("matter", ForeignKey("matters.number")),
    text("kind"),  # D-07
    text("part"),  # of a document of several parts; else empty
    text("unit"),  # whose number it will bear
    text("opened_by"),  # a person, by reference
    text("opened_as"),  # role@unit
    instant("opened_at"),
    Index("ix_paper_drafts_procedure", "procedure"),
)

# What happened to a paper: written once, each row linked to the one before (rules/paper/signing.py).
paper_draft_steps = Table(
    "paper_draft_steps",
    metadata,
    Column("draft", Uuid, ForeignKey("paper_drafts.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("command", Uuid, nullable=False),
    text("request_digest"),
    text("step"),
    text("person"),
    text("role"),
    text("unit"),
    instant("at"),
    Column("body", JSONB, nullable=False),  # references, codes, days
    text("digest"),
    recorded(),
    UniqueConstraint("command"),
)

# The wording of a document as it stood when a paper was issued by it, so that it is printed again the same.
paper_draft_wordings = Table(
    "paper_draft_wordings",
    metadata,
    Column("digest", Text, primary_key=True),
    text("kind"),
    text("wording"),  # the county's template; nobody's words
    recorded(),
)

# The numbers, without gaps in unit, kind and year together with those of ``documents``: one series for both.
paper_draft_numbers = Table(
    "paper_draft_numbers",
    metadata,
    Column("draft", Uuid, ForeignKey("paper_drafts.id"), primary_key=True),
    text("unit"),
    text("kind"),
    Column("year", Integer, nullable=False),
    Column("number", BigInteger, nullable=False),
    UniqueConstraint("unit", "kind", "year", "number"),
)
