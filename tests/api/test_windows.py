"""Windows through the API: a ticket is taken without a name, called, served and moved; numbers follow one
another; and whoever does not sit there calls nobody."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio

import counties
from local.postgres import Postgres
from records.attending import WindowWatch
from tests.api.conftest import CLERK, DISPATCHER, GRID_WORKER, SECRETARY, SUPERVISOR, Desk, county_of_its_own

CENTRE = "p-sl-dispute-resolution-centre"
LEGAL = "p-sl-legal-service-window"
LEADER = "p-sl-county-leader"
NINE = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)  # a Monday, 09:00
_numbers = itertools.count(1)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def room(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own, with windows in its hall."""
    async with county_of_its_own(postgres, "api_windows") as desk:
        yield desk


@dataclass
class Hall:
    """Windows of this test's own, at a unit nobody else's test uses; the clerk is down for the first."""

    desk: Desk
    labour: str
    legal: str

    async def ask(self, person: str, path: str, body: Any = None, key: str | None = None) -> httpx.Response:
        return await (await self.desk.sign_in(person)).post(path, body, key)

    async def done(self, person: str, path: str, body: Any = None) -> dict[str, Any]:
        answer = await self.ask(person, path, body)
        assert answer.status_code in (200, 201), answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def read(self, person: str, path: str, **query: Any) -> Any:
        answer = await (await self.desk.sign_in(person)).get(path, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def take(self, service: str = "labour") -> int:
        taken = await self.done(CLERK, "/halls/sl/tickets", {"service": service})
        return int(taken["number"])


@pytest_asyncio.fixture(loop_scope="session")
async def hall(desk: Desk) -> AsyncIterator[Hall]:
    n = next(_numbers)
    here = Hall(desk, f"w-labour-{n}", f"w-legal-{n}")
    since = (NINE.date()).isoformat()
    entered = {"because": "installation", "unit": "sl", "valid_from": since}
    for ref, service in ((here.labour, "labour"), (here.legal, "legal-service")):
        window = {**entered, "ref": ref, "what": {"name": "窗口", "services": [service]}}
        await here.done(CENTRE, "/registers/windows", window)
    yield here
    for ref in (here.labour, here.legal):
        end = {"because": "reorganisation", "ref": ref, "valid_from": since}
        await here.done(CENTRE, "/registers/windows/end", end)


async def test_a_ticket_is_taken_called_served_and_over(hall: Hall) -> None:
    await hall.done(CLERK, f"/windows/{hall.labour}/sign-on")
    first, second = await hall.take(), await hall.take()

    called = await hall.done(CLERK, f"/windows/{hall.labour}/call-next")
    hall.desk.clock.pass_by(minutes=2)
    await hall.done(CLERK, f"/windows/{hall.labour}/tickets/{first}/begin")
    shown = await hall.read(CLERK, f"/windows/{hall.labour}/queue")
    hall.desk.clock.pass_by(minutes=10)
    ended = await hall.done(CLERK, f"/windows/{hall.labour}/tickets/{first}/end", {"is_complete": True})

    assert (first, second, called["number"]) == (1, 2, 1)
    assert [each["ticket"]["number"] for each in shown["at_the_window"]] == [1]
    assert [each["ticket"]["number"] for each in shown["waiting"]] == [2]
    assert ended["step"] == "ended"
    assert "张" not in str(shown)
    report = await hall.read(SUPERVISOR, "/halls/sl/report", since="2026-11-02")
    mine = next(each for each in report["windows"] if each["window"] == hall.labour)
    assert (mine["taken"], mine["called"], mine["ended"], mine["first_contact"]) == (2, 1, 1, 1)
    assert (mine["attended"], mine["busy"], mine["idle"]) == (720.0, 600.0, 120.0)
    assert "person" not in str(report)


async def test_whoever_is_moved_waits_from_when_they_first_came(hall: Hall) -> None:
    await hall.done(CLERK, f"/windows/{hall.labour}/sign-on")
    await hall.done(LEGAL, f"/windows/{hall.legal}/sign-on")
    mine = await hall.take()
    hall.desk.clock.pass_by(minutes=5)
    await hall.take("legal-service")
    await hall.done(CLERK, f"/windows/{hall.labour}/call-next")

    moved = await hall.done(
        CLERK,
        f"/windows/{hall.labour}/tickets/{mine}/move",
        {"window": hall.legal, "service": "legal-service"},
    )
    called = await hall.done(LEGAL, f"/windows/{hall.legal}/call-next")

    assert (moved["window"], moved["number"], moved["ahead"]) == (hall.legal, 2, 0)
    assert called["number"] == 2  # before the one who came five minutes later
    nobody = await hall.ask(CLERK, f"/windows/{hall.labour}/tickets/{mine}/end", {"is_complete": True})
    assert (nobody.status_code, nobody.json()["code"]) == (409, "ticket-is-elsewhere")


async def test_a_window_that_is_not_there_has_no_queue(hall: Hall) -> None:
    clerk = await hall.desk.sign_in(CLERK)

    assert (await clerk.get("/windows/w-nowhere/queue")).status_code == 404
    assert (await clerk.post("/windows/w-nowhere/call-next")).status_code == 409


async def test_nobody_is_called_to_an_empty_window_and_nobody_else_calls(hall: Hall) -> None:
    await hall.take()
    path = f"/windows/{hall.labour}/call-next"

    empty = await hall.ask(CLERK, path)
    others = [(await hall.ask(who, path)).status_code for who in (GRID_WORKER, SECRETARY, SUPERVISOR)]

    assert (empty.status_code, empty.json()["code"]) == (409, "window-not-staffed")
    assert others == [403, 403, 403]
    await hall.done(CLERK, f"/windows/{hall.labour}/sign-on")
    again = await hall.ask(CLERK, f"/windows/{hall.labour}/sign-on")
    assert (again.status_code, again.json()["code"]) == (409, "signed-on-already")
    assert (await hall.done(CLERK, path))["number"] == 1
    await hall.done(CLERK, f"/windows/{hall.labour}/tickets/1/not-there")
    nobody = await hall.ask(CLERK, path)
    assert (nobody.status_code, nobody.json()["code"]) == (409, "nobody-waits")
    await hall.done(CLERK, f"/windows/{hall.labour}/sign-off")
    left = await hall.done(CLERK, f"/windows/{hall.labour}/sign-off")  # it is never refused
    assert left["since"] == left["until"]


async def test_asking_twice_takes_one_ticket(hall: Hall) -> None:
    key = "5b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e99"
    body = {"service": "labour"}

    one = await hall.ask(CLERK, "/halls/sl/tickets", body, key)
    two = await hall.ask(CLERK, "/halls/sl/tickets", body, key)
    other = await hall.ask(CLERK, "/halls/sl/tickets", {"service": "legal-service"}, key)

    assert one.json()["number"] == two.json()["number"] == 1
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    assert await hall.take() == 2


async def test_outside_the_hours_no_ticket_is_taken(hall: Hall) -> None:
    hall.desk.clock.at = NINE + timedelta(hours=9)

    closed = await hall.ask(CLERK, "/halls/sl/tickets", {"service": "labour"})
    not_here = await hall.ask(CLERK, "/halls/sl/tickets", {"service": "mediation"})

    assert (closed.status_code, closed.json()["code"]) == (409, "window-is-closed")
    assert (not_here.status_code, not_here.json()["code"]) == (409, "service-not-offered")


@pytest.mark.parametrize("who", [DISPATCHER, SECRETARY])
async def test_only_who_staffs_windows_gives_out_tickets(hall: Hall, who: str) -> None:
    assert (await hall.ask(who, "/halls/sl/tickets", {"service": "labour"})).status_code == 403


async def test_whoever_is_down_for_a_window_is_on_duty_there_and_sits_there(hall: Hall) -> None:
    handler = "p-sl-d1-dept-handler"  # of a department that posts people to the hall
    path = f"/windows/{hall.labour}/sign-on"
    assert (await hall.ask(handler, path)).status_code == 403
    shift = {
        "because": "appointment",
        "ref": f"s-{hall.labour}",
        "unit": "sl",
        "person": handler,
        "valid_from": "2026-11-02",
        "what": {"window": hall.labour, "presence": "resident", "halves": ["morning"]},
    }
    await hall.done(CENTRE, "/registers/shifts", shift)

    on_duty = await hall.read(CLERK, "/rosters/on-duty", unit="sl", window=hall.labour)
    at_noon = await hall.read(
        CLERK, "/rosters/on-duty", unit="sl", window=hall.labour, at="2026-11-02T05:00:00Z"
    )

    assert [(each["person"], each["presence"]) for each in on_duty] == [(handler, "resident")]
    assert at_noon == []
    assert (await hall.ask(handler, path)).status_code == 200
    twice = await hall.ask(CENTRE, "/registers/shifts", {**shift, "ref": "s-other"})
    assert (twice.status_code, twice.json()["code"]) == (409, "on-duty-elsewhere")


async def test_of_a_window_nobody_came_to_its_head_is_told_once(hall: Hall) -> None:
    shift = {
        "because": "appointment",
        "ref": f"s-{hall.labour}",
        "unit": "sl",
        "person": "p-sl-triage-officer",
        "valid_from": "2026-11-02",
        "valid_until": "2026-11-03",
        "what": {"window": hall.labour, "presence": "rotating", "halves": ["morning", "afternoon"]},
    }
    await hall.done(CENTRE, "/registers/shifts", shift)
    engine = hall.desk.app.state.office.directory
    watch = WindowWatch(engine, lambda _: counties.edition("demo", "2026.1"), hall.desk.clock)

    found = [await watch.carry_once(), await watch.carry_once()]
    listed = await hall.read(LEADER, "/unattended-windows")
    mine = [each["notice"] for each in listed if each["notice"]["window"] == hall.labour]

    assert found == [1, 0]
    assert [(each["half"], each["head_role"], each["seen_at"]) for each in mine] == [
        ("morning", "county_leader", None)
    ]
    assert await hall.read(SECRETARY, "/unattended-windows") == []
    see = f"/unattended-windows/{hall.labour}/2026-11-02/morning/see"
    assert (await hall.ask(SECRETARY, see)).status_code == 403
    assert (await hall.done(LEADER, see))["notice"]["seen_by"] == LEADER
    assert hall.labour not in str(await hall.read(SUPERVISOR, "/unattended-windows"))
    assert hall.labour in str(await hall.read(SUPERVISOR, "/unattended-windows", only_unseen=False))
    none = await hall.ask(LEADER, "/unattended-windows/w-none/2026-11-02/morning/see")
    assert none.status_code == 404
