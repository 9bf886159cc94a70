"""Calendars and rules are published by two persons, and everybody sees how far they have got."""

import asyncio
import uuid
from dataclasses import replace
from typing import Any

import httpx
import pytest

import counties
from api import examples
from counties.calendars import BadNotice, checked, notice
from desk import publishing
from desk.caller import Caller, Refusal
from records import fan_out, papers
from rules.clocks.rule import Transition
from rules.words import KINDS
from tests.api.conftest import AUDITOR, CLERK, DISPATCHER, GRID_WORKER, SECRETARY, SUPERVISOR, Desk

HEAD = "p-sl-petition-bureau-head"
CALENDAR, RULES = "/publications/calendar", "/publications/rules"


def a_year(year: int) -> dict[str, Any]:
    """A notice as the OpenAPI document shows it, for a year that no other test publishes."""
    example = examples.NOTICE["notice"]["value"]
    return {**example, "year": year, "holidays": [f"{year}-05-01"], "make_up_workdays": []}


async def published(desk: Desk, path: str, body: Any, key: str | None = None) -> httpx.Response:
    """One person proposes it, another has seen what it changes and approves that."""
    proposed = await (await desk.sign_in(DISPATCHER)).post(path, body, key)
    if proposed.status_code != 201:
        return proposed
    head, where = await desk.sign_in(HEAD), proposed.headers["Location"]
    seen = (await head.get(where)).json()
    return await head.post(f"{where}/approve", {"digest": seen["digest"]})


async def test_a_year_is_published_read_and_listed(desk: Desk) -> None:
    anybody = await desk.sign_in(GRID_WORKER)

    answer = await published(desk, CALENDAR, a_year(2041))

    said = answer.json()
    version = said["answer"]["version"]
    assert (answer.status_code, said["waits"], said["answer"]["answer"]) == (200, False, "approved")
    read = (await anybody.get(f"/publications/{version}")).json()
    listed = (await anybody.get("/publications")).json()
    assert version == f"china.{read['number']}"
    assert (read["published_by"], read["told"], read["finished_at"]) == (HEAD, 0, None)
    assert read["body"] == {
        "number": read["number"],
        "year": 2041,
        "source": a_year(2041)["source"],
        "holidays": ["2041-05-01"],
        "make_up_workdays": [],
    }
    assert {**read, "waiting": None} == {**listed[0], "waiting": None}


async def test_the_same_again_is_the_same_proposal_and_changes_nothing_once_it_stands(desk: Desk) -> None:
    dispatcher, key = await desk.sign_in(DISPATCHER), str(uuid.uuid4())

    first = await dispatcher.post(CALENDAR, a_year(2042), key)
    again = await dispatcher.post(CALENDAR, a_year(2042), key)
    under_another_key = await dispatcher.post(CALENDAR, a_year(2042))
    other = await dispatcher.post(CALENDAR, a_year(2043), key)
    head, where = await desk.sign_in(HEAD), first.headers["Location"]
    await head.post(f"{where}/approve", {"digest": (await head.get(where)).json()["digest"]})
    once_more = await dispatcher.post(CALENDAR, a_year(2042))

    assert [each.status_code for each in (first, again, under_another_key, other)] == [201, 201, 409, 422]
    assert first.json()["number"] == again.json()["number"]
    assert under_another_key.json()["code"] == "publication-proposed"
    assert other.json()["code"] == "key-reused"
    assert (once_more.status_code, once_more.json()["code"]) == (409, "changes-nothing")


