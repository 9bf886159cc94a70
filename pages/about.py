"""A matter that has its number and no procedure yet (待定程序): what it may be registered as, the likeliest
first, and what of it is known already when it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.door import Door, Problem
from pages.drawing import Reader
from pages.fields import Field, paths

_TEXT = 20_000  # characters that are looked at
_PEOPLE = ("parties", "people")
_DISPUTE_TYPE = "dispute_type"
# Five kinds of route (五类途径): as what a matter of each is registered. A report to the discipline organ is
# classified as one before there is a number.
_AS: Mapping[str, str] = {
    "dispute": "dispute",
    "petition": "petition",
    "administrative-duty": "petition",
    "litigation-related": "petition",
}


@dataclass(frozen=True)
class Ways:
    """``kinds``: what the reader may register it as, what is suggested first; ``suggested``: the suggestion
    that put it there, None where the words say nothing of it."""

    kinds: Sequence[str] = ()
    suggested: Mapping[str, Any] | None = None


async def ways(door: Door, shown: Mapping[str, Any], csrf: str) -> Ways:
    """What a matter without a case may become; nothing of one that has become something. ``shown``: as the
    API shows it to the reader."""
    kinds: list[str] = [] if shown["cases"] else list(shown["opens"])
    text = text_of(shown["texts"])
    if not kinds or not text:
        return Ways(kinds)
    try:
        said = await door.post("/diversion/suggestions", {"text": text}, x_csrf_token=csrf)
    except Problem:  # nobody needs it to go on
        return Ways(kinds)
    for each in said["suggestions"]:
        kind = _AS.get((each["category"] or {}).get("code", ""))
        if kind is not None and kind in kinds:
            return Ways([kind, *(other for other in kinds if other != kind)], each)
    return Ways(kinds)


def text_of(texts: Mapping[str, str | None]) -> str:
    """Its words as far as the reader reads them, the title on a line of its own."""
    return "\n".join(said for name in ("title", "body") if (said := texts.get(name)))[:_TEXT]


def known(reader: Reader, shown: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, list[str]]:
    """What of the form the matter says itself: how it came, of which village it is, and who brought it."""
    matter, texts = shown["matter"], shown["texts"]
    people = next((each.name for each in fields if each.name in _PEOPLE), "")
    said: dict[str, str | None] = {
        "channel": _one_of(matter["channel"], fields),
        "village": matter["unit"]
        if matter["unit"] in dict(reader.county.villages)
        else _village_of(reader, texts),
        f"{people}.0.name": texts.get("author"),
        f"{people}.0.contact": texts.get("contact"),
    }
    places = paths(fields)
    return {place: [value] for place, value in said.items() if value and place in places}


def _village_of(reader: Reader, texts: Mapping[str, str | None]) -> str | None:
    """The one village that is called by its name in where it is said to be."""
    place = texts.get("place") or ""
    named = [unit for unit, name in reader.county.villages if name in place]
    return named[0] if len(named) == 1 else None


async def kind_said(
    reader: Reader, door: Door, shown: Mapping[str, Any], fields: Sequence[Field]
) -> dict[str, list[str]]:
    """The kind of dispute, where the form asks for it and whoever brought it answered the questions on the
    way: a suggestion, which a person changes or leaves."""
    lines = frozenset((shown["texts"].get("body") or "").splitlines())
    if not lines or _DISPUTE_TYPE not in paths(fields):
        return {}
    try:
        tree = await door.get("/diversion/tree")
    except Problem:  # nobody needs it to go on
        return {}
    kind = tree["dispute_types"].get(_ends_at(tree, lines), "")
    return {_DISPUTE_TYPE: [kind]} if kind in reader.county.kinds.get(_DISPUTE_TYPE, ()) else {}


def _ends_at(tree: Mapping[str, Any], lines: Collection[str]) -> str:
    """Where the answers lead that stand among these lines as ``pages.bringing`` writes them below the
    words."""
    questions = {each["id"]: each for each in tree["questions"]}
    at = str(tree["first"])
    while at in questions:
        asked = questions[at]
        said = (each for each in asked["choices"] if f"{asked['zh']} {each['zh']}" in lines)
        choice = next(said, None)
        if choice is None:
            break
        at = str(choice["to"])
    return at


def _one_of(channel: str, fields: Sequence[Field]) -> str | None:
    """A channel, where the form knows it: what another system handed over may have one of its own."""
    options = next((each.options for each in fields if each.name == "channel"), ())
    return channel if channel in options else None
