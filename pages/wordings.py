"""The county's templates of papers (文书模板): each with its state and a sample; a file is looked over before
it is put into the county's folder. Nothing of that is kept."""

from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import LANGUAGES, drawn
from pages.house import House, Page
from rules import words

_LARGEST = 64 * 1024  # bytes: no form is larger
_UNREADABLE = 422
_FIELDS = 4


async def wordings(house: House, request: Request, door: Door) -> Response:
    """Every document with the state of its template. A file that is brought is checked, and what it would
    look like is shown."""
    reader = await house.staff(request, door)
    checked: Any = None
    problem: Problem | None = None
    if request.method == "POST":
        try:
            checked = await _checked(request, door)
        except Problem as no:
            problem = no
    listed = await door.get("/paper-wordings")
    broken = [each for each in listed if each["trouble"]]
    return drawn(
        reader,
        "administration_wordings.html",
        problem.status if problem else 200,
        listed=[*broken, *(each for each in listed if not each["trouble"])],
        broken=len(broken),
        checked=checked,
        problem=problem,
    )


async def wording(house: House, request: Request, door: Door) -> Response:
    """One template: what it must print, and a sample."""
    reader = await house.staff(request, door)
    shown = await door.get(f"/paper-wordings/{request.path_params['file']}")
    return drawn(reader, "administration_wording.html", shown=shown)


async def _checked(request: Request, door: Door) -> Any:
    """What is said of the file that was brought. Raises Problem."""
    try:
        async with request.form(max_files=1, max_fields=_FIELDS, max_part_size=_LARGEST) as form:
            file = form.get("file")
            token = form.get("csrf")
            said = await file.read() if isinstance(file, UploadFile) else b""
            name = (file.filename or "") if isinstance(file, UploadFile) else ""
    except MultiPartException:
        raise _no(_UNREADABLE, "malformed") from None
    body = {"file": name, "wording": said.decode("utf-8", "replace").replace("\r\n", "\n")}
    csrf = token if isinstance(token, str) else None
    return await door.post("/paper-wordings/check", body, x_csrf_token=csrf)


def _no(status: int, code: str) -> Problem:
    """As the API would say it."""
    return Problem(status, {"words": {each: words.say("problem", code, each) for each in LANGUAGES}})


PAGES: dict[str, Page] = {
    "/administration/papers": wordings,
    "/administration/papers/{file}": wording,
}
