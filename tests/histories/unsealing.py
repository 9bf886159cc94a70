"""What is sealed cannot be compressed: histories are kept with their messages open, and sealed when read."""

from collections.abc import Iterator, Sequence
from typing import Any

from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.message import Message
from temporalio.api.common.v1 import Payload
from temporalio.api.history.v1 import History
from temporalio.client import WorkflowHistory
from temporalio.converter import PayloadCodec

Said = tuple[str, str]  # how a message is written, and what it says


async def unsealed(history: WorkflowHistory, codec: PayloadCodec) -> tuple[dict[str, Any], list[Said]]:
    """A history with empty envelopes, and what was in them, in order."""
    plain = History(events=history.events)
    envelopes = list(_sealed(plain))
    letters = await codec.decode(envelopes)
    for envelope in envelopes:
        envelope.ClearField("data")
    return MessageToDict(plain), [
        (letter.metadata["encoding"].decode(), letter.data.decode()) for letter in letters
    ]


async def sealed(
    id: str, plain: dict[str, Any], said: Sequence[Said], codec: PayloadCodec
) -> WorkflowHistory:
    """The history as it was, but for what chance puts into every seal."""
    history = ParseDict(plain, History())
    letters = [Payload(metadata={"encoding": how.encode()}, data=what.encode()) for how, what in said]
    for envelope, letter in zip(_sealed(history), await codec.encode(letters), strict=True):
        envelope.CopyFrom(letter)
    return WorkflowHistory(id, list(history.events))


def _sealed(message: Message) -> Iterator[Payload]:
    """All sealed messages in it, in an order that depends on nothing else."""
    if isinstance(message, Payload):
        if b"sealed" in message.metadata["encoding"]:
            yield message
        return
    for field, value in message.ListFields():
        for part in _parts(field, value):
            yield from _sealed(part)


def _parts(field: Any, value: Any) -> Sequence[Message]:
    if field.message_type is None:
        return ()
    if field.message_type.GetOptions().map_entry:
        is_plain = field.message_type.fields_by_name["value"].message_type is None
        return () if is_plain else [value[key] for key in sorted(value)]
    return [value] if isinstance(value, Message) else list(value)
