"""An inspection is drawn, and an old matter looked at, by the house itself: over a real engine."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

import written
from records import documents, intake, papers
from records.intake import Opening
from relay import Relay
from rules.backlog import commands as leading
from rules.backlog.procedure import BACKLOG
from rules.editions import Edition
from rules.inspection import commands
from rules.inspection.events import SampleDrawn
from rules.inspection.procedure import INSPECTION
from rules.procedure import Event, Procedure
from rules.sampling import frame_digest, sampled, seed_of
from tests.records.house import House, registration
from tests.relay.conftest import eventually
from tests.relay.test_relay import carried
from tests.rules import county
from tests.rules.overseen import BUREAU, LEADER, TOWN_HEAD, finding, in_order, opening, registering
from tests.rules.story import WORDS

pytestmark = pytest.mark.servers


async def kinds(house: House, procedure: str) -> list[str]:
    return [entry.kind for entry in (await papers.load(house.engine, procedure)).entries]


async def state_of(house: House, procedure: Procedure, id: str) -> object:
    loaded = await papers.load(house.engine, id)
    return procedure.fold([written.read(procedure, each) for each in loaded.entries], loaded.edition)


async def until(relay: Relay, house: House, procedure: str, kind: str) -> None:
    async def there() -> bool:
        await carried(relay)
        return kind in await kinds(house, procedure)

    await eventually(there)


def first_of_an_inspection(id: str, number: str, edition: Edition) -> Event:
    whole = {"since": date(2026, 11, 1), "until": date(2026, 11, 30), "units": frozenset({county.TOWNSHIP})}
    opened: Event = opening(id=id, number=number, edition=edition, sample_size=2, **whole)
    return opened


async def test_the_sample_is_drawn_without_anybody_and_drawn_again_from_the_journal(
    relay: Relay, house: House
) -> None:
    disputes = [await house.dispute() for _ in range(4)]
    opened = await intake.register(
        house.engine, house.keeper, registration(), Opening(INSPECTION, county.TOLD, first_of_an_inspection)
    )
    assert opened.procedure

    await until(relay, house, opened.procedure, "SampleDrawn")

    loaded = await papers.load(house.engine, opened.procedure)
    events = [written.read(INSPECTION, each) for each in loaded.entries]
    [draw] = [each for each in events if isinstance(each, SampleDrawn)]
    assert {each.state.number for each in disputes} <= set(draw.frame)
    assert opened.number not in draw.frame
    assert draw.digest == frame_digest(draw.frame)
    assert draw.drawn == sampled(seed_of(opened.procedure, events[0].at), draw.frame, 2)
    assert all(draw.hands[number] == {county.WINDOW_CLERK.person} for number in draw.drawn)

    handle = relay.client.get_workflow_handle(opened.procedure)
    [first, second] = draw.drawn
    await handle.execute_update("record_finding", _fresh(finding(first)))
    looks = ((first, "matter"), (second, "matter"), (second, "handling"))
    for matter, aspect in looks:
        await handle.execute_update("find_in_order", _fresh(in_order(matter, aspect)))  # type: ignore[arg-type]
    issue = commands.IssueCircular(id=str(uuid4()), by=county.SUPERVISOR, words=WORDS)
    await handle.execute_update("issue_circular", issue)
    await carried(relay)
    [circular] = await documents.documents_of(house.engine, opened.number)
    assert (circular.draft.kind, circular.draft.addressees) == (
        "inspection-circular",
        ("township_head@sl-t1",),
    )


def _fresh(asked: object) -> object:
    return replace(asked, id=str(uuid4()))  # type: ignore[type-var]


async def test_whether_an_old_matter_has_ended_the_records_say(relay: Relay, house: House) -> None:
    case = await house.dispute()

    def first(id: str, number: str, edition: Edition) -> Event:
        registered: Event = registering(id=id, number=number, edition=edition)
        return registered

    opened = await intake.open_about(
        house.engine, case.state.number, Opening(BACKLOG, county.TOLD, first), str(uuid4())
    )
    assert opened.procedure
    await carried(relay)
    handle = relay.client.get_workflow_handle(opened.procedure)
    for name, asked in _arranged():
        await handle.execute_update(name, asked)

    await until(relay, house, opened.procedure, "MatterFoundOpen")

    state = await state_of(house, BACKLOG, opened.procedure)
    assert state.open_elsewhere == (case.id,)  # type: ignore[attr-defined]


def _arranged() -> list[tuple[str, object]]:
    def ask(kind: type, by: object, **said: object) -> object:
        return kind(id=str(uuid4()), by=by, **said)

    team = frozenset({county.TOWNSHIP})
    return [
        ("assign_leader", ask(leading.AssignLeader, BUREAU, role="county_leader", unit=county.COUNTY)),
        ("take_charge", ask(leading.TakeCharge, LEADER)),
        ("form_team", ask(leading.FormTeam, LEADER, units=team, handler=county.TOWNSHIP)),
        ("set_plan", ask(leading.SetPlan, LEADER, words=WORDS)),
        ("add_milestone", ask(leading.AddMilestone, TOWN_HEAD, due_on=date(2099, 1, 1), words=WORDS)),
        ("report_settled", ask(leading.ReportSettled, TOWN_HEAD, words=WORDS)),
    ]
