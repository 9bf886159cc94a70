"""What must go out because of an entry goes out, however often it is carried; and nothing is left behind."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from temporalio.client import WorkflowExecutionStatus

from records import directory, documents, histories, intake, journal, papers, worklists
from records.intake import Opening
from records.tables import cases
from records.tables import outbox as letters
from relay import Relay
from rules import notes
from rules.consultation.commands import TurnIntoPetition
from rules.consultation.procedure import CONSULTATION
from rules.dispute import commands
from rules.editions import Edition
from rules.procedure import Event, TimePassed
from tests.records.house import RECEIVED, Case, House, registration
from tests.relay.conftest import eventually
from tests.rules import county
from tests.rules.handing import over
from tests.rules.questions import question
from tests.rules.story import WORDS
from workflows import attributes, names

pytestmark = pytest.mark.servers

LONG_AGO = date(2020, 1, 1)
LEAD = ("village_party_secretary", county.VILLAGE)


async def enter_lead(house: House, person: str, until: date | None = None) -> None:
    """The county, its village, and somebody in the lead's seat of the first step."""
    async with house.engine.begin() as connection:
        await directory.enter(
            connection,
            [directory.Unit(county.VILLAGE, None, "village", "柳湾村", LONG_AGO)],
            [directory.Person(person, "某人", LONG_AGO)],
            [directory.Sitting(person, *LEAD, LONG_AGO, until)],
        )


async def leave(house: House, person: str) -> None:
    await enter_lead(house, person, until=LONG_AGO + timedelta(days=1))


async def carried(relay: Relay) -> None:
    while await relay.carry_once():
        pass


async def owner(house: House, case: Case) -> str:
    async with house.engine.connect() as connection:
        role = select(cases.c.owner_role).where(cases.c.procedure == case.id)
        return str(await connection.scalar(role))


async def runs(relay: Relay, procedure: str) -> bool:
    described = await relay.client.get_workflow_handle(procedure).describe()
    return described.status is WorkflowExecutionStatus.RUNNING


async def led_by(relay: Relay, house: House, case: Case, role: str) -> None:
    async def holds() -> bool:
        await carried(relay)  # what could not be carried at once waits, and is carried again
        return await owner(house, case) == role

    await eventually(holds)


async def test_a_registered_dispute_runs_in_the_engine_however_often_its_letter_is_carried(
    relay: Relay, house: House
) -> None:
    await enter_lead(house, "p-lead")
    case = await house.dispute()
    await carried(relay)
    async with house.engine.begin() as connection:
        again = update(letters).where(letters.c.procedure == case.id)
        await connection.execute(again.values(done_at=None, due_at=letters.c.due_at - timedelta(hours=1)))

    await carried(relay)

    assert await runs(relay, case.id)


async def test_an_empty_seat_hands_the_case_to_the_fallback_and_a_filled_one_hands_it_back(
    relay: Relay, house: House
) -> None:
    await leave(house, "p-lead")
    case = await house.dispute()
    await carried(relay)
    await led_by(relay, house, case, "justice_office")
    assert case.id in await worklists.without_lead(house.engine, date(2026, 11, 22))

    await enter_lead(house, "p-lead")
    await relay.look_at_seats(date(2026, 11, 22))

    await led_by(relay, house, case, LEAD[0])
    assert case.id not in await worklists.without_lead(house.engine, date(2026, 11, 22))


async def test_a_seat_that_falls_empty_in_mid_course_is_noticed(relay: Relay, house: House) -> None:
    await enter_lead(house, "p-lead")
    case = await house.dispute()
    await carried(relay)
    await led_by(relay, house, case, LEAD[0])

    await leave(house, "p-lead")
    await relay.look_at_seats(date(2026, 11, 22))

    await led_by(relay, house, case, "justice_office")


async def test_a_refusal_leaves_guidance_aftercare_and_a_history(relay: Relay, house: House) -> None:
    await enter_lead(house, "p-lead")
    case = await house.dispute()
    await carried(relay)
    refused = commands.ConsentRefused(id=str(uuid4()), by=county.MEDIATOR, party="zhang")
    handle = relay.client.get_workflow_handle(case.id)
    await handle.execute_update("consent_refused", refused)
    await handle.result()

    async def exported() -> bool:
        await _due_now(house)
        await carried(relay)
        return bool(await histories.runs_of(house.engine, case.id))

    await eventually(exported)
    issued = await documents.documents_of(house.engine, case.state.number)
    aftercare = case.id.replace("dispute/", "aftercare/")
    assert [document.draft.kind for document in issued if document.draft.kind == "D-21"] == ["D-21"]
    assert await runs(relay, aftercare)


async def test_a_draft_is_taken_back_when_the_dispute_that_asked_for_it_has_ended(
    relay: Relay, house: House
) -> None:
    await enter_lead(house, "p-lead")
    case = await house.dispute()
    await carried(relay)
    handle = relay.client.get_workflow_handle(case.id)
    asked = over(county.SECRETARY, id=str(uuid4()))
    await handle.execute_update("hand_off", asked)
    refused = commands.ConsentRefused(id=str(uuid4()), by=county.MEDIATOR, party="zhang")
    await handle.execute_update("consent_refused", refused)
    handoff = case.id.replace("dispute/", "handoff/")

    async def taken_back() -> bool:
        await _due_now(house)
        await carried(relay)
        return await papers.has_ended(house.engine, handoff)

    await eventually(taken_back)
    told = [entry.kind for entry in (await papers.load(house.engine, handoff)).entries]
    assert told == ["HandoffOpened", "HandoffEnded"]


