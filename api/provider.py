"""Signing in at the provider (统一身份认证): there, back, and what it takes back later."""

import re
from datetime import timedelta
from typing import Annotated
from urllib.parse import parse_qs

import structlog
from fastapi import APIRouter, Body, Request, Response, status
from fastapi.responses import RedirectResponse
from pydantic import AfterValidator, BaseModel, StringConstraints
from sqlalchemy.ext.asyncio import AsyncConnection

from api import examples, forgery, sessions
from api.forms import Form
from api.gate import CALLBACK, nobody_here
from api.identity import SESSION
from api.office import Office, TheOffice
from api.problems import Problem, come_back, malformed, unseen
from identity.handles import digest_of, new_secret
from identity.provider import ProviderAway
from identity.relying import Known, RelyingParty
from identity.tokens import NotGenuine
from records import accounts, sign_ins
from records.sign_ins import SignIn, Vouched
from rules.instants import legal_day

log = structlog.get_logger()
router = APIRouter(tags=["登录 signing in"])

ON_THE_WAY = f"{SESSION}-way"  # the cookie of a browser that is at the provider
_BACK_WITHIN = timedelta(minutes=10)
# A page of ours: segments of plain characters. No host, no scheme, no way upwards can be written in it.
_OUR_PAGE = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?")


def _our_page(path: str) -> str:
    if not _OUR_PAGE.fullmatch(path):
        raise ValueError("not a page of ours")
    return path


class Departure(Form):
    """``return_to``: the page of ours that is shown afterwards."""

    return_to: Annotated[str, StringConstraints(max_length=200), AfterValidator(_our_page)] = "/"


class GoTo(BaseModel):
    """Where the browser is to go."""

    go_to: str


@router.post(
    "/sign-in/provider", operation_id="depart_to_provider", summary="前往统一认证 Go to the provider"
)
async def depart(
    body: Annotated[Departure, Body(openapi_examples=examples.DEPARTURE)],
    request: Request,
    response: Response,
    office: TheOffice,
) -> GoTo:
    """Begin to sign in at the provider. 404 where people sign in another way."""
    relying, at = _relying(office), await office.clock()
    forgery.check_origin(request, office.gate.origin)
    secret = new_secret()
    try:
        way = await relying.way_there(secret)
    except ProviderAway as away:
        raise _away(away) from None
    async with office.directory.begin() as connection:
        await sign_ins.depart(connection, digest_of(secret), body.return_to, at, at + _BACK_WITHIN)
    sessions.set_cookie(response, ON_THE_WAY, secret)
    return GoTo(go_to=way)


@router.get(
    CALLBACK,
    operation_id="return_from_provider",
    summary="统一认证返回 Back from the provider",
    status_code=status.HTTP_303_SEE_OTHER,
    response_class=RedirectResponse,
)
async def come_back_from_there(request: Request, office: TheOffice) -> Response:
    """The provider sends the browser back here, with an answer in the address.

    Only the browser that left, only once, only soon. 401 for everybody else, and 403 for whom nobody has
    entered here.
    """
    relying, at = _relying(office), await office.clock()
    secret = request.cookies.get(ON_THE_WAY, "")
    async with office.directory.begin() as connection:
        return_to = await sign_ins.returned(connection, digest_of(secret), at)
    if return_to is None:
        raise _not_finished("not-expected")
    said = dict(request.query_params)  # where a name stands twice, nothing is read (`unambiguous.py`)
    try:
        known = await relying.come_back(secret, said, at)
    except NotGenuine as no:
        raise _not_finished(no.code) from None
    except ProviderAway as away:
        raise _away(away) from None
    _, session = await _begin(office, request, relying, known)
    answer = RedirectResponse(return_to, status.HTTP_303_SEE_OTHER)
    sessions.set_cookie(answer, SESSION, session)
    sessions.clear_cookie(answer, ON_THE_WAY)
    return answer


@router.post(
    "/sign-in/provider/ended",
    operation_id="provider_ended_sessions",
    summary="统一认证注销通知 The provider ends sessions",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {"type": "object", "properties": {"logout_token": {"type": "string"}}},
                    "example": {"logout_token": "eyJ…"},
                }
            },
        }
    },
)
async def end_sessions(request: Request, office: TheOffice) -> Response:
    """OpenID Connect Back-Channel Logout: signed by the provider, whoever carries it."""
    relying, at = _relying(office), await office.clock()
    form = parse_qs((await request.body()).decode("latin-1"))
    tokens = form.get("logout_token", [])
    if len(tokens) != 1:
        raise malformed(("body.logout_token", "missing"), status=400)
    try:
        subject, session = await relying.signed_out(tokens[0], at)
    except NotGenuine as no:
        log.info("token.refused", code=no.code)
        raise malformed(("body.logout_token", "not-genuine"), status=400) from None
    except ProviderAway as away:
        raise _away(away) from None
    async with office.directory.begin() as connection:
        await sign_ins.end_vouched(connection, relying.provider.issuer, subject, session)
        await sign_ins.note(connection, at, "signed-out-by-provider", None)
    return Response(status_code=200)


async def _begin(office: Office, request: Request, relying: RelyingParty, known: Known) -> tuple[SignIn, str]:
    """A session for the person the provider's subject is here. Raises Problem 403 where it is nobody."""
    at, issuer = await office.clock(), relying.provider.issuer
    vouched = Vouched(issuer, known.subject, known.session)
    async with office.directory.begin() as connection:
        await _bind(connection, office, issuer, known)
        person = await accounts.vouched(connection, issuer, known.subject, legal_day(at), until_done=True)
        if person is None:
            log.info("sign_in.nobody_here")
            raise nobody_here()
        return await sessions.begin(connection, office, request, person, "provider", at, vouched)


async def _bind(connection: AsyncConnection, office: Office, issuer: str, known: Known) -> None:
    """At a first sign-in, by the claim that the settings name, if somebody has been entered by it."""
    claimed = known.claims.get(office.settings.oidc_person_claim)
    if isinstance(claimed, str) and claimed:
        await accounts.bind_claimed(connection, issuer, known.subject, claimed)


def _relying(office: Office) -> RelyingParty:
    if office.gate.relying is None:
        raise unseen()
    return office.gate.relying


def _not_finished(code: str) -> Problem:
    log.info("sign_in.not_finished", code=code)
    return Problem(401, "sign-in-not-finished")


def _away(away: ProviderAway) -> Problem:
    log.warning("provider.away", code=away.code)
    return come_back("provider-away")
