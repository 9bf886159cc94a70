"""Two walls, each of which holds alone: the condition of the queries, and the policies of the database.

With either of them taken away every answer to somebody who may not see a case is what it was; with both taken
away the case stands in the answers, or nothing here would prove anything.
"""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import ColumnElement, true

from tests.api.conftest import (
    ADMIN,
    GRID_WORKER,
    NEXT_VILLAGE,
    OTHER_TOWNSHIP,
    POLICE,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
    dispute,
)

OUTSIDE = (NEXT_VILLAGE, OTHER_TOWNSHIP, GRID_WORKER, POLICE, ADMIN)
NAME, WORDS = "欧阳柏舟", "柏舟渡口的界石被人挪动"
DAYS = {"from": "2026-11-01", "until": "2026-11-30"}
SINCE = {"since": "2026-11-01", "until": "2026-11-30"}
LISTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/cases", {"limit": 200, "sort": "-number"}),
    ("/worklists/all", {"limit": 200}),
    ("/worklists/unit", {"limit": 200}),
    ("/worklists/others", {"limit": 200}),
    ("/worklists/all/tally", {}),
    ("/matters", {"limit": 200}),
    ("/search", {"q": NAME}),
    ("/search", {"q": "柏舟渡口"}),
    ("/search", {"q": "SL-2026"}),
    ("/handoffs/deliveries", {}),
    ("/handoffs/bounces", DAYS),
    ("/consultations/counted", DAYS),
    ("/events/recurring", {}),
    ("/backlog", {}),
    ("/revisits", SINCE),
    ("/meetings", DAYS),
    ("/meetings/counted", DAYS),
    ("/instruments/counted", DAYS),
    ("/indicators/on-time", SINCE),
    ("/indicators/timely-acceptance", SINCE),
    ("/indicators/evaluation", SINCE),
)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Takes a wall away, for this test."""

    def everything(*_: object, **__: object) -> ColumnElement[bool]:
        return true()

    def take_away(*walls: str) -> None:
        monkeypatch.undo()
        if "the condition" in walls:
            for name, module in list(sys.modules.items()):
                for condition in ("visible_cases", "visible_matters"):
                    if name.startswith("records.") and hasattr(module, condition):
                        monkeypatch.setattr(module, condition, everything)
        if "the policies" in walls:
            monkeypatch.setattr("api.sight.read_by", lambda engine, *_, **__: engine)

    return take_away


async def a_case(desk: Desk) -> Case:
    body = dispute()
    matter = {**body["matter"], "title": WORDS, "body": WORDS}
    parties = [{**body["parties"][0], "name": NAME}, *body["parties"][1:]]
    return await desk.dispute(matter=matter, parties=parties)


async def answers(desk: Desk, person: str, case: Case, *, acts: bool = True) -> dict[str, tuple[int, bytes]]:
    """Everything that person can ask about, and what they are answered."""
    caller = await desk.sign_in(person)
    said = {
        f"{path} {asked}": (answer.status_code, answer.content)
        for path, asked in LISTS
        for answer in [await caller.get(path, **asked)]
    }
    for path in (
        case.path,
        f"{case.path}/clocks",
        f"/matters/{case.number}",
        f"/matters/{case.number}/likenesses",
    ):
        answer = await caller.get(path)
        said[path] = answer.status_code, answer.content
    answer = await caller.post("/matters/likenesses", {"title": WORDS, "body": WORDS})
    said["likenesses"] = answer.status_code, answer.content
    if acts:
        answer = await caller.post(f"{case.path}/flag-major", {"reason": "涉及多户。"})
        said["flag-major"] = answer.status_code, answer.content
    return said


@pytest.mark.parametrize("wall", ["the condition", "the policies"])
async def test_each_wall_holds_when_the_other_is_taken_away(
    desk: Desk, without: Callable[..., None], wall: str
) -> None:
    case = await a_case(desk)
    before = {person: await answers(desk, person, case) for person in OUTSIDE}

    without(wall)
    alone = {person: await answers(desk, person, case) for person in OUTSIDE}

    for person in OUTSIDE:
        changed = [asked for asked, said in alone[person].items() if said != before[person][asked]]
        assert changed == [], person
        assert not any(case.number.encode() in content for _, content in alone[person].values())


async def test_with_both_walls_taken_away_the_case_is_everywhere(
    desk: Desk, without: Callable[..., None]
) -> None:
    case = await a_case(desk)

    without("the condition", "the policies")
    open_to_all = await answers(desk, NEXT_VILLAGE, case)

    leaking = {asked.split(" ")[0] for asked, said in open_to_all.items() if case.number.encode() in said[1]}
    assert {"/cases", "/matters", "/search", case.path, "likenesses"} <= leaking


@pytest.mark.parametrize("person", [SECRETARY, SUPERVISOR])
async def test_behind_both_walls_everybody_reads_what_they_read_behind_one(
    desk: Desk, without: Callable[..., None], person: str
) -> None:
    """The walls agree: neither keeps from somebody what the other lets them see."""
    case = await a_case(desk)
    both = await answers(desk, person, case, acts=False)

    for wall in ("the condition", "the policies"):
        without(wall)
        one = await answers(desk, person, case, acts=False)
        assert [asked for asked, said in one.items() if said != both[asked]] == [], wall
