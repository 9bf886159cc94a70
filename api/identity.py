"""Who is asking. One dependency, ``whoever``, whatever the way of signing in (``api/gate.py``): a bearer
token, or the session of a page.

What somebody may do is never read from what they bring: it is looked up for each request.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from api import forgery
from api.gate import Came, not_signed_in
from api.office import Office, TheOffice
from api.problems import Problem, malformed, not_your_seat
from api.together import settled
from counties import in_force
from identity.handles import digest_of
from records import sign_ins
from records.directory import acting_as, as_officers
from records.sign_ins import SignIn
from rules.editions import Edition, Organ
from rules.instants import legal_day
from rules.procedure import Officer
from rules.seating import Acting, heads_of, posts_of

SESSION = "__Host-fengqiao"  # the cookie: https, or this very machine; this host and no other

_token = HTTPBearer(auto_error=False, scheme_name="SignIn", description="登录令牌 sign-in token")
_session = APIKeyCookie(
    name=SESSION, auto_error=False, scheme_name="Session", description="页面会话 the session of a page"
)
_act_as = APIKeyHeader(
    name="Act-As",
    auto_error=False,
    scheme_name="ActAs",
    description="岗位 role@unit, one of the person's seats",
)


@dataclass(frozen=True)
class Person:
    """Somebody who signed in, with the seats they act as now; the first is the one they act as by default.

    ``at`` is the instant of the request on the installation's clock; ``acting`` says by what right they act.
    """

    ref: str
    seats: tuple[Officer, ...]
    at: datetime
    acting: tuple[Acting, ...] = ()

    @property
    def deputised(self) -> dict[Officer, frozenset[str]]:
        """The seats they act as for somebody who is away, and for whom."""
        whose: dict[Officer, frozenset[str]] = {}
        for each in self.acting:
            if each.instead_of:
                seat = Officer(each.person, each.post.role, each.post.unit)
                whose[seat] = whose.get(seat, frozenset()) | {each.instead_of}
        return whose


async def whoever(
    request: Request,
    office: TheOffice,
    token: Annotated[HTTPAuthorizationCredentials | None, Security(_token)],
    session: Annotated[str | None, Security(_session)],
    act_as: Annotated[str | None, Security(_act_as)],
) -> Person:
    """The person who brings a token, or in whose session it is asked.

    401 without one that is good; 403 for a seat that is not theirs, and for what other pages send.
    """
    person = await somebody(request, office, token, session, act_as)
    request.state.person = person.ref  # for the log
    return person


async def called_by(request: Request, office: Office) -> Person:
    """As ``whoever``, where a request is looked at before it is let in. Nothing is noted of it."""
    return await somebody(
        request, office, await _token(request), await _session(request), await _act_as(request)
    )


async def somebody(
    request: Request,
    office: Office,
    token: HTTPAuthorizationCredentials | None,
    session: str | None,
    act_as: str | None,
) -> Person:
    """Who it is, with the seats they act as now: held, deputised for, or empty below the unit they head.

    It is read from the directory for every request, and for every page once: whose time is over acts no more
    at the next.
    """
    asked = (id(office), "whoever", act_as)
    came, person = await settled(request, asked, lambda: _looked_up(request, office, token, session, act_as))
    request.state.came = came
    return person


async def _looked_up(
    request: Request,
    office: Office,
    token: HTTPAuthorizationCredentials | None,
    session: str | None,
    act_as: str | None,
) -> tuple[Came, Person]:
    at = await office.clock()
    came = await _came(request, office, token, session, at)
    acting = await seats_of(office, came.person, at)
    person = Person(came.person, as_officers(acting), at, acting)
    return came, person if act_as is None else _acting_as(person, act_as)


async def _came(
    request: Request,
    office: Office,
    token: HTTPAuthorizationCredentials | None,
    session: str | None,
    at: datetime,
) -> Came:
    """A token stands before a cookie: whoever sends one means it, and a cookie does not make it good."""
    gate = office.gate
    if "authorization" in request.headers:
        return await gate.bearer(token.credentials if token else "", at)
    if not session:
        raise not_signed_in()
    found = await sign_ins.found(office.directory, digest_of(session), gate.way, at, gate.limits.idle)
    if found is None:
        raise not_signed_in()
    forgery.check(request, session, gate.origin)
    return Came(found.person, found, session)


async def seats_of(office: Office, person: str, at: datetime) -> tuple[Acting, ...]:
    """All that somebody acts as at an instant."""
    day = legal_day(at)
    edition = in_force(None, day)
    heads = heads_of(edition) if edition else {}
    return await acting_as(office.directory, person, day, heads, posts_with_work(edition))


def posts_with_work(edition: Edition | None) -> dict[str, frozenset[str]]:
    """For each level the roles that an edition gives work to at its units."""
    return {organ: posts_of(edition, organ) if edition else frozenset() for organ in map(str, Organ)}


def _acting_as(person: Person, act_as: str) -> Person:
    role, at, unit = act_as.partition("@")
    if not (role and at and unit):
        raise malformed(("header.Act-As", "role@unit"), status=400)
    seat = Officer(person.ref, role, unit)
    if seat not in person.seats:
        raise not_your_seat()
    acting = tuple(each for each in person.acting if (each.post.role, each.post.unit) == (role, unit))
    return replace(person, seats=(seat,), acting=acting)


Whoever = Annotated[Person, Depends(whoever)]


def _my_sign_in(request: Request, _: Whoever) -> SignIn:
    """The session it is asked in, or in which the token was given that is brought. 403 without one."""
    came: Came = request.state.came
    if came.sign_in is None:
        raise _no_session()
    return came.sign_in


MySignIn = Annotated[SignIn, Depends(_my_sign_in)]


def _my_secret(request: Request, _: Whoever) -> str:
    """What the browser holds of the session it is asked in. 403 for whoever brings a token."""
    came: Came = request.state.came
    if not came.secret:
        raise _no_session()
    return came.secret


MySecret = Annotated[str, Depends(_my_secret)]


def _no_session() -> Problem:
    return Problem(403, "no-session")
