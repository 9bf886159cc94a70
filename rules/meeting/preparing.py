"""Before a meeting (筹备、访前准备): its agenda, its papers, its people, its day."""

from rules.instants import legal_day
from rules.meeting import commands, events
from rules.meeting.matter import Item, Meeting, Outcome
from rules.procedure import Command, Event, Now, Officer
from rules.refusals import Reason, Refused


def item_of(meeting: Meeting, number: int) -> Item:
    """The item of that number. Raises NO_SUCH_ITEM."""
    item = meeting.item(number)
    if item is None:
        raise Refused(Reason.NO_SUCH_ITEM)
    return item


def open_item(meeting: Meeting, number: int) -> Item:
    """The item of that number, which has no end yet. Raises NO_SUCH_ITEM, ITEM_HAS_ITS_END."""
    item = item_of(meeting, number)
    if item.ending:
        raise Refused(Reason.ITEM_HAS_ITS_END)
    return item


def check_not_on_it(meeting: Meeting, *matters: str) -> None:
    """Raises ALREADY_ON_THE_AGENDA for a matter that stands on it already, or that is named twice."""
    there = {item.matter for item in meeting.items}
    if there.intersection(matters) or len(set(matters)) < len(matters):
        raise Refused(Reason.ALREADY_ON_THE_AGENDA)


def next_number(meeting: Meeting) -> int:
    return max((item.number for item in meeting.items), default=0) + 1


def add_item(meeting: Meeting, command: commands.AddItem, now: Now) -> tuple[Event, ...]:
    """County policy 41 列入议题: before it, and while it is under way; a matter stands on an agenda once."""
    if command.matter:
        check_not_on_it(meeting, command.matter)
    return (
        events.ItemAdded(
            at=now.at,
            by=command.by,
            item=next_number(meeting),
            topic=command.topic,
            matter=command.matter,
        ),
    )


def draw_agenda(meeting: Meeting, command: commands.DrawAgenda, now: Now) -> tuple[Event, ...]:
    """County policy 41 生成议程: once, exactly what the records hold at this instant; what stands on it
    already stands there once."""
    there = {item.matter for item in meeting.items}
    new = tuple(each for each in command.matters if each not in there)
    return (events.AgendaDrawn(at=now.at, by=command.by, first=next_number(meeting), matters=new),)


def file_briefing(meeting: Meeting, command: commands.FileBriefing, now: Now) -> tuple[Event, ...]:
    """County policy 41 访前调查准备: a paper for each item; another one is filed beside it."""
    item = open_item(meeting, command.item)
    return (events.BriefingFiled(at=now.at, by=command.by, item=item.number, briefing=command.briefing),)


def invite(meeting: Meeting, command: commands.Invite, now: Now) -> tuple[Event, ...]:
    """County policy 41 邀请参加、远程指导: somebody in a seat of theirs, who sees this session and nothing
    else by it; into one that is recorded only whoever agreed to that before."""
    officer = Officer(command.person, command.role, command.unit)
    if officer in meeting.invited:
        raise Refused(Reason.INVITED_ALREADY)
    if meeting.is_recorded and officer.person not in meeting.agreed:
        raise Refused(Reason.CONSENT_TO_RECORD_MISSING)
    return (events.Invited(at=now.at, by=command.by, officer=officer),)


def record_consent_to_recording(
    meeting: Meeting, command: commands.RecordConsentToRecording, now: Now
) -> tuple[Event, ...]:
    """County policy 41 录音录像须经同意: of each person; whoever does not agree any more ends the
    recording."""
    if command.agrees:
        return (events.RecordingConsentGiven(at=now.at, by=command.by, person=command.person),)
    return (
        events.RecordingConsentRefused(
            at=now.at, by=command.by, person=command.person, stops=meeting.is_recorded
        ),
    )


def decide_day(meeting: Meeting, command: commands.DecideDay, now: Now) -> tuple[Event, ...]:
    """County policy 41 休息日是否照常: kept or moved, with the reason, by whoever convenes it; never by
    itself."""
    if command.scheduled_for is None:
        return (events.DayKept(at=now.at, by=command.by, reason=command.reason),)
    if command.scheduled_for <= now.at:
        raise Refused(Reason.MEETING_IN_THE_PAST)
    return (
        events.MeetingMoved(
            at=now.at,
            by=command.by,
            scheduled_for=command.scheduled_for,
            place_unit=meeting.place_unit,
            room=meeting.room,
            reason=command.reason,
        ),
    )


def move_meeting(meeting: Meeting, command: commands.MoveMeeting, now: Now) -> tuple[Event, ...]:
    """County policy 41, XFTL 18 改期: another time or place, and why; what is announced says so at once."""
    if command.scheduled_for <= now.at:
        raise Refused(Reason.MEETING_IN_THE_PAST)
    return (
        events.MeetingMoved(
            at=now.at,
            by=command.by,
            scheduled_for=command.scheduled_for,
            place_unit=command.place_unit,
            room=command.room,
            reason=command.reason,
        ),
    )


def cancel_meeting(meeting: Meeting, command: commands.CancelMeeting, now: Now) -> tuple[Event, ...]:
    """County policy 41 取消会议: with a reason; nobody's matter is touched by it."""
    return (events.MeetingEnded(at=now.at, by=command.by, outcome=Outcome.CANCELLED, reason=command.reason),)


def begin_meeting(meeting: Meeting, command: commands.BeginMeeting, now: Now) -> tuple[Event, ...]:
    """County policy 41 开始会商: not before its day, not on a day off about which nobody has decided; a visit
    with a case in hand needs one that is prepared, a hearing a whole panel, a recording everybody's
    consent."""
    if meeting.awaits_day:
        raise Refused(Reason.DAY_UNDECIDED)
    if now.today < legal_day(meeting.scheduled_for):
        raise Refused(Reason.MEETING_NOT_YET)
    if meeting.kind.needs_briefing and not any(item.has_briefing for item in meeting.items):
        raise Refused(Reason.BRIEFING_MISSING)
    if meeting.kind.has_panel and len(meeting.panel) < meeting.edition.petitions.hearing_panel:
        raise Refused(Reason.PANEL_TOO_SMALL)
    leader = meeting.leader or command.by
    here = {leader.person, *(each.person for each in meeting.invited)}
    if command.is_recorded and not here <= meeting.agreed:
        raise Refused(Reason.CONSENT_TO_RECORD_MISSING)
    return (events.MeetingBegun(at=now.at, by=command.by, leader=leader, is_recorded=command.is_recorded),)


def bar(meeting: Meeting, command: type[Command], officer: Officer) -> Reason | None:
    """County policy 41 会议种类: what this kind does not know, or what is done already, is not offered."""
    kind = meeting.kind
    is_out = {
        commands.DrawAgenda: kind.draws is None or meeting.is_drawn,
        commands.DecideDay: not meeting.awaits_day,
        commands.DrawHearingPanel: not kind.has_panel or bool(meeting.panel),
        commands.AttachPanelOpinion: not kind.has_panel,
        commands.BookVisit: not kind.is_public,
        commands.CancelVisit: not kind.is_public,
        commands.FileMinutes: meeting.has_minutes,
    }
    return Reason.NOT_AT_THIS_STAGE if is_out.get(command) else None
