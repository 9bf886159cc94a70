"""Places and grids (地名与网格), by version: which place lies in which grid, and whose unit that is.

A version is written once and never changed; on a day the newest of a county that is in force holds.
"""

from sqlalchemy import Column, Date, ForeignKey, ForeignKeyConstraint, Index, Table, Text

from records.tables.base import metadata, recorded, text

gazetteers = Table(
    "gazetteers",
    metadata,
    Column("version", Text, primary_key=True),
    text("county", ForeignKey("units.unit")),
    Column("in_force_from", Date, nullable=False),
    recorded(),
    Index(None, "county", "in_force_from"),
)

grids = Table(
    "grids",
    metadata,
    Column("version", Text, ForeignKey("gazetteers.version"), primary_key=True),
    Column("code", Text, primary_key=True),
    text("village", ForeignKey("units.unit")),
    text("township", ForeignKey("units.unit")),
)

gazetteer_places = Table(
    "gazetteer_places",
    metadata,
    Column("version", Text, ForeignKey("gazetteers.version"), primary_key=True),
    Column("code", Text, primary_key=True),
    text("kind"),
    text("name"),
    text("grid", nullable=True),
    text("village", ForeignKey("units.unit"), nullable=True),
    text("township", ForeignKey("units.unit"), nullable=True),
    ForeignKeyConstraint(
        ["version", "grid"], ["grids.version", "grids.code"], name="fk_gazetteer_places_version_grid_grids"
    ),
    Index(None, "code"),
)
