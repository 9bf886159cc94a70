"""An event comes in by a label or from the grid, and is on the right worklist when that is answered."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import httpx
import pytest
from sqlalchemy import func, select

from api import examples
from api.labels import address_of
from records import directory, documents, gazetteer, outbox
from records.assignments import rerun
from records.tables import journal
from rules.gazetteer import Found, Gazetteer, Grid, Place, PlaceKind
from rules.instants import ONE_DAY, legal_day
from rules.registers import DutyShift, HalfDay, Presence, Register, RegisterLine
from tests.api.conftest import (
    CLERK,
    COMMISSIONER,
    DISPATCHER,
    MEDIATOR,
    OTHER_TOWNSHIP,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
)
from tests.api.conftest import (
    GRID_WORKER as OTHER_GRID,
)

GRID_WORKER = "p-sl-t1-v2-grid-worker"  # the only one there
ECOLOGY = "p-sl-d8-dept-handler"
AT_THE_MARKET = "/public/places/dx-0004/reports"


def report(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = examples.PLACE_REPORT["blocked lane"]["value"]
    return {**body, **changes}


def new_event(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = examples.EVENT["blocked lane"]["value"]
    return {**body, "place": "dx-0004", **changes}


async def scanned(
    desk: Desk, path: str = AT_THE_MARKET, key: str | None = None, **changes: Any
) -> httpx.Response:
    """Somebody without an account reads the label and says what is wrong."""
    headers = {"Idempotency-Key": key or str(uuid.uuid4())}
    return await desk.http.post(path, json=report(**changes), headers=headers)


async def registered(desk: Desk, person: str = GRID_WORKER, **changes: Any) -> Case:
    answer = await (await desk.sign_in(person)).post("/events", new_event(**changes))
    assert answer.status_code == 201, answer.text
    return Case(desk, answer.json()["number"], "event", answer.json()["tracking"])


async def worklist(desk: Desk, person: str) -> set[str]:
    answer = await (await desk.sign_in(person)).get("/worklists/mine", limit=200)
    assert answer.status_code == 200, answer.text
    return {line["task"]["matter"] for line in answer.json()["items"]}


async def through(desk: Desk, case: Case) -> None:
    """All four stages."""
    await case.done(GRID_WORKER, "sign-in")
    await case.done(GRID_WORKER, "respond", {"words": "已到现场。"})
    await case.done(GRID_WORKER, "record-handling", {"words": "已挪车。"})
    await case.done(GRID_WORKER, "propose-closing", {"result": "put-right", "words": "通道畅通。"})
    await case.done(COMMISSIONER, "approve-closing")
    analysis = {"cause": "planning", "place_kind": "road", "words": "没有停车标线。"}
    await case.done(COMMISSIONER, "record-analysis", analysis)


# by the label


async def test_what_is_reported_at_a_label_is_on_the_worklist_of_its_grid_and_of_no_other(desk: Desk) -> None:
    answer = await scanned(desk)

    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert "Location" not in answer.headers
    assert set(said) == {"number", "tracking"}
    assert said["number"] in await worklist(desk, GRID_WORKER)
    assert said["number"] not in await worklist(desk, OTHER_GRID)
    assert f"event/sl/{said['number']}/1" in desk.engine.begun


async def test_the_same_key_reports_once(desk: Desk) -> None:
    key = str(uuid.uuid4())

    first = await scanned(desk, key=key)
    second = await scanned(desk, key=key)
    other = await scanned(desk, key=key, kind="tree")

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


async def test_a_place_nobody_knows_has_no_form_and_no_label(desk: Desk) -> None:
    staff = await desk.sign_in(GRID_WORKER)

    for answer in (
        await scanned(desk, "/public/places/dx-9999/reports"),
        await desk.http.get("/public/places/dx-9999"),
        await staff.get("/places/dx-9999/label"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_the_form_of_a_place_says_what_can_be_reported_there(desk: Desk) -> None:
    said = (await desk.http.get("/public/places/dx-0001")).json()

    assert (said["name"], said["kind"]["en"]) == ("柳湾村东巷口", "Road or lane")
    assert {
        "code": "illegal-parking",
        "words": {"zh": "车辆乱停放", "en": "A car parked where it may not be"},
    } in (said["kinds"])


async def test_a_kind_the_county_does_not_list_is_refused_and_nothing_is_registered(desk: Desk) -> None:
    counted = select(func.count()).select_from(journal)
    async with desk.app.state.office.records.connect() as connection:
        before = await connection.scalar(counted)

        answer = await scanned(desk, kind="weather")

        assert (answer.status_code, answer.json()["code"]) == (409, "unknown-event-kind")
        assert await connection.scalar(counted) == before


async def test_whoever_scans_too_often_is_asked_to_come_later(desk: Desk) -> None:
    office = desk.app.state.office
    desk.clock.pass_by(hours=3)
    few = office.settings.model_copy(update={"public_submissions_an_hour": 1})
    desk.app.state.office = replace(office, settings=few)
    try:
        first, second = await scanned(desk), await scanned(desk)
    finally:
        desk.app.state.office = office

    assert (first.status_code, second.status_code) == (201, 429)
    assert "Retry-After" in second.headers


async def test_the_label_of_a_place_is_a_square_code_that_leads_to_its_form(desk: Desk) -> None:
    answer = await (await desk.sign_in(GRID_WORKER)).get("/places/dx-0001/label")

    assert answer.headers["Content-Type"] == "image/svg+xml"
    drawn = ET.fromstring(answer.content)  # noqa: S314  our own
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert drawn.findtext("{http://www.w3.org/2000/svg}title") == "dx-0001"
    address = address_of("https://fengqiao.example/", "dx-0001")
    assert address == "https://fengqiao.example/window/places/dx-0001"
    assert (await desk.http.get(address.removeprefix("https://fengqiao.example"))).status_code == 200


async def test_the_label_is_for_staff_to_print(desk: Desk) -> None:
    assert (await desk.http.get("/places/dx-0001/label")).status_code == 401


# by staff


@pytest.mark.parametrize("person", [GRID_WORKER, CLERK, DISPATCHER, COMMISSIONER])
async def test_the_grid_the_window_and_the_centre_register_events(desk: Desk, person: str) -> None:
    case = await registered(desk, person)

    assert case.number in await worklist(desk, GRID_WORKER)


async def test_nobody_else_registers_events(desk: Desk) -> None:
    answer = await (await desk.sign_in(MEDIATOR)).post("/events", new_event())

    assert (answer.status_code, answer.json()["code"]) == (409, "not-yours-to-do")


@pytest.mark.parametrize(
    ("where", "owner"),
    [
        ({"place": "dx-0004"}, ("sl-t1-v2", "grid_worker")),  # by its grid
        ({"place": "dx-0005"}, ("sl-t1-v3", "grid_worker")),  # by its village
        ({"place": "dx-0006"}, ("sl-t1", "political_legal_commissioner")),  # by its township
        ({"place": "sl-0001"}, ("sl", "centre_dispatcher")),  # nothing is known of it
        ({"place": None, "village": "sl-t2-v1"}, ("sl-t2-v1", "grid_worker")),
        ({"place": None}, ("sl", "centre_dispatcher")),
        ({"kind": "pollution"}, ("sl-d8", "dept_handler")),  # by its kind, at once
    ],
)
async def test_an_event_goes_to_whoever_handles_it_there(
    desk: Desk, where: dict[str, Any], owner: tuple[str, str]
) -> None:
    case = await registered(desk, CLERK, **where)

    shown = (await case.read(DISPATCHER))["case"]

    assert (shown["owner_unit"], shown["owner_role"]) == owner


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"place": "dx-9999"}, "body.place"),
        ({"place": None, "village": "sl-t1"}, "body.village"),
        ({"edition": "demo/1999.1"}, "body.edition"),
        ({"channel": "smoke"}, "body.channel"),
        ({"reporter": {}}, "body.reporter.contact"),
    ],
)
async def test_a_malformed_event_names_its_field(desk: Desk, changes: dict[str, Any], field: str) -> None:
    answer = await (await desk.sign_in(CLERK)).post("/events", new_event(**changes))

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert {error["field"] for error in answer.json()["errors"]} == {field}


# who sees what of it


async def test_the_grid_reads_what_it_handles_and_no_way_to_reach_anybody(desk: Desk) -> None:
    case = await registered(desk, CLERK)

    grid, office = await case.read(GRID_WORKER), await case.read(DISPATCHER)

    assert grid["parties"][0]["contact"] is None
    assert office["parties"][0]["contact"] == "13800000000"
    assert office["parties"][0]["name"] == "报告人"
    matter = (await (await desk.sign_in(GRID_WORKER)).get(f"/matters/{case.number}")).json()
    assert matter["texts"]["title"] == report()["title"]


@pytest.mark.parametrize("person", [OTHER_GRID, SECRETARY, OTHER_TOWNSHIP, ECOLOGY, MEDIATOR])
async def test_whoever_has_nothing_to_do_with_it_does_not_see_it(desk: Desk, person: str) -> None:
    case = await registered(desk, CLERK)

    answer = await (await desk.sign_in(person)).get(case.path)

    assert answer.status_code == 404


async def test_nothing_personal_stands_in_the_journal(desk: Desk) -> None:
    case = await registered(desk, CLERK, reporter={"contact": "13900000001", "name": "司徒柏舟"})

    [first] = (await case.read(DISPATCHER))["timeline"]

    assert "司徒柏舟" not in str(first)
    assert "13900000001" not in str(first)


# by what it was assigned


async def test_of_several_who_hold_the_seat_the_one_with_fewer_in_hand_gets_it(desk: Desk) -> None:
    """The village has a second grid worker in this story; the first has events in hand already."""
    since = date(2026, 1, 1)
    second = f"p-second-{uuid.uuid4()}"
    person = directory.Person(second, second, since)
    seat = directory.Sitting(second, "grid_worker", "sl-t3-v1", since)
    async with desk.app.state.office.records.begin() as connection:
        await directory.enter(connection, [], [person], [seat])

    got = []
    for _ in range(4):
        case = await registered(desk, CLERK, place="np-0001")
        shown = await case.read(DISPATCHER)
        assigned = shown["timeline"][0]["data"]["assigned"]
        assert {each["person"] for each in assigned["asked"]["candidates"]} == {
            second,
            "p-sl-t3-v1-grid-worker",
        }
        got.append(shown["case"]["handler"])

    assert sorted(map(got.count, set(got))) == [2, 2]
    assert set(got) == {second, "p-sl-t3-v1-grid-worker"}


async def test_whoever_is_on_duty_by_the_roster_gets_it_and_the_journal_says_by_which_shift(
    desk: Desk,
) -> None:
    """In the village's seat sits somebody else, too, who has nothing in hand."""
    worker, village = "p-sl-t4-v2-grid-worker", "sl-t4-v2"
    await registered(desk, CLERK, place=None, village=village)  # so that the worker has
    records = desk.app.state.office.records
    since, at = date(2026, 1, 1), legal_day(await desk.clock())
    idle, shift = f"p-idle-{uuid.uuid4()}", f"s-{uuid.uuid4()}"
    what = DutyShift(presence=Presence.ON_CALL, halves=(HalfDay.MORNING, HalfDay.AFTERNOON))
    down = RegisterLine(Register.SHIFTS, shift, village, what, at, at + ONE_DAY, worker)
    async with records.begin() as connection:
        await directory.enter(
            connection,
            [],
            [directory.Person(idle, idle, since)],
            [directory.Sitting(idle, "grid_worker", village, since)],
            [down],
        )

    case = await registered(desk, CLERK, place=None, village=village)
    shown = await case.read(DISPATCHER)
    again = await rerun(records, at)

    assigned = shown["timeline"][0]["data"]["assigned"]
    assert (shown["case"]["handler"], assigned["by_roster"]) == (worker, True)
    assert idle in {each["person"] for each in assigned["asked"]["candidates"]}
    assert (assigned["asked"]["on_duty"], assigned["asked"]["shifts"]) == ([worker], [shift])
    [mine] = [each for each in again if each.procedure == f"event/sl/{case.number}/1"]
    assert (mine.is_identical, mine.again) == (True, worker)