@pytest.mark.parametrize("person", [CLERK, SUPERVISOR, AUDITOR, SECRETARY])
@pytest.mark.parametrize(
    ("path", "body"), [(CALENDAR, a_year(2044)), (RULES, {"edition": "demo/2026.1", "public_reason": "test"})]
)
async def test_only_the_dispatcher_and_the_petition_department_propose(
    desk: Desk, person: str, path: str, body: Any
) -> None:
    answer = await (await desk.sign_in(person)).post(path, body)

    assert (answer.status_code, answer.json()["code"]) == (403, "not-yours-to-do")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"series": "moon"}, "series", "notice-series-unknown"),
        ({"year": 20450}, "year", "less_than_equal"),
        ({"year": 1066}, "year", "notice-year-impossible"),
        ({"holidays": ["2045-02-30"]}, "holidays", "notice-day-impossible"),
        ({"holidays": ["2045-05-01", "2045-05-01"]}, "holidays", "notice-day-twice"),
        ({"make_up_workdays": ["2045-05-01"]}, "make_up_workdays", "notice-day-twice"),
        ({"holidays": ["2046-05-01"]}, "holidays", "notice-day-of-another-year"),
        ({"holidays": ["2044-12-31"]}, "holidays", "notice-year-empty"),
        ({"make_up_workdays": ["2045-05-03"]}, "make_up_workdays", "notice-make-up-on-a-weekday"),
        ({"holidays": "2045-05-01"}, "holidays", "list_type"),
        ({"holidays": ["1 May"]}, "holidays.0", "string_pattern_mismatch"),
    ],
)
async def test_a_notice_that_cannot_be_right_is_refused_by_its_field_and_changes_nothing(
    desk: Desk, changes: dict[str, Any], field: str, code: str
) -> None:
    dispatcher = await desk.sign_in(DISPATCHER)
    before = (await dispatcher.get("/publications")).json()

    answer = await dispatcher.post(CALENDAR, {**a_year(2045), **changes})

    said = answer.json()
    assert answer.status_code == 422
    assert {"field": f"body.{field}", "code": code} in said["errors"]
    if code.startswith("notice-"):
        assert said["code"] == code
        assert "{" not in said["words"]["zh"] + said["words"]["en"]
    assert (await dispatcher.get("/publications")).json() == before


async def test_a_new_case_is_counted_on_what_was_published_and_an_open_one_waits_for_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = counties.edition("demo", "2026.1")
    on_the_nations = replace(demo, calendar=replace(demo.calendar, series="china"))
    monkeypatch.setattr(counties, "all_editions", lambda: (on_the_nations,))
    dispatcher, before = await desk.sign_in(DISPATCHER), await desk.dispute()
    approved = await published(desk, CALENDAR, a_year(2040))
    version = approved.json()["answer"]["version"]
    number = int(version.removeprefix("china."))

    case = await desk.dispute()

    records = desk.app.state.office.records
    loaded = await papers.load(records, f"dispute/sl/{case.number}/1")
    old = await papers.load(records, f"dispute/sl/{before.number}/1")
    assert loaded.edition.calendar.version == version
    assert old.edition.calendar.number < number
    waiting = (await dispatcher.get(f"/publications/{version}")).json()["waiting"]
    assert waiting >= 1
    await fan_out.finish(records, version)
    assert (await dispatcher.get(f"/publications/{version}")).json()["waiting"] == 0


