"""The way into the database, always as the role that may not change what is written down."""

import json
from datetime import UTC, datetime
from operator import methodcaller
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy import URL, func, make_url, select, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from records.reader import put_up
from records.roles import APP_ROLE

# What is raised while the database is away, or has no connection free.
RECORDS_AWAY = (OperationalError, InterfaceError, NoConnectionFree, OSError)
_CONNECT_SECONDS = 2
_STATEMENT_MILLISECONDS = 5_000
_CONNECTIONS = 10
_PATIENCE_SECONDS = 10 * 60
_PREPARED_AFTER = 1  # times a statement was sent: then the server plans it, and keeps the plan
_SETTINGS = {
    "role": APP_ROLE,
    "timezone": "UTC",
    "statement_timeout": str(_STATEMENT_MILLISECONDS),
    "idle_in_transaction_session_timeout": str(2 * _STATEMENT_MILLISECONDS),
    # What is asked here is answered in a few milliseconds; to compile it first takes longer than that.
    "jit": "off",
    # One plan for whatever is asked for: behind the second wall to plan takes longer than to run.
    "plan_cache_mode": "force_generic_plan",
}
# How every connection of the application is made.
CONNECTION: dict[str, Any] = {
    "options": " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items()),
    "connect_timeout": _CONNECT_SECONDS,
    "tcp_user_timeout": _STATEMENT_MILLISECONDS,
    "application_name": "fengqiao",
    "prepare_threshold": _PREPARED_AFTER,
}


class NotDurable(Exception):
    """The server may forget what it has confirmed. Nobody may be told "it stands" on such a server."""


class _Connection(AsyncConnection):
    """What ends well ends with a commit, also where it was only read: at a rollback the driver forgets every
    statement it had prepared, and behind the second wall to plan one takes longer than to run it. Whoever
    wants to take back what they wrote says so.
    """

    async def __aexit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        if raised is None and not self.closed and self.in_transaction():
            await self.commit()
        await super().__aexit__(kind, raised, trace)


class _Engine(AsyncEngine):
    def connect(self) -> AsyncConnection:
        return _Connection(self)

    def execution_options(self, **options: Any) -> AsyncEngine:
        return _Engine(self.sync_engine.execution_options(**options))


def psycopg_url(database_url: str) -> URL:
    """A plain ``postgresql://`` URL as SQLAlchemy's URL for psycopg 3.

    Several hosts, ``…@HOST:PORT,HOST:PORT/…?target_session_attrs=read-write``, are tried in turn: a primary
    and its standby, of which only one may be written to.
    """
    url = urlsplit(database_url)
    who, at, hosts = url.netloc.rpartition("@")
    if "," in hosts:
        query = "&".join([url.query, *(f"host={host}" for host in hosts.split(","))]).strip("&")
        database_url = urlunsplit(url._replace(netloc=f"{who}{at}", query=query))
    return make_url(database_url).set(drivername="postgresql+psycopg")


def connect(database_url: str, connections: int = _CONNECTIONS, *, is_patient: bool = False) -> AsyncEngine:
    """An engine whose connections act as ``fengqiao_app``, speak UTC and notice an outage in seconds; where
    ``is_patient``, for whoever looks through everything while nobody waits, in minutes.

    Opens no connection yet.
    """
    made = create_async_engine(
        psycopg_url(database_url),
        pool_pre_ping=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_PATIENCE_SECONDS if is_patient else _CONNECT_SECONDS,
        pool_use_lifo=True,  # few connections that know their statements, rather than all of them anew
        hide_parameters=True,
        json_serializer=_json,
        connect_args=_patiently(CONNECTION) if is_patient else CONNECTION,
    )
    engine = _Engine(made.sync_engine)
    put_up(engine)
    return engine


async def check_durability(engine: AsyncEngine) -> None:
    """Raises NotDurable unless a confirmed transaction survives a crash of this server."""
    names = ("fsync", "synchronous_commit", "full_page_writes")
    async with engine.connect() as connection:
        for name in names:
            value = await connection.scalar(text("SELECT current_setting(:name)"), {"name": name})
            if value == "off":
                raise NotDurable(f"the PostgreSQL setting {name} is off; what it confirms can be lost")


def _patiently(connection: dict[str, Any]) -> dict[str, Any]:
    milliseconds = _PATIENCE_SECONDS * 1_000
    settings = _SETTINGS | {
        "statement_timeout": str(milliseconds),
        "idle_in_transaction_session_timeout": str(2 * milliseconds),
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return connection | {"options": options, "connect_timeout": 60, "tcp_user_timeout": milliseconds}


async def now_of(engine: AsyncEngine) -> datetime:
    """What time it is by the clock of the records, in UTC. Raises what `RECORDS_AWAY` names."""
    async with engine.connect() as connection:
        at: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
        return at.astimezone(UTC)


def _json(value: Any) -> str:
    """JSON for the database; dates and instants travel in it as text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=methodcaller("isoformat"))
