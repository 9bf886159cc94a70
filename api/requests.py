"""What makes asking twice the same as asking once: Idempotency-Key, If-Match, ETag, and the digest."""

import hmac
import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any
from uuid import UUID, uuid5

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from fastapi import Depends, Header
from pydantic import BaseModel

from api.identity import Person
from api.office import Office
from api.problems import Problem, malformed
from records.content import Content
from records.journal import Ledgered, receipt_of
from records.particulars import CORRECTED_NAME
from rules.journal import Receipt, canonical
from rules.particulars import Particular
from rules.procedure import Sealed

_TAG = re.compile(r'(?:W/)?"(\d{1,9})"')


def _key(
    idempotency_key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            description="UUID，由调用方生成，重发时不变 made by the caller, the same for every attempt",
            openapi_examples={"uuid": {"value": "0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e11"}},
        ),
    ] = None,
) -> str:
    if idempotency_key is None:
        raise malformed(("header.Idempotency-Key", "missing"), status=400)
    try:
        return str(UUID(idempotency_key))
    except ValueError:
        raise malformed(("header.Idempotency-Key", "uuid"), status=400) from None


def _expected_seq(
    if_match: Annotated[
        str | None,
        Header(
            alias="If-Match",
            description="所见案件的 ETag，可省略 the ETag of the case as the caller saw it; optional",
        ),
    ] = None,
) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    if found := _TAG.fullmatch(if_match.strip()):
        return int(found[1])
    raise malformed(("header.If-Match", "etag"), status=400)


IdempotencyKey = Annotated[str, Depends(_key)]
ExpectedSeq = Annotated[int | None, Depends(_expected_seq)]


def etag(seq: int) -> dict[str, str]:
    """The header that names the last entry somebody has seen."""
    return {"ETag": f'"{seq}"'}


def digest_of(office: Office, person: Person, route: str, body: BaseModel) -> str:
    """What tells one request from another under the same key: route, person and body, keyed."""
    said = canonical([route, person.ref, _sorted(body.model_dump(mode="json", exclude_unset=True))])
    return keyed(office, said)


def keyed(office: Office, said: bytes) -> str:
    """A digest that tells one thing from another and, without the key, nothing else."""
    return hmac.digest(_digest_key(office.digest_key()), said, "sha256").hex()


async def ledgered(office: Office, key: str, digest: str) -> Ledgered | None:
    """What stands under this key. Raises Problem 422 if that was another request."""
    known = await receipt_of(office.records, key)
    if known is not None and known.digest != digest:
        raise Problem(422, "key-reused")
    return known


async def first_receipt(office: Office, key: str, digest: str) -> Receipt | None:
    """What was answered to this key before. Raises Problem 422 if that was another request."""
    known = await ledgered(office, key, digest)
    return known.receipt if known else None


@dataclass
class Envelope:
    """The texts of one request on their way into the sealed store, each under a reference that a repeated
    request makes again, and another request never does."""

    key: str
    digest: str

    def __post_init__(self) -> None:
        self.texts: list[Content] = []

    def put(self, kind: str, text: str, *, place: str = "", is_searchable: bool = False) -> Sealed:
        """The reference of a text; ``place`` tells several of a kind apart."""
        ref = uuid5(UUID(self.key), f"{self.digest}/{kind}/{place}")
        self.texts.append(Content(ref, kind, text, is_searchable))
        return Sealed(str(ref))

    def put_field(self, field: str, text: str) -> Sealed:
        """The reference of what a field of a form says; its kind is the field's own name. A name corrects
        another one, and is found as long as it stands."""
        kind = field.rpartition(".")[2]
        if kind == Particular.NAME:
            return self.put(CORRECTED_NAME, text, place=field, is_searchable=True)
        return self.put(kind, text, place=field)


@cache
def _digest_key(standing: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, b"fengqiao request digest").derive(standing)


def _sorted(value: Any) -> Any:
    """Lists that came from sets have no order; sorting every list of plain values loses none that counts."""
    if isinstance(value, dict):
        return {key: _sorted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(each) for each in value), key=canonical)
    return value
