"""Tokens for a production engine: who comes, and what they may do in which namespace.

The engine takes what is signed by a key of `jwks.json`, which it reads again every minute. To change the key,
`renew_key` puts a new one beside the old; once no token of the old one is good any more, it can be taken out.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import ECKey

from local.certificates import write

AUDIENCE = "fengqiao-engine"
EVERYTHING = "temporal-system:admin"  # for whoever sets the engine up, and nobody else
_ALGORITHM = "ES256"  # of the two that the engine knows


def ensure_key(directory: Path) -> Path:
    """The file of the keys that the engine takes tokens of; made with a first key unless it is there."""
    if not _signing(directory).exists():
        renew_key(directory)
    return _public(directory)


def renew_key(directory: Path) -> None:
    """Sign with a new key from now on; tokens of those before stay good until they end."""
    key = ECKey.generate_key("P-256", auto_kid=True)
    known = json.loads(_public(directory).read_text())["keys"] if _public(directory).exists() else []
    described = {**key.as_dict(private=False), "kid": key.kid, "use": "sig", "alg": _ALGORITHM}
    write(_public(directory), json.dumps({"keys": [described, *known]}, indent=1).encode())
    write(_signing(directory), json.dumps({**key.as_dict(private=True), "kid": key.kid}).encode())


def forget_keys_before(directory: Path) -> None:
    """Take tokens of the current key alone: those of the keys before are good no longer."""
    known = json.loads(_public(directory).read_text())["keys"]
    write(_public(directory), json.dumps({"keys": known[:1]}, indent=1).encode())


def token(
    directory: Path,
    subject: str,
    permissions: Sequence[str],
    *,
    good_for: timedelta,
    audience: str = AUDIENCE,
) -> str:
    """A token that says who comes and with which permissions: `NAMESPACE:read`, `:write` or `:admin`."""
    key = ECKey.import_key(json.loads(_signing(directory).read_text()))
    now = datetime.now(UTC)
    claims = {
        "sub": subject,
        "aud": [audience],
        "iat": int(now.timestamp()),
        "exp": int((now + good_for).timestamp()),
        "permissions": list(permissions),
    }
    return jwt.encode({"alg": _ALGORITHM, "kid": key.kid}, claims, key)


def _public(directory: Path) -> Path:
    return directory / "jwks.json"


def _signing(directory: Path) -> Path:
    return directory / "token-signing.json"
