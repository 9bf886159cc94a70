"""Playing the demo: servers in a directory of their own, the stories side by side, and the verdict."""

import asyncio
import sys
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from rich.console import Console

from demo.sameness import first_difference
from demo.stories import Story, stories
from demo.tables import show
from demo.telling import Telling, tell
from demo.town import Town
from desk.seeding import enter_people
from desk.together import together
from local.keys import SIMULATED
from local.ports import free_port
from local.system import System
from records import connect
from rules.instants import BEIJING, legal_day
from settings import Settings

PERSISTENT, SKIPPING = "persistent", "skipping"
_JUNE, _NINE = 6, time(9)  # the fictional calendar has no holiday from June to September
_MONDAY = 0
_WIDE = 132  # columns, where nobody's terminal says how many there are
_LONGEST_DAY = timedelta(minutes=3)  # a story of one day does not begin so shortly before midnight

# Migrations keep their context in a global: two of them in one process would take each other's.
_one_at_a_time = asyncio.Lock()

Tellings = dict[tuple[str, str], Telling]  # by story and server


def play(*, only: Collection[str] = ()) -> int:
    """Play all stories, or those of these names; 0 when all of them went as expected. Raises CannotStart.

    A name that no story has is as bad as a story that went astray: nobody is told that all is well.
    """
    chosen = [story for story in stories() if not only or story.name in only]
    unknown = sorted(set(only) - {story.name for story in chosen})
    console = Console(width=None if sys.stdout.isatty() else _WIDE)
    with TemporaryDirectory(prefix="fengqiao-demo-") as home, console.status("演示进行中……"):
        tellings = asyncio.run(_play(_with_twins(chosen), Path(home)))
    for story in chosen:
        show(tellings[story.name, story.servers[0]], console)
    differences = {story.name: difference_of(story, tellings) for story in chosen}
    for story in chosen:
        verdict = f"不符：{differences[story.name]}" if differences[story.name] else "如期"
        console.print(f"{story.name} {story.zh}：{verdict}", soft_wrap=True, markup=False, highlight=False)
    good = sum(difference is None for difference in differences.values())
    for name in unknown:
        console.print(f"{name}：没有这个场景 no such scenario", soft_wrap=True, markup=False, highlight=False)
    console.print(f"demo: {len(chosen)} scenarios, {good} as expected", highlight=False)
    return 0 if chosen and not unknown and good == len(chosen) else 1


def difference_of(story: Story, tellings: Tellings) -> str | None:
    """What was not as the story expects, or not as on the other server, or not as its twin."""
    mine = [tellings[story.name, server] for server in story.servers]
    for telling in mine:
        if telling.difference:
            return telling.difference
    twins = [tellings[story.same_as, PERSISTENT]] if story.same_as else mine[1:]
    return next((found for twin in twins if (found := first_difference(mine[0], twin))), None)


def _with_twins(chosen: Sequence[Story]) -> list[Story]:
    names = {story.name for story in chosen} | {story.same_as for story in chosen}
    return [story for story in stories() if story.name in names]


async def _play(chosen: Sequence[Story], home: Path) -> Tellings:
    wanted = {server for story in chosen for server in story.servers}
    if PERSISTENT in wanted:
        await _away_from_midnight()
    plays = {PERSISTENT: _play_persistent, SKIPPING: _play_skipping}
    tellings: Tellings = {}

    async def play_on(server: str) -> None:
        tellings.update(await plays[server]([s for s in chosen if server in s.servers], home / server))

    await together(sorted(wanted), play_on, len(wanted))
    return tellings


async def _play_persistent(chosen: Sequence[Story], home: Path) -> Tellings:
    """First those with the agencies' systems, side by side. Then one after another: a story in which
    everything is killed disturbs its neighbours."""
    at_desks = ",".join(f"{agency}=desk" for agency in SIMULATED)
    played = {"simulator_port": free_port(), "simulator_tempers": at_desks}
    settings = settings_of_our_own(home, "system").model_copy(update=played)
    async with _town(settings) as town:
        with_agencies = [story for story in chosen if story.is_heard]
        start = await town.now()
        heard = [Telling(story, town, start) for story in with_agencies]
        await tell(heard, town, start)
        tellings = {(telling.story.name, PERSISTENT): telling for telling in heard}
        others = [story for story in chosen if not story.is_heard]
        return {**tellings, **{(story.name, PERSISTENT): await _tell_now(story, town) for story in others}}


async def _play_skipping(chosen: Sequence[Story], home: Path) -> Tellings:
    """First those of one day, on the day that it is; then all others side by side, from a Monday in June."""
    async with _town(settings_of_our_own(home, "engine")) as town:
        of_today = [story for story in chosen if PERSISTENT in story.servers]
        tellings = {(story.name, SKIPPING): await _tell_now(story, town) for story in of_today}
        start = monday_in_june(await town.now())
        others = [Telling(story, town, start) for story in chosen if story not in of_today]
        await tell(others, town, start)
        return {**tellings, **{(telling.story.name, SKIPPING): telling for telling in others}}


async def _tell_now(story: Story, town: Town) -> Telling:
    start = await town.now()
    telling = Telling(story, town, start)
    await tell([telling], town, start)
    return telling


@asynccontextmanager
async def _town(settings: Settings) -> AsyncIterator[Town]:
    system = System(settings)
    async with _one_at_a_time:
        await asyncio.to_thread(system.__enter__)
    try:
        records = connect(system.database_url)
        await enter_people(records)
        await records.dispose()
        async with Town(system) as town:
            yield town
    finally:
        await asyncio.to_thread(system.stop)


def settings_of_our_own(home: Path, clock: Literal["system", "engine"]) -> Settings:
    """Servers of our own, whatever the environment names."""
    return Settings(
        temporal_address="",
        database_url="",
        var=home,
        workers=1,
        development=True,
        clock=clock,
        api_port=free_port(),
        postgres_port=free_port(),
        temporal_port=free_port(),
        temporal_ui_port=free_port(),
    )


def monday_in_june(now: datetime) -> datetime:
    """The next first Monday of a June, 09:00 in Asia/Shanghai."""
    year = legal_day(now).year
    for june in (datetime(year, _JUNE, 1, tzinfo=BEIJING), datetime(year + 1, _JUNE, 1, tzinfo=BEIJING)):
        monday = june + timedelta(days=(_MONDAY - june.weekday()) % 7)
        start = datetime.combine(monday, _NINE, BEIJING)
        if start > now:
            return start
    raise AssertionError


async def _away_from_midnight() -> None:
    """Days are counted from a story's start: one that is told on two servers begins on the same day there."""
    now = datetime.now(BEIJING)
    midnight = datetime.combine(now + timedelta(days=1), time.min, BEIJING)
    if midnight - now < _LONGEST_DAY:
        await asyncio.sleep((midnight - now).total_seconds())
