"""Nobody says anything: it reaches a supervisor, and accepts and ends nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.dockings.docking import Silence
from rules.handoff import events
from rules.handoff.matter import Holder, Outcome, Stage
from rules.refusals import Reason
from rules.timekeeping import CorrectStart, RulesPublished, next_notice_at
from tests.rules import county
from tests.rules.handoff.story import (
    TRIBUNAL,
    a_handoff_at,
    expire,
)
from tests.rules.story import KEY, WORDS

pytestmark = pytest.mark.usefixtures("trial_row")


def test_silence_reaches_a_supervisor_and_neither_accepts_nor_ends_it() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")

    silent = story.wait_for_the_next_moment()

    assert [(type(each), each.follows) for each in silent] == [(events.HandoffSilent, Silence.REAPPOINT)]  # type: ignore[attr-defined]
    assert (story.state.stage, story.state.holder) == (Stage.RECEIVED, Holder.SENDER)
    assert story.notices()[-2:] == [
        ("handoff-silent", "supervisor", "sl"),
        ("silence-reappoint", TRIBUNAL.role, TRIBUNAL.unit),
    ]
    assert story.tasks()["look-into-silence"] == ("supervisor", "sl")
    assert story.wait(days=30) == ()


def test_of_silence_people_are_told_in_the_notice_hours_and_by_the_day_that_passed() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")

    story.wait_for_the_next_moment()

    told = [each for each in story.letters_of("notice") if "silen" in each.body["code"]]
    assert {each.body["due_on"] for each in told} == {"2026-11-05"}
    assert {each.not_before for each in told} == {next_notice_at(story.edition, story.at)}


def test_the_silence_of_one_whom_an_agency_waits_for_reaches_the_supervisor_alone() -> None:
    story = a_handoff_at(Stage.RECEIVED, "from-agency")

    story.wait_for_the_next_moment()

    assert [code for code in story.codes() if "silen" in code] == ["handoff-silent"]


def test_a_late_answer_ends_the_silence() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")
    story.wait_for_the_next_moment()

    story.accept()

    assert not story.state.is_late
    assert "look-into-silence" not in story.tasks()
    assert story.procedure.view(story.state).case.light == "green"


def test_after_silence_a_person_ends_it_and_never_before() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")

    assert story.refusal_of(expire(by=TRIBUNAL)) is Reason.NOT_SILENT

    story.wait_for_the_next_moment()
    story.hear(expire(by=TRIBUNAL))

    assert (story.state.outcome, story.state.has_ended) == (Outcome.EXPIRED, True)


def test_what_has_ended_is_silent_no_more() -> None:
    story = a_handoff_at(Stage.CLOSED, "among-us")

    assert story.wait(days=90) == ()
    assert story.procedure.next_moment(story.state) is None


def test_a_correction_that_gives_time_back_takes_the_silence_away() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")
    story.wait_for_the_next_moment()

    story.hear(
        CorrectStart(
            id=KEY,
            by=county.SUPERVISOR,
            clock="accept-by",
            started_at=story.at - timedelta(hours=1),
            reason=WORDS,
        )
    )

    assert story.state.silent == frozenset()


def test_a_rule_that_is_published_moves_the_dates_of_an_open_handoff() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")
    rule = replace(story.state.edition.rule("K-50"), count=5)

    story.hear(RulesPublished(version="demo/9", clocks=(rule,)))

    assert story.state.due("accept-by").on == date(2026, 11, 9)  # type: ignore[union-attr]
