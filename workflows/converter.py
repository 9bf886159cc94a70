"""How messages are written for the engine: JSON of our own types, sealed: its store holds no plain word."""

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import TypeAdapter
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import PydanticJSONPlainPayloadConverter
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultFailureConverterWithEncodedAttributes,
    DefaultPayloadConverter,
    JSONPlainPayloadConverter,
    PayloadCodec,
)

_SEALED = b"binary/sealed-aes-256-gcm"
_UNSEALED = b"refused/unsealed"
_NONCE = 12


# The engine's library makes a converter for every case that wakes. If each learned our types anew, as the one
# that comes with it does, waking a case would cost twice as much.
_reader_of = cache(TypeAdapter)


class _Json(PydanticJSONPlainPayloadConverter):
    def from_payload(self, payload: Payload, type_hint: Any = None) -> Any:
        return _reader_of(Any if type_hint is None else type_hint).validate_json(payload.data)


class _Plain(CompositePayloadConverter):
    def __init__(self) -> None:
        usual = DefaultPayloadConverter.default_encoding_payload_converters
        super().__init__(
            *(_Json() if isinstance(each, JSONPlainPayloadConverter) else each for each in usual)
        )


class UnknownKey(Exception):
    """A message is sealed with a key this process was not given; the key's id is its argument."""


class Sealing(PayloadCodec):
    """AES-256-GCM, the key's id beside each message and bound to it. Old keys open, the current one seals.

    What is not sealed was not written by us: nothing can read it, so an update that carries it is rejected
    and a signal dropped, and nobody commands a proceeding past the API without the key.
    """

    def __init__(self, keys: Mapping[str, bytes], current: str) -> None:
        self._ciphers = {id_: AESGCM(key) for id_, key in keys.items()}
        self._current = current
        self._seal_with = self._ciphers[current]

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """The same messages, sealed."""
        return [self._seal(payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """The messages as they were. Raises UnknownKey, and InvalidTag for one that was tampered with."""
        return [self._open(payload) for payload in payloads]

    def _seal(self, payload: Payload) -> Payload:
        nonce, key_id = os.urandom(_NONCE), self._current.encode()
        sealed = self._seal_with.encrypt(nonce, payload.SerializeToString(), key_id)
        return Payload(metadata={"encoding": _SEALED, "key": key_id}, data=nonce + sealed)

    def _open(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") != _SEALED:
            return Payload(metadata={"encoding": _UNSEALED})
        key_id = payload.metadata["key"]
        cipher = self._ciphers.get(key_id.decode())
        if cipher is None:
            raise UnknownKey(key_id.decode())
        return Payload.FromString(cipher.decrypt(payload.data[:_NONCE], payload.data[_NONCE:], key_id))


def data_converter(keys: Mapping[str, bytes], current: str) -> DataConverter:
    """The converter of every client and worker. ``keys``: id -> 32 bytes; ``current`` seals."""
    return DataConverter(
        payload_converter_class=_Plain,
        payload_codec=Sealing(keys, current),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )
