"""The desk (工作台): sign in, a case with everything about it, what can be done about it now."""

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door
from pages.drawing import drawn
from pages.house import House, Page


async def document(house: House, request: Request, door: Door) -> Response:
    """A paper as it went out, to be printed."""
    reader = await house.staff(request, door)
    shown = await door.get(f"{_path(request)}/documents/{request.path_params['id']}")
    return drawn(reader, "document.html", shown=shown, here=f"/desk{_path(request)}")


def _path(request: Request) -> str:
    where = request.path_params
    return f"/cases/{where['kind']}/{where['number']}/{where['n']}"


PAGES: dict[str, Page] = {
    "/cases/{kind}/{number}/{n}/documents/{id}": document,
}
