"""How an event is written down and read back: the one place where classes meet the journal's JSON."""

from typing import Any

from pydantic import TypeAdapter

from rules.journal import Entry
from rules.procedure import Event, Procedure

_ADAPTERS: dict[type[Event], TypeAdapter[Any]] = {}


def write(event: Event, seq: int) -> Entry:
    """The journal entry of an event. Its body is plain JSON; the instant stands beside it."""
    body = _adapter(type(event)).dump_python(event, mode="json")
    del body["at"]
    for name, value in vars(event).items():
        if isinstance(value, frozenset):
            body[name] = sorted(body[name])  # the order of a set must never reach the hash
    return Entry(seq, type(event).__name__, event.at, body)


def read(procedure: Procedure, entry: Entry) -> Event:
    """The event of an entry. Raises KeyError for a kind the procedure does not know."""
    kind = procedure.events[entry.kind]
    event: Event = _adapter(kind).validate_python({**entry.body, "at": entry.at})
    return event


def _adapter(kind: type[Event]) -> TypeAdapter[Any]:
    """Building one takes milliseconds; there are a few dozen."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
