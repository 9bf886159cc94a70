"""Servers that are somebody else's are made ready, and stay so."""

import asyncio
import base64
import os

import pytest
from pydantic import SecretStr

from local.postgres import Postgres
from local.prepare import prepare
from local.temporal import Temporal
from local.words import CannotStart
from records import check_durability, connect
from settings import MissingSetting, Settings, SettingsDisagree

pytestmark = pytest.mark.servers


def key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


def settings(database_url: str, temporal_address: str) -> Settings:
    return Settings(
        database_url=database_url,
        temporal_address=temporal_address,
        engine_keys=SecretStr(f"k1:{key()}"),
        keeper_key=SecretStr(key()),
        sealed_engine_keys=SecretStr(f"s1:{key()}"),
        sealed_keeper_key=SecretStr(key()),
        signing_keys=SecretStr(key()),
        sealed_signing_keys=SecretStr(key()),
        token_key=SecretStr(key()),
    )


def test_servers_are_prepared_once_however_often_it_is_asked(postgres: Postgres, temporal: Temporal) -> None:
    theirs = settings(postgres.create_database("theirs"), temporal.address)
    postgres.create_database("theirs_sealed")

    prepare(theirs)
    prepare(theirs)

    async def answers() -> None:
        for store in (theirs, theirs.sealed()):
            records = connect(store.database_url)  # as the role that the migration made
            await check_durability(records)
            await records.dispose()

    asyncio.run(answers())


@pytest.mark.parametrize("training", [True, False])
def test_what_was_prepared_for_the_one_kind_is_not_prepared_for_the_other(
    postgres: Postgres, temporal: Temporal, training: bool
) -> None:
    name = f"kind_{training}".lower()
    theirs = settings(postgres.create_database(name), temporal.address)
    postgres.create_database(f"{name}_sealed")
    prepare(theirs.model_copy(update={"training": training}))

    with pytest.raises(SettingsDisagree, match="DATABASE_URL"):
        prepare(theirs.model_copy(update={"training": not training}))


def test_a_part_is_prepared_alone(postgres: Postgres, temporal: Temporal) -> None:
    theirs = settings(postgres.create_database("apart"), temporal.address)
    postgres.create_database("apart_sealed")

    prepare(theirs.model_copy(update={"temporal_address": "127.0.0.1:1"}), ["records"])
    prepare(theirs.model_copy(update={"database_url": "postgresql://127.0.0.1:1/none"}), ["engine"])


def test_an_engine_that_does_not_answer_is_named(postgres: Postgres) -> None:
    theirs = settings(postgres.create_database("no_engine"), "127.0.0.1:1")

    with pytest.raises(CannotStart, match=r"127\.0\.0\.1:1 "):
        prepare(theirs, ["engine"], patience=0.01)


def test_without_an_address_nothing_is_touched() -> None:
    with pytest.raises(MissingSetting):
        prepare(settings("", "127.0.0.1:1"))
