"""At a meeting (访中会商): each item comes to one of four ends, and none is left without."""

from rules.meeting import commands, events
from rules.meeting.finishing import ended_if_carried_out
from rules.meeting.matter import Item, Meeting
from rules.meeting.preparing import open_item
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def _prepared(meeting: Meeting, number: int) -> Item:
    """The item, if it may be talked about. Raises NO_SUCH_ITEM, ITEM_HAS_ITS_END, BRIEFING_MISSING."""
    item = open_item(meeting, number)
    if meeting.kind.needs_briefing and not item.has_briefing:
        raise Refused(Reason.BRIEFING_MISSING)
    return item


def end_as_matter(meeting: Meeting, command: commands.EndAsMatter, now: Now) -> tuple[Event, ...]:
    """County policy 41 形成事项、首问负责: under a number that stands; of what was brought for the first
    time, or booked with a leader, the leader who received it answers until it is closed."""
    item = _prepared(meeting, command.item)
    if item.matter not in (None, command.matter):
        raise Refused(Reason.ALREADY_ON_THE_AGENDA)
    if any(each.matter == command.matter for each in meeting.items if each.number != item.number):
        raise Refused(Reason.ALREADY_ON_THE_AGENDA)
    is_theirs = meeting.kind.follows and (item.is_first or item.booking)
    return (
        events.ItemBecameMatter(
            at=now.at,
            by=command.by,
            item=item.number,
            matter=command.matter,
            follower=meeting.leader if is_theirs else None,
        ),
    )


def decide_item(meeting: Meeting, command: commands.DecideItem, now: Now) -> tuple[Event, ...]:
    """County policy 41 形成决定: of this meeting, whatever a panel thought of it."""
    item = _prepared(meeting, command.item)
    _check_collects_nothing(meeting)
    return (events.ItemDecided(at=now.at, by=command.by, item=item.number, decision=command.decision),)


def assign_task(meeting: Meeting, command: commands.AssignTask, now: Now) -> tuple[Event, ...]:
    """County policy 41 交办任务、访后限期办结: to a seat that performs such tasks; where leaders visit, the
    meeting itself sets the day."""
    item = _prepared(meeting, command.item)
    _check_collects_nothing(meeting)
    if all(seat.role != command.role for seat in meeting.edition.meetings.performers):
        raise Refused(Reason.NOBODY_PERFORMS_THERE)
    if command.due_on is None and meeting.kind.limit_is_set_there:
        raise Refused(Reason.LIMIT_NOT_SET)
    if command.due_on is not None and command.due_on <= now.today:
        raise Refused(Reason.LIMIT_IN_THE_PAST)
    return (
        events.TaskAssigned(
            at=now.at,
            by=command.by,
            item=item.number,
            role=command.role,
            unit=command.unit,
            task=command.task,
            due_on=command.due_on,
        ),
    )


def decline_item(meeting: Meeting, command: commands.DeclineItem, now: Now) -> tuple[Event, ...]:
    """County policy 41 不予办理并说明理由: prepared or not; a "no" without a reason is none."""
    item = open_item(meeting, command.item)
    return (events.ItemDeclined(at=now.at, by=command.by, item=item.number, reason=command.reason),)


def attach_panel_opinion(
    meeting: Meeting, command: commands.AttachPanelOpinion, now: Now
) -> tuple[Event, ...]:
    """County policy 25, 41 评议意见: it lies with the item, before its end, and decides nothing."""
    item = open_item(meeting, command.item)
    return (
        events.PanelOpinionAttached(
            at=now.at,
            by=command.by,
            item=item.number,
            opinion=command.opinion,
            recommends=command.recommends,
        ),
    )


def finish_session(meeting: Meeting, command: commands.FinishSession, now: Now) -> tuple[Event, ...]:
    """County policy 41 结束会商: once every item has its end."""
    if any(item.ending is None for item in meeting.items):
        raise Refused(Reason.ITEM_WITHOUT_END)
    finished = events.SessionFinished(at=now.at, by=command.by)
    return (finished, *ended_if_carried_out(meeting, now, command.by))


def _check_collects_nothing(meeting: Meeting) -> None:
    """Raises ONLY_A_MATTER_OR_A_NO: of what is collected, as many matters come as were told, or a reason
    why not."""
    if meeting.kind.collects:
        raise Refused(Reason.ONLY_A_MATTER_OR_A_NO)
