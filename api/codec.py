"""The engine's histories, opened for whoever may see them (流程记录查阅): Temporal's remote codec.

The engine's own pages and command line send what they cannot read here, with the sign-in of whoever looks;
for everybody else they show ciphertext. Histories hold nobody's name and no word of anybody, but who did what
in which seat at which stage: they are opened for a reason, for a while, and every look is in the access log.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

import structlog
from cryptography.exceptions import InvalidTag
from fastapi import APIRouter, Body, Depends, Header, Request
from pydantic import BaseModel, Field
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send
from temporalio.api.common.v1 import Payload

from api import examples, policy
from api.identity import Person, Whoever, whoever
from api.looking import note_looks
from api.office import Office, TheOffice
from api.problems import Problem, malformed, not_your_seat, unseen
from api.saying import Words, both
from keys.ring import UnknownKey
from proof.looks import Look
from records import leaves
from records.leaves import Leave
from rules.auditing import Looked
from rules.procedure import Officer
from workflows.converter import SealedBy, sealed_by

log = structlog.get_logger()

router = APIRouter(prefix="/codec", tags=["流程记录 histories"])

LASTS = timedelta(hours=4)
_AT_MOST = 5_000  # payloads of one request
_ALLOWED = ("Authorization", "Content-Type", "X-Namespace", "Act-As")


class HistoryReason(StrEnum):
    """Why somebody opens histories: 流程停滞, 故障处置, 升级核对, 审计核查."""

    ENGINE_STUCK = "engine-stuck"
    INCIDENT = "incident"
    AFTER_AN_UPGRADE = "after-an-upgrade"
    AUDIT = "audit"


class LeaveAsked(BaseModel, extra="forbid"):
    """For which reason histories are to be opened."""

    reason: HistoryReason


class LeaveGiven(BaseModel):
    """Until when they can be."""

    reason: Words
    until: datetime


class PayloadSaid(BaseModel):
    """A payload as the engine's programs write one: bytes in base64."""

    metadata: dict[str, str] = Field(default_factory=dict)
    data: str = ""


class Payloads(BaseModel):
    """What a codec is sent, and what it answers."""

    payloads: Annotated[list[PayloadSaid], Field(max_length=_AT_MOST)]


class Desk:
    """The office whose histories are asked for, and the seat from which they are."""

    def __init__(self, office: Office, seat: Officer) -> None:
        self.office, self.seat = office, seat


async def _desk(
    request: Request,
    office: TheOffice,
    person: Whoever,
    namespace: Annotated[str, Header(alias="X-Namespace", description="引擎的命名空间 of the engine")],
) -> Desk:
    """403 without such a seat. The namespace of the sealed store is there for whoever may see what is sealed,
    and for all others as little as any that does not exist: 404."""
    assert office.sealed
    if namespace == office.sealed.settings.temporal_namespace:
        if seat := _first(person, policy.may_see_what_is_sealed):
            request.state.is_sealed = True  # who looks there does not stand in the log either
            return Desk(office.sealed, seat)
        raise unseen()
    if namespace != office.settings.temporal_namespace:
        raise unseen()
    if seat := _first(person, policy.may_open_histories):
        return Desk(office, seat)
    raise not_your_seat()


AtTheDesk = Annotated[Desk, Depends(_desk)]


@router.post("/leave", operation_id="ask_to_open_histories", summary="申请查阅流程记录 Ask to open histories")
async def ask_for_leave(
    desk: AtTheDesk,
    person: Whoever,
    body: Annotated[LeaveAsked, Body(openapi_examples=examples.HISTORY_LEAVE)],
) -> LeaveGiven:
    """Give a reason, and open histories for four hours. It stands in the access log."""
    leave = Leave(desk.seat, body.reason, person.at, person.at + LASTS)
    async with desk.office.records.begin() as connection:
        await leaves.note(connection, leave)
        await note_looks(connection, [Look(person.at, person.ref, _as(desk.seat), None, Looked.HISTORIES)])
    return LeaveGiven(reason=both("history-reason", body.reason), until=leave.until)


