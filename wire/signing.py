"""How messages are signed: the Standard Webhooks scheme, ``v1`` by a shared secret, ``v1a`` by Ed25519."""

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from standardwebhooks.webhooks import Webhook

WINDOW = timedelta(minutes=5)
_DIGITS = 11  # of a timestamp; with one more it may be of a year that no clock can name
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
SECRET_PREFIX, PUBLIC_PREFIX, PRIVATE_PREFIX = "whsec_", "whpk_", "whsk_"


class NotSigned(Exception):
    """It is not signed by whom it says, or not now. ``code`` says which, for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Keys:
    """What is shared with an agency: a secret for both ways, or each side's own Ed25519 key."""

    secret: str = field(default="", repr=False)  # whsec_…
    ours: str = field(default="", repr=False)  # whsk_…, the private half
    theirs: str = ""  # whpk_…, the public half


def sign(keys: Keys, id: str, at: datetime, body: str) -> dict[str, str]:
    """The three headers of a message that goes out at this instant."""
    signatures = []
    if keys.secret:
        signatures.append(Webhook(keys.secret).sign(id, at, body))
    if keys.ours:
        signed = _private(keys.ours).sign(_said(id, int(at.timestamp()), body))
        signatures.append(f"v1a,{base64.b64encode(signed).decode()}")
    return {ID: id, TIMESTAMP: str(int(at.timestamp())), SIGNATURE: " ".join(signatures)}


def check(keys: Keys, headers: Mapping[str, str], body: str, at: datetime) -> str:
    """The id of the message that these headers sign. Raises NotSigned."""
    id, said_at, signatures = (headers.get(name, "") for name in (ID, TIMESTAMP, SIGNATURE))
    if not (id and said_at and signatures):
        raise NotSigned("headers-missing")
    if not (id.isascii() and signatures.isascii()):
        raise NotSigned("signature")
    if not (said_at.isascii() and said_at.isdecimal()) or len(said_at) > _DIGITS:
        raise NotSigned("timestamp")
    if abs(at.timestamp() - int(said_at)) > WINDOW.total_seconds():  # before it is a date: not every one is
        raise NotSigned("outside-the-window")
    sent_at = datetime.fromtimestamp(int(said_at), UTC)
    if not any(_holds(keys, each, id, sent_at, body) for each in signatures.split(" ")):
        raise NotSigned("signature")
    return id


def _holds(keys: Keys, signature: str, id: str, at: datetime, body: str) -> bool:
    version, _, encoded = signature.partition(",")
    try:
        given = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return False
    if version == "v1" and keys.secret:
        expected = base64.b64decode(Webhook(keys.secret).sign(id, at, body).partition(",")[2])
        return hmac.compare_digest(expected, given)
    if version == "v1a" and keys.theirs:
        try:
            _public(keys.theirs).verify(given, _said(id, int(at.timestamp()), body))
        except InvalidSignature:
            return False
        return True
    return False


def _said(id: str, timestamp: int, body: str) -> bytes:
    return f"{id}.{timestamp}.{body}".encode()


def _private(key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(key.removeprefix(PRIVATE_PREFIX)))


def _public(key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(key.removeprefix(PUBLIC_PREFIX)))
