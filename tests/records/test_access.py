"""Every look is noted, in a chain: changed, taken away, put in between or cut off, it shows."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest
from alembic import command
from sqlalchemy import create_engine, select
from sqlalchemy.ext.asyncio import AsyncEngine

import records
from local.postgres import Postgres
from proof.looks import Look, link
from records import content, migrating
from records.access import look_of, note_access, note_all
from records.checkpoints import Checkpointer
from records.engine import psycopg_url
from records.tables import access_chains, access_log
from records.verify import Finding, verify
from rules.journal import GENESIS
from tests.records.house import RECEIVED, House, text
from tests.records.test_checkpoints import SIGNER
from tests.records.test_verify import superuser

AT = datetime(2026, 11, 3, tzinfo=UTC)


def look(matter: str | None = None, person: str = "p-1", what: str = "case") -> Look:
    return Look(AT, person, "supervisor@sl", matter, what)


async def notes_of(engine: AsyncEngine, chain: str) -> list[tuple[int, Look, str]]:
    mine = select(access_log).where(access_log.c.chain == chain).order_by(access_log.c.seq)
    async with engine.connect() as connection:
        return [(row.seq, look_of(row), row.hash) for row in await connection.execute(mine)]


@pytest.fixture
async def matter(house: House) -> AsyncIterator[str]:
    """A matter that three people have looked at."""
    number = (await house.register()).number
    for person in ("p-1", "p-2", "p-3"):
        async with house.engine.begin() as connection:
            await note_all(connection, [look(number, person)])
    yield number
    assert await verify(house.engine) == [], "a test puts back what it has changed"


async def test_who_looked_is_noted_and_linked_to_the_note_before(house: House) -> None:
    reason, number = uuid4(), f"SL-{uuid4()}"
    looks = [
        Look(AT, "p-1", "supervisor@sl", number, "case"),
        Look(AT, "p-2", "window_clerk@sl", number, "export", "digest", str(reason)),
    ]

    async with house.engine.begin() as connection:
        await note_access(connection, AT, "p-1", "supervisor@sl", number, "case")
        await note_access(connection, AT, "p-2", "window_clerk@sl", number, "export", "digest", reason=reason)

    first = link(GENESIS, 1, looks[0].said)
    assert await notes_of(house.engine, f"matter/{number}") == [
        (1, looks[0], first),
        (2, looks[1], link(first, 2, looks[1].said)),
    ]


async def test_a_look_at_no_one_matter_is_in_the_chain_of_whoever_looked(house: House) -> None:
    person = f"p-{uuid4()}"
    async with house.engine.begin() as connection:
        await note_all(connection, [look(None, person, "search"), look(None, person, "search")])

    assert [seq for seq, _, _ in await notes_of(house.engine, f"person/{person}")] == [1, 2]


async def test_a_look_that_was_not_committed_leaves_no_trace(house: House) -> None:
    person = f"p-{uuid4()}"
    async with house.engine.connect() as connection:
        await note_all(connection, [look(None, person)])
        await connection.rollback()

    assert await notes_of(house.engine, f"person/{person}") == []


async def test_fifty_looks_at_one_matter_at_once_are_one_chain(house: House) -> None:
    number = (await house.register()).number

    async def one(n: int) -> None:
        async with house.engine.begin() as connection:
            await note_all(connection, [look(number, f"p-{n}")])

    await asyncio.gather(*map(one, range(50)))

    notes = await notes_of(house.engine, f"matter/{number}")
    assert [seq for seq, _, _ in notes] == list(range(1, 51))
    assert {each.person for _, each, _ in notes} == {f"p-{n}" for n in range(50)}
    assert await verify(house.engine) == []


async def test_two_who_look_at_each_others_matters_never_wait_for_each_other(house: House) -> None:
    one, other = f"SL-{uuid4()}", f"SL-{uuid4()}"

    async def both(first: str, second: str) -> None:
        for _ in range(20):
            async with house.engine.begin() as connection:
                await note_all(connection, [look(first), look(second)])

    await asyncio.gather(both(one, other), both(other, one))

    assert [len(await notes_of(house.engine, f"matter/{each}")) for each in (one, other)] == [40, 40]


@pytest.mark.parametrize(
    ("change", "what", "seq"),
    [
        ("UPDATE access_log SET person = 'p-9' WHERE {here} AND seq = 2", "chain-broken", 2),
        ("UPDATE access_log SET seat = 'auditor@sl' WHERE {here} AND seq = 2", "chain-broken", 2),
        ("UPDATE access_log SET what = 'document' WHERE {here} AND seq = 2", "chain-broken", 2),
        (
            "UPDATE access_log SET at = at + interval '1 microsecond' WHERE {here} AND seq = 2",
            "chain-broken",
            2,
        ),
        ("UPDATE access_log SET reason = gen_random_uuid() WHERE {here} AND seq = 2", "chain-broken", 2),
        ("UPDATE access_log SET matter = 'SL-1' WHERE {here} AND seq = 2", "chain-broken", 2),
        ("DELETE FROM access_log WHERE {here} AND seq = 2", "chain-broken", 2),
        ("DELETE FROM access_log WHERE {here} AND seq = 3", "head-differs", 3),
        ("DELETE FROM access_log WHERE {here}", "head-differs", 1),
        ("DELETE FROM access_chains WHERE {here}", "head-differs", 0),
    ],
)
async def test_a_changed_note_is_found_at_its_place(
    house: House, matter: str, postgres: Postgres, migrated: str, change: str, what: str, seq: int
) -> None:
    here = f"chain = 'matter/{matter}'"
    kept, put_back = "SELECT * FROM {} WHERE {}", "INSERT INTO {} OVERRIDING SYSTEM VALUE VALUES ({})"

    with superuser(postgres, migrated) as connection:
        stood = {
            table: connection.execute(kept.format(table, here).encode()).fetchall()
            for table in ("access_log", "access_chains")
        }
        connection.execute(change.format(here=here).encode())
    found = await verify(house.engine)
    with superuser(postgres, migrated) as connection:
        connection.execute(
            b"DELETE FROM access_log WHERE id = ANY(%s)", [[row[0] for row in stood["access_log"]]]
        )
        connection.execute(f"DELETE FROM access_chains WHERE {here}".encode())
        for table, rows in stood.items():
            for row in rows:
                connection.execute(put_back.format(table, ", ".join(["%s"] * len(row))).encode(), row)

    assert Finding(f"access/matter/{matter}", what, seq) in found


async def test_erasing_a_matter_leaves_the_chain_of_its_looks_whole(house: House) -> None:
    why = text("向法院提交", "access-reason")
    number = (await house.register(why)).number
    async with house.engine.begin() as connection:
        await note_access(connection, AT, "p-1", "supervisor@sl", number, "export", reason=why.ref)
    await Checkpointer(house.engine, [SIGNER]).carry_once(at_once=True)

    await content.erase(house.engine, number)

    assert await verify(house.engine) == []
    async with house.engine.connect() as connection:
        assert await content.opened(connection, house.keeper, {why.ref}) == {why.ref: content.ERASED}


async def test_notes_of_before_are_chained_as_they_were_written(
    postgres: Postgres,
) -> None:
    url = postgres.create_database("looked_at_before")
    _migrate_to(url, "0007")
    with psycopg.connect(url) as connection:
        for n in range(1, 1_203):
            matter = None if n % 7 == 0 else f"SL-{n % 5}"
            connection.execute(
                "INSERT INTO access_log (at, person, seat, matter, what, digest)"
                " VALUES (%s, %s, 'supervisor@sl', %s, 'case', %s)",
                [RECEIVED, f"p-{n % 3}", matter, "d" if n % 2 else None],
            )

    records.migrate(url)

    engine = records.connect(url)
    async with engine.begin() as connection:
        await note_all(connection, [look("SL-1")])
        chains = (await connection.execute(select(access_chains.c.chain))).scalars().all()
    assert sorted(chains) == sorted(
        [f"matter/SL-{n}" for n in range(5)] + [f"person/p-{n}" for n in range(3)]
    )
    assert await verify(engine) == []
    await engine.dispose()
    postgres.drop_database("looked_at_before")


def _migrate_to(url: str, revision: str) -> None:
    engine = create_engine(psycopg_url(url))
    with engine.begin() as connection:
        command.upgrade(migrating.configuration(connection), revision)
    engine.dispose()
