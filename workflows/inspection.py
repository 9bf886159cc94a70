"""One inspection, from its sample to the last finding that was put right."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import notes
    from rules.inspection import commands
    from rules.inspection.matter import Inspection
    from rules.inspection.procedure import INSPECTION
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, told


@workflow.defn(name="InspectionWorkflow")
class InspectionWorkflow(ProceedingWorkflow[Inspection]):
    procedure = INSPECTION

    @workflow.init
    def __init__(self, file: File[Inspection]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Inspection]) -> Closed:
        return await self.keep_time_and_order()

    # looked at
    record_finding = asked("record_finding", commands.RecordFinding)
    find_in_order = asked("find_in_order", commands.FindInOrder)
    call_in_inspector = asked("call_in_inspector", commands.CallInInspector)
    issue_circular = asked("issue_circular", commands.IssueCircular)
    # put right
    record_rectification = asked("record_rectification", commands.RecordRectification)
    check_rectification = asked("check_rectification", commands.CheckRectification)
    sign_off_rectification = asked("sign_off_rectification", commands.SignOffRectification)
    send_back_rectification = asked("send_back_rectification", commands.SendBackRectification)
    add_note = asked("add_note", notes.AddNote)

    # what the house itself tells it
    frame_listed = told("frame_listed", commands.FrameListed)
