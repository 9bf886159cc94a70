"""The windows as they are kept: numbers without gaps from many at once, a notice once for each half-day, and
walls under the rules."""

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

import counties
import records
from api.clock import Clock
from records import attending, directory, registers, windows
from records.attending import WindowWatch
from records.directory import Person, Unit
from records.tables import register_lines, ticket_steps, unattended_windows
from records.windows import At, Written, next_number
from rules import queueing
from rules.procedure import Officer
from rules.queueing import QueueStep, Stepped
from rules.registers import FunctionTag, Presence, Register, RegisterLine
from tests.rules.registers import a_mediator, a_shift, a_window

START, DAY = date(2026, 1, 1), date(2026, 11, 2)
NINE = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
EDITION = counties.edition("demo", "2026.1")
SERVICE = FunctionTag.LABOUR


@pytest.fixture(autouse=True)
async def entered(engine: AsyncEngine) -> None:
    await enter_two_windows(engine)


async def enter_two_windows(engine: AsyncEngine) -> None:
    """A window of the county, and one of a township, each with somebody who is to be at it."""
    units = [Unit("sl", None, "county", "示例县", START), Unit("t1", "sl", "township", "东溪镇", START)]
    people = [Person(name, name, START) for name in ("clerk", "other")]
    lines = [
        a_window("w-1", SERVICE, since=START),
        a_window("w-2", SERVICE, unit="t1", since=START),
        _since_start(a_shift("s-1", "clerk")),
        _since_start(a_shift("s-2", "other", "w-2", presence=Presence.ROTATING), "t1"),
    ]
    async with engine.begin() as connection:
        await directory.enter(connection, units, people, [], lines)


def _since_start(line: RegisterLine, unit: str = "sl") -> RegisterLine:
    return RegisterLine(line.register, line.ref, unit, line.what, START, None, line.person)


def taking(queues: dict[str, queueing.Queue], window: str) -> list[tuple[str, Stepped]]:
    number = next_number(queues[window])
    return [(window, Stepped(number=number, step=QueueStep.TAKEN, at=NINE, service=SERVICE, since=NINE))]


async def take(engine: AsyncEngine, window: str, *, fails: bool = False, key: str = "") -> tuple[At, ...]:
    def decide(queues: object, _: object) -> list[tuple[str, Stepped]]:
        made = taking(queues, window)  # type: ignore[arg-type]
        if fails:
            raise RuntimeError("broken off")
        return made

    return await windows.step(engine, [window], DAY, Written(key or str(uuid4()), "d"), decide)


async def numbers(engine: AsyncEngine, window: str) -> list[int]:
    query = select(ticket_steps.c.number).where(
        ticket_steps.c.window == window, ticket_steps.c.step == "taken"
    )
    async with engine.connect() as connection:
        return sorted((await connection.scalars(query)).all())


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=25))
def test_numbers_follow_one_another_whatever_comes_at_once(
    migrated: str, asked: list[tuple[bool, bool]]
) -> None:
    """Some break off half-way, some are sent twice; all at once."""
    window = f"w-{uuid4()}"

    async def all_at_once() -> tuple[list[int], int]:
        engine = records.connect(migrated, 8)
        try:
            jobs = []
            for fails, twice in asked:
                key = str(uuid4())
                jobs.append(take(engine, window, fails=fails, key=key))
                if twice:
                    jobs.append(take(engine, window, fails=fails, key=key))
            await asyncio.gather(*jobs, return_exceptions=True)
            return await numbers(engine, window), sum(not fails for fails, _ in asked)
        finally:
            await engine.dispose()

    given_out, expected = asyncio.run(all_at_once())

    assert given_out == list(range(1, expected + 1))


async def test_moving_between_two_windows_at_once_never_stands_still(engine: AsyncEngine) -> None:
    for ref in ("w-a", "w-b"):
        await take(engine, ref)

    async def move(one: str, two: str) -> None:
        def decide(queues: dict[str, queueing.Queue], _: object) -> list[tuple[str, Stepped]]:
            left = Stepped(number=1, step=QueueStep.MOVED, at=NINE, to=two)
            to = next_number(queues[two])
            return [(one, left), (two, queueing.arrive(queues[one][1], to, SERVICE, one, NINE))]

        await windows.step(engine, [one, two], DAY, Written(str(uuid4()), "d"), decide)  # type: ignore[arg-type]

    async with asyncio.timeout(60):
        await asyncio.gather(*(move(*pair) for pair in (("w-a", "w-b"), ("w-b", "w-a")) * 5))

    assert await numbers(engine, "w-a") == await numbers(engine, "w-b") == list(range(1, 7))


