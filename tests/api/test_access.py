"""Who reaches what: every route is on exactly one list, and unseen is not there."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.routing import APIRoute

from api.app import create_app
from api.identity import signed
from records.tables import access_log
from rules.procedures import PROCEDURES
from sqlalchemy import select
from tests.api.conftest import (
    ADMIN,
    AUDITOR,
    CLERK,
    GRID_WORKER,
    MANY_SEATS,
    NEXT_VILLAGE,
    NO_SEAT,
    OTHER_TOWNSHIP,
    POLICE,
    SECRETARY,
    SUPERVISOR,
    Desk,
    dispute,
)

# Nobody has signed in yet.
OPEN = {"GET /health/live", "GET /health/ready", "GET /openapi.json", "POST /dev/sign-in"}
# Whoever has signed in; what they get is what they see.
SIGNED_IN = {
    "GET /me",
    "GET /units",
    "GET /editions",
    "GET /editions/{id:path}",
    "GET /cases",
    "GET /worklists/{whose}",
    "GET /matters",
    "GET /search",
    "GET /events",
}
# Seats that take matters in, and seats that put disputes on the ladder.
BY_SEAT = {"POST /matters", "POST /disputes"}
# Whoever sees the case or matter; for all others it is not there.
SEEN = {
    "GET /matters/{number}",
    "GET /cases/{kind}/{number}/{n}",
    "GET /cases/{kind}/{number}/{n}/documents/{id}",
    *(
        f"POST /cases/{name}/{{number}}/{{n}}/{verb.replace('_', '-')}"
        for name, procedure in PROCEDURES.items()
        for verb in {**procedure.commands, **procedure.reports}
    ),
}
LISTS = (OPEN, SIGNED_IN, BY_SEAT, SEEN)
SOMEWHERE = {"number": "SL-2026-999999", "n": "1", "kind": "dispute", "whose": "mine", "id:path": "demo/2026.1"}
SOMEWHERE["id"] = "6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01"


def reached(route: str) -> tuple[str, str]:
    method, path = route.split(" ")
    return method, path.format_map({**SOMEWHERE, "id": SOMEWHERE["id"]}) if "{id:path}" not in path else (
        path.replace("{id:path}", SOMEWHERE["id:path"])
    )


def routes() -> Iterator[str]:
    schema = create_app().openapi()
    for path, operations in schema["paths"].items():
        for method in operations:
            yield f"{method.upper()} {path}"


def test_every_route_is_on_exactly_one_access_list() -> None:
    listed = [route.replace("{id:path}", "{id}") for each in LISTS for route in each]

    assert sorted(listed) == sorted({*routes(), "GET /openapi.json"})


@pytest.mark.parametrize("route", sorted(SIGNED_IN | BY_SEAT | SEEN))
async def test_nobody_gets_in_without_a_token(desk: Desk, route: str) -> None:
    method, path = reached(route)

    answer = await desk.http.request(method, path)

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
