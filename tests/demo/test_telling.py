"""What a story expects besides the case itself is held against what there is."""

from dataclasses import replace
from typing import Any

import pytest

from demo.stories import SCENARIOS, read
from demo.telling import Telling, tell
from tests.demo.room import MONDAY, Room


@pytest.mark.parametrize(
    ("name", "number", "otherwise", "difference"),
    [
        (
            "accusation-sealed",
            3,
            {"finds": ()},
            "第 3 步（查找 蓄水池边的路灯）：查到 lamp，应为 无",
        ),
        (
            "accusation-sealed",
            4,
            {"finds": ("lamp",)},
            "第 4 步（查找 钱某某）：查到 无，应为 lamp",
        ),
        (
            "accusation-sealed",
            6,
            {"refused": None},
            "第 6 步（查阅 本件）：被拒绝 404 not-found，应为 准予",
        ),
        (
            "accusation-sealed",
            9,
            {"sees": ()},
            "第 9 步（查阅 本件）：可见 AccusationReceived，应为 无",
        ),
        ("repeat-found", 6, {"suggests": ()}, "第 6 步（登记 petition）：提示 first，应为 无"),
        ("repeat-found", 1, {"suggests": ("first",)}, "第 1 步（登记 petition）：提示 无，应为 first"),
    ],
)
async def test_another_answer_is_a_difference(
    name: str, number: int, otherwise: dict[str, Any], difference: str
) -> None:
    story = read(SCENARIOS / f"{name}.toml")
    steps = list(story.steps)
    steps[number - 1] = replace(steps[number - 1], **otherwise)
    room = Room()
    telling = Telling(replace(story, steps=tuple(steps)), room, MONDAY, patience=0)

    await tell([telling], room, MONDAY)

    assert telling.difference == difference
