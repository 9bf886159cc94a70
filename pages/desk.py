"""The desk (工作台): what waits for whom, a case with everything about it, what can be done about it now."""

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door
from pages.drawing import drawn
from pages.house import House, Page

WHOSE = ("mine", "unit", "all")
_LINES = 50


async def worklist(house: House, request: Request, door: Door) -> Response:
    """What waits, the soonest due first."""
    reader = await house.staff(request, door)
    asked = request.query_params
    whose = asked.get("whose", WHOSE[0])
    whose = whose if whose in WHOSE else WHOSE[0]
    narrowed = {"overdue": "true" if asked.get("overdue") else None, "what": asked.get("what")}
    listed = await door.get(f"/worklists/{whose}", limit=_LINES, cursor=asked.get("cursor"), **narrowed)
    return drawn(reader, "worklist.html", listed=listed, whose=whose, every=WHOSE, asked=asked)


async def cases(house: House, request: Request, door: Door) -> Response:
    """The cases whoever reads sees; by what stands in them where something is looked for."""
    reader = await house.staff(request, door)
    asked = request.query_params
    names = ("kind", "owner_unit", "is_open", "overdue", "sort", "cursor")
    listed = await door.get("/cases", limit=_LINES, **{name: asked.get(name) for name in names})
    return drawn(reader, "cases.html", listed=listed, asked=asked)


async def search(house: House, request: Request, door: Door) -> Response:
    """By number, name or words."""
    reader = await house.staff(request, door)
    q = request.query_params.get("q", "").strip()
    found = await door.get("/search", q=q, limit=_LINES) if q else None
    return drawn(reader, "search.html", found=found, q=q)


async def document(house: House, request: Request, door: Door) -> Response:
    """A paper as it went out, to be printed."""
    reader = await house.staff(request, door)
    shown = await door.get(f"{_path(request)}/documents/{request.path_params['id']}")
    return drawn(reader, "document.html", shown=shown, here=f"/desk{_path(request)}")


def _path(request: Request) -> str:
    where = request.path_params
    return f"/cases/{where['kind']}/{where['number']}/{where['n']}"


PAGES: dict[str, Page] = {
    "/": worklist,
    "/cases": cases,
    "/search": search,
    "/cases/{kind}/{number}/{n}/documents/{id}": document,
}
