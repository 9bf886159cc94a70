"""What is hidden leaves no trace: with it or without it, every answer to whoever may not see it is the same.

Random counties; a random person; one more matter that they do not see. The quick profile takes eight,
FENGQIAO_WORLDS=1000 a thousand.
"""

import os
import random
from datetime import date

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from api import policy
from records import bounces, evaluations, indicators, lateness, reading, worklists
from records.reader import Reader, read_by
from records.reading import CaseFilter, SortBy
from records.tables import cases, contents, matters, parties
from records.worklists import TaskFilter
from rules.authority.confidentiality import Confidentiality
from rules.procedure import Officer
from tests.authority.conftest import AT, add, write_down
from tests.authority.test_lists import whole_clearance
from tests.authority.test_second_wall import _content
from tests.authority.worlds import Matter, World, world

pytestmark = pytest.mark.servers
WORLDS = int(os.environ.get("FENGQIAO_WORLDS", "8"))
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


async def everything(engine: AsyncEngine, found: World, seats: tuple[Officer, ...], *, walled: bool) -> bytes:
    """All that is listed, counted and found for these seats, as it would be sent."""
    reader = Reader(seats[0].person, seats, AT, deputised=found.deputies_of(seats))
    records = read_by(engine, reader) if walled else engine
    seen = policy.visible(seats, found.parents, deputised=found.deputised)
    read = policy.readable(seats, found.parents, Confidentiality.WORDS, deputised=found.deputised)
    said = [
        await reading.cases_listed(records, seen, CaseFilter(), (SortBy.NUMBER, True), limit=200),
        await reading.cases_counted(records, seen, CaseFilter()),
        await reading.matters_listed(records, seen, limit=200),
        await reading.matters_listed(records, read, limit=200),
        await worklists.worklist(records, seen, TaskFilter(), limit=200),
        await worklists.worklist_counted(records, seen, TaskFilter()),
        await lateness.lateness(records, seen),
        await bounces.by_pair(records, seen, FIRST, LAST),
        await bounces.by_matter(records, seen, FIRST, LAST),
        await indicators.past_petitions(records, seen, LAST),
        await evaluations.evaluations(records, seen, FIRST, LAST, None),
    ]
    if walled:
        async with records.connect() as connection:
            counts = [select(func.count()).select_from(each) for each in (cases, matters, contents, parties)]
            said += [await connection.scalar(each) for each in counts]
    return repr(said).encode()


def hidden_from(found: World, seats: tuple[Officer, ...], dice: random.Random, turn: int) -> Matter:
    """A matter that these seats do not see, of a county like this one."""
    while True:
        made = world(dice.randrange(10**9), people=6, matters=4)
        for each in made.matters:
            cased = [case for case in each.cases if {case.owner[1], *case.places} <= set(found.parents)]
            by = (each.registered_by, each.registered_as)
            matter = Matter(f"H-{turn:05}", each.unit, *by, tuple(cased), each.has_minor)
            if not whole_clearance(found, seats, matter):
                return matter


@pytest.mark.parametrize("walled", [True, False], ids=["behind the wall", "by the condition alone"])
async def test_what_is_hidden_changes_no_answer(engine: AsyncEngine, *, walled: bool) -> None:
    dice, changed = random.Random(31 + walled), 0
    found = world(31, people=30, matters=60)
    await _once(engine, found)
    people = sorted(found.people)
    for turn in range(WORLDS):
        seats = found.people[dice.choice(people)]
        before = await everything(engine, found, seats, walled=walled)
        hidden = hidden_from(found, seats, dice, turn + 50_000 * walled)
        async with engine.begin() as connection:
            await add(connection, [hidden])
            await connection.execute(insert(contents), [_content(hidden, kind) for kind in ("title", "name")])
        changed += await everything(engine, found, seats, walled=walled) != before

    assert changed == 0


async def test_what_is_not_hidden_changes_them(engine: AsyncEngine) -> None:
    found = world(31, people=30, matters=60)
    await _once(engine, found)
    seats = (Officer("p-audit", "auditor", "c"),)
    before = await everything(engine, found, seats, walled=True)
    shown = Matter("N-00001", "c", "p-0", None, found.matters[0].cases)

    async with engine.begin() as connection:
        await add(connection, [shown])

    assert await everything(engine, found, seats, walled=True) != before


async def _once(engine: AsyncEngine, found: World) -> None:
    async with engine.connect() as connection:
        there = await connection.scalar(select(func.count()).select_from(matters))
    if not there:
        await write_down(engine, found)
