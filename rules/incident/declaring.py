"""How an incident begins: somebody declares it, or a danger reported in a case reaches the centre."""

from datetime import datetime

from rules import calling
from rules.editions import Edition
from rules.incident import commands, events
from rules.incident.events import DangerReachedTheCentre, IncidentDeclared
from rules.incident.matter import Incident, Outcome
from rules.procedure import Event, Now, Officer, Sealed
from rules.refusals import Reason, Refused


def why_not_declare(edition: Edition, officer: Officer, township: str | None) -> Reason | None:
    """County policy 44 宣布突发事件: the dispatcher, the police and the commissioner of the place. Why
    somebody may not; None if they may."""
    return calling.why_not_here(edition, edition.command.declaring, officer, township)


def declare(
    *,
    id: str,
    number: str,
    edition: Edition,
    grade: str,
    words: Sealed,
    village: str | None,
    township: str | None,
    about: str | None,
    by: Officer,
    at: datetime,
) -> IncidentDeclared:
    """County policy 44 宣布突发事件: of a grade of the county; whoever declares it has the command, until
    another takes it over. Raises Refused NOT_YOURS_TO_DO,
    NOT_IN_YOUR_AREA, UNKNOWN_GRADE."""
    if why_not := why_not_declare(edition, by, township):
        raise Refused(why_not)
    _check_grade(edition, grade)
    return IncidentDeclared(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        grade=grade,
        words=words,
        village=village,
        township=township,
        about=about,
    )


def danger_reaches_the_centre(
    *,
    id: str,
    number: str,
    edition: Edition,
    words: Sealed,
    village: str | None,
    township: str | None,
    origin: str,
    origin_seq: int,
    police_since: datetime | None,
    at: datetime,
) -> DangerReachedTheCentre:
    """RMTJ 25, county policy 44 危险报告到中心: at once, beside the report to the police. ``at`` is the
    instant at which it was noted."""
    return DangerReachedTheCentre(
        at=at,
        id=id,
        number=number,
        edition=edition.digest,
        words=words,
        village=village,
        township=township,
        origin=origin,
        origin_seq=origin_seq,
        police_since=police_since,
    )


def take_up_danger(incident: Incident, command: commands.TakeUpDanger, now: Now) -> tuple[Event, ...]:
    """County policy 44 接处: it is an incident, and whoever says so has the command."""
    _check_grade(incident.edition, command.grade)
    return (events.DangerTakenUp(at=now.at, by=command.by, grade=command.grade),)


def put_danger_aside(incident: Incident, command: commands.PutDangerAside, now: Now) -> tuple[Event, ...]:
    """County policy 44 已处置: no incident; what was done is written down. What the police owe stands in the
    case that it came from."""
    ended = events.IncidentEnded(at=now.at, by=command.by, outcome=Outcome.NO_INCIDENT, words=command.words)
    return (ended,)


def police_heard(incident: Incident, fact: commands.PoliceHeard, now: Now) -> tuple[Event, ...]:
    """RMTJ 25 接警: heard once, from the case it came from."""
    if incident.has_ended or not incident.is_of_danger or incident.police_since:
        return ()
    return (events.PoliceAcknowledged(at=now.at, procedure=fact.procedure, seq=fact.seq),)


def regrade(incident: Incident, command: commands.Regrade, now: Now) -> tuple[Event, ...]:
    """County policy 44 调整等级: up or down, with a reason."""
    _check_grade(incident.edition, command.grade)
    if command.grade == incident.grade:
        raise Refused(Reason.NOTHING_TO_REGRADE)
    return (events.Regraded(at=now.at, by=command.by, grade=command.grade, reason=command.reason),)


def _check_grade(edition: Edition, grade: str) -> None:
    if grade not in edition.command.grades:
        raise Refused(Reason.UNKNOWN_GRADE)
