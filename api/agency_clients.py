"""An agency's system that signs in at the provider (OAuth 2.0 client credentials), if it cannot sign.

The token says which client it is, and the settings which agency that client is. It is nobody's: no person, no
seat, and it opens no other door. What it brings is a message like any other, under the same id.
"""

from datetime import datetime

import structlog
from fastapi import Request

from api.gate import access_claims
from api.office import Office
from api.problems import Problem
from wire.signing import ID

log = structlog.get_logger()


async def id_brought_by(request: Request, office: Office, agency: str, at: datetime) -> str:
    """The id of the message that this agency's own client brings. Raises Problem 401 and 503."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    relying = office.gate.relying
    if relying is None or scheme.lower() != "bearer":
        raise _not_this_agency("no-clients-here")
    claims = await access_claims(relying.provider, token, office.settings.oidc_audience, at)
    client = _clients(office.settings.agency_clients).get(agency)
    if client is None or claims["client_id"] != client or claims["sub"] != client:
        raise _not_this_agency("another-client")
    return request.headers.get(ID, "")


def _not_this_agency(code: str) -> Problem:
    log.warning("message.not_signed", code=code)
    return Problem(401, "not-signed")


def _clients(said: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in said.split(",") if pair)
    return {agency.strip(): client.strip() for agency, _, client in pairs}
