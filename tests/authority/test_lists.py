"""Lists and counts against looking at every case by itself: 200 people, 2,000 matters, not one line more."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from api import policy
from records import reading
from records.reading import CaseFilter
from records.tables import cases, matters
from records.visible import visible_cases, visible_matters
from rules.authority.confidentiality import RAISED, Confidentiality, Mask
from rules.authority.deciding import Clearance, clearance, merged, sees
from rules.authority.relations import (
    ACCUSATION,
    NOBODY,
    Standing,
    area_of,
    holds,
    is_in_the_know,
)
from rules.authority.table import lines_of
from rules.procedure import Officer
from tests.authority.conftest import procedure_of, write_down
from tests.authority.worlds import Matter, World, world

pytestmark = pytest.mark.servers
PEOPLE, MATTERS = 200, 2_000
HELPERS = ("errand_agent", "invited_participant", "invited_expert")


def cases_seen(found: World, seats: tuple[Officer, ...]) -> set[str]:
    """Every case, looked at one by one."""
    return {
        procedure_of(matter, n)
        for matter in found.matters
        for n, case in enumerate(matter.cases)
        if sees(clearance(seats, case, found.parents, found.deputised))
    }


def whole_clearance(found: World, seats: tuple[Officer, ...], matter: Matter) -> Clearance:
    """What is read of a matter through all its cases; of one without any, through whoever took it in."""
    reviewers = frozenset(case.owner[1] for case in matter.cases if case.kind in ("review", "re_review"))
    alone = Standing(
        "none",
        frozenset({matter.unit} if matter.unit else ()),
        ("nobody", "nowhere"),
        "nobody",
        registered_by=matter.registered_by,
        registered_as=matter.registered_as,
        reviewers=reviewers,
    )
    most: Clearance = {}
    for each in (alone, *matter.cases):
        most = merged(most, clearance(seats, each, found.parents, found.deputised))
    return most


def raised(matter: Matter) -> list[Confidentiality]:
    minors = [Confidentiality.MINOR] if matter.has_minor and matter.cases else []
    return [*minors, *(each for each in RAISED if each in matter.marks)]


def matters_read(found: World, seats: tuple[Officer, ...], reads: Confidentiality) -> set[str]:
    """Every matter, looked at one by one: all classes of its texts are read in clear."""
    return {
        matter.number
        for matter in found.matters
        for all_of_it in [whole_clearance(found, seats, matter)]
        if all(all_of_it.get(each) is Mask.CLEAR for each in (reads, *raised(matter)))
    }


async def test_lists_and_counts_hold_exactly_what_one_sees_case_by_case(engine: AsyncEngine) -> None:
    found = world(11, PEOPLE, MATTERS)
    await write_down(engine, found)
    lines = 0
    for seats in found.people.values():
        seen, expected = (
            policy.visible(seats, found.parents, deputised=found.deputised),
            cases_seen(found, seats),
        )
        async with engine.connect() as connection:
            listed = set(await connection.scalars(select(cases.c.procedure).where(visible_cases(seen))))
        assert listed == expected, seats
        assert await reading.cases_counted(engine, seen, CaseFilter()) == len(expected)
        lines += len(expected)

    assert lines > 10_000  # there was something to see


async def test_words_are_found_exactly_where_every_class_of_them_is_read(engine: AsyncEngine) -> None:
    found = world(11, PEOPLE, MATTERS)
    await write_down_once(engine, found)
    lines = 0
    for seats in list(found.people.values())[:25]:
        for reads in (Confidentiality.FILE, Confidentiality.WORDS, Confidentiality.CONTACT):
            where = visible_matters(policy.readable(seats, found.parents, reads, deputised=found.deputised))
            async with engine.connect() as connection:
                listed = set(await connection.scalars(select(matters.c.number).where(where)))
            assert listed == matters_read(found, seats, reads), (seats, reads)
            lines += len(listed)

    assert lines > 1_500


async def test_what_is_kept_of_a_matter_is_there_for_whoever_handles_it(engine: AsyncEngine) -> None:
    """Wherever they see it by another line than that of somebody who helps in one case."""
    found = world(11, PEOPLE, MATTERS)
    await write_down_once(engine, found)
    narrowed = 0
    for seats in found.people.values():
        files = policy.visible(seats, found.parents, deputised=found.deputised, of_the_file=True)
        async with engine.connect() as connection:
            listed = set(await connection.scalars(select(cases.c.procedure).where(visible_cases(files))))
        assert listed == files_read(found, seats), seats
        narrowed += len(cases_seen(found, seats) - listed)

    assert narrowed > 0


def files_read(found: World, seats: tuple[Officer, ...]) -> set[str]:
    """Every case, looked at one by one: which somebody sees as who has to do with it at a desk of theirs."""
    return {
        procedure_of(matter, n)
        for matter in found.matters
        for n, case in enumerate(matter.cases)
        if is_in_the_know(seats, case)
        and any(
            holds(row.relation, seat, case, found.parents, found.deputised.get(seat, NOBODY))
            for seat in seats
            if seat.role not in HELPERS
            for row in lines_of(seat.role, of_accusations=case.kind == ACCUSATION)
        )
    }


async def test_a_filter_that_is_forgotten_is_found(engine: AsyncEngine) -> None:
    found = world(11, PEOPLE, MATTERS)
    await write_down_once(engine, found)
    seats = found.people["p-0"]

    async with engine.connect() as connection:
        listed = set(await connection.scalars(select(cases.c.procedure)))

    assert listed != cases_seen(found, seats)


async def write_down_once(engine: AsyncEngine, found: World) -> None:
    async with engine.connect() as connection:
        there = await connection.scalar(select(func.count()).select_from(matters))
    if not there:
        await write_down(engine, found)


def test_the_area_of_a_unit_is_what_lies_below_it() -> None:
    parents: dict[str, str | None] = {"c": None, "t": "c", "v": "t", "u": None}

    assert area_of("t", parents) == {"t", "v"}
