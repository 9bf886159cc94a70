"""Every indicator over HTTP: as was known then, of what the asker sees; stock, reports, published texts.

A database of its own, in which each test has a year of its own: others count in these years too."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest_asyncio
from temporalio.testing import ActivityEnvironment

from activities.reporting import Reporting
from activities.reporting_to import NextAsked, ReportDue
from local.postgres import Postgres
from rules.instants import BEIJING
from rules.measuring.whole import FORMULAS, WAITING
from tests.api.conftest import CLERK, DISPATCHER, Desk, county_of_its_own
from tests.api.test_indicators import BUREAU, HANDLER, OTHER_HANDLER, in_handling, on, registered

SUPERVISOR = "p-sl-supervisor"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def room(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own."""
    async with county_of_its_own(postgres, "api_figures") as desk:
        yield desk


async def get(desk: Desk, path: str, person: str = DISPATCHER, **asked: Any) -> Any:
    answer = await (await desk.sign_in(person)).get(path, **asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def figure(desk: Desk, id: str, year: int, person: str = DISPATCHER, **more: Any) -> Any:
    asked = {"since": f"{year}-01-01", "until": f"{year}-12-31", **more}
    return await get(desk, f"/indicators/{id}", person, **asked)


def lists(figure: dict[str, Any]) -> tuple[list[str], list[str]]:
    return figure["numerator"]["procedures"], figure["denominator"]["procedures"]


async def made(desk: Desk, kind: str, since: date, until: date) -> str:
    """The report of that period, as the worker makes it."""
    due = ReportDue("sl", kind, since, until, datetime(2099, 1, 1, tzinfo=BEIJING))
    digest: str = await ActivityEnvironment().run(Reporting(desk.app.state.office.records).make, due)
    return digest


async def test_the_list_names_every_indicator_and_what_some_wait_for(desk: Desk) -> None:
    listed = await get(desk, "/indicators")

    assert [each["id"] for each in listed] == [*FORMULAS, *WAITING]
    assert {each["id"] for each in listed if each["waiting_for"]} == set(WAITING)
    assert sum(each["is_one_of_five"] for each in listed) == 8
    [first] = [each for each in listed if each["id"] == "M-01"]
    assert "待核实" in first["definition_words"]["zh"]
    assert first["basis_words"]["zh"] == "按到期日统计"


async def test_a_figure_of_a_past_day_is_what_was_known_then(desk: Desk) -> None:
    petition = await in_handling(desk, 2028)
    then = on(2028, 3, 10)
    await petition.signed(on(2028, 4, 20))
    await petition.served(on(2028, 5, 8))

    now = await figure(desk, "M-16", 2028)
    before = await figure(desk, "M-16", 2028, as_of=then.isoformat())

    assert lists(now) == ([petition.procedure], [petition.procedure])
    assert lists(before) == ([], [petition.procedure])
    assert (now["rate"], before["rate"]) == (1.0, 0.0)


async def test_the_same_as_the_figure_that_is_counted_from_the_read_tables(desk: Desk) -> None:
    late = await (await in_handling(desk, 2029)).signed(on(2029, 4, 20))
    await late.served(on(2029, 7, 1))
    open_one = await in_handling(desk, 2029)
    desk.clock.at = on(2029, 9, 1)

    counted = await figure(desk, "M-03-B", 2029)
    as_told = await get(desk, "/indicators/on-time", since="2029-01-01", until="2029-12-31")

    assert sorted(lists(counted)[1]) == sorted([late.procedure, open_one.procedure])
    assert lists(counted)[0] == as_told["on_time"]["procedures"] == []
    assert counted["denominator"]["count"] == as_told["due"] == 2


async def test_who_asks_counts_what_they_may_see(desk: Desk) -> None:
    mine = await in_handling(desk, 2030)
    elsewhere = await (await registered(desk, on(2030, 3, 2))).sent(on(2030, 3, 2), to="sl-d14")

    assert sorted(lists(await figure(desk, "M-16", 2030))[1]) == sorted([mine.procedure, elsewhere.procedure])
    assert lists(await figure(desk, "M-16", 2030, HANDLER))[1] == [mine.procedure]
    assert lists(await figure(desk, "M-16", 2030, OTHER_HANDLER))[1] == [elsewhere.procedure]


async def test_a_figure_is_narrowed_to_a_unit_and_a_time_is_told_with_its_middle(desk: Desk) -> None:
    petition = await in_handling(desk, 2031)

    of_the_unit = await figure(desk, "M-15-accepted", 2031, unit="sl-d4", kind="petition", channel="letter")
    of_another = await figure(desk, "M-15-accepted", 2031, unit="sl-d14")

    assert of_the_unit["denominator"]["procedures"] == [petition.procedure]
    assert (of_the_unit["mean"], of_the_unit["p50"], of_the_unit["p95"]) == (1.0, 1, 1)
    assert of_another["denominator"]["count"] == 0


async def test_few_evaluations_are_told_to_nobody(desk: Desk) -> None:
    told = await figure(desk, "M-05-unit", 2031)

    assert told["numerator"] is told["denominator"] is told["rate"] is None
    assert told["at_least"] == 5


async def test_what_cannot_be_counted_is_refused(desk: Desk) -> None:
    person = await desk.sign_in(DISPATCHER)
    asked = {"since": "2031-01-01", "until": "2031-12-31"}

    async def status(path: str, **more: str) -> int:
        return (await person.get(path, **{**asked, **more})).status_code

    assert await status("/indicators/M-99") == 404
    assert await status("/indicators/M-01", since="2032-01-01") == 422
    assert await status("/indicators/M-01", unit="nowhere") == 422
    assert await status("/indicators/M-01", as_of="2199-01-01T00:00:00Z") == 422


async def test_the_stock_adds_up_and_nobodys_case_is_nobodys(desk: Desk) -> None:
    petition = await in_handling(desk, 2033)
    await petition.withdrawn(on(2033, 4, 1))
    open_one = await registered(desk, on(2033, 4, 2))
    desk.clock.at = on(2033, 5, 1)

    told = await get(desk, "/stock", since="2033-03-01", until="2033-04-30")
    of_a_unit = await get(desk, "/stock", since="2033-03-01", until="2033-04-30", unit="sl-d4")

    assert sorted(told["inflow"]["procedures"]) == sorted([petition.procedure, open_one.procedure])
    assert told["closed"]["procedures"] == [petition.procedure]
    assert open_one.procedure in told["after"]["procedures"]
    assert told["adds_up"]
    assert of_a_unit["adds_up"]
    assert of_a_unit["moved_in"]["procedures"] == [petition.procedure]
    assert told["without_owner"]["count"] == 0
    assert told["substance"]["not_said"]["procedures"] == [petition.procedure]
    assert sum(each["count"] for each in told["ages"]) == told["after"]["count"]


async def test_a_report_stands_and_made_again_is_the_same(desk: Desk) -> None:
    mine = await in_handling(desk, 2034)
    other = await (await registered(desk, on(2034, 3, 2))).sent(on(2034, 3, 2), to="sl-d14")
    digest = await made(desk, "daily", date(2034, 3, 2), date(2034, 3, 2))
    await other.withdrawn(on(2034, 6, 1))  # what happens later changes nothing

    again = await made(desk, "daily", date(2034, 3, 2), date(2034, 3, 2))
    path = "/reports/daily/2034-03-02/2034-03-02"
    report = await get(desk, path, SUPERVISOR)
    seen_by_a_unit = await get(desk, path, HANDLER)
    compared = await get(desk, f"{path}/again", SUPERVISOR)

    assert again == digest == report["digest"]
    assert compared == {"digest": digest, "again": digest, "is_same": True, "differing": []}
    line = inflow(report)
    assert (line["count"], sorted(line["procedures"])) == (2, sorted([mine.procedure, other.procedure]))
    assert (inflow(seen_by_a_unit)["count"], inflow(seen_by_a_unit)["procedures"]) == (2, [mine.procedure])
    assert digest in [
        each["digest"] for each in await get(desk, "/reports", kind="daily", before="2034-03-03")
    ]


def inflow(report: dict[str, Any]) -> dict[str, Any]:
    [found] = [line for part in report["parts"] for line in part["lines"] if line["code"] == "stock-inflow"]
    assert isinstance(found, dict)
    return found


async def test_of_what_was_made_the_next_report_is_the_one_after_it(desk: Desk) -> None:
    reporting = Reporting(desk.app.state.office.records)
    await made(desk, "yearly", date(2035, 1, 1), date(2035, 12, 31))

    asked = NextAsked("sl", date(2037, 1, 1), date(2037, 1, 1))
    due = await ActivityEnvironment().run(reporting.find, asked)
    of_nobody = await ActivityEnvironment().run(reporting.find, NextAsked("x", asked.begun, asked.today))

    assert due
    assert due.due_at.year <= 2037
    assert of_nobody is None


async def test_a_special_report_is_made_once_for_a_key_by_whoever_may(desk: Desk) -> None:
    await in_handling(desk, 2036)
    desk.clock.at = on(2036, 6, 1)
    body = {"since": "2036-03-01", "until": "2036-03-31", "unit": "sl-d4"}
    bureau, clerk, key = await desk.sign_in(BUREAU), await desk.sign_in(CLERK), str(uuid4())

    first = await bureau.post("/reports/special", body, key=key)
    again = await bureau.post("/reports/special", body, key=key)
    refused = await clerk.post("/reports/special", body)

    assert (first.status_code, again.status_code, refused.status_code) == (201, 201, 403), first.text
    assert first.json()["digest"] == again.json()["digest"]
    assert first.json()["unit"] == "sl-d4"
    read = await get(desk, "/reports/special/2036-03-01/2036-03-31", key=key)
    assert read["digest"] == first.json()["digest"]
    for wrong in ({"until": "2036-06-01"}, {"since": "2036-04-01"}, {"unit": "nowhere"}):
        assert (await bureau.post("/reports/special", {**body, **wrong})).status_code == 422


async def test_what_was_never_made_is_not_there(desk: Desk) -> None:
    person = await desk.sign_in(SUPERVISOR)

    assert (await person.get("/reports/daily/2036-01-01/2036-01-01")).status_code == 404
    assert (await person.get("/reports/daily/2036-01-01/2036-01-01/again")).status_code == 404
    assert (
        await (await desk.sign_in(CLERK)).get("/reports/daily/2036-01-01/2036-01-01/again")
    ).status_code == 403


async def test_what_the_county_publishes_is_for_everybody_and_says_how_it_stands(desk: Desk) -> None:
    desk.clock.at = on(2038, 6, 1)

    listed = await get(desk, "/public/content")
    charts = await get(desk, "/public/content", kind="route-chart")
    guide = await get(desk, "/public/content/guide-where-to-go", version=1)

    assert {each["check"] for each in listed} == {"current"}
    assert {each["kind"] for each in charts} == {"route-chart"}
    assert guide["versions"] == [1]
    assert guide["body"]["zh"]
    person = await desk.sign_in(CLERK)
    assert (await person.get("/public/content/nothing")).status_code == 404
    assert (await person.get("/public/content/guide-where-to-go", version=9)).status_code == 404
