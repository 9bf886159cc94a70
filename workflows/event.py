"""One event, from the report to the finding of what brought it about."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import danger, notes, particulars, timekeeping
    from rules.event import commands
    from rules.event.matter import EventCase
    from rules.event.procedure import EVENT
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, reported


@workflow.defn(name="EventWorkflow")
class EventWorkflow(ProceedingWorkflow[EventCase]):
    procedure = EVENT

    @workflow.init
    def __init__(self, file: File[EventCase]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[EventCase]) -> Closed:
        return await self.keep_time_and_order()

    # signed for or passed on
    sign_in = asked("sign_in", commands.SignIn)
    pass_on = asked("pass_on", commands.PassOn)
    # answered and handled
    respond = asked("respond", commands.Respond)
    record_handling = asked("record_handling", commands.RecordHandling)
    propose_closing = asked("propose_closing", commands.ProposeClosing)
    # audited by a second person, and analysed
    approve_closing = asked("approve_closing", commands.ApproveClosing)
    send_event_back = asked("send_event_back", commands.SendEventBack)
    record_analysis = asked("record_analysis", commands.RecordAnalysis)
    # turned into what it really is
    turn_event_into_petition = asked("turn_event_into_petition", commands.TurnEventIntoPetition)
    turn_event_into_dispute = asked("turn_event_into_dispute", commands.TurnEventIntoDispute)
    # said among ourselves, and to whoever reported it
    add_note = asked("add_note", notes.AddNote)
    send_message = asked("send_message", notes.SendMessage)
    acknowledge_danger = asked("acknowledge_danger", danger.AcknowledgeDanger)
    correct_start = asked("correct_start", timekeeping.CorrectStart)
    correct_particulars = asked("correct_particulars", particulars.CorrectParticulars)

    # what people report; never refused
    danger_reported = reported("danger_reported", danger.DangerReported)
