"""Ids are no keys: whoever walks through every id there is finds what they see, and nothing else.

And no field gets into anything that a form does not name.
"""

from typing import Any

import pytest
from sqlalchemy import select

from api.app import create_app
from records.tables import cases, documents, matters, metadata, unmaskings
from tests.api.conftest import ADMIN, CLERK, GRID_WORKER, NEXT_VILLAGE, OTHER_TOWNSHIP, SECRETARY, Desk

SCHEMA = create_app().openapi()
FORMATS_OF_OTHERS = ("/agencies", "/dev", "/codec")  # of the agencies' contract, and of the engine
COLUMNS = sorted({column.name for table in metadata.tables.values() for column in table.c})


async def every_id(desk: Desk) -> list[str]:
    """The path of every case, matter, document and request there is, as the house knows them."""
    async with desk.app.state.office.records.connect() as connection:
        procedures = [each.split("/") for each in await connection.scalars(select(cases.c.procedure))]
        papers = (await connection.execute(select(documents.c.procedure, documents.c.id))).all()
        numbers = list(await connection.scalars(select(matters.c.number)))
        asked = list(await connection.scalars(select(unmaskings.c.command)))
    found = [f"/cases/{kind}/{number}/{n}" for kind, _, number, n in procedures]
    found += [f"{path}/clocks" for path in found]
    for procedure, id in papers:
        kind, _, number, n = procedure.split("/")
        found.append(f"/cases/{kind}/{number}/{n}/documents/{id}")
    found += [f"/matters/{number}" for number in numbers]
    found += [f"/matters/{number}/likenesses" for number in numbers]
    return found + [f"/unmaskings/{id}/agree" for id in asked]


async def reached(desk: Desk, person: str, paths: list[str]) -> set[str]:
    caller = await desk.sign_in(person)
    found = set()
    for path in paths:
        answer = await (caller.post(path, {}) if path.endswith("/agree") else caller.get(path))
        if answer.status_code != 404:
            found.add(path)
    return found


async def seen_in_lists(desk: Desk, person: str) -> set[str]:
    """The numbers of all matters that somebody's own list holds."""
    caller, numbers = await desk.sign_in(person), set[str]()
    asked: dict[str, Any] = {"limit": 200}
    while True:
        page = (await caller.get("/matters", **asked)).json()
        numbers |= {line["number"] for line in page["items"]}
        if page["next"] is None:
            return numbers
        asked["cursor"] = page["next"]


@pytest.mark.parametrize("person", [NEXT_VILLAGE, OTHER_TOWNSHIP, GRID_WORKER, ADMIN])
async def test_whoever_walks_every_id_finds_what_their_own_list_holds(desk: Desk, person: str) -> None:
    for _ in range(3):
        await desk.dispute()
    ids = (await every_id(desk))[-120:]
    mine = await seen_in_lists(desk, person)

    found = await reached(desk, person, ids)

    assert {path for path in found if number_in(path) not in mine} == set()


async def test_the_walk_finds_what_is_there_for_whoever_sees_it(desk: Desk) -> None:
    case = await desk.dispute()

    found = await reached(desk, SECRETARY, [case.path, f"/matters/{case.number}"])

    assert found == {case.path, f"/matters/{case.number}"}


def number_in(path: str) -> str:
    parts = path.split("/")  # an unmasking has none, and is found by nobody who does not see its matter
    return parts[3] if parts[1] == "cases" else parts[2]


def closed(path: str, method: str) -> bool:
    """Whether the document lets nothing in that the form does not name."""
    content = SCHEMA["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]
    name = content["schema"]["$ref"].rpartition("/")[2]
    return SCHEMA["components"]["schemas"][name].get("additionalProperties") is False


def bodies() -> list[tuple[str, str, dict[str, Any], list[str]]]:
    """Every route that takes a body: with an example of it, and the fields that it names."""
    found = []
    for path, methods in SCHEMA["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content is None or path.startswith(FORMATS_OF_OTHERS):
                continue
            example = next(iter(content["examples"].values()))["value"]
            name = content["schema"].get("$ref", "").rpartition("/")[2]
            schema = SCHEMA["components"]["schemas"].get(name, content["schema"])
            found.append((method.upper(), path, example, sorted(schema.get("properties", ()))))
    return found


@pytest.mark.parametrize(("method", "path", "example", "named"), bodies(), ids=lambda each: str(each)[:60])
async def test_no_column_is_written_that_the_form_does_not_name(
    desk: Desk, method: str, path: str, example: dict[str, Any], named: list[str]
) -> None:
    if "/drafted" in path:  # of a case that is not seen nothing is read: 404 comes first
        assert closed(path, method)
        return
    foreign = [column for column in COLUMNS if column not in named]
    id = "6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01"
    places = {"number": "SL-2026-999999", "n": "1", "id": id, "other": "x", "ref": "x"}
    places |= {"kind": "dispute", "register": "mediators", "unit": "sl", "window": "w-1", "code": "sl-x"}
    caller = await desk.sign_in(ADMIN if path.startswith(("/directory", "/accounts", "/subjects")) else CLERK)

    answer = await caller.request(method, path.format_map(places), {**example, **dict.fromkeys(foreign, "x")})

    assert answer.status_code == 422
    assert {f"body.{column}" for column in foreign} <= {error["field"] for error in answer.json()["errors"]}


async def test_a_form_as_it_is_shown_is_let_in(desk: Desk) -> None:
    """Or nothing above would prove anything: the same bodies without a foreign field are not malformed."""
    case = await desk.dispute()

    answer = await case.ask(SECRETARY, "raise-early", {"reason": "涉及多户。"})
    foreign = await case.ask(SECRETARY, "flag-major", {"reason": "涉及多户。", "owner_unit": "sl"})

    assert (answer.status_code, foreign.status_code) == (200, 422)
