"""A route card (途径卡) as it stands on paper: the lines of a notice that shows somebody their route."""

from collections.abc import Iterable, Mapping
from typing import Any

from rules.words.saying import say

_Told = Mapping[str, Any]


def card_lines(card: _Told, language: str) -> list[str]:
    """The lines in ``zh`` or ``en`` of a card as ``rules.diversion.card.card_told`` tells it, in order: of
    its periods those that are counted, of its organs neither address nor telephone number."""

    def put(line: str, words: str, **others: str) -> str:
        return say("petition-paper", line, language).format(words=words, **others)

    def together(phrases: Iterable[_Told]) -> str:
        return ("、" if language == "zh" else "; ").join(phrase[language] for phrase in phrases)

    return [
        card["title"][language],
        *(put("card-step", step[language], number=str(n)) for n, step in enumerate(card["steps"], start=1)),
        put("card-organs", together(card["organs"])),
        *(
            put(
                "card-period",
                clock["name"][language],
                trigger=clock["trigger"][language],
                length=clock["length"][language],
            )
            for clock in card["clocks"]
            if clock["live"] and clock["length"]
        ),
        *(put("card-limit", limit[language]) for limit in card["limits"]),
        *([put("card-papers", together(card["papers"]))] if card["papers"] else []),
        put("card-next", card["next"][language]),
        put("card-bases", together(card["bases"])),
    ]
