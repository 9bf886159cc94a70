"""Records that came back from a backup: nothing is begun on them, and nobody can write into a journal."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

import worker
from api.app import create_app
from local.kinds import refuse_unreconciled
from local.postgres import Postgres
from records import connect, restorations
from records.keeper import keeper_from
from settings import Unreconciled
from tests.api.conftest import CLERK, Desk, client_of, new_databases, settings_for
from tests.records.house import RECEIVED, House
from tests.servers import brought_up

NOWHERE = "postgresql://nobody:nothing@127.0.0.1:1/nowhere"


async def test_nothing_is_decided_on_records_that_came_back_until_they_are_reconciled(
    postgres: Postgres,
) -> None:
    url = new_databases(postgres, "came_back")
    settings, records = settings_for(url), connect(url)
    house = House(records, keeper_from(settings.keeper(), settings.suite))
    await house.dispute()
    await restorations.mark(records, "20261127T100500Z-1a2b3c", RECEIVED)

    with pytest.raises(Unreconciled, match="fengqiao reconcile"):
        async with brought_up(create_app(settings)):
            pass
    with pytest.raises(DBAPIError, match="not reconciled"):
        await house.dispute()
    [open_] = await restorations.unreconciled(records)
    assert (open_.backup, open_.until) == ("20261127T100500Z-1a2b3c", RECEIVED)

    await restorations.reconciled(records, 3, "digest", None)
    await house.dispute()
    async with brought_up(create_app(settings)):
        pass
    await records.dispose()


async def test_records_that_come_back_under_a_running_api_are_not_read(
    postgres: Postgres, desk: Desk
) -> None:
    url = new_databases(postgres, "came_back_later")
    records = connect(url)
    await restorations.mark(records, "by other means", None)
    token = (await desk.sign_in(CLERK)).headers
    app = create_app(settings_for(NOWHERE), clock=desk.clock)

    async with brought_up(app) as running, client_of(running.app) as http:
        office = app.state.office
        app.state.office = replace(office, records=records)
        found = await http.get("/cases", headers=token)
        app.state.office = office

    assert (found.status_code, found.json()["code"]) == (503, "unreconciled")
    await records.dispose()


async def test_neither_the_whole_system_nor_a_worker_begins_on_them(postgres: Postgres) -> None:
    settings = settings_for(new_databases(postgres, "not_begun"))
    records = connect(settings.database_url)
    await restorations.mark(records, "by other means", None)

    with pytest.raises(Unreconciled):
        await worker._wait_for_records(records, asyncio.Event(), settings)
    with pytest.raises(Unreconciled):
        await asyncio.to_thread(refuse_unreconciled, settings)

    await records.dispose()
