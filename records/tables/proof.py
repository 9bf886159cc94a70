"""Who looked at what, in chains; and the signed checkpoints over every chain. All of it grows only."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from records.tables.base import instant, metadata, recorded, text

access_log = Table(
    "access_log",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    instant("at"),
    text("person"),
    text("seat"),
    text("matter", nullable=True),
    text("what"),
    text("digest", nullable=True),  # keyed, of the words that were looked for
    Column("reason", Uuid),  # why, sealed under the matter's key
    text("chain"),  # matter/{number}, person/{reference}, or submission/{digest}
    Column("seq", Integer, nullable=False),
    text("hash"),
    UniqueConstraint("chain", "seq"),
    Index(None, "at"),
    Index(None, "matter", "at"),
    Index(None, "person", "at"),
)

# How each chain of the access log ends. Its row stays locked until the note is committed.
access_chains = Table(
    "access_chains",
    metadata,
    Column("chain", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    text("head"),
    recorded("headed_at"),
)

# Public keys, each introduced by one before it; the first by itself.
signing_keys = Table(
    "signing_keys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    text("public"),
    text("since"),
    text("by"),
    text("signature"),
    UniqueConstraint("place"),
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("n", Integer, primary_key=True),
    text("previous"),
    text("at"),  # as it was signed
    Column("leaves", Integer, nullable=False),
    text("root"),
    text("key", ForeignKey("signing_keys.id")),
    text("signature"),
)

# The chains that grew between two checkpoints, in the order in which the root was counted.
checkpoint_leaves = Table(
    "checkpoint_leaves",
    metadata,
    Column("n", Integer, ForeignKey("checkpoints.n"), primary_key=True),
    Column("place", Integer, primary_key=True),
    text("chain"),
    Column("seq", Integer, nullable=False),
    text("head"),
    Index(None, "chain", "seq"),
)
