"""How an event ends: audited by a second person and analysed; or turned into what it really is."""

from rules.event import commands, events
from rules.event.matter import EventCase, Outcome
from rules.procedure import Command, Event, Now, Officer
from rules.refusals import Reason, Refused


def approve_closing(event: EventCase, command: commands.ApproveClosing, now: Now) -> tuple[Event, ...]:
    """County policy 40 办结审核: by a second person; the analysis is still to come."""
    return (events.ClosingApproved(at=now.at, by=command.by),)


def send_back(event: EventCase, command: commands.SendEventBack, now: Now) -> tuple[Event, ...]:
    """County policy 40 退回重办: with the reason; the time in which it is to be handled has run on."""
    return (events.EventSentBack(at=now.at, by=command.by, reason=command.reason),)


def record_analysis(event: EventCase, command: commands.RecordAnalysis, now: Now) -> tuple[Event, ...]:
    """County policy 40 分析: what brought it about, and where; with it the event ends."""
    analysed = events.EventAnalysed(
        at=now.at,
        by=command.by,
        cause=command.cause,
        place_kind=command.place_kind,
        words=command.words,
    )
    return (analysed, events.EventEnded(at=now.at, by=command.by, outcome=Outcome.HANDLED))


def turn_into_petition(
    event: EventCase, command: commands.TurnEventIntoPetition, now: Now
) -> tuple[Event, ...]:
    """County policy 40 转为信访: the same matter, in the reporter's own words; where the reporter is known,
    only at their own wish."""
    return _turned(event, command, Outcome.BECAME_PETITION, now)


def turn_into_dispute(
    event: EventCase, command: commands.TurnEventIntoDispute, now: Now
) -> tuple[Event, ...]:
    """County policy 40 申请调解: the same; the dispute itself is registered, and screened, by the intake."""
    return _turned(event, command, Outcome.BECAME_DISPUTE, now)


def _turned(
    event: EventCase,
    command: commands.TurnEventIntoPetition | commands.TurnEventIntoDispute,
    outcome: Outcome,
    now: Now,
) -> tuple[Event, ...]:
    known = event.reporter
    if known and command.wished_by not in known:
        raise Refused(Reason.REPORTER_DOES_NOT_WISH)
    if not known and command.wished_by:
        raise Refused(Reason.UNKNOWN_PARTY)
    return (
        events.EventEnded(
            at=now.at, by=command.by, outcome=outcome, person=command.wished_by, wish=command.wish
        ),
    )


def never_ones_own(event: EventCase, command: type[Command], officer: Officer) -> Reason | None:
    """County policy 40 办结审核: whoever had a hand in handling an event never audits its closing."""
    is_audit = command in (commands.ApproveClosing, commands.SendEventBack)
    had_a_hand = officer.person in event.hands or officer.person == event.handler
    return Reason.CLOSED_BY_ITS_HANDLER if is_audit and had_a_hand else None
