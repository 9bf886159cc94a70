"""What all tables share: one metadata, one way to write an instant, one way to number without gaps."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, Table, Text, func

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def instant(name: str, *, nullable: bool = False) -> Column[datetime]:
    """An instant, kept in UTC."""
    return Column(name, DateTime(timezone=True), nullable=nullable)


def recorded(name: str = "recorded_at") -> Column[datetime]:
    """When the row was written, by the database's own clock."""
    return Column(name, DateTime(timezone=True), nullable=False, server_default=func.now())


def text(name: str, *constraints: Any, nullable: bool = False) -> Column[Any]:
    """Text, which has no length here: PostgreSQL keeps short and long alike."""
    return Column(name, Text, *constraints, nullable=nullable)


# The last number given in each series. Its row stays locked until the numbered thing is committed,
# so that a number is given or not given, never lost.
number_series = Table(
    "number_series",
    metadata,
    Column("series", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", BigInteger, nullable=False),
)
