"""The campaign for old matters (积案包案): led by name, worked on by a team after a plan, assessed by others.

One promise stands above the table: a matter leaves the campaign as settled only when it has ended and persons
who neither led nor checked it have signed.
"""

from rules import late, notes, staffing, timekeeping
from rules.backlog import commands, ending, events, leading, reading
from rules.backlog.evolution import begin, evolve
from rules.backlog.matter import (
    Stage,
    approver,
    assessors,
    its_leader,
    its_leader_or_handler,
    its_people,
    its_seat,
    office,
)
from rules.procedure import Procedure, TimePassed, names_of

BACKLOG = Procedure(
    name="backlog",
    acts={
        # 待包案
        (Stage.REGISTERED, commands.AssignLeader): (office, leading.assign_leader),
        (Stage.REGISTERED, commands.HandBack): (approver, ending.hand_back),
        (Stage.REGISTERED, notes.AddNote): (its_people, notes.add_note),
        # 包案中
        (Stage.LED, commands.TakeCharge): (its_seat, leading.take_charge),
        (Stage.LED, commands.ProposeLeader): (office, leading.propose_leader),
        (Stage.LED, commands.ApproveLeader): (approver, leading.approve_leader),
        (Stage.LED, commands.DeclineLeader): (approver, leading.decline_leader),
        (Stage.LED, commands.FormTeam): (its_leader, leading.form_team),
        (Stage.LED, commands.SetPlan): (its_leader_or_handler, leading.set_plan),
        (Stage.LED, commands.AddMilestone): (its_leader_or_handler, leading.add_milestone),
        (Stage.LED, commands.ReachMilestone): (its_leader_or_handler, leading.reach_milestone),
        (Stage.LED, commands.ReportSettled): (its_leader_or_handler, ending.report_settled),
        (Stage.LED, commands.HandBack): (its_leader, ending.hand_back),
        (Stage.LED, notes.AddNote): (its_people, notes.add_note),
        # 待评估
        (Stage.ASSESSING, commands.CheckBacklog): (its_leader_or_handler, ending.check_backlog),
        (Stage.ASSESSING, commands.AssessBacklog): (assessors, ending.assess_backlog),
        (Stage.ASSESSING, commands.TakeBackToWork): (assessors, ending.take_back_to_work),
        (Stage.ASSESSING, notes.AddNote): (its_people, notes.add_note),
    },
    facts={
        commands.MatterLookedAt: ending.matter_looked_at,
        **timekeeping.FACTS,
        TimePassed: ending.time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(events, notes, staffing, timekeeping),
    view=staffing.flagged(reading.view),
    follows=late.told(reading.follows),
    moments=reading.moments,
    commands={
        "assign_leader": commands.AssignLeader,
        "take_charge": commands.TakeCharge,
        "propose_leader": commands.ProposeLeader,
        "approve_leader": commands.ApproveLeader,
        "decline_leader": commands.DeclineLeader,
        "form_team": commands.FormTeam,
        "set_plan": commands.SetPlan,
        "add_milestone": commands.AddMilestone,
        "reach_milestone": commands.ReachMilestone,
        "report_settled": commands.ReportSettled,
        "check_backlog": commands.CheckBacklog,
        "assess_backlog": commands.AssessBacklog,
        "take_back_to_work": commands.TakeBackToWork,
        "hand_back": commands.HandBack,
        "add_note": notes.AddNote,
    },
    messages={"matter_looked_at": commands.MatterLookedAt, **staffing.TOLD},
    publications=timekeeping.PUBLICATIONS,
)
