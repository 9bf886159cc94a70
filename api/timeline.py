"""What happened in a case, entry by entry, in words of both languages; and what was said."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from api.looking import Texts
from api.saying import Words, both
from records.known import AsKnown
from rules.journal import Entry
from rules.procedure import Officer, Procedure, Sealed
from rules.tracking import PETITIONER


class Actor(BaseModel):
    """Who decided or reported it: a reference and the seat, never a name; and by what right they acted as
    that seat, as it was known then. ``instead_of``: whose deputy they were. Of a party there is none."""

    person: str
    role: str
    unit: str
    role_words: Words
    capacity: str | None = None
    capacity_words: Words | None = None
    instead_of: str | None = None


class EntryShown(BaseModel):
    """An entry of the journal. ``data`` are codes and references; ``texts`` what was said, by field."""

    seq: int
    kind: str
    words: Words
    at: datetime
    by: Actor | None
    data: dict[str, Any]
    texts: dict[str, str | None]


def sealed_refs(procedure: Procedure, entries: Iterable[Entry]) -> set[str]:
    """Every reference to something said in these entries."""
    return {ref for entry in entries for ref in _said(procedure, entry).values()}


def timeline(
    procedure: Procedure,
    entries: Iterable[Entry],
    texts: Texts,
    was: Mapping[int, Mapping[str, str]],
    known: AsKnown,
) -> list[EntryShown]:
    """The entries, with those texts that were opened. ``was``: seq -> field -> what stood there before a
    correction, by reference. ``known``: who sat where, as it was known."""
    return [_shown(procedure, entry, texts, was.get(entry.seq, {}), known) for entry in entries]


def officers_in(entries: Iterable[Entry]) -> list[Officer]:
    """Who decided or reported these entries, as which seats."""
    return [Officer(**entry.body["by"]) for entry in entries if entry.body.get("by")]


def _actor(by: Mapping[str, str], at: datetime, known: AsKnown) -> Actor:
    actor = Actor(**by, role_words=both("role", by["role"]))
    acting = known.acting(Officer(**by), at) if by["role"] != PETITIONER else None
    if acting is None:
        return actor
    right = {"capacity": acting.capacity, "capacity_words": both("capacity", acting.capacity)}
    return actor.model_copy(update={**right, "instead_of": acting.instead_of})


def _shown(
    procedure: Procedure, entry: Entry, texts: Texts, was: Mapping[str, str], known: AsKnown
) -> EntryShown:
    by = entry.body.get("by")
    said = _said(procedure, entry)
    return EntryShown(
        seq=entry.seq,
        kind=entry.kind,
        words=both("event", entry.kind),
        at=entry.at,
        by=_actor(by, entry.at, known) if by else None,
        data={name: value for name, value in entry.body.items() if name != "by" and name not in said},
        texts={name: texts[ref] for name, ref in {**said, **was}.items() if ref in texts},
    )


def _said(procedure: Procedure, entry: Entry) -> dict[str, str]:
    """Field -> reference, for what in this entry is a reference to words."""
    event: Any = procedure.events[entry.kind]
    names = _sealed_fields(event)
    return {name: entry.body[name] for name in names if entry.body.get(name)}


@cache
def _sealed_fields(kind: Any) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(name for name, hint in hints.items() if hint is Sealed or Sealed in get_args(hint))
