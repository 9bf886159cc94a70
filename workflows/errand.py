"""One errand, from the authority somebody gave to what they said of how it was done."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import particulars, timekeeping
    from rules.errand import commands
    from rules.errand.matter import Errand
    from rules.errand.procedure import ERRAND
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, reported


@workflow.defn(name="ErrandWorkflow")
class ErrandWorkflow(ProceedingWorkflow[Errand]):
    procedure = ERRAND

    @workflow.init
    def __init__(self, file: File[Errand]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Errand]) -> Closed:
        return await self.keep_time_and_order()

    # what the agent does
    record_step = asked("record_step", commands.RecordStep)
    call_meeting = asked("call_meeting", commands.CallMeeting)
    answer_meeting_call = asked("answer_meeting_call", commands.AnswerMeetingCall)
    report_errand = asked("report_errand", commands.ReportErrand)
    # what the person says of it, and how it is examined anew
    record_errand_satisfaction = asked("record_errand_satisfaction", commands.RecordErrandSatisfaction)
    answer_re_examination = asked("answer_re_examination", commands.AnswerReExamination)
    answer_last_examination = asked("answer_last_examination", commands.AnswerLastExamination)
    correct_start = asked("correct_start", timekeeping.CorrectStart)
    correct_particulars = asked("correct_particulars", particulars.CorrectParticulars)

    # never refused
    errand_revoked = reported("errand_revoked", commands.ErrandRevoked)
