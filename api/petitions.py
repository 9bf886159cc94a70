"""A petition is registered (信访事项登记): whatever channel it came by, with its people and its receipt."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import Field

from api import examples, policy
from api.editions import in_force
from api.forms import Code, Count, Form
from api.identity import Person, Whoever
from api.matters import NewMatter, registration_of
from api.office import Office, TheOffice
from api.opening import Opened, opened_once, write_down
from api.participants import NewParticipant, participants
from api.problems import malformed, not_your_seat, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.sight import InSight, Sight
from records import reading
from records.intake import Opening, Registered, Registration
from rules.channels import Channel
from rules.editions import Edition, Organ
from rules.instants import legal_day
from rules.petition.events import PetitionRegistered
from rules.petition.procedure import PETITION
from rules.petition.registration import register_petition
from rules.procedure import Officer

router = APIRouter(tags=["登记 registration"])


class NewPetition(Form):
    """登记: about a matter taken in before (``number``) or one brought now (``matter``). ``received_by``: the
    unit that received it, else the registrar's own; ``edition`` only where not the newest is meant."""

    number: Code | None = None
    matter: NewMatter | None = None
    channel: Channel
    received_by: Code | None = None
    people: Annotated[list[NewParticipant], Field(max_length=50)] = Field(default_factory=list)
    people_count: Annotated[Count, Field(ge=1)] = 1
    is_anonymous: bool = False
    hides_identity: bool = False
    village: Code | None = None
    township: Code | None = None
    edition: Code | None = None


@router.post(
    "/petitions",
    status_code=status.HTTP_201_CREATED,
    operation_id="register_petition",
    summary="登记信访事项 Register a petition",
)
async def register_a_petition(
    body: Annotated[NewPetition, Body(openapi_examples=examples.PETITION)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """Registered, once its first entry stands; its periods run from the receipt."""
    envelope = Envelope(key, digest_of(office, person, "petitions", body))
    return await opened_once(
        office, envelope, response, lambda: _register(office, person, sight, body, envelope)
    )


async def _register(
    office: Office, person: Person, sight: Sight, body: NewPetition, envelope: Envelope
) -> Registered:
    if (body.number is None) == (body.matter is None):
        raise malformed(("body.number", "number-or-matter"))
    known = await reading.matter(sight.records, sight.files, body.number) if body.number else None
    if body.number and known is None:
        raise unseen()
    seat = next((each for each in person.seats if policy.may_take_in(each)), None)
    if seat is None:
        raise not_your_seat()
    edition = in_force(policy.county_of(seat.unit, sight.parents), legal_day(person.at), body.edition)
    if edition is None:
        raise malformed(("body.edition", "not-in-force"))
    received_at = known.received_at if known else (body.matter and body.matter.received_at) or person.at
    opening = Opening(PETITION, edition, _first(person, sight, body, seat, envelope, received_at))
    new: Registration | None = None
    if body.matter is not None:
        brought = body.matter.model_copy(update={"channel": body.channel})
        hides = body.hides_identity
        new = registration_of(office, person, seat, sight, brought, envelope, hides_identity=hides)
    return await write_down(office, new, body.number, envelope, opening)


def _first(
    person: Person, sight: Sight, body: NewPetition, seat: Officer, envelope: Envelope, received_at: datetime
) -> Callable[[str, str, Edition], PetitionRegistered]:
    village, township = places(sight, body)
    received_by = _unit(sight, body.received_by or seat.unit, "body.received_by")
    people = participants(body.people, envelope, hides_identity=body.hides_identity)

    def first(id: str, number: str, edition: Edition) -> PetitionRegistered:
        return register_petition(
            id=id,
            number=number,
            edition=edition,
            channel=body.channel,
            received_at=min(received_at, person.at),
            received_by=received_by,
            people=people,
            people_count=body.people_count,
            is_anonymous=body.is_anonymous,
            hides_identity=body.hides_identity,
            village=village,
            township=township,
            by=seat,
            at=person.at,
        )

    return first


def places(sight: Sight, body: NewPetition) -> tuple[str | None, str | None]:
    """The village and township it is about, as far as they are told. Raises Problem 422."""
    if body.village is None:
        return None, body.township and _unit(sight, body.township, "body.township", Organ.TOWNSHIP)
    village = _unit(sight, body.village, "body.village", Organ.VILLAGE)
    return village, sight.units[village].parent


def _unit(sight: Sight, unit: str, field: str, organ: Organ | None = None) -> str:
    known = sight.units.get(unit)
    if known is None or (organ and known.organ != organ):
        raise malformed((field, f"unknown-{organ or 'unit'}"))
    return unit
