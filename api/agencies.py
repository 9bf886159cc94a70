"""What the agencies' own systems say to us (对方系统消息), and how things stand, for them: signed, not signed
in.

A message stands in our records before it is answered: none that was answered is ever lost, and the same one
again is answered as it was the first time. What it does, the rules of its handoff decide.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from temporalio.service import RPCError, RPCStatusCode

import contract
from api.agency_clients import id_brought_by
from api.arriving import fact_of, open_exchange
from api.engine import is_away
from api.office import Office, TheOffice
from api.opening import begin
from api.problems import FieldError, Problem, unseen
from api.requests import keyed
from records import agencies, deliveries, papers
from records.agencies import PARKED, PENDING, WAITING, Incoming, Kept, command_of
from rules.handoff.matter import Handoff, Outcome, What
from rules.handoff.procedure import HANDOFF
from rules.refusals import Reason
from wire import messages
from wire.partners import Partner, partners_of
from wire.signing import Keys, NotSigned, check
from wire.valid import faults_of, parsed
from workflows import names, starting

log = structlog.get_logger()
router = APIRouter(tags=["对接 agencies"])

_WAITED_FOR = 2.0  # seconds until we say that it is pending
_LOOKED_EVERY = 0.05


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
    kept, is_new = await _taken_in(office, *await _signed(request, office, agency))
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


async def _checked(request: Request, office: Office, agency: str, body: str) -> str:
    """The id of what this agency signed, or its client brings. Raises Problem 401, and says no more."""
    nobody = Partner(agency, "", Keys())  # whose signature never holds
    partner, at = partners_of(office.settings).get(agency, nobody), await office.clock()
    if "authorization" in request.headers:
        return await id_brought_by(request, office, agency, at)
    try:
        return check(partner.keys, request.headers, body, at)
    except NotSigned as no:
        log.warning("message.not_signed", code=no.code)
        raise Problem(401, "not-signed") from None


async def _signed(request: Request, office: Office, agency: str) -> tuple[Incoming, dict[str, Any]]:
    """A message that is signed by the agency it says, and keeps to the contract. Raises Problem 401, 400 and
    422."""
    raw = await request.body()
    try:
        body = raw.decode()
    except UnicodeDecodeError:
        raise Problem(400, "unreadable") from None
    id = await _checked(request, office, agency, body)
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
    return incoming, message


async def _taken_in(office: Office, incoming: Incoming, message: Mapping[str, Any]) -> tuple[Kept, bool]:
    """The message as it stands in the inbox, and whether it came for the first time; all or nothing."""
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
            opened = await open_exchange(connection, office, incoming, message, procedure)
        elif procedure is None:
            await agencies.keep(connection, incoming, state=PARKED, keeper=office.keeper)
        else:
            fact = await fact_of(connection, office, incoming, message, procedure)
            await agencies.keep(connection, incoming, state=WAITING, procedure=procedure, fact=fact)
        kept = await agencies.kept(connection, incoming.agency, incoming.message)
    assert kept
    if opened:
        await begin(office, opened)
    return kept, True


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
