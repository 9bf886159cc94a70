"""`fengqiao watch` tells whether the system can work, and what of all that must hold does not."""

import io
from uuid import uuid4

import pytest
from rich.console import Console
from sqlalchemy import select

from desk import showing
from desk.terminal import Stopped
from desk.watching import seen
from local.ports import free_port
from records.invariants import Violation, note
from records.tables import violations
from tests.api.conftest import Desk


async def test_it_names_what_is_missing_and_what_does_not_hold(desk: Desk) -> None:
    office = desk.app.state.office
    planted = Violation("no-owner", "dispute/sl/SL-2026-999999/1", 3, ("cases:differs",))
    await note(office.records, uuid4(), [planted], looked_at=5, sampled=1)

    found = await seen(office.settings, now=False)
    told = io.StringIO()
    showing.watched(Console(file=told, width=200), found)

    assert found.missing == ("engine",)  # nobody answers where these settings look for it
    assert found.violations == (planted,)
    assert found.checked_at is not None
    assert "no-owner  dispute/sl/SL-2026-999999/1  3 cases:differs" in told.getvalue()

    assert (await note(office.records, uuid4(), [], looked_at=5, sampled=1)).closed
    assert (await seen(office.settings, now=False)).violations == ()
    async with office.records.connect() as connection:  # the row stays
        assert await connection.scalar(select(violations.c.closed_at)) is not None


async def test_without_the_database_nothing_else_is_told(desk: Desk) -> None:
    nowhere = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    settings = desk.app.state.office.settings.model_copy(update={"database_url": nowhere})

    found = await seen(settings, now=True)

    assert found.missing[0] == "records"
    assert (found.checked_at, found.violations) == (None, ())


async def test_whoever_wants_a_look_at_once_is_told_when_nobody_can_look(desk: Desk) -> None:
    with pytest.raises(Stopped):
        await seen(desk.app.state.office.settings, now=True)
