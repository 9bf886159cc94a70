"""Which agency a request is for."""

from fastapi import HTTPException, Request

from simulator.agency import Agency


async def agency_of(request: Request, agency: str) -> Agency:
    """The agency with this name. 404 when none of that name is played here."""
    found: Agency | None = request.app.state.agencies.get(agency)
    if found is None:
        raise HTTPException(404)
    return found
