"""A rule is broken on purpose, and the demo says so."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api import policy
from demo.stories import SCENARIOS, read
from demo.telling import Telling, tell
from rules.accusation import procedure as accusing
from rules.clocks import clock as clocks
from rules.clocks.clock import Clock
from rules.clocks.reckoning import Extended
from rules.clocks.rule import Unit
from rules.dispute import climbing, consent, evolution, passing, screen
from rules.dispute.matter import Because, LevelEnd
from rules.dockings.docking import Docking
from rules.handoff import silence, working
from rules.handoff.matter import Handoff
from rules.petition_aftercare import asking, closing, evaluating
from rules.petition_aftercare import evolution as following_evolution
from rules.petition_aftercare.matter import PetitionAftercare
from suggesting import same_matter
from tests.demo.room import MONDAY, Room

ROOT = Path(__file__).resolve().parents[2]
FAULT = Path(__file__).with_name("faulty_rules")


async def fails(name: str) -> bool:
    """Whether the story does not go as it says, told on the rules as they are now."""
    room = Room()
    telling = Telling(read(SCENARIOS / f"{name}.toml"), room, MONDAY, patience=0)
    await tell([telling], room, MONDAY)
    return telling.difference is not None


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


def nobody_is_too_late() -> tuple[Any, str, Any]:
    return asking, "_in_time", lambda *_: True


def the_rated_see_it() -> tuple[Any, str, Any]:
    return evaluating, "WITHHELD", frozenset()


def the_merits_are_reopened() -> tuple[Any, str, Any]:
    return PetitionAftercare, "procedure_has_ended", False


def a_hearing_leaves_no_days_out() -> tuple[Any, str, Any]:
    return clocks, "resumed", lambda clock, *_: replace(clock, pauses=())


def nothing_is_carried_out() -> tuple[Any, str, Any]:
    return following_evolution, "TO_BE_CARRIED_OUT", ()


def the_accused_may_have_it() -> tuple[Any, str, Any]:
    return accusing, "upwards", lambda *given: given[1:]


def everybody_sees_what_is_sealed() -> tuple[Any, str, Any]:
    return policy, "may_see_what_is_sealed", lambda *_: True


def nothing_is_alike() -> tuple[Any, str, Any]:
    return same_matter, "ENOUGH", 0.99


def an_audit_closes_alone() -> tuple[Any, str, Any]:
    return closing, "BEFORE_THE_AUDIT", {}


def nothing_is_a_trap() -> tuple[Any, str, Any]:
    return Docking, "trap_of", lambda *_: None


def whoever_holds_it_may_say_anything() -> tuple[Any, str, Any]:
    return working, "check_may_be_told", lambda *_: None


def one_of_them_is_enough() -> tuple[Any, str, Any]:
    return working, "_is_complete", lambda *_: True


def nobody_hears_silence() -> tuple[Any, str, Any]:
    return silence, "_listened_for", lambda _: frozenset()


def a_late_word_counts() -> tuple[Any, str, Any]:
    return Handoff, "may_be_recalled", True


@pytest.mark.parametrize(
    ("fault", "story"),
    [
        (a_day_too_long, "left-overdue"),
        (a_refusal_climbs, "refusal-of-consent"),
        (silence_climbs, "left-overdue"),
        (step_four_is_open_to_all, "strict-step-four"),
        (nothing_blocks, "right-door"),
        (nobody_is_too_late, "review-too-late"),
        (the_rated_see_it, "dissatisfied-and-handled-anew"),
        (the_merits_are_reopened, "reviewed-to-the-end"),
        (a_hearing_leaves_no_days_out, "reviewed-to-the-end"),
        (nothing_is_carried_out, "revoked-and-carried-out"),
        (the_accused_may_have_it, "accusation-sealed"),
        (everybody_sees_what_is_sealed, "accusation-sealed"),
        (nothing_is_alike, "repeat-found"),
        (an_audit_closes_alone, "closed-after-audit"),
        (nothing_is_a_trap, "petition-to-committee"),
        (whoever_holds_it_may_say_anything, "psychological-service"),
        (whoever_holds_it_may_say_anything, "police-referral"),
        (one_of_them_is_enough, "joint-handling"),
        (nobody_hears_silence, "medical-mediation"),
        (a_late_word_counts, "court-assigned"),
    ],
)
async def test_a_broken_rule_is_seen_in_the_story_about_it(
    fault: Callable[[], tuple[Any, str, Any]], story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*fault())

    assert await fails(story)


@pytest.mark.servers
@pytest.mark.slow
def test_the_demo_fails_and_names_the_story_when_a_rule_is_broken() -> None:
    command = "import sys, demo; sys.exit(demo.play(only=['village-agreement']))"

    played = subprocess.run(
        [sys.executable, "-c", command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(FAULT), str(ROOT)])},
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
