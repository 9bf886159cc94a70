"""One duty that is late, or one handling that went against the rules, until it is put right."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules.supervision import commands
    from rules.supervision.matter import Supervision
    from rules.supervision.procedure import SUPERVISION
    from workflows import names
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, told


@workflow.defn(name="SupervisionWorkflow")
class SupervisionWorkflow(ProceedingWorkflow[Supervision]):
    procedure = SUPERVISION

    @workflow.init
    def __init__(self, file: File[Supervision]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Supervision]) -> Closed:
        return await self.keep_time_and_order()

    # the petition department presses
    draft_letter = asked("draft_letter", commands.DraftLetter)
    sign_letter = asked("sign_letter", commands.SignLetter)
    set_letter_aside = asked("set_letter_aside", commands.SetLetterAside)
    # the unit answers, and is looked at
    report_rectification = asked("report_rectification", commands.ReportRectification)
    accept_rectification = asked("accept_rectification", commands.AcceptRectification)
    ask_again = asked("ask_again", commands.AskAgain)

    # what the procedure that owes it has come to
    duty_met = told(names.DUTY_MET, commands.DutyMet)
    duty_moved = told(names.DUTY_MOVED, commands.DutyMoved)
