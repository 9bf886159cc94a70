"""The journal has what the engine has lost: a refusal for lack of it is no answer."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import pytest

import written
from records import journal, papers
from rules.handoff.commands import AddHandoffPapers
from rules.handoff.matter import Paper
from rules.handoff.procedure import HANDOFF
from rules.journal import Asked, Receipt
from rules.procedure import Now, Officer, Sealed
from tests.handoffs.county import LEAD, LIMIT, County, path_of
from tests.handoffs.test_renewal import drafted

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def added_behind_the_engines_back(county: County, handoff: str, kind: str) -> None:
    """Appended, and then the engine was killed before it had noted that it was."""
    loaded = await papers.load(county.records, handoff)
    events = [written.read(HANDOFF, entry) for entry in loaded.entries]
    before = HANDOFF.fold(events, loaded.edition)
    by = Officer(LEAD, before.sender.role, before.sender.unit)
    asked = AddHandoffPapers(id=str(uuid4()), by=by, papers=(Paper(kind=kind, text=Sealed(str(uuid4()))),))
    [event] = HANDOFF.decide(before, asked, Now(datetime.now(UTC)))
    after = HANDOFF.evolve(before, event)
    answer = await journal.append(
        county.records,
        Asked(
            procedure=handoff,
            after=before.seq,
            entries=(written.write(event, after.seq),),
            receipt=Receipt(after.seq, after.stage.value, event.at),
            view=HANDOFF.view(after),
            letters=HANDOFF.follows(after, event),
            command=asked.id,
        ),
    )
    assert answer.appended


async def test_nobody_is_refused_for_what_stands_in_the_journal(county: County) -> None:
    _, handoff = await drafted(county, "labour-arbitration", "arbitration")
    await added_behind_the_engines_back(county, handoff, "route-card")
    key = str(uuid4())

    async with asyncio.timeout(LIMIT):
        while (sent := await county.ask(LEAD, path_of(handoff, "send-handoff"), key=key)).status == 503:
            await asyncio.sleep(0.1)

    assert sent.status == 200, sent.body
