"""What people read of a meeting, and what must go out because of an event."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from rules import timekeeping
from rules.articles import Basis
from rules.instants import legal_day
from rules.journal import AgendaRow, CaseRow, Letter, MeetingRow, Task, View
from rules.meeting import events
from rules.meeting.matter import (
    DAY,
    FOLLOW,
    MINUTES,
    TASK,
    Item,
    Meeting,
    Outcome,
    Stage,
    clock_of,
    its_people,
)
from rules.procedure import Event, Officer

EXPERT = "invited_expert"  # sees what they are invited to, and nothing by their unit


def others(meeting: Meeting, body: Mapping[str, Any]) -> frozenset[str]:
    """County policy 36, 41: the matters that an entry is about: its item's, those it names; of the minutes,
    all that stand on the agenda."""
    numbers = {item.number: item.matter for item in meeting.items}
    named = [body.get("matter"), *body.get("about", ()), *body.get("matters", ())]
    if "meeting_minutes" in body:
        named += numbers.values()
    return frozenset(each for each in (*named, numbers.get(body.get("item", 0))) if each)


def has_a_duty(meeting: Meeting, officer: Officer) -> bool:
    """County policy 36, 41: whoever convenes it and the desks that keep its papers, its leader, and whoever
    has to do or to follow something by it. Whoever is invited, or only looks on, is told no number."""
    works = [item.follower for item in meeting.items] + [meeting.leader]
    tasks = [(item.task.role, item.task.unit) for item in meeting.items if item.task]
    return its_people(meeting, officer) or officer in works or (officer.role, officer.unit) in tasks


def view(meeting: Meeting) -> View:
    edition, due = meeting.edition, _nearest(meeting)
    is_late = bool(meeting.overdue)
    return View(
        case=CaseRow(
            stage=meeting.stage,
            step=None,
            owner_unit=meeting.unit,
            owner_role=meeting.owner.role,
            handler=None,  # it is its seat's, whoever leads it
            waits_for=_waits_for(meeting),
            next_moment=min(moments(meeting), default=None),
            due_on=due,
            overdue=is_late,
            needs_attention=is_late or meeting.awaits_day,
            outcome=meeting.outcome,
            places=_places(meeting),
            opened_at=meeting.opened_at,
            changed_at=meeting.changed_at,
            closed_at=meeting.closed_at,
            light="red" if is_late else "green",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
        ),
        tasks=() if meeting.has_ended else tuple(_tasks(meeting)),
        clocks=timekeeping.rows(meeting),
        meetings=(_row(meeting),),
        agenda=tuple(_line(meeting, item) for item in meeting.items),
    )


def _row(meeting: Meeting) -> MeetingRow:
    is_open = meeting.kind.is_public and meeting.stage is Stage.PLANNED and not meeting.awaits_day
    return MeetingRow(
        meeting_kind=meeting.kind.code,
        unit=meeting.unit,
        role=meeting.owner.role,
        place_unit=meeting.place_unit,
        scheduled_for=meeting.scheduled_for,
        capacity=meeting.kind.capacity,
        booked=meeting.booked,
        batches=meeting.batches,
        person_times=meeting.person_times,
        is_announced=is_open,
        people=meeting.panel,
        room=meeting.room,
    )


def _line(meeting: Meeting, item: Item) -> AgendaRow:
    task = clock_of(TASK, item.number)
    has_clock = any(clock.name == task for clock in meeting.clocks)
    return AgendaRow(
        item=item.number,
        about=item.matter,
        came=item.came,
        ending=item.ending,
        due_on=meeting.last_day_of(task) if has_clock else None,
        is_done=item.is_done,
    )


def _places(meeting: Meeting) -> tuple[str, ...]:
    """Where it is convened and held, where somebody has a task by it, and whose people are invited in their
    office; an expert brings nobody else along."""
    performing = {item.task.unit for item in meeting.items if item.task}
    invited = {each.unit for each in meeting.invited if each.role != EXPERT}
    return tuple(sorted({meeting.edition.county, meeting.unit, meeting.place_unit} | performing | invited))


def _nearest(meeting: Meeting) -> date | None:
    """The last day of what is due first."""
    if meeting.has_ended:
        return None
    days = (meeting.last_day_of(clock.name) for clock in meeting.clocks if clock.is_open)
    return min((day for day in days if day), default=None)


def _waits_for(meeting: Meeting) -> str:
    match meeting.stage:
        case Stage.CLOSED:
            return "nothing"
        case Stage.UNDER_WAY:
            return "end-every-item"
        case Stage.CARRYING_OUT:
            return "carry-out-meeting"
        case _:
            return "decide-the-day" if meeting.awaits_day else "hold-meeting"


def moments(meeting: Meeting) -> tuple[datetime, ...]:
    """The instants (UTC) at which what is due falls overdue."""
    dues = {
        clock.name: meeting.due(clock.name)
        for clock in meeting.clocks
        if clock.is_open and clock.name not in meeting.overdue
    }
    return tuple(due.is_over_at for due in dues.values() if due)


def _tasks(meeting: Meeting) -> Iterator[Task]:
    """What waits, and for whom. Whoever is invited sees the session as long as it lasts; by name, so that
    nobody in the same seat sees it with them."""
    role, unit, county = meeting.owner.role, meeting.unit, meeting.edition.county
    leader, since = meeting.leader.person if meeting.leader else None, meeting.waiting_since
    if meeting.stage is not Stage.CARRYING_OUT:
        due = meeting.last_day_of(DAY) if meeting.awaits_day else None
        yield Task(_waits_for(meeting), role, unit, leader, since, due)
        for guest in meeting.invited:
            yield Task("attend-session", "guest", guest.unit, guest.person, since, None)
        for item in meeting.items:
            if item.booking and not item.ending:
                yield Task("follow-visit", role, unit, leader, item.added_at, None)
    elif meeting.kind.needs_minutes and not meeting.has_minutes:
        yield Task("file-minutes", role, unit, leader, since, meeting.last_day_of(MINUTES))
    for item in meeting.items:
        yield from _of_an_item(meeting, item)
    if meeting.overdue:
        earliest = min(
            (late for name in meeting.overdue if (late := meeting.due(name))),
            key=lambda late: late.is_over_at,
        )
        supervisor = meeting.edition.supervisor.role
        yield Task("look-into-meeting", supervisor, county, None, earliest.is_over_at, earliest.on)


def _of_an_item(meeting: Meeting, item: Item) -> Iterator[Task]:
    number, approver, county = item.number, meeting.edition.meetings.approver, meeting.edition.county
    if item.task and item.awaits_report:
        due = meeting.last_day_of(clock_of(TASK, number))
        since = meeting.clock(clock_of(TASK, number)).started_at
        yield Task("perform-task", item.task.role, item.task.unit, None, since, due)
    if item.follower and item.is_followed:
        who, clock = item.follower, meeting.clock(clock_of(FOLLOW, number))
        due = meeting.last_day_of(clock.name)
        yield Task("follow-matter", who.role, who.unit, who.person, clock.started_at, due)
    if item.passing:
        yield Task("answer-passing-on", approver.role, county, None, meeting.changed_at, None)


def follows(meeting: Meeting, event: Any) -> tuple[Letter, ...]:
    """What must go out because of ``event``, given the meeting after it. Carried by the relay."""
    role, unit, seq = meeting.owner.role, meeting.unit, meeting.seq
    match event:
        case events.MeetingConvened(awaits_day=True):
            asked = _notice(seq, "rota-asks", role, unit, meeting.last_day_of(DAY))
            return (_in_notice_hours(meeting, event, asked),)
        case events.TaskAssigned():
            due = meeting.last_day_of(clock_of(TASK, event.item))
            told = _notice(seq, "meeting-task", event.role, event.unit, due)
            return (_in_notice_hours(meeting, event, told),)
        case events.MeetingDutyFellOverdue():
            letters = _late(meeting, event)
            return tuple(_in_notice_hours(meeting, event, each) for each in letters)
        case events.HearingPanelDrawn():
            return _hearing_notices(meeting, event)
        case events.MeetingMoved():
            moved = _notice(seq, "visits-moved", role, unit, None)
            to_visitors = (_in_notice_hours(meeting, event, moved),) if meeting.booked else ()
            return (*to_visitors, *_hearing_notices(meeting, event))
        case timekeeping.DueDatesRecomputed():
            return timekeeping.moved_letters(meeting, event, role, unit)
        case events.MeetingEnded():
            return (*_cancelled(meeting), Letter(seq, "export-history", 1, {"procedure": meeting.id}))
        case _:
            return ()


def _hearing_notices(meeting: Meeting, event: Event) -> tuple[Letter, ...]:
    """The notice of the hearing (D-17 听证通知书), one for each matter on the agenda, through the seat that
    serves it on whose matter it is; nothing before a panel is drawn, and another when the day moves."""
    matters = [item.matter for item in meeting.items if item.matter] if meeting.panel else []
    return tuple(
        Letter(
            meeting.seq,
            "document",
            number,
            {
                "kind": "D-17",
                "unit": meeting.unit,
                "addressees": [f"{meeting.owner.role}@{meeting.unit}"],
                "data": {
                    "on": legal_day(event.at).isoformat(),
                    "unit": meeting.unit,
                    "about": matter,
                    "panel": list(meeting.panel),
                    "scheduled_for": meeting.scheduled_for.isoformat(),
                    "place_unit": meeting.place_unit,
                    **({"room": meeting.room} if meeting.room else {}),
                    "rights": ["recusal", "agent", "to-be-heard", "evidence"],
                    "bases": [Basis.HEARING_PANEL, Basis.RECUSAL],
                },
            },
        )
        for number, matter in enumerate(matters, start=1)
    )


def _cancelled(meeting: Meeting) -> tuple[Letter, ...]:
    """Those who booked are told by whoever keeps the papers."""
    if meeting.outcome is not Outcome.CANCELLED or not meeting.booked:
        return ()
    return (_notice(meeting.seq, "visits-cancelled", meeting.owner.role, meeting.unit, None),)


def _late(meeting: Meeting, event: events.MeetingDutyFellOverdue) -> tuple[Letter, Letter]:
    """To the supervisor; and to whoever owes it."""
    edition, seq = meeting.edition, meeting.seq
    told = _notice(seq, "meeting-overdue", edition.supervisor.role, edition.county, event.due_on)
    role, unit = meeting.owner.role, meeting.unit
    name, _, number = event.clock.partition("-")
    item = meeting.item(int(number)) if number else None
    if item and name == TASK and item.task:
        role, unit = item.task.role, item.task.unit
    if item and name == FOLLOW and item.follower:
        role, unit = item.follower.role, item.follower.unit
    owed = _notice(seq, "meeting-still-owed", role, unit, event.due_on)
    return (told, replace(owed, number=2))


def _notice(seq: int, code: str, role: str, unit: str, due_on: date | None) -> Letter:
    return Letter(seq, "notice", 1, {"code": code, "role": role, "unit": unit, "due_on": str(due_on or "")})


def _in_notice_hours(meeting: Meeting, event: Event, letter: Letter) -> Letter:
    return replace(letter, not_before=timekeeping.next_notice_at(meeting.edition, event.at))
