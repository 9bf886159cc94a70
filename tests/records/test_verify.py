"""Tampering, by somebody who can do everything, is found, and where."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import update

from local.postgres import Postgres
from records import editions, journal, papers
from records.rebuild import Difference, rebuild
from records.tables import procedures
from records.verify import Finding, verify
from tests.records.house import House
from tests.records.test_append import claim
from tests.records.test_rebuild import a_story
from tests.rules import county

GUARDED = ("journal", "ledger", "access_log", "checkpoints", "checkpoint_leaves", "signing_keys")


@contextmanager
def superuser(postgres: Postgres, url: str) -> Iterator[psycopg.Connection]:
    """Somebody who can do everything, with all guards down."""
    database = url.rsplit("/", 1)[1]
    with postgres._superuser() as admin:
        owner = admin.execute("SELECT current_setting('port')").fetchone()
        assert owner
        password = postgres._password("postgres")
        at = {"host": "127.0.0.1", "port": owner[0], "user": "postgres", "password": password}
    with psycopg.connect(dbname=database, **at) as connection:
        for table in GUARDED:
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
        yield connection
        for table in GUARDED:
            connection.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER written_once".encode())
            connection.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER never_emptied".encode())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET body = jsonb_set(body, '{{person}}', '1') WHERE procedure = '{id}' AND seq = 2",
        "UPDATE journal SET at = at + interval '1 microsecond' WHERE procedure = '{id}' AND seq = 2",
        "UPDATE journal SET kind = 'Released' WHERE procedure = '{id}' AND seq = 2",
        "UPDATE journal SET previous = repeat('0', 64) WHERE procedure = '{id}' AND seq = 2",
        "UPDATE journal SET hash = repeat('0', 64) WHERE procedure = '{id}' AND seq = 2",
        "DELETE FROM journal WHERE procedure = '{id}' AND seq = 2",
    ],
)
async def test_tampering_is_found_at_the_very_entry(
    house: House, postgres: Postgres, migrated: str, change: str
) -> None:
    case, other = await a_story(house), await a_story(house)

    with superuser(postgres, migrated) as connection:
        connection.execute(change.format(id=case.id).encode())

    findings = await verify(house.engine, case.id)
    assert Finding(case.id, "chain-broken", 2) in findings
    assert await journal.broken_at(house.engine, case.id) == (None if "previous" in change else 2)
    assert await verify(house.engine, other.id) == []


async def test_a_tail_cut_off_is_found(house: House, postgres: Postgres, migrated: str) -> None:
    case = await a_story(house)
    last = case.state.seq

    with superuser(postgres, migrated) as connection:
        connection.execute(b"DELETE FROM journal WHERE procedure = %s AND seq = %s", [case.id, last])

    findings = await verify(house.engine, case.id)
    assert Finding(case.id, "head-differs", last) in findings
    assert Finding(case.id, "receipt-beyond-journal", last) in findings


async def test_a_command_taken_out_of_the_ledger_is_found(
    house: House, postgres: Postgres, migrated: str
) -> None:
    case = await house.dispute()
    asked = claim()
    await case.ask(asked)

    with superuser(postgres, migrated) as connection:
        connection.execute(b"DELETE FROM ledger WHERE command = %s", [asked.id])

    assert await verify(house.engine, case.id) == [Finding(case.id, "command-not-in-ledger", 2)]


async def test_a_journal_nobody_can_tell_is_reported_and_its_read_tables_are_left_alone(
    house: House, postgres: Postgres, migrated: str
) -> None:
    case = await a_story(house)

    with superuser(postgres, migrated) as connection:
        connection.execute(b"UPDATE journal SET kind = 'Unheard' WHERE procedure = %s AND seq = 3", [case.id])

    assert await rebuild(house.engine, case.id) == [Difference(case.id, "journal", "unreadable")]
    findings = await verify(house.engine, case.id)
    assert findings == [
        Finding(case.id, "chain-broken", 3),
        Finding(case.id, "read-tables-differ", None, ("journal",)),
    ]


async def test_an_edition_changed_under_a_case_is_not_taken_for_it(
    house: House, postgres: Postgres, migrated: str
) -> None:
    case = await house.dispute()
    digest = county.TOLD.digest
    async with house.engine.connect() as connection:
        assert await editions.load(connection, digest) == county.TOLD
    assert digest in [line.digest for line in await editions.listed(house.engine)]

    changed = replace(county.TOLD, id="changed").digest
    with superuser(postgres, migrated) as connection:
        connection.execute(b"ALTER TABLE editions DISABLE TRIGGER ALL")
        connection.execute(
            b"INSERT INTO editions SELECT %s, id, county, in_force_from, body FROM editions"
            b" WHERE digest = %s",
            [changed, digest],
        )
        connection.execute(b"UPDATE procedures SET edition = %s WHERE id = %s", [changed, case.id])

    with pytest.raises(editions.EditionChanged):
        await papers.load(house.engine, case.id)
    async with house.engine.begin() as connection:
        await connection.execute(update(procedures).where(procedures.c.id == case.id).values(edition=digest))
