"""The desk (工作台): sign in, a case with everything about it, what can be done about it now."""

from urllib.parse import quote
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn
from pages.fields import read
from pages.house import House, Page, back_to, inside, written_in
from pages.registering import BROUGHT


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


async def case(house: House, request: Request, door: Door) -> Response:
    """One case, whole."""
    reader = await house.staff(request, door)
    shown = await door.get(_path(request))
    return drawn(
        reader, "case.html", shown=shown, here=f"/desk{_path(request)}", done=request.query_params.get("done")
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
        names = {"idempotency_key": "key", "x_csrf_token": "csrf", "if_match": "seen", "act_as": "as"}
        headers = {header: _last(written, name) for header, name in names.items()}
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
        told = problem.said if problem else None
        return drawn(
            reader, "refused.html", status, refused=refused, here=f"/desk{path}", shown=shown, problem=told
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
        key=_last(written, "key") or str(uuid4()),
        seen=f'"{shown["case"]["seq"]}"',
    )


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
    "/sign-in": sign_in,
    "/sign-in/provider": to_provider,
    "/sign-out": sign_out,
    "/register": register,
    "/register/{kind}": register,
    "/cases/{kind}/{number}/{n}": case,
    "/cases/{kind}/{number}/{n}/documents/{id}": document,
    "/cases/{kind}/{number}/{n}/{verb}": act,
}
