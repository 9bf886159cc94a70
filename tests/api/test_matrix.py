"""The matrix: every route, asked as every role, inside and outside, about matters of every class.

The routes come from the OpenAPI document, by way of the access lists: a new one without a row fails there.
What is expected stands here by hand. A quick run takes every so manieth cell, FENGQIAO_MATRIX=whole all.
"""

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pytest_asyncio

from local.postgres import Postgres
from records import directory
from rules.authority.table import ROLES
from rules.procedures import PROCEDURES
from tests.api.conftest import CLERK, SECRETARY, Caller, Case, Desk, county_of_its_own, dispute
from tests.api.test_access import BY_SEAT, SEEN, SIGNED_IN, example_of
from tests.api.test_petitions import with_housing

STEP = 1 if os.environ.get("FENGQIAO_MATRIX") == "whole" else 59
SINCE = date(2026, 1, 1)

# Where each role sits: inside the county of the matter, and in another county.
VILLAGERS = {
    *("village_party_secretary", "posted_township_cadre", "peoples_mediator"),
    *("grid_worker", "auxiliary_police", "errand_agent", "invited_participant"),
}
TOWNSPEOPLE = {
    *("political_legal_commissioner", "justice_office", "township_petition_office"),
    *("township_head", "police_station", "peoples_tribunal"),
}
PLACES = {
    **dict.fromkeys(VILLAGERS, ("sl-t1-v1", "zz-t1-v1")),
    **dict.fromkeys(TOWNSPEOPLE, ("sl-t1", "zz-t1")),
    **dict.fromkeys(("dept_handler", "dept_head"), ("sl-d4", "zz-d1")),
    "docking_clerk": ("sl-a9", "zz-a1"),
    **dict.fromkeys(("review_handler", "review_head"), ("sl-city", "zz-city")),
}
# Who sees the one matter and the other, by hand. The dispute lies unclaimed in its village and was taken in
# at the county's window; the petition is the housing department's.
COUNTY = {
    *("window_clerk", "triage_officer", "petition_bureau", "petition_bureau_head", "centre_dispatcher"),
    *("dispute_resolution_centre", "petition_reception_centre", "petition_mediation_docking_office"),
    *("supervisor", "auditor", "archivist"),
}
TOWN = {"political_legal_commissioner", "justice_office", "township_petition_office", "township_head"}
SEES = {
    "dispute": COUNTY | TOWN | {"village_party_secretary", "posted_township_cadre", "peoples_mediator"},
    "petition": COUNTY
    | TOWN
    | {"village_party_secretary", "posted_township_cadre", "dept_handler", "dept_head"},
}
# How the name of the first of its people is shown: in clear unless it stands here.
NAME_SHOWN: dict[str, dict[str, str | None]] = {
    "ordinary": dict.fromkeys(("auditor", "archivist")),
    "minor": {
        **dict.fromkeys(("auditor", "archivist")),
        **dict.fromkeys(("centre_dispatcher", "supervisor"), "part"),
    },
    "private": {
        **dict.fromkeys(("auditor", "archivist", "supervisor")),
        **dict.fromkeys(
            (
                *("triage_officer", "petition_bureau", "petition_bureau_head", "centre_dispatcher"),
                *("petition_mediation_docking_office", "political_legal_commissioner", "justice_office"),
                "township_petition_office",
            ),
            "part",
        ),
        "township_head": None,
    },
    "hidden": dict.fromkeys(
        ROLES - {"window_clerk", "triage_officer", "petition_bureau", "petition_bureau_head"}
    ),
}
# The township's people only look after a dispute that is in the village's hands.
NAME_SHOWN["minor"] |= dict.fromkeys(TOWN, "part")
KIND_OF = {"ordinary": "dispute", "minor": "dispute", "private": "dispute", "hidden": "petition"}
# Who looks at what only whoever supervises may look at.
SUPERVISED = ("GET /lateness", "GET /handoffs/strays")
# Of words: not there for whoever sees the matter and does not read all of it in clear.
NEEDS_WORDS = {"GET /matters/{number}/likenesses", "GET /matters/{number}/added-words"}
# Of an id that nothing has; to whoever may not answer it is said that they may not.
_OF_AN_ID = ("/documents/{id}", "/drafted/{id}", "/{n}/papers/{id}")
NOWHERE = {
    *(route for route in SEEN if any(each in route for each in _OF_AN_ID)),
    "GET /inspections/{number}/{n}/draw",
}
OF_NO_REQUEST = {"GET /matters/{number}/data-requests/{ref}/copy"}
REPORTS = [(name, verb) for name, each in PROCEDURES.items() for verb in each.reports]


