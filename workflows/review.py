"""A review of an opinion by the organ above, and the re-review of that by the next: two of one kind."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import danger, particulars, timekeeping
    from rules.review import commands
    from rules.review.matter import Review
    from rules.review.procedure import RE_REVIEW, REVIEW
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, reported


class _Reviewing(ProceedingWorkflow[Review]):
    """The verbs of both."""

    # the reviewing organ finds out, hears, decides
    record_findings = asked("record_findings", commands.RecordFindings)
    draw_panel = asked("draw_panel", commands.DrawReviewPanel)
    hold_hearing = asked("hold_hearing", commands.HoldReviewHearing)
    issue_review_opinion = asked("issue_review_opinion", commands.IssueReviewOpinion)
    serve_review_opinion = asked("serve_review_opinion", commands.ServeReviewOpinion)
    # what the petitioners may do
    request_re_review = asked("request_re_review", commands.RequestReReview)
    # time, and what may happen at every stage
    suspend_clocks = asked("suspend_clocks", timekeeping.SuspendClocks)
    resume_clocks = asked("resume_clocks", timekeeping.ResumeClocks)
    correct_start = asked("correct_start", timekeeping.CorrectStart)
    acknowledge_danger = asked("acknowledge_danger", danger.AcknowledgeDanger)
    correct_particulars = asked("correct_particulars", particulars.CorrectParticulars)

    # what people report; never refused
    request_withdrawn = reported("request_withdrawn", commands.RequestWithdrawn)
    interest_declared = reported("interest_declared", commands.InterestDeclared)
    danger_reported = reported("danger_reported", danger.DangerReported)


@workflow.defn(name="ReviewWorkflow")
class ReviewWorkflow(_Reviewing):
    procedure = REVIEW

    @workflow.init
    def __init__(self, file: File[Review]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Review]) -> Closed:
        return await self.keep_time_and_order()


@workflow.defn(name="ReReviewWorkflow")
class ReReviewWorkflow(_Reviewing):
    procedure = RE_REVIEW

    @workflow.init
    def __init__(self, file: File[Review]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Review]) -> Closed:
        return await self.keep_time_and_order()
