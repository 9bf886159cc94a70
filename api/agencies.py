"""What the agencies' own systems say to us (对方系统消息), and how things stand, for them: signed, not signed
in.

A message stands in our records before it is answered: none that was answered is ever lost, and the same one
again is answered as it was the first time. What it does, the rules of its handoff decide.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import structlog
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection
from temporalio.service import RPCError, RPCStatusCode

import contract
from api.editions import all_editions
from api.engine import is_away
from api.looking import NAME
from api.office import Office, TheOffice
from api.opening import begin
from api.problems import FieldError, Problem, unseen
from api.requests import Envelope, keyed
from records import agencies, content, deliveries, intake, papers
from records.agencies import DONE, NOTHING, PARKED, PENDING, TAKEN, WAITING, Incoming, Kept, command_of
from records.content import Content, MatterErased
from records.intake import Opening, Registration
from records.parties import PARTY_CONTACT, contact_ref
from rules.channels import Channel
from rules.dockings.docking import Body
from rules.editions import Agency, Edition
from rules.handing_over import receiving_side
from rules.handoff.matter import Consent, Handoff, Outcome, Person, Side, What
from rules.handoff.opening import arrived
from rules.handoff.procedure import HANDOFF
from rules.instants import legal_day
from rules.procedure import Event, Sealed
from rules.refusals import Reason, Refused
from wire import messages
from wire.partners import Partner, partners_of
from wire.signing import Keys, NotSigned, check
from wire.valid import faults_of, parsed
from workflows import names, starting

log = structlog.get_logger()
router = APIRouter(tags=["对接 agencies"])

_WAITED_FOR = 2.0  # seconds until we say that it is pending
_LOOKED_EVERY = 0.05
_REGISTERED_BY = "agency"  # who, where no person did


class MessageReceipt(BaseModel):
    """回执: what became of a message. ``reason``: the other side was first. ``pending``: the same id again
    tells."""

    message: UUID
    received_at: datetime
    effect: str
    reason: str | None
    stage: str | None
    holder: str | None


class ExchangeStanding(BaseModel):
    """How an exchange stands here: ``sent`` and ``taken`` are ids of messages, ours and theirs."""

    subject: str
    stage: str
    holder: str
    receiver_ref: str | None
    sent: list[UUID]
    taken: list[UUID]


@dataclass(frozen=True)
class _Signed:
    """A message that is signed by the agency it says, and keeps to the contract."""

    partner: Partner
    incoming: Incoming
    message: dict[str, Any]


@router.post(
    "/agencies/{agency}/messages",
    status_code=202,
    operation_id="receive_agency_message",
    summary="接收对方系统消息 Receive a message of an agency's system",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                messages.CONTENT_TYPE: {
                    "schema": {"type": "object"},
                    "examples": {name: {"value": each} for name, each in contract.examples().items()},
                }
            },
        }
    },
)
async def receive_message(
    request: Request, office: TheOffice, agency: str, response: Response
) -> MessageReceipt:
    """Signed by the Standard Webhooks scheme; a CloudEvent as docs/agency-contract.md has it."""
    signed = await _signed(request, office, agency)
    kept, is_new = await _taken_in(office, signed)
    if not is_new:
        response.status_code = 200
    if kept.state == WAITING:
        kept = await _carried(office, kept)
    return await _receipt(office, kept)


@router.get(
    "/agencies/{agency}/handoffs/{subject:path}",
    operation_id="read_agency_handoff",
    summary="对接状态 How a handoff stands, for the agency's system",
)
async def read_handoff(request: Request, office: TheOffice, agency: str, subject: str) -> ExchangeStanding:
    """By the sender's reference; signed over an empty body. What is not between us and this agency is not
    there."""
    await _checked(request, office, agency, "")
    async with office.records.connect() as connection:
        procedure = await agencies.procedure_of(connection, agency, subject)
        if procedure is None:
            raise unseen()
        sent = [
            each.message
            for each in await deliveries.listed(connection, [procedure])
            if each.taken_at is not None
        ]
        taken = await agencies.done(connection, agency, subject)
    handoff = await _state(office, procedure)
    return ExchangeStanding(
        subject=subject,
        stage=_stage(handoff),
        holder=handoff.holder,
        receiver_ref=handoff.receiver.ref,
        sent=sent,
        taken=taken,
    )


async def _checked(request: Request, office: Office, agency: str, body: str) -> tuple[Partner, str]:
    """The agency whose signature this is, and the id that is signed. Raises Problem 401, and says no more."""
    nobody = Partner(agency, "", Keys())  # whose signature never holds
    partner = partners_of(office.settings).get(agency, nobody)
    try:
        return partner, check(partner.keys, request.headers, body, await office.clock())
    except NotSigned as no:
        log.warning("message.not_signed", code=no.code)
        raise Problem(401, "not-signed") from None


async def _signed(request: Request, office: Office, agency: str) -> _Signed:
    """Raises Problem 401, 400 and 422."""
    raw = await request.body()
    try:
        body = raw.decode()
    except UnicodeDecodeError:
        raise Problem(400, "unreadable") from None
    partner, id = await _checked(request, office, agency, body)
    if request.headers.get("content-type", "").partition(";")[0].strip() != messages.CONTENT_TYPE:
        raise Problem(400, "unreadable")
    try:
        message = parsed(body)
    except ValueError:
        raise Problem(400, "unreadable") from None
    if faults := faults_of(message):
        errors = [
            FieldError(field=fault.pointer, code=fault.code, pointer=fault.pointer) for fault in faults[:20]
        ]
        raise Problem(422, "malformed", errors=errors)
    if message["id"] != id:
        raise Problem(422, "malformed", errors=[FieldError(field="/id", code="webhook-id", pointer="/id")])
    if message["source"] != f"urn:fengqiao:agency:{agency}":
        log.warning("message.not_signed", code="source")
        raise Problem(401, "not-signed")
    incoming = Incoming(
        agency=agency,
        message=UUID(id),
        subject=message["subject"],
        what=messages.what_of(message["type"]),
        digest=keyed(office, raw),
        received_at=await office.clock(),
        said=body,
    )
    return _Signed(partner, incoming, message)


async def _taken_in(office: Office, signed: _Signed) -> tuple[Kept, bool]:
    """The message as it stands in the inbox, and whether it came for the first time; all or nothing."""
    incoming = signed.incoming
    opened: str | None = None
    async with office.records.begin() as connection:
        await agencies.alone_with(connection, incoming.agency, incoming.subject)
        known = await agencies.kept(connection, incoming.agency, incoming.message)
        if known is not None:
            if known.digest != incoming.digest:
                raise Problem(409, "message-id-reused")
            return known, False
        procedure = await agencies.procedure_of(connection, incoming.agency, incoming.subject)
        if incoming.what == What.SENT:
            opened = await _open(connection, office, signed, procedure)
        elif procedure is None:
            await agencies.keep(connection, incoming, state=PARKED, keeper=office.keeper)
        else:
            fact = await _fact(connection, office, incoming, signed.message, procedure)
            await agencies.keep(connection, incoming, state=WAITING, procedure=procedure, fact=fact)
        kept = await agencies.kept(connection, incoming.agency, incoming.message)
    assert kept
    if opened:
        await begin(office, opened)
    return kept, True


async def _open(
    connection: AsyncConnection, office: Office, signed: _Signed, procedure: str | None
) -> str | None:
    """The handoff that an agency sends, with its matter, and what came of it before it did; the id of what is
    to be begun. An exchange is sent once."""
    incoming, data = signed.incoming, signed.message["data"]
    if procedure is not None or data.get("practice"):
        await agencies.keep(connection, incoming, state=DONE, procedure=procedure, effect=NOTHING)
        return None
    command = command_of(incoming.agency, str(incoming.message))
    envelope = Envelope(command, incoming.digest)
    edition, agency = _edition(incoming)
    handed = _handed(data, envelope)
    sender = Side(
        body=Body(agency.body),
        unit=agency.unit,
        role=agency.role,
        agency=incoming.agency,
        ref=incoming.subject,
    )

    def first(id: str, number: str, as_published: Edition) -> Event:
        return arrived(
            id=id,
            number=number,
            edition=as_published,
            docking=data["docking"],
            sender=sender,
            receiver=receiving_side(as_published),
            message=str(incoming.message),
            received_at=incoming.received_at,
            at=incoming.received_at,
            **handed,
        )

    opening = Opening(HANDOFF, edition, first)
    try:
        matter = await _related(connection, incoming.agency, data)
        if matter is None:
            registered = await intake.take_in(
                connection,
                office.keeper,
                _registration(edition, incoming, data, envelope),
                opening,
            )
        else:
            registered = await intake.open_next(connection, matter, opening, command, incoming.digest)
            await content.seal(connection, office.keeper, matter, envelope.texts)
    except (Refused, MatterErased) as no:
        reason = no.reason if isinstance(no, Refused) else Reason.NOT_BETWEEN_THESE
        field = "/data/docking" if reason is not Reason.PARTIES_NOT_IDENTIFIED else "/data/parties"
        error = FieldError(field=field, code=reason.code, pointer=field)
        raise Problem(422, reason.code, errors=[error]) from None
    assert registered.procedure
    await agencies.bind(connection, incoming.agency, incoming.subject, registered.procedure)
    await agencies.keep(connection, incoming, state=DONE, procedure=registered.procedure, effect=TAKEN)
    await _unpark(connection, office, incoming, registered.procedure)
    return registered.procedure


async def _unpark(connection: AsyncConnection, office: Office, incoming: Incoming, procedure: str) -> None:
    """What came of this exchange before the exchange itself waits for it now."""
    for early in await agencies.parked(connection, office.keeper, incoming.agency, incoming.subject):
        fact = await _fact(connection, office, early, json.loads(early.said), procedure)
        await agencies.set_down(
            connection, early.agency, early.message, state=WAITING, procedure=procedure, fact=fact
        )


async def _fact(
    connection: AsyncConnection,
    office: Office,
    incoming: Incoming,
    message: Mapping[str, Any],
    procedure: str,
) -> dict[str, Any] | None:
    """What a message tells its handoff; its words lie sealed under the matter's key."""
    envelope = Envelope(command_of(incoming.agency, str(incoming.message)), incoming.digest)

    def seal(kind: str, text: str, place: str) -> Sealed:
        return envelope.put(kind, text, place=place)

    fact = messages.said(message, seal)
    try:
        await content.seal(connection, office.keeper, procedure.split("/")[2], envelope.texts)
    except MatterErased:
        raise unseen() from None
    return messages.plain(fact)


