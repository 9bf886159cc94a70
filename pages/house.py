"""The house the pages belong to: its API, its forms, and who reads."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pages.county import NOWHERE, County, Memory
from pages.door import Door, secret_in
from pages.drawing import KIOSK, LANGUAGES, Reader
from pages.fields import Forms

SESSION = "__Host-fengqiao"
LANGUAGE = "language"
DISPLAY, DISPLAYS = "display", ("large", "contrast")
_SEE_OTHER = 303

Page = Callable[["House", Request, Door], Awaitable[Response]]


class House:
    """The pages of one installation. ``way``: how people sign in there; ``token_for``: what a form sends
    along in a session, by the session's secret; ``is_training``: whether every page says that nothing here is
    real (演练)."""

    def __init__(
        self,
        app: FastAPI,
        way: Callable[[], str],
        token_for: Callable[[str], str],
        is_training: Callable[[], bool],
    ) -> None:
        self.app, self.way, self._token_for, self._is_training = app, way, token_for, is_training
        self._forms: Forms | None = None
        self._memory = Memory()

    @property
    def forms(self) -> Forms:
        """What each request takes, as the document has it."""
        if self._forms is None:
            self._forms = Forms(self.app.openapi())
        return self._forms

    async def staff(self, request: Request, door: Door) -> Reader:
        """Whoever of the staff reads it. Raises Problem 401."""
        me = await door.get("/me")
        return self._reader(request, me, await self._memory.county(door))

    def anybody(self, request: Request) -> Reader:
        """Whoever reads what is for everybody."""
        return self._reader(request, None, NOWHERE)

    def _reader(self, request: Request, me: Any, county: County) -> Reader:
        chosen = secret_in(request, LANGUAGE)
        display = secret_in(request, DISPLAY).split(".")
        secret = secret_in(request, SESSION)
        query = f"?{request.url.query}" if request.url.query else ""
        return Reader(
            language=chosen if chosen in LANGUAGES else LANGUAGES[0],
            here=f"{request.url.path}{query}",
            csrf=self._token_for(secret) if secret else "",
            display=tuple(each for each in DISPLAYS if each in display),
            base=KIOSK if request.url.path.startswith(f"{KIOSK}/") else "/window",
            visit=getattr(request.state, "visit", ""),
            me=me,
            county=county,
            is_training=self._is_training(),
        )


async def written_in(request: Request) -> dict[str, list[str]]:
    """What a form brought."""
    return parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)


def last(written: Mapping[str, Sequence[str]], name: str) -> str:
    """What was written last into a field; nothing where nothing was."""
    said = written.get(name) or [""]
    return said[-1]


def back_to(path: str) -> Response:
    """On to another page, which is then read."""
    return RedirectResponse(path, _SEE_OTHER)


def inside(path: str) -> str:
    """A path of this house; the front door for anything else."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