# how it ends, and what the reporter is told


async def test_whoever_reported_it_reads_by_the_code_alone_where_it_is_and_what_came_of_it(
    desk: Desk,
) -> None:
    said = (await scanned(desk, reporter=None)).json()
    case = Case(desk, said["number"], "event", said["tracking"])
    headers = {"Tracking-Code": case.code}
    before = (await desk.http.get("/public/status", headers=headers)).json()
    assert before["cases"][0]["stage"]["en"] == "Waiting to be signed for"

    await through(desk, case)
    await _carry(desk, case)
    assert (await case.read(GRID_WORKER))["case"]["outcome"] == "handled"  # told to whoever handled it, too

    [standing] = (await desk.http.get("/public/status", headers=headers)).json()["cases"]
    assert standing["outcome"]["en"] == "Handled"
    [paper] = standing["papers"]
    assert paper["title"]["zh"] == "事件办理结果告知"
    assert "您报告的“车辆乱停放”已有结果。" in paper["zh"]
    assert "Result: It has been put right. Its closing was audited by a second person." in paper["en"]


async def _carry(desk: Desk, case: Case) -> None:
    """What the relay does with the letter that tells the reporter."""
    records = desk.app.state.office.records
    while claimed := await outbox.claim(records, 50, timedelta(minutes=1)):
        for letter in claimed:
            if letter.kind == "document" and letter.procedure == f"event/sl/{case.number}/1":
                await documents.issue(records, letter, **letter.body)


