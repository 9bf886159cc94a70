"""What had ended elsewhere is kept without being started; what is in mid-course is started like any other."""

from uuid import uuid4

from sqlalchemy import select

from records import intake, outbox, papers
from records.intake import Opening, Registered
from records.reading import CaseFilter, cases_counted, cases_listed
from records.rebuild import compare, rebuild
from records.tables import matters, procedures
from records.verify import verify
from records.visible import EVERYTHING
from rules.dispute.matter import Stage
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.instants import legal_day
from rules.past.procedure import PAST
from rules.procedure import Event
from tests.records.house import House, registration, text
from tests.rules import county, cutover


def past(procedure: str, number: str, edition: Edition) -> Event:
    return cutover.past(id=procedure, number=number, edition=edition)


def in_mid_course(procedure: str, number: str, edition: Edition) -> Event:
    told = cutover.long_course(2, registered=12, since=9, stage=Stage.MEDIATION)
    return cutover.bringing(told, id=procedure, number=number, edition=edition)


async def bring_in(house: House, opening: Opening) -> str:
    registered: Registered = await intake.register(
        house.engine, house.keeper, registration(text("张三丰"), received_at=cutover.days_ago(400)), opening
    )
    assert registered.procedure
    return registered.procedure


async def letters_of(house: House, procedure: str) -> set[str]:
    claimed = await outbox.claim(house.engine, limit=10_000)
    return {letter.kind for letter in claimed if letter.procedure == procedure}


async def test_history_starts_nothing_and_sends_nothing(house: House) -> None:
    procedure = await bring_in(house, Opening(PAST, county.TOLD, past))

    assert await letters_of(house, procedure) == set()
    assert await papers.has_ended(house.engine, procedure)
    assert procedure not in [id for id, _ in await papers.unfinished(house.engine)]
    assert procedure not in [id for id, _ in await papers.changed_and_open(house.engine)]


async def test_history_ended_when_it_ended_and_is_known_since_it_was_told(house: House) -> None:
    procedure = await bring_in(house, Opening(PAST, county.TOLD, past))

    (entry,) = (await papers.load(house.engine, procedure)).entries
    async with house.engine.connect() as connection:
        row = (await connection.execute(select(procedures).where(procedures.c.id == procedure))).one()
    assert entry.at == row.opened_at == county.MONDAY
    assert row.ended_at == cutover.days_ago(380)


async def test_history_is_counted_on_its_own_days(house: House) -> None:
    day = legal_day(cutover.days_ago(400))
    narrowed = CaseFilter(kind="past", opened_from=day, opened_until=day, outcome="agreement")
    before = await cases_counted(house.engine, EVERYTHING, narrowed)

    procedure = await bring_in(house, Opening(PAST, county.TOLD, past))

    assert await cases_counted(house.engine, EVERYTHING, narrowed) == before + 1
    page = await cases_listed(house.engine, EVERYTHING, narrowed, limit=200)
    (line,) = (each for each in page.lines if each.procedure == procedure)
    assert (line.opened_at, line.closed_at) == (cutover.days_ago(400), cutover.days_ago(380))
    assert line.received_at == cutover.days_ago(400)


async def test_the_matter_says_of_what_kind_and_place_it_was(house: House) -> None:
    procedure = await bring_in(house, Opening(PAST, county.TOLD, past))

    mine = select(matters.c.status, matters.c.dispute_type, matters.c.unit)
    async with house.engine.connect() as connection:
        row = await connection.execute(mine.where(matters.c.number == procedure.split("/")[2]))
    assert row.one() == ("past", "neighbour", county.VILLAGE)


async def test_what_is_in_mid_course_is_started_and_nobody_is_told_of_its_past(house: House) -> None:
    procedure = await bring_in(house, Opening(DISPUTE, county.TOLD, in_mid_course))

    assert await letters_of(house, procedure) == {"start", "look-at-lead-seats"}
    assert (procedure, 1) in await papers.unfinished(house.engine)


async def test_what_came_over_is_remade_from_its_journal_as_it_stands(house: House) -> None:
    for opening in (Opening(PAST, county.TOLD, past), Opening(DISPUTE, county.TOLD, in_mid_course)):
        procedure = await bring_in(house, opening)

        assert await verify(house.engine, procedure) == []
        assert await compare(house.engine, procedure) == []
        assert await rebuild(house.engine, procedure) == []


async def test_history_of_a_matter_that_waits_at_intake_is_opened_once(house: House) -> None:
    registered = await house.register()
    opening, key = Opening(PAST, county.TOLD, past), str(uuid4())

    opened = [
        await intake.open_about(house.engine, registered.number, opening, key, "digest") for _ in range(2)
    ]

    assert [each.is_new for each in opened] == [True, False]
    assert {each.procedure for each in opened} == {f"past/sl/{registered.number}/1"}
