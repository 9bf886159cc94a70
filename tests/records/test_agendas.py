"""From which cases an agenda is drawn: what is overdue or was reopened, and what nobody has been back to."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from records import intake, meetings, revisits
from records.intake import Opening
from records.tables import cases
from records.visible import EVERYTHING, Visible
from rules.dispute import commands
from rules.dispute.matter import Route
from rules.event.procedure import EVENT
from rules.succession import episode_after
from tests.records.house import RECEIVED, Case, House, registration
from tests.records.test_assignments import an_event
from tests.rules import county

AT = RECEIVED + timedelta(days=90)


async def ended(house: House) -> Case:
    case = await house.dispute()
    left = commands.LeftForRoute(id=str(uuid4()), by=county.SECRETARY, party="zhang", route=Route.COURT)
    await case.ask(left)
    return case


async def reopened(house: House, case: Case) -> str:
    opened = await intake.open_procedure(
        house.engine,
        lambda _: episode_after(case.state, 1, county.DISPATCHER, RECEIVED),
        case.state.edition,
        command=str(uuid4()),
        anchored_on=(case.id, case.state.seq),
    )
    assert opened.procedure
    return opened.procedure


async def marked(house: House, procedure: str, **columns: object) -> None:
    async with house.engine.begin() as connection:
        await connection.execute(update(cases).where(cases.c.procedure == procedure).values(**columns))


async def drawn(house: House, what: str, beside: str = "", visible: Visible = EVERYTHING) -> tuple[str, ...]:
    return await meetings.drawn(house.engine, visible, what, AT, beside)


async def test_the_supervision_meeting_lists_exactly_what_is_overdue_or_reopened_and_open(
    house: House,
) -> None:
    await house.dispute()  # in time
    late, over = await house.dispute(), await house.dispute()
    await marked(house, late.id, overdue=True)
    await marked(house, over.id, overdue=True, closed_at=RECEIVED)
    back, done = await ended(house), await ended(house)
    await reopened(house, back)
    await marked(house, await reopened(house, done), closed_at=RECEIVED)
    event = await intake.register(
        house.engine, house.keeper, registration(), Opening(EVENT, county.TOLD, an_event)
    )
    await marked(house, str(event.procedure), overdue=True)

    numbers = sorted([late.state.number, back.state.number, event.number])
    assert await drawn(house, "overdue-and-reopened") == tuple(numbers)
    assert await drawn(house, "overdue-and-reopened", beside=numbers[0]) == tuple(numbers[1:])
    assert await drawn(house, "overdue-and-reopened", visible=Visible()) == ()


async def test_the_weekly_consultation_lists_every_case_that_owes_a_revisit_and_no_event(
    house: House,
) -> None:
    case, running = await ended(house), await house.dispute()
    event = await intake.register(
        house.engine, house.keeper, registration(), Opening(EVENT, county.TOLD, an_event)
    )
    await marked(house, str(event.procedure), closed_at=RECEIVED, outcome="handled")

    found = await drawn(house, "not-revisited")

    owed = await revisits.without_revisit(house.engine, EVERYTHING, AT, limit=None)
    assert found == tuple(sorted({each.matter for each in owed}))
    assert case.state.number in found
    assert not {running.state.number, event.number} & set(found)
    assert await drawn(house, "not-revisited", visible=Visible()) == ()