def _edition(incoming: Incoming) -> tuple[Edition, Agency]:
    """The edition in force of the county that knows this agency. Raises Problem 401 where none does."""
    day = legal_day(incoming.received_at)
    known = [
        (edition, agency)
        for edition in all_editions()
        if edition.in_force_from <= day and (agency := edition.agency(incoming.agency))
    ]
    if not known:
        raise Problem(401, "not-signed")
    return max(known, key=lambda pair: pair[0].in_force_from)


def _handed(data: Mapping[str, Any], envelope: Envelope) -> dict[str, Any]:
    """Whom and what it is about, by reference: names, contacts and words go into the envelope."""
    people, refs = [], {}
    for place, each in enumerate(data["parties"]):
        name = each.get("name") or each["ref"]
        ref = envelope.put(NAME, name, place=f"parties.{place}", is_searchable=True)
        envelope.texts.append(Content(contact_ref(ref), PARTY_CONTACT, each.get("contact") or ""))
        refs[each["ref"]] = ref
        people.append(Person(ref=ref, role=each["role"], is_minor=each["is_minor"], theirs=each["ref"]))
    consents = {
        refs[each["party"]]: Consent(form=each["form"], at=_instant(each["given_at"]))
        for each in data.get("consents", ())
        if each["party"] in refs and "withdrawn_at" not in each
    }

    def seal(kind: str, text: str, place: str) -> Sealed:
        return envelope.put(kind, text, place=place)

    return {
        "people": tuple(people),
        "consents": consents,
        "summary": envelope.put("summary", data["summary"]),
        "papers": messages.papers_of(data.get("documents", ()), seal),
    }


