"""How the kit signs as the county, and how it reads the agency's signatures."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from standardwebhooks import Webhook, WebhookVerificationError


@dataclass(frozen=True)
class Keys:
    """The secret shared with the agency, and the county's own key if the agency was given its public half."""

    secret: str
    private: Ed25519PrivateKey | None = None

    def headers(
        self, id: str, body: bytes, *, late_by: float = 0, at: datetime | None = None
    ) -> dict[str, str]:
        """Signed by the secret, now or so many seconds ago."""
        seconds = int((at or datetime.now(UTC)).timestamp() - late_by)
        signature = Webhook(self.secret).sign(id, datetime.fromtimestamp(seconds, UTC), body.decode())
        return {"webhook-id": id, "webhook-timestamp": str(seconds), "webhook-signature": signature}

    def by_key(self, id: str, body: bytes) -> dict[str, str]:
        """Signed by the county's key alone."""
        assert self.private is not None
        seconds = str(int(datetime.now(UTC).timestamp()))
        made = base64.b64encode(self.private.sign(f"{id}.{seconds}.".encode() + body)).decode()
        return {"webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": f"v1a,{made}"}

    def is_good(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the agency signed this, just now."""
        try:
            Webhook(self.secret).verify(body, dict(headers), json_parse=False)
        except (WebhookVerificationError, ValueError):
            return False
        return True


def checked(secret: str) -> str:
    """The secret, if it is `whsec_` and base64. Raises ValueError."""
    if not base64.b64decode(secret.removeprefix("whsec_"), validate=True) or not secret.startswith("whsec_"):
        raise ValueError("a secret is whsec_ and base64")
    return secret


def private_key(written: str) -> Ed25519PrivateKey:
    """A private key, `whsk_` and base64. Raises ValueError."""
    if not written.startswith("whsk_"):
        raise ValueError("a private key begins with whsk_")
    raw = base64.b64decode(written.removeprefix("whsk_"), validate=True)
    return Ed25519PrivateKey.from_private_bytes(raw[:32])
