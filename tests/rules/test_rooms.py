"""A room is a line of a unit's register, and is named where people sit down together."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rules.dispute import commands
from rules.dispute.procedure import DISPUTE
from rules.instants import ONE_DAY
from rules.meeting import commands as meetings
from rules.meeting.procedure import MEETING
from rules.registers import PublicName, Register, RegisterLine, Room, rooms_at
from rules.review.procedure import REVIEW
from tests.rules import county
from tests.rules.after_reply import asked_for, panel
from tests.rules.meetings import a_meeting
from tests.rules.story import KEY, WORDS, a_dispute

DAY = date(2026, 11, 2)


def line(ref: str, unit: str = "sl", **changes: Any) -> RegisterLine:
    what = Room(name=PublicName(ref), seats=12, is_step_free=True)
    held = {"valid_from": date(2026, 1, 1), "valid_until": None, **changes}
    return RegisterLine(Register.ROOMS, ref, unit, what, **held)


@pytest.mark.parametrize(
    ("there", "found"),
    [
        (line("a"), ["a"]),
        (line("a", "sl-t1"), []),
        (line("a", valid_from=DAY + timedelta(days=1)), []),
        (line("a", valid_until=DAY), []),
        (line("a", valid_until=DAY + timedelta(days=1)), ["a"]),
    ],
)
def test_the_rooms_of_a_unit_are_those_that_are_open_there_on_that_day(
    there: RegisterLine, found: list[str]
) -> None:
    assert list(rooms_at([there], "sl", DAY)) == found


def test_the_room_of_a_session_is_kept_when_it_is_put_off() -> None:
    story = a_dispute().everyone_consents()
    story.hear(
        commands.ScheduleSession(
            id=KEY, by=story.lead, scheduled_for=story.at + ONE_DAY, place_unit=county.VILLAGE, room="r-1"
        )
    )
    story.hear(
        commands.PostponeSession(id=KEY, by=story.lead, scheduled_for=story.at + 2 * ONE_DAY, reason=WORDS)
    )

    (session,) = DISPUTE.view(story.state).sessions
    assert (session.room, session.scheduled_for) == ("r-1", story.at + 2 * ONE_DAY)


def test_a_session_need_not_have_a_room() -> None:
    (session,) = DISPUTE.view(a_dispute().everyone_consents().schedule().state).sessions

    assert session.room is None


def test_a_hearing_is_held_in_the_room_for_which_its_panel_was_drawn() -> None:
    story = asked_for()
    story.hear(replace(panel(story), room="r-2"))

    (hearing,) = REVIEW.view(story.state).sessions
    assert hearing.room == "r-2"


def test_a_meeting_is_in_its_room_until_it_is_moved_to_another_or_to_none() -> None:
    story = a_meeting(room="r-1")
    rooms = [MEETING.view(story.state).meetings[0].room]

    for room in ("r-2", None):
        later = county.MONDAY + 3 * ONE_DAY
        story.ask(meetings.MoveMeeting, scheduled_for=later, place_unit="sl", room=room, reason=WORDS)
        rooms.append(MEETING.view(story.state).meetings[0].room)

    assert rooms == ["r-1", "r-2", None]
