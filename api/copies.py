"""What each addressee of a document gets (文书副本): their name, and the words that fill its blanks."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.looking import Texts
from counties.routes import route_list
from records.documents import Document
from rules.diversion.card import card_told, route_card
from rules.words import PAPERS, WITH_A_CARD, card_lines, guidance_notice, petition_paper

Names = Mapping[str, str]
_ROOM = "room"
MESSAGE = "message"  # its words are whoever wrote it, in whichever language that was


def references(data: Mapping[str, Any]) -> list[str]:
    """Whatever in the data may refer to sealed words."""
    return [value for value in data.values() if isinstance(value, str)]


def name_of(addressee: str, texts: Texts, refs: Mapping[str, str], units: Names) -> str | None:
    """A person by the name that was known, a seat (``role@unit``) by its unit; None where neither is."""
    _, at, unit = addressee.partition("@")
    return units.get(unit, unit) if at else texts.get(refs.get(addressee, ""))


def rooms_in(documents: Iterable[Document]) -> set[str]:
    """The rooms that they name, by reference."""
    return {room for each in documents if (room := each.draft.data.get(_ROOM))}


def paragraphs(
    document: Document,
    name: str | None,
    texts: Texts,
    units: Names,
    language: str,
    *,
    rooms: Mapping[str | None, str],
) -> list[str]:
    """The copy of the addressee of that name; what may not be read, or was erased, stays blank. ``rooms``:
    what those are called that it names."""
    data, kind = document.draft.data, document.draft.kind
    if kind == MESSAGE:
        said = texts.get(data["words"])
        return [said] if said else []
    about = data.get("about", document.matter)  # what a meeting's paper is about is another matter
    names = {"number": about, "unit": units.get(document.draft.unit, document.draft.unit)}
    if name is not None:
        names["addressee"] = name
    if kind not in PAPERS:
        return guidance_notice(data, names, language)
    if room := data.get(_ROOM):
        names[_ROOM] = rooms.get(room, room)
    return petition_paper(kind, data, {**_filling(document, texts, units, language), **names}, language)


def _filling(document: Document, texts: Texts, units: Names, language: str) -> dict[str, str]:
    """Under the name of its field every text and every unit the data refer to, and the card of the route."""
    data = document.draft.data
    said = {field: units.get(str(value)) or texts.get(str(value)) for field, value in data.items()}
    known = {field: words for field, words in said.items() if words is not None}
    if document.draft.kind in WITH_A_CARD and data["route"]:
        card = card_told(route_card(route_list(data["list_version"]), data["route"]))
        known["route-card"] = "\n".join(card_lines(card, language))
    return known
