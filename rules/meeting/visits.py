"""Receptions are announced and booked (接访公示与预约), and who came is counted."""

from rules.meeting import commands, events
from rules.meeting.matter import Meeting
from rules.meeting.preparing import check_not_on_it, next_number, open_item
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def book_visit(meeting: Meeting, command: commands.BookVisit, now: Now) -> tuple[Event, ...]:
    """XFTL 18, county policy 41 预约来访: until the places are gone; each stands on the agenda as an item
    of its own, and waits there for the leader."""
    if any(item.booking == command.booking for item in meeting.items):
        raise Refused(Reason.BOOKED_ALREADY)
    if meeting.booked >= meeting.kind.capacity:
        raise Refused(Reason.FULLY_BOOKED)
    if now.at >= meeting.scheduled_for:
        raise Refused(Reason.MEETING_IN_THE_PAST)
    if command.matter:
        check_not_on_it(meeting, command.matter)
    return (
        events.VisitBooked(
            at=now.at,
            by=command.by,
            item=next_number(meeting),
            booking=command.booking,
            matter=command.matter,
        ),
    )


def cancel_visit(meeting: Meeting, command: commands.CancelVisit, now: Now) -> tuple[Event, ...]:
    """XFTL 18, county policy 41 取消预约来访: without a reason; the place is free again."""
    booked = [item for item in meeting.items if item.booking == command.booking]
    if not booked:
        raise Refused(Reason.NO_SUCH_BOOKING)
    return (events.VisitCancelled(at=now.at, by=command.by, item=booked[0].number, booking=command.booking),)


def receive_visitors(meeting: Meeting, command: commands.ReceiveVisitors, now: Now) -> tuple[Event, ...]:
    """County policy 41 批次、人次: those who come together are one batch, and each of them counts as a
    person."""
    item = open_item(meeting, command.item)
    if item.persons:
        raise Refused(Reason.VISITORS_COUNTED_ALREADY)
    if command.persons < 1:
        raise Refused(Reason.NO_VISITORS)
    return (
        events.VisitorsReceived(
            at=now.at, by=command.by, item=item.number, persons=command.persons, is_first=command.is_first
        ),
    )
