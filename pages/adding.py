"""Papers and pictures that are added (补充材料): at the desk to a case, at the window by the code.

The form is one of parts (multipart). Its file stays in memory on its way to the API, for on a disk it would
lie in clear; so only a few are on their way at once.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import quote
from uuid import uuid4

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn
from pages.house import House, Page, back_to, written_in
from rules.added_papers import LARGEST

# For staff and for everybody apart: whoever sends slowly, without having signed in, holds up no clerk.
_AT_ONCE = {is_desk: asyncio.Semaphore(4) for is_desk in (True, False)}
_BY_CODE = "/public/status/papers"
_NO_CASE_YET = "not-at-this-stage"  # papers lie with a case, and there is none of which the code tells
_FIELDS = 8
_PIECE = 64 * 1024  # bytes
_LONGEST = 4 * 1024  # bytes of a field that is no file
_LONGEST_TITLE = 120  # characters
_NAMED = {"tracking_code": "code", "tracking_factor": "factor"}
_KEPT = ("content-type", "content-disposition", "content-security-policy", "content-length")


class _InMemory(MultiPartParser):
    spool_max_size = LARGEST + 1


@dataclass
class Brought:
    """What a form of parts brought: its fields, what was chosen of several, and the file if there is one."""

    fields: dict[str, str] = field(default_factory=dict)
    file: UploadFile | None = None
    several: dict[str, list[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What they call it; else what their machine did."""
        named = (self.file.filename if self.file else None) or ""
        said = self.fields.get("title", "").strip() or named.replace("\\", "/").rpartition("/")[2]
        return "".join(each for each in said if each.isprintable())[:_LONGEST_TITLE] or "—"

    async def pieces(self) -> AsyncIterator[bytes]:
        """The file, piece by piece; nothing, where none was chosen."""
        while self.file and (piece := await self.file.read(_PIECE)):
            yield piece


async def add(house: House, request: Request, door: Door) -> Response:
    """A paper for a case; then the case again, where it is listed."""
    reader = await house.staff(request, door)
    where = request.path_params
    path = f"/cases/{where['kind']}/{where['number']}/{where['n']}"
    problem: Problem | None = None
    title = ""
    if request.method == "POST":
        async with brought_in(request) as brought:
            title = brought.fields.get("title", "")
            names = {"idempotency_key": brought.fields.get("key"), "x_csrf_token": brought.fields.get("csrf")}
            problem = await _added(door, f"{path}/papers", brought, names)
        if problem is None:
            return back_to(f"/desk{path}#added-papers")
    status = problem.status if problem else 200
    added = await door.get(f"{path}/papers")
    return drawn(
        reader,
        "adding.html",
        status,
        added=added,
        here=f"/desk{path}",
        problem=problem,
        title=title,
        key=_key(),
    )


async def by_code(house: House, request: Request, door: Door) -> Response:
    """What was added with a code, and more of it; or one of these papers again."""
    reader = house.anybody(request)
    if request.method != "POST":
        return drawn(reader, "track.html", problem=None)
    problem: Problem | None = None
    is_added = False
    async with brought_in(request) as brought:
        held = {header: said for header, name in _NAMED.items() if (said := brought.fields.get(name))}
        if wanted := brought.fields.get("paper"):
            return await _taken(door, f"{_BY_CODE}/{quote(wanted, safe='')}", held)
        if "key" in brought.fields:
            names = {"idempotency_key": brought.fields["key"], **held}
            problem = await _added(door, _BY_CODE, brought, names)
            is_added = problem is None
    try:
        added = await door.look(_BY_CODE, **held)
    except Problem as no:
        return drawn(reader, "track.html", no.status, problem=no)
    status = problem.status if problem else 200
    return drawn(
        reader,
        "adding_by_code.html",
        status,
        added=added,
        held=held,
        problem=problem,
        is_added=is_added,
        is_early=problem is not None and problem.said.get("code") == _NO_CASE_YET,
        title=brought.fields.get("title", "") if problem else "",
        key=_key(),
    )


async def _added(
    door: Door, path: str, brought: Brought, headers: Mapping[str, str | None]
) -> Problem | None:
    """What speaks against it, if anything does."""
    try:
        await door.send(path, brought.pieces(), paper_title=quote(brought.title, safe=""), **headers)
    except Problem as no:
        return no
    return None


async def _taken(door: Door, path: str, held: Mapping[str, str]) -> Response:
    answer = await door.take(path, **held)
    kept = {name: answer.headers[name] for name in _KEPT if name in answer.headers}
    return Response(answer.content, headers={**kept, "Cache-Control": "no-store"})


@asynccontextmanager
async def brought_in(request: Request, fields: int = _FIELDS) -> AsyncIterator[Brought]:
    """The form, however it was sent; without a file where none was chosen. Raises Problem."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        written = await written_in(request)
        yield Brought({name: values[-1] for name, values in written.items()}, None, written)
        return
    async with _AT_ONCE[request.url.path.startswith("/desk/")]:
        parser = _InMemory(
            request.headers, request.stream(), max_files=1, max_fields=fields, max_part_size=_LONGEST
        )
        try:
            form = await parser.parse()
        except MultiPartException:
            raise Problem(422, {}) from None
        try:
            said = {name: value for name, value in form.items() if isinstance(value, str)}
            file = next((value for value in form.values() if isinstance(value, UploadFile)), None)
            several = {name: [each for each in form.getlist(name) if isinstance(each, str)] for name in said}
            yield Brought(said, file, several)
        finally:
            await form.close()


def _key() -> str:
    return str(uuid4())


DESK: dict[str, Page] = {"/cases/{kind}/{number}/{n}/papers": add}
WINDOW: dict[str, Page] = {"/papers": by_code}