async def test_the_handler_is_not_offered_the_audit_and_is_told_why(desk: Desk) -> None:
    case = await registered(desk, CLERK, place=None)
    await case.done(DISPATCHER, "sign-in")
    await case.done(DISPATCHER, "respond", {"words": "已联系。"})
    await case.done(DISPATCHER, "record-handling", {"words": "已处置。"})
    await case.done(DISPATCHER, "propose-closing", {"result": "put-right", "words": "完毕。"})

    refused = await case.ask(DISPATCHER, "approve-closing")

    assert (refused.status_code, refused.json()["code"]) == (409, "closed-by-its-handler")
    assert (await case.ask(SUPERVISOR, "approve-closing")).status_code == 200


# what happens again and again


async def test_what_comes_up_three_times_at_one_place_is_shown_to_whoever_sees_it_and_names_nobody(
    desk: Desk,
) -> None:
    desk.clock.pass_by(days=60)  # nothing else was registered lately
    cases = [await registered(desk, CLERK, kind="tree", place="dx-0002") for _ in range(3)]
    await registered(desk, CLERK, kind="tree", place="dx-0003")

    office = await (await desk.sign_in(COMMISSIONER)).get("/events/recurring")
    elsewhere = await (await desk.sign_in(OTHER_TOWNSHIP)).get("/events/recurring")

    [shown] = office.json()
    assert shown["kind"]["en"] == "A fallen or leaning tree"
    assert shown["recurrence"] == {
        "kind": "tree",
        "place": "dx-0002",
        "unit": "sl-t1-v1",
        "since": "2026-12-03",
        "until": "2027-01-01",
        "numbers": [case.number for case in cases],
    }
    assert elsewhere.json() == []
    assert (await (await desk.sign_in(ECOLOGY)).get("/events/recurring")).json() == []


