"""Numbers tell nobody that something was split off, or lies sealed: ordinary ones follow on each other."""

from typing import Any

from tests.api.conftest import CLERK, Desk

ORDINARY, ACCUSES = {"title": "路灯不亮"}, {"title": "举报村干部"}


async def classified(desk: Desk, **said: Any) -> str | None:
    """What comes of one submission: the number of the ordinary matter, where there is one."""
    clerk = await desk.sign_in(CLERK)
    before = {each["submission"]["id"] for each in (await clerk.get("/submissions", limit=200)).json()}
    await clerk.post("/submissions", {"channel": "letter", "title": "一封信"})
    after = {each["submission"]["id"] for each in (await clerk.get("/submissions", limit=200)).json()}
    (mine,) = after - before
    answer = await clerk.post(f"/submissions/{mine}/classify", said)
    assert answer.status_code == 200, answer.text
    number: str | None = answer.json()["number"]
    return number


async def test_an_accusation_that_was_split_off_leaves_no_gap_in_the_ordinary_numbers(desk: Desk) -> None:
    mixed = {"purpose": "mixed", "ordinary": ORDINARY, "accusation": ACCUSES}
    course = (
        {"purpose": "ordinary"},
        {"purpose": "accusation"},
        mixed,
        {"purpose": "accusation", "is_real_name": True},
        mixed,
        {"purpose": "ordinary"},
    )

    given = [await classified(desk, **each) for each in course]
    taken = await (await desk.sign_in(CLERK)).post("/matters", {"channel": "window", "title": "又一件"})

    numbers = [int(each[-6:]) for each in (*given, taken.json()["number"]) if each]
    assert [each is None for each in given] == [False, True, False, True, False, False]
    assert numbers == list(range(numbers[0], numbers[0] + 5))


async def test_a_submission_that_waits_has_taken_no_number(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    first = await clerk.post("/matters", {"channel": "window", "title": "一件"})
    for _ in range(3):
        await clerk.post("/submissions", {"channel": "letter", "title": "一封信"})
    second = await clerk.post("/matters", {"channel": "window", "title": "另一件"})

    assert int(second.json()["number"][-6:]) == int(first.json()["number"][-6:]) + 1
