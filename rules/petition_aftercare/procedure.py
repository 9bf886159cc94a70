"""The procedure after the reply (答复后): what the organs owe, what the people may do, how it is closed."""

from rules import danger, late, particulars, staffing, timekeeping
from rules.petition_aftercare import asking, closing, commands, evaluating, events, looking_after
from rules.petition_aftercare.codes import Ended, Stage
from rules.petition_aftercare.evolution import begin, evolve
from rules.petition_aftercare.matter import (
    PetitionAftercare,
    auditor,
    counter_its_unit_or_the_petitioner,
    counter_or_its_unit,
    counter_or_the_petitioner,
    dispatcher,
    dispatcher_or_department,
    its_unit,
    its_unit_or_department,
    petition_department,
    who_answers_danger,
    who_asks_or_the_petitioner,
)
from rules.petition_aftercare.reading import follows, view
from rules.procedure import Command, Officer, Procedure, TimePassed, names_of
from rules.refusals import Reason

# What nobody does who has handled the matter, and how it is said.
NOT_FOR_HANDS: dict[type[Command], Reason] = {
    commands.RecordEvaluation: Reason.EVALUATED_BY_THE_HANDLER,
    commands.RecordReExamination: Reason.RE_EXAMINED_BY_THE_HANDLER,
    commands.CloseMatter: Reason.AUDITED_BY_THE_HANDLER,
}


def bar(aftercare: PetitionAftercare, command: type[Command], officer: Officer) -> Reason | None:
    """County policy 17, 19, 20, XFTL 28(3) 回避: whoever handled the matter neither fills in the evaluation
    nor re-examines nor audits, nor asks whether its withdrawal was free."""
    if command is danger.AcknowledgeDanger and not aftercare.unanswered_dangers:
        return Reason.NOT_AT_THIS_STAGE
    if officer.person not in aftercare.hands:
        return None
    was_withdrawn = aftercare.petition_outcome is Ended.WITHDRAWN
    if command is commands.ConfirmWithPerson and was_withdrawn:
        return Reason.ASKED_BY_THE_HANDLER
    return NOT_FOR_HANDS.get(command)


PETITION_AFTERCARE = Procedure(
    name="petition_aftercare",
    acts={
        # 信访人的权利 what the people may do
        (Stage.OPEN, commands.RequestReview): (counter_its_unit_or_the_petitioner, asking.request_review),
        (Stage.OPEN, commands.RecordEvaluation): (counter_or_the_petitioner, evaluating.record_evaluation),
        (Stage.OPEN, commands.TakeUpAgain): (counter_or_the_petitioner, asking.take_up_again),
        # 责任单位 what the responsible unit owes
        (Stage.OPEN, commands.RecordExecution): (its_unit, looking_after.record_execution),
        (Stage.OPEN, commands.RecordReviewCarriedOut): (its_unit, looking_after.record_review_carried_out),
        (Stage.OPEN, commands.ReportAfterwards): (its_unit, looking_after.report_back),
        (Stage.OPEN, commands.RecordAfterCare): (its_unit_or_department, looking_after.record_after_care),
        (Stage.OPEN, commands.RecordRevisit): (its_unit_or_department, looking_after.record_revisit),
        (Stage.OPEN, commands.AssessClosing): (its_unit, closing.assess_closing),
        (Stage.OPEN, commands.ConfirmWithPerson): (
            who_asks_or_the_petitioner,
            closing.confirm_with_person,
        ),
        # 信访部门 what the petition department does
        (Stage.OPEN, commands.RecordReExamination): (petition_department, evaluating.record_re_examination),
        (Stage.OPEN, commands.CloseMatter): (auditor, closing.close_matter),
        (Stage.OPEN, commands.HandleAnew): (dispatcher_or_department, asking.handle_anew),
        (Stage.OPEN, danger.AcknowledgeDanger): (who_answers_danger, looking_after.acknowledge_danger),
        (Stage.OPEN, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
        (Stage.OPEN, particulars.CorrectParticulars): (
            counter_or_its_unit,
            looking_after.correct_particulars,
        ),
    },
    facts={
        commands.ReviewAnswered: asking.review_answered,
        commands.ReviewEnded: asking.review_ended,
        danger.DangerReported: looking_after.danger_reported,
        **timekeeping.FACTS,
        TimePassed: looking_after.time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(events, danger, particulars, staffing, timekeeping),
    view=staffing.flagged(view),
    follows=danger.landing(late.told(follows)),
    moments=looking_after.moments,
    commands={
        "request_review": commands.RequestReview,
        "record_evaluation": commands.RecordEvaluation,
        "take_up_again": commands.TakeUpAgain,
        "record_execution": commands.RecordExecution,
        "record_review_carried_out": commands.RecordReviewCarriedOut,
        "report_back": commands.ReportAfterwards,
        "record_after_care": commands.RecordAfterCare,
        "record_revisit": commands.RecordRevisit,
        "assess_closing": commands.AssessClosing,
        "confirm_with_person": commands.ConfirmWithPerson,
        "record_re_examination": commands.RecordReExamination,
        "close_matter": commands.CloseMatter,
        "handle_anew": commands.HandleAnew,
        "acknowledge_danger": danger.AcknowledgeDanger,
        "correct_start": timekeeping.CorrectStart,
        "correct_particulars": particulars.CorrectParticulars,
    },
    reports={"danger_reported": danger.DangerReported},
    messages={
        **staffing.TOLD,
        "review_answered": commands.ReviewAnswered,
        "review_ended": commands.ReviewEnded,
    },
    publications=timekeeping.PUBLICATIONS,
    bar=bar,
    unseen=evaluating.unseen,
)
