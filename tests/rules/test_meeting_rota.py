"""The rota: which meetings come round, in which order, and that a day off is asked about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counties.meeting_work import meeting_work
from rules.meeting import commands
from rules.meeting.convening import convene_by_rota
from rules.meeting.matter import Stage
from rules.meeting.procedure import MEETING
from rules.meeting.rota import Turn, next_look_at, turns
from rules.procedure import TimePassed
from rules.refusals import Reason
from tests.rules import county
from tests.rules.meetings import LEADER, MeetingStory, of
from tests.rules.story import WORDS

NOVEMBER = turns(county.TOLD, date(2026, 11, 1), date(2026, 11, 30))
# the fifteenth of November 2026 is a Sunday
FIFTEENTH = next(turn for turn in NOVEMBER if turn.name == "the-fifteenth")


def by_rota(turn: Turn = FIFTEENTH) -> MeetingStory:
    first = convene_by_rota(
        id="meeting/sl/SL-2026-1/1", number="SL-2026-1", edition=county.TOLD, turn=turn, at=county.MONDAY
    )
    return MeetingStory(MEETING, first, county.TOLD)


def days_of(name: str, unit: str) -> list[int]:
    return [turn.day.day for turn in NOVEMBER if (turn.name, turn.unit) == (name, unit)]


def test_each_row_comes_round_on_its_days_at_each_unit_of_its_level() -> None:
    assert days_of("the-fifteenth", "sl") == [15]
    assert days_of("two-a-week", "sl") == [3, 5, 10, 12, 17, 19, 24, 26]
    assert days_of("the-fours", "sl-t1") == [4, 14, 24]
    assert {turn.unit for turn in NOVEMBER if turn.name == "township-mondays"} == {
        "sl-t1", "sl-t2", "sl-t3", "sl-t4",
    }  # fmt: skip
    assert days_of("township-mondays", "sl-t4") == [2, 9, 16, 23, 30]
    assert len({turn.key for turn in NOVEMBER}) == len(NOVEMBER)


def test_a_turn_is_an_instant_of_its_day_in_asia_shanghai() -> None:
    assert FIFTEENTH.scheduled_for == datetime(2026, 11, 15, 1, tzinfo=UTC)
    assert FIFTEENTH.key == "the-fifteenth/sl/2026-11-15"


def test_a_month_without_such_a_day_has_no_such_turn() -> None:
    rota = (replace(county.TOLD.meetings.rota[0], month_days=(31,)),)
    edition = replace(county.TOLD, meetings=replace(county.TOLD.meetings, rota=rota))

    assert turns(edition, date(2026, 11, 1), date(2026, 11, 30)) == ()
    assert len(turns(edition, date(2026, 12, 1), date(2026, 12, 31))) == 1


def test_two_looks_over_one_day_call_for_the_same_turns() -> None:
    first = turns(county.TOLD, date(2026, 11, 2), date(2026, 11, 16))
    second = turns(county.TOLD, date(2026, 11, 3), date(2026, 11, 17))

    assert [each for each in first if each.day > date(2026, 11, 2)] == [
        each for each in second if each.day < date(2026, 11, 17)
    ]


def test_it_is_looked_at_again_with_the_next_legal_day() -> None:
    late = datetime(2026, 11, 2, 15, 59, tzinfo=UTC)

    assert next_look_at(late, date(2026, 11, 2)) == datetime(2026, 11, 2, 16, tzinfo=UTC)


def test_on_a_day_off_the_rota_asks_and_decides_nothing() -> None:
    story = by_rota()

    assert story.state.awaits_day
    assert story.tasks() == {"decide-the-day": ("county_leader", "sl")}
    assert story.notices() == [("rota-asks", "county_leader", "sl")]
    view = MEETING.view(story.state)
    assert (view.case.due_on, view.case.needs_attention) == (date(2026, 11, 5), True)
    assert not view.meetings[0].is_announced
    story.at = FIFTEENTH.scheduled_for
    story.hear(TimePassed())
    assert story.refusal_of(of(commands.BeginMeeting, LEADER)) is Reason.DAY_UNDECIDED
    assert story.state.stage is Stage.PLANNED


def test_the_day_is_kept_or_moved_by_whoever_convenes_it_with_a_reason() -> None:
    story = by_rota().ask(commands.DecideDay, reason=WORDS)
    assert (story.state.awaits_day, story.state.scheduled_for) == (False, FIFTEENTH.scheduled_for)
    assert [clock.state for clock in MEETING.view(story.state).clocks] == ["met"]

    story, later = by_rota(), FIFTEENTH.scheduled_for + timedelta(days=1)
    past = of(commands.DecideDay, LEADER, reason=WORDS, scheduled_for=county.MONDAY)
    assert story.refusal_of(past) is Reason.MEETING_IN_THE_PAST
    story.ask(commands.DecideDay, reason=WORDS, scheduled_for=later)
    assert (story.state.awaits_day, story.state.scheduled_for) == (False, later)
    again = of(commands.DecideDay, LEADER, reason=WORDS)
    assert story.refusal_of(again) is Reason.NOT_AT_THIS_STAGE


def test_what_nobody_decided_in_time_is_told_and_a_cancelled_one_leaves_no_clock() -> None:
    story = by_rota()
    story.wait_for_the_next_moment()
    assert ("meeting-overdue", "supervisor", "sl") in story.notices()

    story.ask(commands.CancelMeeting, reason=WORDS)
    assert [clock.state for clock in MEETING.view(story.state).clocks] == ["cancelled"]


def test_on_a_working_day_nothing_is_asked() -> None:
    story = by_rota(next(turn for turn in NOVEMBER if turn.name == "two-a-week"))

    assert not story.state.awaits_day
    assert story.notices() == []
    assert MEETING.view(story.state).meetings[0].is_announced
    assert (story.state.rota, story.state.leader, story.state.decided_seq) == ("two-a-week", None, 0)


def test_a_rota_of_what_there_is_not_is_no_rota() -> None:
    row = {"name": "r", "kind": "no-such-kind", "seat": "county_leader@county", "at": None}
    work = {"kinds": [], "ahead_days": 1, "performers": [], "approver": "supervisor@county"}

    with pytest.raises(ValueError, match="r"):
        meeting_work({**work, "rota": [{**row, "weekdays": [1]}]})
