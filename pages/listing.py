"""How a list is answered: as a page, as a workbook, on paper; whichever it is, it asks the API the same."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door
from pages.drawing import GUARDS, Reader, drawn
from pages.house import House, Page
from pages.ledger import COLUMNS, LINES, Asked, Ledger, heading, query, sheet, today, whole
from pages.sheets import MEDIA_TYPE, workbook

KEEPING = {"worklist": "/desk/", "cases": "/desk/cases"}  # whose filters are kept, and where they lie
FULL, KEPT = "too-many", "now"  # what became of a filter that was to be kept
WORKBOOK, PAPER = "xlsx", "paper"


def asked_of(ledger: Ledger, reader: Reader, params: QueryParams) -> dict[str, str]:
    """What of an address the list knows. Columns that were ticked one by one are one value."""
    asked = {**ledger.first(reader), **ledger.narrowed({name: params.get(name, "") for name in params})}
    if chosen := ".".join(each for each in params.getlist(COLUMNS) if each):
        asked[COLUMNS] = chosen
    return asked


async def answered(
    ledger: Ledger, reader: Reader, door: Door, asked: Asked, way: str, *, back: str | None = None
) -> Response:
    """All of it, or so much as there may be at once: as a workbook, or on paper. ``back``: where the paper
    leads back to, if not to what was asked."""
    all_of_it = await whole(ledger, door, asked)
    if way == WORKBOOK:
        written = workbook(sheet(ledger, reader, asked, all_of_it))
        name = quote(f"{reader.say(ledger.code)}-{today(reader)}.xlsx")
        kept_as = f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{name}"
        headers = {**GUARDS, "Content-Disposition": kept_as}
        return Response(written, media_type=MEDIA_TYPE, headers=headers)
    columns = ledger.shown(asked)
    return drawn(
        reader,
        "ledger_paper.html",
        ledger=ledger,
        columns=columns,
        rows=[[each.cell(reader, line).whole for each in columns] for line in all_of_it.lines],
        told=heading(ledger, reader, asked, all_of_it),
        back=query(asked) if back is None else back,
    )


async def kept_of(door: Door, name: str) -> list[Any]:
    """The filters I keep for a list; none, and nobody asked, where none can be kept for it."""
    if name not in KEEPING:
        return []
    return [each for each in await door.get("/me/filters") if each["list"] == name]


def page_of(ledger: Ledger) -> Page:
    """The page of a list that has no other."""

    async def page(house: House, request: Request, door: Door) -> Response:
        reader = await house.staff(request, door)
        asked = asked_of(ledger, reader, request.query_params)
        if way := request.query_params.get("as"):
            return await answered(ledger, reader, door, asked, way)
        piece = await ledger.fetch(door, asked, request.query_params.get("cursor"), LINES)
        kept = await kept_of(door, ledger.code)
        return drawn(
            reader,
            "ledger.html",
            ledger=ledger,
            piece=piece,
            asked=asked,
            query=query,
            kept=kept,
            filter_key=str(uuid4()),
            told=request.query_params.get("kept"),
        )

    return page


def pages_of(ledgers: Mapping[str, Ledger]) -> dict[str, Page]:
    """The pages of lists, each at its path."""
    return {path: page_of(ledger) for path, ledger in ledgers.items()}
