"""Leading a petition to where it belongs (分流): classified, transferred, assigned, guided, or not taken."""

from collections.abc import Collection, Mapping
from datetime import date

from rules.channels import Channel
from rules.diversion.route import Purpose, Way
from rules.editions import CompetentOrgan, ListedRoute
from rules.petition import commands, events
from rules.petition.matter import (
    ABOUT_ANOTHER_MATTER,
    FACE_TO_FACE,
    Manner,
    NonAcceptance,
    Outcome,
    Petition,
    Stage,
)
from rules.procedure import Event, Now, Sealed
from rules.refusals import Reason, Refused

ADMINISTRATIVE, JUDICIAL = "administrative", "judicial"


def classify(petition: Petition, command: commands.Classify, now: Now) -> tuple[Event, ...]:
    """XFTL 31 分类: by a route of the list this petition runs under; corrected with a reason.

    An accusation is no petition (XFTL 30): it is concluded here and goes its own way, and nothing says so.
    """
    route = petition.edition.petitions.route(command.route)
    if route is None:
        raise Refused(Reason.ROUTE_NOT_IN_FORCE, petition.edition.petitions.list_version)
    if route.purpose == Purpose.ACCUSATION:
        raise Refused(Reason.NOT_TO_BE_RECORDED_HERE)
    if petition.route and command.reason is None:
        raise Refused(Reason.CORRECTION_WITHOUT_REASON)
    if petition.route and petition.route.route == route.id and not petition.is_contested:
        raise Refused(Reason.NOTHING_TO_CORRECT)
    return (
        events.Classified(
            at=now.at,
            by=command.by,
            list_version=petition.edition.petitions.list_version,
            route=route.id,
            purpose=route.purpose,
            way=route.ways[0] if route.ways else None,
            reason=command.reason,
        ),
    )


def record_first_visit(petition: Petition, command: commands.RecordFirstVisit, now: Now) -> tuple[Event, ...]:
    """County policy 17 五个一次性: what whoever met the person understood, and told them."""
    if petition.first_visit:
        raise Refused(Reason.NOTHING_TO_CORRECT)
    return (
        events.FirstVisitRecorded(
            at=now.at,
            by=command.by,
            request=command.request,
            crux=command.crux,
            policy=command.policy,
            plan=command.plan,
            answer=command.answer,
        ),
    )


def transfer(petition: Petition, command: commands.Transfer, now: Now) -> tuple[Event, ...]:
    """XFTL 22 转送: to the organ that is competent, within fifteen days of the receipt."""
    return _to_unit(petition, command, None, now)


def assign(petition: Petition, command: commands.Assign, now: Now) -> tuple[Event, ...]:
    """XFTL 22 交办: the same, with a day by which the organ reports what became of it."""
    if command.report_by <= now.today:
        raise Refused(Reason.REPORT_BY_IN_THE_PAST)
    return _to_unit(petition, command, command.report_by, now)


def _to_unit(
    petition: Petition,
    command: commands.Transfer | commands.Assign,
    report_by: date | None,
    now: Now,
) -> tuple[Event, ...]:
    _check_first_visit(petition)
    organ = competent_organ(petition, command.to_unit, command.reason)
    return (
        events.Transferred(
            at=now.at, by=command.by, to_unit=organ.unit, report_by=report_by, reason=command.reason
        ),
    )


def receiving_organ(petition: Petition, unit: str) -> CompetentOrgan:
    """XFTL 24(2): an organ that still has its functions. Raises NO_SUCH_ORGAN, ORGAN_SUCCEEDED."""
    organ = petition.edition.petitions.organ(unit)
    if organ is None:
        raise Refused(Reason.NO_SUCH_ORGAN)
    if organ.successor:
        raise Refused(Reason.ORGAN_SUCCEEDED, organ.successor)
    return organ


def competent_organ(petition: Petition, unit: str, reason: Sealed | None) -> CompetentOrgan:
    """XFTL 22, 28(2), 31: an organ that the list names, or another with a reason; what is for courts,
    police or mediators alone goes to no other.

    Raises what receiving_organ raises, and NOT_CLASSIFIED, WRONG_ORGAN, ORGAN_NOT_LISTED.
    """
    route, organ = _classified(petition), receiving_organ(petition, unit)
    is_listed = bool(petition.edition.petitions.codes_of(organ.unit) & set(route.organs))
    if not is_listed and ADMINISTRATIVE not in route.kinds:
        raise Refused(Reason.WRONG_ORGAN, *route.organs)
    if not is_listed and reason is None:
        raise Refused(Reason.ORGAN_NOT_LISTED, *route.organs)
    return organ


def guide(petition: Petition, command: commands.Guide, now: Now) -> tuple[Event, ...]:
    """XFTL 31, 28(2) 导入法定途径: what has a statutory route of its own is led there; no sixty days run."""
    route = _classified(petition)
    check_no_objection(petition)
    if manner_of(route):
        raise Refused(Reason.NO_OTHER_ROUTE)
    return (
        events.Concluded(at=now.at, by=command.by, outcome=Outcome.GUIDED, explanation=command.explanation),
    )


