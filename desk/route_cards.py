"""What the command line draws of statutory routes (途径卡的展示): the list, a question, a card."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

_Plain = Mapping[str, Any]
_OFF = "（待核实，未启用 off）"


def draw_list(console: Console, plain: _Plain) -> None:
    """The list, a line for every route."""
    table = Table(
        title=f"{plain['version']}（{plain['valid_from']} 起 since，{plain['review_on']} 核对 review）",
        title_justify="left",
    )
    for heading in (
        "编号 Id",
        "诉求 Complaint",
        "类别 Category",
        "途径 Ways",
        "机关 Organs",
        "可否调解 Mediable",
    ):
        table.add_column(heading, overflow="fold", no_wrap=heading.startswith("编号"))
    for route in plain["routes"]:
        off = "" if route["live"] else f"\n{_OFF}"
        table.add_row(
            route["id"],
            f"{route['title']['zh']}\n{route['title']['en']}{off}",
            route["category"]["zh"],
            "\n".join(way["zh"] for way in route["ways"]),
            "\n".join(organ["zh"] for organ in route["organs"]),
            route["mediable"]["zh"],
            style="" if route["live"] else "dim",
        )
    console.print(table)


def draw_changes(console: Console, plain: Iterable[_Plain]) -> None:
    """What became of each line."""
    for change in plain:
        what = "、".join(field["zh"] for field in change["fields"])
        into = ", ".join(field["en"] for field in change["fields"])
        _put(console, f"{change['id']} {change['kind']['zh']} {change['title']['zh']} {what}".rstrip())
        _put(console, f"     {change['kind']['en']}: {change['title']['en']} {into}".rstrip(), style="dim")


def draw_question(console: Console, question: _Plain) -> None:
    """A question with its answers, numbered."""
    _put(console, f"{question['zh']} {question['en']}", style="bold")
    for number, choice in enumerate(question["choices"], start=1):
        _put(console, f"  {number}. {choice['zh']} {choice['en']}")


def draw_place(console: Console, plain: _Plain) -> None:
    """Where some answers have led."""
    if plain["card"]:
        draw_card(console, plain["card"])
    else:
        draw_question(console, plain["question"])


def draw_card(console: Console, card: _Plain) -> None:
    """A card, Chinese first, the English under it."""
    off = "" if card["live"] else _OFF
    _put(console, f"{card['id']} {card['title']['zh']}{off}", style="bold")
    _put(console, f"     {card['title']['en']}")
    for heading, words in (
        ("类别 Category", _some(card["category"])),
        ("接待 Reception", _some(card["reception"])),
        ("途径 Way", [*card["ways"]]),
        ("步骤 Steps", card["steps"]),
        ("机关 Organs", card["organs"]),
        ("依据 Basis", card["bases"]),
        ("期限 Periods", [_period(clock) for clock in card["clocks"]]),
        ("注意 Mind", card["limits"]),
        ("材料 Papers", card["papers"]),
        ("可否调解 Mediation", _some(card["mediable"])),
        ("下一步 Next", [card["next"]]),
        ("说明 Note", card["notes"]),
    ):
        _section(console, heading, words)
    _put(console, f"清单 List: {card['version']}")


def _section(console: Console, heading: str, words: Iterable[_Plain]) -> None:
    for number, each in enumerate(words):
        if number == 0:
            _put(console, heading, style="bold")
        _put(console, f"  {each['zh']}")
        _put(console, f"  {each['en']}", style="dim")


def _period(clock: _Plain) -> dict[str, str]:
    """A clock rule in one line: what, how long, from when; without a number, what alone."""
    said = {}
    for language, from_then in (("zh", "自“{then}”起"), ("en", "from: {then}")):
        parts = [f"{clock['id']} {clock['name'][language]}"]
        if clock["length"]:
            parts += [clock["length"][language], from_then.format(then=clock["trigger"][language])]
        if not clock["live"]:
            parts.append(clock["mark_words"][language])
        said[language] = ("，" if language == "zh" else ", ").join(parts)
    return said


def _some(coded: _Plain | None) -> list[_Plain]:
    return [coded] if coded else []


def _put(console: Console, text: str, style: str = "") -> None:
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)
