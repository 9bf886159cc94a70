"""Which page lies where."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages import administration, desk, kept, window
from pages.door import Door, Problem
from pages.drawing import LANGUAGES, drawn
from pages.house import LANGUAGE, House, Page, back_to, inside
from rules import words

_NOT_SIGNED_IN = 401
_A_YEAR = 365 * 24 * 60 * 60  # seconds


# Where pages lie, and which.
PLACES: dict[str, dict[str, Page]] = {
    "/desk": {**desk.PAGES, **administration.PAGES},
    "/window": window.PAGES,
}
# What is said where there is no page, or where one broke: as the API says it.
_OTHERWISE: dict[Any, str] = {404: "not-found", 500: "unexpected"}


def add_pages(app: FastAPI, way: Callable[[], str], token_for: Callable[[str], str]) -> None:
    """The pages, beside the API they ask. ``way``: how people sign in (``api/gate.py``); ``token_for``: what
    shows that a form is ours (``api/forgery.py``)."""
    house = House(app, way, token_for)

    def routes(pages: dict[str, Page]) -> list[Route]:
        return [Route(path, _answered(house, page), methods=["GET", "POST"]) for path, page in pages.items()]

    otherwise = {status: _told(house, code) for status, code in _OTHERWISE.items()}
    for place, pages in PLACES.items():
        app.mount(place, Starlette(routes=routes(pages), exception_handlers=otherwise))
    app.router.routes += [
        Route("/assets/{name}", kept.answered),
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


def _told(house: House, code: str) -> Callable[[Request, Exception], Response]:
    """A page that says what the API would."""
    both = {language: words.say("problem", code, language) for language in LANGUAGES}
    status = next(status for status, each in _OTHERWISE.items() if each == code)

    def told(request: Request, _: Exception) -> Response:
        return drawn(house.anybody(request), "problem.html", status, problem={"words": both})

    return told


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
