"""Papers of a case (文书): begun, written with a preview beside it, taken from hand to hand, printed."""

from urllib.parse import quote
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn
from pages.house import House, Page, back_to, written_in
from pages.leading_lists import SEALS
from pages.ledger import LINES, Piece, query
from pages.listing import answered
from pages.signing import with_clause

_PREFIX = "field."
_PASSED_ON = ("content-type", "content-disposition", "cache-control", "repr-digest")
_SAYS_WHY = ("send-back", "void")
_HANDS = ("review", "sign", "seal", "finish")


async def papers(house: House, request: Request, door: Door) -> Response:
    """Those that were drafted, and a new one of the catalogue."""
    reader, path = await house.staff(request, door), _path(request)
    problem: Problem | None = None
    key = ""
    if request.method == "POST":
        written = await written_in(request)
        key = _last(written, "key")
        form, _, part = _last(written, "form").partition("/")
        body = {"form": form, **({"part": part} if part else {})}
        try:
            opened = await door.post(
                f"{path}/drafted", body, idempotency_key=key, x_csrf_token=_last(written, "csrf")
            )
        except Problem as no:
            problem = no
        else:
            return back_to(f"/desk{path}/drafted/{opened['id']}")
    return drawn(
        reader,
        "papers.html",
        problem.status if problem else 200,
        listed=await door.get(f"{path}/drafted"),
        forms=await door.get("/paper-forms"),
        here=f"/desk{path}",
        problem=problem,
        key=key or str(uuid4()),
    )


async def paper(house: House, request: Request, door: Door) -> Response:
    """One paper: its fields, what is missing, how it will look, and what may be done now."""
    reader = await house.staff(request, door)
    path = f"{_path(request)}/drafted/{request.path_params['id']}"
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
    if request.method == "POST" and not written.get("clause"):
        headers = {"idempotency_key": _last(written, "key"), "x_csrf_token": _last(written, "csrf")}
        act, body = _asked(written)
        try:
            await door.post(f"{path}/{act}", body, **headers)
        except Problem as no:
            problem = no
        else:
            return back_to(f"/desk{path}?done={quote(act)}")
    shown = await door.get(path)
    is_picked = bool(written.get("clause"))
    return drawn(
        reader,
        "drafting.html",
        problem.status if problem else 200,
        shown=shown,
        here=f"/desk{path}",
        written=with_clause(shown, written) if is_picked else written if problem else {},
        is_picked=is_picked,
        problem=problem,
        done=request.query_params.get("done"),
        keys=[str(uuid4()) for _ in range(4)],
    )


async def printed(house: House, request: Request, door: Door) -> Response:
    """The file, as the API prints it. Raises Problem."""
    await house.staff(request, door)
    place = request.url.path.removeprefix("/desk")
    file = await door.take(place, dict(request.query_params))
    headers = {name: file.headers[name] for name in _PASSED_ON if name in file.headers}
    return Response(file.content, headers=headers)


async def seals(house: House, request: Request, door: Door) -> Response:
    """The seal register of one's own unit, or of another whose cases one sees, year by year."""
    reader = await house.staff(request, door)
    seats = (reader.me or {}).get("seats", ())
    unit = request.query_params.get("unit") or next((each["unit"] for each in seats), "sl")
    year = request.query_params.get("year", "")
    if year and (way := request.query_params.get("as")):
        return await answered(SEALS, reader, door, {"unit": unit, "year": year}, way)
    asked = {"unit": unit, "year": year}
    piece = await SEALS.fetch(door, asked, request.query_params.get("cursor"), LINES) if year else Piece(())
    return drawn(reader, "seals.html", piece=piece, unit=unit, year=year, query=query)


def _asked(written: dict[str, list[str]]) -> tuple[str, object]:
    """Which act of a paper a form asks for, and its body."""
    act = _last(written, "act")
    if act in _HANDS:
        return "take", {"step": act}
    if act in _SAYS_WHY:
        return act, {"reason": _last(written, "reason")}
    if act == "serve":
        return act, {name: _last(written, name) for name in ("method", "receiver", "served_on")}
    said = {
        name.removeprefix(_PREFIX): values[-1] for name, values in written.items() if name.startswith(_PREFIX)
    }
    fields = [{"code": code, "said": text} for code, text in said.items() if text.strip()]
    return "write", {"fields": fields}


def _path(request: Request) -> str:
    where = request.path_params
    return f"/cases/{where['kind']}/{where['number']}/{where['n']}"


def _last(written: dict[str, list[str]], name: str) -> str:
    return written.get(name, [""])[-1]


PAGES: dict[str, Page] = {
    "/seals": seals,
    "/cases/{kind}/{number}/{n}/archive": printed,
    "/cases/{kind}/{number}/{n}/drafted": papers,
    "/cases/{kind}/{number}/{n}/drafted/{id}": paper,
    "/cases/{kind}/{number}/{n}/drafted/{id}/printed": printed,
    "/cases/{kind}/{number}/{n}/documents/{id}/printed": printed,
}
