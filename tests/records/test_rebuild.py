"""The read tables are what the journal says, and can be remade from it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, update

from records import intake
from records.rebuild import Difference, compare, rebuild
from records.tables import cases, parties, sessions, tasks
from records.verify import verify
from rules.dispute import commands
from rules.procedure import Sealed
from rules.succession import aftercare_of
from tests.records.house import Case, House, Told


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


TALES = [agreement, failure_at_every_step, a_refusal, silence, comings_and_goings]


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
    event = aftercare_of(state, state.changed_at)

    opened = await intake.open_procedure(
        house.engine, event, state.edition, command=str(uuid4()), anchored_on=(state.id, state.seq)
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
