"""A dispute is registered (登记): screened, its parties known, placed on the ladder by the rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

import structlog
from fastapi import APIRouter, Body, Response, status
from pydantic import Field, StringConstraints
from temporalio.service import RPCError

from api import examples, policy
from api.editions import in_force
from api.forms import Code, Count, Form, Text
from api.identity import Person, Whoever
from api.looking import NAME, case_seen
from api.matters import NewMatter, registration_of
from api.office import Office, TheOffice
from api.opening import Opened, open_next_about, opened_once, write_down
from api.problems import malformed, refusal, refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.sight import InSight, Sight
from records import papers, reading
from records.content import Content
from records.directory import Unit
from records.intake import Opening, Registered, Registration
from records.parties import PARTY_CONTACT, contact_ref
from rules.dispute.events import Registered as OnTheLadder
from rules.dispute.matter import Flag, Party, PartyRole
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import register as put_on_the_ladder
from rules.dispute.screen import Concern, Reply
from rules.editions import Edition, Organ
from rules.handing_over import check_may_begin
from rules.handoff.commands import ReceiverStarted
from rules.handoff.events import HandoffAccepted
from rules.handoff.matter import Handoff
from rules.handoff.procedure import HANDOFF
from rules.instants import legal_day
from rules.procedure import Officer, procedure_id
from rules.refusals import Reason, Refused
from workflows import names, starting

log = structlog.get_logger()
router = APIRouter(tags=["登记 registration"])
Name = Annotated[Text, StringConstraints(max_length=200)]

_TOLD_WITHIN = timedelta(seconds=3)


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
    every question of what may not be mediated; ``edition`` only where another than the newest is meant;
    ``handoff``: by which of the matter's handoffs it came."""

    number: Code | None = None
    matter: NewMatter | None = None
    dispute_type: Code
    village: Code
    parties: Annotated[list[NewParty], Field(max_length=50)]
    screen: dict[Concern, Reply]
    flags: frozenset[Flag] = frozenset()
    other_townships: Annotated[frozenset[Code], Field(max_length=50)] = frozenset()
    edition: Code | None = None
    handoff: Annotated[Count, Field(ge=1)] | None = None


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
) -> Opened:
    """On the ladder, once its first entry stands; the engine begins it at once, or as soon as it can."""
    envelope = Envelope(key, digest_of(office, person, "disputes", body))
    opened = await opened_once(
        office, envelope, response, lambda: _put_on_the_ladder(office, person, sight, body, envelope)
    )
    if body.handoff is not None:
        await _tell_handoff(office, opened, body.handoff)
    return opened


async def _tell_handoff(office: Office, opened: Opened, n: int) -> None:
    """The handoff hears of it before whoever registered it is answered: nobody returns a result from then on
    whose dispute still runs. Where the engine is away, the letter of the dispute's first entry tells it."""
    county = opened.procedure.split("/")[1]
    handoff = office.engine.get_workflow_handle(procedure_id(HANDOFF.name, county, opened.number, n))
    started = ReceiverStarted(id=f"{opened.procedure}#1", procedure=opened.procedure)
    try:
        await handoff.signal(names.RECEIVER_STARTED, started, rpc_timeout=_TOLD_WITHIN)
    except (RPCError, RuntimeError):
        log.warning("handoff.left_to_the_relay", procedure=office.in_the_log(opened.procedure))


async def _put_on_the_ladder(
    office: Office, person: Person, sight: Sight, body: NewDispute, envelope: Envelope
) -> Registered:
    if (body.number is None) == (body.matter is None):
        raise malformed(("body.number", "number-or-matter"))
    if body.number is not None and await reading.matter(sight.records, sight.files, body.number) is None:
        raise unseen()
    village, township = places(sight, body.village, body.other_townships)
    edition = in_force(policy.county_of(village, sight.parents), legal_day(person.at), body.edition)
    if edition is None:
        raise malformed(("body.edition", "not-in-force"))
    seat = next((each for each in person.seats if policy.may_put_on_the_ladder(each, edition)), None)
    if seat is None:
        raise refused(Reason.NOT_YOURS_TO_DO.code)
    parties = people(body.parties, envelope)
    accepted = await _accepted(sight, body, seat) if body.handoff else None

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
            anchored_on="{}#{}".format(*accepted) if accepted else None,
        )

    if accepted:
        assert body.number
        return await open_next_about(
            office, body.number, envelope, Opening(DISPUTE, edition, first), accepted
        )
    new: Registration | None = None
    if body.matter is not None:
        brought = body.matter.model_copy(update={"unit": village})
        new = replace(
            registration_of(office, person, seat, sight, brought, envelope), dispute_type=body.dispute_type
        )
    return await write_down(office, new, body.number, envelope, Opening(DISPUTE, edition, first))


async def _accepted(sight: Sight, body: NewDispute, seat: Officer) -> tuple[str, int]:
    """The entry by which the handoff that it came by was accepted: one dispute grows from it.

    Raises Problem 422 where the matter is not named, 404, 409."""
    if body.number is None or body.handoff is None:
        raise malformed(("body.handoff", "number-or-matter"))
    line = await case_seen(sight, HANDOFF.name, body.number, body.handoff)
    loaded = await papers.load(sight.records, line.procedure)
    handoff: Handoff = starting.file_of(HANDOFF, loaded.entries, loaded.edition).state
    try:
        check_may_begin(handoff, seat, DISPUTE.name)
    except Refused as no:
        raise refusal(no) from None
    return handoff.id, next(each.seq for each in loaded.entries if each.kind == HandoffAccepted.__name__)


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
