"""Enrolling (开通账号): whoever holds an invitation chooses a password and sets up a second factor.

Nobody else ever knows either. An invitation is good once, for a few days, and for nothing else.
"""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from api import examples, forgery, sessions
from api.credentials import BY_TIME, check_strength, local
from api.forms import Form
from api.gate import Local
from api.guesses import Watched, admit, fail, forgive
from api.identity import SESSION
from api.office import Office, TheOffice
from api.problems import FieldError, Problem, come_back
from api.sessions import SignedIn
from api.signing_in import OneTime, Password
from identity.handles import digest_of
from identity.passwords import Busy
from identity.second_factor import as_recovery_code, enrolment_uri, new_recovery_codes, new_seed, step_of
from records import accounts, sign_ins
from records.accounts import Account
from records.sign_ins import SignIn

router = APIRouter(tags=["登录 signing in"])


class Invitation(Form):
    """What an administrator handed over, once."""

    invitation: OneTime = Field(repr=False)


class Acceptance(Invitation):
    """The password somebody chooses, and a code of the device they have just set up."""

    password: Password = Field(repr=False)
    code: OneTime = Field(repr=False)


class Enrolment(BaseModel):
    """What the person's device is told, as a QR code or by hand; shown to nobody else, and not again."""

    login: str
    uri: str
    seed: str
    until: datetime


class Enrolled(SignedIn):
    """Signed in for the first time. ``recovery_codes``: to be written down; each is good once."""

    recovery_codes: list[str]


@router.post("/sign-in/enrolment", operation_id="begin_enrolment", summary="开通账号 Begin to enrol")
async def begin_enrolment(
    body: Annotated[Invitation, Body(openapi_examples=examples.INVITATION)],
    request: Request,
    office: TheOffice,
) -> Enrolment:
    """A new second factor to set up. Asking again makes another, and the one before is void."""
    store, at = local(office), await office.clock()
    forgery.check_origin(request, office.gate.origin)
    digest = digest_of(body.invitation)
    watched = await admit(office, request, f"invitation/{digest}", at)
    seed = new_seed()
    async with office.directory.begin() as connection:
        account = await accounts.by_invitation(connection, digest, at)
        if account is None:
            await fail(connection, watched, at, None)
        else:
            await forgive(connection, watched)
            await accounts.await_factor(connection, account.person, store.safe.seal(seed, account.person))
    if account is None or account.invited_until is None:
        raise _void()
    uri = enrolment_uri(seed, account.login)
    return Enrolment(login=account.login, uri=uri, seed=seed, until=account.invited_until)


@router.post(
    "/sign-in/enrolment/finish", operation_id="finish_enrolment", summary="完成开通 Finish enrolling"
)
async def finish_enrolment(
    body: Annotated[Acceptance, Body(openapi_examples=examples.ACCEPTANCE)],
    request: Request,
    response: Response,
    office: TheOffice,
) -> Enrolled:
    """The invitation is used up; the person is signed in, and is shown the recovery codes."""
    store, at = local(office), await office.clock()
    forgery.check_origin(request, office.gate.origin)
    digest = digest_of(body.invitation)
    watched = await admit(office, request, f"invitation/{digest}", at)
    try:
        kept = await store.hasher.hashed(body.password)
    except Busy:
        raise come_back("sign-in-busy") from None
    recovery = new_recovery_codes()
    async with office.directory.begin() as connection:
        account = await accounts.by_invitation(connection, digest, at)
        problem = await _enrol(connection, store, account, body, kept, recovery, at)
        outcome = problem or await _begin(connection, office, request, account, watched, at)
        if account is None:
            await fail(connection, watched, at, None)
    if isinstance(outcome, Problem):
        raise outcome
    begun, secret = outcome
    sessions.set_cookie(response, SESSION, secret)
    return Enrolled(**vars(sessions.told(office, begun, secret)), recovery_codes=recovery)


async def _enrol(
    connection: AsyncConnection,
    store: Local,
    account: Account | None,
    accepted: Acceptance,
    kept: str,
    recovery: list[str],
    at: datetime,
) -> Problem | None:
    """Set password and second factor; or what is wrong with them, or with the invitation."""
    if account is None:
        return _void()
    if account.awaited_factor is None:
        return _wrong_code()
    step = step_of(store.safe.open(account.awaited_factor, account.person), accepted.code, at, after=0)
    if step is None:
        return _wrong_code()
    if weak := await check_strength(connection, account, accepted.password, at):
        return weak
    digests = [digest_of(as_recovery_code(code) or "") for code in recovery]
    await accounts.enrol(connection, account, password=kept, step=step, recovery=digests, at=at)
    return None


async def _begin(
    connection: AsyncConnection,
    office: Office,
    request: Request,
    account: Account | None,
    watched: Watched,
    at: datetime,
) -> tuple[SignIn, str]:
    """The first session of an account, and the only one."""
    assert account
    await forgive(connection, watched)
    await sign_ins.end_all(connection, account.person)
    await sign_ins.note(connection, at, "enrolled", account.person)
    return await sessions.begin(connection, office, request, account.person, BY_TIME, at)


def _void() -> Problem:
    return Problem(401, "invitation-void")


def _wrong_code() -> Problem:
    return Problem(422, "code-not-right", errors=[FieldError(field="body.code", code="not-right")])
