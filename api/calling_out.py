"""What a whistle and a declared incident have in common: a matter of its own, where, by which seat."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from api import policy
from api.editions import in_force
from api.forms import Code, Form
from api.identity import Person
from api.matters import NewMatter, registration_of
from api.office import Office
from api.opening import write_down
from api.problems import malformed, refused, unseen
from api.requests import Envelope
from api.sight import Sight
from records import reading
from records.intake import Opening, Registered
from rules.editions import Edition, Organ
from rules.instants import legal_day
from rules.procedure import Event, Officer, Procedure
from rules.refusals import Reason


@dataclass(frozen=True)
class Beginning:
    """What every procedure that calls units out begins with. ``at`` is in UTC."""

    id: str
    number: str
    edition: Edition
    about: str | None
    village: str | None
    township: str | None
    by: Officer
    at: datetime


@dataclass(frozen=True)
class CallingOut:
    """A procedure, why a seat may not begin it there (the edition, the seat, the township), and its first
    event."""

    procedure: Procedure
    why_not: Callable[[Edition, Officer, str | None], Reason | None]
    first: Callable[[Beginning], Event]


class CalledOut(Form):
    """``matter`` is the order's own, with a number and a key of its own: whoever is called reads it, and of
    the matter that it is ``about`` only what they see anyway. In a village, or somewhere in a township."""

    matter: NewMatter
    about: Code | None = None
    village: Code | None = None
    township: Code | None = None
    edition: Code | None = None


async def called_out(
    office: Office,
    person: Person,
    sight: Sight,
    body: CalledOut,
    envelope: Envelope,
    calling: CallingOut,
) -> Registered:
    """The procedure about a matter of its own. Raises Problem: 422 for places nobody knows, 404 where it is
    about a matter that is not theirs to see, 409 where no seat of theirs may or the rules refuse."""
    village, township = _places(sight, body)
    if body.about and await reading.matter(sight.records, sight.files, body.about) is None:
        raise unseen()
    seat, edition = _seat(person, sight, body, calling, township)

    def first(id: str, number: str, as_published: Edition) -> Event:
        return calling.first(
            Beginning(id, number, as_published, body.about, village, township, seat, person.at)
        )

    brought = body.matter.model_copy(update={"unit": village or township or body.matter.unit})
    new = registration_of(office, person, seat, sight, brought, envelope)
    return await write_down(office, new, None, envelope, Opening(calling.procedure, edition, first))


def _places(sight: Sight, body: CalledOut) -> tuple[str | None, str | None]:
    if body.village is not None:
        village = _unit(sight, body.village, Organ.VILLAGE, "body.village")
        return village, sight.units[village].parent
    return None, body.township and _unit(sight, body.township, Organ.TOWNSHIP, "body.township")


def _unit(sight: Sight, unit: str, organ: Organ, field: str) -> str:
    known = sight.units.get(unit)
    if known is None or known.organ != organ:
        raise malformed((field, f"unknown-{organ}"))
    return unit


def _seat(
    person: Person, sight: Sight, body: CalledOut, calling: CallingOut, township: str | None
) -> tuple[Officer, Edition]:
    """The first of the person's seats that may do it there. Raises Problem."""
    reasons: list[Reason] = []
    for seat in person.seats:
        edition = in_force(policy.county_of(seat.unit, sight.parents), legal_day(person.at), body.edition)
        if edition is None:
            if body.edition:
                raise malformed(("body.edition", "not-in-force"))
            continue  # a unit of no county
        why_not = calling.why_not(edition, seat, township)
        if why_not is None:
            return seat, edition
        reasons.append(why_not)
    nearest = [reason for reason in reasons if reason is not Reason.NOT_YOURS_TO_DO]
    raise refused(next(iter(nearest), Reason.NOT_YOURS_TO_DO).code)
