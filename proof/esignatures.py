"""Electronic signing of a paper (电子签署): a way in for whoever vouches for it, and the county's own way.

A provider that is licensed to certify (电子认证服务机构) is another ``ESigner``. The local one says with the
county's signing key that somebody who had signed in here signed this wording at this instant. It is not a
qualified certificate, and its name says so wherever it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from proof.keys import Signer, is_signed
from rules.journal import canonical

LOCAL = "local"
_PURPOSE = "paper-signature"


@dataclass(frozen=True)
class Statement:
    """``who`` (by reference), as ``signatory`` of ``paper``, signed the wording with this ``digest``."""

    paper: str
    signatory: str
    who: str
    digest: str
    at: datetime

    @property
    def said(self) -> bytes:
        """What is signed."""
        when = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return canonical([self.paper, self.signatory, self.who, self.digest, when])


@dataclass(frozen=True)
class ESignature:
    """``provider``: who vouches; ``key``: by which key of theirs; ``signature`` in hex."""

    provider: str
    key: str
    signature: str

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "ESignature":
        """From a journal. Raises KeyError."""
        return cls(plain["provider"], plain["key"], plain["signature"])


class ESigner(Protocol):
    """Whoever makes and knows electronic signatures."""

    @property
    def name(self) -> str: ...

    async def sign(self, statement: Statement) -> ESignature:
        """Sign for whoever the statement names, once the provider knows them."""
        ...

    def holds(self, statement: Statement, signature: ESignature) -> bool:
        """Whether this signature is of exactly this statement."""
        ...


class LocalSigner:
    """The county's own. ``signer``: its current key; ``keys``: every public key (hex) by its id."""

    name = LOCAL

    def __init__(self, signer: Signer, keys: Mapping[str, str]) -> None:
        self._signer = signer
        self._keys = {**keys, signer.id: signer.public}

    async def sign(self, statement: Statement) -> ESignature:
        """With the county's current key."""
        return ESignature(LOCAL, self._signer.id, self._signer.sign(_PURPOSE, statement.said))

    def holds(self, statement: Statement, signature: ESignature) -> bool:
        """By the key that it names, if it is one of the county's."""
        public = self._keys.get(signature.key, "")
        is_ours = signature.provider == LOCAL
        return is_ours and is_signed(public, _PURPOSE, statement.said, signature.signature)
