"""What the county tells everybody (公开): its texts, the notice on personal information, its figures. No name
stands in any of it, and nobody is ranked."""

import math
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door
from pages.drawing import drawn
from pages.house import House, Page


async def contents(house: House, request: Request, door: Door) -> Response:
    """Every text, by what it is."""
    listed = await door.get("/public/content")
    kinds = {each["kind"]: each["kind_words"] for each in listed}
    by_kind = [(words, [each for each in listed if each["kind"] == kind]) for kind, words in kinds.items()]
    return drawn(house.anybody(request), "contents.html", by_kind=by_kind)


async def content(house: House, request: Request, door: Door) -> Response:
    """One text, as it reads now."""
    shown = await door.get(f"/public/content/{request.path_params['id']}")
    return drawn(house.anybody(request), "content.html", shown=shown)


async def notice(house: House, request: Request, door: Door) -> Response:
    """What is done with what people say of themselves."""
    shown = await door.get("/public/personal-information-notice")
    return drawn(house.anybody(request), "notice.html", shown=shown)


async def figures(house: House, request: Request, door: Door) -> Response:
    """The last full quarter, or one before it."""
    quarter = request.query_params.get("quarter")
    shown = await door.get("/public/figures", quarter=quarter)
    return drawn(house.anybody(request), "public_figures.html", shown=shown)


async def service(house: House, request: Request, door: Door) -> Response:
    """What is promised, and how it stands by our own measurement."""
    shown = await door.get("/public/service")
    reader = house.anybody(request)

    def share(of: Mapping[str, Any] | None, name: str) -> str:
        """A share of one in hundredths, told down and never up."""
        measured: float | None = of[name] if of else None
        nothing = reader.say("nothing-measured")
        return nothing if measured is None else f"{math.floor(measured * 10_000) / 100:.2f} %"

    return drawn(reader, "service.html", shown=shown, share=share)


PAGES: dict[str, Page] = {
    "/content": contents,
    "/content/{id}": content,
    "/notice": notice,
    "/figures": figures,
    "/status": service,
}