def not_accept(petition: Petition, command: commands.NotAccept, now: Now) -> tuple[Event, ...]:
    """XFTL 19(3), 20(1), 23(1), 36(3) 不予受理、不再受理: on a ground of the list; told where to go."""
    check_no_objection(petition)
    _check_ground(petition, command)
    return (
        events.Concluded(
            at=now.at,
            by=command.by,
            outcome=Outcome.NOT_ACCEPTED,
            ground=command.ground,
            other=command.other,
            explanation=command.explanation,
        ),
    )


# Which of the ways of XFTL 31 a ground points to.
_WAYS_OF: Mapping[NonAcceptance, frozenset[str]] = {
    NonAcceptance.LITIGATION: frozenset({Way.LITIGATION}),
    NonAcceptance.STATUTORY_PROCEDURE: frozenset(
        {Way.ARBITRATION, Way.PARTY_APPEAL, Way.ADMINISTRATIVE_PROCEDURE}
    ),
    NonAcceptance.STATUTORY_DUTY: frozenset({Way.STATUTORY_DUTY}),
}


def _check_ground(petition: Petition, command: commands.NotAccept) -> None:
    """Whether the ground can be one here: what has no other route is heard, and what was transferred is
    objected to and not turned away."""
    ground = command.ground
    if ground in ABOUT_ANOTHER_MATTER and command.other is None:
        raise Refused(Reason.OTHER_MATTER_NOT_NAMED)
    if ground in _WAYS_OF and not _WAYS_OF[ground] & set(_classified(petition).ways):
        raise Refused(Reason.NO_OTHER_ROUTE)
    if ground is NonAcceptance.NOT_COMPETENT and petition.stage is Stage.ROUTING:
        raise Refused(Reason.DEPARTMENT_TRANSFERS)
    if ground is NonAcceptance.NOT_COMPETENT and petition.sender:
        raise Refused(Reason.TRANSFERRED_IS_OBJECTED_TO)
    if ground is NonAcceptance.WRONG_PLACE and petition.channel is not Channel.VISIT:
        raise Refused(Reason.NOT_A_VISIT)


def check_no_objection(petition: Petition) -> None:
    """XFTL 23(3): whoever said that it is not theirs leaves it as it is until the sender has answered."""
    if petition.open_refusal:
        raise Refused(Reason.OBJECTION_PENDING)


def flag_urgent(petition: Petition, command: commands.FlagUrgent, now: Now) -> tuple[Event, ...]:
    """XFTL 25 重大、紧急: a person says so, with a reason; from then on it is to be reported up at once."""
    if petition.is_urgent:
        raise Refused(Reason.ALREADY_FLAGGED)
    return (events.FlaggedUrgent(at=now.at, by=command.by, reason=command.reason),)


def report_up(petition: Petition, command: commands.ReportUp, now: Now) -> tuple[Event, ...]:
    """XFTL 25 及时报告: to the Party committee and government, and to the next higher petition department."""
    if not petition.is_urgent:
        raise Refused(Reason.NOT_URGENT)
    return (events.ReportedUp(at=now.at, by=command.by, to=command.to),)


def conclude_elsewhere(
    petition: Petition, command: commands.ConcludeElsewhere, now: Now
) -> tuple[Event, ...]:
    """County policy 23, 26 另行处理: it goes on elsewhere. The same event for a duplicate as for all else."""
    return (events.Concluded(at=now.at, by=command.by, outcome=Outcome.CONCLUDED_ELSEWHERE),)


def class_contested(petition: Petition, fact: commands.ClassContested, now: Now) -> tuple[Event, ...]:
    """XFTL 31 对分类有异议: somebody says that the class is wrong; a person looks at it again."""
    if petition.has_ended or petition.route is None:
        return ()
    return (events.ClassDisputed(at=now.at, by=fact.by, words=fact.words),)


def manner_of(route: ListedRoute) -> Collection[Manner]:
    """XFTL 29, 31, JYBL 4: in which manners a petition of this route may be handled; in none, where a
    statutory route of its own comes first. A question that came as a petition is answered as one."""
    if route.purpose == Purpose.SUGGESTION:
        return (Manner.SUGGESTION,)
    if route.purpose == Purpose.CONSULTATION or Way.PETITION_HANDLING in route.ways:
        return (Manner.ORDINARY, Manner.SIMPLIFIED)
    return ()


def _classified(petition: Petition) -> ListedRoute:
    found = petition.edition.petitions.route(petition.route.route) if petition.route else None
    if found is None:
        raise Refused(Reason.NOT_CLASSIFIED)
    return found


def _check_first_visit(petition: Petition) -> None:
    if petition.channel in FACE_TO_FACE and not petition.first_visit:
        raise Refused(Reason.FIRST_VISIT_INCOMPLETE)
