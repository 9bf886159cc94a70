"""What petitioners said of the agencies, counted from real journals; each test has a year of its own."""

from datetime import datetime
from typing import Any

from rules.instants import BEIJING
from rules.procedure import TimePassed
from tests.api.conftest import AUDITOR, CLERK, DISPATCHER, MONDAY, Desk
from tests.api.test_after_reply import BUREAU_HEAD, HANDLER, Followed, followed
from tests.api.test_petitions import HOUSING

UNIT, DEPARTMENT = "unit", "petition-department"


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=BEIJING)


async def answered(desk: Desk, year: int, **said: Any) -> Followed:
    """Answered on the second of March, by the human resources department if nothing else is said."""
    desk.clock.at, at = MONDAY, on(year, 3, 2)
    case = await desk.dispute()
    petitioner = (await case.parties())[0]
    desk.clock.at = at
    return await followed(desk, case.number, petitioner, at=at, served={petitioner: at}, **said)


async def rated(matter: Followed, value: str, target: str = UNIT) -> Followed:
    said = {"petitioner": matter.petitioner, "target": target, "value": value}
    assert (await matter.ask(CLERK, "record-evaluation", **said))[0] == 200
    return matter


async def closed(matter: Followed, at: datetime) -> Followed:
    matter.desk.clock.at = at
    said = {"ground": "new-facts", "reason": "有新的事实。"}
    assert await matter.ask(DISPATCHER, "handle-anew", **said) == (200, "closed")
    return matter


async def told(desk: Desk, year: int, person: str = DISPATCHER, **more: Any) -> dict[str, Any]:
    asked = {"since": f"{year}-01-01", "until": f"{year}-12-31", **more}
    answer = await (await desk.sign_in(person)).get("/indicators/evaluation", **asked)
    assert answer.status_code == 200, answer.text
    return {each["target"]: each for each in answer.json()["targets"]}


async def five(desk: Desk, year: int, **said: Any) -> list[Followed]:
    values = ("satisfied", "satisfied", "satisfied", "basically-satisfied", "dissatisfied")
    return [await rated(await answered(desk, year, **said), value) for value in values]


async def test_satisfaction_stands_beside_participation_and_each_beside_its_parts(desk: Desk) -> None:
    matters = await five(desk, 2028)
    lapsed = await answered(desk, 2028)
    await lapsed.ask(CLERK, "record-evaluation", petitioner="nobody", target=UNIT, value="satisfied")
    desk.clock.at = on(2028, 5, 2)
    await desk.engine.update(f"petition_aftercare/sl/{lapsed.number}/1", TimePassed())
    for matter in (*matters, lapsed):
        await closed(matter, on(2028, 5, 3))

    found = await told(desk, 2028)

    participation, satisfaction = found[UNIT]["participation"], found[UNIT]["satisfaction"]
    assert (participation["formula"], participation["evaluated"], participation["asked"]) == ("M-04", 5, 6)
    assert participation["rate"] == 0.8333
    assert (satisfaction["formula"], satisfaction["evaluated"], satisfaction["rate"]) == ("M-05", 5, 0.8)
    assert [(each["words"]["zh"], each["count"]) for each in satisfaction["values"]] == [
        ("满意", 3),
        ("基本满意", 1),
        ("不满意", 1),
    ]
    assert (found[DEPARTMENT]["participation"], found[DEPARTMENT]["satisfaction"]) == (None, None)


async def test_of_fewer_than_five_nothing_is_told(desk: Desk) -> None:
    *four, last = await five(desk, 2029)
    for matter in four:
        await closed(matter, on(2029, 4, 3))

    assert (await told(desk, 2029))[UNIT]["satisfaction"] is None

    await closed(last, on(2029, 4, 3))
    assert (await told(desk, 2029))[UNIT]["satisfaction"]["evaluated"] == 5


async def test_nobody_learns_from_a_sum_what_is_not_closed(desk: Desk) -> None:
    for matter in await five(desk, 2031):
        await closed(matter, on(2031, 4, 3))
    waiting = await rated(await answered(desk, 2031), "dissatisfied")
    desk.clock.at = on(2031, 6, 1)
    before = [await told(desk, 2031, person) for person in (HANDLER, BUREAU_HEAD)]

    await closed(waiting, on(2031, 6, 2))

    after = [await told(desk, 2031, person) for person in (HANDLER, BUREAU_HEAD)]
    assert [each[UNIT]["satisfaction"]["rate"] for each in before] == [0.8, 0.8]
    assert [each[UNIT]["satisfaction"]["rate"] for each in after] == [0.6667, 0.6667]


async def test_a_matter_counts_on_the_day_it_closed_and_for_its_responsible_unit(desk: Desk) -> None:
    for matter in await five(desk, 2033):
        await closed(matter, on(2033, 4, 3))

    days = [
        await told(desk, 2033, since=since, until=until)
        for since, until in (
            ("2033-01-01", "2033-04-02"),
            ("2033-04-03", "2033-04-03"),
            ("2033-04-04", "2033-12-31"),
        )
    ]
    units = [await told(desk, 2033, unit=unit) for unit in ("sl-d1", "sl-d4")]
    seen = [await told(desk, 2033, person) for person in (HANDLER, HOUSING, AUDITOR)]

    def shown(found: list[dict[str, Any]]) -> list[bool]:
        return [each[UNIT]["satisfaction"] is not None for each in found]

    assert shown(days) == [False, True, False]
    assert shown(units) == [True, False]
    assert shown(seen) == [True, False, True]


async def test_what_is_outside_the_evaluation_counts_in_no_direction(desk: Desk) -> None:
    outcomes = ("guided", "not-accepted", "withdrawn", "concluded-elsewhere")
    outside = [await answered(desk, 2035, outcome=outcome) for outcome in outcomes]
    said = {"target": UNIT, "value": "satisfied"}
    answers = [
        await each.ask(CLERK, "record-evaluation", petitioner=each.petitioner, **said) for each in outside
    ]
    assert answers == [(409, "not-evaluated-here")] * 4

    for matter in (*outside, *await five(desk, 2035)):
        await closed(matter, on(2035, 4, 3))

    assert (await told(desk, 2035))[UNIT]["participation"]["asked"] == 5


async def test_a_span_that_runs_backwards_and_a_unit_nobody_knows_are_named(desk: Desk) -> None:
    dispatcher = await desk.sign_in(DISPATCHER)
    span = {"since": "2026-02-01", "until": "2026-01-31"}

    backwards = await dispatcher.get("/indicators/evaluation", **span)
    nowhere = await dispatcher.get("/indicators/evaluation", **{**span, "until": "2026-03-01", "unit": "x"})

    assert [each.status_code for each in (backwards, nowhere)] == [422, 422]
    assert backwards.json()["errors"] == [{"field": "query.since", "code": "range"}]
    assert nowhere.json()["errors"] == [{"field": "query.unit", "code": "unknown-unit"}]
