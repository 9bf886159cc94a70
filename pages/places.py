"""Which page lies where."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from pages import desk, engine, hall, leaders, window
from pages.door import Door, Problem
from pages.drawing import HERE, LANGUAGES, drawn
from pages.house import LANGUAGE, House, Page, back_to, inside

_NOT_SIGNED_IN = 401
_A_YEAR = 365 * 24 * 60 * 60  # seconds


def add_pages(app: FastAPI, way: Callable[[], str], token_for: Callable[[str], str]) -> None:
    """The pages, beside the API they ask. ``way``: how people sign in (``api/gate.py``); ``token_for``: what
    shows that a form is ours (``api/forgery.py``)."""
    house = House(app, way, token_for)

    def routes(pages: dict[str, Page]) -> list[Route]:
        return [Route(path, _answered(house, page), methods=["GET", "POST"]) for path, page in pages.items()]

    app.mount(
        "/desk", Starlette(routes=routes({**desk.PAGES, **leaders.PAGES, **hall.PAGES, **engine.PAGES}))
    )
    app.mount("/window", Starlette(routes=routes(window.PAGES)))
    app.mount("/assets", StaticFiles(directory=HERE / "assets"))
    app.router.routes += [
        Route("/language", _change_language),
        Route("/desk", _inside_of("/desk/")),
        Route("/window", _inside_of("/window/")),
        *routes({"/": window.front}),
    ]


def _answered(house: House, page: Page) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        door = Door(house.app, request)
        try:
            answer = await page(house, request, door)
        except Problem as no:
            answer = _no(house, request, no)
        for cookie in door.cookies:
            answer.headers.append("set-cookie", cookie)
        return answer

    return answered


def _no(house: House, request: Request, no: Problem) -> Response:
    if no.status == _NOT_SIGNED_IN and request.url.path.startswith("/desk"):
        return back_to(f"/desk/sign-in?back={quote(request.url.path)}")
    return drawn(house.anybody(request), "problem.html", no.status, problem=no.said)


def _inside_of(path: str) -> Callable[[Request], Awaitable[Response]]:
    async def led(_: Request) -> Response:
        return back_to(path)

    return led


async def _change_language(request: Request) -> Response:
    answer = back_to(inside(request.query_params.get("back", "/")))
    to = request.query_params.get("to", "")
    if to in LANGUAGES:
        answer.set_cookie(LANGUAGE, to, max_age=_A_YEAR, samesite="lax", httponly=True)
    return answer
