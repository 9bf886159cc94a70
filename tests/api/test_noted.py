"""Whoever reads somebody's words is on record: generated from the OpenAPI document, so that a new route that
returns words without a note fails; and where nothing can be noted, nothing is read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import func, select

from api.answering import handle_problems
from api.identity import Whoever
from api.lens import lens_on
from api.looking import Number, matter_texts
from api.office import TheOffice
from api.sight import InSight
from records.tables import access_log
from tests.api.conftest import AUDITOR, CLERK, SUPERVISOR, Caller, Desk, add_paper, client_of
from tests.api.test_keeping import HEAD
from tests.api.test_petition_papers import BUREAU, TRIAGE, carried, done

# Each stands in the words of somebody, and nowhere else.
PLANTED = ("井台", "槐树", "水渠", "钥匙", "马灯", "赵甲某", "石碾", "篱笆", "草鞋", "蓑衣", "铜锁")
PEOPLE = (CLERK, SUPERVISOR, HEAD, AUDITOR, None)
NOT_ASKED = {
    "/events",
    "/health/ready",
    "/readyz",
}  # a stream does not end; how the servers are is nobody's words
DAYS = {"since": "2026-01-01", "until": "2026-12-31", "from": "2026-01-01", "unit": "sl", "year": "2026"}


@dataclass
class Place:
    """Where words lie that somebody may read: how each parameter of a path is filled, by path."""

    desk: Desk
    url: str
    parameters: dict[str, str]
    ids: dict[str, str]
    code: str

    def filled(self, path: str) -> str:
        """The path with its parameters. Raises KeyError for one that nobody has told how to fill."""
        told = next((each for part, each in self.ids.items() if part in path), "K-07")
        return path.replace(":path", "").format(**self.parameters, id=told, ref=told)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(room: Desk, migrated: str) -> Place:
    """A petition with a paper, a message and a granted request to see it, a matter linked with it, and a
    letter nobody has read."""
    desk = room
    clerk = await desk.sign_in(CLERK)
    matter = {
        "channel": "letter",
        "title": "井台",
        "body": "槐树",
        "author": "赵甲某",
        "contact": "石碾",
    }
    taken = (await clerk.post("/matters", matter)).json()
    people = [{"role": "petitioner", "name": "赵甲某", "contact": "石碾"}]
    petition = {"number": taken["number"], "channel": "letter", "people": people, "people_count": 1}
    assert (await clerk.post("/petitions", petition)).status_code == 201
    path = f"/cases/petition/{taken['number']}/1"
    (asker,) = [each["party"]["ref"] for each in (await clerk.get(path)).json()["parties"]]
    await done(desk, path, BUREAU, "send-message", {"to": asker, "words": "钥匙"})
    await done(desk, path, TRIAGE, "classify", {"route": "R-54"})
    await done(desk, path, BUREAU, "transfer", {"to_unit": "sl-d4", "reason": "水渠"})
    await carried(desk, path)
    documents = (await clerk.get(path)).json()["documents"]
    paper = (await add_paper(clerk, path, "蓑衣", "蓑衣".encode())).json()["id"]
    message = next(each["id"] for each in documents if each["kind"] == "message")
    asking = {"asks": "see", "party": asker, "words": "草鞋"}
    asked_for = f"/matters/{taken['number']}/data-requests"
    assert (await clerk.post(asked_for, asking)).status_code == 200
    (entry,) = (await clerk.get(f"/matters/{taken['number']}/keeping")).json()["entries"]
    request = entry["codes"]["request"]
    granted = await (await desk.sign_in(HEAD)).post(f"{asked_for}/{request}/grant", {})
    assert granted.status_code == 200
    drafted = (await clerk.post(f"{path}/drafted", {"form": "D-07"})).json()["id"]
    written = {"fields": [{"code": "reasons", "said": "铜锁"}]}
    assert (await clerk.post(f"{path}/drafted/{drafted}/write", written)).status_code == 200
    other = (await clerk.post("/matters", {**matter, "title": "马灯", "body": "马灯"})).json()["number"]
    link = {"other": taken["number"], "kind": "same-matter", "reason": "篱笆"}
    assert (await clerk.post(f"/matters/{other}/links", link)).status_code == 201
    before = await waiting(clerk)
    letter = {"channel": "letter", "title": "井台", "body": "槐树"}
    assert (await clerk.post("/submissions", letter)).status_code == 201
    (opened,) = await waiting(clerk) - before
    begun = str(uuid4())
    kept = await clerk.post(f"/drafts/{begun}", {"form": "dispute", "written": {"matter.title": ["井台"]}})
    assert kept.status_code == 200
    parameters = {
        "number": taken["number"],
        "file": paper,
        "other": other,
        "kind": "petition",
        "n": "1",
        "whose": "all",
        "version": "china.1",
        "which": "mine",
        "agency": "court",
        "subject": "tw-2026-1",
        "report": "daily",
        "part": "units",
        "since": "2026-01-01",
        "until": "2026-12-31",
        "code": "dx-0001",
        "register": "mediators",
        "tag": "labour",
        "unit": "sl",
        "window": "w-1",
    }
    ids = {
        "/documents/": message,
        "/drafted/": drafted,
        "/papers/": paper,
        "/submissions/": opened,
        "/drafts/": begun,
        "/editions/": "demo/2026.1",
        "/routes/": "R-17",
        "/data-requests/": request,
        "/people/": CLERK,
        "/handovers/": request,  # of nothing
        "/indicators/": "M-16",
        "/public/content/": "guide-where-to-go",
    }
    return Place(desk, migrated, parameters, ids, taken["tracking"])


async def waiting(clerk: Caller) -> set[str]:
    return {each["submission"]["id"] for each in (await clerk.get("/submissions", limit=200)).json()}


@dataclass(frozen=True)
class Answered:
    route: str
    person: str | None
    status: int
    words: tuple[str, ...]
    notes: int


async def asked(place: Place, app: FastAPI, http: httpx.AsyncClient) -> list[Answered]:
    """What everybody is answered by every route that is read, and how much was noted of it."""
    answers = []
    for person in PEOPLE:
        headers = (await place.desk.sign_in(person)).headers if person else {}
        headers = {**headers, "Tracking-Code": place.code, "X-Namespace": "fengqiao"}
        for method, path, request in _requests(place, app.openapi()):
            before = await noted(place)
            answer = await http.request(method, path, headers=headers, **request)
            text = answer.text if "json" in answer.headers.get("content-type", "") else ""
            found = tuple(word for word in PLANTED if word in text)
            notes = await noted(place) - before
            answers.append(Answered(f"{method} {path}", person, answer.status_code, found, notes))
    return answers


def _requests(place: Place, schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        if "get" in methods and path not in NOT_ASKED:
            wanted = {each["name"] for each in methods["get"].get("parameters", ()) if each["in"] == "query"}
            query = {name: day for name, day in DAYS.items() if name in wanted}
            query |= {"q": "井台"} if "q" in wanted else {}
            of_it = {"procedure": f"petition/sl/{place.parameters['number']}/1"}
            query |= of_it if "procedure" in wanted else {}
            yield "GET", place.filled(path), {"params": query}
    if "/matters/likenesses" in schema["paths"]:
        yield "POST", "/matters/likenesses", {"json": {"title": "井台", "body": "槐树"}}


async def noted(place: Place) -> int:
    async with place.desk.app.state.office.records.connect() as connection:
        return int((await connection.execute(select(func.max(access_log.c.id)))).scalar_one() or 0)


@contextmanager
def nothing_can_be_noted(place: Place) -> Iterator[None]:
    with psycopg.connect(place.url, autocommit=True) as owner:
        owner.execute("REVOKE INSERT ON access_log FROM fengqiao_app")
        try:
            yield
        finally:
            owner.execute("GRANT INSERT ON access_log TO fengqiao_app")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def answers(place: Place) -> list[Answered]:
    return await asked(place, place.desk.app, place.desk.http)


async def test_every_route_that_returns_words_notes_who_read_them(
    place: Place, answers: list[Answered]
) -> None:
    with_words = {each.route: each for each in answers if each.words}
    assert [each for each in answers if each.words and not each.notes] == []
    # The net has caught what is known to be there: a net that catches nothing proves nothing.
    number, document = place.parameters["number"], place.ids["/documents/"]
    assert {
        f"GET /matters/{number}",
        f"GET /cases/petition/{number}/1",
        f"GET /cases/petition/{number}/1/documents/{document}",
        f"GET /submissions/{place.ids['/submissions/']}",
        f"GET /matters/{number}/keeping",
        f"GET /matters/{number}/data-requests/{place.ids['/data-requests/']}/copy",
        f"GET /cases/petition/{number}/1/papers",
        "GET /public/status",
    } <= set(with_words)
    caught = {word for each in answers for word in each.words}
    assert caught == set(PLANTED) - {"马灯"}
    by_signing_in = [each for each in answers if "/public/" not in each.route]
    assert not any(each.words for each in by_signing_in if each.person == AUDITOR)


async def test_where_nothing_can_be_noted_no_word_is_read(place: Place, answers: list[Answered]) -> None:
    before = {(each.route, each.person): each for each in answers}

    with nothing_can_be_noted(place):
        during = await asked(place, place.desk.app, place.desk.http)

    assert [each for each in during if each.words] == []
    assert {each.notes for each in during} == {0}
    refused = {each.status for each in during if before[each.route, each.person].words}
    assert refused == {503}
    others = [each for each in during if not before[each.route, each.person].notes]
    assert [each for each in others if each.status != before[each.route, each.person].status] == []


async def test_a_refusal_because_nothing_can_be_noted_says_so(place: Place) -> None:
    clerk = await place.desk.sign_in(CLERK)

    with nothing_can_be_noted(place):
        answer = await clerk.get(f"/matters/{place.parameters['number']}")

    assert (answer.status_code, answer.json()["code"]) == (503, "look-not-noted")
    assert "Retry-After" in answer.headers


async def test_a_log_that_is_locked_holds_back_the_words_and_not_for_ever(place: Place) -> None:
    clerk = await place.desk.sign_in(CLERK)

    with psycopg.connect(place.url) as owner:
        owner.execute("LOCK TABLE access_log IN ACCESS EXCLUSIVE MODE")
        answer = await clerk.get(f"/matters/{place.parameters['number']}")

    assert answer.status_code == 503
    assert not any(word in answer.text for word in PLANTED)
    assert (await clerk.get(f"/matters/{place.parameters['number']}")).status_code == 200


async def test_a_route_that_returned_words_without_a_note_would_be_caught(place: Place) -> None:
    """The negative control."""
    leaking = FastAPI()
    leaking.state.office = place.desk.app.state.office
    handle_problems(leaking)

    @leaking.get("/matters/{number}/leak")
    async def leak(
        office: TheOffice, person: Whoever, sight: InSight, number: Number
    ) -> dict[str, str | None]:
        async with office.records.connect() as connection:
            return await matter_texts(connection, office, await lens_on(sight, person, number), number)

    async with client_of(leaking) as http:
        answers = [each for each in await asked(place, leaking, http) if each.words and not each.notes]

    assert {each.route for each in answers} == {f"GET /matters/{place.parameters['number']}/leak"}


@pytest.mark.parametrize("path", ["/matters/{unheard}", "/cases/{kind}/{number}/{n}/{unheard}"])
async def test_a_route_that_nobody_has_told_how_to_reach_fails(place: Place, path: str) -> None:
    with pytest.raises(KeyError, match="unheard"):
        place.filled(path)
