"""Which messages lie in what the engine keeps: every payload of a history's event, wherever in it."""

from collections.abc import Iterator

from google.protobuf.message import Message
from temporalio.api.common.v1 import Payload


def payloads_in(message: Message) -> Iterator[Payload]:
    """All of them, in the order of the fields."""
    for field, value in message.ListFields():
        if field.message_type is None:
            continue
        if field.message_type.GetOptions().map_entry:
            parts = [each for each in value.values() if isinstance(each, Message)]
        else:
            parts = list(value) if field.is_repeated else [value]
        for part in parts:
            if isinstance(part, Payload):
                yield part
            else:
                yield from payloads_in(part)
