"""What whoever brought a matter said of it later (补充陈述). Written once."""

from sqlalchemy import Column, ForeignKey, Index, Table, Uuid

from records.tables.base import instant, metadata, text

added_words = Table(
    "added_words",
    metadata,
    Column("command", Uuid, primary_key=True),  # the key of the request that brought it
    text("matter", ForeignKey("matters.number")),
    instant("added_at"),
    Column("words", Uuid, ForeignKey("contents.ref"), nullable=False),  # sealed under the key of ``matter``
    Index(None, "matter"),
)
