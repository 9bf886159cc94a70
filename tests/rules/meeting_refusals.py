"""Every "no" that can be said about a meeting, with somebody who asks for it and is told so."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from rules.meeting import commands
from rules.meeting.convening import convene_by_rota
from rules.meeting.procedure import MEETING
from rules.meeting.rota import turns
from rules.refusals import Reason
from tests.rules import county
from tests.rules.meetings import (
    ANOTHER_LEADER,
    BUREAU_HEAD,
    EXPERT,
    LEADER,
    NUMBER,
    SUPERVISOR,
    WITH_A_CODE,
    MeetingStory,
    a_first_matter_received,
    a_meeting,
    meeting,
    of,
    task,
    under_way,
)
from tests.rules.story import WORDS

Ask = Callable[[], Any]


def asked(story: MeetingStory, kind: type[Any], by: Any = LEADER, **said: Any) -> Ask:
    return partial(story.hear, of(kind, by, **said))


def by_rota() -> MeetingStory:
    """On the fifteenth of November 2026, a Sunday."""
    (turn,) = (
        each
        for each in turns(county.TOLD, date(2026, 11, 15), date(2026, 11, 15))
        if each.name == "the-fifteenth"
    )
    first = convene_by_rota(
        id="meeting/sl/SL-2026-1/1", number="SL-2026-1", edition=county.TOLD, turn=turn, at=county.MONDAY
    )
    return MeetingStory(MEETING, first, county.TOLD)


def passing(to: Any = ANOTHER_LEADER) -> dict[str, Any]:
    return {"item": 1, "person": to.person, "role": to.role, "unit": to.unit, "reason": WORDS}


def full() -> MeetingStory:
    story = a_meeting()
    for n in range(12):
        story.book(f"b-{n}")
    return story


def next_week() -> MeetingStory:
    return a_meeting(scheduled_for=county.MONDAY + timedelta(days=7))


BEGIN, NO, ONE = commands.BeginMeeting, commands.DeclineItem, {"item": 1, "reason": WORDS}

OF_A_MEETING: Mapping[Reason, Callable[[], Ask]] = {
    Reason.NOBODY_CONVENES_THERE: lambda: partial(meeting, "reception", by=SUPERVISOR),
    Reason.MEETING_IN_THE_PAST: lambda: partial(meeting, scheduled_for=county.MONDAY - timedelta(days=1)),
    Reason.MEETING_NOT_YET: lambda: asked(next_week(), BEGIN),
    Reason.DAY_UNDECIDED: lambda: asked(by_rota(), BEGIN),
    Reason.NO_SUCH_ITEM: lambda: asked(under_way(), NO, item=9, reason=WORDS),
    Reason.ITEM_HAS_ITS_END: lambda: asked(under_way().decide(), NO, **ONE),
    Reason.ITEM_WITHOUT_END: lambda: asked(under_way(), commands.FinishSession),
    Reason.ALREADY_ON_THE_AGENDA: lambda: partial(meeting, about=(NUMBER, NUMBER)),
    Reason.BRIEFING_MISSING: lambda: asked(a_meeting("outreach").add(), BEGIN),
    Reason.ONLY_A_MATTER_OR_A_NO: lambda: asked(
        under_way("house-visit"), commands.DecideItem, under_way("house-visit").by, item=1, decision=WORDS
    ),
    Reason.LIMIT_IN_THE_PAST: lambda: asked(
        under_way(), commands.AssignTask, **task(item=1, due_on=date(2026, 11, 1))
    ),
    Reason.LIMIT_NOT_SET: lambda: asked(under_way(), commands.AssignTask, **task(item=1)),
    Reason.NOBODY_PERFORMS_THERE: lambda: asked(
        under_way(), commands.AssignTask, **task(item=1, role="auditor")
    ),
    Reason.FULLY_BOOKED: lambda: asked(full(), commands.BookVisit, WITH_A_CODE, booking="b", matter=None),
    Reason.BOOKED_ALREADY: lambda: asked(
        a_meeting().book(), commands.BookVisit, WITH_A_CODE, booking="b-1", matter=None
    ),
    Reason.NO_SUCH_BOOKING: lambda: asked(a_meeting(), commands.CancelVisit, WITH_A_CODE, booking="b"),
    Reason.VISITORS_COUNTED_ALREADY: lambda: asked(
        under_way().receive(), commands.ReceiveVisitors, item=1, persons=1, is_first=False
    ),
    Reason.NO_VISITORS: lambda: asked(
        under_way(), commands.ReceiveVisitors, item=1, persons=0, is_first=False
    ),
    Reason.INVITED_ALREADY: lambda: asked(
        a_meeting().ask(commands.Invite, **vars(EXPERT)), commands.Invite, **vars(EXPERT)
    ),
    Reason.CONSENT_TO_RECORD_MISSING: lambda: asked(a_meeting(), BEGIN, is_recorded=True),
    Reason.NOT_FOLLOWED: lambda: asked(under_way().decide().finish(), commands.AskToPassOn, **passing()),
    Reason.MATTER_STILL_OPEN: lambda: asked(
        a_first_matter_received(), commands.EndFollowing, item=1, report=WORDS, open_cases=1
    ),
    Reason.PASSING_ON_ASKED_ALREADY: lambda: asked(
        a_first_matter_received().ask(commands.AskToPassOn, **passing()), commands.AskToPassOn, **passing()
    ),
    Reason.NO_PASSING_ON_ASKED: lambda: asked(
        a_first_matter_received(), commands.AnswerPassingOn, BUREAU_HEAD, item=1, agrees=True
    ),
    Reason.NOT_BY_WHO_IS_CONCERNED: lambda: asked(
        a_first_matter_received(), commands.AskToPassOn, **passing(LEADER)
    ),
}
