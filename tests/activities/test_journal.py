"""The activity that writes the journal: doing it twice has the effect of once, and its errors are codes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

import records
from activities.journal import Journal
from local.postgres import Postgres
from records import journal
from records.keeper import Keeper
from rules.journal import Asked, Entry, Letter
from tests.records.house import RECEIVED, Case, House
from tests.records.test_append import claim


@pytest.fixture
async def engine(migrated: str) -> AsyncIterator[AsyncEngine]:
    engine = records.connect(migrated)
    yield engine
    await engine.dispose()


@pytest.fixture
async def case(engine: AsyncEngine) -> Case:
    return await House(engine, Keeper(b"k" * 32, "keeper-1")).dispute()


async def test_running_it_twice_has_the_effect_of_once(engine: AsyncEngine, case: Case) -> None:
    _, draft = case.draft(claim())
    activity = Journal(engine)

    first = await ActivityEnvironment().run(activity.append, draft)
    second = await ActivityEnvironment().run(activity.append, draft)

    assert (first.appended, second.appended) == (True, False)
    assert first.receipt == second.receipt
    assert second.missing == draft.entries
    assert len(await journal.read(engine, case.id)) == 2


async def test_what_has_yet_to_come_by_the_clock_of_the_records_waits(
    engine: AsyncEngine, case: Case
) -> None:
    _, draft = case.draft(claim())
    activity, now = Journal(engine, holds_time=True), datetime.now(UTC)

    with pytest.raises(ApplicationError) as failed:
        await ActivityEnvironment().run(activity.append, at(draft, now + timedelta(hours=1)))
    stood_then = len(await journal.read(engine, case.id))
    answer = await ActivityEnvironment().run(activity.append, at(draft, now))

    assert (failed.value.type, failed.value.non_retryable) == ("records-away", False)
    assert (stood_then, answer.appended) == (1, True)


def at(draft: Asked, instant: datetime) -> Asked:
    return replace(draft, entries=tuple(replace(entry, at=instant) for entry in draft.entries))


def another_body(draft: Asked) -> Asked:
    return replace(draft, digest="another")


def unknown(draft: Asked) -> Asked:
    return replace(draft, procedure="dispute/sl/SL-2026-999999/1")


def too_far(draft: Asked) -> Asked:
    return replace(draft, after=9)


def with_a_fraction(draft: Asked) -> Asked:
    return replace(draft, command=None, after=2, entries=(Entry(3, "Claimed", RECEIVED, {"n": 0.1}),))


def with_a_nul(draft: Asked) -> Asked:
    return replace(draft, command=None, after=2, entries=(Entry(3, "Claimed", RECEIVED, {"n": "\0"}),))


def with_a_letter_twice(draft: Asked) -> Asked:
    letters = (Letter(3, "notice", 1, {}), Letter(3, "notice", 1, {}))
    return replace(
        draft, command=None, after=2, entries=(Entry(3, "Claimed", RECEIVED, {}),), letters=letters
    )


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (another_body, "another-body"),
        (unknown, "no-such-procedure"),
        (too_far, "journal-behind"),
        (with_a_fraction, "not-plain"),
        (with_a_nul, "not-plain"),
        (with_a_letter_twice, "journal-conflict"),
    ],
)
async def test_what_can_never_succeed_fails_with_its_code_and_for_good(
    engine: AsyncEngine, case: Case, spoilt: object, code: str
) -> None:
    _, draft = case.draft(claim(digest="one"))
    activity = Journal(engine)
    await activity.append(draft)

    with pytest.raises(ApplicationError) as failed:
        await activity.append(spoilt(draft))  # type: ignore[operator]

    assert (failed.value.type, failed.value.message, failed.value.non_retryable) == (code, code, True)
    assert failed.value.details == ()
    assert failed.value.__cause__ is None


async def test_when_every_connection_is_taken_it_is_told_to_come_again(migrated: str, case: Case) -> None:
    _, draft = case.draft(claim())
    crowded = records.connect(migrated, connections=1)

    async with crowded.connect():
        with pytest.raises(ApplicationError) as failed:
            await asyncio.wait_for(Journal(crowded).append(draft), 4)

    assert (failed.value.type, failed.value.non_retryable) == ("records-away", False)
    assert (await Journal(crowded).append(draft)).appended
    await crowded.dispose()


async def test_a_database_without_our_tables_is_said_to_be_broken_and_no_statement_is_told(
    postgres: Postgres, migrated: str, case: Case
) -> None:
    _, draft = case.draft(claim())
    empty = records.connect(postgres.create_database("empty"))

    with pytest.raises(ApplicationError) as failed:
        await Journal(empty).append(draft)

    assert (failed.value.type, failed.value.message) == ("records-broken", "records-broken")
    await empty.dispose()
    postgres.drop_database("empty")
