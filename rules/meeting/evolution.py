"""A meeting after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from rules import timekeeping
from rules.clocks.clock import Clock
from rules.editions import Edition, Organ, Seat
from rules.meeting import events
from rules.meeting.matter import (
    AS_SET,
    DAY,
    FOLLOW,
    MINUTES,
    OF_FOLLOWING,
    OF_MINUTES,
    OF_THE_DAY,
    TASK,
    UNSET,
    Assigned,
    Came,
    Ending,
    Item,
    Meeting,
    Outcome,
    Passing,
    Stage,
    clock_of,
)
from rules.procedure import after, with_clock


def begin(event: events.MeetingConvened, edition: Edition) -> Meeting:
    kind = edition.meetings.kind(event.kind)
    assert kind
    organ = next((seat.organ for seat in kind.conveners if seat.role == event.role), Organ.COUNTY)
    items = tuple(
        Item(number=n, came=Came.ADDED, added_at=event.at, matter=matter)
        for n, matter in enumerate(event.about, start=1)
    )
    meeting = Meeting(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=0 if event.by is None else 1,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        kind=kind,
        unit=event.unit,
        owner=Seat(event.role, organ),
        leader=event.leader,
        rota=event.rota,
        scheduled_for=event.scheduled_for,
        place_unit=event.place_unit,
        room=event.room,
        awaits_day=event.awaits_day,
        items=items,
        waiting_since=event.at,
    )
    return _running(meeting, DAY, OF_THE_DAY, "rota-asked", event.at) if event.awaits_day else meeting


def evolve(before: Meeting, event: Any) -> Meeting:
    meeting = timekeeping.counted_again(after(before, event), event)
    match event:
        case timekeeping.DueDatesRecomputed():
            return replace(meeting, overdue=_still_overdue(meeting, event.at))
        case events.MeetingDutyFellOverdue():
            return replace(meeting, overdue=meeting.overdue | {event.clock})
        case events.DayKept():
            return _met(replace(meeting, awaits_day=False, waiting_since=event.at), DAY, event.at)
        case events.MeetingMoved():
            moved = replace(
                meeting,
                scheduled_for=event.scheduled_for,
                place_unit=event.place_unit,
                room=event.room,
                awaits_day=False,
                waiting_since=event.at,
            )
            return _met(moved, DAY, event.at)
        case events.Invited():
            return replace(meeting, invited=(*meeting.invited, event.officer))
        case events.RecordingConsentGiven():
            return replace(meeting, agreed=meeting.agreed | {event.person})
        case events.RecordingConsentRefused():
            is_recorded = meeting.is_recorded and not event.stops
            return replace(meeting, agreed=meeting.agreed - {event.person}, is_recorded=is_recorded)
        case events.HearingPanelDrawn():
            return replace(meeting, panel=event.panel)
        case events.HearingPanelMemberRecused():
            return replace(meeting, panel=event.panel, recused=meeting.recused | {event.person})
        case events.MeetingBegun():
            return replace(
                meeting,
                stage=Stage.UNDER_WAY,
                leader=event.leader,
                is_recorded=event.is_recorded,
                waiting_since=event.at,
            )
        case events.SessionFinished():
            done = replace(meeting, stage=Stage.CARRYING_OUT, is_recorded=False, waiting_since=event.at)
            if not meeting.kind.needs_minutes:
                return done
            return _running(done, MINUTES, OF_MINUTES, "session-finished", event.at)
        case events.MinutesFiled():
            return _met(replace(meeting, has_minutes=True, waiting_since=event.at), MINUTES, event.at)
        case events.MeetingEnded():
            return _ended(meeting, event)
        case events.AgendaDrawn() | events.ItemAdded() | events.VisitBooked() | events.VisitCancelled():
            return _agenda(meeting, event)
        case _:
            return _item(meeting, event)


def _agenda(meeting: Meeting, event: Any) -> Meeting:
    match event:
        case events.ItemAdded():
            added = Item(number=event.item, came=Came.ADDED, added_at=event.at, matter=event.matter)
            return meeting.with_item(added)
        case events.VisitBooked():
            booked = Item(
                number=event.item,
                came=Came.BOOKED,
                added_at=event.at,
                matter=event.matter,
                booking=event.booking,
            )
            return meeting.with_item(booked)
        case events.VisitCancelled():
            return replace(meeting, items=tuple(x for x in meeting.items if x.number != event.item))
        case _:
            drawn = meeting
            for n, matter in enumerate(event.matters, start=event.first):
                drawn = drawn.with_item(Item(number=n, came=Came.DRAWN, added_at=event.at, matter=matter))
            return replace(drawn, is_drawn=True)


def _item(meeting: Meeting, event: Any) -> Meeting:
    item = meeting.item(event.item)
    assert item
    match event:
        case events.BriefingFiled():
            return meeting.with_item(replace(item, has_briefing=True))
        case events.VisitorsReceived():
            return meeting.with_item(replace(item, persons=event.persons, is_first=event.is_first))
        case events.PanelOpinionAttached():
            return meeting.with_item(replace(item, recommends=event.recommends))
        case events.ItemDecided():
            return meeting.with_item(replace(item, ending=Ending.DECISION))
        case events.ItemDeclined():
            return meeting.with_item(replace(item, ending=Ending.NO))
        case events.ItemBecameMatter():
            ended = replace(item, ending=Ending.MATTER, matter=event.matter, follower=event.follower)
            became = meeting.with_item(ended)
            name = clock_of(FOLLOW, item.number)
            if event.follower is None:
                return became
            return _running(became, name, OF_FOLLOWING, "matter-first-received", event.at)
        case events.TaskAssigned():
            task = Assigned(event.role, event.unit)
            assigned = meeting.with_item(replace(item, ending=Ending.TASK, task=task))
            rule = UNSET if event.due_on is None else AS_SET
            return _running(
                assigned, clock_of(TASK, item.number), rule, "task-assigned", event.at, event.due_on
            )
        case events.TaskReported():
            assert item.task
            reported = replace(item, task=replace(item.task, reported_at=event.at))
            return _met(meeting.with_item(reported), clock_of(TASK, item.number), event.at)
        case events.PassingOnAsked():
            assert event.by
            return meeting.with_item(replace(item, passing=Passing(event.by.person, event.to)))
        case events.FollowingPassedOn():
            assert item.passing
            return meeting.with_item(replace(item, follower=item.passing.to, passing=None))
        case events.PassingOnDeclined():
            return meeting.with_item(replace(item, passing=None))
        case events.FollowingEnded():
            ended = replace(item, followed_until=event.at, passing=None)
            return _met(meeting.with_item(ended), clock_of(FOLLOW, item.number), event.at)
        case _:
            raise TypeError(type(event).__name__)


def _running(
    meeting: Meeting, name: str, rule: str, event: str, at: datetime, set_for: date | None = None
) -> Meeting:
    clock = Clock(name=name, rule=rule, event=event, started_at=at, set_for=set_for)
    return with_clock(meeting, clock)


def _met(meeting: Meeting, name: str, at: datetime) -> Meeting:
    """The duty of that clock is done; where none runs, nothing was due."""
    clocks = tuple(
        replace(each, met_at=at) if each.name == name and each.is_open else each for each in meeting.clocks
    )
    return replace(meeting, clocks=clocks, overdue=meeting.overdue - {name})


def _still_overdue(meeting: Meeting, at: datetime) -> frozenset[str]:
    dues = {name: meeting.due(name) for name in meeting.overdue}
    return frozenset(name for name, due in dues.items() if due and at >= due.is_over_at)


def _ended(meeting: Meeting, event: events.MeetingEnded) -> Meeting:
    ended = replace(
        meeting, stage=Stage.CLOSED, outcome=event.outcome, closed_at=event.at, overdue=frozenset()
    )
    if event.outcome is Outcome.HELD:
        return timekeeping.closed(ended, event.at)
    cancelled = tuple(replace(each, cancelled_at=event.at) if each.is_open else each for each in ended.clocks)
    return replace(ended, clocks=cancelled)
