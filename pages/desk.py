"""The desk (工作台): what waits for whom, what there is, what somebody brings."""

from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn
from pages.fields import read
from pages.house import House, Page, back_to, inside, written_in
from pages.registering import BROUGHT

WHOSE = ("mine", "unit", "all")
_LINES = 50


async def sign_in(house: House, request: Request, door: Door) -> Response:
    """By the way this installation has."""
    reader, way = house.anybody(request), house.way()
    back = inside(request.query_params.get("back", "/desk/"))
    problem: Problem | None = None
    if request.method == "POST":
        said = {name: values[-1] for name, values in (await written_in(request)).items() if values[-1]}
        try:
            if way == "development":
                await door.post("/dev/sign-in", {"person": said.get("person", ""), "session": True})
            else:
                await door.post("/sign-in", said)
        except Problem as no:
            problem = no
        else:
            return back_to(back)
    status = problem.status if problem else 200
    return drawn(reader, "sign_in.html", status, way=way, back=back, problem=problem)


async def to_provider(_: House, request: Request, door: Door) -> Response:
    """On to the county's own provider; a link, for no browser lets a form of ours lead anywhere else."""
    back = inside(request.query_params.get("back", "/desk")).rstrip("/") or "/desk"
    return back_to((await door.post("/sign-in/provider", {"return_to": back}))["go_to"])


async def sign_out(_: House, request: Request, door: Door) -> Response:
    """The session ends."""
    await door.post("/sign-out", {}, x_csrf_token=(await written_in(request)).get("csrf", [""])[-1])
    return back_to("/desk/sign-in")


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


async def register(house: House, request: Request, door: Door) -> Response:
    """Somebody brings something: one page, and the receipt."""
    reader = await house.staff(request, door)
    kind = request.path_params.get("kind", "")
    if kind not in BROUGHT:
        return drawn(reader, "register.html", kinds=tuple(BROUGHT))
    brought = BROUGHT[kind]
    fields = brought.asked(house.forms.of(brought.path))
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
        keys = {"idempotency_key": _last(written, "key"), "x_csrf_token": _last(written, "csrf")}
        try:
            opened = await door.post(brought.path, brought.body(read(fields, written)), **keys)
        except Problem as no:
            problem = no
        else:
            return drawn(reader, "receipt.html", opened=opened, kind=kind)
    return drawn(
        reader,
        "registration.html",
        problem.status if problem else 200,
        kind=kind,
        fields=fields,
        written=written,
        problem=problem,
        key=_last(written, "key") or str(uuid4()),
    )


def _path(request: Request) -> str:
    where = request.path_params
    return f"/cases/{where['kind']}/{where['number']}/{where['n']}"


def _last(written: dict[str, list[str]], name: str) -> str:
    return written.get(name, [""])[-1]


PAGES: dict[str, Page] = {
    "/": worklist,
    "/sign-in": sign_in,
    "/sign-in/provider": to_provider,
    "/sign-out": sign_out,
    "/cases": cases,
    "/search": search,
    "/register": register,
    "/register/{kind}": register,
    "/cases/{kind}/{number}/{n}/documents/{id}": document,
}
