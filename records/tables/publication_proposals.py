"""What one person proposed to publish (提请公布), and what another answered: both written once."""

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from records.tables.base import instant, metadata, recorded, text

publication_proposals = Table(
    "publication_proposals",
    metadata,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("key", Uuid, nullable=False, unique=True),  # of the request that made it
    text("request_digest"),  # keyed: another body under the same key is refused
    text("kind"),  # calendar | rules
    text("series"),  # of the calendar, or the county unit whose cases it concerns
    Column("body", JSONB, nullable=False),  # the notice, or the edition and its rules
    Column("preview", JSONB, nullable=False),  # what would change, as it was when it was proposed
    text("digest"),  # of body and preview
    text("reason"),  # for every seat to read
    text("proposed_by"),  # a person, by reference
    text("proposed_as"),  # role@unit
    instant("proposed_at"),
    recorded(),
)

# One answer to each, and never another. ``version``: what was published by it.
publication_answers = Table(
    "publication_answers",
    metadata,
    Column("proposal", BigInteger, ForeignKey("publication_proposals.number"), primary_key=True),
    Column("key", Uuid, nullable=False, unique=True),
    text("request_digest"),
    text("answer"),  # approved | refused | withdrawn
    Column("preview", JSONB, nullable=False),  # what it was answered on
    text("digest"),
    text("reason", nullable=True),
    text("answered_by"),
    text("answered_as"),
    instant("answered_at"),
    Column("version", Text, ForeignKey("publications.version"), nullable=True),
    recorded(),
)
