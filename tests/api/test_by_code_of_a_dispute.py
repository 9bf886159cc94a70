"""Whoever applied for a mediation agrees, refuses, withdraws and goes elsewhere with the code alone; and
reads on which entry rests what they are told."""

from typing import Any

from api import examples
from tests.api.conftest import CLERK, SECRETARY, Case, Desk, dispute
from tests.api.test_after_reply import BUREAU_HEAD
from tests.api.test_by_code import THE_HOLDER, Holder, answered, names
from tests.api.test_petitions import HOUSING


async def applied(desk: Desk, **changes: Any) -> Holder:
    answer = await (await desk.sign_in(CLERK)).post("/disputes", dispute(**changes))
    assert answer.status_code == 201, answer.text
    opened = answer.json()
    return Holder(desk, opened["tracking"], Case(desk, opened["number"]))


async def the_case(holder: Holder) -> dict[str, Any]:
    (case,) = (await holder.read())["cases"]
    found: dict[str, Any] = case
    return found


async def test_before_mediation_begins_one_agrees_or_refuses_and_every_road_is_open(desk: Desk) -> None:
    holder = await applied(desk)

    offered = (await the_case(holder))["can_do"]

    assert names(offered) == ["consent", "consent-refusal", "dispute-withdrawal", "leaving"]
    assert all(each["meaning"]["zh"] and each["meaning"]["en"] for each in offered)


async def test_of_several_who_applied_nobody_agrees_by_code_for_another(desk: Desk) -> None:
    people = [("applicant", "王甲"), ("applicant", "赵乙"), ("respondent", "李丙")]
    holder = await applied(desk, parties=[{"role": role, "name": name} for role, name in people])

    offered = (await the_case(holder))["can_do"]
    agreed = [await holder.does("consent", petitioner=number) for number in (1, 2)]

    assert agreed == [(409, "unknown-party")] * 2
    assert names(offered) == [
        *("consent-refusal", "consent-refusal", "dispute-withdrawal", "dispute-withdrawal"),
        *("leaving", "leaving"),
    ]
    assert await holder.does("consent-refusal", petitioner=2) == (200, "closed")


async def test_whoever_agreed_by_code_can_take_it_back_by_code(desk: Desk) -> None:
    holder = await applied(desk)

    assert await holder.does("consent") == (200, "consent")

    assert names((await the_case(holder))["can_do"])[0] == "consent-withdrawal"
    assert [each.by for each in desk.engine.asked] == [THE_HOLDER]
    assert await holder.does("consent-withdrawal") == (200, "closed")


async def test_a_refusal_by_code_ends_it_and_nothing_is_left_to_do_there(desk: Desk) -> None:
    holder = await applied(desk)

    assert await holder.does("consent-refusal") == (200, "closed")

    case = await the_case(holder)
    assert (case["outcome"]["zh"], case["can_do"]) == ("当事人不愿调解", [])


async def test_one_leaves_for_a_route_without_anybodys_leave(desk: Desk) -> None:
    holder = await applied(desk)

    assert await holder.does("leaving", route="court") == (200, "closed")
    assert (await the_case(holder))["outcome"] is not None


async def test_agreeing_twice_is_refused_and_says_why(desk: Desk) -> None:
    holder = await applied(desk)
    await holder.does("consent")

    assert await holder.does("consent") == (409, "consent-already-given")


async def test_everything_that_is_told_names_its_entry_and_no_person(desk: Desk) -> None:
    holder = await applied(desk)
    await holder.case.done(SECRETARY, "claim")
    await holder.does("consent")

    because = (await the_case(holder))["because"]

    assert because["since"]["unit"]["words"]["zh"] == "登记"
    assert {name for name in because["since"] if name.startswith("clock/")} == {"clock/level", "clock/whole"}
    assert [step["stand"] for step in because["way"]] == ["now", "ahead", "ahead"]
    assert SECRETARY not in str(because)
    assert "tracking-code" not in str(because)


async def test_how_to_go_on_stands_with_its_article(desk: Desk) -> None:
    holder = await applied(desk)

    roads = (await the_case(holder))["roads"]

    assert [(each["zh"], each["mark"]) for each in roads] == [
        ("《人民调解法》第17条", "C"),
        ("《人民调解法》第23条", "C"),
        ("《人民调解法》第3条", "C"),
    ]


async def test_before_it_is_closed_the_petitioner_says_by_code_whether_it_may_be(desk: Desk) -> None:
    holder, matter = await answered(desk)
    assert "closing" not in names(await holder.offered())
    how = examples.VERBS["AssessClosing"]
    assert (await matter.ask(HOUSING, "assess-closing", **how))[0] == 200
    assert "closing" in names(await holder.offered())

    status, _ = await holder.does("closing", agrees="no", notes="路还没有修。")

    assert status == 200
    after = await holder.offered()
    assert "closing" not in names(after)
    assert "evaluation" in names(after)
    assert (await matter.read(BUREAU_HEAD))["timeline"][-1]["kind"] == "ConfirmedWithPerson"