async def test_what_is_written_of_a_ticket_is_written_once(engine: AsyncEngine) -> None:
    (taken,) = await take(engine, "w-once")
    rows = ticket_steps.c.window == "w-once"

    for change in (update(ticket_steps).where(rows).values(number=9), delete(ticket_steps).where(rows)):
        with pytest.raises(DBAPIError):
            async with engine.begin() as connection:
                await connection.execute(change)
    again = {"window": "w-once", "day": DAY, "number": 1, "step": "taken", "at": NINE}
    twice = insert(ticket_steps).values(**again, key=uuid4(), place=0, digest="d")
    async with engine.connect() as connection:
        with pytest.raises(IntegrityError):
            await connection.execute(twice)
    assert taken.stepped.number == 1


async def test_the_database_itself_refuses_two_lines_of_one_reference(engine: AsyncEngine) -> None:
    line = registers.values_of(a_mediator("m-1", "t1", since=START))
    async with engine.begin() as connection:
        await connection.execute(insert(register_lines).values(**line))

    with pytest.raises(DBAPIError, match="register has such a line"):
        async with engine.begin() as connection:
            await connection.execute(insert(register_lines).values(**{**line, "valid_from": DAY}))


async def test_every_line_comes_back_as_it_was_entered(engine: AsyncEngine) -> None:
    line = a_mediator("m-back", "t1", since=START, person="clerk")
    async with engine.begin() as connection:
        await directory.enter(connection, [], [], [], [line])

    lines = await registers.lines_of(engine, Register.MEDIATORS, unit="t1")

    assert line in lines


def watch(engine: AsyncEngine, at: datetime) -> WindowWatch:
    return WindowWatch(engine, lambda _: EDITION, clock_at(at))


def clock_at(at: datetime) -> Clock:
    async def now() -> datetime:
        return at

    return now


async def test_two_workers_tell_of_an_unattended_window_once(engine: AsyncEngine) -> None:
    noon = NINE + timedelta(hours=3)

    found = await asyncio.gather(*(watch(engine, noon).carry_once() for _ in range(6)))
    later = await watch(engine, noon + timedelta(hours=1)).carry_once()

    noticed = await attending.noticed(engine, only_unseen=True)
    assert sum(found) == 2
    assert later == 0
    told = {(each.window, each.day, each.half, each.head_role) for each in noticed}
    assert told == {
        ("w-1", DAY, "morning", "county_leader"),
        ("w-2", DAY, "morning", "township_head"),
    }
    assert set(Counter(each.window for each in noticed).values()) == {1}


async def test_a_worker_that_was_away_misses_nothing_of_the_day_before(engine: AsyncEngine) -> None:
    tuesday = NINE + timedelta(days=8)  # a Tuesday: Monday and its own morning

    await watch(engine, tuesday).carry_once()

    days = {(each.day.day, each.half) for each in await attending.noticed(engine, only_unseen=True)}
    assert {(9, "morning"), (9, "afternoon"), (10, "morning")} <= days
    assert (10, "afternoon") not in days


async def test_a_window_somebody_came_to_in_time_is_nobodys_notice(engine: AsyncEngine) -> None:
    wednesday = NINE + timedelta(days=16) - timedelta(minutes=25)  # 08:35
    await windows.sign_on(engine, "w-1", "clerk", wednesday, str(uuid4()))

    await watch(engine, wednesday + timedelta(hours=2)).carry_once()

    day = wednesday.date()
    mine = [each.window for each in await attending.noticed(engine, only_unseen=True) if each.day == day]
    assert mine == ["w-2"]


async def test_whoever_sees_a_notice_first_stands(engine: AsyncEngine) -> None:
    await watch(engine, NINE).carry_once()
    (first, *_) = await attending.noticed(engine, only_unseen=False)
    key = (first.window, first.day, first.half)
    head, keeper = Officer("head", "county_leader", "sl"), Officer("keeper", "supervisor", "sl")

    await attending.see(engine, key, head, NINE)
    again = await attending.see(engine, key, keeper, NINE)

    assert again
    assert (again.seen_by, again.seen_as) == ("head", "county_leader@sl")
    assert await attending.see(engine, ("w-none", first.day, first.half), head, NINE) is None


async def test_without_an_edition_nothing_is_looked_at(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        before = await connection.scalar(select(func.count()).select_from(unattended_windows))

    assert await WindowWatch(engine, lambda _: None, clock_at(NINE)).carry_once() == 0

    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM unattended_windows")) == before
