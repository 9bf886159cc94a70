"""Rates of agencies, counted from real journals. One database serves all: each test has a year of its own."""

from datetime import datetime
from typing import Any

from records import content
from rules.instants import BEIJING
from tests.api.conftest import ADMIN, AUDITOR, CLERK, DISPATCHER, Desk
from tests.api.test_cutover import past

BUREAU, TRIAGE = "p-sl-petition-bureau", "p-sl-triage-officer"
HANDLER, HEAD, OTHER_HANDLER = "p-sl-d4-dept-handler", "p-sl-d4-dept-head", "p-sl-d14-dept-handler"
OPINION = {
    "opinion": "explained",
    "request": "请求修好村道。",
    "facts_and_reasons": "村道破损。",
    "findings": "已列入计划。",
    "legal_basis": "农村公路养护的有关规定。",
    "tells_review": True,
}


def on(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """By the clock on the wall, in Asia/Shanghai."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


class Petition:
    """A petition, and whoever does something about it on a day."""

    def __init__(self, desk: Desk, number: str) -> None:
        self.desk, self.path = desk, f"/cases/petition/{number}/1"
        self.procedure = f"petition/sl/{number}/1"

    async def on(self, at: datetime, person: str, verb: str, **body: Any) -> "Petition":
        self.desk.clock.at = at
        answer = await (await self.desk.sign_in(person)).post(f"{self.path}/{verb}", body)
        assert answer.status_code == 200, answer.text
        return self

    async def petitioner(self) -> str:
        case = (await (await self.desk.sign_in(CLERK)).get(self.path)).json()
        return str(case["parties"][0]["party"]["ref"])

    async def sent(self, at: datetime, to: str = "sl-d4") -> "Petition":
        await self.on(at, TRIAGE, "classify", route="R-54")
        return await self.on(at, BUREAU, "transfer", to_unit=to, reason="该局主管。")

    async def accepted(self, at: datetime) -> "Petition":
        return await self.on(at, HANDLER, "accept", manner="ordinary", notice="已受理。")

    async def signed(self, at: datetime) -> "Petition":
        await self.on(at, HANDLER, "hear-facts", record="当面听取。")
        await self.on(at, HANDLER, "draft-opinion", **OPINION)
        return await self.on(at, HEAD, "sign-opinion", has_seal=True)

    async def served(self, at: datetime, **said: Any) -> "Petition":
        whole = {"petitioner": await self.petitioner(), "method": "in-person", "proof": "当面签收。", **said}
        return await self.on(at, HANDLER, "serve-opinion", **whole)

    async def withdrawn(self, at: datetime) -> "Petition":
        said = {"petitioner": await self.petitioner(), "in_writing": True}
        return await self.on(at, CLERK, "petition-withdrawn", **said)


async def registered(desk: Desk, at: datetime) -> Petition:
    desk.clock.at = at
    body = {
        "matter": {"channel": "letter", "title": "村道多年未修", "body": "请求修好。"},
        "channel": "letter",
        "people": [{"role": "petitioner", "name": "王甲"}],
        "village": "sl-t1-v1",
    }
    answer = await (await desk.sign_in(CLERK)).post("/petitions", body)
    assert answer.status_code == 201, answer.text
    return Petition(desk, answer.json()["number"])


async def in_handling(desk: Desk, year: int) -> Petition:
    """Accepted on the third of March: the sixty days end on the second of May, if that is a working day."""
    petition = await registered(desk, on(year, 3, 2))
    return await (await petition.sent(on(year, 3, 2))).accepted(on(year, 3, 3))


async def told(desk: Desk, path: str, year: int, person: str = DISPATCHER, **more: Any) -> dict[str, Any]:
    asked = {"since": f"{year}-01-01", "until": f"{year}-12-31", **more}
    answer = await (await desk.sign_in(person)).get(f"/indicators/{path}", **asked)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def counts(rate: dict[str, Any]) -> tuple[int, int, int, int]:
    return (rate["due"], *(rate[part]["count"] for part in ("on_time", "late", "not_done")))


async def on_time(desk: Desk, year: int, person: str = DISPATCHER, **more: Any) -> tuple[int, int, int, int]:
    """(due, on time, late, not done) of what fell due in a year, as known at this moment."""
    return counts(await told(desk, "on-time", year, person, **more))


async def test_an_answer_on_the_last_day_is_on_time_and_on_the_day_after_late(desk: Desk) -> None:
    at_once = await (await in_handling(desk, 2028)).signed(on(2028, 4, 20))
    too_late = await (await in_handling(desk, 2028)).signed(on(2028, 5, 2))

    await at_once.served(on(2028, 5, 2, 23, 59))
    await too_late.served(on(2028, 5, 3))

    found = await told(desk, "on-time", 2028)
    assert counts(found) == (2, 1, 1, 0)
    assert found["on_time"]["procedures"] == [at_once.procedure]
    assert found["late"]["procedures"] == [too_late.procedure]
    assert (found["formula"], found["rate"], found["late"]["words"]["zh"]) == ("M-03-B", 0.5, "超期答复")


async def test_an_answer_counts_from_its_service_whenever_the_proof_is_entered(desk: Desk) -> None:
    petition = await (await in_handling(desk, 2029)).signed(on(2029, 4, 20))

    await petition.served(on(2029, 5, 7), served_at=on(2029, 4, 30).isoformat())

    assert await on_time(desk, 2029) == (1, 1, 0, 0)


async def test_what_is_open_counts_once_it_is_overdue_and_as_late_once_it_is_answered(desk: Desk) -> None:
    petition = await in_handling(desk, 2031)
    desk.clock.at = on(2031, 5, 2, 23, 59)
    before = await on_time(desk, 2031)
    desk.clock.at = on(2031, 5, 3, 0, 0)
    overdue = await on_time(desk, 2031)

    await (await petition.signed(on(2031, 5, 20))).served(on(2031, 5, 21))

    assert (before, overdue) == ((0, 0, 0, 0), (1, 0, 0, 1))
    assert await on_time(desk, 2031) == (1, 0, 1, 0)


async def test_what_was_extended_counts_by_its_new_last_day(desk: Desk) -> None:
    petition = await in_handling(desk, 2033)
    await petition.on(on(2033, 4, 28), HANDLER, "request-extension", days=30, reason="等待检测。")
    await petition.on(on(2033, 4, 29), HEAD, "approve-extension", notice="延长三十日。")
    await petition.signed(on(2033, 5, 30))

    await petition.served(on(2033, 6, 1))
    desk.clock.at = on(2033, 6, 2)

    assert await on_time(desk, 2033, until="2033-05-31") == (0, 0, 0, 0)
    assert await on_time(desk, 2033, since="2033-06-01", until="2033-06-01") == (1, 1, 0, 0)


async def test_what_ended_without_an_answer_in_time_counts_in_no_direction(desk: Desk) -> None:
    taken_back, led_on, corrected = [await in_handling(desk, 2034) for _ in range(3)]
    await taken_back.withdrawn(on(2034, 4, 3))
    await led_on.on(on(2034, 4, 3), BUREAU, "conclude-elsewhere")
    await corrected.on(on(2034, 4, 3), TRIAGE, "classify", route="R-17", reason="属于劳动监察。")
    await corrected.on(on(2034, 4, 3), HANDLER, "guide", explanation="已说明途径。")

    desk.clock.at = on(2034, 12, 1)

    assert await on_time(desk, 2034) == (0, 0, 0, 0)


async def test_nothing_that_happens_later_takes_a_matter_out_of_its_month(desk: Desk) -> None:
    taken_back, corrected, erased = [await in_handling(desk, 2035) for _ in range(3)]
    await (await erased.signed(on(2035, 4, 20))).served(on(2035, 5, 2))
    desk.clock.at = on(2035, 5, 3, 0, 0)
    before = await on_time(desk, 2035)

    await taken_back.withdrawn(on(2035, 5, 3))
    await corrected.on(on(2035, 5, 4), TRIAGE, "classify", route="R-17", reason="属于劳动监察。")
    await content.erase(desk.app.state.office.records, erased.procedure.split("/")[2])

    assert before == (3, 1, 0, 2)
    assert await on_time(desk, 2035) == (3, 1, 0, 2)


async def test_a_department_counts_its_own_and_whoever_sees_nothing_counts_nothing(desk: Desk) -> None:
    await in_handling(desk, 2036)
    desk.clock.at = on(2036, 6, 2)

    seen = [await on_time(desk, 2036, each) for each in (HANDLER, OTHER_HANDLER, AUDITOR, ADMIN)]

    assert seen == [(1, 0, 0, 1), (0, 0, 0, 0), (1, 0, 0, 1), (0, 0, 0, 0)]


async def test_the_petition_department_is_timely_when_it_has_sent_on_within_fifteen_days(desk: Desk) -> None:
    in_time, late, waiting, gone = [await registered(desk, on(2039, 3, 1)) for _ in range(4)]
    await in_time.sent(on(2039, 3, 16, 23, 59))
    await gone.withdrawn(on(2039, 3, 10))
    await late.sent(on(2039, 3, 17))

    found = (await told(desk, "timely-acceptance", 2039, until="2039-03-16"))["department"]

    assert (found["formula"], counts(found)) == ("M-01", (3, 1, 1, 1))
    assert found["late"]["procedures"] == [late.procedure]
    assert found["not_done"]["procedures"] == [waiting.procedure]
    assert found["not_done"]["words"]["zh"] == "超期未受理"


async def test_a_unit_is_timely_when_it_told_within_fifteen_days_and_not_counted_when_it_was_none_of_its_own(
    desk: Desk,
) -> None:
    """Sent on the second of July: fifteen days end on Monday, the seventeenth."""
    in_time, late, waiting, objected = [
        await (await registered(desk, on(2028, 7, 2))).sent(on(2028, 7, 2)) for _ in range(4)
    ]
    await objected.on(on(2028, 7, 4), HANDLER, "object-to-transfer", reasons="不属本局职责。")
    await objected.on(on(2028, 7, 5), BUREAU, "take-back", reason="同意。")
    await in_time.accepted(on(2028, 7, 17))
    await late.accepted(on(2028, 7, 18))

    found = (await told(desk, "timely-acceptance", 2028, since="2028-07-01"))["units"]

    assert (found["formula"], counts(found)) == ("M-02", (3, 1, 1, 1))
    assert found["on_time"]["procedures"] == [in_time.procedure]
    assert found["not_done"]["procedures"] == [waiting.procedure]


def before(received: str, answered: str, **said: Any) -> dict[str, Any]:
    """A petition of an older system."""
    told = past()
    matter = {**told["matter"], "received_at": received}
    whole = {"kind": "petition", "outcome": "answered", "closed_at": answered, "reply": "已修好。"}
    return {**told, "matter": matter, "dispute_type": None, "step": None, **whole, **said}


async def test_past_petitions_are_counted_from_their_receipt_on_the_calendar_of_their_time(
    desk: Desk,
) -> None:
    clerk, received = await desk.sign_in(CLERK), "2019-08-02T09:00:00+08:00"
    last_day, day_after = "2019-10-08T23:59:00+08:00", "2019-10-09T00:00:00+08:00"
    in_time = "2019-09-01T09:00:00+08:00"
    others = [before(received, in_time, outcome="withdrawn"), before(received, in_time, kind="consultation")]
    for body in (before(received, last_day), before(received, day_after), *others):
        assert (await clerk.post("/past-matters", body)).status_code == 201

    found = await told(desk, "on-time", 2019)

    assert counts(found) == (2, 1, 1, 0)
    assert found["calendar"].startswith("china")
    assert await on_time(desk, 2019, calendar="fictional-2026-2040") == (2, 0, 2, 0)


async def test_a_span_that_runs_backwards_and_a_calendar_nobody_has_are_named(desk: Desk) -> None:
    dispatcher = await desk.sign_in(DISPATCHER)
    span = {"since": "2026-02-01", "until": "2026-01-31"}

    backwards = [
        await dispatcher.get(f"/indicators/{each}", **span) for each in ("on-time", "timely-acceptance")
    ]
    calendar = await dispatcher.get("/indicators/on-time", **{**span, "until": "2026-03-01", "calendar": "x"})

    assert [each.status_code for each in (*backwards, calendar)] == [422, 422, 422]
    assert [each.json()["errors"] for each in backwards] == [[{"field": "query.since", "code": "range"}]] * 2
    assert calendar.json()["errors"] == [{"field": "query.calendar", "code": "unknown-calendar"}]
