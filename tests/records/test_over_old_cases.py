"""The tables of this release come to a database that already has cases: open ones go on, nothing of them is
lost, and the wall before them is whole.

What stood at an earlier release is what stands now, without the tables and columns that came later.
"""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from sqlalchemy import Table, create_engine, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import NullPool

import records
import written
from local.postgres import Postgres
from records import migrating, outbox, papers
from records.engine import psycopg_url
from records.keeper import Keeper
from records.migrations import versions
from records.reader import read_by
from records.tables import cases, matters, metadata
from records.verify import verify
from rules.authority.deciding import sees
from rules.dispute.matter import Dispute, Outcome
from rules.dispute.procedure import DISPUTE
from tests.authority.conftest import write_down
from tests.authority.test_lists import cases_seen, whole_clearance
from tests.authority.test_second_wall import column, reader
from tests.authority.worlds import Matter, World, world
from tests.records.house import Case, House
from tests.records.house import text as words
from tests.records.test_append import claim, release

pytestmark = pytest.mark.servers

_ALL = sorted(path.name[:4] for path in Path(versions.__file__).parent.glob("[0-9]*.py"))
BEFORE_AUTHORITY = "0013"  # with the next one the wall was put up
EARLIER = [each for each in _ALL if BEFORE_AUTHORITY <= each < _ALL[-1]]
# What the migrations themselves write down, not people.
FROZEN = ("authority_table", "authority_kinds")
PEOPLE, MATTERS = 20, 60

# Everything of a database that is not rows of people's: what it refuses, whom it lets in, what it runs.
CATALOGUE = {
    "functions": "SELECT pg_get_functiondef(oid), proowner::regrole::text, proacl::text FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace",
    "policies": "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies",
    "walls": "SELECT relname, relkind, relrowsecurity, relforcerowsecurity, relacl::text FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace",
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "triggers": "SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint",
    "table of authority": "SELECT * FROM authority_table",
    "kinds": "SELECT * FROM authority_kinds",
}


def brought_to(url: str, revision: str) -> None:
    engine = create_engine(psycopg_url(url), poolclass=NullPool)
    with engine.begin() as connection:
        command.upgrade(migrating.configuration(connection), revision)
    engine.dispose()


@pytest.fixture(params=EARLIER)
def earlier(request: pytest.FixtureRequest, postgres: Postgres) -> Iterator[tuple[str, str]]:
    """An earlier revision, and a database that stands there and holds nothing yet."""
    name = f"of_{request.param}"
    url = postgres.create_database(name)
    brought_to(url, request.param)
    yield request.param, url
    postgres.drop_database(name)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    engine = records.connect(url)
    yield engine
    await engine.dispose()


async def rows_of(engine: AsyncEngine, table: Table, names: set[str]) -> list[dict[str, Any]]:
    """In an order that is the same everywhere."""
    columns = [table.c[name] for name in sorted(names)]
    async with engine.connect() as connection:
        rows = [dict(row) for row in (await connection.execute(select(*columns))).mappings()]
    return sorted(rows, key=repr)


async def columns_at(engine: AsyncEngine) -> dict[Table, set[str]]:
    """The tables of people's rows that stand in a database, each with the columns it has there; the numbers
    that the database itself gives out are left to it."""
    query = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    stands: dict[Table, set[str]] = {}
    async with engine.connect() as connection:
        found = {tuple(row) for row in await connection.execute(text(query))}
    for table in metadata.sorted_tables:
        names = {each.name for each in table.c if (table.name, each.name) in found and not each.identity}
        if names and table.name not in FROZEN:
            stands[table] = names
    return stands


async def copied(source: AsyncEngine, target: AsyncEngine) -> dict[Table, list[dict[str, Any]]]:
    """Everything that stands in one database, as far as the other has a place for it: what was copied."""
    names = await columns_at(target)
    rows = {table: await rows_of(source, table, names[table]) for table in names}
    async with target.begin() as connection:
        for table, some in rows.items():
            ordered = _from_the_top(some) if "parent" in names[table] else some
            for alike in _alike(ordered):
                await connection.execute(insert(table), alike)
    return rows


