"""The kiosk (自助终端): the pages of the window on a machine that the next person uses in a minute.

Nothing of anybody outlasts them there. Every form carries the visit in which its page was drawn, and a visit
ends after a minute without a touch: what is sent from an older page, by going back and asking again, is not
heard. Nobody is signed in at a kiosk, whoever had signed in at that machine before.
"""

from collections.abc import Awaitable, Callable, Sequence
from secrets import compare_digest, token_urlsafe

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pages.door import secret_in
from pages.drawing import KIOSK
from pages.house import DISPLAY, LANGUAGE, SESSION, written_in

VISIT = "visit"
FORGET = f"{KIOSK}/forget"
_LONGEST = 600  # seconds, of a visit in which pages are asked for
_SEE_OTHER = 303
_FORGOTTEN = (LANGUAGE, DISPLAY)

Answered = Callable[[Request], Awaitable[Response]]


def kept_apart(routes: Sequence[Route]) -> list[Route]:
    """The same pages, each in a visit; and the end of one."""
    within = [Route(each.path, _in_a_visit(each.endpoint), methods=each.methods) for each in routes]
    return [Route("/forget", _forget, methods=["GET", "POST"]), *within]


def _in_a_visit(answered: Answered) -> Answered:
    async def within(request: Request) -> Response:
        visit = secret_in(request, VISIT)
        if request.method == "POST" and not await _is_of(request, visit):
            return await _forget(request)
        request.state.visit = visit or token_urlsafe(16)
        answer = await answered(request)
        _keep(answer, request.state.visit, _LONGEST)
        _sign_out(request, answer)
        return answer

    return within


async def _is_of(request: Request, visit: str) -> bool:
    """Whether a form comes from a page of this visit."""
    said = (await written_in(request)).get(VISIT, [""])[-1]
    return bool(visit) and compare_digest(said.encode(), visit.encode())


async def _forget(request: Request) -> Response:
    """Nothing is left of whoever was here."""
    answer = RedirectResponse(f"{KIOSK}/", _SEE_OTHER, headers={"Cache-Control": "no-store"})
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    _keep(answer, "", 0)
    for each in _FORGOTTEN:
        answer.delete_cookie(each)
    _sign_out(request, answer)
    return answer


def _keep(answer: Response, visit: str, seconds: int) -> None:
    """Have the browser keep a visit for so long, as it keeps a session: over https, or of this machine."""
    answer.set_cookie(
        VISIT, visit, max_age=seconds, path=KIOSK, samesite="strict", httponly=True, secure=True
    )


def _sign_out(request: Request, answer: Response) -> None:
    if secret_in(request, SESSION):
        answer.delete_cookie(SESSION, secure=True, httponly=True)
