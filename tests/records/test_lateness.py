"""How late what time brings is written down, and that what was written too early is found."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from records.lateness import BROUGHT_BY_TIME, Lateness, lateness, recorded_early
from records.verify import Finding
from records.visible import EVERYTHING, Visible
from rules.procedure import TimePassed
from tests.records.house import RECEIVED, House

NOBODY = Visible()
LATER_THAN_ANY_TEST_RUNS = datetime(2150, 1, 1, tzinfo=UTC)


async def figures(engine: AsyncEngine, visible: Visible = EVERYTHING) -> dict[str, Lateness]:
    return {each.kind: each for each in await lateness(engine, visible)}


async def test_what_time_brings_is_measured_from_its_instant_to_its_entry(
    engine: AsyncEngine, house: House
) -> None:
    before = await figures(engine)
    case = await house.dispute()
    await case.ask(TimePassed(), RECEIVED + timedelta(days=6))

    after = await figures(engine)

    overdue = after["StepFellOverdue"]
    assert overdue.n == before["StepFellOverdue"].n + 1
    assert overdue.p50 is not None
    assert overdue.p99 is not None
    assert overdue.max is not None
    assert 0 < overdue.p50 <= overdue.p99 <= overdue.max
    assert overdue.early == 0
    assert await recorded_early(engine) == []


async def test_every_kind_is_told_and_what_one_does_not_see_is_not_counted(engine: AsyncEngine) -> None:
    assert await lateness(engine, NOBODY) == tuple(
        Lateness(kind, 0, None, None, None, 0) for kind in BROUGHT_BY_TIME
    )


async def test_an_entry_before_its_instant_is_counted_and_found(engine: AsyncEngine, house: House) -> None:
    case = await house.dispute()
    await case.ask(TimePassed(), LATER_THAN_ANY_TEST_RUNS)

    overdue = (await figures(engine))["StepFellOverdue"]

    assert (overdue.early, await recorded_early(engine)) == (
        1,
        [Finding(case.id, "recorded-early", seq) for seq in range(2, case.state.seq + 1)],
    )
