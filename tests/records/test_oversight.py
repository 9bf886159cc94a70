"""What the records say to whoever looks over everything: frames, hands, what is open, revisits."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

import written
from records import backlogs, intake, journal, papers, revisits, sampling
from records.revisits import Revisit
from records.tables import cases
from records.visible import EVERYTHING, Visible
from rules.aftercare.commands import RecordRevisit
from rules.aftercare.procedure import AFTERCARE
from rules.dispute import commands
from rules.dispute.matter import Route
from rules.journal import Asked, Receipt
from rules.procedure import Now, TimePassed
from rules.succession import aftercare_of
from tests.records.house import RECEIVED, Case, House
from tests.rules import county
from tests.rules.story import WORDS

pytestmark = pytest.mark.servers

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TOWNSHIP = frozenset({county.TOWNSHIP})
LATER = RECEIVED + timedelta(days=90)


async def frame(house: House, **changes: object) -> tuple[str, ...]:
    whole = {"units": TOWNSHIP, "kinds": {"dispute"}, "period": YEAR, "as_of": LATER, **changes}
    return await sampling.frame(house.engine, **whole)  # type: ignore[arg-type]


async def ended(house: House) -> Case:
    case = await house.dispute()
    await case.ask(
        commands.LeftForRoute(id=str(uuid4()), by=county.SECRETARY, party="zhang", route=Route.COURT)
    )
    return case


async def followed(house: House, case: Case) -> str:
    """Its aftercare, opened as the relay opens it."""
    opened = await intake.open_procedure(
        house.engine,
        lambda edition: aftercare_of(replace(case.state, edition=edition), RECEIVED),
        case.state.edition,
        command=str(uuid4()),
        anchored_on=(case.id, case.state.seq),
    )
    assert opened.procedure
    return opened.procedure


async def heard(house: House, case: Case, asked: object) -> None:
    """What the aftercare of a case decides, appended."""
    procedure = case.id.replace("dispute/", "aftercare/")
    loaded = await papers.load(house.engine, procedure)
    state = AFTERCARE.fold([written.read(AFTERCARE, each) for each in loaded.entries], loaded.edition)
    before, entries = state, []
    at = LATER if isinstance(asked, TimePassed) else RECEIVED
    for event in AFTERCARE.decide(state, asked, Now(at)):  # type: ignore[arg-type]
        state = AFTERCARE.evolve(state, event)
        entries.append(written.write(event, state.seq))
    draft = Asked(
        procedure=procedure,
        after=before.seq,
        entries=tuple(entries),
        receipt=Receipt(state.seq, state.stage.value, at),
        view=AFTERCARE.view(state),
        letters=(),
        command=getattr(asked, "id", None),
    )
    assert (await journal.append(house.engine, draft)).appended


async def test_the_frame_is_every_matter_of_the_scope_in_the_order_of_the_numbers(house: House) -> None:
    first, second = await house.dispute(), await house.dispute()

    listed = await frame(house)

    assert {first.state.number, second.state.number} <= set(listed)
    assert list(listed) == sorted(set(listed))
    assert first.state.number not in await frame(house, units=frozenset({county.OTHER_TOWNSHIP}))
    assert first.state.number not in await frame(house, kinds={"petition"})
    assert first.state.number not in await frame(house, as_of=RECEIVED - timedelta(seconds=1))
    assert first.state.number not in await frame(house, period=(date(2026, 11, 3), date(2026, 12, 31)))
    assert first.state.number not in await frame(house, period=(date(2026, 1, 1), date(2026, 11, 1)))
    assert first.state.number in await frame(house, period=(date(2026, 11, 2), date(2026, 11, 2)))


async def test_a_private_service_is_in_no_frame(house: House) -> None:
    case = await house.dispute()
    async with house.engine.begin() as connection:
        mine = update(cases).where(cases.c.procedure == case.id)
        await connection.execute(mine.values(is_private=True))

    assert case.state.number not in await frame(house)


async def test_whoever_stands_behind_an_entry_had_a_hand_in_the_matter(house: House) -> None:
    case, other = await ended(house), await house.dispute()

    hands = await sampling.hands_in(house.engine, (case.state.number, "SL-2020-000001"))

    assert {county.WINDOW_CLERK.person, county.SECRETARY.person} == hands[case.state.number]
    assert hands["SL-2020-000001"] == frozenset()
    assert other.state.number not in hands
    assert await sampling.hands_in(house.engine, ()) == {}


async def test_a_matter_is_open_as_long_as_something_that_handles_it_is(house: House) -> None:
    running, over = await house.dispute(), await ended(house)
    await followed(house, over)
    untouched = await house.register()

    assert await backlogs.still_open(house.engine, running.state.number) == (running.id,)
    assert await backlogs.still_open(house.engine, over.state.number) == ()
    assert await backlogs.still_open(house.engine, untouched.number) == (untouched.number,)


async def test_what_is_old_and_led_by_nobody_is_listed_once(house: House) -> None:
    case = await house.dispute(received_at=RECEIVED - timedelta(days=800))

    async def listed(days: int, visible: Visible = EVERYTHING) -> list[tuple[str, int]]:
        found = await backlogs.uncovered(house.engine, visible, RECEIVED, days, 100)
        return [(each.number, each.age) for each in found]

    assert (case.state.number, 800) in await listed(730)
    assert await listed(900) == []
    assert await listed(730, Visible()) == []


async def status_of(house: House, case: Case, at: object = RECEIVED) -> Revisit | None:
    found = await revisits.without_revisit(house.engine, EVERYTHING, at)  # type: ignore[arg-type]
    return next((each.status for each in found if each.procedure == case.id), None)


async def counted(house: House) -> tuple[int, int, int]:
    """Owed, met and missed at the village, long afterwards."""
    units = await revisits.revisits_by_unit(house.engine, EVERYTHING, LATER, *YEAR)
    at = next((each for each in units if each.unit == county.VILLAGE), None)
    return (at.owed, at.met, at.missed) if at else (0, 0, 0)


async def test_a_revisit_is_owed_from_the_end_on_missed_after_its_day_and_met_when_somebody_went(
    house: House,
) -> None:
    before = await counted(house)
    running, case, late = await house.dispute(), await ended(house), await ended(house)
    assert await status_of(house, running) is None
    assert await status_of(house, case) is Revisit.OWED  # what follows it is still on its way
    await followed(house, case)
    await followed(house, late)

    await heard(house, case, RecordRevisit(id=str(uuid4()), by=county.SECRETARY, notes=WORDS))

    assert await status_of(house, case, LATER) is None
    assert await status_of(house, late) is Revisit.OWED
    assert await status_of(house, late, LATER) is Revisit.MISSED
    await heard(
        house, late, TimePassed(id=str(uuid4()))
    )  # its lateness is on record; it is owed all the same
    assert await status_of(house, late, LATER) is Revisit.MISSED
    assert await counted(house) == (before[0], before[1] + 1, before[2] + 1)
    assert await revisits.revisits_by_unit(house.engine, Visible(), LATER, *YEAR) == ()
    nothing = (date(2025, 1, 1), date(2025, 12, 31))
    assert await revisits.revisits_by_unit(house.engine, EVERYTHING, LATER, *nothing) == ()
    assert await revisits.without_revisit(house.engine, Visible(), LATER) == ()
