"""A list with its columns (清单): the same lines on the page, in a workbook and on paper."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from pages.door import Door
from pages.drawing import Reader
from pages.sheets import Sheet, Value
from rules.instants import legal_day

LINES = 50  # on a page
MOST = 2_000  # lines of a workbook, or on paper
_AT_ONCE = 200  # lines the API gives
COLUMNS = "columns"

Asked = Mapping[str, str]
Line = Mapping[str, Any]
Options = Callable[[Reader], Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Cell:
    """``text``, and quietly after it ``more``; ``alarm`` is said loudly. ``href``: where it leads; ``light``:
    how it stands, a colour that ``light_words`` says too; ``why``: where that is explained. ``at``: the legal
    day, or the county's own time, that the text says, for a workbook that can reckon with it."""

    text: str
    href: str = ""
    more: str = ""
    alarm: str = ""
    light: str = ""
    light_words: str = ""
    why: str = ""
    at: date | datetime | None = None

    @property
    def behind(self) -> str:
        """What stands behind the text."""
        return " ".join(each for each in (self.more, self.light_words, self.alarm) if each)

    @property
    def whole(self) -> str:
        """All of it in one text, as a workbook holds it."""
        return " ".join(each for each in (self.text, self.behind) if each)


@dataclass(frozen=True)
class Column:
    """``code``: of its word; ``is_usual``: shown until somebody chooses; ``width`` in characters.
    ``apart``: in a workbook what stands behind the text has a column of its own, under this word."""

    code: str
    cell: Callable[[Reader, Line], Cell]
    width: int = 16
    is_usual: bool = True
    apart: str = ""

    def headings(self) -> tuple[str, ...]:
        """Under which words it stands in a workbook."""
        return (self.code, self.apart) if self.apart else (self.code,)

    def values(self, reader: Reader, line: Line) -> tuple[Value, ...]:
        """What stands there of a line, one under each of these words."""
        cell = self.cell(reader, line)
        if self.apart:
            return (cell.at or cell.text, cell.behind)
        return (cell.whole if cell.at is None or cell.behind else cell.at,)


@dataclass(frozen=True)
class Narrowing:
    """Something a list can be narrowed by. ``name`` in the address; ``kind``: choice, check, day; what is
    looked at ``always`` has a first choice."""

    name: str
    code: str
    options: Options = lambda _: ()
    kind: str = "choice"

    def told(self, reader: Reader, value: str) -> str:
        """What was chosen, in words."""
        if self.kind == "check":
            return reader.say("yes")
        if self.kind == "day":
            return reader.day(value)
        return dict(self.options(reader)).get(value, value)


@dataclass(frozen=True)
class Piece:
    """Some lines of a list. ``total``: of all of it, None where the API does not count; ``is_capped``: the
    API itself tells no more than these."""

    lines: Sequence[Line]
    next: str | None = None
    total: int | None = None
    is_capped: bool = False


Fetch = Callable[[Door, Asked, str | None, int], Awaitable[Piece]]


@dataclass(frozen=True)
class Ledger:
    """``code``: of its title; ``empty``: of what is said where nothing is; ``key``: what tells two lines
    apart and is chosen, nothing where nothing can be chosen; ``hint``: said under the title;
    ``begins``: what is begun of one's own motion and then stands there."""

    code: str
    columns: tuple[Column, ...]
    fetch: Fetch
    narrowings: tuple[Narrowing, ...] = ()
    empty: str = "no-lines"
    key: Callable[[Line], str] = lambda _: ""
    hint: str = ""
    begins: str = ""
    lines: int = LINES
    first: Callable[[Reader], Asked] = field(default=lambda _: {})

    def shown(self, asked: Asked) -> tuple[Column, ...]:
        """The columns that were chosen; the usual ones where none of them is known."""
        chosen = asked.get(COLUMNS, "").split(".")
        return tuple(each for each in self.columns if each.code in chosen) or tuple(
            each for each in self.columns if each.is_usual
        )

    def narrowed(self, asked: Asked) -> dict[str, str]:
        """Of what was asked that by which this list can be narrowed."""
        return {each.name: asked[each.name] for each in self.narrowings if asked.get(each.name)}

    def told(self, reader: Reader, asked: Asked) -> list[tuple[str, str]]:
        """By what it was narrowed, in words."""
        return [
            (reader.say(each.code), each.told(reader, asked[each.name]))
            for each in self.narrowings
            if asked.get(each.name)
        ]


@dataclass(frozen=True)
class Whole:
    """All lines of a list, or so many as there may be: then ``is_cut``."""

    lines: tuple[Line, ...]
    is_cut: bool


async def whole(ledger: Ledger, door: Door, asked: Asked, most: int = MOST) -> Whole:
    """Page by page, as the API gives them. Raises Problem."""
    lines: list[Line] = []
    cursor: str | None = None
    while True:
        piece = await ledger.fetch(door, asked, cursor, min(_AT_ONCE, most))
        lines += piece.lines
        cursor = piece.next
        if cursor is None or len(lines) >= most:
            is_cut = cursor is not None or len(lines) > most or piece.is_capped
            return Whole(tuple(lines[:most]), is_cut)


def cut(lines: Sequence[Line], cursor: str | None, limit: int, cap: int | None = None) -> Piece:
    """Of a list that the API tells at once, the lines from a place on. ``cap``: so many it tells at most."""
    begin = int(cursor) if cursor and cursor.isdecimal() else 0
    end = begin + limit
    is_capped = cap is not None and len(lines) >= cap
    return Piece(lines[begin:end], str(end) if end < len(lines) else None, len(lines), is_capped)


def heading(ledger: Ledger, reader: Reader, asked: Asked, all_of_it: Whole) -> list[tuple[str, str]]:
    """What stands over a list on paper and beside it in a workbook: whose, who asked, when, for what."""
    me = reader.me or {"person": "", "name": "", "seats": (), "at": None}
    units = dict.fromkeys(reader.unit(seat["unit"]) for seat in me["seats"])
    told = ledger.told(reader, asked)
    lines = [
        (reader.say("unit"), reader.joined(units)),
        (reader.say("asked-by"), me["name"] or me["person"]),
        (reader.say("asked-at"), reader.time(me["at"])),
        (
            reader.say("narrowed-by"),
            reader.semicolon.join(f"{name}{reader.colon}{value}" for name, value in told)
            or reader.say("any"),
        ),
        (reader.say("count"), str(len(all_of_it.lines))),
    ]
    if all_of_it.is_cut:
        lines.append((reader.say("not-all"), reader.say("cut-at", count=len(all_of_it.lines))))
    return lines


def sheet(ledger: Ledger, reader: Reader, asked: Asked, all_of_it: Whole) -> Sheet:
    """The list as a workbook has it."""
    columns = ledger.shown(asked)
    return Sheet(
        title=reader.say(ledger.code),
        header=[reader.say(code) for each in columns for code in each.headings()],
        widths=[each.width for each in columns for _ in each.headings()],
        rows=[[value for each in columns for value in each.values(reader, line)] for line in all_of_it.lines],
        told_title=reader.say("about-this-list"),
        told=heading(ledger, reader, asked, all_of_it),
        mark=reader.mark_on_paper,
    )


def today(reader: Reader) -> date:
    """The county's legal day as the API told who reads."""
    assert reader.me is not None
    return legal_day(datetime.fromisoformat(reader.me["at"]))


def query(asked: Asked, **more: str) -> str:
    """As an address has it, without what is empty."""
    return urlencode({name: value for name, value in {**asked, **more}.items() if value})
