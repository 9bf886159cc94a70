"""Reading by the hundred (批量查阅): more matters in an hour than the settings say are not opened."""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from structlog.testing import capture_logs

import api
from api.measure import within_measure
from records import directory
from tests.api.conftest import SECRETARY, SUPERVISOR, Desk

NEW = "p-reads-by-the-hundred"
# Whoever comes here has not signed in: what is asked too often there is told by the address.
NOT_SIGNED_IN = ("/public", "/sign-in", "/receptions/")


@contextmanager
def measured(desk: Desk, at_most: int) -> Iterator[None]:
    """As an installation measures that is not for development."""
    office = desk.app.state.office
    update = {"development": False, "matters_an_hour": at_most}
    desk.app.state.office = replace(office, settings=office.settings.model_copy(update=update))
    try:
        yield
    finally:
        desk.app.state.office = office


async def somebody_new(desk: Desk) -> str:
    """A village secretary who has opened nothing yet."""
    since = date(2026, 1, 1)
    seat = directory.Sitting(NEW, "village_party_secretary", "sl-t1-v1", since)
    async with desk.app.state.office.records.begin() as connection:
        await directory.enter(connection, [], [directory.Person(NEW, NEW, since)], [seat])
    return NEW


async def test_nobody_opens_more_matters_in_an_hour_than_the_settings_say(desk: Desk) -> None:
    desk.clock.pass_by(hours=2)
    one, two, three = [await desk.dispute() for _ in range(3)]
    reader, supervisor = await desk.sign_in(await somebody_new(desk)), await desk.sign_in(SUPERVISOR)

    with measured(desk, 2), capture_logs() as lines:
        statuses = [(await reader.get(case.path)).status_code for case in (one, two, one, two)]
        refused = await reader.get(three.path)
        elsewhere = await reader.get(f"/matters/{three.number}")
        nowhere = await reader.get("/matters/SL-2026-999999")
        again = await reader.get(f"/matters/{one.number}")
        another = await supervisor.get(three.path)
        desk.clock.pass_by(seconds=int(refused.headers["Retry-After"]))
        later = await reader.get(three.path)

    assert statuses == [200] * 4
    assert (refused.status_code, refused.json()["code"]) == (429, "opened-too-many")
    assert [each.status_code for each in (elsewhere, nowhere)] == [429, 429]
    assert [each.status_code for each in (again, another, later)] == [200, 200, 200]
    told = [(line["person"], line["count"]) for line in lines if line["event"] == "matter.withheld"]
    assert told == [(NEW, 2)] * 3


async def test_in_a_development_installation_nobody_counts(desk: Desk) -> None:
    desk.clock.pass_by(hours=2)
    office = desk.app.state.office
    strict = office.settings.model_copy(update={"matters_an_hour": 1})
    desk.app.state.office = replace(office, settings=strict)

    statuses = [len((await (await desk.dispute()).read(SECRETARY))["parties"]) for _ in range(2)]
    desk.app.state.office = office

    assert statuses == [2, 2]


async def test_every_route_that_counts_says_so_in_the_document(desk: Desk) -> None:
    names = [each.name for each in pkgutil.iter_modules(api.__path__) if each.name != "__main__"]
    modules = [importlib.import_module(f"api.{name}") for name in names]
    routers = [module.router for module in modules if hasattr(module, "router")]
    counting = {
        route.operation_id
        for router in routers
        for route in router.routes
        if within_measure in {each.call for each in route.dependant.dependencies}
    }

    said = {
        operation["operationId"]
        for path, operations in desk.app.openapi()["paths"].items()
        for operation in operations.values()
        if "429" in operation["responses"] and not path.startswith(NOT_SIGNED_IN)
    }
    assert counting == said
    assert len(counting) == 15
