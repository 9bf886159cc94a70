"""Bringing a database to the tables of this release."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from records.engine import psycopg_url

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x66656E67716961  # "fengqia": one migration at a time in a database


def migrate(database_url: str) -> None:
    """Bring the database to the newest tables, as its owner. Doing it twice, or two at once, is as once."""
    engine = create_engine(psycopg_url(database_url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        command.upgrade(configuration(connection), "head")
    engine.dispose()


def configuration(connection: Connection) -> Config:
    """Alembic's configuration, without a file: the migrations lie in this package."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
