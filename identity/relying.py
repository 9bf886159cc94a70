"""Signing in at the provider (OpenID Connect, code and PKCE), as the party that relies on it.

All that one sign-in has of its own, state, nonce and verifier, is derived from a secret that only the browser
holds which began it: what another browser brings back fits nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from identity.handles import derived, is_same
from identity.provider import Provider
from identity.tokens import NotGenuine, check_id_token, check_logout_token

_SCOPE = "openid"


@dataclass(frozen=True)
class Client:
    """As what we are registered there. ``acr``: the strength of sign-in that is demanded, if any."""

    id: str
    secret: str = field(repr=False)
    back_to: str  # the one redirect URI
    signed_out_to: str
    acr: str = ""


@dataclass(frozen=True)
class Known:
    """Whom the provider vouches for. ``session`` is its own name for their session, "" if it gives none."""

    subject: str
    session: str
    claims: Mapping[str, Any] = field(repr=False)


class RelyingParty:
    """We, towards one provider."""

    def __init__(self, provider: Provider, client: Client) -> None:
        self.provider = provider
        self.client = client

    async def way_there(self, secret: str) -> str:
        """Where the browser that holds this secret is to go. Raises ProviderAway."""
        addresses = await self.provider.addresses()
        more = {"acr_values": self.client.acr} if self.client.acr else {}
        address: str = prepare_grant_uri(
            addresses.authorization,
            self.client.id,
            "code",
            redirect_uri=self.client.back_to,
            scope=_SCOPE,
            state=derived(secret, "state"),
            nonce=derived(secret, "nonce"),
            code_challenge=create_s256_code_challenge(derived(secret, "verifier")),
            code_challenge_method="S256",
            **more,
        )
        return address

    async def come_back(self, secret: str, answer: Mapping[str, str], at: datetime) -> Known:
        """Who signed in, by what the provider sent the browser back with. Raises NotGenuine, ProviderAway."""
        addresses = await self.provider.addresses()
        if not is_same(answer.get("state", ""), derived(secret, "state")):
            raise NotGenuine("state")
        if (
            answer.get("iss", None if addresses.names_itself else self.provider.issuer)
            != self.provider.issuer
        ):
            raise NotGenuine("iss")
        if "error" in answer or not answer.get("code"):
            raise NotGenuine("refused-by-provider")
        tokens = await self._exchanged(addresses.token, answer["code"], derived(secret, "verifier"))
        id_token = tokens.get("id_token")
        if not isinstance(id_token, str):
            raise NotGenuine("no-id-token")
        header, claims = await self.provider.claims_in(id_token)
        check_id_token(
            header,
            claims,
            issuer=self.provider.issuer,
            client=self.client.id,
            nonce=derived(secret, "nonce"),
            at=at,
        )
        if self.client.acr and claims.get("acr") != self.client.acr:
            raise NotGenuine("acr")
        session = claims.get("sid", "")
        return Known(claims["sub"], session if isinstance(session, str) else "", claims)

    async def way_out(self) -> str:
        """Where the browser ends its session there; "" if that is nowhere. Raises ProviderAway."""
        addresses = await self.provider.addresses()
        if not addresses.end_session:
            return ""
        mark = "&" if "?" in addresses.end_session else "?"
        said = {"client_id": self.client.id, "post_logout_redirect_uri": self.client.signed_out_to}
        return f"{addresses.end_session}{mark}{urlencode(said)}"

    async def signed_out(self, token: str, at: datetime) -> tuple[str, str]:
        """Subject and session, either may be "", whose sessions here the provider ends.

        Raises NotGenuine, ProviderAway."""
        header, claims = await self.provider.claims_in(token)
        check_logout_token(header, claims, issuer=self.provider.issuer, client=self.client.id, at=at)
        subject, session = (str(claims.get(name) or "") for name in ("sub", "sid"))
        return subject, session

    async def _exchanged(self, url: str, code: str, verifier: str) -> Mapping[str, Any]:
        form = prepare_token_request(
            "authorization_code", redirect_uri=self.client.back_to, code=code, code_verifier=verifier
        )
        if self.client.secret:  # RFC 6749 2.3.1 wants both as a form would write them; the library does not
            auth = ClientAuth(quote(self.client.id), quote(self.client.secret), "client_secret_basic")
        else:
            auth = ClientAuth(self.client.id, "", "none")
        _, headers, body = auth.prepare("POST", url, {}, form)
        return await self.provider.asked(url, body, headers)
