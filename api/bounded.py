"""How often somebody who has not signed in may write: counted by address, known by a digest alone."""

import hmac

from fastapi import Request

from api.office import Office
from api.problems import Problem
from records import rates


async def check_rate(office: Office, request: Request, what: str) -> None:
    """Raises Problem 429 for an address from which too much came within an hour."""
    address = request.client.host if request.client else ""
    client = hmac.digest(office.digest_key(), f"{what}/{address}".encode(), "sha256").hex()
    most = office.settings.public_submissions_an_hour
    if not await rates.is_within(office.records, client, await office.clock(), most):
        later = str(int(rates.WINDOW.total_seconds()))
        raise Problem(429, "too-often", headers={"Retry-After": later})