def _registration(
    edition: Edition, incoming: Incoming, data: Mapping[str, Any], envelope: Envelope
) -> Registration:
    """The matter that an agency brings: registered by nobody here, the same exchange never twice."""
    title = data["summary"].strip().splitlines()[0][:80] or incoming.subject
    envelope.put("title", title, is_searchable=True)
    envelope.put("body", data["summary"], is_searchable=True)
    tracking = uuid5(UUID(envelope.key), envelope.digest).hex.upper()
    return Registration(
        command=envelope.key,
        digest=envelope.digest,
        county=edition.county,
        channel=Channel.AGENCY_PUSH,
        received_at=incoming.received_at,
        registered_at=incoming.received_at,
        registered_by=f"{_REGISTERED_BY}:{incoming.agency}",
        tracking=tracking,
        texts=tuple(envelope.texts),
        unit=edition.county,
        origin=f"agency:{incoming.agency}",
        origin_id=incoming.subject,
    )


async def _related(connection: AsyncConnection, agency: str, data: Mapping[str, Any]) -> str | None:
    """The matter that this exchange belongs to, if the agency names one that it has had before."""
    related = data.get("related") or {}
    number, ref = related.get("number"), related.get("ref")
    return await agencies.matter_between(connection, agency, number=number, subject=ref)


