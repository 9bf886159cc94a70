"""The calendar of sessions: what somebody sees of it, and what would be taken."""

from datetime import date, timedelta

from tests.api.conftest import CLERK, MONDAY, NEXT_VILLAGE, SECRETARY, Case, Desk

VILLAGE = "sl-t1-v1"
TUESDAY = MONDAY + timedelta(days=1)
DAYS = {"since": "2026-11-01", "until": "2026-11-30"}


async def planned(desk: Desk, hours: int = 0) -> Case:
    """A dispute whose session stands on Tuesday, so many hours after nine, with its secretary."""
    case = await desk.dispute()
    await case.done(SECRETARY, "claim")
    for party in await case.parties():
        await case.done(SECRETARY, "record-consent", {"party": party, "form": "written"})
    at = (TUESDAY + timedelta(hours=hours)).isoformat()
    await case.done(SECRETARY, "schedule-session", {"scheduled_for": at, "place_unit": VILLAGE})
    return case


async def test_a_session_stands_on_the_calendar_of_whoever_sees_its_case_and_is_theirs_who_sit_there(
    desk: Desk,
) -> None:
    case = await planned(desk)

    mine = (await (await desk.sign_in(SECRETARY)).get("/calendar", **DAYS)).json()["items"]
    clerks = (await (await desk.sign_in(CLERK)).get("/calendar", **DAYS, unit=VILLAGE)).json()["items"]
    elsewhere = (await (await desk.sign_in(NEXT_VILLAGE)).get("/calendar", **DAYS)).json()["items"]

    def of(lines: list[dict]) -> list[dict]:  # type: ignore[type-arg]
        return [each for each in lines if case.number in each["planned"]["procedure"]]

    (seen,), (seen_too,) = of(mine), of(clerks)
    assert (seen["planned"]["what"], seen["planned"]["place_unit"]) == ("session", VILLAGE)
    assert seen["planned"]["people"] == [SECRETARY]
    assert (seen["is_mine"], seen_too["is_mine"]) == (True, False)
    assert of(elsewhere) == []


async def test_a_session_that_was_cancelled_stands_there_no_more(desk: Desk) -> None:
    case = await planned(desk)
    await case.done(SECRETARY, "cancel-session", {"reason": "一方生病。"})

    lines = (await (await desk.sign_in(SECRETARY)).get("/calendar", **DAYS)).json()["items"]

    assert [each for each in lines if case.number in each["planned"]["procedure"]] == []


async def test_a_meeting_stands_there_by_its_kind(desk: Desk) -> None:
    leader = await desk.sign_in("p-sl-county-leader")
    at = (MONDAY + timedelta(days=2)).isoformat()
    opened = await leader.post("/meetings", {"kind": "reception", "title": "接访日", "scheduled_for": at})
    number = opened.json()["number"]

    lines = (await leader.get("/calendar", **DAYS, unit="sl")).json()["items"]

    (meeting,) = [each for each in lines if number in each["planned"]["procedure"]]
    assert (meeting["words"]["zh"], meeting["is_mine"]) == ("领导接访", True)


async def test_what_is_wanted_twice_in_a_half_day_is_told_with_its_reason_and_refused_by_nobody(
    desk: Desk,
) -> None:
    first, second = await planned(desk), await desk.dispute()
    await second.done(SECRETARY, "claim")
    caller = await desk.sign_in(SECRETARY)

    async def clashes(hours: int, place: str) -> dict[str, list[str]]:
        at = (TUESDAY + timedelta(hours=hours)).isoformat()
        found = (await caller.get(f"{second.path}/clashes", at=at, place_unit=place)).json()
        return {each["planned"]["planned"]["procedure"].split("/")[2]: each["taken"] for each in found}

    assert (await clashes(1, VILLAGE))[first.number] == ["place", "person"]
    assert (await clashes(1, "sl-t1"))[first.number] == ["person"]
    assert first.number not in await clashes(6, VILLAGE)  # in the afternoon
    for party in await second.parties():
        await second.done(SECRETARY, "record-consent", {"party": party, "form": "written"})
    at = (TUESDAY + timedelta(hours=1)).isoformat()
    await second.done(SECRETARY, "schedule-session", {"scheduled_for": at, "place_unit": VILLAGE})


async def test_nobody_is_told_what_is_taken_by_a_case_they_do_not_see(desk: Desk) -> None:
    await planned(desk)
    mine = await desk.dispute(village="sl-t1-v2")
    at = (TUESDAY + timedelta(hours=1)).isoformat()

    found = await (await desk.sign_in(NEXT_VILLAGE)).get(f"{mine.path}/clashes", at=at, place_unit=VILLAGE)

    assert (found.status_code, found.json()) == (200, [])


async def test_a_calendar_is_asked_for_by_days_that_make_sense(desk: Desk) -> None:
    caller = await desk.sign_in(CLERK)

    for days in (
        {"since": "2026-11-02", "until": "2026-11-01"},
        {"since": "2026-01-01", "until": "2027-06-01"},
    ):
        assert (await caller.get("/calendar", **days)).status_code == 422


async def test_with_no_day_named_it_is_the_week_of_today(desk: Desk) -> None:
    shown = (await (await desk.sign_in(CLERK)).get("/calendar")).json()

    begins, ends = date.fromisoformat(shown["since"]), date.fromisoformat(shown["until"])
    assert (begins.weekday(), (ends - begins).days) == (0, 6)
    assert shown["since"] <= shown["today"] <= shown["until"]