async def test_rules_for_open_cases_are_published_by_their_edition(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatcher, demo = await desk.sign_in(DISPATCHER), counties.edition("demo", "2026.1")
    longer = tuple(
        replace(rule, count=60, transition=Transition.OPEN_CASES) if rule.id == "K-40" else rule
        for rule in demo.clocks
    )
    to_come = replace(demo, id="demo/2999.1", in_force_from=demo.in_force_from.replace(year=2999))
    elsewhere = replace(demo, id="elsewhere/1", county="xx")
    # Older than the county's own, so that no other test runs under it or is told of it.
    later = replace(
        demo, id="demo/2020.2", clocks=longer, in_force_from=demo.in_force_from.replace(year=2020)
    )
    known = (demo, later, to_come, elsewhere)
    monkeypatch.setattr(counties, "all_editions", lambda: known)

    answers = [
        await published(desk, RULES, {"edition": edition.id, "public_reason": "test"})
        for edition in (later, later, *known[2:], demo)
    ]

    assert [answer.status_code for answer in answers] == [200, 409, 422, 422, 422]
    assert answers[0].json()["answer"]["version"] == later.id
    said = (await dispatcher.get(f"/publications/{later.id}")).json()
    assert (said["version"], said["kind"], said["series"], said["number"]) == (later.id, "rules", "sl", 1)
    assert [rule["id"] for rule in said["body"]["clocks"]] == ["K-40"]
    assert said["waiting"] == 0
    assert answers[1].json()["code"] == "changes-nothing"
    assert [answer.json()["errors"] for answer in answers[2:4]] == [
        [{"field": "body.edition", "code": "not-in-force"}]
    ] * 2
    assert answers[4].json()["code"] == "nothing-for-open-cases"


async def test_the_key_of_a_notice_proposes_no_rules(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    dispatcher, demo, key = (
        await desk.sign_in(DISPATCHER),
        counties.edition("demo", "2026.1"),
        str(uuid.uuid4()),
    )
    clocks = tuple(replace(rule, transition=Transition.OPEN_CASES) for rule in demo.clocks)
    edition = replace(
        demo, id="demo/2020.3", clocks=clocks, in_force_from=demo.in_force_from.replace(year=2020)
    )
    monkeypatch.setattr(counties, "all_editions", lambda: (demo, edition))
    await dispatcher.post(CALENDAR, a_year(2047), key)

    answer = await dispatcher.post(RULES, {"edition": edition.id, "public_reason": "test"}, key)

    assert (answer.status_code, answer.json()["code"]) == (422, "key-reused")


async def test_what_nobody_published_is_not_there(desk: Desk) -> None:
    assert (await (await desk.sign_in(CLERK)).get("/publications/china.999")).status_code == 404


async def test_the_command_line_publishes_a_file_and_watches_until_everybody_knows(desk: Desk) -> None:
    text = """
        series = "china"
        year = 2049
        source = "test"
        holidays = [2049-05-02, 2049-05-01]
        make_up_workdays = [2049-05-08]
    """
    records, seen = desk.app.state.office.records, list[dict[str, Any]]()

    async with Caller("http://api", transport=httpx.ASGITransport(app=desk.app)) as caller:
        begun = await publishing.publish(caller, DISPATCHER, HEAD, text)
        watching = asyncio.ensure_future(publishing.watch(caller, DISPATCHER, begun["version"], seen.append))
        while not seen:
            await asyncio.sleep(0.01)
        await fan_out.progressed(records, begun["version"], told=3, moved=2, overdue=1, notices=0)
        while len(seen) < 2:
            await asyncio.sleep(0.01)
        await fan_out.finish(records, begun["version"])
        report = await watching

    assert [(each["told"], bool(each["finished_at"])) for each in seen] == [(0, False), (3, False), (0, True)]
    assert report == seen[-1]
    assert report["body"]["make_up_workdays"] == ["2049-05-08"]


async def test_the_command_line_hears_why_an_edition_cannot_be_applied(desk: Desk) -> None:
    async with Caller("http://api", transport=httpx.ASGITransport(app=desk.app)) as caller:
        with pytest.raises(Refusal) as refusal:
            await publishing.propose_rules(caller, DISPATCHER, "demo/2026.1", "test")
        with pytest.raises(BadNotice):
            await publishing.propose_calendar(caller, DISPATCHER, "series = 1")

    assert (refusal.value.status, refusal.value.code) == (422, "nothing-for-open-cases")


def test_a_file_is_checked_by_the_same_rules_as_a_request() -> None:
    text = """
        series = "china"
        year = 2048
        source = "test"
        holidays = [2048-05-01, "2048-05-02"]
        make_up_workdays = []
    """
    request = {"series": "china", "year": 2048, "source": "test", "make_up_workdays": []}

    assert notice(text) == checked({**request, "holidays": ["2048-05-02", "2048-05-01"]})
    for broken in ("series =", text.replace("year = 2048", ""), text.replace("[2048-05-01, ", "[3, ")):
        with pytest.raises(BadNotice) as bad:
            notice(broken)
        words = [KINDS["bad-notice"][bad.value.code][n].format(**bad.value.details) for n in (0, 1)]
        assert all(words)
