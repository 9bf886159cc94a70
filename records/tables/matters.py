"""Matters, and the sealed store of what is personal in them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    column,
)
from sqlalchemy.dialects.postgresql import ARRAY

from records.tables.base import instant, metadata, recorded, text

matters = Table(
    "matters",
    metadata,
    Column("number", Text, primary_key=True),  # DEMO-2026-000001
    text("county"),
    text("channel"),
    instant("received_at"),  # clocks run from here
    instant("registered_at"),
    text("registered_by"),  # a person, by reference
    text("status"),  # intake, or the kind of the procedure it became
    text("dispute_type", nullable=True),
    text("unit", nullable=True),  # the village or township it comes from
    text("origin", nullable=True),  # source system or file
    text("origin_id", nullable=True),
    text("digest"),  # keyed digest of the request that registered it
    text("registered_as", nullable=True),  # role@unit; not known of older ones
    text("tracking"),  # a keyed digest of the code the person asks after it with
    text("factor", nullable=True),  # of the code and what they chose beside it
    UniqueConstraint("origin", "origin_id"),  # rows without an origin never collide
    UniqueConstraint("tracking"),
    Index(None, "unit"),
    Index(None, "registered_by"),
    Index(None, "registered_as"),
    Index(None, "received_at", "number"),
)

# One key per matter, wrapped with the keeper's key. Without ``wrapped`` the matter is erased.
matter_keys = Table(
    "matter_keys",
    metadata,
    Column("matter", Text, ForeignKey("matters.number"), primary_key=True),
    text("key_id"),  # of the keeper's key
    Column("wrapped", LargeBinary),
    instant("erased_at", nullable=True),
    Column("restricted", Boolean, nullable=False, server_default="false"),  # kept, not read or found
    Index(None, "key_id", postgresql_where=column("wrapped").is_not(None)),
)

contents = Table(
    "contents",
    metadata,
    Column("ref", Uuid, primary_key=True),
    text("matter", ForeignKey("matters.number")),
    text("kind"),
    Column("nonce", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("searchable", Boolean, nullable=False),
    recorded("created_at"),
    Index(None, "matter"),
)

# Keyed tokens (HMAC) of a content's characters and pairs of characters, without their order.
name_index = Table(
    "name_index",
    metadata,
    Column("ref", Uuid, ForeignKey("contents.ref"), primary_key=True),
    text("matter", ForeignKey("matters.number")),
    text("kind"),
    Column("tokens", ARRAY(BigInteger), nullable=False),
    Index(None, "matter"),
    Index("ix_name_index_tokens", "tokens", postgresql_using="gin"),
)
