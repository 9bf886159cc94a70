"""What the organs do after the reply: execute, carry out a review, look after the people, visit them."""

from datetime import datetime

from rules import danger, particulars
from rules.petition_aftercare import commands, events
from rules.petition_aftercare.closing import and_close, check_owed
from rules.petition_aftercare.codes import Duty
from rules.petition_aftercare.matter import PetitionAftercare
from rules.procedure import Event, Now, TimePassed
from rules.refusals import Reason, Refused


def record_execution(
    aftercare: PetitionAftercare, command: commands.RecordExecution, now: Now
) -> tuple[Event, ...]:
    """XFTL 32 督促执行: an opinion that supports the request is executed, in part, or not."""
    check_owed(aftercare, Duty.CHECK_EXECUTION)
    recorded = events.ExecutionRecorded(
        at=now.at, by=command.by, executed=command.executed, proof=command.proof
    )
    return and_close(aftercare, recorded)


def record_review_carried_out(
    aftercare: PetitionAftercare, command: commands.RecordReviewCarriedOut, now: Now
) -> tuple[Event, ...]:
    """XFTL 35, 36 执行复查复核意见: by the unit whose opinion was changed or revoked."""
    check_owed(aftercare, Duty.CARRY_OUT_REVIEW)
    recorded = events.ReviewCarriedOut(
        at=now.at, by=command.by, executed=command.executed, proof=command.proof
    )
    return and_close(aftercare, recorded)


def report_back(
    aftercare: PetitionAftercare, command: commands.ReportAfterwards, now: Now
) -> tuple[Event, ...]:
    """XFTL 22 报告办理结果: what was assigned is reported on, also when the procedure ended before that."""
    check_owed(aftercare, Duty.REPORT_BACK)
    return and_close(aftercare, events.ReportedBack(at=now.at, by=command.by, report=command.report))


def record_after_care(
    aftercare: PetitionAftercare, command: commands.RecordAfterCare, now: Now
) -> tuple[Event, ...]:
    """XFTL 37(3) 疏导教育、矛盾化解、帮扶救助: when the procedure has ended; it never reopens the merits."""
    check_owed(aftercare, Duty.LOOK_AFTER)
    if command.measure in aftercare.looked_after:
        raise Refused(Reason.NOT_OWED)
    given = events.AfterCareGiven(at=now.at, by=command.by, measure=command.measure, notes=command.notes)
    return and_close(aftercare, given)


def record_revisit(
    aftercare: PetitionAftercare, command: commands.RecordRevisit, now: Now
) -> tuple[Event, ...]:
    """County policy 18 回访: somebody went and asked how it is, in every case."""
    check_owed(aftercare, Duty.REVISIT)
    return and_close(aftercare, events.Revisited(at=now.at, by=command.by, notes=command.notes))


def danger_reported(aftercare: PetitionAftercare, fact: danger.DangerReported, now: Now) -> tuple[Event, ...]:
    """RMTJ 25, XFTL 25 危险报告: noted at every stage, and told at once to who answers it."""
    if aftercare.has_ended:
        return ()
    return (danger.DangerNoted(at=now.at, by=fact.by, words=fact.words),)


def acknowledge_danger(
    aftercare: PetitionAftercare, command: danger.AcknowledgeDanger, now: Now
) -> tuple[Event, ...]:
    """RMTJ 25, XFTL 25 接警: they have it."""
    return and_close(aftercare, danger.DangerAcknowledged(at=now.at, by=command.by))


def correct_particulars(
    aftercare: PetitionAftercare, command: particulars.CorrectParticulars, now: Now
) -> tuple[Event, ...]:
    """County policy 14 更正当事人信息: as long as somebody may still have to be reached."""
    return particulars.corrected(aftercare.petitioners, command, now)


def time_passed(aftercare: PetitionAftercare, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """XFTL 35, MSS 85(4), county policy 18-20 期限: duties fall overdue, windows close; nothing is dropped by
    silence.

    A window that ends in an unpublished year stays open: a guessed date takes no right from anybody."""
    happened: list[Event] = [
        events.DutyFellOverdue(at=now.at, duty=owed.duty, due_on=due_on)
        for owed in aftercare.owed
        if not owed.is_overdue and aftercare.has_fallen_overdue(owed, now.at)
        if (due_on := aftercare.due_on(owed.duty))
    ]
    for opened in aftercare.windows:
        shuts_at, due = aftercare.shuts_at(opened), aftercare.due(opened.clock)
        if shuts_at and due and now.at >= shuts_at:
            happened.append(events.WindowClosed(at=now.at, window=opened, last_day=due.on))
    return and_close(aftercare, *happened) if happened else ()


def moments(aftercare: PetitionAftercare) -> tuple[datetime, ...]:
    """The instants (UTC) at which a duty falls overdue or a window closes."""
    if aftercare.has_ended:
        return ()
    duties = [aftercare.is_over_at(owed.duty) for owed in aftercare.owed if not owed.is_overdue]
    windows = [aftercare.shuts_at(opened) for opened in aftercare.windows]
    return tuple(at for at in (*duties, *windows) if at)
