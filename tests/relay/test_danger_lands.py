"""A danger reaches the centre once, however often its letter is carried, and hears of the police."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from carriers import NotYet
from records import intake, papers
from records.incidents import incidents_from, is_one_on_its_way
from records.intake import Opening
from records.outbox import Claimed
from records.tables import cases, matters
from records.tables import outbox as letters
from records.tables import tasks as waiting
from relay import Relay
from rules.consultation.procedure import CONSULTATION
from rules.danger import OPEN_INCIDENT, TELL_INCIDENT, AcknowledgeDanger, DangerReported
from rules.editions import Edition
from rules.event.procedure import EVENT
from rules.incident.commands import PutDangerAside
from rules.procedure import Event
from tests.records.house import House, registration
from tests.relay.conftest import eventually
from tests.relay.test_relay import carried, first_of_a_question
from tests.rules import county
from tests.rules.event_stories import registration as an_event_registered
from tests.rules.story import WORDS

pytestmark = pytest.mark.servers


async def asked(relay: Relay, house: House) -> str:
    opening = Opening(CONSULTATION, county.TOLD, first_of_a_question)
    registered = await intake.register(house.engine, house.keeper, registration(), opening)
    assert registered.procedure
    await carried(relay)
    return registered.procedure


async def report(relay: Relay, question: str) -> None:
    fact = DangerReported(id=str(uuid4()), by=county.WINDOW_CLERK, words=WORDS)
    await relay.client.get_workflow_handle(question).execute_update("danger_reported", fact)


async def acknowledge(relay: Relay, question: str) -> None:
    command = AcknowledgeDanger(id=str(uuid4()), by=county.POLICE)
    await relay.client.get_workflow_handle(question).execute_update("acknowledge_danger", command)


async def carried_again(relay: Relay, house: House, question: str, kind: str) -> None:
    async with house.engine.begin() as connection:
        again = update(letters).where(letters.c.procedure == question, letters.c.kind == kind)
        await connection.execute(again.values(done_at=None, due_at=letters.c.due_at - timedelta(hours=1)))
    await carried(relay)


async def kinds_of(house: House, procedure: str) -> list[str]:
    return [entry.kind for entry in (await papers.load(house.engine, procedure)).entries]


def first_of_an_event(id: str, number: str, edition: Edition) -> Event:
    event: Event = an_event_registered(id=id, number=number, edition=edition)
    return event


async def test_a_danger_at_an_event_reaches_the_centre_as_any_other(relay: Relay, house: House) -> None:
    opening = Opening(EVENT, county.TOLD, first_of_an_event)
    registered = await intake.register(house.engine, house.keeper, registration(), opening)
    assert registered.procedure
    await carried(relay)
    await report(relay, registered.procedure)

    await carried(relay)
    await carried_again(relay, house, registered.procedure, OPEN_INCIDENT)

    [opened] = await incidents_from(house.engine, [registered.procedure])
    first = (await papers.load(house.engine, opened)).entries[0]
    assert (first.kind, first.body["origin"]) == ("DangerReachedTheCentre", registered.procedure)
    assert (first.body["village"], first.body["township"]) == (county.VILLAGE, county.TOWNSHIP)
    async with house.engine.connect() as connection:
        of = select(matters.c.status).where(matters.c.number == registered.number)
        assert await connection.scalar(of) == "event"


async def test_each_danger_opens_one_incident_beside_the_case_which_stays_what_it_is(
    relay: Relay, house: House
) -> None:
    question = await asked(relay, house)
    await report(relay, question)
    await report(relay, question)

    await carried(relay)
    await carried_again(relay, house, question, OPEN_INCIDENT)

    opened = await incidents_from(house.engine, [question])
    assert len(opened) == 2
    async with house.engine.connect() as connection:
        on_it = select(waiting.c.what, waiting.c.role).where(waiting.c.procedure == opened[0])
        assert (await connection.execute(on_it)).all() == [("take-up-danger", "centre_dispatcher")]
        of = select(matters.c.status).where(matters.c.number == question.split("/")[2])
        assert await connection.scalar(of) == "consultation"


async def test_the_incident_hears_that_the_police_have_it_once(relay: Relay, house: House) -> None:
    question = await asked(relay, house)
    await report(relay, question)
    await carried(relay)
    await acknowledge(relay, question)

    await carried(relay)
    await carried_again(relay, house, question, TELL_INCIDENT)

    [opened] = await incidents_from(house.engine, [question])

    async def heard() -> bool:
        return (await kinds_of(house, opened))[1:] == ["PoliceAcknowledged"]

    await eventually(heard)


async def test_an_incident_that_opens_after_the_police_acknowledged_knows_it(
    relay: Relay, house: House
) -> None:
    question = await asked(relay, house)
    await report(relay, question)
    await acknowledge(relay, question)
    assert await is_one_on_its_way(house.engine, [question])
    told = Claimed(0, question, 3, TELL_INCIDENT, 1, {"procedure": question}, 1, county.MONDAY)
    with pytest.raises(NotYet):
        await relay.carriers[TELL_INCIDENT](told)

    await carried(relay)

    [opened] = await incidents_from(house.engine, [question])
    first = (await papers.load(house.engine, opened)).entries[0]
    assert first.body["police_since"] is not None
    assert not await is_one_on_its_way(house.engine, [question])


async def test_an_incident_that_is_over_hears_nothing_more(relay: Relay, house: House) -> None:
    question = await asked(relay, house)
    await report(relay, question)
    await carried(relay)
    [opened] = await incidents_from(house.engine, [question])
    aside = PutDangerAside(id=str(uuid4()), by=county.DISPATCHER, words=WORDS)
    await relay.client.get_workflow_handle(opened).execute_update("put_danger_aside", aside)
    await acknowledge(relay, question)

    await carried(relay)

    assert await kinds_of(house, opened) == ["DangerReachedTheCentre", "IncidentEnded"]
    async with house.engine.connect() as connection:
        ended = select(cases.c.outcome).where(cases.c.procedure == opened)
        assert await connection.scalar(ended) == "no-incident"
