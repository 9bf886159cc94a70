"""A dispute is registered (登记): screened, its parties known, placed on the ladder by the rules."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Annotated

import structlog
from fastapi import APIRouter, Body, Response, status
from pydantic import BaseModel, Field, StringConstraints

from api import asking, examples, policy
from api.editions import in_force
from api.forms import Code, Count, Form, Text
from api.identity import Person, Whoever
from api.looking import MATTER_TEXTS, NAME, PARTY_CONTACT, contact_ref
from api.matters import NewMatter, register, registration_of
from api.office import Office, TheOffice
from api.problems import Problem, malformed, refusal, refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of, etag, ledgered
from api.sight import InSight, Sight
from records import content, intake, reading
from records.content import Content, MatterErased
from records.directory import Unit
from records.intake import AlreadyOpened, Opening, Registered, Registration
from records.journal import AnotherBody
from rules.dispute.events import Registered as OnTheLadder
from rules.dispute.matter import Flag, Party, PartyRole
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import register as put_on_the_ladder
from rules.dispute.screen import Concern, Reply
from rules.editions import Edition, Organ
from rules.instants import legal_day
from rules.journal import Receipt
from rules.procedure import procedure_id
from rules.refusals import Reason, Refused

router = APIRouter(tags=["登记 registration"])
log = structlog.get_logger()

_BEGIN_WITHIN = 3  # seconds; then the relay begins it

Name = Annotated[Text, StringConstraints(max_length=200)]


class NewParty(Form):
    """当事人. ``guardian``: the name of a minor's guardian, who may be another party; ``representatives``:
    how many act for a party of several people."""

    role: PartyRole
    name: Name
    contact: Annotated[Text, StringConstraints(max_length=500)] | None = None
    is_minor: bool = False
    guardian: Name | None = None
    village: Code | None = None
    representatives: Annotated[Count, Field(ge=0)] = 0


class NewDispute(Form):
    """登记: about a matter taken in before (``number``) or one brought now (``matter``). ``screen`` answers
    every question of what may not be mediated; ``edition`` only where another than the newest is meant."""

    number: Code | None = None
    matter: NewMatter | None = None
    dispute_type: Code
    village: Code
    parties: Annotated[list[NewParty], Field(max_length=50)]
    screen: dict[Concern, Reply]
    flags: frozenset[Flag] = frozenset()
    other_townships: Annotated[frozenset[Code], Field(max_length=50)] = frozenset()
    edition: Code | None = None


class DisputeRegistered(BaseModel):
    """It is on the ladder: the case, and its first entry."""

    number: str
    n: int
    procedure: str
    seq: int
    stage: str
    at: datetime


@router.post(
    "/disputes",
    status_code=status.HTTP_201_CREATED,
    operation_id="register_dispute",
    summary="登记纠纷 Register a dispute",
)
async def register_dispute(
    body: Annotated[NewDispute, Body(openapi_examples=examples.DISPUTE)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> DisputeRegistered:
    """On the ladder, once its first entry stands; the engine begins it at once, or as soon as it can."""
    envelope = Envelope(key, digest_of(office, person, "disputes", body))
    known = await ledgered(office, key, envelope.digest)
    if known is not None:
        assert known.procedure
        return _answer(known.procedure, known.receipt, response)
    registered = await _put_on_the_ladder(office, person, sight, body, envelope)
    assert registered.procedure
    assert registered.receipt
    await begin(office, registered.procedure)
    return _answer(registered.procedure, registered.receipt, response)


async def _put_on_the_ladder(
    office: Office, person: Person, sight: Sight, body: NewDispute, envelope: Envelope
) -> Registered:
    if (body.number is None) == (body.matter is None):
        raise malformed(("body.number", "number-or-matter"))
    if body.number is not None and await reading.matter(office.records, sight.cases, body.number) is None:
        raise unseen()
    village, township = places(sight, body.village, body.other_townships)
    edition = in_force(policy.county_of(village, sight.parents), legal_day(person.at), body.edition)
    if edition is None:
        raise malformed(("body.edition", "not-in-force"))
    seat = next((each for each in person.seats if policy.may_put_on_the_ladder(each, edition)), None)
    if seat is None:
        raise refused(Reason.NOT_YOURS_TO_DO.code)
    parties = people(body.parties, envelope)

    def first(id: str, number: str, as_published: Edition) -> OnTheLadder:
        return put_on_the_ladder(
            id=id,
            number=number,
            edition=as_published,
            dispute_type=body.dispute_type,
            village=village,
            township=township,
            parties=parties,
            replies=body.screen,
            flags=body.flags,
            other_townships=body.other_townships,
            by=seat,
            at=person.at,
        )

    new: Registration | None = None
    if body.matter is not None:
        brought = body.matter.model_copy(update={"unit": village})
        new = registration_of(office, person, seat, sight, brought, envelope)
    try:
        return await _write_down(office, body, new, envelope, Opening(DISPUTE, edition, first))
    except Refused as no:
        raise refusal(no) from None


async def _write_down(
    office: Office, body: NewDispute, new: Registration | None, envelope: Envelope, opening: Opening
) -> Registered:
    """A new matter and its dispute in one stroke; or the dispute about a matter taken in before."""
    if new is None:
        assert body.number
        return await open_about(office, body.number, envelope, opening)
    registered = await register(office, replace(new, dispute_type=body.dispute_type), opening)
    if registered.procedure:
        return registered
    return await open_about(office, registered.number, envelope, opening)  # its row came in before


def _answer(procedure: str, receipt: Receipt, response: Response) -> DisputeRegistered:
    _, _, number, n = procedure.split("/")
    response.headers.update(etag(receipt.seq))
    response.headers["Location"] = f"/cases/dispute/{number}/{n}"
    return DisputeRegistered(number=number, n=int(n), procedure=procedure, **vars(receipt))


def places(sight: Sight, name: str, other_townships: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The village and its township. Raises Problem 422 for places nobody knows."""
    village = _unit(sight, name, Organ.VILLAGE, "body.village")
    for other in sorted(other_townships):
        _unit(sight, other, Organ.TOWNSHIP, "body.other_townships")
    assert village.parent  # a village lies in a township
    return village.unit, village.parent


