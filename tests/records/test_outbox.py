"""What must go out is claimed by one carrier at a time and tried again when it fails."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from records import journal, outbox
from records.hearing import heard, woken
from records.outbox import Claimed
from records.tables import outbox as outbox_table
from rules.procedure import TimePassed
from tests.records.house import RECEIVED, House
from tests.records.test_append import claim


@pytest.fixture(autouse=True)
async def empty(engine: AsyncEngine) -> None:
    """No letters of other tests are waiting."""
    async with engine.begin() as connection:
        await connection.execute(update(outbox_table).values(done_at=func.now()))


async def due_again(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(update(outbox_table).values(due_at=func.now()))


async def pause_of(engine: AsyncEngine, letter: Claimed) -> timedelta:
    async with engine.connect() as connection:
        left = select(outbox_table.c.due_at - func.now()).where(outbox_table.c.id == letter.id)
        return timedelta(seconds=round((await connection.execute(left)).scalar_one().total_seconds()))


async def test_a_letter_carries_what_it_says_and_when_its_entry_happened(house: House) -> None:
    case = await house.dispute()

    start, check = await outbox.claim(house.engine)

    assert (start.procedure, start.seq, start.kind, start.number) == (case.id, 1, "start", 1)
    assert (check.kind, check.attempts, check.at) == ("look-at-lead-seats", 1, case.state.opened_at)
    assert check.body == {"dispute": case.id}


async def reminded(house: House, not_before: datetime) -> str:
    """A case whose step was reminded of, with a notice that waits for this instant."""
    case = await house.dispute()
    for letter in await outbox.claim(house.engine):
        await outbox.done(house.engine, letter)
    _, draft = case.draft(TimePassed(), at=RECEIVED + timedelta(days=4))
    (notice,) = draft.letters
    waiting = replace(draft, letters=(replace(notice, not_before=not_before),))
    assert (await journal.append(house.engine, waiting)).appended
    return case.id


async def test_a_letter_waits_for_the_notice_hours_and_then_goes_out(house: House) -> None:
    now = datetime.now(UTC)
    await reminded(house, not_before=now + timedelta(hours=1))
    ready = await reminded(house, not_before=now - timedelta(hours=1))

    assert [letter.procedure for letter in await outbox.claim(house.engine)] == [ready]


async def test_where_days_are_skipped_no_letter_waits_for_the_notice_hours(house: House) -> None:
    case = await reminded(house, not_before=datetime.now(UTC) + timedelta(days=400))

    (letter,) = await outbox.claim(house.engine, at_any_hour=True)

    assert (letter.procedure, letter.kind, letter.body["code"]) == (case, "notice", "step-reminder")


async def test_a_letter_that_waits_keeps_no_other_from_going_out(house: House) -> None:
    await reminded(house, not_before=datetime.now(UTC) + timedelta(hours=1))
    other = await house.dispute()

    claimed = await outbox.claim(house.engine, limit=1)

    assert [letter.procedure for letter in claimed] == [other.id]


async def test_a_claimed_letter_is_nobody_elses_until_its_lease_is_over(house: House) -> None:
    await house.dispute()
    claimed = await outbox.claim(house.engine)

    assert await outbox.claim(house.engine) == ()

    await due_again(house.engine)
    again = await outbox.claim(house.engine)
    assert [(letter.id, letter.attempts) for letter in again] == [(letter.id, 2) for letter in claimed]


async def test_of_many_carriers_each_letter_goes_to_one(house: House) -> None:
    for _ in range(10):
        await house.dispute()

    claimed = await asyncio.gather(*(outbox.claim(house.engine, limit=3) for _ in range(10)))

    ids = [letter.id for batch in claimed for letter in batch]
    assert len(ids) == len(set(ids)) == 20


async def test_what_has_gone_out_does_not_go_out_again(house: House) -> None:
    await house.dispute()
    for letter in await outbox.claim(house.engine):
        await outbox.done(house.engine, letter)
        await outbox.done(house.engine, letter)
        await outbox.failed(house.engine, letter, "too-late")

    await due_again(house.engine)

    assert await outbox.claim(house.engine) == ()


async def test_a_failed_letter_waits_twice_as_long_each_time_but_never_more_than_an_hour(
    house: House,
) -> None:
    await house.dispute()
    pauses = []

    for _ in range(14):
        await due_again(house.engine)
        letter = next(each for each in await outbox.claim(house.engine) if each.kind == "start")
        await outbox.failed(house.engine, letter, "engine-away")
        pauses.append(await pause_of(house.engine, letter))

    assert pauses[:4] == [timedelta(seconds=2**n) for n in (1, 2, 3, 4)]
    assert pauses[-2:] == [timedelta(hours=1)] * 2


async def test_the_relay_is_woken_by_a_letter_and_otherwise_by_time(house: House) -> None:
    case = await house.dispute()
    async with woken(house.engine, journal.OUTBOX) as wait, asyncio.timeout(60):
        await wait(timedelta(milliseconds=50))  # nothing comes: time wakes
        waiting = asyncio.ensure_future(wait(timedelta(minutes=10)))
        while not waiting.done():  # the listener may still be on its way
            await case.tell(lambda told: told.wait(days=40))
            await asyncio.sleep(0.05)
            case = await house.dispute()


async def test_the_live_stream_hears_each_entry_as_it_stands(house: House) -> None:
    case = await house.dispute()
    async with heard(house.engine, journal.CASES) as notes, asyncio.timeout(60):
        first = asyncio.ensure_future(anext(notes))
        while not first.done():
            await house.dispute()
            await asyncio.sleep(0.05)
        await case.ask(claim())

        async for note in notes:
            if note == f"{case.id}:2":
                break
