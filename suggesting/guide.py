"""The list made ready for free text (清单用语): by which words people name its lines, what each is worth."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, Self, TypeVar

from rules.diversion.card import Advice
from rules.diversion.route import Purpose, Route
from rules.diversion.tree import Tree
from suggesting.closeness import Closeness, rarity
from suggesting.sayings import Sayings, sayings_of

FIRST = "first"  # the table of what comes before any route
DANGER, ACCUSATION = "danger", "accusation"  # what that is; danger is an advice of the tree, too
_LATIN_WORD, _ANOTHER_WORD = 0.9, 0.27

T = TypeVar("T")


@dataclass(frozen=True)
class Guide:
    """One version of the list with how people speak of its live lines."""

    version: str
    lines: Mapping[str, Route]
    sayings: Mapping[str, Sayings]
    first: Mapping[str, Sayings]
    help_in_danger: Advice
    accusation: Route  # XFTL 30 检举控告
    residual: Route  # XFTL 31(6): what no other line takes
    worth: Mapping[str, float]  # of every word of any line
    closeness: Closeness

    @classmethod
    def of(cls, tree: Tree, said: Mapping[str, Any]) -> Self:
        """``said`` is what ``counties/routes/words.toml`` says beside the list.

        Raises KeyError, and ValueError for a list without a line for accusations or for all that remains.
        """
        lines = {route.id: route for route in tree.routes.routes if route.is_live}
        sayings = {id: _with_its_own(route, sayings_of(said.get(id, {}))) for id, route in lines.items()}
        return cls(
            version=tree.routes.version,
            lines=lines,
            sayings=sayings,
            first={name: sayings_of(said[FIRST][name]) for name in (DANGER, ACCUSATION)},
            help_in_danger=_the(DANGER, (advice for advice in tree.advice if advice.id == DANGER)),
            accusation=_the(ACCUSATION, filter(is_accusation, lines.values())),
            residual=_the("residual", (route for route in lines.values() if route.is_residual)),
            worth=_worths(sayings),
            closeness=Closeness.of({id: tuple(_phrases(lines[id], sayings[id])) for id in lines}),
        )


def is_accusation(leaf: Route | Advice) -> bool:
    """Whether what goes there is split off and sealed."""
    return isinstance(leaf, Route) and leaf.purpose is Purpose.ACCUSATION


def _the(name: str, found: Iterable[T]) -> T:
    for each in found:
        return each
    raise ValueError(f"the list has no line for {name}")


def _with_its_own(route: Route, sayings: Sayings) -> Sayings:
    own = (word.lower() for word in route.words)
    return replace(sayings, words=tuple(dict.fromkeys([*own, *sayings.words])))


def _phrases(route: Route, sayings: Sayings) -> Iterator[str]:
    yield from (route.title.zh, route.title.en)
    yield from sayings.words
    yield " ".join(dict.fromkeys(word for groups in sayings.together for group in groups for word in group))
    yield from sayings.examples


def _worths(sayings: Mapping[str, Sayings]) -> dict[str, float]:
    """More for what is long and rare, less for what belongs to many lines."""
    lines: dict[str, int] = {}
    for its in sayings.values():
        for word in its.words:
            lines[word] = lines.get(word, 0) + 1
    return {word: _worth(word) / sqrt(times) for word, times in lines.items()}


def _worth(word: str) -> float:
    if word[0].isascii():
        return _LATIN_WORD + _ANOTHER_WORD * word.count(" ")
    return rarity(word) * sqrt(len(word) - 1)
