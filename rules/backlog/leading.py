"""Who leads, who works on it, and by which plan."""

from rules.backlog import commands, events
from rules.backlog.matter import Backlog, may_lead
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def assign_leader(backlog: Backlog, command: commands.AssignLeader, now: Now) -> tuple[Event, ...]:
    """County policy 47 包案领导: the first one; another takes a reason and a second person.

    Raises NOT_A_LEADERS_SEAT.
    """
    _check_may_lead(backlog, command.role, command.unit)
    return (events.LeaderAssigned(at=now.at, by=command.by, role=command.role, unit=command.unit),)


def take_charge(backlog: Backlog, command: commands.TakeCharge, now: Now) -> tuple[Event, ...]:
    """County policy 47 领导接案: by name; until then the matter is without a leader.

    Raises LEADER_ASSIGNED_ALREADY.
    """
    if backlog.leader:
        raise Refused(Reason.LEADER_ASSIGNED_ALREADY)
    return (events.ChargeTaken(at=now.at, by=command.by),)


def propose_leader(backlog: Backlog, command: commands.ProposeLeader, now: Now) -> tuple[Event, ...]:
    """County policy 47 变更包案领导: with the reason; nothing changes until another person has agreed.

    Raises NOT_A_LEADERS_SEAT, ALREADY_LEADS.
    """
    _check_may_lead(backlog, command.role, command.unit)
    if (command.role, command.unit) == backlog.seat:
        raise Refused(Reason.ALREADY_LEADS)
    return (
        events.LeaderProposed(
            at=now.at, by=command.by, role=command.role, unit=command.unit, reason=command.reason
        ),
    )


def approve_leader(backlog: Backlog, command: commands.ApproveLeader, now: Now) -> tuple[Event, ...]:
    """County policy 47 变更包案领导: agreed to by another person than who proposed it.

    Raises NO_LEADER_PROPOSED, APPROVES_OWN_PROPOSAL.
    """
    _check_proposed(backlog, command.by.person)
    assert backlog.proposed
    role, unit = backlog.proposed.role, backlog.proposed.unit
    return (events.LeaderAssigned(at=now.at, by=command.by, role=role, unit=unit),)


def decline_leader(backlog: Backlog, command: commands.DeclineLeader, now: Now) -> tuple[Event, ...]:
    """County policy 47 变更包案领导: declined with the reason, and the leader stays.

    Raises NO_LEADER_PROPOSED, APPROVES_OWN_PROPOSAL.
    """
    _check_proposed(backlog, command.by.person)
    return (events.LeaderDeclined(at=now.at, by=command.by, reason=command.reason),)


def form_team(backlog: Backlog, command: commands.FormTeam, now: Now) -> tuple[Event, ...]:
    """County policy 47 包案专班: units of the county that answer for something, one of which carries it out.

    Raises NOT_OF_THE_TEAM with the units nobody answers for.
    """
    organ_of = backlog.edition.petitions.organ
    strangers = sorted(unit for unit in command.units if organ_of(unit) is None)
    if strangers or command.handler not in command.units:
        raise Refused(Reason.NOT_OF_THE_TEAM, *(strangers or [command.handler]))
    return (events.TeamFormed(at=now.at, by=command.by, units=command.units, handler=command.handler),)


def set_plan(backlog: Backlog, command: commands.SetPlan, now: Now) -> tuple[Event, ...]:
    """County policy 47 化解方案: as often as it has to be written anew; its milestones stand."""
    return (events.PlanSet(at=now.at, by=command.by, words=command.words),)


def add_milestone(backlog: Backlog, command: commands.AddMilestone, now: Now) -> tuple[Event, ...]:
    """County policy 47 节点: of a plan, and on a day to come. Raises NO_PLAN_YET, MILESTONE_IN_THE_PAST."""
    if backlog.plan is None:
        raise Refused(Reason.NO_PLAN_YET)
    if command.due_on < now.today:
        raise Refused(Reason.MILESTONE_IN_THE_PAST)
    number = len(backlog.milestones) + 1
    return (
        events.MilestoneAdded(
            at=now.at, by=command.by, number=number, due_on=command.due_on, words=command.words
        ),
    )


def reach_milestone(backlog: Backlog, command: commands.ReachMilestone, now: Now) -> tuple[Event, ...]:
    """County policy 47 节点: reached, in time or late. Raises NO_SUCH_MILESTONE."""
    milestone = backlog.milestone(command.milestone)
    return (
        events.MilestoneReached(at=now.at, by=command.by, milestone=milestone.number, words=command.words),
    )


def _check_may_lead(backlog: Backlog, role: str, unit: str) -> None:
    if not may_lead(backlog.edition, role, unit):
        raise Refused(Reason.NOT_A_LEADERS_SEAT)


def _check_proposed(backlog: Backlog, person: str) -> None:
    if backlog.proposed is None:
        raise Refused(Reason.NO_LEADER_PROPOSED)
    if backlog.proposed.by == person:
        raise Refused(Reason.APPROVES_OWN_PROPOSAL)
