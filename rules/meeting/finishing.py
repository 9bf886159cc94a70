"""After a meeting (访后限期办结): minutes, reports on tasks, and whoever follows a matter to its end."""

from dataclasses import replace

from rules import hearing
from rules.meeting import commands, events
from rules.meeting.matter import Item, Meeting, Outcome, Stage
from rules.meeting.preparing import item_of
from rules.procedure import Event, Now, Officer, TimePassed
from rules.refusals import Reason, Refused

# The entry by which the panel is drawn: the first, because whoever acts later could time his own.
DRAWN_BY = 1


def ended_if_carried_out(meeting: Meeting, now: Now, by: Officer | None) -> tuple[Event, ...]:
    """County policy 41 会议办结: with the last of what it has settled, and not before."""
    if not meeting.is_carried_out:
        return ()
    return (events.MeetingEnded(at=now.at, by=by, outcome=Outcome.HELD),)


def file_minutes(meeting: Meeting, command: commands.FileMinutes, now: Now) -> tuple[Event, ...]:
    """County policy 41 会议纪要: once, after the session."""
    filed = events.MinutesFiled(at=now.at, by=command.by, meeting_minutes=command.meeting_minutes)
    return (filed, *ended_if_carried_out(replace(meeting, has_minutes=True), now, command.by))


def report_task(meeting: Meeting, command: commands.ReportTask, now: Now) -> tuple[Event, ...]:
    """County policy 41 报告办理情况: by the seat that has the task, late or not."""
    item = item_of(meeting, command.item)
    if item.task is None or (item.task.role, item.task.unit) != (command.by.role, command.by.unit):
        raise Refused(Reason.NO_SUCH_ITEM)
    if not item.awaits_report:
        raise Refused(Reason.ITEM_HAS_ITS_END)
    reported = events.TaskReported(at=now.at, by=command.by, item=item.number, report=command.report)
    after = meeting.with_item(replace(item, task=replace(item.task, reported_at=now.at)))
    return (reported, *ended_if_carried_out(after, now, command.by))


def _followed(meeting: Meeting, number: int) -> Item:
    item = item_of(meeting, number)
    if not item.is_followed:
        raise Refused(Reason.NOT_FOLLOWED)
    return item


def ask_to_pass_on(meeting: Meeting, command: commands.AskToPassOn, now: Now) -> tuple[Event, ...]:
    """County policy 41 更换首接领导: with a reason; until another has agreed, whoever received it first
    follows it as before."""
    item = _followed(meeting, command.item)
    if item.passing:
        raise Refused(Reason.PASSING_ON_ASKED_ALREADY)
    to = Officer(command.person, command.role, command.unit)
    if to == item.follower:
        raise Refused(Reason.NOT_BY_WHO_IS_CONCERNED)
    return (events.PassingOnAsked(at=now.at, by=command.by, item=item.number, to=to, reason=command.reason),)


def answer_passing_on(meeting: Meeting, command: commands.AnswerPassingOn, now: Now) -> tuple[Event, ...]:
    """County policy 41 审批更换首接领导: by another than who asked, who follows it, and who is to."""
    item = _followed(meeting, command.item)
    if item.passing is None:
        raise Refused(Reason.NO_PASSING_ON_ASKED)
    assert item.follower
    if command.by.person in (item.passing.asked_by, item.passing.to.person, item.follower.person):
        raise Refused(Reason.NOT_BY_WHO_IS_CONCERNED)
    answered = events.FollowingPassedOn if command.agrees else events.PassingOnDeclined
    return (answered(at=now.at, by=command.by, item=item.number),)


def end_following(meeting: Meeting, command: commands.EndFollowing, now: Now) -> tuple[Event, ...]:
    """County policy 41 首问负责到底: by whoever follows it, and only once its matter is closed."""
    item = _followed(meeting, command.item)
    if item.follower != command.by:
        raise Refused(Reason.NOT_FOLLOWED)
    if command.open_cases > 0:
        raise Refused(Reason.MATTER_STILL_OPEN)
    ended = events.FollowingEnded(at=now.at, by=command.by, item=item.number, report=command.report)
    after = meeting.with_item(replace(item, followed_until=now.at))
    return (ended, *ended_if_carried_out(after, now, command.by))


def draw_hearing_panel(meeting: Meeting, command: commands.DrawHearingPanel, now: Now) -> tuple[Event, ...]:
    """County policy 25, 41, XFTL 28(3) 抽取听证评议团: by nobody's choice, without whoever stepped aside."""
    petitions = meeting.edition.petitions
    pool = frozenset(petitions.hearing_pool) - meeting.recused
    panel = hearing.draw(meeting.id, DRAWN_BY, pool, petitions.hearing_panel)
    return (events.HearingPanelDrawn(at=now.at, by=command.by, panel=panel, pool=pool),)


def panel_interest_declared(
    meeting: Meeting, fact: commands.PanelInterestDeclared, now: Now
) -> tuple[Event, ...]:
    """XFTL 28(3), county policy 25 回避: on the panel the next of the draw sits; with too few left, nobody
    does."""
    is_over = meeting.stage not in (Stage.PLANNED, Stage.UNDER_WAY)
    if is_over or not meeting.kind.has_panel or fact.person in meeting.recused:
        return ()
    petitions, panel = meeting.edition.petitions, meeting.panel
    if fact.person in panel:
        able = set(petitions.hearing_pool) - meeting.recused - {fact.person}
        panel = hearing.in_order(meeting.id, DRAWN_BY, able)[: petitions.hearing_panel]
    return (events.HearingPanelMemberRecused(at=now.at, by=fact.by, person=fact.person, panel=panel),)


def time_passed(meeting: Meeting, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 41 逾期: each duty once; it is told to the supervisor, and ends nothing."""
    late = []
    for clock in meeting.clocks:
        due = meeting.due(clock.name)
        if clock.is_open and due and clock.name not in meeting.overdue and now.at >= due.is_over_at:
            late.append(events.MeetingDutyFellOverdue(at=now.at, clock=clock.name, due_on=due.on))
    return tuple(late)
