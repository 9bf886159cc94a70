"""What is let in by the seat alone: every such route, asked as every role there is.

Who may stands here by hand; the routes come from the access list, which the OpenAPI document is held to. What
would change something is asked only by those who must be kept out.
"""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
import pytest_asyncio

from local.postgres import Postgres
from records import directory
from rules.authority.table import PERMISSIONS, ROLES
from tests.api.conftest import Caller, Desk, county_of_its_own
from tests.api.test_access import BY_SEAT, SOMEWHERE
from tests.api.test_matrix import PLACES
from tests.api.test_other_peoples_ids import SCHEMA

EVERYBODY = ROLES | set(PERMISSIONS)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def room(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own, in which somebody sits in every role there is."""
    async with county_of_its_own(postgres, "api_by_seat") as desk:
        yield desk


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def callers(room: Desk) -> dict[str, Caller]:
    seated = [(f"p-by-seat-{role}", role, PLACES.get(role, ("sl", ""))[0]) for role in sorted(EVERYBODY)]
    people = [directory.Person(person, person, date(2026, 1, 1)) for person, _, _ in seated]
    sittings = [directory.Sitting(*each, date(2026, 1, 1)) for each in seated]
    async with room.app.state.office.records.begin() as connection:
        await directory.enter(connection, [], people, sittings)
    return {role: await room.sign_in(person) for person, role, _ in seated}


def body_of(method: str, path: str) -> Any:
    """The first example of what a route takes; nothing, where it takes nothing."""
    content = SCHEMA["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
    examples = content.get("application/json", {}).get("examples", {})
    return next((each["value"] for each in examples.values()), None)


ADMINISTRATOR = {"system_admin"}
SECOND = ADMINISTRATOR | {"security_admin"}
PROVING = SECOND | {"auditor"}
DISPATCHER, INTAKE, SUPERVISOR = {"centre_dispatcher"}, {"window_clerk"}, {"supervisor"}
REPORTING = {"petition_bureau", "petition_bureau_head"} | SUPERVISOR
PUBLISHING = {"petition_bureau", "petition_bureau_head"} | DISPATCHER
TAKE_NOTHING_IN = {
    *("supervisor", "auditor", "archivist", "review_handler", "review_head", "docking_clerk"),
    *("discipline_clerk", "system_admin", "security_admin", "engine_operator"),
    *("errand_agent", "volunteer", "invited_participant", "invited_expert"),
}
TAKE_IN = set(EVERYBODY - TAKE_NOTHING_IN)
# Who sits at windows; who keeps the registers, and windows and shifts among them; who reads them all.
AT_WINDOWS = {
    *("window_clerk", "petition_reception_centre", "triage_officer", "township_petition_office"),
    *("legal_service_window", "dept_handler", "docking_clerk"),
}
REGISTER_KEEPERS = {"dispute_resolution_centre", "justice_office"}
ROSTER_KEEPERS = {"petition_reception_centre", "township_petition_office", "dispute_resolution_centre"}
SEES_REGISTERS = TAKE_IN | {"supervisor", "docking_clerk"}
REGISTERS_READ = ("GET /registers/", "GET /rosters/", "GET /halls/", "GET /windows/", "GET /powers/")
MAY: dict[str, set[str]] = {
    **{
        route: ADMINISTRATOR
        for route in BY_SEAT
        if any(part in route for part in ("/accounts", "/subjects", "POST /directory"))
    },
    "POST /directory/proposals/{number}/confirm": SECOND,
    "POST /directory/proposals/{number}/decline": SECOND,
    "GET /directory/proposals": SECOND,
    "GET /directory/changes": PROVING,
    "GET /directory/handovers/{id}": PROVING,
    "GET /directory/people/{ref}/handover": ADMINISTRATOR,
    "GET /directory/seats": PROVING | SUPERVISOR,
    "GET /directory/people": PROVING | SUPERVISOR,
    "GET /directory/empty-seats": PROVING | SUPERVISOR,
    "GET /audit": {"auditor"},
    "GET /audit/counts": {"auditor"},
    "GET /lateness": SUPERVISOR,
    "GET /reports/{report}/{since}/{until}/again": REPORTING,
    "POST /reports/special": REPORTING,
    "GET /handoffs/strays": SUPERVISOR,
    "GET /keeping": {
        *("archivist", "supervisor", "dispute_resolution_centre", "petition_bureau_head"),
        "discipline_clerk",  # of the sealed store; of the ordinary one the list is empty
    },
    "POST /codec/leave": {"engine_operator"},
    "POST /codec/decode": {"engine_operator"},
    "POST /codec/encode": set(),
    "GET /engine": {"engine_operator"},
    "GET /engine/upkeep": {"engine_operator"},
    "POST /engine/upkeep/{kind}": {"engine_operator"},
    "GET /engine/runs/{kind}/{number}/{n}": {"engine_operator"},
    "POST /matters": TAKE_IN,
    "POST /submissions": TAKE_IN,
    "POST /petitions": TAKE_IN,
    "POST /disputes": INTAKE | DISPATCHER,
    "POST /disputes/brought-over": INTAKE,
    "POST /past-matters": INTAKE,
    # Whoever answers them at their unit; a unit of no edition of the county answers none.
    "POST /consultations": {
        *("window_clerk", "legal_service_window", "township_petition_office", "dept_handler"),
        *("review_handler", "review_head"),
    },
    "POST /events": {"grid_worker", "window_clerk", "centre_dispatcher", "political_legal_commissioner"},
    "POST /inspections": {
        *("supervisor", "petition_bureau", "petition_bureau_head", "centre_dispatcher"),
    },
    "POST /backlogs": {"petition_bureau"},
    "POST /dispatches": {
        *("centre_dispatcher", "dispute_resolution_centre", "political_legal_commissioner"),
    },
    "POST /incidents": {"centre_dispatcher", "police_station", "political_legal_commissioner"},
    "POST /errands": {
        *("window_clerk", "petition_bureau", "township_petition_office"),
        *("review_handler", "review_head"),  # a unit of no edition of the county takes none in
    },
    "POST /activities": {"volunteer"},
    "POST /meetings": {"county_leader", "township_head"},  # a reception
    **{route: SEES_REGISTERS for route in BY_SEAT if route.startswith(REGISTERS_READ)},
    **{route: REGISTER_KEEPERS for route in BY_SEAT if route.startswith("POST /registers/")},
    **dict.fromkeys(("POST /registers/windows", "POST /registers/shifts"), ROSTER_KEEPERS),
    "POST /halls/{unit}/tickets": AT_WINDOWS,
    # The petition department, and whoever heads it.
    "POST /supervisions": {"petition_bureau", "petition_bureau_head"},
    "POST /recommendations": {"petition_bureau", "petition_bureau_head"},
    "POST /emergency-looks": {"centre_dispatcher", "police_station", "political_legal_commissioner"},
    **{route: PUBLISHING | ADMINISTRATOR for route in BY_SEAT if "/paper-wordings" in route},
    **{route: PUBLISHING for route in BY_SEAT if "/publication" in route},
    "GET /publication-proposals": PUBLISHING | {"auditor"},
    "GET /publication-proposals/{number}": PUBLISHING | {"auditor"},
}
DAYS = {"since": "2026-11-01", "until": "2026-11-02"}
# What some routes are asked about: before it is said, nobody is told anything.
ASKED: dict[str, dict[str, str]] = {
    **dict.fromkeys(("GET /audit", "GET /audit/counts", "GET /lateness", "GET /halls/{unit}/report"), DAYS),
    "GET /registers/functions/{tag}/unit": {"at": "sl"},
    "GET /rosters/on-duty": {"unit": "sl"},
}
REFUSED = ("not-yours-to-do", "nobody-convenes-there")


def test_every_such_route_says_here_who_may() -> None:
    assert set(MAY) == BY_SEAT


@pytest.mark.parametrize("route", sorted(BY_SEAT))
async def test_a_seat_that_may_not_is_kept_out(callers: dict[str, Caller], route: str) -> None:
    method, path = route.split(" ")
    filled = path.format_map({**SOMEWHERE, "number": "999", "whose": "p-nobody"})
    let_in = set()
    for role in EVERYBODY if method == "GET" else EVERYBODY - MAY[route]:
        caller = callers[role]
        if method == "POST":
            answer = await caller.post(filled, body_of(method, path), **{"X-Namespace": "fengqiao"})
        elif method == "GET":
            answer = await caller.get(filled, **ASKED.get(route, {}))
        else:
            answer = await caller.request(method, filled)
        is_refused = answer.status_code == 409 and answer.json()["code"] in REFUSED
        if answer.status_code != 403 and not is_refused:
            let_in.add(role)

    assert let_in == (MAY[route] if method == "GET" else set())


async def test_what_a_seat_is_told_it_may_begin_is_what_the_routes_let_it(callers: dict[str, Caller]) -> None:
    routes = {
        "supervision": "POST /supervisions",
        "recommendation": "POST /recommendations",
        "inspection": "POST /inspections",
        "backlog": "POST /backlogs",
        "dispatch": "POST /dispatches",
        "incident": "POST /incidents",
        "report": "POST /reports/special",
        "activity": "POST /activities",
    }
    told: dict[str, set[str]] = {}
    for role, caller in callers.items():
        for each in (await caller.get("/own-motion")).json():
            if each["seat"]:
                told.setdefault(each["code"], set()).add(role)

    assert {code: told.get(code, set()) for code in routes} == {
        code: MAY[route] for code, route in routes.items()
    }
    assert told["meeting"] > MAY["POST /meetings"]  # there, of a reception alone
