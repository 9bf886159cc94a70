"""The ladder of supervision: a reminder by itself, a letter by somebody's hand, and what time brings."""

from datetime import datetime

from rules.procedure import Event, Now, TimePassed
from rules.refusals import Reason, Refused
from rules.supervision import commands, events
from rules.supervision.matter import ANSWER, DRAFT, REMIND, SIGN, Outcome, Stage, Supervision
from rules.timekeeping import next_notice_at


def time_passed(supervision: Supervision, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """XFTL 40(1), county policy 42 逐级督办: the reminder goes by itself, for it judges nobody; a letter is
    only drafted, and whoever is late with signing or answering is told of. Nothing ends by silence."""
    at = _moment(supervision)
    if at is None or now.at < at:
        return ()
    match supervision.stage:
        case Stage.WATCHED:
            return (events.WorkReminderIssued(at=now.at, days_late=days_late(supervision, now) or 0),)
        case Stage.REMINDED:
            return (events.SupervisionLetterDrafted(at=now.at),)
        case Stage.TO_SIGN:
            due = supervision.due(SIGN)
            assert due
            return (events.SigningFellOverdue(at=now.at, due_on=due.on),)
        case _:
            due = supervision.due(ANSWER)
            assert due
            return (events.LetterAnswerFellOverdue(at=now.at, due_on=due.on),)


_CLOCKS = {Stage.WATCHED: REMIND, Stage.REMINDED: DRAFT, Stage.TO_SIGN: SIGN, Stage.ISSUED: ANSWER}


def _moment(supervision: Supervision) -> datetime | None:
    """When time will next change something (UTC). What goes out goes in the notice hours of a working day."""
    clock = _CLOCKS.get(supervision.stage)
    if clock is None or supervision.is_overdue:
        return None
    due = supervision.due(clock)
    assert due  # nothing lets these clocks stand still
    return next_notice_at(supervision.edition, due.is_over_at)


def moments(supervision: Supervision) -> tuple[datetime, ...]:
    at = _moment(supervision)
    return (at,) if at else ()


def days_late(supervision: Supervision, now: Now) -> int | None:
    """Calendar days since the day on which it was due; None where no date has passed."""
    duty = supervision.duty
    return (now.today - duty.due_on).days if duty else None


def draft_letter(supervision: Supervision, command: commands.DraftLetter, now: Now) -> tuple[Event, ...]:
    """XFTL 40(1) 拟写督办函: in a person's words, whenever they find it needed; it may be written anew until
    it is signed."""
    return (
        events.SupervisionLetterDrafted(at=now.at, by=command.by, facts=command.facts, demand=command.demand),
    )


def sign_letter(supervision: Supervision, command: commands.SignLetter, now: Now) -> tuple[Event, ...]:
    """XFTL 40(1) 签发督办函: by a person, and never by whoever found the ground: nobody's finding alone
    accuses an organ."""
    if command.by.person == supervision.opened_by:
        raise Refused(Reason.SIGNED_BY_ANOTHER)
    return (events.SupervisionLetterIssued(at=now.at, by=command.by, days_late=days_late(supervision, now)),)


def set_letter_aside(
    supervision: Supervision, command: commands.SetLetterAside, now: Now
) -> tuple[Event, ...]:
    """County policy 42 不予督办: by whoever would have signed it, with the reason on record."""
    aside = events.SupervisionSetAside(at=now.at, by=command.by, reason=command.reason)
    return (aside, _closed(supervision, Outcome.SET_ASIDE, aside))


def report_rectification(
    supervision: Supervision, command: commands.ReportRectification, now: Now
) -> tuple[Event, ...]:
    """XFTL 40(1), county policy 42 反馈整改情况: late or not."""
    return (events.RectificationReported(at=now.at, by=command.by, report=command.report),)


def accept_rectification(
    supervision: Supervision, command: commands.AcceptRectification, now: Now
) -> tuple[Event, ...]:
    """County policy 42 认可整改: not while what was late is owed still; a report is no performance."""
    if supervision.is_owed:
        raise Refused(Reason.STILL_OWED)
    accepted = events.RectificationAccepted(at=now.at, by=command.by, findings=command.findings)
    return (accepted, _closed(supervision, Outcome.RECTIFIED, accepted))


def ask_again(supervision: Supervision, command: commands.AskAgain, now: Now) -> tuple[Event, ...]:
    """County policy 42 再次要求整改: with the reason, and time anew."""
    return (events.RectificationAskedAgain(at=now.at, by=command.by, reason=command.reason),)


def duty_met(supervision: Supervision, fact: commands.DutyMet, now: Now) -> tuple[Event, ...]:
    """County policy 42 已办: what has not been issued any more is not; what has is answered all the same."""
    if supervision.has_ended or not supervision.is_owed:
        return ()
    return _over(supervision, events.DutyWasMet(at=now.at), Outcome.DUTY_MET)


def duty_moved(supervision: Supervision, fact: commands.DutyMoved, now: Now) -> tuple[Event, ...]:
    """County policy 14, 42 到期日变动: nobody is pressed for a day that has not come."""
    if supervision.has_ended or not supervision.is_owed:
        return ()
    return _over(supervision, events.DateWasMoved(at=now.at), Outcome.DATE_MOVED)


def _over(supervision: Supervision, happened: Event, outcome: Outcome) -> tuple[Event, ...]:
    if supervision.stage in (Stage.ISSUED, Stage.ANSWERED):
        return (happened,)
    return (happened, _closed(supervision, outcome, happened))


def _closed(supervision: Supervision, outcome: Outcome, after: Event) -> Event:
    return events.SupervisionClosed(at=after.at, by=after.by, outcome=outcome)
