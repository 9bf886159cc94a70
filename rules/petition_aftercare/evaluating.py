"""The evaluation by the petitioner (满意度评价), and the look at the handling that dissatisfaction brings.

Who is evaluated neither fills it in nor sees it before the matter has closed."""

from rules.clocks.service import Filing, came_in_time
from rules.editions import Organ
from rules.journal import EVALUATIONS
from rules.petition_aftercare import commands, events
from rules.petition_aftercare.closing import and_close, check_owed, handled_anew
from rules.petition_aftercare.codes import Duty, EvaluationStatus, Finding, Ground
from rules.petition_aftercare.matter import PetitionAftercare
from rules.procedure import Event, Now, Officer
from rules.refusals import Reason, Refused

# Entries, tasks and rows that tell how somebody was rated.
WITHHELD = frozenset({"Evaluated", "ReExamined", Duty.RE_EXAMINE.value, EVALUATIONS})


def record_evaluation(
    aftercare: PetitionAftercare, command: commands.RecordEvaluation, now: Now
) -> tuple[Event, ...]:
    """County policy 19 评价: once by each petitioner of each who is evaluated, within its time, with or
    without a reason."""
    if command.petitioner not in aftercare.petitioners:
        raise Refused(Reason.UNKNOWN_PARTY)
    mine = [
        each
        for each in aftercare.evaluations
        if (each.petitioner, each.target) == (command.petitioner, command.target)
    ]
    if not mine:
        raise Refused(Reason.NOT_EVALUATED_HERE)
    if mine[0].status is EvaluationStatus.EVALUATED:
        raise Refused(Reason.ALREADY_EVALUATED)
    due = aftercare.due(f"evaluate-{command.petitioner}")
    closing = aftercare.edition.hours.window_closes
    if not came_in_time(due, Filing.ONLINE, now.at, None, closing):
        raise Refused(Reason.EVALUATION_IS_OVER)
    evaluated = events.Evaluated(
        at=now.at,
        by=command.by,
        petitioner=command.petitioner,
        target=command.target,
        value=command.value,
        reason=command.reason,
    )
    return and_close(aftercare, evaluated)


def record_re_examination(
    aftercare: PetitionAftercare, command: commands.RecordReExamination, now: Now
) -> tuple[Event, ...]:
    """County policy 19, XFTL 36(3) 重新审查: of how it was handled, by the petition department; a petition
    that was handled badly is handled anew, unless its procedure has ended."""
    check_owed(aftercare, Duty.RE_EXAMINE)
    re_examined = events.ReExamined(at=now.at, by=command.by, finding=command.finding, notes=command.notes)
    if command.finding is Finding.UPHELD:
        return and_close(aftercare, re_examined)
    if aftercare.procedure_has_ended:
        raise Refused(Reason.PROCEDURE_HAS_ENDED)
    return (re_examined, handled_anew(command, Ground.RE_EXAMINED, command.notes, now))


def unseen(aftercare: PetitionAftercare, officer: Officer) -> frozenset[str]:
    """County policy 19 评价保密: who is evaluated is not shown it before the matter has closed."""
    is_of_the_unit = officer.unit == aftercare.unit and aftercare.organ is not Organ.COUNTY
    is_rated = is_of_the_unit or officer.person in aftercare.hands
    return WITHHELD if is_rated and not aftercare.has_ended else frozenset()
