"""The notice of ending and guidance (D-21 调解终止暨诉讼引导告知书), from its data to its paragraphs."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from rules.articles import Basis
from rules.dispute.screen import Door
from rules.words.paper import paragraph
from rules.words.saying import say

# The notice goes to every party. A door from which one party could infer that another has reported violence,
# a crime, a fault of an enterprise or an official is never printed for the case at hand: the roads to the
# police, to protection and to the discipline organ stand in every notice, in the same words.
PRINTED_DOORS = (Door.COURT, Door.RECONSIDERATION_OR_SUIT, Door.ACCEPTING_BODY)
PRINTED_BASES = (Basis.FAILURE, Basis.NO_BAR_TO_COURT, Basis.STATUS)
_LIMITATION = {
    "asking": Basis.ASKING_INTERRUPTS,
    "anew": Basis.COUNTED_ANEW,
    "three_years": Basis.LIMITATION,
    "last_day": Basis.LAST_DAY,
}
PRINTED_CHOICES = ("court", "arbitration", "administrative", "administrative_reconsideration")


def guidance_notice(data: Mapping[str, Any], names: Mapping[str, str], language: str) -> list[str]:
    """The paragraphs of the notice in ``zh`` or ``en``, for one addressee, in order.

    ``data`` is what ``rules.dispute.reading.guidance`` puts under that name. ``names`` says what no code can:
    ``addressee``, ``number`` (of the matter) and ``unit`` (whose office issues it); what is not given, or has
    been erased, is left blank. No address and no telephone number: the office tells them face to face.
    """

    def put(code: str, **words: str) -> str:
        given = defaultdict(lambda: "＿＿＿＿" if language == "zh" else "________", {**names, **words})
        return paragraph(code, say("guidance", code, language).format_map(given))

    routes = [say("open-route", route, language) for route in data["routes"]]
    return [
        put("addressee"),
        put("ended", day=_day(data["ended_on"], language), step=say("step", str(data["step"]), language)),
        say("ending", data["outcome"], language),
        *([put("agreement")] if data["has_agreement"] else []),
        put("any-road", no_bar=Basis.NO_BAR_TO_COURT.article.cite(language)),
        put("roads"),
        *(f"{number}. {route}" for number, route in enumerate(routes, start=1)),
        *(
            put("chosen", route=say("route", choice, language))
            for choice in PRINTED_CHOICES
            if choice == data["chosen_route"]
        ),
        *(put("apart", door=say("door", door, language)) for door in PRINTED_DOORS if door in data["doors"]),
        put("safety"),
        put("discipline"),
        put("time"),
        *_limitation(data, put, language),
        put("ask"),
        put("bases", articles=_articles(data["bases"], language)),
        put("issuer"),
        put("received"),
    ]


def _limitation(data: Mapping[str, Any], put: Callable[..., str], language: str) -> list[str]:
    """Since when the limitation is interrupted, and until when it runs anew. Older notices have no dates."""
    if "limitation_until" not in data:
        return []
    days = {name: _day(data[name], language) for name in ("asked_on", "ended_on", "limitation_until")}
    cited = {name: basis.article.cite(language) for name, basis in _LIMITATION.items()}
    return [put("limitation-asked", **days, **cited), put("limitation-until", **days, **cited)]


def _day(iso: str, language: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def _articles(bases: Sequence[str], language: str) -> str:
    cited = dict.fromkeys(Basis(basis).article.cite(language) for basis in bases if basis in PRINTED_BASES)
    return ("、" if language == "zh" else "; ").join(cited)