async def test_a_question_runs_in_the_engine_and_its_message_stands_for_one_person(
    relay: Relay, house: House
) -> None:
    opening = Opening(CONSULTATION, county.TOLD, first_of_a_question)
    asked = await intake.register(house.engine, house.keeper, registration(), opening)
    assert asked.procedure
    await carried(relay)
    message = notes.SendMessage(id=str(uuid4()), by=county.WINDOW_CLERK, to="zhang", words=WORDS)
    handle = relay.client.get_workflow_handle(asked.procedure)
    await handle.execute_update("send_message", message)

    await carried(replace(relay, at_any_hour=True))

    issued = await documents.documents_of(house.engine, asked.number)
    (document,) = (each for each in issued if each.draft.kind == "message")
    assert document.draft.unit == "sl"
    assert (document.draft.addressees, document.draft.data) == (("zhang",), {"words": "content/1"})


async def test_a_wish_becomes_one_petition_however_often_its_letter_is_carried(
    relay: Relay, house: House
) -> None:
    opening = Opening(CONSULTATION, county.TOLD, first_of_a_question)
    asked = await intake.register(house.engine, house.keeper, registration(), opening)
    assert asked.procedure
    await carried(relay)
    wish = TurnIntoPetition(id=str(uuid4()), by=county.WINDOW_CLERK, wished_by="zhang", wish=WORDS)
    await relay.client.get_workflow_handle(asked.procedure).execute_update("turn_into_petition", wish)
    await carried(relay)
    async with house.engine.begin() as connection:
        again = update(letters).where(
            letters.c.procedure == asked.procedure, letters.c.kind == "open-petition"
        )
        await connection.execute(again.values(done_at=None, due_at=letters.c.due_at - timedelta(hours=1)))

    await carried(relay)

    async with house.engine.connect() as connection:
        opened = await connection.execute(
            select(cases.c.procedure, cases.c.kind).where(cases.c.matter == asked.number)
        )
        kinds = sorted(row.kind for row in opened)
    assert [kind for kind in kinds if kind != "supervision"] == ["consultation", "petition"]  # it is late too
    assert await runs(relay, asked.procedure.replace("consultation/", "petition/"))


def first_of_a_question(id: str, number: str, edition: Edition) -> Event:
    event: Event = question(id=id, number=number, edition=edition)
    return event


async def told(house: House, case: Case) -> set[str]:
    """What anybody has been given notice of."""
    issued = await documents.documents_of(house.engine, case.state.number)
    return {document.draft.data["code"] for document in issued if document.draft.kind == "notice"}


async def test_a_notice_waits_for_its_hour_and_where_days_are_skipped_it_does_not(
    relay: Relay, house: House
) -> None:
    case = await house.dispute()
    _, draft = case.draft(TimePassed(), at=RECEIVED + timedelta(days=4))
    (notice,) = draft.letters
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    waiting = replace(draft, letters=(replace(notice, not_before=tomorrow),))
    assert (await journal.append(house.engine, waiting)).appended

    await carried(relay)

    assert "step-reminder" not in await told(house, case)
    await carried(replace(relay, at_any_hour=True))
    assert "step-reminder" in await told(house, case)


async def test_what_the_engine_has_lost_is_begun_again_from_the_journal(relay: Relay, house: House) -> None:
    case = await house.dispute()
    async with house.engine.begin() as connection:  # its letter was carried, then the engine lost everything
        await connection.execute(
            update(letters).where(letters.c.procedure == case.id).values(done_at=letters.c.due_at)
        )

    await relay.look_at_everything()

    assert await runs(relay, case.id)


async def test_a_proceeding_behind_the_journal_is_nudged_and_catches_up(relay: Relay, house: House) -> None:
    await enter_lead(house, "p-lead")
    case = await house.dispute()
    await relay.look_at_everything()
    consent = commands.RecordConsent(id=str(uuid4()), by=county.MEDIATOR, party="zhang")
    appended = False
    while not appended:  # beside the engine, which never hears of it
        _, dispute = await relay.proceeding_of(case.id)
        beside = Case(house.engine, dispute.state)
        appended = (await beside.ask(consent, beside.state.changed_at)).appended

    await relay.look_at_everything()

    handle = relay.client.get_workflow_handle(case.id)

    async def caught_up() -> bool:
        known = (await handle.describe()).typed_search_attributes.get(attributes.SEQ)
        return known is not None and known >= beside.state.seq

    await eventually(caught_up)
    assert (await handle.query(names.CURRENT))["consents"][0]["party"] == "zhang"


async def test_a_letter_that_cannot_be_carried_waits_and_says_why_in_a_code(
    relay: Relay, house: House
) -> None:
    case = await house.dispute()
    async with house.engine.begin() as connection:
        await connection.execute(
            update(letters)
            .where(letters.c.procedure == case.id, letters.c.kind == "start")
            .values(kind="pigeon")
        )

    await carried(relay)

    async with house.engine.connect() as connection:
        mine = select(letters.c.done_at, letters.c.attempts, letters.c.last_error).where(
            letters.c.procedure == case.id, letters.c.kind == "pigeon"
        )
        assert (await connection.execute(mine)).one() == (None, 1, "KeyError")


async def _due_now(house: House) -> None:
    async with house.engine.begin() as connection:
        await connection.execute(
            update(letters)
            .where(letters.c.done_at.is_(None))
            .values(due_at=letters.c.due_at - timedelta(hours=2))
        )
