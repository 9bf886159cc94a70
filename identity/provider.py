"""The identity provider (身份提供方) as it describes itself: its addresses, the keys it signs with now."""

import asyncio
import time
import warnings
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

import httpx
from joserfc import jwk
from joserfc.errors import JoseError, SecurityWarning

from identity.tokens import ALGORITHMS, Header, NotGenuine, PublicKey, claims_in, header_of

FRESH_KEYS = 60.0  # seconds after which the keys are read again: a retired one is good no longer
FRESH_ADDRESSES = 60 * 60.0
PAUSE = 60.0  # seconds between two tries, whoever asks, however often
FIRST_PAUSE = 5.0  # as long as nothing has been read yet
LAST_GOOD = 24 * 60 * 60.0  # seconds that what was read serves while the provider is away
_LARGEST = 512 * 1024  # bytes
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

T = TypeVar("T")
Ticks = Callable[[], float]


class ProviderAway(Exception):
    """The provider cannot be reached, or does not say what it has to say. ``code`` is for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Addresses:
    """Where the provider does what, by its own discovery document."""

    authorization: str
    token: str
    keys: str
    end_session: str  # "" where it offers none
    names_itself: bool  # in the answer to an authorization request (RFC 9207)


class _Kept(Generic[T]):
    """Something the provider publishes, read at most once in ``PAUSE``."""

    def __init__(self, read: Callable[[], Awaitable[T]], fresh: float, ticks: Ticks) -> None:
        self._read, self._fresh, self._ticks = read, fresh, ticks
        self._one_at_a_time = asyncio.Lock()
        self._value: T | None = None
        self._read_at = self._tried_at = float("-inf")

    async def get(self, *, is_good: Callable[[T], bool] = lambda _: True) -> T:
        """What it is now; read anew when it is old, or not good enough for whoever asks.

        Raises ProviderAway."""
        async with self._one_at_a_time:
            now = self._ticks()
            is_old = now - self._read_at >= self._fresh
            if self._value is None or is_old or not is_good(self._value):
                await self._try(now)
            if self._value is None or now - self._read_at > LAST_GOOD:
                raise ProviderAway("nothing-read")
            return self._value

    async def _try(self, now: float) -> None:
        if now - self._tried_at < (FIRST_PAUSE if self._value is None else PAUSE):
            return
        self._tried_at = now
        try:
            self._value = await self._read()
            self._read_at = now
        except ProviderAway:
            if self._value is None:
                raise


class Provider:
    """A provider by its issuer URL. ``ticks`` counts seconds from anywhere."""

    def __init__(self, issuer: str, http: httpx.AsyncClient, ticks: Ticks = time.monotonic) -> None:
        self.issuer = issuer
        self._http = http
        self._addresses = _Kept(self._read_addresses, FRESH_ADDRESSES, ticks)
        self._keys = _Kept(self._read_keys, FRESH_KEYS, ticks)

    async def addresses(self) -> Addresses:
        """Raises ProviderAway."""
        return await self._addresses.get()

    async def claims_in(self, token: str) -> tuple[Header, dict[str, Any]]:
        """What a token says that this provider has signed; nothing of what it claims is checked yet.

        Raises NotGenuine and ProviderAway."""
        header = header_of(token)
        keys = await self._keys.get(is_good=lambda keys: header.key_id in keys)
        if header.key_id not in keys:
            raise NotGenuine("unknown-key")
        return header, claims_in(token, header, keys[header.key_id])

    async def asked(self, url: str, form: str, headers: Mapping[str, str]) -> dict[str, Any]:
        """The JSON object with which it answers a form. Raises ProviderAway, and NotGenuine if it says no."""
        content_type = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        return await self._object("POST", url, content=form, headers={**content_type, **headers})

    async def _read_addresses(self) -> Addresses:
        said = await self._object("GET", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if said.get("issuer") != self.issuer:
            raise ProviderAway("another-issuer")
        methods = said.get("code_challenge_methods_supported", ["S256"])
        if not isinstance(methods, list) or "S256" not in methods:
            raise ProviderAway("no-pkce")
        return Addresses(
            authorization=self._address(said, "authorization_endpoint"),
            token=self._address(said, "token_endpoint"),
            keys=self._address(said, "jwks_uri"),
            end_session=self._address(said, "end_session_endpoint", is_needed=False),
            names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        )

    def _address(self, said: Mapping[str, Any], name: str, *, is_needed: bool = True) -> str:
        address = said.get(name)
        if address is None and not is_needed:
            return ""
        if not isinstance(address, str) or not is_safe(address):
            raise ProviderAway(name.replace("_", "-"))
        return address

    async def _read_keys(self) -> Mapping[str, PublicKey]:
        addresses = await self.addresses()
        said = await self._object("GET", addresses.keys)
        listed = said.get("keys")
        if not isinstance(listed, list):
            raise ProviderAway("no-keys")
        return _usable(listed)

    async def _object(self, method: str, url: str, **request: Any) -> dict[str, Any]:
        try:
            answer = await self._http.request(method, url, **request)
            said = answer.json() if len(answer.content) <= _LARGEST else None
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderAway("unreachable") from error
        if 400 <= answer.status_code < 500 and method == "POST":
            raise NotGenuine("refused-by-provider")
        if answer.status_code != 200 or not isinstance(said, dict):
            raise ProviderAway("no-answer")
        return said


def is_safe(url: str) -> bool:
    """Whether what goes there cannot be read on the way: https, or this very machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )


def _usable(listed: list[Any]) -> Mapping[str, PublicKey]:
    """The keys by which a token may be believed, by name. One without a name, two of one name, one that is
    for something else, a secret and a weak one are none."""
    keys: dict[str, PublicKey] = {}
    twice: set[str] = set()
    for each in listed:
        key_id = each.get("kid") if isinstance(each, dict) else None
        if not isinstance(key_id, str) or not key_id:
            continue
        if key_id in keys:
            twice.add(key_id)
        elif key := _usable_key(each):
            keys[key_id] = key
    return {key_id: key for key_id, key in keys.items() if key_id not in twice}


def _usable_key(said: Mapping[str, Any]) -> PublicKey | None:
    family = said.get("kty")
    if family not in ALGORITHMS or said.get("use", "sig") != "sig" or "d" in said:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of a weak key the library warns, and takes it
            key = jwk.import_key(dict(said))
    except (JoseError, SecurityWarning, ValueError, TypeError, KeyError):
        return None
    assert isinstance(key, PublicKey)
    return key
