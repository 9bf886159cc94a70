"""What teams of volunteers did (志愿活动): it belongs to no case, and says no word of anybody."""

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, Table, Uuid

from records.tables.base import instant, metadata, text

# One activity of a team, written once. What it was is a code; who took part is a number.
activities = Table(
    "activities",
    metadata,
    Column("command", Uuid, primary_key=True),  # the key of the request
    text("digest"),  # keyed, of the request: another body under the same key is refused
    text("team"),  # as the register of teams knows it
    text("unit"),  # where the team is
    text("kind"),  # rules/volunteers.py
    Column("held_on", Date, nullable=False),  # a legal day
    Column("volunteers", Integer, nullable=False),  # how many took part
    Column("hours", Integer, nullable=False),  # of all of them together
    text("written_by"),  # a person, by reference
    text("written_as"),  # role@unit
    instant("written_at"),
    CheckConstraint("volunteers > 0", name="somebody"),
    CheckConstraint("hours > 0", name="some_time"),
    Index("ix_activities_unit_held_on", "unit", "held_on"),
)
