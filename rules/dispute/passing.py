"""What time does to a dispute: a reminder, then overdue, then the question to a person.

Silence escalates nothing unless the county's edition says so by name (``silence_climbs``)."""

from datetime import datetime, timedelta

from rules.clocks import DueDate, first_instant_of
from rules.dispute import commands, events
from rules.dispute.climbing import TOP, may_enter, move
from rules.dispute.matter import Because, Dispute, LevelEnd
from rules.procedure import Event, Now, TimePassed
from rules.refusals import Reason, Refused


def level_due(dispute: Dispute) -> DueDate:
    return dispute.level_clock.due(dispute.edition.calendar)


def whole_due(dispute: Dispute) -> DueDate:
    return dispute.whole_clock.due(dispute.edition.calendar)


def remind_at(dispute: Dispute) -> datetime | None:
    """The morning of the reminder; None when the step is too short for one."""
    day = level_due(dispute).on - timedelta(days=dispute.edition.ladder.remind_before_days)
    return first_instant_of(day) if day > dispute.level_clock.started_on else None


def moments(dispute: Dispute) -> tuple[datetime, ...]:
    """The instants (UTC) at which time itself changes something, each until it has."""
    if dispute.has_ended:
        return ()
    reminder = remind_at(dispute)
    return tuple(
        moment
        for moment, is_done in (
            (reminder, dispute.is_reminded or dispute.is_overdue),
            (level_due(dispute).is_over_at, dispute.is_overdue),
            (whole_due(dispute).is_over_at, dispute.whole_is_over),
        )
        if moment is not None and not is_done
    )


def time_passed(dispute: Dispute, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 5, 6 期限: what has come due by now, each thing once."""
    if dispute.has_ended:
        return ()
    happened: list[Event] = []
    level, whole, reminder = level_due(dispute), whole_due(dispute), remind_at(dispute)
    falls_overdue = now.at >= level.is_over_at and not dispute.is_overdue
    if reminder and now.at >= reminder and not (dispute.is_reminded or dispute.is_overdue or falls_overdue):
        happened.append(events.StepReminded(at=now.at, step=dispute.step, due_on=level.on))
    if falls_overdue:
        happened.append(events.StepFellOverdue(at=now.at, step=dispute.step, due_on=level.on))
    if now.at >= whole.is_over_at and not dispute.whole_is_over:
        happened.append(events.WholePeriodEnded(at=now.at, due_on=whole.on))
    if falls_overdue and _silence_climbs(dispute):
        step = dispute.step + 1
        happened += move(dispute, step, Because.SILENCE, LevelEnd.RAISED, now, None)
    return tuple(happened)


def _silence_climbs(dispute: Dispute) -> bool:
    ladder, next_step = dispute.edition.ladder, dispute.step + 1
    return ladder.silence_climbs and next_step <= TOP and may_enter(dispute, next_step)


def extend_period(dispute: Dispute, command: commands.ExtendPeriod, now: Now) -> tuple[Event, ...]:
    """County policy 6 延长: longer only when all parties agree in writing; counted from the start."""
    if command.days < 1:
        raise Refused(Reason.EXTENSION_WITHOUT_DAYS)
    if command.days > dispute.edition.longest_extension:
        raise Refused(Reason.EXTENSION_TOO_LONG)
    if missing := sorted({party.ref for party in dispute.parties} - command.agreed_in_writing):
        raise Refused(Reason.EXTENSION_NEEDS_EVERY_PARTY, *missing)
    return (
        events.PeriodExtended(
            at=now.at, by=command.by, days=command.days, agreed_in_writing=command.agreed_in_writing
        ),
    )
