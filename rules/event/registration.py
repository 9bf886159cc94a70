"""How an event comes in: by a label on the spot, by a grid worker, at a window. It is assigned at once."""

from datetime import datetime

from rules.assigning import Assignment
from rules.editions import Edition, Organ
from rules.event.events import EventRegistered
from rules.gazetteer import Location
from rules.participants import People
from rules.powers import Competent, resolve
from rules.procedure import Officer
from rules.refusals import Reason, Refused


def addressed(edition: Edition, kind: str, at: Location) -> tuple[str, str]:
    """County policy 40 属地、直派: the seat (role, unit) an event of this kind at this place goes to: for
    some kinds the one unit that is competent by the list of powers, else whoever handles events where it is.

    Raises UNKNOWN_EVENT_KIND, and NO_EVENTS_HANDLED_THERE."""
    work = edition.events
    if kind not in work.kinds:
        raise Refused(Reason.UNKNOWN_EVENT_KIND)
    power = work.power_of(kind)
    found = resolve(edition, power, at.township) if power else None
    unit = work.unit(found.unit if isinstance(found, Competent) else at.unit)
    if unit is None:
        raise Refused(Reason.NO_EVENTS_HANDLED_THERE)
    return work.level(unit.organ).handler.role, unit.unit


def register_event(
    *,
    id: str,
    number: str,
    edition: Edition,
    channel: str,
    received_at: datetime,
    kind: str,
    location: Location,
    people: People,
    assigned: Assignment,
    by: Officer,
    at: datetime,
) -> EventRegistered:
    """County policy 40 事件登记: of anybody, by name or without; its times run from the receipt.

    Raises UNKNOWN_EVENT_KIND, NO_EVENTS_HANDLED_THERE."""
    assert (assigned.asked.role, assigned.asked.unit) == addressed(edition, kind, location)
    return EventRegistered(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        channel=channel,
        received_at=min(received_at, at),  # another machine's clock may be ahead of ours
        first_receiver=by,
        kind=kind,
        place=location.place,
        place_kind=location.place_kind,
        grid=location.grid,
        village=location.village,
        township=location.township,
        people=people,
        assigned=assigned,
    )


def may_report(edition: Edition, officer: Officer) -> bool:
    """County policy 40 登记: whether this seat registers events: at the county, or where it sits."""
    return any(
        officer.role == seat.role and (seat.organ is not Organ.COUNTY or officer.unit == edition.county)
        for seat in edition.events.reporters
    )
