"""One dispatch order, from the whistle until every unit has its end."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import notes
    from rules.dispatch import commands
    from rules.dispatch.matter import Dispatch
    from rules.dispatch.procedure import DISPATCH
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked


@workflow.defn(name="DispatchWorkflow")
class DispatchWorkflow(ProceedingWorkflow[Dispatch]):
    procedure = DISPATCH

    @workflow.init
    def __init__(self, file: File[Dispatch]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Dispatch]) -> Closed:
        return await self.keep_time_and_order()

    # each unit for itself
    report_for_duty = asked("report_for_duty", commands.ReportForDuty)
    object_to_call = asked("object_to_call", commands.ObjectToCall)
    log_arrival = asked("log_arrival", commands.LogArrival)
    finish_unit_task = asked("finish_unit_task", commands.FinishUnitTask)
    # whoever whistled
    decide_call_objection = asked("decide_call_objection", commands.DecideCallObjection)
    call_another_unit = asked("call_another_unit", commands.CallAnotherUnit)
    stand_unit_down = asked("stand_unit_down", commands.StandUnitDown)
    call_off_dispatch = asked("call_off_dispatch", commands.CallOffDispatch)
    # whoever whistled, and the unit that leads
    set_unit_task = asked("set_unit_task", commands.SetUnitTask)
    drop_unit_task = asked("drop_unit_task", commands.DropUnitTask)
    record_dispatch_minutes = asked("record_dispatch_minutes", commands.RecordDispatchMinutes)
    close_dispatch = asked("close_dispatch", commands.CloseDispatch)
    add_note = asked("add_note", notes.AddNote)
