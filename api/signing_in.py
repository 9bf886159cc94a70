"""Signing in with an account of the local store (本地账号): with a password and a code, always both."""

import unicodedata
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic import AfterValidator, Field, StringConstraints

from api import examples, forgery, sessions
from api.credentials import Given, local, signed_in
from api.forms import Form, writable
from api.identity import SESSION
from api.office import TheOffice
from api.sessions import SignedIn

router = APIRouter(tags=["登录 signing in"])


def as_compared(login: str) -> str:
    """A sign-in name as it is kept: the same however it was typed."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", login).casefold()).strip()


Login = Annotated[str, StringConstraints(min_length=1, max_length=100), writable, AfterValidator(as_compared)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=1000), writable]
OneTime = Annotated[str, StringConstraints(min_length=1, max_length=100), writable]


class Credentials(Form):
    """What one knows and what one has. ``code``: by time, or one of the recovery codes. ``new_password``: in
    place of the old one, from now on."""

    login: Login
    password: Password = Field(repr=False)
    code: OneTime = Field(repr=False)
    new_password: Password | None = Field(None, repr=False)


@router.post("/sign-in", operation_id="sign_in_locally", summary="登录 Sign in")
async def sign_in(
    body: Annotated[Credentials, Body(openapi_examples=examples.CREDENTIALS)],
    request: Request,
    response: Response,
    office: TheOffice,
) -> SignedIn:
    """A session, in a cookie. One answer to all that fails; 404 where people sign in another way."""
    local(office)
    forgery.check_origin(request, office.gate.origin)
    given = Given(body.login, body.password, body.code, body.new_password)
    begun, secret = await signed_in(office, request, given)
    sessions.set_cookie(response, SESSION, secret)
    return sessions.told(office, begun, secret)
