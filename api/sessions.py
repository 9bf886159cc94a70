"""A session for pages (会话): a cookie that says nothing, for a row that can be taken away."""

from datetime import datetime

import structlog
from fastapi import Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from api import forgery
from api.identity import SESSION
from api.office import Office
from identity.handles import digest_of, new_secret
from records import sign_ins
from records.sign_ins import SignIn, Vouched

log = structlog.get_logger()

_HOST_ONLY = "Path=/; Secure; HttpOnly; SameSite=Lax"


class SignedIn(BaseModel):
    """A session; what carries it is in the cookie. ``csrf``: what our pages send as X-CSRF-Token."""

    person: str
    csrf: str
    ends_at: datetime
    idle_minutes: int = Field(description="不使用多少分钟后结束 minutes without use after which it ends")


async def begin(
    connection: AsyncConnection,
    office: Office,
    request: Request,
    person: str,
    proof: str,
    at: datetime,
    vouched: Vouched | None = None,
) -> tuple[SignIn, str]:
    """A new session, under a secret that nobody had before, in place of the one this browser had."""
    if before := request.cookies.get(SESSION):
        await sign_ins.end_with(connection, digest_of(before))
    secret = new_secret()
    begun = await sign_ins.begin(
        connection,
        digest=digest_of(secret),
        person=person,
        way=office.gate.way,
        proof=proof,
        device=request.headers.get("user-agent", ""),
        at=at,
        limits=office.gate.limits,
        vouched=vouched,
    )
    log.info("session.begun", person=person, code=proof)
    return begun, secret


def told(office: Office, begun: SignIn, secret: str) -> SignedIn:
    """What a page has to know of its session."""
    return SignedIn(
        person=begun.person,
        csrf=forgery.token_for(secret),
        ends_at=begun.ends_at,
        idle_minutes=int(office.gate.limits.idle.total_seconds() // 60),
    )


def set_cookie(response: Response, name: str, secret: str) -> None:
    """A cookie that only this host gets back, until the browser is closed."""
    response.headers.append("Set-Cookie", f"{name}={secret}; {_HOST_ONLY}")


def clear_cookie(response: Response, name: str) -> None:
    """Have the browser forget it."""
    response.headers.append("Set-Cookie", f"{name}=; Max-Age=0; {_HOST_ONLY}")
