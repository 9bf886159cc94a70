"""The desk (工作台): what waits for whom, a case with everything about it, what can be done about it now."""

from urllib.parse import quote
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn
from pages.fields import grown, read
from pages.house import House, Page, back_to, last, written_in
from pages.together import meanwhile, others_at

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


async def case(house: House, request: Request, door: Door) -> Response:
    """One case, whole."""
    reader = await house.staff(request, door)
    path = _path(request)
    shown = await door.get(path)
    added = await door.get(f"{path}/papers")
    return drawn(
        reader,
        "case.html",
        shown=shown,
        added=added,
        here=f"/desk{path}",
        done=request.query_params.get("done"),
        others=await others_at(door, path),
    )


async def document(house: House, request: Request, door: Door) -> Response:
    """A paper as it went out, to be printed."""
    reader = await house.staff(request, door)
    shown = await door.get(f"{_path(request)}/documents/{request.path_params['id']}")
    return drawn(reader, "document.html", shown=shown, here=f"/desk{_path(request)}")


async def act(house: House, request: Request, door: Door) -> Response:
    """A form made from what the verb takes; once it is sent, the case again. What is sent goes to the API
    whatever the case looks like by then: a form that comes twice is answered as it was the first time."""
    reader = await house.staff(request, door)
    path, kind, verb = _path(request), request.path_params["kind"], request.path_params["verb"]
    fields = house.forms.of(f"/cases/{kind}/{{number}}/{{n}}/{verb}")
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
        fields = grown(fields, written, last(written, "more"))
    if request.method == "POST" and not written.get("more"):
        names = {"idempotency_key": "key", "x_csrf_token": "csrf", "if_match": "seen", "act_as": "as"}
        headers = {header: last(written, name) for header, name in names.items()}
        try:
            await door.post(f"{path}/{verb}", read(fields, written), **headers)
        except Problem as no:
            problem = no
        else:
            return back_to(f"/desk{path}?done={quote(verb.replace('-', '_'))}")
    shown = await door.get(path)
    action = next((each for each in shown["actions"] if each["path"].endswith(f"/{verb}")), None)
    if action is None:
        refused = [each for each in shown["refused"] if each["name"].replace("_", "-") == verb]
        status = problem.status if problem else 409
        return drawn(
            reader,
            "refused.html",
            status,
            refused=refused,
            here=f"/desk{path}",
            shown=shown,
            problem=problem.said if problem else None,
            fields=fields,
            written=written,
            meanwhile=meanwhile(shown, last(written, "seen")),
        )
    return drawn(
        reader,
        "act.html",
        problem.status if problem else 200,
        shown=shown,
        here=f"/desk{path}",
        action=action,
        fields=fields,
        written=written,
        problem=problem,
        key=last(written, "key") or str(uuid4()),
        seen=f'"{shown["case"]["seq"]}"',
        meanwhile=meanwhile(shown, last(written, "seen")),
        others=await others_at(door, path, verb),
    )


def _path(request: Request) -> str:
    where = request.path_params
    return f"/cases/{where['kind']}/{where['number']}/{where['n']}"


PAGES: dict[str, Page] = {
    "/": worklist,
    "/cases": cases,
    "/search": search,
    "/cases/{kind}/{number}/{n}": case,
    "/cases/{kind}/{number}/{n}/documents/{id}": document,
    "/cases/{kind}/{number}/{n}/{verb}": act,
}
