"""Whether the tables are those this release needs."""

from functools import cache
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_MIGRATIONS = Path(__file__).parent / "migrations"


@cache
def needed() -> str:
    """The migration this release needs, by its number."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    head = ScriptDirectory.from_config(config).get_current_head()
    assert head
    return head


async def reached(connection: AsyncConnection) -> str:
    """The migration a database has come to. Raises ProgrammingError where there has been none."""
    return str(await connection.scalar(text("SELECT version_num FROM alembic_version")))


async def is_migrated(connection: AsyncConnection) -> bool:
    """Whether everything this release needs is there. A database that is further belongs to the next release,
    which leaves standing what this one needs. Raises ProgrammingError where there has been no migration."""
    return await reached(connection) >= needed()