@dataclass(frozen=True)
class Cell:
    route: str
    role: str
    is_inside: bool
    classed: str


@dataclass
class Matrix:
    desk: Desk
    cases: dict[str, Case]
    callers: dict[tuple[str, bool], Caller]


def cells() -> Iterator[Cell]:
    """The whole matrix of what is about one matter, in an order that mixes everything."""
    routes = sorted(route for route in SEEN if "{number}" in route)
    for route, role, is_inside, classed in product(routes, sorted(ROLES), (True, False), KIND_OF):
        yield Cell(route, role, is_inside, classed)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def room(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own, with another county beside it."""
    async with county_of_its_own(postgres, "api_matrix") as desk:
        yield desk


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def matrix(room: Desk) -> Matrix:
    await _enter(room)
    body = dispute()
    minor = {**body["parties"][0], "is_minor": True, "guardian": "王大明"}
    made = {
        "ordinary": await room.dispute(),
        "minor": await room.dispute(parties=[minor, *body["parties"][1:]]),
        "private": await room.dispute(),
        "hidden": await with_housing(room, hides_identity=True),
    }
    secretary = await room.sign_in(SECRETARY)
    marked = await secretary.post(f"/matters/{made['private'].number}/marks", {"confidentiality": "private"})
    assert marked.status_code == 201
    callers = {
        (role, is_inside): await room.sign_in(_person(role, is_inside=is_inside))
        for role in ROLES
        for is_inside in (True, False)
    }
    return Matrix(room, made, callers)


async def _enter(room: Desk) -> None:
    tree = [("zz", None, "county"), ("zz-t1", "zz", "township"), ("zz-t1-v1", "zz-t1", "village")]
    tree += [("zz-d1", "zz", "department"), ("zz-a1", "zz", "agency"), ("zz-city", None, "superior")]
    units = [directory.Unit(unit, above, organ, unit, SINCE) for unit, above, organ in tree]
    seated = [
        (_person(role, is_inside=inside), role, _place(role, is_inside=inside))
        for role in ROLES
        for inside in (True, False)
    ]
    people = [directory.Person(person, person, SINCE) for person, _, _ in seated]
    sittings = [directory.Sitting(person, role, unit, SINCE) for person, role, unit in seated]
    async with room.app.state.office.records.begin() as connection:
        await directory.enter(connection, units, people, sittings)


def _person(role: str, *, is_inside: bool) -> str:
    return f"p-{'in' if is_inside else 'out'}-{role}"


def _place(role: str, *, is_inside: bool) -> str:
    inside, outside = PLACES.get(role, ("sl", "zz"))
    return inside if is_inside else outside


def sees(cell: Cell) -> bool:
    return cell.is_inside and cell.role in SEES[KIND_OF[cell.classed]]


# What would change the matter is asked only by those who must find nothing there; a command comes too late.
CHANGING = {
    *(route for route in SEEN if route.startswith(("POST /matters", "DELETE /matters"))),
    *(f"POST /cases/{name}/{{number}}/{{n}}/{verb.replace('_', '-')}" for name, verb in REPORTS),
}
TOO_LATE = {"If-Match": '"0"'}


async def answered(matrix: Matrix, cell: Cell) -> tuple[int, str]:
    case, caller = matrix.cases[cell.classed], matrix.callers[cell.role, cell.is_inside]
    method, path = cell.route.split(" ")
    filled = {
        "number": case.number,
        "kind": case.kind,
        "n": "1",
        "other": case.number,
        "mark": "sensitive",
        "ref": "none",
    }
    path = path.replace(":path", "").format_map({**filled, "id": str(uuid.uuid4())})
    if method == "POST":
        answer = await caller.post(path, example_of(path), **TOO_LATE)
    else:
        answer = await caller.request(method, path)
    return answer.status_code, answer.text


def is_of_its_kind(cell: Cell) -> bool:
    """A verb of one procedure finds nothing where the case is of another."""
    parts = cell.route.split("/")
    is_fixed = parts[1] == "cases" and parts[2] != "{kind}"
    return not is_fixed or parts[2] == KIND_OF[cell.classed]


async def test_a_name_is_shown_to_each_role_as_its_class_allows(matrix: Matrix) -> None:
    wrong = []
    for (classed, case), role in product(matrix.cases.items(), sorted(ROLES)):
        if role not in SEES[KIND_OF[classed]]:
            continue
        answer = await matrix.callers[role, True].get(case.path)
        name = answer.json()["parties"][0]["name"]
        shown = None if name is None else "part" if "*" in name else "clear"
        if shown != NAME_SHOWN[classed].get(role, "clear"):
            wrong.append((classed, role, name))

    assert wrong == []


async def test_what_is_not_seen_is_not_there_and_what_is_seen_is(matrix: Matrix) -> None:
    asked, wrong = 0, list[str]()
    for cell in list(cells())[::STEP]:
        is_there = sees(cell) and is_of_its_kind(cell) and cell.route not in NOWHERE
        if is_there and cell.route in CHANGING:
            continue
        status, said = await answered(matrix, cell)
        asked += 1
        is_right = status != 404 if is_there else status == 404
        if "/links" in cell.route:  # who takes in no matters is kept out before anything is looked up
            is_right = status in (403, 404)
        if cell.route in OF_NO_REQUEST:
            is_right = status in (403, 404, 409) if is_there else status == 404
        if cell.route in NEEDS_WORDS and NAME_SHOWN[cell.classed].get(cell.role, "clear") != "clear":
            is_right = status in (200, 404)
        if not is_right or status >= 500 or (not sees(cell) and matrix.cases[cell.classed].number in said):
            wrong.append(f"{cell} {status}")

    assert wrong == []
    assert asked > len(list(cells())) // STEP * 0.7


async def test_what_is_the_supervisors_is_nobody_elses(matrix: Matrix) -> None:
    let_in = {
        (route, role)
        for route, role in product(SUPERVISED, sorted(ROLES))
        for answer in [await matrix.callers[role, True].get(route.split(" ")[1])]
        if answer.status_code != 403
    }

    assert let_in == {(route, "supervisor") for route in SUPERVISED}
    assert set(SUPERVISED) <= BY_SEAT


async def test_no_list_of_whoever_signed_in_names_a_matter_they_do_not_see(matrix: Matrix) -> None:
    """Every route that answers whoever has signed in, asked from another county."""
    reads = [route.split(" ")[1] for route in sorted(SIGNED_IN) if route.startswith("GET")]
    paths = [path for path in reads if "{" not in path and path != "/events"]
    days = {"from": "2026-01-01", "since": "2026-01-01", "until": "2026-12-31"}
    asked: dict[str, Any] = {**days, "q": "SL-2026"}
    numbers = [case.number for case in matrix.cases.values()]
    leaks = []
    for role, path in product(sorted(ROLES), paths):
        answer = await matrix.callers[role, False].get(path, **(asked if path in TAKING else {}))
        leaks += [(role, path) for number in numbers if number in answer.text]

    assert leaks == []
    assert (await (await matrix.desk.sign_in(CLERK)).get("/search", q="SL-2026")).text.count("SL-2026") > 3


TAKING = {
    *("/search", "/handoffs/bounces", "/consultations/counted", "/channels", "/revisits"),
    *("/meetings", "/meetings/counted"),
    "/instruments/counted",
    *("/indicators/on-time", "/indicators/timely-acceptance", "/indicators/evaluation", "/stock"),
}
