"""At the counter (一窗受理): somebody brings something, and it is registered in one page.

What is written is kept as a draft when somebody asks for it, or pauses; likely repeats and the ways it may
go stand beside it; and at the end there is a receipt. Without scripts each of these is a button of the same
form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid4, uuid5

from starlette.requests import Request
from starlette.responses import Response

from pages import beside
from pages.about import kind_said, known
from pages.beside import Beside
from pages.door import Door, Problem
from pages.drawing import Reader, drawn, picture
from pages.fields import Field, grown, paths, read
from pages.house import House, Page, back_to, last, written_in
from pages.registering import BROUGHT, Brought

_FIRST_VISIT = "/cases/petition/{number}/{n}/record-first-visit"
_RECORDED = "FirstVisitRecorded"
LINKS = ("repeat", "same-matter", "part-of-collective", "related")

_NUMBER = "number"

Written = dict[str, list[str]]


@dataclass(frozen=True)
class Sheet:
    """A form as it lies on the counter: what it asks, and what stands in it. ``key``: under which it is
    registered, and its draft kept; ``number``: of the matter it is about, where that has been taken in
    before, and ``about``: what it says."""

    kind: str
    brought: Brought
    fields: tuple[Field, ...]
    written: Written
    key: str
    number: str = ""
    about: Mapping[str, Any] | None = None

    @property
    def body(self) -> dict[str, Any]:
        """What is posted."""
        return self.brought.body(read(self.fields, self.written), self.number)

    @property
    def told(self) -> dict[str, Any]:
        """The same with the words of the matter, wherever they were written."""
        return self.body if self.about is None else {**self.body, "matter": self.about["texts"]}

    @property
    def draft(self) -> dict[str, Any]:
        """What is kept: of what stands there, only what somebody wrote into its fields."""
        places = paths(self.fields) | {_NUMBER}
        kept = {name: said for name, said in self.written.items() if name in places and any(said)}
        return {"form": self.kind, "written": kept}


def _sheet(house: House, kind: str, written: Written, key: str) -> Sheet:
    brought = BROUGHT[kind]
    every = house.forms.of(brought.path)
    number = last(written, _NUMBER) if any(each.name == _NUMBER for each in every) else ""
    asked = grown(brought.asked(every, number), written, last(written, "more"))
    return Sheet(kind, brought, asked, written, key or str(uuid4()), number)


async def _of_its_matter(door: Door, sheet: Sheet) -> Sheet:
    """The same with what the matter says, where it is about one that was taken in before. Raises Problem."""
    if not sheet.number:
        return sheet
    return replace(sheet, about=await door.get(f"/matters/{quote(sheet.number, safe='')}"))


async def choose(house: House, request: Request, door: Door) -> Response:
    """What it is that somebody brings; and what I have begun before."""
    reader = await house.staff(request, door)
    return drawn(reader, "register.html", kinds=tuple(BROUGHT), drafts=await _drafts(door))


async def register(house: House, request: Request, door: Door) -> Response:
    """One page, and the receipt. Which button was pressed says what is done with what stands there."""
    reader = await house.staff(request, door)
    kind = request.path_params["kind"]
    if kind not in BROUGHT:
        return back_to("/desk/register")
    if request.method != "POST":
        sheet = await _begun(house, request, reader, door)
        return await _page(reader, door, sheet, await _found(reader, door, sheet))
    written = await written_in(request)
    sheet = await _of_its_matter(door, _sheet(house, kind, written, last(written, "key")))
    do = last(written, "do")
    if do == "keep":
        return await _kept(reader, door, sheet)
    if do in ("look", "again") or written.get("more") or written.get("answer"):
        return await _page(reader, door, sheet, await _found(reader, door, sheet))
    return await _registered(reader, door, sheet)


async def aside(house: House, request: Request, door: Door) -> Response:
    """What stands beside a form, by itself: whoever writes on is not disturbed by a new page."""
    reader = await house.staff(request, door)
    written = await written_in(request)
    kind = request.path_params["kind"]
    if kind not in BROUGHT:
        raise Problem(404, {})
    sheet = await _of_its_matter(door, _sheet(house, kind, written, last(written, "key")))
    return drawn(reader, "beside.html", kind=kind, links=LINKS, beside=await _found(reader, door, sheet))


async def keep(house: House, request: Request, door: Door) -> Response:
    """Keep what stands there, and say until when it is kept."""
    reader = await house.staff(request, door)
    written = await written_in(request)
    kind = request.path_params["kind"]
    if kind not in BROUGHT:
        raise Problem(404, {})
    sheet = _sheet(house, kind, written, last(written, "key"))
    kept, problem = await _keep(door, sheet)
    return drawn(reader, "kept.html", problem.status if problem else 200, kept=kept, unkept=problem)


async def throw_away(house: House, request: Request, door: Door) -> Response:
    """A draft is not wanted any more."""
    await house.staff(request, door)
    if request.method == "POST":
        written = await written_in(request)
        id = quote(request.path_params["id"], safe="")
        await door.delete(f"/drafts/{id}", x_csrf_token=last(written, "csrf"))
    return back_to("/desk/register")


async def first_visit(house: House, request: Request, door: Door) -> Response:
    """The five things of a first visit, to be printed: blank, or as they were recorded in a case."""
    reader = await house.staff(request, door)
    said: Mapping[str, Any] = {}
    here = ""
    if number := request.path_params.get("number"):
        here = f"/cases/petition/{number}/{request.path_params['n']}"
        shown = await door.get(here)
        recorded = [entry for entry in shown["timeline"] if entry["kind"] == _RECORDED]
        said = recorded[-1]["texts"] if recorded else {}
    items = house.forms.of(_FIRST_VISIT)
    return drawn(reader, "first_visit.html", items=items, said=said, here=here, number=number or "")


async def _begun(house: House, request: Request, reader: Reader, door: Door) -> Sheet:
    """A new sheet, also one about a matter that has its number; or the draft that is to be gone on with."""
    kind = request.path_params["kind"]
    if id := request.query_params.get("draft", ""):
        draft = await door.get(f"/drafts/{quote(id, safe='')}")
        written = {name: list(said) for name, said in draft["written"].items()}
        return await _of_its_matter(door, _sheet(house, kind, written, draft["id"]))
    number = request.query_params.get("matter", "")
    sheet = await _of_its_matter(door, _sheet(house, kind, {_NUMBER: [number]} if number else {}, ""))
    if sheet.about is None:
        return sheet
    said = known(reader, sheet.about, sheet.fields)
    said |= await kind_said(reader, door, sheet.about, sheet.fields)
    return replace(sheet, written={**sheet.written, **said, "looked": ["yes"]})


async def _found(reader: Reader, door: Door, sheet: Sheet) -> Beside:
    """What stands beside it: what is alike and where it may belong only once somebody has asked."""
    answers = beside.answered(sheet.written)
    if last(sheet.written, "do") == "look" or last(sheet.written, "looked"):
        found = await beside.look(door, sheet.told, answers, reader.csrf)
        others = [each for each in found.likenesses or () if each["matter"]["number"] != sheet.number]
        return found if found.likenesses is None else replace(found, likenesses=others)
    return await beside.walk(door, answers)


async def _keep(door: Door, sheet: Sheet) -> tuple[Mapping[str, Any] | None, Problem | None]:
    try:
        path = f"/drafts/{quote(sheet.key, safe='')}"
        return await door.post(path, sheet.draft, x_csrf_token=last(sheet.written, "csrf")), None
    except Problem as no:
        return None, no


async def _kept(reader: Reader, door: Door, sheet: Sheet) -> Response:
    kept, problem = await _keep(door, sheet)
    found = await _found(reader, door, sheet)
    return await _page(reader, door, sheet, found, problem=problem, kept=kept)


async def _registered(reader: Reader, door: Door, sheet: Sheet) -> Response:
    keys = {"idempotency_key": sheet.key, "x_csrf_token": last(sheet.written, "csrf")}
    try:
        opened = await door.post(sheet.brought.path, sheet.body, **keys)
    except Problem as no:
        return await _page(reader, door, sheet, await _found(reader, door, sheet), problem=no)
    linked, unlinked = await _link(door, sheet, opened["number"])
    return drawn(
        reader,
        "receipt.html",
        opened=opened,
        kind=sheet.kind,
        title=(sheet.told.get("matter") or sheet.told).get("title"),
        unit=_registering(reader),
        shown=await _standing(door, sheet.kind, opened),
        square=picture(await door.get("/public/tracking-label")),
        linked=linked,
        unlinked=unlinked,
    )


def _registering(reader: Reader) -> str | None:
    """The unit at which they register."""
    seats = (reader.me or {}).get("seats", ())
    return next((each["unit"] for each in seats if "register" in each["powers"]), None)


async def _link(
    door: Door, sheet: Sheet, number: str
) -> tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]:
    """What it was said to be to another matter, once it has a number; and the API's word, if it could not be
    linked: it is registered all the same."""
    other, kind = last(sheet.written, "link"), last(sheet.written, "link-kind")
    if not other:
        return None, None
    its_own = str(uuid5(NAMESPACE_URL, f"{sheet.key}/link"))
    keys = {"idempotency_key": its_own, "x_csrf_token": last(sheet.written, "csrf")}
    try:
        return await door.post(f"/matters/{number}/links", {"other": other, "kind": kind}, **keys), None
    except Problem as no:
        return None, no.said


async def _standing(door: Door, kind: str, opened: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """How the case stands, for the receipt; nothing for whoever registers without seeing what becomes of
    it."""
    try:
        shown: Mapping[str, Any] = await door.get(f"/cases/{kind}/{opened['number']}/{opened['n']}")
    except Problem:
        return None
    return shown


async def _drafts(door: Door) -> Sequence[Mapping[str, Any]]:
    try:
        mine: Sequence[Mapping[str, Any]] = await door.get("/drafts")
    except Problem:
        return ()
    return mine


async def _page(
    reader: Reader,
    door: Door,
    sheet: Sheet,
    found: Beside,
    *,
    problem: Problem | None = None,
    kept: Mapping[str, Any] | None = None,
) -> Response:
    return drawn(
        reader,
        "registration.html",
        problem.status if problem else 200,
        kind=sheet.kind,
        fields=sheet.fields,
        written=sheet.written,
        key=sheet.key,
        about=sheet.about,
        problem=problem,
        kept=kept,
        drafts=[each for each in await _drafts(door) if each["id"] != sheet.key],
        beside=found,
        links=LINKS,
    )


PAGES: dict[str, Page] = {
    "/register": choose,
    "/register/drafts/{id}/throw-away": throw_away,
    "/register/{kind}": register,
    "/register/{kind}/beside": aside,
    "/register/{kind}/draft": keep,
    "/first-visit": first_visit,
    "/cases/petition/{number}/{n}/first-visit": first_visit,
}
