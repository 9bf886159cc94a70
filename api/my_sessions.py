"""My sessions (我的会话): what a signed-in person sees of them, ends, and hands on to a program."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from fastapi import APIRouter, Response, status
from pydantic import BaseModel, Field

from api import sessions
from api.gate import LOCAL
from api.identity import SESSION, MySecret, MySignIn, Whoever
from api.office import TheOffice
from api.problems import unseen
from api.sessions import SignedIn
from identity.handles import digest_of, new_secret
from identity.provider import ProviderAway
from records import sign_ins

log = structlog.get_logger()
router = APIRouter(tags=["登录 signing in"])

_TOKEN_LASTS = timedelta(hours=1)
_FORGET_ALL = '"cache", "cookies", "storage"'


class SessionListed(BaseModel):
    """A session of mine. ``device`` is what the browser called itself."""

    id: UUID
    is_this: bool
    proof: str
    device: str
    began_at: datetime
    seen_at: datetime
    ends_at: datetime


class SignedOut(BaseModel):
    """Signed out here. ``go_to``: where the provider's own session is ended, if there is one."""

    go_to: str


class SessionToken(BaseModel):
    """What a program sends as ``Authorization: Bearer``. It is over when its session is."""

    token: str = Field(repr=False)
    ends_at: datetime


@router.get("/me/session", operation_id="read_my_session", summary="本次会话 This session")
async def read_my_session(office: TheOffice, sign_in: MySignIn, secret: MySecret) -> SignedIn:
    """What our own pages have to know of the session they are in."""
    return sessions.told(office, sign_in, secret)


@router.get("/me/sessions", operation_id="list_my_sessions", summary="我的会话 My sessions")
async def list_my_sessions(office: TheOffice, person: Whoever, sign_in: MySignIn) -> list[SessionListed]:
    """Wherever I am signed in now, the latest used first."""
    gate = office.gate
    mine = await sign_ins.of_person(office.directory, person.ref, gate.way, person.at, gate.limits.idle)
    return [
        SessionListed(
            id=each.id,
            is_this=each.id == sign_in.id,
            proof=each.proof,
            device=each.device,
            began_at=each.began_at,
            seen_at=each.seen_at,
            ends_at=each.ends_at,
        )
        for each in mine
    ]


@router.delete(
    "/me/sessions/{id}",
    operation_id="end_my_session",
    summary="结束会话 End a session",
    status_code=status.HTTP_204_NO_CONTENT,
)
async def end_my_session(id: UUID, office: TheOffice, person: Whoever) -> None:
    """Over at once, for whoever sits there. 404 for a session that is not mine."""
    async with office.directory.begin() as connection:
        ended = await sign_ins.end(connection, person.ref, id, person.at)
    if not ended:
        raise unseen()


@router.delete(
    "/me/sessions",
    operation_id="end_my_other_sessions",
    summary="结束其他会话 End my other sessions",
    status_code=status.HTTP_204_NO_CONTENT,
)
async def end_my_other_sessions(office: TheOffice, person: Whoever, sign_in: MySignIn) -> None:
    """All but this one."""
    async with office.directory.begin() as connection:
        await sign_ins.end_all(connection, person.ref, but=sign_in.id)
        await sign_ins.note(connection, person.at, "others-signed-out", person.ref)


@router.post("/sign-out", operation_id="sign_out", summary="退出登录 Sign out")
async def sign_out(office: TheOffice, person: Whoever, sign_in: MySignIn, response: Response) -> SignedOut:
    """This session is over, and the browser forgets what it has of ours."""
    async with office.directory.begin() as connection:
        await sign_ins.end(connection, person.ref, sign_in.id, person.at)
    sessions.clear_cookie(response, SESSION)
    response.headers["Clear-Site-Data"] = _FORGET_ALL
    return SignedOut(go_to=await _way_out(office))


@router.post("/me/tokens", operation_id="give_token", summary="程序令牌 A token for a program")
async def give_token(office: TheOffice, person: Whoever, sign_in: MySignIn, _: MySecret) -> SessionToken:
    """For an hour at most, in this session. No token begets another; 404 where the provider gives them."""
    if office.gate.way != LOCAL:
        raise unseen()
    token, ends_at = new_secret(), min(person.at + _TOKEN_LASTS, sign_in.ends_at)
    async with office.directory.begin() as connection:
        await sign_ins.give_token(connection, sign_in.id, digest_of(token), person.at, ends_at)
        await sign_ins.note(connection, person.at, "token-given", person.ref)
    return SessionToken(token=token, ends_at=ends_at)


async def _way_out(office: TheOffice) -> str:
    """Where the provider's session is ended. While it is away the person is signed out here all the same."""
    if office.gate.relying is None:
        return ""
    try:
        return await office.gate.relying.way_out()
    except ProviderAway as away:
        log.warning("provider.away", code=away.code)
        return ""
