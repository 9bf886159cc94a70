"""Upkeep (维护任务): verify, rebuild and what else an operator starts, with how far each has come."""

from sqlalchemy import Column, Index, Integer, Table, Uuid
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from records.tables.base import instant, metadata, text

upkeep = Table(
    "upkeep",
    metadata,
    Column("id", Uuid, primary_key=True),  # the key of the request that started it
    text("kind"),
    text("asked_by"),  # a person, by reference
    text("state"),  # running | done | failed | interrupted
    instant("started_at"),
    instant("beat_at"),  # when it was last heard of
    instant("ended_at", nullable=True),
    Column("looked_at", Integer, nullable=False),  # procedures
    Column("total", Integer, nullable=False),
    Column("found", Integer, nullable=False),
    Column("findings", JSONB, nullable=False),  # the first of them: ids and codes, no words
    text("why", nullable=True),  # a code, where it failed
    # Never two at once, whichever process they run in.
    Index("ix_upkeep_running", "state", unique=True, postgresql_where=sql("state = 'running'")),
)
