"""How messages are written for the engine: JSON of our own types, sealed: its store holds no plain word."""

import json
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

import structlog
from pydantic import TypeAdapter
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import PydanticJSONPlainPayloadConverter
from temporalio.converter import (
    ActivitySerializationContext,
    CompositePayloadConverter,
    DataConverter,
    DefaultFailureConverterWithEncodedAttributes,
    DefaultPayloadConverter,
    EncodingPayloadConverter,
    JSONPlainPayloadConverter,
    PayloadCodec,
    SerializationContext,
    WithSerializationContext,
    WorkflowSerializationContext,
)

from keys.ring import UnknownKey
from keys.suites import INTL, SUITES, Suite, SuiteName
from workflows.in_clear import InClear

__all__ = ["SealedBy", "Sealing", "UnknownKey", "data_converter", "sealed_by"]

log = structlog.get_logger()

_ENCODING = "binary/sealed-"  # and the cipher
_MARK = "in-clear"  # of what operators read: summaries and details
_OF_ITSELF = b"temporal.api.sdk.v1.WorkflowMetadata"  # what a workflow's current details travel in
_UNSEALED, _MISPLACED = b"refused/unsealed", b"refused/misplaced"
_PURPOSE = b"fengqiao engine payloads"


# The engine's library makes a converter for every case that wakes. If each learned our types anew, as the one
# that comes with it does, waking a case would cost twice as much.
_reader_of = cache(TypeAdapter)


class _Json(PydanticJSONPlainPayloadConverter):
    def from_payload(self, payload: Payload, type_hint: Any = None) -> Any:
        return _reader_of(Any if type_hint is None else type_hint).validate_json(payload.data)


class _InClear(EncodingPayloadConverter):
    """What operators may read bears a mark, by which the codec lets it pass; nothing that comes bears it."""

    @property
    def encoding(self) -> str:
        return "in-clear"  # never written: what is marked says that it is JSON, as any reader expects

    def to_payload(self, value: Any) -> Payload | None:
        if not isinstance(value, InClear):
            return None
        return Payload(
            metadata={"encoding": b"json/plain", _MARK: b"1"}, data=json.dumps(str(value)).encode()
        )

    def from_payload(self, payload: Payload, type_hint: Any = None) -> Any:
        raise NotImplementedError


class _Plain(CompositePayloadConverter):
    def __init__(self) -> None:
        usual = DefaultPayloadConverter.default_encoding_payload_converters
        super().__init__(
            _InClear(),
            *(_Json() if isinstance(each, JSONPlainPayloadConverter) else each for each in usual),
        )


class Sealing(PayloadCodec, WithSerializationContext):
    """Seals each message, with the key's id, the cipher and the place it is for beside it and bound to it.
    Every key on the ring opens, with either cipher; the current one seals, with that of the suite.

    The place is the namespace and the workflow: what was sealed for one opens in no other. What was sealed
    before messages had a place still opens.

    What is not sealed, or was sealed for another workflow, was not said to this one: nothing can read it, so
    an update that carries it is rejected and a signal dropped, and nobody commands a proceeding past the API.
    What is sealed with a key that is not on the ring makes its workflow wait until it is.

    What operators read without a key goes out as it is, where ``tells``: what is marked so (`InClear`), and
    how a workflow tells the engine's pages of itself. It is sealed for nobody, and so nothing opens it here.
    """

    def __init__(
        self, keys: Mapping[str, bytes], current: str, suite: Suite = INTL, *, tells: bool = True
    ) -> None:
        self._tells = tells
        self._sealers = {
            (id_.encode(), _encoding(each)): each.sealer(_key_for(each, key))
            for id_, key in keys.items()
            for each in SUITES.values()
        }
        self._current = (current.encode(), _encoding(suite))
        self._place = b""

    def with_context(self, context: SerializationContext) -> Self:
        """The same, for the messages of one workflow."""
        if not isinstance(context, WorkflowSerializationContext | ActivitySerializationContext):
            return self
        placed = copy(self)
        placed._place = f"{context.namespace}/{context.workflow_id}".encode()  # noqa: SLF001 - a copy of ours
        return placed

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """The same messages, sealed."""
        return [
            payload if self._tells and _is_in_clear(payload) else self._seal(payload) for payload in payloads
        ]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """The messages as they were. Raises UnknownKey, and InvalidTag for one that was tampered with."""
        return [self._open(payload) for payload in payloads]

    def _seal(self, payload: Payload) -> Payload:
        key_id, encoding = self._current
        metadata = {"encoding": encoding, "key": key_id}
        if self._place:
            metadata["place"] = self._place
        sealed = self._sealers[self._current].seal(payload.SerializeToString(), _bound(key_id, self._place))
        return Payload(metadata=metadata, data=sealed)

    def _open(self, payload: Payload) -> Payload:
        sealed_as = sealed_by(payload)
        if sealed_as is None:
            return Payload(metadata={"encoding": _UNSEALED})
        sealer = self._sealers.get((sealed_as.key, payload.metadata["encoding"]))
        if sealer is None:
            log.error("key.unknown", key=sealed_as.key.decode(errors="replace"))
            raise UnknownKey(sealed_as.key.decode(errors="replace"))
        if self._place and sealed_as.place and self._place != sealed_as.place:
            log.error("message.misplaced", place=self._place.decode())
            return Payload(metadata={"encoding": _MISPLACED})
        bound = _bound(sealed_as.key, sealed_as.place)
        return Payload.FromString(sealer.open(payload.data, bound))


@dataclass(frozen=True)
class SealedBy:
    """What stands in clear beside a sealed message: the key's id, the cipher, its place if it has one."""

    key: bytes
    cipher: str
    place: bytes


def sealed_by(payload: Payload) -> SealedBy | None:
    """What a message says of its own seal; None if it bears none of ours."""
    cipher = _CIPHERS.get(payload.metadata.get("encoding", b""))
    if cipher is None:
        return None
    return SealedBy(payload.metadata.get("key", b""), cipher, payload.metadata.get("place", b""))


def _is_in_clear(payload: Payload) -> bool:
    return payload.metadata.get(_MARK) == b"1" or payload.metadata.get("messageType") == _OF_ITSELF


def _encoding(suite: Suite) -> bytes:
    return f"{_ENCODING}{suite.cipher}".encode()


_CIPHERS = {_encoding(suite): suite.cipher for suite in SUITES.values()}


def _key_for(suite: Suite, key: bytes) -> bytes:
    """The first cipher took the ring's keys as they are, and does so for ever."""
    return key if suite is INTL else suite.derive(key, _PURPOSE, suite.key_bytes)


def _bound(key_id: bytes, place: bytes) -> bytes:
    return key_id + b"\0" + place if place else key_id


def data_converter(
    keys: Mapping[str, bytes],
    current: str | None = None,
    suite: SuiteName = SuiteName.INTL,
    *,
    tells: bool = True,
) -> DataConverter:
    """The converter of clients and workers. ``keys``: id -> 32 bytes; ``current``, or the first, seals.
    ``tells``: operators read summaries and details without a key; of the store of accusations they do not."""
    return DataConverter(
        payload_converter_class=_Plain,
        payload_codec=Sealing(keys, current or next(iter(keys)), SUITES[suite], tells=tells),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )
