"""Who is asking. One dependency, ``whoever``; another way of signing in replaces it here and nowhere else."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from itsdangerous import BadSignature, URLSafeTimedSerializer

from api.office import Office, TheOffice
from api.problems import Problem, malformed, not_your_seat
from counties import in_force
from records.directory import acting_as, as_officers
from rules.editions import Edition, Organ
from rules.instants import legal_day
from rules.procedure import Officer
from rules.seating import Acting, heads_of, posts_of

_VALID_FOR = 12 * 60 * 60  # seconds
_SALT = "fengqiao sign-in"

_token = HTTPBearer(
    auto_error=False, scheme_name="SignIn", description="开发登录令牌 development sign-in token"
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


def signed(office: Office, person: str) -> str:
    """A sign-in token. It holds the person's reference and nothing else."""
    return _serializer(office).dumps(person)


async def whoever(
    request: Request,
    office: TheOffice,
    token: Annotated[HTTPAuthorizationCredentials | None, Security(_token)],
    act_as: Annotated[str | None, Security(_act_as)],
) -> Person:
    """The person behind the token. 401 without one; 403 for a seat that is not theirs."""
    person = await somebody(office, token, act_as)
    request.state.person = person.ref  # for the log
    return person


async def called_by(request: Request, office: Office) -> Person:
    """As ``whoever``, where a request is looked at before it is let in. Nothing is noted of it."""
    return await somebody(office, await _token(request), await _act_as(request))


async def somebody(office: Office, token: HTTPAuthorizationCredentials | None, act_as: str | None) -> Person:
    """Whose token it is, with the seats they act as now: held, deputised for, or empty below the unit they
    head.

    It is read from the directory for every request: whose time is over acts no more at the next.
    """
    ref = _person_in(office, token)
    at = await office.clock()
    acting = await seats_of(office, ref, at)
    person = Person(ref, as_officers(acting), at, acting)
    return person if act_as is None else _acting_as(person, act_as)


async def seats_of(office: Office, person: str, at: datetime) -> tuple[Acting, ...]:
    """All that somebody acts as at an instant."""
    day = legal_day(at)
    edition = in_force(None, day)
    heads = heads_of(edition) if edition else {}
    return await acting_as(office.directory, person, day, heads, posts_with_work(edition))


def posts_with_work(edition: Edition | None) -> dict[str, frozenset[str]]:
    """For each level the roles that an edition gives work to at its units."""
    return {organ: posts_of(edition, organ) if edition else frozenset() for organ in map(str, Organ)}


def _person_in(office: Office, token: HTTPAuthorizationCredentials | None) -> str:
    try:
        ref = _serializer(office).loads(token.credentials if token else "", max_age=_VALID_FOR)
    except BadSignature:
        raise Problem(401, "unauthenticated", headers={"WWW-Authenticate": "Bearer"}) from None
    return str(ref)


def _acting_as(person: Person, act_as: str) -> Person:
    role, at, unit = act_as.partition("@")
    if not (role and at and unit):
        raise malformed(("header.Act-As", "role@unit"), status=400)
    seat = Officer(person.ref, role, unit)
    if seat not in person.seats:
        raise not_your_seat()
    acting = tuple(each for each in person.acting if (each.post.role, each.post.unit) == (role, unit))
    return replace(person, seats=(seat,), acting=acting)


def _serializer(office: Office) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(office.settings.token_secret(), salt=_SALT)


Whoever = Annotated[Person, Depends(whoever)]
