"""How an event is written down and read back: the one place where classes meet the journal's JSON."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from pydantic import TypeAdapter

from rules.journal import Entry
from rules.procedure import Event, Procedure

_ADAPTERS: dict[type[Event], TypeAdapter[Any]] = {}


def write(event: Event, seq: int) -> Entry:
    """The journal entry of an event. Its body is plain JSON; the instant stands beside it."""
    body = _adapter(type(event)).dump_python(event, mode="json")
    del body["at"]
    for name in body:
        body[name] = _in_order(vars(event)[name], body[name])
    return Entry(seq, type(event).__name__, event.at, body)


def _in_order(value: Any, plain: Any) -> Any:
    """The plain form of a value with every set in it sorted: the order of a set must never reach the hash."""
    if isinstance(value, frozenset):
        return sorted(plain)
    if isinstance(value, tuple):
        return [_in_order(inner, said) for inner, said in zip(value, plain, strict=True)]
    if is_dataclass(value):
        return {name: _in_order(getattr(value, name), said) for name, said in plain.items()}
    return plain


def read(procedure: Procedure, entry: Entry) -> Event:
    """The event of an entry. Raises KeyError for a kind the procedure does not know."""
    return read_one_of(procedure.events, entry)


def read_one_of(events: Mapping[str, type[Event]], entry: Entry) -> Event:
    """The event of an entry, among these by their persisted names. Raises KeyError for another."""
    event: Event = _adapter(events[entry.kind]).validate_python({**entry.body, "at": entry.at})
    return event


def _adapter(kind: type[Event]) -> TypeAdapter[Any]:
    """Building one takes milliseconds; there are a few dozen."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
