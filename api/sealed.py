"""The sealed store (检举控告), behind a door that is there for the discipline clerk alone.

The same lists, cases and verbs, over another office. For everybody else every path below is a path that does
not exist: it is answered by the same code with the same words, before anything of the request is read.
"""

from functools import cache

from fastapi import APIRouter, FastAPI, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from api import added_papers, case, documents, keeping, keeping_acts, listing, matters, moves, policy, verbs
from api.answering import handle_problems
from api.identity import called_by
from api.office import Office
from api.problems import Problem
from rules.procedures import SEALED_PROCEDURES

_WHOLE = (listing, case, documents, added_papers, moves, keeping, keeping_acts)


class Door:
    """Lets the discipline clerk through, to the office of the sealed store."""

    def __init__(self, behind: ASGIApp) -> None:
        self._behind = behind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or raise what the router raises where it finds nothing."""
        office: Office = scope["app"].state.office
        if scope["type"] == "http" and not await _is_let_in(Request(scope), office):
            raise HTTPException(404)
        scope.setdefault("state", {}).update(office=office.sealed, is_sealed=True)
        await self._behind(scope, receive, send)


def sealed_app() -> ASGIApp:
    """What is mounted there."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    for router in (*(module.router for module in _WHOLE), _verbs()):
        app.router.routes.extend(router.routes)
    app.add_api_route("/matters/{number}", matters.read_matter, methods=["GET"])
    handle_problems(app)
    return Door(app)


@cache
def _verbs() -> APIRouter:
    return verbs.router_of(SEALED_PROCEDURES)


async def _is_let_in(request: Request, office: Office) -> bool:
    """Whoever cannot be known is nobody: without a token, in another's seat, while the records are away."""
    try:
        person = await called_by(request, office)
    except (Problem, SQLAlchemyError, OSError):
        return False
    return any(policy.may_see_what_is_sealed(seat) for seat in person.seats)
