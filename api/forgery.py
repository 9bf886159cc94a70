"""Against pages of others that act with our cookie (跨站请求伪造): where a request comes from, and a token.

Both, because neither is enough: browsers of the county's older machines do not say where they come from, and
a token alone is worth what keeps it secret.
"""

from fastapi import Request

from api.problems import Problem
from identity.handles import derived, is_same

HEADER = "X-CSRF-Token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def token_for(secret: str) -> str:
    """What our own pages send along: it is shown only to whoever holds the session, and fits no other."""
    return derived(secret, "forgery")


def check(request: Request, secret: str, origin: str) -> None:
    """That what changes something in this session was sent by our own pages. Raises Problem 403."""
    if request.method in _SAFE:
        return
    check_origin(request, origin)
    if not is_same(request.headers.get(HEADER, ""), token_for(secret)):
        raise _forged()


def check_origin(request: Request, origin: str) -> None:
    """That no page of another site sent it. Raises Problem 403."""
    sites, origins = (request.headers.getlist(name) for name in ("sec-fetch-site", "origin"))
    if any(site != "same-origin" for site in sites) or any(said != origin for said in origins):
        raise _forged()


def _forged() -> Problem:
    return Problem(403, "not-from-our-pages")
