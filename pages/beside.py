"""What stands beside a form while it is written: what may be registered already, and where it may belong.

Nothing of it decides: a person reads both matters, and whoever brought it says which way they want to go.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pages.door import Door, Problem
from pages.house import last

_OTHER_SIDE = frozenset({"respondent", "counterparty"})
_TITLE, _BODY = 500, 20_000  # characters that are looked at
_PEOPLE = 20


@dataclass(frozen=True)
class Beside:
    """``likenesses`` and ``suggested`` are None before anybody has asked; ``cards``: of what is suggested, by
    route; ``place``: where the question tree stands after ``answers``; ``problem``: the API's, if it was
    away."""

    answers: Sequence[str] = ()
    place: Mapping[str, Any] | None = None
    likenesses: Sequence[Mapping[str, Any]] | None = None
    suggested: Mapping[str, Any] | None = None
    cards: Mapping[str, Any] = field(default_factory=dict)
    problem: Mapping[str, Any] | None = None
    lacks_title: bool = False


def answered(written: Mapping[str, Sequence[str]]) -> list[str]:
    """The answers to the question tree so far, with the one that was just given."""
    if last(written, "do") == "again":
        return []
    given = [*written.get("walk", ()), *written.get("answer", ())]
    return [each for each in given if each]


async def look(door: Door, body: Mapping[str, Any], answers: Sequence[str], csrf: str) -> Beside:
    """What is like it, where it may belong, and where the tree stands."""
    told = _told(body)
    if not told["title"].strip():
        return Beside(answers, await _place(door, answers), lacks_title=True)
    text = f"{told['title']}\n{told['body']}"[:_BODY]
    try:
        place, likenesses, suggested = await asyncio.gather(
            _place(door, answers),
            door.post("/matters/likenesses", told, x_csrf_token=csrf),
            door.post("/diversion/suggestions", {"text": text}, x_csrf_token=csrf),
        )
        cards = await _cards(door, suggested)
    except Problem as no:
        return Beside(answers, problem=no.said)
    return Beside(answers, place, likenesses, suggested, cards)


async def walk(door: Door, answers: Sequence[str]) -> Beside:
    """Where the tree stands, and nothing else yet."""
    return Beside(answers, await _place(door, answers))


async def _place(door: Door, answers: Sequence[str]) -> Mapping[str, Any] | None:
    """Answers that lead nowhere lead back to the first question."""
    try:
        place: Mapping[str, Any] = await door.get("/diversion/walk", answers=",".join(answers))
    except Problem:
        return await door.get("/diversion/walk") if answers else None
    return place


async def _cards(door: Door, suggested: Mapping[str, Any]) -> dict[str, Any]:
    """The cards of what is suggested; danger is no line of the list, and has none."""
    ids = list(dict.fromkeys(each["route"]["id"] for each in suggested["suggestions"]))
    lines = [each for each in ids if each.startswith("R-")]
    cards = await asyncio.gather(*(door.get(f"/routes/{each}") for each in lines))
    return dict(zip(lines, cards, strict=True))


def _told(body: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says so far, as the search for likenesses takes it."""
    said = body.get("matter") or body
    rows = [row for name in ("parties", "people") for row in body.get(name) or () if row.get("name")]
    there = {row["name"] for row in rows if row.get("role") in _OTHER_SIDE}
    here = {row["name"] for row in rows} - there
    unit = body.get("village") or body.get("township")
    return {
        "title": str(said.get("title") or "")[:_TITLE],
        "body": str(said.get("body") or "")[:_BODY],
        "people": sorted(here)[:_PEOPLE],
        "counterparties": sorted(there)[:_PEOPLE],
        **({"unit": unit} if unit else {}),
    }
