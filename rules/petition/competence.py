"""Whose matter it is (异议、受理争议): objection, the sender's answer, and the tie-break of XFTL 24."""

from rules.petition import commands, events
from rules.petition.matter import OBJECT, Petition, SettledBy
from rules.petition.passing import is_over
from rules.petition.routing import competent_organ, receiving_organ
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def object_to_transfer(petition: Petition, command: commands.ObjectToTransfer, now: Now) -> tuple[Event, ...]:
    """XFTL 23(3) 异议: within five working days of the receipt, with detailed reasons. The matter stays with
    the unit until the sender agrees; the refusal that reaches the county's limit opens the tie-break."""
    if petition.sender is None:
        raise Refused(Reason.NOT_TRANSFERRED)
    if not petition.may_object:
        raise Refused(Reason.COMPETENCE_IS_SETTLED)
    if petition.open_refusal:
        raise Refused(Reason.OBJECTION_PENDING)
    if petition.is_settled or is_over(petition, OBJECT, now):
        raise Refused(Reason.TIME_TO_OBJECT_IS_OVER)
    objected = events.TransferObjectedTo(
        at=now.at,
        by=command.by,
        unit=petition.unit,
        reasons=command.reasons,
        proposed_unit=command.proposed_unit,
    )
    count = len(petition.refusals) + 1
    if count < petition.edition.petitions.tie_break_at:
        return (objected,)
    return (objected, events.CompetenceDisputed(at=now.at, by=command.by, refusals=count))


def take_back(petition: Petition, command: commands.TakeBack, now: Now) -> tuple[Event, ...]:
    """XFTL 23(3) 同意异议: only the sender, having checked, takes the papers back; then it is routed anew."""
    refusal = petition.open_refusal
    if refusal is None:
        raise Refused(Reason.NOT_OBJECTED_TO)
    return (events.TakenBack(at=now.at, by=command.by, from_unit=refusal.unit, reason=command.reason),)


def reject_objection(petition: Petition, command: commands.RejectObjection, now: Now) -> tuple[Event, ...]:
    """XFTL 23(3) 不同意异议: it stays where it is, and its periods have run all the while."""
    if petition.open_refusal is None:
        raise Refused(Reason.NOT_OBJECTED_TO)
    return (events.ObjectionRejected(at=now.at, by=command.by, reason=command.reason),)


def call_joint_meeting(petition: Petition, command: commands.CallJointMeeting, now: Now) -> tuple[Event, ...]:
    """XFTL 24(1) 联席会议: where the organs have no common superior that settles it."""
    if petition.met_jointly:
        raise Refused(Reason.NOTHING_TO_CORRECT)
    return (events.JointMeetingCalled(at=now.at, by=command.by, reason=command.reason),)


def settle_competence(petition: Petition, command: commands.SettleCompetence, now: Now) -> tuple[Event, ...]:
    """XFTL 24(1), county policy 22 确定受理机关: agreed between the organs, decided above them, or in the
    joint meeting once it was called. After that nobody objects any more."""
    organ = competent_organ(petition, command.unit, command.reason)
    if command.by_way_of is SettledBy.JOINT_MEETING and not petition.met_jointly:
        raise Refused(Reason.NO_JOINT_MEETING)
    return (
        events.CompetenceSettled(
            at=now.at, by=command.by, unit=organ.unit, by_way_of=command.by_way_of, reason=command.reason
        ),
    )


def name_successor(petition: Petition, command: commands.NameSuccessor, now: Now) -> tuple[Event, ...]:
    """XFTL 24(2) 分立、合并、撤销: whoever goes on with the functions has the matter and its periods."""
    if petition.route:
        competent_organ(petition, command.unit, command.reason)
    organ = receiving_organ(petition, command.unit)
    if organ.unit == petition.unit:
        raise Refused(Reason.NOTHING_TO_CORRECT)
    return (events.SuccessorNamed(at=now.at, by=command.by, unit=organ.unit, reason=command.reason),)
