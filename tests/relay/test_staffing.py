"""Cases hear that a seat fell empty, that somebody is on leave or has left, and what was handed over; killed
half-way it goes on."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from temporalio.worker import Worker

import counties
from activities.succeeding import Succeeding
from records import directory, handover, intake, papers, staffing
from records.changes import Request
from records.handover import Handover
from records.intake import Opening
from records.tables import cases, tasks
from relay import Relay
from rules import deputising
from rules.consultation.procedure import CONSULTATION
from rules.directory import Asking, Because
from rules.dispute import commands
from rules.procedure import Officer
from rules.seating import Delegation, Post
from rules.staffing import FILL_A_SEAT, HAND_OVER
from tests.records.house import Case, House, registration
from tests.relay.conftest import eventually
from tests.relay.test_relay import carried, first_of_a_question
from tests.rules import county
from workflows.handover import HandoverWorkflow
from workflows.sandbox import RUNNER

pytestmark = pytest.mark.servers

LONG_AGO, TODAY = date(2020, 1, 1), date(2026, 11, 26)
ADMIN = Officer("p-admin", "system_admin", "sl")
SUCCESSOR = "p-successor"


@pytest.fixture(autouse=True)
async def entered(house: House) -> None:
    """The county, its people, and a second mediator in the village."""
    units = [directory.Unit(u.id, u.parent, u.organ, u.name, LONG_AGO) for u in counties.units("demo")]
    people = [directory.Person(p.ref, p.name, LONG_AGO) for p in counties.people("demo")]
    sittings = [directory.Sitting(p.ref, p.role, p.unit, LONG_AGO) for p in counties.people("demo")]
    people.append(directory.Person(SUCCESSOR, "接任人", LONG_AGO))
    sittings.append(directory.Sitting(SUCCESSOR, "peoples_mediator", county.VILLAGE, LONG_AGO))
    async with house.engine.begin() as connection:
        await directory.enter(connection, units, people, sittings)


@pytest.fixture
async def succeeding(relay: Relay) -> AsyncIterator[None]:
    async with worker_of(relay):
        yield


def worker_of(relay: Relay) -> Worker:
    """A worker of handovers beside the relay's own."""
    with_own_queue = relay.task_queue + "-handovers"
    mine = Succeeding(relay.client, relay.records)
    return Worker(
        relay.client,
        task_queue=with_own_queue,
        workflows=[HandoverWorkflow],
        activities=[mine.find, mine.hand, mine.finish],
        workflow_runner=RUNNER,
    )


async def flag(house: House, procedure: str) -> bool:
    """Whether the supervisor is asked to fill a seat."""
    async with house.engine.connect() as connection:
        asked = select(tasks.c.role).where(tasks.c.procedure == procedure, tasks.c.what == FILL_A_SEAT)
        return (await connection.scalars(asked)).all() == ["supervisor"]


async def kinds(house: House, procedure: str) -> list[str]:
    return [entry.kind for entry in (await papers.load(house.engine, procedure)).entries]


async def sits(house: House, post: tuple[str, str], until: date | None) -> None:
    """Whoever sits in this seat of the county does so until a day."""
    sitting = next(each for each in county_sittings() if (each.role, each.unit) == post)
    async with house.engine.begin() as connection:
        await directory.enter(connection, [], [], [replace(sitting, valid_until=until)])


def county_sittings() -> list[directory.Sitting]:
    return [directory.Sitting(p.ref, p.role, p.unit, LONG_AGO) for p in counties.people("demo")]


async def test_a_question_is_told_that_its_desk_is_empty_and_that_it_is_filled(
    relay: Relay, house: House
) -> None:
    opening = Opening(CONSULTATION, county.TOLD, first_of_a_question)
    asked = await intake.register(house.engine, house.keeper, registration(), opening)
    assert asked.procedure
    await carried(relay)
    desk = ("legal_service_window", "sl")
    await relay.look_at_seats(TODAY)
    assert not await flag(house, asked.procedure)

    await sits(house, desk, TODAY)
    await relay.look_at_seats(TODAY)

    procedure = asked.procedure
    await eventually(lambda: flag(house, procedure))
    (found,) = [m for p, m in (await staffing.missing(house.engine, TODAY)).items() if p == procedure]
    assert found.empty == {"legal_service_window@sl"}
    await relay.look_at_seats(TODAY)  # told once
    await sits(house, desk, None)
    await relay.look_at_seats(TODAY)

    async def flag_is_down() -> bool:
        return not await flag(house, procedure)

    await eventually(flag_is_down)
    assert (await kinds(house, procedure)).count("StaffingChanged") == 2


