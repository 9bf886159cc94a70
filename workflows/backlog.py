"""One old matter under a leader, from its registration until others have assessed it."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import notes
    from rules.backlog import commands
    from rules.backlog.matter import Backlog
    from rules.backlog.procedure import BACKLOG
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, told


@workflow.defn(name="BacklogWorkflow")
class BacklogWorkflow(ProceedingWorkflow[Backlog]):
    procedure = BACKLOG

    @workflow.init
    def __init__(self, file: File[Backlog]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Backlog]) -> Closed:
        return await self.keep_time_and_order()

    # led
    assign_leader = asked("assign_leader", commands.AssignLeader)
    take_charge = asked("take_charge", commands.TakeCharge)
    propose_leader = asked("propose_leader", commands.ProposeLeader)
    approve_leader = asked("approve_leader", commands.ApproveLeader)
    decline_leader = asked("decline_leader", commands.DeclineLeader)
    # worked on
    form_team = asked("form_team", commands.FormTeam)
    set_plan = asked("set_plan", commands.SetPlan)
    add_milestone = asked("add_milestone", commands.AddMilestone)
    reach_milestone = asked("reach_milestone", commands.ReachMilestone)
    # ended
    report_settled = asked("report_settled", commands.ReportSettled)
    check_backlog = asked("check_backlog", commands.CheckBacklog)
    assess_backlog = asked("assess_backlog", commands.AssessBacklog)
    take_back_to_work = asked("take_back_to_work", commands.TakeBackToWork)
    hand_back = asked("hand_back", commands.HandBack)
    add_note = asked("add_note", notes.AddNote)

    # what the house itself tells it
    matter_looked_at = told("matter_looked_at", commands.MatterLookedAt)