@router.post("/decode", operation_id="open_histories", summary="查阅流程记录 Open histories")
async def decode(
    desk: AtTheDesk,
    person: Whoever,
    body: Annotated[Payloads, Body(openapi_examples=examples.HISTORY_PAYLOADS)],
) -> Payloads:
    """The same payloads, opened; one that no key of ours opens stays as it is. Of which matters they are is
    in the access log first."""
    async with desk.office.records.begin() as connection:
        leave = await leaves.standing(connection, desk.seat, person.at)
        if leave is None:
            raise Problem(403, "no-leave-to-open")
        opened = [await _opened(desk.office, payload) for payload in map(_read, body.payloads)]
        matters = {_matter_of(seal) for _, seal in opened if seal}
        seat = _as(desk.seat)
        looks = [
            Look(
                person.at,
                person.ref,
                seat,
                matter,
                f"{Looked.HISTORY}/{leave.reason}" if matter else Looked.HISTORY,
            )
            for matter in matters
        ]
        await note_looks(connection, looks)
    return Payloads(payloads=[_written(payload) for payload, _ in opened])


@router.post(
    "/encode",
    operation_id="write_histories",
    summary="不能写入流程记录 Nothing is written into histories",
    dependencies=[Depends(whoever)],
)
async def encode(body: Annotated[Payloads, Body(openapi_examples=examples.HISTORY_PAYLOADS)]) -> Payloads:
    """Refused to everybody: what is sealed here would be a command past the rules' tables and the journal."""
    raise Problem(403, "histories-are-read-only", details=[str(len(body.payloads))])


async def _opened(office: Office, payload: Payload) -> tuple[Payload, SealedBy | None]:
    """A payload as it was, and what stood on its seal; as it is, and nothing, if it bears none that opens."""
    seal = sealed_by(payload)
    if seal is None:
        return payload, None
    try:
        (letter,) = await office.codec.decode([payload])
    except (UnknownKey, InvalidTag) as error:
        log.warning("history.unreadable", error=type(error).__name__)
        return payload, None
    return letter, seal


def _matter_of(seal: SealedBy) -> str | None:
    """The matter of the workflow a payload was sealed for; None where it says none."""
    _, _, procedure = seal.place.decode(errors="replace").partition("/")
    parts = procedure.split("/")
    return parts[2] if len(parts) == 4 else None


def _first(person: Person, may: Callable[[Officer], bool]) -> Officer | None:
    return next((seat for seat in person.seats if may(seat)), None)


def _as(seat: Officer) -> str:
    return f"{seat.role}@{seat.unit}"


def _read(said: PayloadSaid) -> Payload:
    try:
        metadata = {name: base64.b64decode(value, validate=True) for name, value in said.metadata.items()}
        return Payload(metadata=metadata, data=base64.b64decode(said.data, validate=True))
    except (binascii.Error, ValueError):
        raise malformed(("body.payloads", "base64")) from None


def _written(payload: Payload) -> PayloadSaid:
    metadata = {name: base64.b64encode(value).decode() for name, value in payload.metadata.items()}
    return PayloadSaid(metadata=metadata, data=base64.b64encode(payload.data).decode())


class ForTheEnginesPages:
    """Lets the engine's own pages, which come from another origin, ask the codec and nothing else of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open: dict[Sequence[str], ASGIApp] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As the app would; with the headers that a browser asks for, where the codec is asked."""
        if scope["type"] != "http" or not scope["path"].startswith(f"{router.prefix}/"):
            await self._app(scope, receive, send)
            return
        origins = scope["app"].state.office.settings.origins_of_the_engines_pages()
        if origins not in self._open:
            self._open[origins] = CORSMiddleware(
                self._app, allow_origins=origins, allow_methods=["POST"], allow_headers=_ALLOWED
            )
        await self._open[origins](scope, receive, send)
