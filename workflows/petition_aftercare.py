"""What follows the reply to one petition: reviews, evaluation, execution, and how the matter is closed."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import danger, particulars, timekeeping
    from rules.petition_aftercare import commands
    from rules.petition_aftercare.matter import PetitionAftercare
    from rules.petition_aftercare.procedure import PETITION_AFTERCARE
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, reported, told


@workflow.defn(name="PetitionAftercareWorkflow")
class PetitionAftercareWorkflow(ProceedingWorkflow[PetitionAftercare]):
    procedure = PETITION_AFTERCARE

    @workflow.init
    def __init__(self, file: File[PetitionAftercare]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[PetitionAftercare]) -> Closed:
        return await self.keep_time_and_order()

    # what the people may do
    request_review = asked("request_review", commands.RequestReview)
    record_evaluation = asked("record_evaluation", commands.RecordEvaluation)
    take_up_again = asked("take_up_again", commands.TakeUpAgain)
    # what the responsible unit owes
    record_execution = asked("record_execution", commands.RecordExecution)
    record_review_carried_out = asked("record_review_carried_out", commands.RecordReviewCarriedOut)
    report_back = asked("report_back", commands.ReportAfterwards)
    record_after_care = asked("record_after_care", commands.RecordAfterCare)
    record_revisit = asked("record_revisit", commands.RecordRevisit)
    assess_closing = asked("assess_closing", commands.AssessClosing)
    confirm_with_person = asked("confirm_with_person", commands.ConfirmWithPerson)
    # what the petition department does
    record_re_examination = asked("record_re_examination", commands.RecordReExamination)
    close_matter = asked("close_matter", commands.CloseMatter)
    handle_anew = asked("handle_anew", commands.HandleAnew)
    acknowledge_danger = asked("acknowledge_danger", danger.AcknowledgeDanger)
    correct_start = asked("correct_start", timekeeping.CorrectStart)
    correct_particulars = asked("correct_particulars", particulars.CorrectParticulars)

    # what people report; never refused
    danger_reported = reported("danger_reported", danger.DangerReported)

    # what the house itself tells
    review_answered = told("review_answered", commands.ReviewAnswered)
    review_ended = told("review_ended", commands.ReviewEnded)
