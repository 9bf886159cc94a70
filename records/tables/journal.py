"""What has happened (案卷流水), which asks were answered, and what must go out because of it."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from records.tables.base import instant, metadata, recorded, text

editions = Table(
    "editions",
    metadata,
    Column("digest", Text, primary_key=True),
    text("id"),
    text("county"),
    Column("in_force_from", Date, nullable=False),
    Column("body", JSONB, nullable=False),
    recorded(),
    Index(None, "county", "in_force_from"),
)

procedures = Table(
    "procedures",
    metadata,
    Column("id", Text, primary_key=True),  # {procedure}/{county}/{number}/{n}
    text("kind"),
    text("matter", ForeignKey("matters.number")),
    Column("n", Integer, nullable=False),
    text("edition", ForeignKey("editions.digest")),
    text("anchored_on", nullable=True),  # the procedure and the entry it grew from
    Column("anchored_seq", Integer),
    Column("seq", Integer, nullable=False),
    Column("decided_seq", Integer, nullable=False),  # the last entry that a person stands behind
    text("head"),  # hash of the last entry
    recorded("headed_at"),
    instant("opened_at"),
    instant("ended_at", nullable=True),
    UniqueConstraint("matter", "kind", "n"),
    Index("ix_procedures_open", "headed_at", postgresql_where=sql("ended_at IS NULL")),
    ForeignKeyConstraint(
        ["anchored_on", "anchored_seq"], ["journal.procedure", "journal.seq"], use_alter=True
    ),
)

journal = Table(
    "journal",
    metadata,
    Column("procedure", Text, ForeignKey("procedures.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    text("kind"),
    instant("at"),
    Column("body", JSONB, nullable=False),
    text("command", nullable=True),
    text("previous"),
    text("hash"),
    recorded(),
    # What is rare is found among all there is: what is audited, what came back.
    Index("ix_journal_kind", "kind", "at"),
    # What a publication did is counted here when it has reached everybody.
    Index(
        "ix_journal_published",
        sql("(body ->> 'version')"),
        postgresql_where=sql("kind = 'DueDatesRecomputed'"),
    ),
    # What an agency's message did is looked up by its id.
    Index(
        "ix_journal_message",
        sql("(body ->> 'message')"),
        postgresql_where=sql("(body ->> 'message') IS NOT NULL"),
    ),
    # What a handover has come to is counted by its id.
    Index(
        "ix_journal_handover",
        sql("(body ->> 'handover')"),
        postgresql_where=sql("(body ->> 'handover') IS NOT NULL"),
    ),
)

# The commands that stand, each with its first receipt: what makes asking twice the same as once.
ledger = Table(
    "ledger",
    metadata,
    Column("command", Text, primary_key=True),
    text("matter", nullable=True),
    text("procedure", nullable=True),
    text("digest", nullable=True),
    Column("receipt", JSONB, nullable=False),
    recorded(),
    Index(None, "procedure", "recorded_at"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    text("procedure", ForeignKey("procedures.id")),
    Column("seq", Integer, nullable=False),
    text("kind"),
    Column("number", Integer, nullable=False),
    Column("body", JSONB, nullable=False),
    recorded("due_at"),
    instant("not_before", nullable=True),  # nobody is written to at night
    instant("done_at", nullable=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    text("last_error", nullable=True),  # a code, never words
    UniqueConstraint("procedure", "seq", "kind", "number"),
    Index("ix_outbox_waiting", "due_at", "id", postgresql_where=sql("done_at IS NULL")),
)