async def test_a_claim_of_somebody_on_leave_keeps_no_colleague_out(relay: Relay, house: House) -> None:
    case = await house.dispute()
    await carried(relay)
    handle = relay.client.get_workflow_handle(case.id)
    await handle.execute_update("claim", commands.Claim(id=str(uuid4()), by=county.MEDIATOR))
    leave = Delegation(
        str(uuid4()),
        county.MEDIATOR.person,
        "peoples_mediator",
        county.VILLAGE,
        county.NEIGHBOURING_SECRETARY.person,
        TODAY,
        TODAY + timedelta(days=3),
        Because.LEAVE,
        "p-admin",
    )
    async with house.engine.begin() as connection:
        await directory.put(connection, leave)

    await relay.look_at_seats(TODAY)

    async def told() -> bool:
        return "StaffingChanged" in await kinds(house, case.id)

    await eventually(told)
    deputy = replace(county.MEDIATOR, person=leave.deputy)
    consent = commands.RecordConsent(id=str(uuid4()), by=deputy, party="zhang")
    await handle.execute_update("record_consent", consent)
    assert (await kinds(house, case.id))[-1] == "ConsentGiven"
    async with house.engine.begin() as connection:
        await directory.put(connection, replace(leave, valid_until=TODAY))


async def claimed_by(relay: Relay, house: House, person: str, how_many: int) -> list[Case]:
    found = []
    for _ in range(how_many):
        found.append(await house.dispute())
        await carried(relay)
    for case in found:
        claim = commands.Claim(id=str(uuid4()), by=replace(county.MEDIATOR, person=person))
        await relay.client.get_workflow_handle(case.id).execute_update("claim", claim)
    return found


async def new_mediator(house: House) -> str:
    person = f"p-{uuid4()}"
    async with house.engine.begin() as connection:
        await directory.enter(
            connection,
            [],
            [directory.Person(person, "某人", LONG_AGO)],
            [directory.Sitting(person, "peoples_mediator", county.VILLAGE, LONG_AGO)],
        )
    return person


async def begun(house: House, person: str) -> Handover:
    """What they hold is handed over to the second mediator, as the administrator has seen it."""
    seen = await handover.preview(house.engine, person, TODAY)
    now = datetime(2026, 11, 26, 1, tzinfo=UTC)
    request = Request(Asking(ADMIN, TODAY, Because.RESIGNATION), now, str(uuid4()), "digest")
    named = {Post("peoples_mediator", county.VILLAGE): SUCCESSOR}
    return await handover.carry_out(
        house.engine,
        request,
        person,
        TODAY,
        named,
        None,
        digest=seen.digest,
        seen=(),
        decide=lambda there: deputising.leave(there, request.asking, person, TODAY),
    )


async def finished(house: House, id: str) -> bool:
    found = await handover.read(house.engine, id)
    return found is not None and found.finished_at is not None


async def handlers(house: House, some: list[Case]) -> set[str | None]:
    async with house.engine.connect() as connection:
        asked = select(cases.c.handler).where(cases.c.procedure.in_([case.id for case in some]))
        return set((await connection.scalars(asked)).all())


async def test_a_handover_reaches_every_case_in_its_own_journal_and_is_counted_there(
    relay: Relay, house: House, succeeding: None
) -> None:
    leaving = await new_mediator(house)
    mine = await claimed_by(relay, house, leaving, 3)
    other = await claimed_by(relay, house, county.MEDIATOR.person, 1)

    on_its_way = await begun(house, leaving)
    await replace(relay, task_queue=relay.task_queue + "-handovers").hand_over(TODAY)

    await eventually(lambda: finished(house, on_its_way.id))
    assert await handlers(house, mine) == {SUCCESSOR}
    assert await handlers(house, other) == {county.MEDIATOR.person}
    done = await handover.read(house.engine, on_its_way.id)
    assert done
    assert (done.cases, done.handed) == (3, 3)
    entry = (await papers.load(house.engine, mine[0].id)).entries[-1]
    assert (entry.kind, entry.body["by"]) == ("HandedToSuccessor", vars(ADMIN))
    assert on_its_way.id not in await handover.under_way(house.engine, TODAY)


