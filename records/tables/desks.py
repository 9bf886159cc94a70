"""What a clerk is in the middle of (草稿、在场): neither belongs to any matter, and neither lasts."""

from sqlalchemy import Column, Index, LargeBinary, Table, Text, Uuid

from records.tables.base import instant, metadata, text

# What somebody has begun to write into a form. Its id is the key under which it will be registered.
drafts = Table(
    "drafts",
    metadata,
    Column("id", Uuid, primary_key=True),
    text("person"),  # whose it is, by reference; nobody else's
    text("county"),  # whose schedule says how long it is kept
    text("form"),  # what is to be registered, by its code
    instant("kept_at"),  # when it was kept last
    text("key_id"),  # of the keeper's key
    Column("wrapped", LargeBinary, nullable=False),  # its own key
    Column("nonce", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    Index(None, "person", "kept_at"),
    Index(None, "key_id"),
)

# Who has a case open at this moment: one row for each of them, written over and gone after minutes. It is in
# no log of the database either, so that no backup and no replica has ever had it.
presences = Table(
    "presences",
    metadata,
    Column("procedure", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    text("seat"),  # role@unit
    text("filling", nullable=True),  # the verb whose form they have open
    instant("seen_at"),
    Index(None, "seen_at"),
    prefixes=["UNLOGGED"],
)
