"""The fictional county of a development installation: its units and people, and cases in every stage.

Everything is asked for under keys that never change, so that seeding which was interrupted goes on, and
seeding a second time changes nothing.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncEngine

import counties
from counties.gazetteer import gazetteers
from counties.registers import first_lines
from desk import petition_samples
from desk.acting import Case, County
from desk.caller import Caller
from desk.petition_samples import PETITIONS, PetitionSample
from desk.samples import SAMPLES, Sample
from desk.together import together
from desk.town import CLERK, COUNTY, county
from records import connect, directory, editions, gazetteer
from rules.instants import BEIJING

_SAMPLES = UUID("b0a3c2c4-1f0e-5e7e-9d6b-2f6f0f4ad9aa")  # the name space of our keys; never changes
_LONG_AGO = date(2020, 1, 1)
_AT_ONCE = 4
_LEADER = "p-sl-county-leader"
_RECEIVES_ON, _NOTICE_DAYS = 15, 7  # of a month; calendar days between
_OPERATOR = directory.Person("p-sl-engine-operator", "示例县流程运维员", _LONG_AGO)
_AT_THE_ENGINE = directory.Sitting(_OPERATOR.person, "engine_operator", "sl", _LONG_AGO)
HOW_MANY = len(SAMPLES) + len(PETITIONS)


async def enter_people(records: AsyncEngine) -> None:
    """Enter its units, its people, who sits where, its places, its first registers, and its editions."""
    units = [
        directory.Unit(unit.id, unit.parent, unit.organ, unit.name, _LONG_AGO)
        for unit in counties.units(COUNTY)
    ]
    people = (*counties.people(COUNTY), *counties.helpers(COUNTY))
    persons = [directory.Person(person.ref, person.name, _LONG_AGO) for person in people]
    seats = [directory.Sitting(person.ref, person.role, person.unit, _LONG_AGO) for person in people]
    async with records.begin() as connection:
        await directory.enter(connection, units, persons, seats, first_lines(COUNTY, _LONG_AGO))
        for each in gazetteers(COUNTY):
            await gazetteer.enter(connection, each)
        for edition in counties.editions(COUNTY):
            await editions.keep(connection, edition)


async def enter_county(database_url: str) -> None:
    """Enter the county and no case: for people who are yet to be let in. With it whoever looks after the
    engine, so that their pages can be tried; a county's own people name theirs."""
    records = connect(database_url)
    try:
        await enter_people(records)
        async with records.begin() as connection:
            await directory.enter(connection, (), (_OPERATOR,), (_AT_THE_ENGINE,))
    finally:
        await records.dispose()


async def seed(database_url: str, api_url: str, told: Callable[[], None] = lambda: None) -> int:
    """Enter the county and tell all samples; how many. ``told`` hears of each.

    Raises Refusal and Away.
    """
    await enter_county(database_url)
    place = county()

    async def one(numbered: tuple[int, Sample]) -> None:
        await tell(*numbered, caller, place)
        told()

    async def petition(numbered: tuple[int, PetitionSample]) -> None:
        number, sample = numbered
        township = sample.village.rpartition("-")[0]
        story = f"petition/{number:02}"
        await petition_samples.tell(number, sample, Case(caller, place, story, sample.village, township))
        told()

    async with Caller(api_url) as caller:
        await together(enumerate(SAMPLES, start=1), one, _AT_ONCE)
        await together(enumerate(PETITIONS, start=1), petition, _AT_ONCE)
        await announce_reception(caller, datetime.now(BEIJING).date())
    return HOW_MANY


async def announce_reception(caller: Caller, today: date) -> None:
    """A leader receives on the next 15th that is a week away or more; anybody may book. Once for each day."""
    day = today + timedelta(days=_NOTICE_DAYS)
    while day.day != _RECEIVES_ON:
        day += timedelta(days=1)
    at = datetime.combine(day, time(9), BEIJING).isoformat()
    said = {"kind": "reception", "title": "县领导接访日", "scheduled_for": at}
    await caller.post(_LEADER, "/meetings", said, str(uuid5(_SAMPLES, f"reception/{day}")))


async def tell(number: int, sample: Sample, caller: Caller, place: County) -> None:
    """Register one sample and tell its story as far as it goes."""
    story = f"sample/{number:02}"
    matter = {
        "channel": sample.channel,
        "title": sample.title,
        "body": sample.body,
        "author": sample.applicant,
        "origin": {"source": "sample", "id": f"{number:02}"},
    }
    registered = await caller.post(CLERK, "/matters", matter, str(uuid5(_SAMPLES, story)))
    if sample.tell is None:
        return  # it waits at intake
    township = sample.village.rpartition("-")[0]
    case = Case(caller, place, story, sample.village, township)
    await case.open(
        CLERK, registered.body["number"], sample.dispute_type, sample.other_townships, sample.respondent
    )
    await sample.tell(case)
