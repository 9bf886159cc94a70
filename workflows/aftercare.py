"""Aftercare of one ended mediation: guidance, performance, revisit, undoing, taking up again."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import danger, handing, particulars, timekeeping
    from rules.aftercare import commands
    from rules.aftercare.matter import Aftercare
    from rules.aftercare.procedure import AFTERCARE
    from workflows import names
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, reported, told


@workflow.defn(name="AftercareWorkflow")
class AftercareWorkflow(ProceedingWorkflow[Aftercare]):
    procedure = AFTERCARE

    @workflow.init
    def __init__(self, file: File[Aftercare]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Aftercare]) -> Closed:
        return await self.keep_time_and_order()

    record_service = asked("record_service", commands.RecordService)
    record_performance = asked("record_performance", commands.RecordPerformance)
    record_revisit = asked("record_revisit", commands.RecordRevisit)
    record_whether_free = asked("record_whether_free", commands.RecordWhetherFree)
    undo_withdrawal = asked("undo_withdrawal", commands.UndoWithdrawal)
    reopen = asked("reopen", commands.Reopen)
    hand_off = asked("hand_off", handing.HandOff)
    acknowledge_danger = asked("acknowledge_danger", danger.AcknowledgeDanger)
    correct_start = asked("correct_start", timekeeping.CorrectStart)
    correct_particulars = asked("correct_particulars", particulars.CorrectParticulars)

    danger_reported = reported("danger_reported", danger.DangerReported)

    # what a handoff tells
    handoff_told = told(names.HANDOFF_TOLD, handing.HandoffTold)
