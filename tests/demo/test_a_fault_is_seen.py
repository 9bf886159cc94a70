"""A rule is broken on purpose, and the demo says so."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from demo.stories import stories
from demo.telling import Telling, tell
from rules.clocks.clock import Clock
from rules.clocks.reckoning import Extended
from rules.clocks.rule import Unit
from rules.dispute import climbing, consent, evolution, passing, screen
from rules.dispute.matter import Because, LevelEnd
from tests.demo.room import MONDAY, Room

ROOT = Path(__file__).resolve().parents[2]
FAULT = Path(__file__).with_name("faulty_rules")


async def failing() -> set[str]:
    """The stories that do not go as they say, told on the rules as they are now."""
    names = set()
    for story in stories():
        room = Room()
        telling = Telling(story, room, MONDAY, patience=0)
        await tell([telling], room, MONDAY)
        if telling.difference:
            names.add(story.name)
    return names


def a_day_too_long() -> tuple[Any, str, Any]:
    right = evolution._level_clock

    def longer(*given: Any) -> Clock:
        clock = right(*given)
        return replace(clock, extensions=(Extended(1, Unit.CALENDAR_DAYS, "by mistake", clock.started_at),))

    return evolution, "_level_clock", longer


def a_refusal_climbs() -> tuple[Any, str, Any]:
    def climbs(dispute: Any, *given: Any, party: str | None = None) -> Any:
        _, now, by = given
        return climbing.move(dispute, dispute.step + 1, Because.FAILED_BELOW, LevelEnd.FAILED, now, by)

    return consent, "end", climbs


def silence_climbs() -> tuple[Any, str, Any]:
    return passing, "_silence_climbs", lambda dispute: dispute.step < climbing.TOP


def step_four_is_open_to_all() -> tuple[Any, str, Any]:
    return climbing, "may_enter", lambda *_: True


def nothing_blocks() -> tuple[Any, str, Any]:
    right = screen.finding_of
    return screen, "finding_of", lambda *given: replace(right(*given), civil_part_remains=True)


@pytest.mark.parametrize(
    ("fault", "story"),
    [
        (a_day_too_long, "left-overdue"),
        (a_refusal_climbs, "refusal-of-consent"),
        (silence_climbs, "left-overdue"),
        (step_four_is_open_to_all, "strict-step-four"),
        (nothing_blocks, "right-door"),
    ],
)
async def test_a_broken_rule_is_seen_in_the_story_about_it(
    fault: Callable[[], tuple[Any, str, Any]], story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*fault())

    assert story in await failing()


@pytest.mark.servers
@pytest.mark.slow
def test_the_demo_fails_and_names_the_story_when_a_rule_is_broken() -> None:
    command = "import sys, demo; sys.exit(demo.play(only='village-agreement'))"

    played = subprocess.run(
        [sys.executable, "-c", command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(FAULT)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    *_, verdict, last = played.stdout.splitlines()
    assert played.returncode == 1
    assert verdict.startswith("village-agreement")
    assert "不符" in verdict
    assert "due 为 6，应为 5" in verdict
    assert last == "demo: 1 scenarios, 0 as expected"