# versions of the gazetteer


async def test_the_newest_version_in_force_holds_and_a_version_is_written_once(desk: Desk) -> None:
    records = desk.app.state.office.records
    grid, day = Grid("g", "sl-t2-v2", "sl-t2"), date(2027, 1, 1)
    moved = Place("dx-0001", PlaceKind.ROAD, "柳湾村东巷口", grid="g")
    later = Gazetteer("demo/2027.1", "sl", day, (grid,), (moved,))
    bare = Gazetteer("demo/2028.1", "sl", date(2028, 1, 1), (), ())
    async with records.begin() as connection:
        await gazetteer.enter(connection, later)
        await gazetteer.enter(connection, later)
        await gazetteer.enter(connection, bare)

    now = await gazetteer.find(records, "dx-0001", date(2026, 12, 31))
    then = await gazetteer.find(records, "dx-0001", day)

    assert now
    assert then
    assert (now.location.unit, then.location.unit) == ("sl-t1-v1", "sl-t2-v2")
    assert (then.location.found, then.version) == (Found.GRID, "demo/2027.1")
    assert await gazetteer.find(records, "dx-0002", day) is None  # withdrawn
    assert await gazetteer.find(records, "dx-0001", date(2028, 1, 1)) is None
    assert await gazetteer.find(records, "dx-0001", date(2025, 1, 1)) is None
