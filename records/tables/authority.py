"""What was said of a matter's confidentiality (标明), and who was shown what was masked (查看)."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, SmallInteger, Table, Text, Uuid
from sqlalchemy import text as sql

from records.tables.base import instant, metadata, text

# A person in charge says that a matter is private, or holds sensitive information. Undone, never deleted.
marks = Table(
    "marks",
    metadata,
    Column("command", Uuid, primary_key=True),  # the key of the request
    text("matter", ForeignKey("matters.number")),
    text("confidentiality"),  # private | sensitive | minor
    text("marked_by"),  # a person, by reference
    text("marked_as"),  # role@unit
    instant("marked_at"),
    text("undone_by", nullable=True),
    text("undone_as", nullable=True),
    instant("undone_at", nullable=True),
    Index(
        "uq_marks_standing",
        "matter",
        "confidentiality",
        unique=True,
        postgresql_where=sql("undone_at IS NULL"),
    ),
)

# Somebody asked to be shown what is masked for them, and why. Holds from ``agreed_at`` until ``until``.
unmaskings = Table(
    "unmaskings",
    metadata,
    Column("command", Uuid, primary_key=True),  # the key of the request
    text("kind"),  # reason | two-person | emergency
    text("matter", ForeignKey("matters.number")),
    text("confidentiality"),
    text("person"),
    text("seat"),  # role@unit
    Column("reason", Uuid, ForeignKey("contents.ref"), nullable=False),  # sealed under the matter's key
    instant("asked_at"),
    text("agreed_by", nullable=True),
    text("agreed_as", nullable=True),
    instant("agreed_at", nullable=True),
    instant("until", nullable=True),
    text("reviewed_by", nullable=True),
    text("reviewed_as", nullable=True),
    instant("reviewed_at", nullable=True),
    text("finding", nullable=True),  # justified | unjustified
    CheckConstraint("agreed_by IS NULL OR kind <> 'two-person' OR agreed_by <> person", name="two_persons"),
    CheckConstraint("reviewed_by IS NULL OR reviewed_by <> person", name="not_their_own"),
    Index("ix_unmaskings_person_matter", "person", "matter"),
    Index("ix_unmaskings_matter_asked_at", "matter", "asked_at"),
)

# The table of the rules as the second wall has it, and which kinds of text are of another class than
# ``words``. Written by migrations alone.
authority_table = Table(
    "authority_table",
    metadata,
    Column("role", Text, primary_key=True),
    Column("relation", Text, primary_key=True),
    Column("of_accusations", Boolean, primary_key=True),
    Column("confidentiality", Text, primary_key=True),
    Column("mask", SmallInteger, nullable=False),
)

authority_kinds = Table(
    "authority_kinds",
    metadata,
    Column("kind", Text, primary_key=True),
    text("confidentiality"),
)
