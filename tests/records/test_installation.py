"""Of which kind an installation is: said by whoever starts first, for ever; what was there before is real."""

import asyncio

import psycopg
import pytest
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncEngine

import records
from local.postgres import Postgres
from records import migrating
from records.engine import psycopg_url
from records.installation import is_for_training

_BEFORE = "0032"  # the last without it


async def said(url: str, *, training: bool) -> bool:
    engine = records.connect(url)
    try:
        return await is_for_training(engine, or_is_from_now_on=training)
    finally:
        await engine.dispose()


@pytest.mark.parametrize("training", [True, False])
async def test_whoever_starts_first_says_it_and_whoever_comes_later_is_told(
    postgres: Postgres, training: bool
) -> None:
    url = postgres.create_database(f"first_{training}".lower())
    records.migrate(url)

    assert await said(url, training=training) is training
    assert await said(url, training=not training) is training


async def test_of_many_who_start_at_once_all_are_told_the_same(postgres: Postgres) -> None:
    url = postgres.create_database("at_once")
    records.migrate(url)
    engine: AsyncEngine = records.connect(url)

    answers = await asyncio.gather(
        *(is_for_training(engine, or_is_from_now_on=bool(n % 2)) for n in range(10))
    )
    await engine.dispose()

    assert len(set(answers)) == 1


@pytest.mark.parametrize("filled", [True, False])
async def test_what_was_worked_with_before_is_real_and_what_is_empty_may_become_either(
    postgres: Postgres, filled: bool
) -> None:
    url = postgres.create_database(f"before_{filled}".lower())
    engine = create_engine(psycopg_url(url))
    with engine.begin() as connection:
        command.upgrade(migrating.configuration(connection), _BEFORE)
    engine.dispose()
    if filled:
        with psycopg.connect(url) as connection:
            connection.execute(
                "INSERT INTO units (unit, organ, name, valid_from)"
                " VALUES ('sl', 'county', '示例县', '2020-01-01')"
            )

    records.migrate(url)

    assert await said(url, training=True) is not filled
