"""One urgent incident, from the report or the declaration to its closing report."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import notes
    from rules.incident import commands
    from rules.incident.matter import Incident
    from rules.incident.procedure import INCIDENT
    from workflows import names
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, told


@workflow.defn(name="IncidentWorkflow")
class IncidentWorkflow(ProceedingWorkflow[Incident]):
    procedure = INCIDENT

    @workflow.init
    def __init__(self, file: File[Incident]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Incident]) -> Closed:
        return await self.keep_time_and_order()

    # a danger that was reported
    take_up_danger = asked("take_up_danger", commands.TakeUpDanger)
    put_danger_aside = asked("put_danger_aside", commands.PutDangerAside)
    # who has the command, and who serves
    offer_command = asked("offer_command", commands.OfferCommand)
    take_over_command = asked("take_over_command", commands.TakeOverCommand)
    decline_command = asked("decline_command", commands.DeclineCommand)
    serve_as = asked("serve_as", commands.ServeAs)
    regrade = asked("regrade", commands.Regrade)
    # orders
    give_order = asked("give_order", commands.GiveOrder)
    acknowledge_order = asked("acknowledge_order", commands.AcknowledgeOrder)
    report_order_done = asked("report_order_done", commands.ReportOrderDone)
    withdraw_order = asked("withdraw_order", commands.WithdrawOrder)
    # the log, and the end
    file_situation_report = asked("file_situation_report", commands.FileSituationReport)
    record_command_decision = asked("record_command_decision", commands.RecordCommandDecision)
    stand_down = asked("stand_down", commands.StandDown)
    file_closing_report = asked("file_closing_report", commands.FileClosingReport)
    add_note = asked("add_note", notes.AddNote)

    # what the case it came from tells it
    police_heard = told(names.POLICE_HEARD, commands.PoliceHeard)
