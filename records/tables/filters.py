"""Filters that somebody keeps for themselves (常用筛选): theirs alone, and nothing about any case."""

from sqlalchemy import Column, Index, LargeBinary, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from records.tables.base import instant, metadata, text

# What it narrows to is codes; what it is called may be anything, and lies sealed under a key of its own.
kept_filters = Table(
    "kept_filters",
    metadata,
    Column("id", Uuid, primary_key=True),  # the key of the request that kept it
    text("digest"),  # keyed, of that request: another body under the same key is refused
    text("person"),  # whose it is, by reference
    text("list"),  # rules/worklists.py
    Column("query", JSONB, nullable=False),  # name -> value, of the names its list knows
    instant("kept_at"),
    text("key_id"),  # of the keeper's key
    Column("wrapped", LargeBinary, nullable=False),  # its own key
    Column("nonce", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    Index(None, "person", "kept_at"),
    Index(None, "key_id"),
)
