"""What is said between this house and the agencies' own systems: everything that came, everything that
goes."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from records.tables.base import instant, metadata, text

# A message as it came. Its body lies sealed under a key of its own until it has been carried out, and goes
# then: what it says stands under the matter's key from there on.
agency_inbox = Table(
    "agency_inbox",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("message", Uuid, primary_key=True),  # its id there
    text("subject"),  # the sender's reference of the exchange
    text("what"),
    text("digest"),  # keyed, of the body
    instant("received_at"),
    text("state"),  # waiting | parked | done | stray
    text("procedure", nullable=True),
    text("effect", nullable=True),  # taken | nothing | refused
    text("reason", nullable=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    instant("due_at"),  # when it is looked at next
    Column("fact", JSONB),  # what it tells its procedure: references and codes
    text("key_id", nullable=True),
    Column("wrapped", LargeBinary),
    Column("nonce", LargeBinary),
    Column("ciphertext", LargeBinary),
    Index("ix_agency_inbox_open", "due_at", postgresql_where=sql("state IN ('waiting', 'parked')")),
    Index(None, "agency", "subject"),
    Index(None, "key_id", postgresql_where=sql("wrapped IS NOT NULL")),
)

# By which reference of a sender a handoff is known on the wire.
exchanges = Table(
    "exchanges",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    text("procedure", ForeignKey("procedures.id")),
    UniqueConstraint("procedure"),
)

# A message that goes out, and every try of it. The body is kept under the matter's key: each try says the
# same.
deliveries = Table(
    "deliveries",
    metadata,
    Column("procedure", Text, ForeignKey("procedures.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),  # the entry that says it
    text("agency"),
    text("what"),
    Column("message", Uuid, nullable=False),
    Column("body", Uuid, nullable=False),  # reference to the sealed text
    Column("attempts", Integer, nullable=False),
    instant("first_at"),
    instant("last_at"),
    text("last_answer", nullable=True),  # a status, or a code: no words
    instant("taken_at", nullable=True),
    Index(None, "agency", "last_at"),
)
