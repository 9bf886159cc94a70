"""How people come in (登录方式): by one way in an installation, and what a bearer token says in it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
import structlog
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.ext.asyncio import AsyncEngine

import settings as installation
from api.problems import Problem, come_back
from identity.handles import digest_of
from identity.passwords import Hasher
from identity.provider import Provider, ProviderAway
from identity.relying import Client, RelyingParty
from identity.second_factor import Safe
from identity.tokens import NotGenuine, check_access_token
from records import accounts, sign_ins
from records.sign_ins import Limits, SignIn
from rules.instants import legal_day
from settings import Settings

log = structlog.get_logger()

DEVELOPMENT, LOCAL, PROVIDER = "development", "local", "oidc"
CALLBACK = "/sign-in/provider/callback"
_VALID_FOR = 12 * 60 * 60  # seconds, of a development token
_SALT = "fengqiao sign-in"
_PATIENCE = 4.0  # seconds with the provider


@dataclass(frozen=True)
class Came:
    """Who came, and in which session of theirs, if in one; ``secret`` is what their browser holds of it."""

    person: str
    sign_in: SignIn | None = None
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Local:
    """What the local store needs. ``secret`` keys the digests under which failures are counted."""

    hasher: Hasher
    safe: Safe
    secret: str
    max_age: timedelta | None


@dataclass(frozen=True)
class Gate:
    """The one way in. ``bearer`` says who brings a token: raises Problem 401, 403 and 503."""

    way: installation.Way
    origin: str
    is_private: bool  # browsers come by https
    limits: Limits
    bearer: Callable[[str, datetime], Awaitable[Came]]
    local: Local | None = None
    relying: RelyingParty | None = None
    http: httpx.AsyncClient | None = None

    async def close(self) -> None:
        """Let go of the provider."""
        if self.http:
            await self.http.aclose()


def gate_of(settings: Settings, records: AsyncEngine, http: httpx.AsyncClient | None = None) -> Gate:
    """The gate that the settings describe. Raises MissingSetting and SettingsDisagree."""
    way, origin = settings.signs_in_by(), settings.origin()
    limits = Limits(timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours))
    frame = (way, origin, origin.startswith("https://"), limits)
    if way == DEVELOPMENT:
        return Gate(*frame, bearer=_by_development_token(settings))
    if way == LOCAL:
        secret, days = settings.token_secret(), settings.password_max_age_days
        local = Local(Hasher(), Safe(secret), secret, timedelta(days=days) if days else None)
        return Gate(*frame, bearer=_by_session_token(records, limits.idle), local=local)
    http = http or httpx.AsyncClient(timeout=_PATIENCE, trust_env=False)
    relying = RelyingParty(Provider(settings.oidc_issuer, http), _client(settings, origin))
    bearer = _by_access_token(records, relying, settings.oidc_audience)
    return Gate(*frame, bearer=bearer, relying=relying, http=http)


def not_signed_in() -> Problem:
    """Nobody who can be known."""
    return Problem(401, "unauthenticated", headers={"WWW-Authenticate": "Bearer"})


def nobody_here() -> Problem:
    """The provider knows them, and we do not."""
    return Problem(403, "nobody-here")


def development_token(settings: Settings, person: str) -> str:
    """A sign-in token of a development installation. It holds the person's reference and nothing else."""
    return _serializer(settings).dumps(person)


async def access_claims(provider: Provider, token: str, audience: str, at: datetime) -> dict[str, object]:
    """What an access token claims that is good here and now. Raises Problem 401 and 503."""
    try:
        header, claims = await provider.claims_in(token)
        check_access_token(header, claims, issuer=provider.issuer, audience=audience, at=at)
    except NotGenuine as no:
        log.info("token.refused", code=no.code)
        raise not_signed_in() from None
    except ProviderAway as away:
        log.warning("provider.away", code=away.code)
        raise come_back("provider-away") from None
    return claims


def _by_development_token(settings: Settings) -> Callable[[str, datetime], Awaitable[Came]]:
    async def bearer(token: str, at: datetime) -> Came:  # noqa: ARG001  its own clock is the machine's
        try:
            return Came(str(_serializer(settings).loads(token, max_age=_VALID_FOR)))
        except BadSignature:
            raise not_signed_in() from None

    return bearer


def _by_session_token(records: AsyncEngine, idle: timedelta) -> Callable[[str, datetime], Awaitable[Came]]:
    async def bearer(token: str, at: datetime) -> Came:
        sign_in = await sign_ins.carried(records, digest_of(token), LOCAL, at, idle)
        if sign_in is None:
            raise not_signed_in()
        return Came(sign_in.person, sign_in)

    return bearer


def _by_access_token(
    records: AsyncEngine, relying: RelyingParty, audience: str
) -> Callable[[str, datetime], Awaitable[Came]]:
    issuer, acr = relying.provider.issuer, relying.client.acr

    async def bearer(token: str, at: datetime) -> Came:
        claims = await access_claims(relying.provider, token, audience, at)
        if acr and claims.get("acr") != acr:  # what a page asks of people, no program goes round
            log.info("token.refused", code="acr")
            raise not_signed_in()
        async with records.connect() as connection:
            person = await accounts.vouched(connection, issuer, str(claims["sub"]), legal_day(at))
        if person is None:
            raise nobody_here()
        return Came(person)

    return bearer


def _client(settings: Settings, origin: str) -> Client:
    return Client(
        id=settings.oidc_client,
        secret=settings.oidc_client_secret.get_secret_value(),
        back_to=f"{origin}{CALLBACK}",
        signed_out_to=f"{origin}/",
        acr=settings.oidc_acr,
    )


def _serializer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.token_secret(), salt=_SALT)
