"""What an installation publishes (公开内容), read from data: a file for each version of a text.

A file begins with a head between lines of ``+++`` and has the text once in each language. A version is frozen
once it is public: a new one is a file beside it, with the next number.
"""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from counties.routes import list_in_force, route_list
from rules.diversion.changes import changes_between
from rules.public_content import Check, Content, Entry, Kind, stands

HERE = Path(__file__).parent / "content"
_FILE = re.compile(r"\+\+\+\n(.+?)\n\+\+\+\n+## zh\n(.+?)\n+## en\n(.+)", re.DOTALL)


@cache
def contents(where: Path = HERE) -> tuple[Content, ...]:
    """Every version of every text. Raises KeyError, and ValueError for a file that is none."""
    every = tuple(_content(path) for path in sorted(where.glob("*.md")))
    if len({(each.id, each.version) for each in every}) != len(every):
        raise ValueError("a version of a text stands in two files")
    return every


def check_of(content: Content, day: date) -> Check:
    """How a text stands against the list of routes in force on a day; before the first list, against its
    own."""
    in_force = list_in_force(day)
    if in_force is None:
        return Check.CURRENT
    before = route_list(content.checked_against)
    changed = frozenset(change.id for change in changes_between(before, in_force))
    return stands(content, in_force.version, changed)


def _content(path: Path) -> Content:
    found = _FILE.fullmatch(path.read_text("utf-8"))
    if not found:
        raise ValueError(f"{path.name}: a head, then the text in both languages")
    head, zh, en = tomllib.loads(found[1]), found[2].strip(), found[3].strip()
    return Content(
        id=head["id"],
        version=head["version"],
        kind=Kind(head["kind"]),
        title_zh=head["title"]["zh"],
        title_en=head["title"]["en"],
        body_zh=zh,
        body_en=en,
        routes=tuple(head["routes"]),
        checked_against=head["checked_against"],
        checked_on=head["checked_on"],
        valid_from=head["valid_from"],
        entries=tuple(_entry(each) for each in head.get("entries", ())),
    )


def _entry(data: dict[str, Any]) -> Entry:
    return Entry(data["number"], data["zh"], data["en"], data.get("unit"), data.get("due_on"))
