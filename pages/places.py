"""Which page lies where."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pages import (
    adding,
    administration,
    administration_acts,
    administration_people,
    administration_records,
    administration_rules,
    agency,
    assigning,
    booking,
    bringing,
    case,
    catalogue,
    coming_in,
    counter,
    desk,
    engine,
    finding,
    hall,
    kept,
    kiosk,
    leaders,
    listing,
    minutes,
    noticing,
    own_motion,
    papers,
    planning,
    publishing,
    relating,
    signing,
    submissions,
    together,
    tracking,
    two_persons,
    window,
    wordings,
    worklists,
)
from pages.door import Door, Problem, secret_in
from pages.drawing import KIOSK, LANGUAGES, drawn
from pages.house import DISPLAY, DISPLAYS, LANGUAGE, House, Page, back_to, inside
from rules import words

_NOT_SIGNED_IN = 401
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_A_YEAR = 365 * 24 * 60 * 60  # seconds

# Of two that fit the first is taken: what is named stands before what may be any verb of a case.
DESK: dict[str, Page] = {
    **adding.DESK,
    **noticing.DESK,
    **papers.PAGES,
    **signing.PAGES,
    **coming_in.PAGES,
    **counter.PAGES,
    **together.PAGES,
    **worklists.PAGES,
    **listing.pages_of(catalogue.LEDGERS),
    **finding.PAGES,
    **assigning.PAGES,
    **agency.PAGES,
    **submissions.PAGES,
    **leaders.PAGES,
    **own_motion.PAGES,
    **hall.PAGES,
    **engine.PAGES,
    **administration.PAGES,
    **administration_acts.PAGES,
    **administration_people.PAGES,
    **administration_records.PAGES,
    **administration_rules.PAGES,
    **two_persons.PAGES,
    **wordings.PAGES,
    **planning.PAGES,
    **minutes.PAGES,
    **relating.PAGES,
    **desk.PAGES,
    **case.PAGES,
}
# What anybody reads without signing in: at the window, and the same at a kiosk, which has no files to add.
AT_A_KIOSK: dict[str, Page] = {
    **window.PAGES,
    **bringing.PAGES,
    **tracking.PAGES,
    **booking.PAGES,
    **publishing.PAGES,
}
# Where pages lie, and which.
PLACES: dict[str, dict[str, Page]] = {
    "/desk": DESK,
    "/window": {**adding.WINDOW, **noticing.WINDOW, **AT_A_KIOSK},
}
# What is said where there is no page, or where one broke: as the API says it.
_OTHERWISE: dict[Any, str] = {404: "not-found", 500: "unexpected"}


def add_pages(
    app: FastAPI,
    way: Callable[[], str],
    origin: Callable[[], str],
    token_for: Callable[[str], str],
    is_training: Callable[[], bool],
) -> None:
    """The pages, beside the API they ask. ``way``: how people sign in, ``origin``: from where our own pages
    come (``api/gate.py``); ``token_for``: what shows that a form is ours (``api/forgery.py``);
    ``is_training``: whether nothing here is real (演练)."""
    house = House(app, way, token_for, is_training)

    def routes(pages: dict[str, Page]) -> list[Route]:
        return [
            Route(path, _answered(house, page, origin), methods=["GET", "POST"])
            for path, page in pages.items()
        ]

    otherwise = {status: _told(house, code) for status, code in _OTHERWISE.items()}
    for place, pages in PLACES.items():
        app.mount(place, Starlette(routes=routes(pages), exception_handlers=otherwise))
    app.mount(KIOSK, Starlette(routes=kiosk.kept_apart(routes(AT_A_KIOSK)), exception_handlers=otherwise))
    app.router.routes += [
        Route("/assets/{name}", kept.answered),
        Route("/language", _change_language),
        Route("/display", _change_display),
        Route("/status", _inside_of("/window/status")),
        Route("/kiosk", _inside_of("/kiosk/")),
        Route("/desk", _inside_of("/desk/")),
        Route("/window", _inside_of("/window/")),
        *routes({"/": window.front}),
    ]


def _answered(
    house: House, page: Page, origin: Callable[[], str]
) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        if known_as := _known_as(request, origin()):
            return RedirectResponse(known_as, 307)
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


def _known_as(request: Request, origin: str) -> str | None:
    """The same page under the name that this machine's own pages have, where it was opened under another of
    its names for itself: forms that come from there would not be taken for ours."""
    asked, ours = request.url, urlsplit(origin)
    if request.method != "GET" or asked.hostname == ours.hostname or asked.port != ours.port:
        return None
    if not {asked.hostname, ours.hostname} <= _THIS_MACHINE:
        return None
    return str(asked.replace(netloc=ours.netloc))


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


async def _change_display(request: Request) -> Response:
    """Larger type, or more contrast; and back again. It is kept by the reader's own browser."""
    answer = back_to(inside(request.query_params.get("back", "/")))
    kept = secret_in(request, DISPLAY).split(".")
    turned = request.query_params.get("turn", "")
    wanted = [each for each in DISPLAYS if (each in kept) is not (each == turned)]
    answer.set_cookie(DISPLAY, ".".join(wanted), max_age=_A_YEAR, samesite="lax", httponly=True)
    return answer