def _unit(sight: Sight, unit: str, organ: Organ, field: str) -> Unit:
    known = sight.units.get(unit)
    if known is None or known.organ != organ:
        raise malformed((field, f"unknown-{organ}"))
    return known


def people(new: Sequence[NewParty], envelope: Envelope) -> tuple[Party, ...]:
    """The parties by reference; their names go into the envelope. A guardian who is a party is that party."""
    refs = [
        envelope.put(NAME, party.name, place=f"parties.{place}", is_searchable=True)
        for place, party in enumerate(new)
    ]
    by_name = {party.name: ref for party, ref in zip(new, refs, strict=True)}
    parties = []
    for ref, party in zip(refs, new, strict=True):
        guardian = by_name.get(party.guardian) if party.guardian else None
        if party.guardian and guardian is None:
            guardian = envelope.put(NAME, party.guardian, place=f"guardian/{ref}", is_searchable=True)
        envelope.texts.append(Content(contact_ref(ref), PARTY_CONTACT, party.contact or ""))
        parties.append(
            Party(
                ref=ref,
                role=party.role,
                is_minor=party.is_minor,
                guardian=guardian,
                village=party.village,
                representatives=party.representatives,
            )
        )
    return tuple(parties)


async def open_about(office: Office, number: str, envelope: Envelope, opening: Opening) -> Registered:
    """The first procedure of its kind about a matter taken in before, once. Later episodes of a dispute grow
    from aftercare."""
    id = procedure_id(opening.procedure.name, opening.edition.county, number, 1)
    first = partial(opening.first, id, number)
    first(opening.edition)  # what the rules refuse leaves no sealed text behind
    texts = [text for text in envelope.texts if text.kind not in MATTER_TEXTS]  # those it has already
    try:
        async with office.records.begin() as connection:
            await content.seal(connection, office.keeper, number, texts)
        return await intake.open_procedure(
            office.records, first, opening.edition, command=envelope.key, digest=envelope.digest
        )
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except (AlreadyOpened, MatterErased):
        raise refused(Reason.NOT_AT_THIS_STAGE.code) from None


async def begin(office: Office, procedure: str) -> None:
    """Begin it in the engine at once if that is there. If not, the letter that intake wrote will."""
    try:
        async with asyncio.timeout(_BEGIN_WITHIN):
            await asking.begin(office, procedure)
    except (Problem, TimeoutError):
        log.warning("proceeding.left_to_the_relay", procedure=procedure)
