"""The lists of statutory routes an installation has, read from data: one folder for each version.

A folder is frozen once its version is in force. An amendment is a folder of its own, which may be
``based_on`` an older one: then it holds only what is new, what is different, and what is ``withdrawn``.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rules.articles import Article, Mark, Source
from rules.clocks.table.whole import rule_of
from rules.diversion.card import Advice
from rules.diversion.organs import OrganCode
from rules.diversion.route import Category, Mediable, Phrase, Purpose, Route, RouteList, Way
from rules.diversion.tree import Choice, Question, Tree

HERE = Path(__file__).parent / "routes"
HEAD, TREE = "list.toml", "tree.toml"
_SOURCES = {source.value: source for source in Source}
_CITATION = re.compile(r"([A-Z]+)(?: (\d+)(?:-(\d+))?(?:\((\d+)\))?)?(?: \[([LPV])\])?")


@cache
def route_list(version: str, where: Path = HERE) -> RouteList:
    """The list of that version. Raises FileNotFoundError, KeyError, ValueError, UnknownClock."""
    head = _head(version, where)
    lines = _lines(version, where)
    papers = _papers(version, where)
    routes = tuple(_route(id, lines[id], papers) for id in sorted(lines))
    return RouteList(
        version=version, valid_from=head["valid_from"], valid_to=head.get("valid_to"), routes=routes
    )


def route_lists(where: Path = HERE) -> tuple[RouteList, ...]:
    """Every list there is, the oldest first."""
    lists = (route_list(path.parent.name, where) for path in where.glob(f"*/{HEAD}"))
    return tuple(sorted(lists, key=lambda each: (each.valid_from, each.version)))


def list_in_force(day: date, where: Path = HERE) -> RouteList | None:
    """The list in force on a day: of several, the one that began last. None before the first."""
    return max(
        (each for each in route_lists(where) if each.holds_on(day)),
        key=lambda each: (each.valid_from, each.version),
        default=None,
    )


@cache
def question_tree(version: str, where: Path = HERE) -> Tree:
    """The questions of that version; where it brings none, those it is based on. Raises as ``route_list``."""
    data = next(
        tomllib.loads((where / each / TREE).read_text(encoding="utf-8"))
        for each in reversed(_chain(version, where))
        if (where / each / TREE).exists()
    )
    return Tree(
        routes=route_list(version, where),
        first=data["first"],
        questions=tuple(_question(id, question) for id, question in data["questions"].items()),
        advice=tuple(_advice(id, advice) for id, advice in data["advice"].items()),
    )


def _head(version: str, where: Path) -> dict[str, Any]:
    head = tomllib.loads((where / version / HEAD).read_text(encoding="utf-8"))
    if head["version"] != version:
        raise ValueError(f"{version}: the folder and its list name different versions")
    return head


def _chain(version: str, where: Path) -> list[str]:
    """The versions a list is laid upon, the oldest first, and itself."""
    base = _head(version, where).get("based_on")
    return [*(_chain(base, where) if base else ()), version]


def _lines(version: str, where: Path) -> dict[str, Any]:
    lines: dict[str, Any] = {}
    for each in _chain(version, where):
        for id in _head(each, where).get("withdrawn", ()):
            del lines[id]
        for path in sorted((where / each).glob("*.toml")):
            if path.name not in {HEAD, TREE}:
                lines |= tomllib.loads(path.read_text(encoding="utf-8"))
    return lines


def _papers(version: str, where: Path) -> dict[str, Phrase]:
    """The papers that lines name, by code."""
    return {
        code: Phrase(**words)
        for each in _chain(version, where)
        for code, words in _head(each, where).get("papers", {}).items()
    }


def _route(id: str, data: Mapping[str, Any], papers: Mapping[str, Phrase]) -> Route:
    return Route(
        id=id,
        title=Phrase(**data["title"]),
        purpose=Purpose(data.get("purpose", Purpose.APPEAL)),
        category=Category(data["category"]),
        ways=tuple(map(Way, data["ways"])),
        steps=_phrases(data["steps"]),
        organs=tuple(map(OrganCode, data["organs"])),
        bases=tuple(article for text in data["bases"] for article in _articles(text)),
        clocks=tuple(rule_of(clock).id for clock in data["clocks"]),
        limits=_phrases(data.get("limits", ())),
        papers=tuple(papers[code] for code in data.get("papers", ())),
        next=Phrase(**data["next"]),
        mediable=Mediable(data["mediable"]),
        words=tuple(data["words"]),
        mark=Mark(data.get("mark", Mark.CERTAIN)),
    )


def _question(id: str, data: Mapping[str, Any]) -> Question:
    choices = (Choice(each["code"], Phrase(each["zh"], each["en"]), each["to"]) for each in data["choices"])
    return Question(id, Phrase(**data["ask"]), tuple(choices))


def _advice(id: str, data: Mapping[str, Any]) -> Advice:
    return Advice(
        id=id,
        title=Phrase(**data["title"]),
        next=Phrase(**data["next"]),
        organs=tuple(map(OrganCode, data["organs"])),
        bases=tuple(article for text in data.get("bases", ()) for article in _articles(text)),
        clocks=tuple(rule_of(clock).id for clock in data.get("clocks", ())),
    )


def _phrases(data: Iterable[Mapping[str, str]]) -> tuple[Phrase, ...]:
    return tuple(Phrase(**each) for each in data)


def _articles(text: str) -> Iterator[Article]:
    """``XZFY 11(3)`` is an item, ``JTSG 84-94`` eleven articles, ``SDYM`` a whole document."""
    read = _CITATION.fullmatch(text)
    if read is None:
        raise ValueError(f"{text}: no citation")
    source, first, last, item, mark = read.groups()
    for number in range(int(first or 0), int(last or first or 0) + 1):
        yield Article(
            _SOURCES[source],
            number,
            item=int(item) if item else None,
            mark=Mark(mark) if mark else Mark.CERTAIN,
        )
