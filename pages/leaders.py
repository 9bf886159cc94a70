"""For leaders and whoever supervises (领导和监督): the county at one glance, each figure with what it is made
of, the wall, old matters, reception days, reports. Of agencies and matters, never of a person."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pages import charts, leading_lists, papers
from pages.door import Door, Problem
from pages.drawing import Reader, drawn
from pages.house import House, Page
from pages.ledger import Ledger, query
from pages.listing import answered, asked_of
from rules.instants import ONE_DAY, first_instant_of, lately

OVERSIGHT = ("supervision", "inspection", "recommendation", "dispatch", "incident")
_A_DAY = len("2026-11-02")
_A_PAGE = 200  # matters


async def county(house: House, request: Request, door: Door) -> Response:
    """Everything at one glance, of a period, as it was known then."""
    reader = await house.staff(request, door)
    asked, problem = request.query_params, None
    try:
        seen = await door.get("/overview", **_asked(asked))
    except Problem as no:
        if no.status != 422:
            raise
        problem, seen = no, await door.get("/overview")
    return drawn(
        reader,
        "county.html",
        problem.status if problem else 200,
        seen=seen,
        tables=_by_part(seen),
        asked=asked,
        problem=problem,
        charts=charts,
    )


async def wall(house: House, request: Request, door: Door) -> Response:
    """The same for everybody who passes: large, without names, without small counts, renewing itself
    until somebody holds it still."""
    reader = await house.staff(request, door)
    seen = await door.get("/overview", wall="true")
    is_light, is_still = (request.query_params.get(each) == "1" for each in ("light", "still"))
    return drawn(
        reader,
        "wall.html",
        seen=seen,
        tables=_by_part(seen),
        is_light=is_light,
        is_still=is_still,
        charts=charts,
    )


async def figure(house: House, request: Request, door: Door) -> Response:
    """One indicator: how it is defined, and which matters make it."""
    reader = await house.staff(request, door)
    asked = request.query_params
    question = {"since": asked.get("since"), "until": asked.get("until"), **_asked(asked, "as_of", "unit")}
    if reader.me and not question["as_of"]:
        question["as_of"] = lately(datetime.fromisoformat(reader.me["at"])).isoformat()
    told = await door.get(f"/indicators/{request.path_params['id']}", **question)
    counted = set((told["numerator"] or {}).get("procedures") or ())
    every = (told["denominator"] or {}).get("procedures") or []
    if way := asked.get("as"):
        return await _listed(leading_lists.counted(every, frozenset(counted)), reader, request, door, way)
    return drawn(
        reader, "figure.html", told=told, counted=counted, asked=asked, query=query, **_paged(asked, every)
    )


async def cell(house: House, request: Request, door: Door) -> Response:
    """The matters behind one cell of a table."""
    reader = await house.staff(request, door)
    asked = request.query_params
    opened = await door.get(
        f"/overview/{request.path_params['part']}",
        **_asked(asked),
        of=asked.get("of"),
        column=asked.get("column"),
    )
    every = opened["matters"]["procedures"]
    if way := asked.get("as"):
        return await _listed(leading_lists.counted(every), reader, request, door, way)
    return drawn(reader, "cell.html", opened=opened, asked=asked, query=query, **_paged(asked, every))


async def backlog(house: House, request: Request, door: Door) -> Response:
    """Old matters under a leader, on a chart for the wall: red or green, and why."""
    reader = await house.staff(request, door)
    if way := request.query_params.get("as"):
        return await _listed(leading_lists.BACKLOG, reader, request, door, way)
    return drawn(reader, "backlog.html", chart=await door.get("/backlog"), charts=charts, query=query)


async def receptions(house: House, request: Request, door: Door) -> Response:
    """Reception days: what is prepared, what was promised, what is overdue."""
    reader = await house.staff(request, door)
    asked = request.query_params
    if way := asked.get("as"):
        return await _listed(leading_lists.RECEPTION_DAYS, reader, request, door, way)
    days = await door.get("/reception-days", **{"from": asked.get("from"), "until": asked.get("until")})
    return drawn(reader, "reception_days.html", days=days, asked=asked, query=query)


async def reports(house: House, request: Request, door: Door) -> Response:
    """Every report that was made."""
    reader = await house.staff(request, door)
    kind = request.query_params.get("kind", "")
    return drawn(reader, "reports.html", listed=await door.get("/reports", kind=kind), kind=kind)


async def report(house: House, request: Request, door: Door) -> Response:
    """One report, as it was made; it prints."""
    reader = await house.staff(request, door)
    where = request.path_params
    told = await door.get(
        f"/reports/{where['report']}/{where['since']}/{where['until']}", key=request.query_params.get("key")
    )
    return drawn(reader, "made_report.html", told=told)


async def oversight(house: House, request: Request, door: Door) -> Response:
    """What is open of supervision, inspection, recommendations, dispatch orders and incidents."""
    reader = await house.staff(request, door)
    asked = request.query_params
    kind = asked.get("kind", "")
    kind = kind if kind in OVERSIGHT else OVERSIGHT[0]
    listed = await door.get("/cases", kind=kind, is_open="true", cursor=asked.get("cursor"), limit=50)
    silent = await door.get("/silent-units")
    return drawn(reader, "oversight.html", listed=listed, silent=silent, kind=kind, every=OVERSIGHT)


async def _listed(ledger: Ledger, reader: Reader, request: Request, door: Door, way: str) -> Response:
    return await answered(ledger, reader, door, asked_of(ledger, reader, request.query_params), way)


def _asked(asked: Mapping[str, str], *names: str) -> dict[str, str]:
    """What was chosen. A day stands for its end: as it was known then."""
    chosen = {name: asked.get(name, "") for name in names or ("since", "until", "as_of", "unit")}
    day = chosen.get("as_of", "")
    if len(day) == _A_DAY:
        with suppress(ValueError):  # the API says what is wrong with it
            chosen["as_of"] = first_instant_of(date.fromisoformat(day) + ONE_DAY).isoformat()
    return chosen


def _by_part(seen: Mapping[str, Any]) -> dict[str, Any]:
    return {table["part"]: table for table in seen["tables"]}


def _paged(asked: Mapping[str, str], every: list[str]) -> dict[str, Any]:
    """A page of a long list."""
    written = asked.get("page", "1")
    page = int(written) if written.isascii() and written.isdigit() and written != "0" else 1
    first = (page - 1) * _A_PAGE
    return {"some": every[first : first + _A_PAGE], "page": page, "is_more": len(every) > first + _A_PAGE}


PAGES: dict[str, Page] = {
    "/county": county,
    "/county/cells/{part}": cell,
    "/county/figures/{id}": figure,
    "/wall": wall,
    "/backlog": backlog,
    "/reception-days": receptions,
    "/reports": reports,
    "/reports/{report}/{since}/{until}": report,
    "/reports/{report}/{since}/{until}/printed": papers.printed,
    "/oversight": oversight,
}
