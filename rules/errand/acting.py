"""What the agent does, within the authority and as long as it holds; and how it ends."""

from rules.errand import commands, events
from rules.errand.matter import Act, AuthorityEnd, Errand
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def record_step(errand: Errand, command: commands.RecordStep, now: Now) -> tuple[Event, ...]:
    """County policy 45 记录代办: only what the authority names."""
    _check_scope(errand, command.act, now)
    return (events.StepTaken(at=now.at, by=command.by, act=command.act, words=command.words),)


def call_meeting(errand: Errand, command: commands.CallMeeting, now: Now) -> tuple[Event, ...]:
    """County policy 45 提请联席会议: of the township's petition office, which answers; one at a time."""
    _check_scope(errand, Act.CALL_MEETING, now)
    if errand.awaits_meeting:
        raise Refused(Reason.MEETING_ALREADY_CALLED)
    return (events.MeetingCalled(at=now.at, by=command.by, words=command.words),)


def answer_meeting_call(errand: Errand, command: commands.AnswerMeetingCall, now: Now) -> tuple[Event, ...]:
    """County policy 45 答复提请: that there is one, or why not; late or not."""
    if not errand.awaits_meeting:
        raise Refused(Reason.NO_MEETING_CALLED)
    answered = events.MeetingCallAnswered(
        at=now.at, by=command.by, is_held=command.is_held, words=command.words
    )
    return (answered,)


def report_errand(errand: Errand, command: commands.ReportErrand, now: Now) -> tuple[Event, ...]:
    """County policy 45 报告代办情况: what was done; from then on it is the person's turn."""
    _check_holds(errand, now)
    return (events.ErrandReported(at=now.at, by=command.by, words=command.words),)


def errand_revoked(errand: Errand, fact: commands.ErrandRevoked, now: Now) -> tuple[Event, ...]:
    """County policy 45 撤销代办: at any time, at once, without a reason; nobody is asked whether they may.
    The agent lays it down in the same way."""
    if errand.has_ended or errand.authority_ended:
        return ()
    how = AuthorityEnd.LAID_DOWN if fact.by == errand.agent else AuthorityEnd.REVOKED
    return (events.AuthorityEnded(at=now.at, by=fact.by, how=how),)


def authority_passes(errand: Errand, now: Now) -> tuple[Event, ...]:
    """County policy 45 授权到期: it ends on its day by itself."""
    if errand.authority_ended or now.at < errand.authority_over_at:
        return ()
    return (events.AuthorityEnded(at=now.at, how=AuthorityEnd.EXPIRED),)


def _check_scope(errand: Errand, act: Act, now: Now) -> None:
    _check_holds(errand, now)
    if act not in errand.scope:
        raise Refused(Reason.OUTSIDE_AUTHORITY, act)


def _check_holds(errand: Errand, now: Now) -> None:
    """The day is looked at here too: the authority does not last until somebody has noticed its end."""
    if now.at >= errand.authority_over_at:
        raise Refused(Reason.AUTHORITY_OVER)
