"""Papers that leave the house, and the runs of the engine that have ended."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from records.tables.base import instant, metadata, recorded, text

# A document as data (文书): what it says by reference and code; pages and templates print it.
documents = Table(
    "documents",
    metadata,
    Column("id", Uuid, primary_key=True),
    text("procedure"),
    Column("seq", Integer, nullable=False),
    Column("letter", Integer, nullable=False),  # of the entry's letters of this kind
    text("matter", ForeignKey("matters.number")),
    text("kind"),  # D-21
    text("unit"),
    Column("year", Integer, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("data", JSONB, nullable=False),
    Column("addressees", ARRAY(Text), nullable=False),  # parties by reference
    text("digest"),
    instant("issued_at"),
    UniqueConstraint("procedure", "seq", "kind", "letter"),
    UniqueConstraint("unit", "kind", "year", "number"),
    ForeignKeyConstraint(["procedure", "seq"], ["journal.procedure", "journal.seq"]),
    Index(None, "matter"),
)

# Proof of service (送达回证).
services = Table(
    "services",
    metadata,
    Column("document", Uuid, ForeignKey("documents.id"), primary_key=True),
    Column("party", Text, primary_key=True),
    text("method"),
    instant("served_at"),
    text("proof", nullable=True),  # reference to what proves it
    text("recorded_by"),
    recorded(),
)

# Exported runs of the engine, kept when its own retention has forgotten them.
histories = Table(
    "histories",
    metadata,
    Column("workflow_id", Text, primary_key=True),
    Column("run_id", Text, primary_key=True),
    Column("exported", LargeBinary, nullable=False),  # JSON, gzip
    recorded("exported_at"),
)
