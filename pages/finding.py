"""Finding (查找): by number, name or words, narrowed by kind and state; one matter; every list there is."""

import re

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from pages import cells
from pages.about import ways
from pages.catalogue import LEDGERS
from pages.door import Door, Problem
from pages.drawing import Reader, drawn
from pages.house import House, Page, last, written_in
from pages.ledger import LINES, Asked, Cell, Column, Ledger, Line, Narrowing, Piece
from pages.listing import answered, asked_of
from rules import words

_FORBIDDEN = 403
_NUMBER = re.compile(r"[A-Za-z]{1,8}-\d{4}-\d{1,8}")  # of a matter: SL-2026-000001


async def _fetch(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    narrowed = {"kind": asked.get("kind"), "is_open": asked.get("is_open")}
    found = await door.get("/search", q=asked["q"], before=cursor, limit=min(limit, _AT_ONCE), **narrowed)
    return Piece(found["items"], found["before"])


def _cases(reader: Reader, line: Line) -> Cell:
    return Cell(
        reader.semicolon.join(
            f"{reader.word('procedure', each['case']['kind'])} · {reader.told(each['stage'])}"
            for each in line["cases"]
        )
        or reader.say("at-intake")
    )


def _kinds(reader: Reader) -> list[tuple[str, str]]:
    return [(each, reader.word("procedure", each)) for each in words.KINDS["procedure"]]


_AT_ONCE = 100
LEDGER = Ledger(
    code="search",
    columns=(
        Column(
            "matter",
            lambda _, line: Cell(line["matter"]["number"], href=f"/desk/matters/{line['matter']['number']}"),
            20,
        ),
        Column("stage", _cases, 40),
        Column("unit", lambda r, line: Cell(r.unit(line["matter"]["unit"])), 20),
        Column("came-at", lambda r, line: cells.time(r, line["matter"]["received_at"]), 22),
        Column("found-because", lambda r, line: Cell(r.told(line["why_words"])), 16),
    ),
    fetch=_fetch,
    narrowings=(
        Narrowing("q", "words", kind="words"),
        Narrowing("kind", "kind", _kinds),
        Narrowing("is_open", "state", lambda r: [("true", r.say("open")), ("false", r.say("closed"))]),
    ),
    empty="nothing-found",
)


async def search(house: House, request: Request, door: Door) -> Response:
    """What was found, and by what; the texts themselves are read in the matter. What is looked for comes in a
    form, for it may be somebody's name; in an address stands a number, and nothing else is taken from one."""
    reader = await house.staff(request, door)
    params = request.query_params
    if request.method == "POST":
        written = await written_in(request)
        if last(written, "csrf") != reader.csrf:
            raise Problem(_FORBIDDEN, {})
        params = QueryParams([(name, each) for name, said in written.items() for each in said])
    asked = asked_of(LEDGER, reader, params)
    q = asked.get("q", "").strip()
    if request.method != "POST" and not _NUMBER.fullmatch(q):
        q = ""
    asked = {**asked, "q": q}
    if q and (way := params.get("as")):
        return await answered(LEDGER, reader, door, asked, way, back="")
    piece = await LEDGER.fetch(door, asked, params.get("cursor"), LINES) if q else Piece(())
    return drawn(reader, "search.html", ledger=LEDGER, piece=piece, asked=asked, q=q)


async def matter(house: House, request: Request, door: Door) -> Response:
    """One matter: what was said, as far as one reads it, and its cases; what it may
    be registered as, where it has none."""
    reader = await house.staff(request, door)
    shown = await door.get(f"/matters/{request.path_params['number']}")
    found = await ways(door, shown, reader.csrf)
    return drawn(reader, "matter.html", shown=shown, ways=found)


async def lists(house: House, request: Request, door: Door) -> Response:
    """Every list there is."""
    return drawn(await house.staff(request, door), "lists.html", ledgers=LEDGERS)


PAGES: dict[str, Page] = {"/search": search, "/matters/{number}": matter, "/lists": lists}
