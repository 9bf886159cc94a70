"""How often somebody who has not signed in may write, and may be wrong: counted by address, known by a digest
alone, and by the code they ask with."""

import hmac
from datetime import datetime
from math import ceil

import structlog
from fastapi import Request

from api.office import Office
from api.problems import Problem
from records import guesses, rates

log = structlog.get_logger()

_GUESSES = "guesses"


async def check_rate(office: Office, request: Request, what: str, most: int | None = None) -> None:
    """Raises Problem 429 for an address from which too much came within an hour: more than ``most``, or than
    an address may submit."""
    most = most or office.settings.public_submissions_an_hour
    if not await rates.is_within(office.records, _client(office, request, what), await office.clock(), most):
        raise _too_often(rates.WINDOW.total_seconds())


async def check_guesses(office: Office, request: Request, code: str, at: datetime) -> None:
    """Raises Problem 429 for an address from which too many codes were wrong within an hour, and about a
    code, known by a digest, of which too many guesses were."""
    client, most = _client(office, request, _GUESSES), office.settings.public_guesses_an_hour
    if await rates.asked(office.records, client, at) >= most:
        raise _too_often(rates.WINDOW.total_seconds())
    if until := await guesses.closed_until(office.records, code, at):
        raise _too_often((until - at).total_seconds())


async def guessed_wrong(office: Office, request: Request, code: str, at: datetime) -> None:
    """Count a wrong guess, against the address and about the code; the last that an address has is told to
    the operators, without saying where it is."""
    client, most = _client(office, request, _GUESSES), office.settings.public_guesses_an_hour
    await guesses.wrong(office.records, code, at)
    await rates.is_within(office.records, client, at, most)
    if await rates.asked(office.records, client, at) == most:
        log.warning("code.guessing", client=client[:12])


def _client(office: Office, request: Request, what: str) -> str:
    address = request.client.host if request.client else ""
    return hmac.digest(office.digest_key(), f"{what}/{address}".encode(), "sha256").hex()


def _too_often(seconds: float) -> Problem:
    return Problem(429, "too-often", headers={"Retry-After": str(ceil(seconds))})
