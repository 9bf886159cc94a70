"""What matters are to each other (关联), as a named person said. Undone, never deleted."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, Uuid, func
from sqlalchemy import text as sql

from records.tables.base import instant, metadata, text

links = Table(
    "links",
    metadata,
    Column("command", Uuid, primary_key=True),  # the key of the request that made it
    text("matter", ForeignKey("matters.number")),
    text("other", ForeignKey("matters.number")),
    text("kind"),
    text("linked_by"),  # a person, by reference
    text("linked_as"),  # role@unit
    instant("linked_at"),
    Column("reason", Uuid, ForeignKey("contents.ref")),  # sealed under the key of ``matter``
    Column("undone_command", Uuid),
    text("undone_by", nullable=True),
    text("undone_as", nullable=True),
    instant("undone_at", nullable=True),
    CheckConstraint("matter <> other", name="two"),
    Index(None, "matter"),
    Index(None, "other"),
)

# Of any two matters, in whichever order, one link stands.
Index(
    "uq_links_standing",
    func.least(links.c.matter, links.c.other),
    func.greatest(links.c.matter, links.c.other),
    unique=True,
    postgresql_where=sql("undone_at IS NULL"),
)
