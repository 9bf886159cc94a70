"""Two at one case (在场): each sees that the other has it open too, and what the other did in between."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn
from pages.house import House, Page

_DIGITS = 9  # of the number of an entry


async def others_at(door: Door, path: str, verb: str = "") -> Sequence[Mapping[str, Any]]:
    """Who else has the case at ``path`` open; nobody, where that cannot be told: it is a courtesy, and no
    page fails by it."""
    _, _, case = path.partition("/cases/")
    try:
        listed: Sequence[Mapping[str, Any]] = await door.get(
            f"/presence/{case}", filling=verb.replace("-", "_") or None
        )
    except Problem:
        return ()
    return listed


def meanwhile(shown: Mapping[str, Any], seen: str) -> list[Mapping[str, Any]]:
    """What happened in a case after the entry that a form was opened at (``seen``, an ETag); nothing, where
    it does not say which."""
    number = seen.strip('"')
    if not number.isdecimal() or len(number) > _DIGITS:
        return []
    return [entry for entry in shown["timeline"] if entry["seq"] > int(number)]


async def present(house: House, request: Request, door: Door) -> Response:
    """Who else is there, by itself: a page that is open asks again and again."""
    reader = await house.staff(request, door)
    where = request.path_params
    path = f"/cases/{where['kind']}/{where['number']}/{where['n']}"
    others = await others_at(door, path, request.query_params.get("filling", ""))
    return drawn(reader, "present.html", others=others)


PAGES: dict[str, Page] = {"/cases/{kind}/{number}/{n}/present": present}
