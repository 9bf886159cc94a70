"""A meeting as a test tells it: convened on a Monday morning for that very day."""

from datetime import date, timedelta
from typing import Any

from rules.meeting import commands
from rules.meeting.convening import convene
from rules.meeting.matter import Meeting
from rules.meeting.procedure import MEETING
from rules.procedure import Officer
from rules.tracking import holder
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story

LEADER = county.seated("county_leader", county.COUNTY)
ANOTHER_LEADER = Officer("another-leader", "county_leader", county.COUNTY)
RECEPTION = county.RECEPTION_CENTRE
BUREAU = county.seated("petition_bureau", county.COUNTY)
BUREAU_HEAD = county.seated("petition_bureau_head", county.COUNTY)
TOWN_HEAD = county.seated("township_head", county.TOWNSHIP)
LABOUR_HEAD = county.seated("dept_head", "sl-d1")
SECRETARY = county.SECRETARY
CADRE = county.CADRE
GRID_WORKER = county.seated("grid_worker", county.VILLAGE)
MEDIATOR = county.MEDIATOR
SUPERVISOR = county.SUPERVISOR
CENTRE = county.CENTRE
EXPERT = Officer("expert", "invited_expert", county.COUNTY)
WITH_A_CODE = holder(county.COUNTY)
NUMBER = "SL-2026-7"

# Who convenes each kind, in the tests.
CONVENERS = {
    "reception": LEADER,
    "outreach": LEADER,
    "joint": BUREAU_HEAD,
    "talk-on-the-fours": SECRETARY,
    "supervision": SUPERVISOR,
    "weekly-consultation": CENTRE,
    "hearing-panel": BUREAU_HEAD,
    "remote-guidance": MEDIATOR,
    "house-visit": GRID_WORKER,
    "village-stay": CADRE,
}


def of(kind: type[Any], by: Officer, **said: Any) -> Any:
    return kind(id=KEY, by=by, **said)


class MeetingStory(Story):
    state: Meeting

    @property
    def by(self) -> Officer:
        return CONVENERS[self.state.kind.code]

    def ask(self, kind: type[Any], by: Officer | None = None, **said: Any) -> "MeetingStory":
        self.hear(of(kind, by or self.by, **said))
        return self

    def add(self, matter: str | None = None) -> "MeetingStory":
        return self.ask(commands.AddItem, topic=WORDS, matter=matter)

    def brief(self, item: int = 1) -> "MeetingStory":
        return self.ask(commands.FileBriefing, item=item, briefing=WORDS)

    def begin(self, **said: Any) -> "MeetingStory":
        return self.ask(commands.BeginMeeting, **said)

    def book(self, booking: str = "b-1", matter: str | None = None) -> "MeetingStory":
        return self.ask(commands.BookVisit, WITH_A_CODE, booking=booking, matter=matter)

    def receive(self, item: int = 1, persons: int = 3, *, is_first: bool = True) -> "MeetingStory":
        return self.ask(commands.ReceiveVisitors, item=item, persons=persons, is_first=is_first)

    def become(self, item: int = 1, matter: str = NUMBER) -> "MeetingStory":
        return self.ask(commands.EndAsMatter, item=item, matter=matter)

    def decide(self, item: int = 1) -> "MeetingStory":
        return self.ask(commands.DecideItem, item=item, decision=WORDS)

    def assign(self, item: int = 1, due_on: date | None = date(2026, 11, 12), **said: Any) -> "MeetingStory":
        return self.ask(commands.AssignTask, **task(item=item, due_on=due_on, **said))

    def decline(self, item: int = 1) -> "MeetingStory":
        return self.ask(commands.DeclineItem, item=item, reason=WORDS)

    def finish(self) -> "MeetingStory":
        return self.ask(commands.FinishSession)

    def file_minutes(self) -> "MeetingStory":
        return self.ask(commands.FileMinutes, meeting_minutes=WORDS)


def task(**said: Any) -> dict[str, Any]:
    return {"role": "dept_head", "unit": "sl-d1", "task": WORDS, **said}


def meeting(kind: str = "reception", **said: Any) -> Any:
    by = said.pop("by", CONVENERS.get(kind, LEADER))
    whole = {
        "id": "meeting/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "kind": kind,
        "scheduled_for": county.MONDAY + timedelta(hours=1),
        "place_unit": by.unit,
        "by": by,
        "at": county.MONDAY,
    }
    return convene(**{**whole, **said})


def a_meeting(kind: str = "reception", **said: Any) -> MeetingStory:
    return MeetingStory(MEETING, meeting(kind, **said), said.get("edition", county.TOLD))


def under_way(kind: str = "reception", **said: Any) -> MeetingStory:
    """One item, prepared where that is needed, and begun."""
    story = a_meeting(kind, **said).add()
    if story.state.kind.needs_briefing:
        story.brief()
    if story.state.kind.has_panel:
        story.ask(commands.DrawHearingPanel)
    return story.begin()


def a_first_matter_received() -> MeetingStory:
    """Finished, its minutes filed; the leader who received it follows it."""
    return under_way().receive().become().finish().file_minutes()