async def _carried(office: Office, message: Kept) -> Kept:
    """The message with what it did, if that is known soon enough; else it waits, and the relay carries it."""
    assert message.procedure
    if done := await agencies.settled(office.records, message):
        return done
    fact = messages.fact_of(command_of(message.agency, str(message.message)), message.fact or {})
    handle = office.engine.get_workflow_handle(message.procedure)
    try:
        async with asyncio.timeout(_WAITED_FOR):
            await handle.signal(names.AGENCY_SAID, fact)
            while not (done := await agencies.settled(office.records, message)):
                await asyncio.sleep(_LOOKED_EVERY)
            return done
    except TimeoutError:
        return message
    except (RPCError, RuntimeError) as error:
        is_unknown = isinstance(error, RPCError) and error.status is RPCStatusCode.NOT_FOUND
        if not is_unknown and not is_away(error):
            raise
        return message


async def _receipt(office: Office, kept: Kept) -> MessageReceipt:
    handoff = await _state(office, kept.procedure) if kept.procedure else None
    return MessageReceipt(
        message=kept.message,
        received_at=kept.received_at,
        effect=kept.effect or PENDING,
        reason=_reason(kept.reason, handoff) if kept.reason else None,
        stage=_stage(handoff) if handoff else None,
        holder=handoff.holder if handoff else None,
    )


def _reason(code: str, handoff: Handoff | None) -> str:
    """The refusal in the words of the contract."""
    if code == Reason.HANDOFF_HAS_ENDED.code:
        return "recalled" if handoff and handoff.outcome is Outcome.RECALLED else "ended"
    known = (
        Reason.ALREADY_ACCEPTED.code,
        Reason.SUPPLEMENT_ASKED_BEFORE.code,
        Reason.NOT_AT_THIS_STAGE.code,
    )
    return code if code in known else "does-not-fit"


_ENDS = {
    Outcome.CONFIRMED: "closed",
    Outcome.REFUSED: "refused",
    Outcome.RECALLED: "recalled",
    Outcome.EXPIRED: "expired",
    Outcome.CONSENT_ENDED: "consent-ended",
}


def _stage(handoff: Handoff) -> str:
    """As the contract names it: how it ended comes before whether all messages have gone out."""
    return _ENDS[handoff.outcome] if handoff.outcome else handoff.stage


async def _state(office: Office, procedure: str) -> Handoff:
    loaded = await papers.load(office.records, procedure)
    state: Handoff = starting.file_of(HANDOFF, loaded.entries, loaded.edition).state
    return state


def _instant(said: str) -> datetime:
    return datetime.fromisoformat(said).astimezone(UTC)
