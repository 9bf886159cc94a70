"""The worklist (待办): what waits for me, for my unit, for others; narrowed, sorted, counted, and kept."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages import cells
from pages.door import Door, Problem
from pages.drawing import Reader, drawn
from pages.house import House, Page, back_to, inside, written_in
from pages.ledger import Asked, Cell, Column, Ledger, Line, Narrowing, Piece, query
from pages.listing import FULL, KEEPING, KEPT, answered, asked_of, kept_of

WHOSE = ("mine", "unit", "others", "all")
DUES = ("today", "week", "late-or-week")
SORTS = ("due", "-due", "since", "-since", "number", "-number")
LINES = 100  # so many are gone through in one sitting

_PASSED_ON = ("kind", "what", "unit", "village", "due", "overdue", "waiting", "sort")
_WAITING = ("3", "7", "15", "30", "60")  # days


def _to_do(reader: Reader, line: Line) -> Cell:
    task = line["task"]
    what = reader.told(line["what"])
    return cells.case_link(reader, task["procedure"], what, reader.say("claimed") if task["person"] else "")


COLUMNS_OF_IT = (
    Column("due", lambda r, line: cells.due(r, line["task"], line["period"]), 20, apart="due-state"),
    Column("to-do", _to_do, 36),
    Column("matter", lambda r, line: cells.number(r, line["task"]), 28, apart="kind"),
    Column("about-it", lambda r, line: cells.about(r, line["task"]), 28),
    Column("stage", lambda r, line: Cell(r.word("stage", line["task"]["stage"])), 24),
    Column("who", lambda r, line: cells.seat(r, line["task"]["unit"], line["task"]["role"]), 28),
    Column("since", lambda r, line: cells.time(r, line["task"]["since"]), 22),
    Column(
        "attention",
        lambda r, line: cells.yes(r, is_so=line["task"]["needs_attention"]),
        10,
        is_usual=False,
    ),
)


async def _fetch(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    whose = asked.get("whose", WHOSE[0])
    narrowed = {name: asked.get(name) for name in _PASSED_ON}
    listed = await door.get(f"/worklists/{whose}", limit=limit, cursor=cursor, **narrowed)
    return Piece(listed["items"], listed["next"], listed["total"])


def _words_of(prefix: str, names: Sequence[str]) -> Any:
    return lambda reader: [(name, reader.say(f"{prefix}-{name}")) for name in names]


def _waited(reader: Reader) -> list[tuple[str, str]]:
    return [(days, reader.say("from-days", days=days)) for days in _WAITING]


@dataclass(frozen=True)
class Tallied:
    """How many lines wait for what: what there is to narrow to."""

    lines: Sequence[Mapping[str, Any]]

    def count(self, name: str) -> int:
        """Of all lines: ``count``, ``overdue``, ``today``, ``week``, ``late_or_week``."""
        return sum(int(each[name]) for each in self.lines)

    def by(self, name: str) -> list[tuple[str, int]]:
        """So many of each kind, task or unit, in the order of their codes."""
        counted: Counter[str] = Counter()
        for each in self.lines:
            counted[each[name]] += each["count"]
        return sorted(counted.items())


@dataclass(frozen=True)
class _Coded(Narrowing):
    """A narrowing by codes that have words of their own, also where none of them is there just now."""

    words: str = ""

    def told(self, reader: Reader, value: str) -> str:
        return _called(reader, self.words, value)


_WORDS_OF = {"kind": "procedure", "what": "task", "unit": ""}


def ledger(tallied: Tallied | None = None) -> Ledger:
    """The worklist; where it has been counted, what can be chosen says how often there is any of it."""

    def counted(name: str, code: str) -> _Coded:
        found = tallied.by(name) if tallied else []
        words = _WORDS_OF[name]

        def options(reader: Reader) -> list[tuple[str, str]]:
            called = ((each, _called(reader, words, each), count) for each, count in found)
            return [(each, f"{name} ({count})") for each, name, count in called]

        return _Coded(name, code, options, words=words)

    return Ledger(
        code="worklist",
        columns=COLUMNS_OF_IT,
        fetch=_fetch,
        narrowings=(
            Narrowing("whose", "whose", _words_of("whose", WHOSE), "tab"),
            counted("kind", "kind"),
            counted("what", "to-do"),
            counted("unit", "who"),
            Narrowing("village", "village", lambda reader: reader.county.villages),
            Narrowing("due", "due", _words_of("due", DUES)),
            Narrowing("overdue", "only-overdue", kind="check"),
            Narrowing("waiting", "waiting-for", _waited),
            Narrowing("sort", "sort", _words_of("sort", SORTS), "one"),
        ),
        empty="nothing-waits",
        key=lambda line: str(line["task"]["procedure"]),
        lines=LINES,
        first=lambda _: {"whose": WHOSE[0]},
    )


def _called(reader: Reader, words: str, code: str) -> str:
    return reader.word(words, code) if words else reader.unit(code)


async def worklist(house: House, request: Request, door: Door) -> Response:
    """What waits, the soonest due first."""
    reader = await house.staff(request, door)
    plain = ledger()
    asked = asked_of(plain, reader, request.query_params)
    if asked.get("whose") not in WHOSE:
        asked = {**asked, "whose": WHOSE[0]}
    if request.query_params.get("as"):
        return await answered(plain, reader, door, asked, request.query_params["as"])
    whose = asked["whose"]
    before, tally, kept, piece = await asyncio.gather(
        _before_any_case(reader, door),
        door.get(f"/worklists/{whose}/tally"),
        kept_of(door, "worklist"),
        plain.fetch(door, asked, request.query_params.get("cursor"), LINES),
    )
    tallied = Tallied(tally)
    return drawn(
        reader,
        "worklist.html",
        ledger=ledger(tallied),
        piece=piece,
        asked=asked,
        whose=whose,
        before=before,
        every=WHOSE,
        tallied=tallied,
        kept=kept,
        filter_key=str(uuid4()),
        told=request.query_params.get("kept"),
        query=query,
    )


async def _before_any_case(reader: Reader, door: Door) -> list[tuple[str, str, str]]:
    """(address, words, count) of what is no case yet, and so in nobody's worklist: what came in and waits to
    be read, and what has a number and no procedure. Only for whoever does something about it."""
    asked = [each for each in _BEFORE if reader.may(each.power)]
    found = await asyncio.gather(*(door.get(each.path, limit=_COUNTED, **each.narrowed) for each in asked))
    lines = [said if isinstance(said, list) else said["items"] for said in found]
    return [
        (each.address, each.words(reader), _count(reader, len(said)))
        for each, said in zip(asked, lines, strict=True)
    ]


def _count(reader: Reader, count: int) -> str:
    return reader.say("or-more", count=count) if count >= _COUNTED else str(count)


async def filters(house: House, request: Request, door: Door) -> Response:
    """Every filter I keep, list by list, to open or to forget; or one more is kept."""
    if request.method == "POST":
        return await _keep(request, door)
    reader = await house.staff(request, door)
    kept = await door.get("/me/filters")
    lists = [
        (name, place, [each for each in kept if each["list"] == name]) for name, place in KEEPING.items()
    ]
    return drawn(reader, "filters.html", lists=lists, query=query)


async def _keep(request: Request, door: Door) -> Response:
    """A filter is kept under a name; then the list, narrowed by it."""
    written = {name: values[-1] for name, values in (await written_in(request)).items()}
    back = inside(written.get("back", "/desk/"))
    said = {name: value for name, value in written.items() if name.startswith("q.") and value}
    body = {
        "list": written.get("list", next(iter(KEEPING))),
        "label": written.get("label", ""),
        "query": {name.removeprefix("q."): value for name, value in said.items()},
    }
    keys = {"idempotency_key": written.get("key"), "x_csrf_token": written.get("csrf")}
    try:
        await door.post("/me/filters", body, **keys)
    except Problem as no:
        if FULL not in no.errors.values():
            raise
        return back_to(f"{back}{'&' if '?' in back else '?'}kept={FULL}")
    return back_to(f"{back}{'&' if '?' in back else '?'}kept={KEPT}")


async def forget(_: House, request: Request, door: Door) -> Response:
    """A filter is kept no more; one that has gone already is gone."""
    written = {name: values[-1] for name, values in (await written_in(request)).items()}
    try:
        await door.delete(f"/me/filters/{written.get('id', '')}", x_csrf_token=written.get("csrf"))
    except Problem as no:
        if no.status != _GONE:
            raise
    return back_to(inside(written.get("back", "/desk/")))


async def why(house: House, request: Request, door: Door) -> Response:
    """Why a case is due on that day: its clocks, counted sentence by sentence."""
    reader = await house.staff(request, door)
    where = request.path_params
    path = f"/cases/{where['kind']}/{where['number']}/{where['n']}"
    clocks = await door.get(f"{path}/clocks")
    return drawn(reader, "why.html", clocks=clocks, number=where["number"], here=f"/desk{path}")


@dataclass(frozen=True)
class _Before:
    """A list of what is no case yet: ``path`` in the API, ``narrowed`` so; ``power``: of whoever has
    work there."""

    power: str
    words: Callable[[Reader], str]
    address: str
    path: str
    narrowed: Mapping[str, str]


_COUNTED = 100  # lines; more are so many and more
_BEFORE = (
    _Before("classify", lambda r: r.say("submissions"), "/desk/submissions", "/submissions", {}),
    _Before(
        "register",
        lambda r: r.say("undecided"),
        "/desk/matters?status=intake",
        "/matters",
        {"status": "intake"},
    ),
)
_GONE = 404
PAGES: dict[str, Page] = {
    "/": worklist,
    "/filters": filters,
    "/filters/forget": forget,
    "/why/{kind}/{number}/{n}": why,
}
