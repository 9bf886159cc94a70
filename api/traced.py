"""On which entry rests what whoever holds a tracking code is told (每句话的依据): its date, what was done,
and by which unit in which seat; nobody's name, and nothing that is internal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel

import written
from api.saying import ArticleCited, Words, both, cited
from rules.editions import Edition
from rules.journal import Entry
from rules.procedure import Procedure
from rules.standing import OBJECTING, Stand, Step, is_told, trace
from rules.tracking import PETITIONER


class EntryTold(BaseModel):
    """An entry of the journal. ``unit`` and ``seat`` are null of what time brought; ``unit`` is null of what
    the person did with the code."""

    seq: int
    at: datetime
    words: Words
    unit: str | None
    seat: Words | None


class StepTold(BaseModel):
    """A stage of the way: gone through, where it is now, or still to come."""

    words: Words
    stand: Stand
    since: EntryTold | None


class Road(ArticleCited):
    """By which article somebody who does not agree goes on, and what it is about."""

    about: Words


class Because(BaseModel):
    """``since``: ``stage``, ``unit``, ``waits_for``, ``outcome``, ``clock/{key}`` -> the entry that made it
    so. ``happened``: all entries on which something rests, in order."""

    since: Mapping[str, EntryTold]
    way: Sequence[StepTold]
    happened: Sequence[EntryTold]


def because(
    procedure: Procedure, entries: Sequence[Entry], edition: Edition, units: Mapping[str, str]
) -> Because:
    """Of a case as its entries have it."""
    events = [written.read(procedure, entry) for entry in entries]
    traced = trace(procedure, events, edition)
    told = {n: _told(entries[n - 1], events[n - 1], units) for n in traced.entries}
    return Because(
        since={str(what): told[number] for what, number in traced.since.items()},
        way=[_step(step, told) for step in traced.way],
        happened=[told[number] for number in traced.entries],
    )


def roads(procedure: Procedure) -> list[Road]:
    """How somebody who does not agree goes on."""
    return [
        Road(**cited(basis).model_dump(), about=both("basis", basis))
        for basis in OBJECTING.get(procedure.name, ())
    ]


def _step(step: Step, told: Mapping[int, EntryTold]) -> StepTold:
    since = told[step.since] if step.since else None
    return StepTold(words=both("stage", step.stage), stand=step.stand, since=since)


def _told(entry: Entry, event: Any, units: Mapping[str, str]) -> EntryTold:
    by = entry.body.get("by")
    is_theirs = by is not None and by["role"] == PETITIONER
    return EntryTold(
        seq=entry.seq,
        at=entry.at,
        words=both("event", entry.kind) if is_told(event) else both("traced", "entry"),
        unit=units.get(by["unit"], by["unit"]) if by and not is_theirs else None,
        seat=both("role", by["role"]) if by else None,
    )
