"""Signed tokens of a provider (令牌): read strictly, and believed only by a key that the provider publishes.

The libraries' own faults of late had one shape: mixed families of algorithms, or a key that the token itself
chose. Here the algorithms are asymmetric and listed, a token names its key and never brings one, and what it
claims is checked by one of the three functions below, never left out.
"""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jwt import JWTClaimsRegistry

# By family: what a key of that family may sign with. No key does for another family's algorithm.
ALGORITHMS: Mapping[str, frozenset[str]] = {
    "RSA": frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}),
    "EC": frozenset({"ES256", "ES384", "ES512"}),
    "OKP": frozenset({"Ed25519"}),
}
ALLOWED = frozenset().union(*ALGORITHMS.values())
LARGEST = 8 * 1024  # bytes
LEEWAY = 60  # seconds that two clocks may differ
LONGEST = 60 * 60  # seconds an access token may be good for: it is not taken back before
JUST_ISSUED = 5 * 60  # seconds since an ID token or a logout token was made

_HEADER = frozenset({"alg", "kid", "typ", "x5t", "x5t#S256"})  # the last two name a key, and bring none
_SEGMENT = re.compile(r"[A-Za-z0-9_-]+")
_LOGOUT = "http://schemas.openid.net/event/backchannel-logout"

PublicKey = RSAKey | ECKey | OKPKey


class NotGenuine(Exception):
    """A token that is not believed. ``code`` says why, for the log; whoever brought it is not told."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Header:
    """What a token says of itself before anything is believed. ``type`` is lower case, without a prefix."""

    algorithm: str
    key_id: str
    type: str


def header_of(token: str) -> Header:
    """The header of a token that could be one. Raises NotGenuine."""
    if len(token) > LARGEST:
        raise NotGenuine("too-large")
    segments = token.split(".")
    if len(segments) != 3 or not all(_is_canonical(each) for each in segments):
        raise NotGenuine("unreadable")
    said = _object(_decoded(segments[0]))
    if not said.keys() <= _HEADER:
        raise NotGenuine("header")
    if not all(isinstance(value, str) for value in said.values()):
        raise NotGenuine("header")
    algorithm, key_id = said.get("alg", ""), said.get("kid", "")
    if algorithm not in ALLOWED:
        raise NotGenuine("algorithm")
    if not key_id:
        raise NotGenuine("no-key-named")
    return Header(algorithm, key_id, said.get("typ", "").lower().removeprefix("application/"))


def claims_in(token: str, header: Header, key: PublicKey) -> dict[str, Any]:
    """What a token claims, once this key has proved to have signed it. Raises NotGenuine."""
    if header.algorithm not in ALGORITHMS[key.key_type]:
        raise NotGenuine("algorithm")
    try:
        signed = jws.deserialize_compact(token, key, algorithms=[header.algorithm])
    except (JoseError, ValueError) as error:
        raise NotGenuine("signature") from error
    return _object(signed.payload)


def check_id_token(
    header: Header, claims: Mapping[str, Any], *, issuer: str, client: str, nonce: str, at: datetime
) -> None:
    """That an ID token was made just now, for us, for this very sign-in. Raises NotGenuine."""
    if header.type not in {"", "jwt"}:
        raise NotGenuine("type")
    _check(claims, issuer=issuer, audience=client, at=at, also=("sub", "nonce"))
    _check_just_issued(claims, at)
    if claims["nonce"] != nonce:
        raise NotGenuine("nonce")
    if claims.get("azp", client) != client:
        raise NotGenuine("azp")
    if claims["aud"] not in (client, [client]) and "azp" not in claims:
        raise NotGenuine("azp")


def check_access_token(
    header: Header, claims: Mapping[str, Any], *, issuer: str, audience: str, at: datetime
) -> None:
    """That an access token (RFC 9068) is good for this API at this instant. Raises NotGenuine."""
    if header.type != "at+jwt":
        raise NotGenuine("type")
    _check(claims, issuer=issuer, audience=audience, at=at, also=("sub", "client_id", "jti"))
    if claims["exp"] - claims["iat"] > LONGEST:
        raise NotGenuine("lives-too-long")


def check_logout_token(
    header: Header, claims: Mapping[str, Any], *, issuer: str, client: str, at: datetime
) -> None:
    """That a logout token (OpenID Connect Back-Channel Logout) ends sessions here. Raises NotGenuine."""
    if header.type not in {"logout+jwt", "jwt"}:
        raise NotGenuine("type")
    _check(claims, issuer=issuer, audience=client, at=at, also=("jti",))
    _check_just_issued(claims, at)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(_LOGOUT), dict) or "nonce" in claims:
        raise NotGenuine("events")
    if not any(isinstance(claims.get(name), str) and claims[name] for name in ("sub", "sid")):
        raise NotGenuine("nobody")


def _check(
    claims: Mapping[str, Any], *, issuer: str, audience: str, at: datetime, also: tuple[str, ...]
) -> None:
    """Who made it, for whom, and for which time; ``also``: texts that must be there."""
    registry = JWTClaimsRegistry(
        now=int(at.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        exp={"essential": True},
        iat={"essential": True},
    )
    try:
        registry.validate(dict(claims))
    except JoseError as error:
        raise NotGenuine(getattr(error, "claim", None) or "claims") from error
    for name in also:
        said = claims.get(name)
        if not isinstance(said, str) or not 0 < len(said) <= 255:
            raise NotGenuine(name)


def _check_just_issued(claims: Mapping[str, Any], at: datetime) -> None:
    if claims["iat"] < at.timestamp() - JUST_ISSUED:
        raise NotGenuine("iat")


def _is_canonical(segment: str) -> bool:
    """Whether it is base64url in the one form that its bytes have: no two tokens say the same."""
    if not _SEGMENT.fullmatch(segment) or len(segment) % 4 == 1:
        return False
    return base64.urlsafe_b64encode(_decoded(segment)).rstrip(b"=").decode() == segment


def _decoded(segment: str) -> bytes:
    return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))


def _object(said: bytes) -> dict[str, Any]:
    """A JSON object in which each name stands once and every number is one. Raises NotGenuine."""
    try:
        read = json.loads(said, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NotGenuine("unreadable") from error
    if not isinstance(read, dict):
        raise NotGenuine("unreadable")
    return read


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a name stands there twice")
    return read


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")
