"""Papers and pictures that were added to a matter; the files themselves lie outside the database, sealed."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, UniqueConstraint, Uuid
from sqlalchemy import text as sql

from records.tables.base import instant, metadata, recorded, text

# Written once, but for what the scanner says of it later. The title and the key of the file are texts of the
# matter: who destroys the matter's key destroys both.
added_papers = Table(
    "added_papers",
    metadata,
    Column("id", Uuid, primary_key=True),
    text("procedure", ForeignKey("procedures.id")),
    text("matter", ForeignKey("matters.number")),
    Column("title", Uuid, ForeignKey("contents.ref"), nullable=False),
    Column("key", Uuid, ForeignKey("contents.ref"), nullable=False),
    text("kind"),  # of file, by its content
    Column("size", BigInteger, nullable=False),  # bytes, in clear
    text("digest"),  # SHA-256 of what lies in the store, and its name there
    text("scan"),  # none | waits | clean | infected
    instant("scanned_at", nullable=True),
    instant("added_at"),
    text("person"),  # by reference
    text("seat"),  # role@unit
    text("command"),
    text("request"),  # keyed digest of what was asked under this command
    recorded(),
    UniqueConstraint("command"),
    UniqueConstraint("digest"),
    Index(None, "matter", "added_at"),
    Index(None, "procedure"),
    Index("ix_added_papers_waits", "added_at", postgresql_where=sql("scan = 'waits'")),
)
