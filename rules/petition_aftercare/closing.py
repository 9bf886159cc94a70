"""Closing a matter (审结): assessed, confirmed with the person, audited by somebody who did not handle it."""

from rules.petition_aftercare import commands, events
from rules.petition_aftercare.codes import Agrees, Duty, Ground, Outcome
from rules.petition_aftercare.evolution import evolve
from rules.petition_aftercare.matter import PetitionAftercare
from rules.procedure import Command, Event, Now, Sealed
from rules.refusals import Reason, Refused

# What the audit waits for, and how it says so.
BEFORE_THE_AUDIT = {
    Duty.ASSESS_CLOSING: Reason.ASSESSMENT_MISSING,
    Duty.CONFIRM: Reason.CONFIRMATION_MISSING,
    Duty.RE_EXAMINE: Reason.RE_EXAMINATION_MISSING,
    Duty.CARRY_OUT_REVIEW: Reason.REVIEW_NOT_CARRIED_OUT,
    Duty.REPORT_BACK: Reason.REPORT_MISSING,
    Duty.LOOK_AFTER: Reason.AFTER_CARE_MISSING,
}


def check_owed(aftercare: PetitionAftercare, duty: Duty) -> None:
    """Raises NOT_OWED for what is done already, or was never to be done."""
    if not aftercare.owes(duty):
        raise Refused(Reason.NOT_OWED)


def assess_closing(
    aftercare: PetitionAftercare, command: commands.AssessClosing, now: Now
) -> tuple[Event, ...]:
    """XFTL 27, 47 三到位一处理: each of the first three with its reason; the fourth only as a referral."""
    check_owed(aftercare, Duty.ASSESS_CLOSING)
    elements = {name: getattr(command, name) for name in ("resolved", "explained", "helped")}
    if missing := [name for name, assessed in elements.items() if not assessed.reason]:
        raise Refused(Reason.ASSESSED_WITHOUT_REASON, *missing)
    said = {name: assessed.how for name, assessed in elements.items()}
    because = {f"{name}_because": assessed.reason for name, assessed in elements.items()}
    assessed = events.ClosingAssessed(at=now.at, by=command.by, referral=command.referral, **said, **because)
    return and_close(aftercare, assessed)


def confirm_with_person(
    aftercare: PetitionAftercare, command: commands.ConfirmWithPerson, now: Now
) -> tuple[Event, ...]:
    """County policy 20, 17 结案前核实: every petitioner is asked; who could not be reached is said."""
    if command.petitioner not in aftercare.petitioners:
        raise Refused(Reason.UNKNOWN_PARTY)
    if command.petitioner not in aftercare.unconfirmed:
        raise Refused(Reason.NOT_OWED)
    if command.agrees is Agrees.UNREACHABLE and not command.notes:
        raise Refused(Reason.UNREACHABLE_WITHOUT_NOTES)
    confirmed = events.ConfirmedWithPerson(
        at=now.at,
        by=command.by,
        petitioner=command.petitioner,
        how=command.how,
        agrees=command.agrees,
        notes=command.notes,
    )
    return and_close(aftercare, confirmed)


def close_matter(aftercare: PetitionAftercare, command: commands.CloseMatter, now: Now) -> tuple[Event, ...]:
    """County policy 20 审结: whether the matter is solved in substance, beside the end of its procedure."""
    check_owed(aftercare, Duty.CLOSE_MATTER)
    for duty, missing in BEFORE_THE_AUDIT.items():
        if aftercare.owes(duty):
            raise Refused(missing)
    audited = events.MatterAudited(
        at=now.at, by=command.by, substantively=command.substantively, reason=command.reason
    )
    return and_close(aftercare, audited)


def and_close(aftercare: PetitionAftercare, *happened: Event) -> tuple[Event, ...]:
    """The matter closes by itself when nothing is owed, no window open, no review under way, no danger
    unanswered."""
    after = aftercare
    for event in happened:
        after = evolve(after, event)
    if after.owed or after.windows or after.reviews_awaited or after.unanswered_dangers:
        return happened
    last = happened[-1]
    return (
        *happened,
        events.PetitionAftercareClosed(
            at=last.at, by=last.by, outcome=Outcome.CLOSED, substantively=after.substantively
        ),
    )


def handled_anew(
    command: Command, ground: Ground, reason: Sealed | None, now: Now
) -> events.PetitionAftercareClosed:
    """The end by which the petition is handled anew."""
    return events.PetitionAftercareClosed(
        at=now.at, by=command.by, outcome=Outcome.REOPENED, ground=ground, reason=reason
    )
