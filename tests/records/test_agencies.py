"""What became of a message of an agency's system, told by the journal at whatever moment it is asked."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from records import agencies
from records.agencies import NOTHING, WAITING, Incoming, command_of
from rules.dispute.commands import Withdrawn
from tests.records.house import RECEIVED, House
from tests.rules import county


async def test_a_message_that_closes_its_procedure_is_not_refused_because_it_is_closed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await house.dispute()
    message = uuid4()
    incoming = Incoming("court", message, "court/1", "recalled", "digest", RECEIVED, "{}")
    async with house.engine.begin() as connection:
        await agencies.keep(connection, incoming, state=WAITING, procedure=case.id, fact={})
        kept = await agencies.kept(connection, "court", message)
    assert kept
    look = agencies.effect_of

    async def look_too_early(*asked: Any) -> Any:
        """At the ledger, just before what the message did stands there."""
        found = await look(*asked)
        closing = Withdrawn(id=command_of("court", str(message)), party=county.TWO[0].ref)
        await case.ask(replace(closing, by=county.WINDOW_CLERK))
        return found

    monkeypatch.setattr(agencies, "effect_of", look_too_early)
    early = await agencies.settled(house.engine, kept)
    monkeypatch.undo()
    later = await agencies.settled(house.engine, kept)

    assert case.state.has_ended
    assert early is None
    assert later
    assert later.effect == NOTHING
