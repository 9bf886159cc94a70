"""One accusation, from its receipt until whoever made it has been told."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import timekeeping
    from rules.accusation import commands
    from rules.accusation.matter import Accusation
    from rules.accusation.procedure import ACCUSATION
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked


@workflow.defn(name="AccusationWorkflow")
class AccusationWorkflow(ProceedingWorkflow[Accusation]):
    procedure = ACCUSATION

    @workflow.init
    def __init__(self, file: File[Accusation]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Accusation]) -> Closed:
        return await self.keep_time_and_order()

    transfer_to_discipline = asked("transfer_to_discipline", commands.TransferToDiscipline)
    tell_acceptance = asked("tell_acceptance", commands.TellAcceptance)
    record_result = asked("record_result", commands.RecordResult)
    tell_result = asked("tell_result", commands.TellResult)
    correct_start = asked("correct_start", timekeeping.CorrectStart)
