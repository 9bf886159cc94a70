"""Reports (报告): what was reported when, frozen; and, line by line, which procedures each of its counts is
of.

What a report tells stands in ``reports``; whose cases they are, behind the second wall in ``report_lines``.
"""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Integer, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from records.tables.base import instant, metadata, recorded, text

reports = Table(
    "reports",
    metadata,
    Column("county", Text, primary_key=True),  # unit
    Column("kind", Text, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date, primary_key=True),
    Column("key", Text, primary_key=True),  # of the request, for a special report; else empty
    instant("as_of"),  # what was known before this instant, and nothing else
    text("timetable"),  # version
    Column("scope", JSONB, nullable=False),
    Column("formulas", JSONB, nullable=False),  # id -> version
    Column("body", JSONB, nullable=False),  # parts and lines, with counts alone
    text("digest"),  # of the whole, with its lists
    instant("composed_at"),
    text("asked_by", nullable=True),  # a person, by reference; nobody for what comes by itself
    recorded(),
)

report_lines = Table(
    "report_lines",
    metadata,
    Column("county", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("procedure", Text, primary_key=True),
    Column("counted", ARRAY(Integer), nullable=False),  # numbers of the lines that count it
    Column("among", ARRAY(Integer), nullable=False),  # numbers of the lines of whose whole it is
    ForeignKeyConstraint(
        ["county", "kind", "since", "until", "key"],
        ["reports.county", "reports.kind", "reports.since", "reports.until", "reports.key"],
        name="fk_report_lines_county_reports",
    ),
)
