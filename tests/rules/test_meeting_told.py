"""Which other matters an entry of a meeting is about, and whose duty it is to know of them."""

from dataclasses import asdict, replace

import pytest

from rules.dispute.procedure import DISPUTE
from rules.meeting import commands, events
from rules.meeting.procedure import MEETING
from rules.procedure import Event, Officer
from tests.rules.meetings import (
    EXPERT,
    GRID_WORKER,
    LABOUR_HEAD,
    LEADER,
    NUMBER,
    RECEPTION,
    TOWN_HEAD,
    MeetingStory,
    a_first_matter_received,
    a_meeting,
    under_way,
)
from tests.rules.story import a_dispute

ANOTHER = "SL-2026-8"


def about(story: MeetingStory, kind: type[Event]) -> frozenset[str]:
    """What the last entry of this kind is about."""
    body = next(asdict(each) for each in reversed(story.events) if isinstance(each, kind))
    return MEETING.others(story.state, body)


def test_an_entry_names_the_matter_of_its_item_and_no_other() -> None:
    story = a_meeting("joint").add(NUMBER).add(ANOTHER).brief(1)

    assert about(story, events.ItemAdded) == {ANOTHER}
    assert about(story, events.BriefingFiled) == {NUMBER}


def test_minutes_are_about_all_that_stands_on_the_agenda() -> None:
    story = a_meeting("joint").add(NUMBER).add(ANOTHER).add()
    story.brief(1).brief(2).brief(3).begin()

    story.decline(1).decline(2).decline(3).finish().file_minutes()

    assert about(story, events.MinutesFiled) == {NUMBER, ANOTHER}
    assert about(story, events.SessionFinished) == set()


def test_an_agenda_that_stood_from_the_start_is_about_what_it_names() -> None:
    story = a_meeting("joint", about=(NUMBER, ANOTHER))

    assert about(story, events.MeetingConvened) == {NUMBER, ANOTHER}


def test_an_entry_that_belongs_to_no_item_is_about_no_matter() -> None:
    story = under_way("joint")

    assert about(story, events.MeetingBegun) == set()
    assert about(story, events.ItemAdded) == set()


def test_whoever_convenes_it_keeps_its_papers_or_leads_it_is_told() -> None:
    story = under_way()

    for officer in (LEADER, RECEPTION):
        assert MEETING.told(story.state, officer)
    for officer in (GRID_WORKER, LABOUR_HEAD):
        assert not MEETING.told(story.state, officer)


def test_whoever_has_a_task_by_it_is_told_and_nobody_else_of_another_unit() -> None:
    story = under_way("joint").assign()

    assert MEETING.told(story.state, LABOUR_HEAD)
    assert not MEETING.told(story.state, replace(LABOUR_HEAD, unit="sl-d2"))
    assert not MEETING.told(story.state, TOWN_HEAD)


def test_whoever_follows_what_came_of_it_is_told() -> None:
    meeting = a_first_matter_received().state
    [item] = meeting.items

    followed = replace(meeting, items=(replace(item, follower=TOWN_HEAD),))
    assert MEETING.told(followed, TOWN_HEAD)
    assert not MEETING.told(meeting, TOWN_HEAD)


@pytest.mark.parametrize("guest", [EXPERT, Officer("head", "dept_head", "sl-d2")])
def test_whoever_is_only_invited_is_told_no_number(guest: Officer) -> None:
    story = under_way("remote-guidance").ask(commands.Invite, **vars(guest))

    assert not MEETING.told(story.state, guest)


def test_a_procedure_that_speaks_of_itself_alone_is_told_to_all_who_see_it() -> None:
    state = a_dispute().state

    assert DISPUTE.others(state, {"matter": NUMBER}) == frozenset()
    assert DISPUTE.told(state, EXPERT)
