"""How an old matter leaves the campaign: it has ended and others have looked, or it is handed back."""

from rules import checklist
from rules.backlog import commands, events
from rules.backlog.matter import Backlog, Outcome
from rules.procedure import Event, Now, TimePassed
from rules.refusals import Reason, Refused


def report_settled(backlog: Backlog, command: commands.ReportSettled, now: Now) -> tuple[Event, ...]:
    """County policy 47 化解: said by whoever works on it; whether the matter has ended the records say.

    Raises NOT_ARRANGED with what is lacking.
    """
    if lacks := backlog.lacks:
        raise Refused(Reason.NOT_ARRANGED, *lacks)
    return (events.SettlementReported(at=now.at, by=command.by, words=command.words),)


def matter_looked_at(backlog: Backlog, fact: commands.MatterLookedAt, now: Now) -> tuple[Event, ...]:
    """County policy 47 化解: only a matter that has ended is assessed; an open one stays with its leader."""
    if backlog.asked_at is None or backlog.has_ended:
        return ()
    if fact.still_open:
        return (events.MatterFoundOpen(at=now.at, still_open=fact.still_open),)
    return (events.MatterFoundEnded(at=now.at),)


def check_backlog(backlog: Backlog, command: commands.CheckBacklog, now: Now) -> tuple[Event, ...]:
    """County policy 47 三查: by whoever led it or carried it out. Raises NO_SUCH_CHECK, CHECKED_ALREADY."""
    checklist.check_may_check(backlog.edition.oversight.checklist, backlog.checklist, command.item)
    return (events.BacklogChecked(at=now.at, by=command.by, item=command.item),)


def assess_backlog(backlog: Backlog, command: commands.AssessBacklog, now: Now) -> tuple[Event, ...]:
    """County policy 47 双核评估: by others than who led or checked it; the last sign-off ends it.

    Raises CHECKS_MISSING, SIGNS_OWN_CHECK, SIGNED_ALREADY.
    """
    form, person = backlog.edition.oversight.checklist, command.by.person
    checklist.check_may_sign(form, backlog.checklist, person)
    if person in backlog.answering:
        raise Refused(Reason.SIGNS_OWN_CHECK)
    assessed = events.BacklogAssessed(at=now.at, by=command.by, words=command.words)
    if not checklist.is_last_sign_off(form, backlog.checklist):
        return (assessed,)
    return (assessed, events.BacklogEnded(at=now.at, by=command.by, outcome=Outcome.SETTLED))


def take_back_to_work(backlog: Backlog, command: commands.TakeBackToWork, now: Now) -> tuple[Event, ...]:
    """County policy 47 评估不通过: with the reason; checks and sign-offs begin anew."""
    return (events.BackToWork(at=now.at, by=command.by, reason=command.reason),)


def hand_back(backlog: Backlog, command: commands.HandBack, now: Now) -> tuple[Event, ...]:
    """County policy 47 退回包案: with the reason; the matter itself goes on where it is."""
    return (
        events.BacklogEnded(at=now.at, by=command.by, outcome=Outcome.HANDED_BACK, reason=command.reason),
    )


def time_passed(backlog: Backlog, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 47 包案期限: what is not arranged or assessed in time is told to the supervisor, each
    milestone missed to the leader; each once, and nothing ends by it."""
    missed = tuple(
        events.MilestoneMissed(at=now.at, milestone=each.number, due_on=each.due_on)
        for each in backlog.newly_missed(now.at)
    )
    due = backlog.current_due()
    if backlog.is_overdue or due is None or now.at < due.is_over_at:
        return missed
    late: Event = events.AssessmentFellOverdue(at=now.at, due_on=due.on)
    if backlog.lacks:
        late = events.ArrangementFellOverdue(at=now.at, lacks=backlog.lacks, due_on=due.on)
    return (late, *missed)
