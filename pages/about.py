"""A matter that has its number and no procedure yet (待定程序): what it may be registered as, the likeliest
first, and what of it is known already when it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.door import Door, Problem
from pages.drawing import Reader
from pages.fields import Field, paths

_TEXT = 20_000  # characters that are looked at
_PEOPLE = ("parties", "people")
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
    """What of the form the matter says itself: how it came, from which village, and who brought it."""
    matter, texts = shown["matter"], shown["texts"]
    people = next((each.name for each in fields if each.name in _PEOPLE), "")
    said: dict[str, str | None] = {
        "channel": _one_of(matter["channel"], fields),
        "village": matter["unit"] if matter["unit"] in dict(reader.county.villages) else None,
        f"{people}.0.name": texts.get("author"),
        f"{people}.0.contact": texts.get("contact"),
    }
    places = paths(fields)
    return {place: [value] for place, value in said.items() if value and place in places}


def _one_of(channel: str, fields: Sequence[Field]) -> str | None:
    """A channel, where the form knows it: what another system handed over may have one of its own."""
    options = next((each.options for each in fields if each.name == "channel"), ())
    return channel if channel in options else None
