"""A migration only adds, as long as the release before runs beside it; what takes away waits, and says so."""

import tomllib

import pytest

from tests.house.migrations import MARK, taken_away
from tests.house.repository import ROOT, text

VERSIONS = ROOT / "records" / "migrations" / "versions"
PREVIOUS = tomllib.loads(text(ROOT / "docs" / "released.toml"))["previous"]
ALL = sorted(path for path in VERSIONS.glob("0*.py"))
NEW = [path for path in ALL if path.name[:4] > PREVIOUS["migration"]]


def test_the_release_before_ends_with_a_migration_that_is_there() -> None:
    assert PREVIOUS["migration"] in {path.name[:4] for path in ALL}


def test_what_is_new_only_adds() -> None:
    assert {path.name: found for path in NEW if (found := taken_away(text(path)))} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('op.drop_column("cases", "owner")', ["drop_column"]),
        ('op.drop_table("cases")', ["drop_table"]),
        ('op.rename_table("cases", "matters")', ["rename_table"]),
        ('op.alter_column("cases", "owner", new_column_name="holder")', ["alter_column new_column_name"]),
        ('op.alter_column("cases", "owner", nullable=False)', ["alter_column nullable=False"]),
        ('op.alter_column("cases", "owner", type_=sa.Integer())', ["alter_column type_"]),
        (
            'op.add_column("cases", sa.Column("owner", sa.Text(), nullable=False))',
            ["add_column nullable=False without server_default"],
        ),
        ('op.execute("ALTER TABLE cases DROP COLUMN owner")', ["SQL: DROP COLUMN"]),
        ('op.execute("ALTER TABLE cases RENAME TO matters")', ["SQL: RENAME"]),
        ('op.execute("REVOKE SELECT ON cases FROM fengqiao_app")', ["SQL: REVOKE"]),
        ('op.add_column("cases", sa.Column("owner", sa.Text(), nullable=True))', []),
        ('op.add_column("cases", sa.Column("n", sa.Integer(), nullable=False, server_default="0"))', []),
        ('op.create_table("cases", sa.Column("owner", sa.Text(), nullable=False))', []),
        (f'{MARK} = "1.2"\nop.drop_column("cases", "owner")', []),
    ],
)
def test_what_takes_away_is_recognised(source: str, found: list[str]) -> None:
    assert taken_away(source) == found


def test_the_migrations_before_hold_something_that_takes_away() -> None:
    """The reader sees it in real ones too: once nothing else was in use."""
    assert any(taken_away(text(path)) for path in ALL)
