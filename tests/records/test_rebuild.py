"""The read tables are what the journal says, and can be remade from it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, update

from records import intake
from records.rebuild import Difference, compare, rebuild
from records.tables import cases, parties, sessions, tasks
from records.verify import verify
from rules.calendar import YearNotice
from rules.clocks.rule import Ground
from rules.dispute import commands
from rules.editions import Edition
from rules.procedure import Event, Sealed
from rules.succession import aftercare_of
from rules.timekeeping import CalendarPublished, CorrectStart, ResumeClocks, RulesPublished, SuspendClocks
from tests.records.house import Case, House, Told
from tests.rules import county


def agreement(told: Told) -> None:
    told.agree()


def failure_at_every_step(told: Told) -> None:
    told.fail_up_to(3)
    told.hold()


def a_refusal(told: Told) -> None:
    told.everyone_consents()
    told.hear(commands.ConsentWithdrawn(party="li", by=told.lead))


def silence(told: Told) -> None:
    told.wait(days=40)
    told.wait(days=1)
    told.wait(days=60)


def comings_and_goings(told: Told) -> None:
    told.hear(commands.Claim(id="", by=told.lead))
    told.everyone_consents().schedule()
    told.hear(commands.CancelSession(id="", by=told.lead, reason=Sealed("ref")))
    told.schedule()
    told.hear(commands.Release(id="", by=told.lead))
    told.at += timedelta(hours=3)


def clocks_that_stand_still(told: Told) -> None:
    told.wait(days=1)
    told.hear(SuspendClocks(id="", by=told.lead, ground=Ground.APPRAISAL, reason=Sealed("ref")))
    told.wait(days=3)
    told.hear(ResumeClocks(id="", by=told.lead))
    told.wait(days=1)


def dates_that_move(told: Told) -> None:
    edition = told.state.edition
    notice = YearNotice(1, 2026, "a notice", frozenset({date(2026, 12, 2)}), frozenset())
    series = edition.calendar.series
    told.hear(CalendarPublished(version=f"{series}.1", series=series, notices=(notice,)))
    shorter = replace(edition.rule("P-05-1"), count=2)
    told.hear(RulesPublished(version="demo/2026.2", clocks=(shorter,)))
    told.wait(days=4)
    began = told.at - timedelta(days=5)
    told.hear(
        CorrectStart(id="", by=county.DISPATCHER, clock="whole", started_at=began, reason=Sealed("ref"))
    )


TALES = [
    agreement,
    failure_at_every_step,
    a_refusal,
    silence,
    comings_and_goings,
    clocks_that_stand_still,
    dates_that_move,
]


async def a_story(house: House) -> Case:
    return await (await house.dispute()).tell(comings_and_goings)


@pytest.mark.parametrize("tale", TALES)
async def test_after_any_story_the_read_tables_are_what_the_journal_says(house: House, tale: object) -> None:
    case = await (await house.dispute()).tell(tale)  # type: ignore[arg-type]

    assert case.state.seq > 1
    assert await compare(house.engine, case.id) == []
    assert await verify(house.engine, case.id) == []


async def test_aftercare_is_rebuilt_like_a_dispute(house: House) -> None:
    case = await (await house.dispute()).tell(agreement)
    state = case.state

    def first(edition: Edition) -> Event:
        return aftercare_of(replace(state, edition=edition), state.changed_at)

    opened = await intake.open_procedure(
        house.engine, first, state.edition, command=str(uuid4()), anchored_on=(state.id, state.seq)
    )

    assert await verify(house.engine, opened.procedure) == []


async def test_rebuilding_remakes_what_was_lost_changed_or_added(house: House) -> None:
    case = await a_story(house)
    async with house.engine.begin() as connection:
        await connection.execute(delete(cases).where(cases.c.procedure == case.id))
        await connection.execute(update(tasks).where(tasks.c.procedure == case.id).values(what="rest"))
        await connection.execute(delete(parties).where(parties.c.procedure == case.id, parties.c.ref == "li"))
        another = {"procedure": case.id, "number": 9, "step": 1, "place_unit": "moon", "state": "held"}
        await connection.execute(sessions.insert().values(**another, scheduled_for=case.state.opened_at))

    found = await compare(house.engine, case.id)

    assert set(found) == {
        Difference(case.id, "cases", "missing", ()),
        Difference(case.id, "tasks", "differs", (0,), ("what",)),
        Difference(case.id, "parties", "missing", ("li",)),
        Difference(case.id, "sessions", "extra", (9,)),
    }
    assert set(await rebuild(house.engine, case.id)) == set(found)
    assert await rebuild(house.engine, case.id) == []
    assert await verify(house.engine, case.id) == []


async def test_rebuilding_all_goes_through_every_procedure(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("records.kept._AT_ONCE", 2)
    several = [await a_story(house) for _ in range(5)]
    async with house.engine.begin() as connection:
        await connection.execute(delete(tasks))

    found = await rebuild(house.engine)

    assert {case.id for case in several} <= {difference.procedure for difference in found}
    assert await compare(house.engine) == []
