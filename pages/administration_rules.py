"""What the county has set (版本、放假安排、法定途径、文书): its editions, what was published and how far
it has reached, the list of routes, the catalogue of papers, the agencies."""

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from pages import people
from pages.door import Door
from pages.drawing import Reader, drawn
from pages.house import House, Page


async def publications(house: House, request: Request, door: Door) -> Response:
    """Editions in force and to come; and each publication, the newest first. Of one: what it says, and how
    far it has got among the open cases."""
    reader = await people.known(await house.staff(request, door), door)
    if version := request.query_params.get("version"):
        shown = await door.get(f"/publications/{quote(version)}")
        return drawn(reader, "administration_publication.html", shown=shown)
    proposers = _proposers(reader)
    editions = [each | each["edition"] for each in await door.get("/editions")]
    return drawn(
        reader,
        "administration_publications.html",
        proposers=[reader.word("role", role) for role in proposers],
        may_propose=any(seat["role"] in proposers for seat in (reader.me or {}).get("seats", ())),
        editions=editions,
        listed=await door.get("/publications"),
        done=request.query_params.get("done"),
    )


def _proposers(reader: Reader) -> list[str]:
    """Whose it is to propose, as the edition has it: the county's dispatcher, and the petition department."""
    edition = reader.county.edition
    posts = (edition["dispatcher"], edition["petitions"]["department"], edition["petitions"]["auditor"])
    return list(dict.fromkeys(post["role"] for post in posts))


async def routes(house: House, request: Request, door: Door) -> Response:
    """The list of statutory routes as it is in force."""
    reader = await house.staff(request, door)
    return drawn(reader, "administration_routes.html", told=await door.get("/routes"))


async def route(house: House, request: Request, door: Door) -> Response:
    """One route: where it leads, on what ground, by which steps and within which periods."""
    reader = await house.staff(request, door)
    card: Any = await door.get(f"/routes/{quote(request.path_params['id'], safe='')}")
    return drawn(reader, "administration_route.html", card=card)


async def paper_forms(house: House, request: Request, door: Door) -> Response:
    """The catalogue of papers: who issues each, through whose hands it goes, by which articles."""
    reader = await house.staff(request, door)
    return drawn(reader, "administration_paper_forms.html", forms=await door.get("/paper-forms"))


async def agencies(house: House, request: Request, door: Door) -> Response:
    """The bodies whose own systems take part, as the edition names them."""
    reader = await house.staff(request, door)
    return drawn(reader, "administration_agencies.html", listed=reader.county.edition.get("agencies", ()))


PAGES: dict[str, Page] = {
    "/administration/publications": publications,
    "/administration/routes": routes,
    "/administration/routes/{id}": route,
    "/administration/paper-forms": paper_forms,
    "/administration/agencies": agencies,
}
