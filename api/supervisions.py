"""Supervisions (督办) that a person opens: whoever of the petition department found a ground says what it is.
What falls late is supervised by itself, and needs no request."""

from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import StringConstraints

from api import examples, policy
from api.editions import in_force
from api.forms import Code, Form, Text
from api.identity import Person, Whoever
from api.lens import lens_on
from api.office import Office, TheOffice
from api.opening import Opened, open_next_about, opened_once
from api.problems import malformed, refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.sight import InSight, Sight
from records.intake import Opening, Registered
from rules.editions import Edition
from rules.instants import legal_day
from rules.procedure import Officer
from rules.refusals import Reason
from rules.supervision.events import SupervisionOpened
from rules.supervision.matter import Ground
from rules.supervision.opening import open_supervision
from rules.supervision.procedure import SUPERVISION

router = APIRouter(tags=["督办 supervision"])


class NewSupervision(Form):
    """提出督办: of the handling of a matter at a unit. ``facts``: what was found; ``demand``: what is to be
    done; both go to the unit once somebody else has signed the letter."""

    number: Annotated[Code, StringConstraints(max_length=60)]
    unit: Code
    ground: Ground
    facts: Text
    demand: Text


@router.post(
    "/supervisions",
    status_code=status.HTTP_201_CREATED,
    operation_id="open_supervision",
    summary="提出督办 Open a supervision",
)
async def open_a_supervision(
    body: Annotated[NewSupervision, Body(openapi_examples=examples.SUPERVISION)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """A letter is drafted with it, and waits for a signature by somebody else. 404 for a matter whose words
    this person does not read; 409 for a ground that the clocks find by themselves."""
    envelope = Envelope(key, digest_of(office, person, "supervisions", body))
    return await opened_once(
        office, envelope, response, lambda: _opened(office, person, sight, body, envelope)
    )


async def _opened(
    office: Office, person: Person, sight: Sight, body: NewSupervision, envelope: Envelope
) -> Registered:
    seat, edition = seat_of_the_department(person, sight)
    if not (await lens_on(sight, person, body.number)).reads_words:
        raise unseen()  # whoever does not read what it is about has found nothing in it
    if body.unit not in sight.units:
        raise malformed(("body.unit", "unknown-unit"))
    facts, demand = envelope.put("facts", body.facts), envelope.put("demand", body.demand)

    def first(id: str, number: str, as_published: Edition) -> SupervisionOpened:
        return open_supervision(
            id=id,
            number=number,
            edition=as_published,
            ground=body.ground,
            unit=body.unit,
            facts=facts,
            demand=demand,
            by=seat,
            at=person.at,
        )

    return await open_next_about(office, body.number, envelope, Opening(SUPERVISION, edition, first))


def seat_of_the_department(person: Person, sight: Sight) -> tuple[Officer, Edition]:
    """The first of the person's seats that belongs to the petition department. Raises Problem 409."""
    for seat in person.seats:
        edition = in_force(policy.county_of(seat.unit, sight.parents), legal_day(person.at), None)
        if edition is not None and policy.is_of_the_department(seat, edition):
            return seat, edition
    raise refused(Reason.NOT_YOURS_TO_DO.code)
