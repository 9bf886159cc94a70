"""A provider in this process, that signs whatever it is told to: as it should, and as an attacker would."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from identity.provider import Provider

ISSUER = "https://id.example"
CLIENT, API = "fengqiao", "https://api.example"
NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
NONCE = "n-0S6_WzA2Mj"

RSA = RSAKey.generate_key(2048, {"kid": "rsa-1", "use": "sig", "alg": "RS256"}, private=True)
RSA_2 = RSAKey.generate_key(2048, {"kid": "rsa-2"}, private=True)
OTHER_RSA = RSAKey.generate_key(2048, {"kid": "rsa-1"}, private=True)
EC = ECKey.generate_key("P-256", {"kid": "ec-1", "use": "sig"}, private=True)
ED = OKPKey.generate_key("Ed25519", {"kid": "ed-1", "use": "sig"}, private=True)

Key = RSAKey | ECKey | OKPKey | OctKey


def id_claims(**changes: Any) -> dict[str, Any]:
    """What an ID token of this provider claims; None takes a claim away."""
    claims = {
        "iss": ISSUER,
        "sub": "s-1",
        "aud": CLIENT,
        "exp": AT + 300,
        "iat": AT,
        "nonce": NONCE,
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not None}


def access_claims(**changes: Any) -> dict[str, Any]:
    """What an access token of this provider claims."""
    claims = {
        "iss": ISSUER,
        "sub": "s-1",
        "aud": API,
        "exp": AT + 300,
        "iat": AT,
        "client_id": CLIENT,
        "jti": "t-1",
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not None}


def signed(claims: Mapping[str, Any] | bytes, key: Key = RSA, algorithm: str = "RS256", **header: Any) -> str:
    """A token of these claims, or of these bytes. ``kid`` and ``typ`` are the usual ones unless given."""
    said = {"alg": algorithm, "kid": key.kid, "typ": "at+jwt", **header}
    payload = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    return jws.serialize_compact(
        {name: value for name, value in said.items() if value is not None},
        payload,
        key,
        registry=jws.JWSRegistry(algorithms=[algorithm], strict_check_header=False),
    )


def handmade(header: Mapping[str, Any] | bytes, payload: bytes, signature: bytes = b"\x00" * 256) -> str:
    """A token that no library would make."""
    first = header if isinstance(header, bytes) else json.dumps(header).encode()
    return ".".join(encoded(part) for part in (first, payload, signature))


def encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()


class FakeIssuer:
    """Its discovery document and its keys, counted; it may be away, and may say anything."""

    def __init__(self, *keys: Key) -> None:
        self.keys: list[Any] = [key.as_dict(private=False) for key in keys]
        self.discovery: dict[str, Any] = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/auth?tenant=1",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/jwks",
            "end_session_endpoint": f"{ISSUER}/out",
            "authorization_response_iss_parameter_supported": True,
            "code_challenge_methods_supported": ["S256"],
        }
        self.tokens: dict[str, Any] = {}
        self.forms: list[httpx.Request] = []
        self.status = 200
        self.is_away = False
        self.fetched = {"keys": 0, "discovery": 0}
        self.ticks = 1000.0

    def provider(self) -> Provider:
        http = httpx.AsyncClient(transport=httpx.MockTransport(self.answer))
        return Provider(ISSUER, http, lambda: self.ticks)

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/jwks":
            self.fetched["keys"] += 1
            said: Any = {"keys": self.keys}
        elif request.url.path == "/token":
            self.forms.append(request)
            said = self.tokens
        else:
            self.fetched["discovery"] += 1
            said = self.discovery
        if self.is_away:
            raise httpx.ConnectError("away", request=request)
        return httpx.Response(self.status, json=said)
