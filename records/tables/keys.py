"""Keys of the house itself, and who may open the engine's histories."""

from sqlalchemy import BigInteger, Column, Identity, Index, LargeBinary, Table, Text

from records.tables.base import instant, metadata, text

# A key that outlives every keeper's: what was written down with it must still be recognised years later.
standing_keys = Table(
    "standing_keys",
    metadata,
    Column("name", Text, primary_key=True),
    text("key_id"),  # of the keeper's key
    Column("wrapped", LargeBinary, nullable=False),
)

# Who gave which reason to open the engine's histories, and until when that lasts. Grows only.
history_leaves = Table(
    "history_leaves",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    text("person"),
    text("role"),
    text("unit"),
    text("reason"),  # a code
    instant("since"),
    instant("until"),
    Index(None, "person", "until"),
)
