"""The rota on real records: what comes round stands once, whoever asks how often, and is killed when."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client
from temporalio.testing import ActivityEnvironment
from temporalio.worker import Worker

from activities.convening import Convening
from activities.turns import RotaLook, RotaOpened
from records.tables import cases, matters, meetings, outbox
from relay import Relay
from rules.editions import Edition
from rules.instants import legal_day
from rules.meeting.rota import turns
from tests.records.house import House
from tests.relay.conftest import eventually
from tests.rules import county
from workflows.rota import RotaWorkflow
from workflows.sandbox import RUNNER

pytestmark = pytest.mark.servers

AT = datetime(2026, 11, 2, 4, tzinfo=UTC)  # noon of a Monday: the township's own morning is over


def told(county_unit: str, day: date) -> Edition | None:
    return county.TOLD if county_unit == "sl" and day >= county.TOLD.in_force_from else None


def expected(at: datetime) -> set[str]:
    today = legal_day(at)
    coming = turns(county.TOLD, today, today + timedelta(days=14))
    return {turn.key for turn in coming if turn.scheduled_for > at}


async def standing(engine: AsyncEngine) -> list[str]:
    rows = select(matters.c.origin_id).where(matters.c.origin == "rota").order_by(matters.c.number)
    async with engine.connect() as connection:
        return [str(each).removeprefix("sl/") for each in await connection.scalars(rows)]


async def opened(house: House, at: datetime, of: str = "sl") -> RotaOpened:
    convening = Convening(house.engine, house.keeper, told)
    done: RotaOpened = await ActivityEnvironment().run(convening.open, RotaLook(of, at))
    return done


async def test_what_comes_round_is_opened_once_ahead_of_its_day(house: House) -> None:
    first = await opened(house, AT)
    again = await opened(house, AT)
    tomorrow = await opened(house, AT + timedelta(days=1))

    stands = await standing(house.engine)
    assert (first.opened, again.opened) == (len(expected(AT)), 0)
    assert set(stands) == expected(AT) | expected(AT + timedelta(days=1))
    assert len(stands) == len(set(stands)) == first.opened + tomorrow.opened
    assert (await opened(house, AT, "another-county")).opened == 0


async def test_each_of_them_is_a_meeting_with_a_letter_that_starts_it(house: House) -> None:
    await opened(house, AT)

    async with house.engine.connect() as connection:
        kinds = select(cases.c.stage, func.count()).where(cases.c.kind == "meeting").group_by(cases.c.stage)
        starts = select(func.count()).where(outbox.c.kind == "start", outbox.c.procedure.like("meeting/%"))
        asked = select(func.count()).where(meetings.c.is_announced)
        assert dict((await connection.execute(kinds)).all()) == {"planned": len(await standing(house.engine))}
        assert await connection.scalar(starts) == len(await standing(house.engine))
        assert (await connection.scalar(asked) or 0) > 0


async def test_two_who_open_at_once_open_it_once(house: House) -> None:
    """As when an activity is believed dead and is not."""
    at = AT + timedelta(days=60)
    both = await asyncio.gather(*(opened(house, at) for _ in range(2)))

    new = expected(at)
    stands = [key for key in await standing(house.engine) if key in new]
    assert sorted(stands) == sorted(new)
    assert sum(each.opened for each in both) == len(new)


class Dies(Exception):
    """What a killed worker leaves behind: something half done, and no answer."""


async def test_killed_half_way_it_goes_on_where_it_was(
    client: Client, relay: Relay, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies after every third meeting; the engine has it tried again until all stand, each once."""
    convening = Convening(house.engine, house.keeper, told)
    left = _dying_after(3, 3, convening._stands)
    monkeypatch.setattr(convening, "_stands", left)
    queue = f"rota-{uuid4()}"
    relay.counties, relay.task_queue = ("sl",), queue
    async with Worker(
        client,
        task_queue=queue,
        workflows=[RotaWorkflow],
        activities=[convening.open],
        workflow_runner=RUNNER,
    ):
        keeping = asyncio.create_task(relay.carry_rota())
        handle = client.get_workflow_handle("rota/sl")

        async def is_done() -> bool:
            new = expected(datetime.now(UTC) + timedelta(minutes=1))
            return new <= set(await standing(house.engine))

        await eventually(is_done)
        keeping.cancel()
        await handle.terminate()

    stands = await standing(house.engine)
    assert len(stands) == len(set(stands))


def _dying_after(each: int, times: int, stands: Callable[..., object]) -> Callable[..., object]:
    count, deaths = 0, 0

    async def dying(*asked: object) -> object:
        nonlocal count, deaths
        is_new = await stands(*asked)  # type: ignore[misc]
        count += 1
        if count % each == 0 and deaths < times:
            deaths += 1
            raise Dies
        return is_new

    return dying
