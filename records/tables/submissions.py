"""What lies at the counter and nobody has classified yet (收件): unnumbered, unjournalled, unsearchable."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, Uuid

from records.tables.base import instant, metadata, text

# A row is there while it waits, and gone once it was classified, whatever as: nothing here tells which.
submissions = Table(
    "submissions",
    metadata,
    Column("id", Uuid, primary_key=True),
    text("tracking"),  # a keyed digest of its code, which itself lies sealed with the rest
    text("factor", nullable=True),  # of the code and what they chose beside it
    text("county"),
    text("unit"),  # that received it
    text("channel"),
    instant("received_at"),
    text("received_by", nullable=True),  # a person, by reference; nobody, where people send it in themselves
    text("notice", nullable=True),  # which version of the notice on personal information was shown before
    text("key_id"),  # of the keeper's key
    Column("wrapped", LargeBinary, nullable=False),  # its own key
    Column("nonce", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    UniqueConstraint("tracking"),
    Index(None, "unit", "received_at"),
    Index(None, "key_id"),
)

# How many came, counted as they came: no classification changes a count.
arrivals = Table(
    "arrivals",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("day", Date, primary_key=True),  # the legal day of the receipt
    Column("received", Integer, nullable=False),
)

# Of the sealed store: ordinary matters that proved to be accusations, and whose contents move there.
moves = Table(
    "moves",
    metadata,
    Column("matter", Text, primary_key=True),  # its number in the ordinary store
    text("person"),  # who asked for it, in which seat
    text("role"),
    text("unit"),
    Column("is_real_name", Boolean, nullable=False),
    instant("asked_at"),
    text("number", nullable=True),  # its number here, once it is here
)

# How often the wrong thing was asked with about a code, by a keyed digest of it, whether or not it exists.
code_guesses = Table(
    "code_guesses",
    metadata,
    Column("code", Text, primary_key=True),
    Column("wrong", Integer, nullable=False),
    instant("last"),
    instant("closed_until"),
    Index(None, "last"),
)

# How often a caller who has not signed in has sent something, by a keyed digest of the address.
public_rates = Table(
    "public_rates",
    metadata,
    Column("client", Text, primary_key=True),
    instant("since"),
    Column("asked", Integer, nullable=False),
    Index(None, "since"),
)
