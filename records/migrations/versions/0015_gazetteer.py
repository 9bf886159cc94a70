"""Places and grids, by version; and what the grid reads of events that are assigned to it"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = ("gazetteers", "grids", "gazetteer_places")
CLASSES = ("file", "words", "contact", "minor", "mediation", "private", "sensitive", "reporter", "accusation")
TABLE = (("grid_worker", "assigned", "220000000"),)


def upgrade() -> None:
    """The tables, written once; another line of the table of the rules in the second wall."""
    op.create_table(
        "gazetteers",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("county", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_gazetteers"),
        sa.ForeignKeyConstraint(["county"], ["units.unit"], name="fk_gazetteers_county_units"),
    )
    op.create_index("ix_gazetteers_county_in_force_from", "gazetteers", ["county", "in_force_from"])
    op.create_table(
        "grids",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("village", sa.Text(), nullable=False),
        sa.Column("township", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", "code", name="pk_grids"),
        sa.ForeignKeyConstraint(["version"], ["gazetteers.version"], name="fk_grids_version_gazetteers"),
        sa.ForeignKeyConstraint(["village"], ["units.unit"], name="fk_grids_village_units"),
        sa.ForeignKeyConstraint(["township"], ["units.unit"], name="fk_grids_township_units"),
    )
    op.create_table(
        "gazetteer_places",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("grid", sa.Text(), nullable=True),
        sa.Column("village", sa.Text(), nullable=True),
        sa.Column("township", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("version", "code", name="pk_gazetteer_places"),
        sa.ForeignKeyConstraint(
            ["version"], ["gazetteers.version"], name="fk_gazetteer_places_version_gazetteers"
        ),
        sa.ForeignKeyConstraint(["village"], ["units.unit"], name="fk_gazetteer_places_village_units"),
        sa.ForeignKeyConstraint(["township"], ["units.unit"], name="fk_gazetteer_places_township_units"),
        sa.ForeignKeyConstraint(
            ["version", "grid"],
            ["grids.version", "grids.code"],
            name="fk_gazetteer_places_version_grid_grids",
        ),
    )
    op.create_index("ix_gazetteer_places_code", "gazetteer_places", ["code"])
    _guards()
    _of_the_rules()


def _guards() -> None:
    """A version is written once; whoever reads, reads all of it: it is no secret of anybody's."""
    op.execute(f"GRANT SELECT, INSERT ON {', '.join(TABLES)} TO fengqiao_app")
    op.execute(f"GRANT SELECT ON {', '.join(TABLES)} TO fengqiao_reader")
    for table in TABLES:
        for trigger, what in (
            ("written_once", f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
            ("never_emptied", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
        ):
            op.execute(f"CREATE TRIGGER {trigger} {what} EXECUTE FUNCTION refuse_change()")
            op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")


def _of_the_rules() -> None:
    table = sa.table(
        "authority_table",
        sa.column("role", sa.Text()),
        sa.column("relation", sa.Text()),
        sa.column("of_accusations", sa.Boolean()),
        sa.column("confidentiality", sa.Text()),
        sa.column("mask", sa.SmallInteger()),
    )
    rows = [
        {
            "role": role,
            "relation": relation,
            "of_accusations": False,
            "confidentiality": each,
            "mask": int(mask),
        }
        for role, relation, masks in TABLE
        for each, mask in zip(CLASSES, masks, strict=True)
    ]
    op.bulk_insert(table, rows)