def _alike(rows: list[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """Those together that say something in the same columns: what says nothing is left to be NULL."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        said = {name: value for name, value in row.items() if value is not None}
        groups.setdefault(tuple(said), []).append(said)
    return groups.values()


def _from_the_top(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    above = {each["unit"]: each["parent"] for each in units}

    def depth(unit: str | None) -> int:
        return 0 if unit is None else 1 + depth(above[unit])

    return sorted(units, key=lambda each: depth(each["unit"]))


async def reopened(engine: AsyncEngine, procedure: str) -> Case:
    """A case as its workflow knows it that is started from the journal."""
    loaded = await papers.load(engine, procedure)
    state: Dispute = DISPUTE.fold([written.read(DISPUTE, entry) for entry in loaded.entries], loaded.edition)
    return Case(engine, state)


@dataclass(frozen=True)
class Stood:
    """What stands before the migrations: disputes at four places of their way, and a county of cases."""

    engine: AsyncEngine
    disputes: list[str]
    found: World


@pytest.fixture(scope="module")
def disputes() -> list[str]:
    """By id, once they are written."""
    return []


@pytest.fixture
async def stood(house: House, disputes: list[str]) -> Stood:
    """The last of the disputes has ended; each has a name that is sealed."""
    found = world(41, PEOPLE, MATTERS)
    if not disputes:
        waiting = await house.dispute(words("张有田"))
        claimed = await house.dispute(words("李长根"))
        await claimed.ask(claim())
        climbing = await (await house.dispute(words("王秀英"))).tell(
            lambda told: told.everyone_consents().hold()
        )
        ended = await (await house.dispute(words("赵大海"))).tell(lambda told: told.agree())
        await write_down(house.engine, found)
        disputes += [each.id for each in (waiting, claimed, climbing, ended)]
    return Stood(house.engine, disputes, found)


def as_known_at(revision: str, found: World) -> World:
    """Before authority nobody noted in which seat a matter was taken in, and nothing was marked."""
    if revision > BEFORE_AUTHORITY:
        return found

    def known(matter: Matter) -> Matter:
        cases = tuple(replace(case, registered_as=None) for case in matter.cases)
        return replace(matter, registered_as=None, marks=frozenset(), cases=cases)

    return replace(found, matters=tuple(map(known, found.matters)))


def catalogue(url: str) -> dict[str, list[tuple[Any, ...]]]:
    with psycopg.connect(url) as connection:
        return {
            name: sorted(connection.execute(query.encode()).fetchall(), key=repr)
            for name, query in CATALOGUE.items()
        }


async def test_nothing_of_before_is_lost_and_every_guard_is_as_in_a_new_database(
    stood: Stood, migrated: str, earlier: tuple[str, str]
) -> None:
    _, url = earlier
    async with opened(url) as engine:
        before = await copied(stood.engine, engine)
    filled = {table: rows for table, rows in before.items() if rows}
    assert {"journal", "cases", "contents", "outbox"} <= {table.name for table in filled}

    records.migrate(url)

    async with opened(url) as engine:
        for table, rows in filled.items():
            assert await rows_of(engine, table, set(rows[0])) == rows, table.name
        for case in stood.disputes:
            assert await verify(engine, case) == []
    assert catalogue(url) == catalogue(migrated)


async def test_open_cases_of_before_go_on(stood: Stood, keeper: Keeper, earlier: tuple[str, str]) -> None:
    _, url = earlier
    async with opened(url) as engine:
        await copied(stood.engine, engine)
    records.migrate(url)

    async with opened(url) as engine:
        old = waiting, claimed, climbing, ended = [await reopened(engine, each) for each in stood.disputes]
        assert (await waiting.ask(claim())).appended
        assert (await claimed.ask(release())).appended
        await climbing.tell(lambda told: told.agree())
        new = await House(engine, keeper).dispute(words("新来的人"))

        assert climbing.state.outcome is ended.state.outcome is Outcome.AGREEMENT
        assert new.state.number > max(each.state.number for each in old)
        letters = await outbox.claim(engine, 1_000, at_any_hour=True)
        assert {each.procedure for each in letters} == {*stood.disputes, new.id}
        for case in (*old, new):
            assert await verify(engine, case.id) == []


async def test_the_wall_shows_of_cases_of_before_what_one_sees(
    stood: Stood, earlier: tuple[str, str]
) -> None:
    revision, url = earlier
    found = as_known_at(revision, stood.found)
    async with opened(url) as engine:
        await copied(stood.engine, engine)
    records.migrate(url)

    lines = 0
    async with opened(url) as engine:
        for person, seats in found.people.items():
            walled = read_by(engine, reader(found, person))
            assert await column(walled, select(cases.c.procedure)) == cases_seen(found, seats), seats
            seen = {each.number for each in found.matters if sees(whole_clearance(found, seats, each))}
            assert await column(walled, select(matters.c.number)) == seen, seats
            lines += len(seen)
        assert await column(read_by(engine, None), select(cases.c.procedure)) == set()
    assert lines > PEOPLE
