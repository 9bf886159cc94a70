"""What time does to a dispute: a reminder, then overdue, then the question to a person.

Silence escalates nothing unless the county's edition says so by name (``silence_climbs``)."""

from datetime import datetime

from rules.clocks.reckoning import DueDate
from rules.dispute import commands, events
from rules.dispute.climbing import TOP, may_enter, move
from rules.dispute.matter import LEVEL, MEDIATION_RULE, WHOLE, Because, Dispute, LevelEnd
from rules.editions import Edition
from rules.procedure import Event, Now, TimePassed
from rules.refusals import Reason, Refused
from rules.timekeeping import reminder_at


def level_due(dispute: Dispute) -> DueDate | None:
    """When the step should be done; None while the clocks stand still."""
    return dispute.due(LEVEL)


def whole_due(dispute: Dispute) -> DueDate | None:
    """When the mediation as a whole should be done; None while the clocks stand still."""
    return dispute.due(WHOLE)


def remind_at(dispute: Dispute) -> datetime | None:
    """When the reminder of the step is due; None when the step is too short for one or stands still."""
    return reminder_at(dispute.edition, dispute.clock(LEVEL), dispute.edition.ladder.remind_before_days)


def moments(dispute: Dispute) -> tuple[datetime, ...]:
    """The instants (UTC) at which time itself changes something, each until it has."""
    if dispute.has_ended:
        return ()
    level, whole = level_due(dispute), whole_due(dispute)
    return tuple(
        moment
        for moment, is_done in (
            (remind_at(dispute), dispute.is_reminded or dispute.is_overdue),
            (level.is_over_at if level else None, dispute.is_overdue),
            (whole.is_over_at if whole else None, dispute.whole_is_over),
        )
        if moment is not None and not is_done
    )


def time_passed(dispute: Dispute, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 5, 6 期限: what has come due by now, each thing once."""
    if dispute.has_ended:
        return ()
    happened: list[Event] = []
    level, whole, reminder = level_due(dispute), whole_due(dispute), remind_at(dispute)
    falls_overdue = level is not None and now.at >= level.is_over_at and not dispute.is_overdue
    is_told = dispute.is_reminded or dispute.is_overdue or falls_overdue
    if level and reminder and now.at >= reminder and not is_told:
        happened.append(events.StepReminded(at=now.at, step=dispute.step, due_on=level.on))
    if level and falls_overdue:
        happened.append(events.StepFellOverdue(at=now.at, step=dispute.step, due_on=level.on))
    if whole and now.at >= whole.is_over_at and not dispute.whole_is_over:
        happened.append(events.WholePeriodEnded(at=now.at, due_on=whole.on))
    if falls_overdue and _silence_climbs(dispute):
        step = dispute.step + 1
        happened += move(dispute, step, Because.SILENCE, LevelEnd.RAISED, now, None)
    return tuple(happened)


def _silence_climbs(dispute: Dispute) -> bool:
    ladder, next_step = dispute.edition.ladder, dispute.step + 1
    return ladder.silence_climbs and next_step <= TOP and may_enter(dispute, next_step)


def extend_period(dispute: Dispute, command: commands.ExtendPeriod, now: Now) -> tuple[Event, ...]:
    """County policy 6 延长: longer only when all parties agree in writing; counted from the start.

    They may agree after the period is over too: then the question stands before a person."""
    check_extension(dispute.edition, command.days)
    if missing := sorted({party.ref for party in dispute.parties} - command.agreed_in_writing):
        raise Refused(Reason.EXTENSION_NEEDS_EVERY_PARTY, *missing)
    return (
        events.PeriodExtended(
            at=now.at, by=command.by, days=command.days, agreed_in_writing=command.agreed_in_writing
        ),
    )


def check_extension(edition: Edition, days: int) -> None:
    """County policy 6 延长: by how much. Raises NO_EXTENSION, EXTENSION_WITHOUT_DAYS, EXTENSION_TOO_LONG."""
    allowed = edition.rule(MEDIATION_RULE).extension
    if allowed is None:
        raise Refused(Reason.NO_EXTENSION, MEDIATION_RULE)
    if days < 1:
        raise Refused(Reason.EXTENSION_WITHOUT_DAYS)
    if allowed.at_most is not None and days > allowed.at_most:
        raise Refused(Reason.EXTENSION_TOO_LONG)