async def test_a_handover_waits_for_its_day(relay: Relay, house: House) -> None:
    leaving = await new_mediator(house)
    on_its_way = await begun(house, leaving)

    assert on_its_way.id not in await handover.under_way(house.engine, TODAY - timedelta(days=1))
    assert on_its_way.id in await handover.under_way(house.engine, TODAY)


async def test_a_handover_killed_half_way_goes_on_and_hands_over_each_case_once(
    relay: Relay, house: House
) -> None:
    leaving = await new_mediator(house)
    mine = await claimed_by(relay, house, leaving, 8)
    on_its_way = await begun(house, leaving)
    slowly = replace(relay, task_queue=relay.task_queue + "-handovers", publication_rate=4)
    first = asyncio.create_task(worker_of(relay).run())
    await slowly.hand_over(TODAY)

    async def some_but_not_all() -> bool:
        found = await handover.read(house.engine, on_its_way.id)
        return found is not None and 1 <= found.handed < len(mine)

    await eventually(some_but_not_all)
    first.cancel()  # in the middle of a batch
    await asyncio.gather(first, return_exceptions=True)
    half = await handover.read(house.engine, on_its_way.id)
    assert half
    assert half.handed < len(mine)
    assert half.finished_at is None

    async with worker_of(relay):
        await slowly.hand_over(TODAY)
        await eventually(lambda: finished(house, on_its_way.id))

    done = await handover.read(house.engine, on_its_way.id)
    assert done
    assert done.handed == len(mine)
    assert await handlers(house, mine) == {SUCCESSOR}
    for case in mine:
        assert (await kinds(house, case.id)).count("HandedToSuccessor") == 1


async def test_whoever_left_without_a_handover_is_seen(relay: Relay, house: House) -> None:
    leaving = await new_mediator(house)
    (case,) = await claimed_by(relay, house, leaving, 1)
    assert case.id not in await staffing.missing(house.engine, TODAY)

    async with house.engine.begin() as connection:
        seat = directory.Sitting(leaving, "peoples_mediator", county.VILLAGE, LONG_AGO, TODAY)
        await directory.enter(connection, [], [], [seat])

    assert (await staffing.missing(house.engine, TODAY))[case.id].gone == {leaving}


async def unseen(relay: Relay, house: House, mine: list[str]) -> list[tuple[str, str]]:
    """Of these open cases (those of other tests have no worker any more) the seats that something waits
    for, in which nobody is, and of which the case does not know: counted over the plain rows, one by one."""
    async with house.engine.connect() as connection:
        waiting = (
            await connection.execute(
                select(tasks.c.procedure, tasks.c.role, tasks.c.unit, cases.c.kind, cases.c.owner_role)
                .join(cases, cases.c.procedure == tasks.c.procedure)
                .where(
                    cases.c.procedure.in_(mine), cases.c.closed_at.is_(None), tasks.c.role != "first_receiver"
                )
                .where(tasks.c.what.not_in([FILL_A_SEAT, HAND_OVER]))
            )
        ).all()
    found = []
    for procedure, role, unit, kind, owner in waiting:
        state = (await relay.proceeding_of(procedure))[1].state
        if kind == "dispute" and role == owner and not state.lead_is_unavailable:
            continue  # its lead's seat: the fallback has it, with a flag of its own
        is_there = await directory.sitting(house.engine, [(role, unit)], TODAY)
        if not is_there and f"{role}@{unit}" not in state.empty_seats:
            found.append((procedure, f"{role}@{unit}"))
    return found


async def test_at_every_look_every_open_case_has_somebody_or_a_flag(relay: Relay, house: House) -> None:
    opening = Opening(CONSULTATION, county.TOLD, first_of_a_question)
    asked = await intake.register(house.engine, house.keeper, registration(), opening)
    assert asked.procedure
    mine = [asked.procedure, (await house.dispute()).id]
    await carried(relay)
    emptied = [("legal_service_window", "sl"), ("supervisor", "sl"), ("justice_office", "sl-t1")]
    for post in emptied:
        await sits(house, post, TODAY)
    assert await unseen(relay, house, mine)  # before anybody has looked

    await relay.look_at_seats(TODAY)

    async def all_seen() -> bool:
        return not await unseen(relay, house, mine)

    await eventually(all_seen)
    for post in emptied:
        await sits(house, post, None)
    await relay.look_at_seats(TODAY)
