"""The real servers under the tests: one PostgreSQL and one Temporal per session, in a temporary directory."""

import inspect
import itertools
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

import records
from local.ports import free_port
from local.postgres import Postgres
from local.temporal import Temporal
from workflows.attributes import SEARCH_ATTRIBUTES

_numbers = itertools.count(1)


def mark_room(items: list[pytest.Item], room: Path, loop_scope: str = "session") -> None:
    """Tests of this directory start servers, and those that wait share a loop with their fixtures."""
    for item in items:
        if item.path.is_relative_to(room):
            item.add_marker(pytest.mark.servers)
            if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.function):
                item.add_marker(pytest.mark.asyncio(loop_scope=loop_scope), append=False)


@pytest.fixture(scope="session")
def new_home() -> Iterator[Callable[[], Path]]:
    """Makes directories for servers.

    Not pytest's own: run by root, PostgreSQL has an account of its own and must be let through to its data,
    and every other test session that starts closes the directory above to others again.
    """
    with TemporaryDirectory(prefix="fengqiao-test-") as above:
        yield lambda: Path(mkdtemp(dir=above))


@pytest.fixture(scope="session")
def postgres(new_home: Callable[[], Path]) -> Iterator[Postgres]:
    """A running PostgreSQL; `postgres.create_database(name)` gives the URL of an empty database."""
    home = new_home()
    with Postgres(home / "cluster", home / "keys", free_port(), home / "postgres.log") as server:
        yield server


@pytest.fixture(scope="module")
def database_url(postgres: Postgres) -> Iterator[str]:
    """A new and empty database for this module, `postgresql://…`; dropped afterwards."""
    name = f"test_{next(_numbers)}"
    yield postgres.create_database(name)
    postgres.drop_database(name)


def with_tables(postgres: Postgres, name: str) -> str:
    """The URL of a new database with the tables of this release and nothing in them.

    Made once for each server, and copied from then on: all migrations take seconds.
    """
    return postgres.create_database(name, like=_model(postgres))


@cache
def _model(postgres: Postgres) -> str:
    records.migrate(postgres.create_database("as_migrated"))
    return "as_migrated"


def brought_up(app: FastAPI) -> LifespanManager:
    """An app between its start and its end, however busy the machine is: what it is when it has started is
    tested, not how soon."""
    return LifespanManager(app, startup_timeout=120, shutdown_timeout=120)


@pytest.fixture(scope="module")
def migrated(postgres: Postgres) -> Iterator[str]:
    """A new database with every table for this module, `postgresql://…`; dropped afterwards."""
    name = f"test_{next(_numbers)}"
    yield with_tables(postgres, name)
    postgres.drop_database(name)


@pytest.fixture(scope="session")
def temporal(new_home: Callable[[], Path]) -> Iterator[Temporal]:
    """A running Temporal server with the namespaces `fengqiao` and `fengqiao-sealed`, and our search
    attributes."""
    home = new_home()
    log, sealed = home / "temporal.log", ("fengqiao-sealed",)
    with Temporal(home / "data", free_port(), free_port(), "fengqiao", log, beside=sealed) as server:
        server.ensure_search_attributes(SEARCH_ATTRIBUTES)
        yield server


@pytest.fixture(scope="session")
def temporal_address(temporal: Temporal) -> str:
    """Where the Temporal server answers, "127.0.0.1:port". Task queues and ids are the test's own affair."""
    return temporal.address
