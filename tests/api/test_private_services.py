"""That somebody asked for counselling is seen by whoever asked for it with them, and by the service alone.

Not in the timeline, a list, a count, a worklist, a ledger, or by the tracking code (精神卫生法).
"""

from typing import Any
from uuid import uuid4

import pytest

import written
from records import intake, papers, rebuild
from records.intake import Opening
from rules.dispute.procedure import DISPUTE
from rules.handing_over import handoff_of
from rules.handoff.procedure import HANDOFF
from rules.instants import legal_day
from tests.api.conftest import (
    AUDITOR,
    CLERK,
    COMMISSIONER,
    DISPATCHER,
    MEDIATOR,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
)
from workflows import starting

SERVICE = "psychological-service"
EVERYBODY_ELSE = (CLERK, DISPATCHER, SUPERVISOR, AUDITOR, COMMISSIONER, MEDIATOR)


async def asked(desk: Desk, docking: str, to: str) -> tuple[Case, str]:
    """A dispute whose lead has asked for a service, and the handoff as the relay drafts it."""
    case = await desk.dispute()
    for party in await case.parties():
        await case.done(SECRETARY, "record-consent", {"party": party, "form": "oral"})
    applicant = (await case.parties())[0]
    body = {"docking": docking, "to": to, "people": [applicant], "summary": "本人希望得到帮助。"}
    await case.done(SECRETARY, "hand-off", body)
    return case, await drafted(desk, case)


async def drafted(desk: Desk, case: Case) -> str:
    records = desk.app.state.office.records
    loaded = await papers.load(records, f"dispute/sl/{case.number}/1")
    origin = starting.file_of(DISPUTE, loaded.entries, loaded.edition).state
    event: Any = written.read(DISPUTE, loaded.entries[-1])
    at = await desk.clock()

    def first(id: str, number: str, edition: Any) -> Any:
        return handoff_of(
            origin, event, asked_in=loaded.entries[-1].seq, id=id, number=number, edition=edition, at=at
        )

    opened = await intake.open_about(
        records, case.number, Opening(HANDOFF, loaded.edition, first), str(uuid4())
    )
    assert opened.procedure
    return opened.procedure


async def everything_read(desk: Desk, person: str, case: Case) -> str:
    """Whatever this person can read that might tell of it."""
    caller, day = await desk.sign_in(person), legal_day(await desk.clock()).isoformat()
    paths: list[tuple[str, dict[str, Any]]] = [
        (case.path, {}),
        (f"/cases/handoff/{case.number}/1", {}),
        (f"/matters/{case.number}", {}),
        ("/cases", {"number": case.number, "limit": 100}),
        ("/cases", {"kind": "handoff", "number": case.number}),
        ("/tasks", {"limit": 200}),
        ("/handoffs/bounces", {"from": day, "until": day}),
        ("/handoffs/deliveries", {}),
        (f"/cases/dispute/{case.number}/1/documents", {}),
        (f"/cases/dispute/{case.number}/1/clocks", {}),
    ]
    return "\n".join([(await caller.get(path, **said)).text for path, said in paths])


@pytest.mark.parametrize("person", EVERYBODY_ELSE)
async def test_that_somebody_asked_for_counselling_is_seen_by_nobody_who_handles_the_matter(
    desk: Desk, person: str
) -> None:
    case, handoff = await asked(desk, SERVICE, "psychology")

    said = await everything_read(desk, person, case)

    assert SERVICE not in said
    assert "psychology" not in said
    assert f"handoff/sl/{case.number}" not in said
    assert f"/cases/handoff/{case.number}" not in said
    assert "HandedOff" not in said
    status = await (await desk.sign_in(person)).get(f"/cases/handoff/{case.number}/1")
    assert (status.status_code, status.json()["code"]) == (404, "not-found")
    assert handoff


async def test_whoever_asked_for_it_and_the_service_see_it(desk: Desk) -> None:
    case, _ = await asked(desk, SERVICE, "psychology")
    path = f"/cases/handoff/{case.number}/1"

    mine = await (await desk.sign_in(SECRETARY)).get(path)
    theirs = await (await desk.sign_in("p-sl-a10-docking-clerk")).get(path)

    assert (mine.status_code, theirs.status_code) == (200, 200)
    assert "HandedOff" in [each["kind"] for each in (await case.read(SECRETARY))["timeline"]]


async def test_another_service_is_seen_as_ever(desk: Desk) -> None:
    """The control: what is looked for above is there to be seen where nothing hides it."""
    case, _ = await asked(desk, "legal-aid", "legal-aid")

    said = await everything_read(desk, DISPATCHER, case)

    assert "HandedOff" in said
    assert f"/cases/handoff/{case.number}" in said
    assert "legal-aid" in said


async def test_the_table_of_cases_can_be_remade_with_what_is_private_in_it(desk: Desk) -> None:
    _, handoff = await asked(desk, SERVICE, "psychology")

    assert await rebuild.compare(desk.app.state.office.records, handoff) == []
