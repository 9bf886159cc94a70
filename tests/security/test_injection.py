"""What is written is only ever a value: to the database, in an answer, in a header, as a name of a file."""

import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from api.answering import BODY_LIMIT, GUARDS, LARGER
from api.uploading import limit_of
from tests.api.conftest import CLERK, DISPATCHER, SECRETARY, Desk, dispute
from tests.corpus import ENTRIES
from tests.security.conftest import Served
from tests.security.sweeping import (
    ALLOWED,
    IS_LONG,
    Attack,
    Operation,
    attacks,
    one_of_each,
    operations,
    sent,
)

HOSTILE = tuple(entry.said for entry in ENTRIES if entry.kind == "payload" and "村里的路" in entry.said)
MARK = "村里的路"
SQL = tuple(
    said for said in HOSTILE if any(sign in said for sign in ("'", "--", "$$", "pg_sleep", "%_", "\\"))
)
BREAKING = (*(said for said in HOSTILE if not said.isprintable()), *HOSTILE[::10])
SLOW = 6  # seconds; of the payloads one would sleep for nine
KNOWN = operations()


class Statements:
    """Every statement that went to the database, apart from its values."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.values = 0

    def __call__(self, _: Any, __: Any, statement: str, parameters: Any, ___: Any, ____: Any) -> None:
        if MARK in statement:
            self.said.append(statement)
        self.values += MARK in repr(parameters)


@contextmanager
def overheard(*engines: AsyncEngine) -> Iterator[Statements]:
    statements = Statements()
    for engine in engines:
        event.listen(engine.sync_engine, "before_cursor_execute", statements)
    try:
        yield statements
    finally:
        for engine in engines:
            event.remove(engine.sync_engine, "before_cursor_execute", statements)


def engines_of(desk: Desk) -> tuple[AsyncEngine, ...]:
    office = desk.app.state.office
    return office.records, office.sealed.records


def faults_of(attack: Attack, answer: httpx.Response) -> list[str]:
    """What must not be, whatever was sent."""
    is_no = answer.status_code >= 400
    kind = answer.headers.get("content-type", "")
    wanted = "application/problem+json" if is_no else "application/json"
    echoed = [MARK, json.dumps(MARK)[1:-1]]
    told = {
        f"status {answer.status_code}": answer.status_code not in ALLOWED,
        f"content type {kind}": bool(answer.content) and kind != wanted,
        "no guards": not answer.headers.items() >= {k.lower(): v for k, v in GUARDS.items()}.items(),
        "said in a no": is_no and any(each in answer.text for each in echoed),
        "said in a header": any(each in str(answer.headers) for each in [*echoed, "x-injected"]),
        "our own places": is_no
        and any(each in answer.text for each in ("Traceback", "SELECT ", ".py", "psycopg")),
    }
    return [
        f"{attack.operation.name} {attack.where} {attack.said!r}: {fault}"
        for fault, is_so in told.items()
        if is_so
    ]


async def swept(desk: Desk, wanted: Iterator[Attack]) -> tuple[Counter[int], list[str], float]:
    """All of them sent: which answers came, what was wrong, and how long the slowest took."""
    people = [await desk.sign_in(person) for person in (CLERK, SECRETARY, DISPATCHER)]
    case, statuses, faults, slowest = await desk.dispute(), Counter[int](), list[str](), 0.0
    for number, attack in enumerate(wanted):
        if number % 50 == 49:
            case = await desk.dispute()
        began = time.monotonic()
        answer = await sent(desk, attack, case, people[number % len(people)].headers)
        slowest = max(slowest, time.monotonic() - began)
        statuses[answer.status_code] += 1
        faults += faults_of(attack, answer)
    return statuses, faults, slowest


async def test_what_is_written_at_any_place_stays_a_value(desk: Desk) -> None:
    before = await desk.rows()
    with overheard(*engines_of(desk)) as statements:
        statuses, faults, slowest = await swept(desk, attacks(KNOWN, HOSTILE))
    after = await desk.rows()

    assert faults == []
    assert statements.said == []
    assert slowest < SLOW
    assert {name: (before[name], after[name]) for name in before if after[name] < before[name]} == {}
    # Else nothing was tried: enough of it was taken in, and enough of it reached the database.
    assert statuses.total() > 800
    assert statuses[200] + statuses[201] >= 20, statuses
    assert statements.values >= 20


@pytest.mark.parametrize("path", ["/matters/{}", "/cases/dispute/{}/1", "/public/status/{}", "/editions/{}"])
async def test_true_and_false_are_answered_alike(desk: Desk, path: str) -> None:
    """As somebody feels their way who sees only whether an answer differs."""
    clerk = await desk.sign_in(CLERK)
    number = (await desk.dispute()).number
    pairs = [
        (f"{number}' AND '1'='{n}", f"{number}') OR ('1'='{n}", f"{number}'||CASE WHEN 1={n} THEN '' END||'")
        for n in "12"
    ]

    for true, false in zip(*pairs, strict=True):
        answers = [
            await clerk.get(path.format(httpx.URL(path="/" + said).raw_path.decode()[1:]))
            for said in (true, false)
        ]

        assert answers[0].status_code >= 400
        assert (answers[0].status_code, answers[0].json()) == (answers[1].status_code, answers[1].json())


async def test_a_statement_that_was_put_together_would_be_overheard(desk: Desk) -> None:
    said = next(each for each in HOSTILE if "'" not in each and ":" not in each and "%" not in each)
    with overheard(*engines_of(desk)) as statements:
        async with desk.app.state.office.records.connect() as connection:
            await connection.execute(text(f"SELECT '{said}'"))

    assert len(statements.said) == 1


HEADERS = (
    "Accept",
    "Accept-Language",
    "Act-As",
    "Authorization",
    "Cookie",
    "If-Match",
    "Idempotency-Key",
    "Last-Event-ID",
    "Origin",
    "Referer",
    "User-Agent",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-HTTP-Method-Override",
    "X-Original-URL",
)


@pytest.mark.parametrize("name", HEADERS)
async def test_what_stands_in_a_header_comes_back_in_none(desk: Desk, name: str) -> None:
    clerk, body = await desk.sign_in(CLERK), json.dumps(dispute()).encode()
    with overheard(*engines_of(desk)) as statements:
        for said in HOSTILE if IS_LONG else BREAKING:
            raw = [(key.encode(), value.encode()) for key, value in clerk.headers.items() if key != name]
            raw += [(b"Content-Type", b"application/json"), (name.encode(), said.encode())]
            answer = await desk.http.post("/disputes", content=body, headers=raw)

            attack = Attack(
                Operation("POST", "/disputes", (), (), "application/json", None), f"header.{name}", said
            )
            assert faults_of(attack, answer) == []

    assert statements.said == []


TRAVERSALS = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "..%252f..%252fetc%252fpasswd",
    "....//....//etc/passwd",
    "..\\..\\..\\etc\\passwd",
    "/etc/passwd",
    "//etc/passwd",
    "file:///etc/passwd",
    "/proc/self/environ",
    "%00/etc/passwd",
    "../demo/2026.1",
    "../../pyproject",
    "../../pyproject.toml",
    "./2026.1",
    "2026.1/../2026.1",
    "2026.1%00.toml",
    "．．／etc／passwd",
)
SIGNS_OF_A_FILE = ("root:", "[project]", "PATH=", "FENGQIAO_")


@pytest.mark.parametrize("said", TRAVERSALS)
async def test_no_name_of_a_file_is_made_of_what_was_asked_for(desk: Desk, said: str) -> None:
    case, clerk = await desk.dispute(), await desk.sign_in(CLERK)
    places = [
        Attack(operation, f"{where}.{name}", said, body=operation.example, **{where: {name: said}})
        for operation in KNOWN
        if operation.method == "GET"
        for where, names in (("path", operation.places), ("query", operation.queries))
        for name in names
    ]

    places = places if IS_LONG else places[TRAVERSALS.index(said) % 3 :: 3]

    answers = [(place, await sent(desk, place, case, clerk.headers)) for place in places]

    assert len(answers) > 20
    assert [
        place.where for place, answer in answers if any(sign in answer.text for sign in SIGNS_OF_A_FILE)
    ] == []
    opened = [
        place for place, answer in answers if answer.status_code == 200 and place.where.startswith("path")
    ]
    assert opened == []


@pytest.mark.parametrize("said", TRAVERSALS[:10])
async def test_no_file_is_behind_the_address_itself(server: Served, said: str) -> None:
    target = said.encode("ascii", "ignore") or b"x"
    for prefix in (b"/", b"/editions/", b"/sealed/../"):
        asked = b"GET " + prefix + target + b" HTTP/1.1\r\nHost: county\r\nConnection: close\r\n\r\n"

        answer = await server.said_to(asked)

        assert answer.split()[1] in {b"400", b"401", b"404"}
        assert b"root:" not in answer


async def test_every_body_over_the_limit_is_413(desk: Desk) -> None:
    clerk, told = await desk.sign_in(CLERK), Counter[int]()
    for operation in KNOWN:
        limit = limit_of(operation.path) or LARGER.get(operation.path, BODY_LIMIT)
        answer = await desk.http.request(
            operation.method,
            operation.path.replace("{", "").replace("}", ""),
            content=b'{"a": "' + b"a" * limit + b'"}',
            headers={**clerk.headers, "Content-Type": "application/json"},
        )
        told[answer.status_code] += 1

    assert told == {413: len(KNOWN)}
    assert {operation.path for operation in KNOWN} >= LARGER.keys()


OTHER_KINDS = (
    "",
    "text/plain",
    "text/html",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/yaml",
    "application/octet-stream",
    "application/json/x",
    "json",
)


@pytest.mark.parametrize("kind", OTHER_KINDS)
async def test_a_body_of_another_kind_does_nothing_anywhere(desk: Desk, kind: str) -> None:
    """Also what keeps pages of others out: a browser sends those kinds without asking first."""
    clerk, case = await desk.sign_in(CLERK), await desk.dispute()
    wanted = KNOWN if IS_LONG else one_of_each(KNOWN)
    taking = [operation for operation in wanted if operation.example not in (None, {})]

    before = await desk.rows()
    answers = [
        await sent(
            desk,
            Attack(each, "header.content-type", kind, body=each.example),
            case,
            {**clerk.headers, "Content-Type": kind},
        )
        for each in taking
    ]

    assert len(answers) > 20
    assert {answer.status_code for answer in answers} <= {400, 403, 404, 422}
    assert await desk.rows() == before


SECRETS = ("王甲", "SELECT secret", "/srv/fengqiao", "Traceback", "psycopg", "password=")


@pytest_asyncio.fixture(loop_scope="session")
async def broken(desk: Desk) -> AsyncIterator[Callable[[Exception], None]]:
    """Has the next look at the clock fail in this way."""
    clock = desk.app.state.office.clock
    was = type(clock).__call__

    def breaks(error: Exception) -> None:
        async def fails(_: Any) -> Any:
            raise error

        type(clock).__call__ = fails

    yield breaks
    type(clock).__call__ = was


async def test_what_breaks_inside_is_told_to_nobody_outside(
    desk: Desk, broken: Callable[[Exception], None]
) -> None:
    clerk = await desk.sign_in(CLERK)
    broken(RuntimeError(" ".join(SECRETS)))

    answer = await clerk.get("/cases")

    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert [secret for secret in SECRETS if secret in answer.text] == []
    assert answer.headers.items() >= {name.lower(): value for name, value in GUARDS.items()}.items()


def test_the_payloads_are_what_they_say() -> None:
    assert len(HOSTILE) >= 80
    assert len(SQL) >= 10
    assert any("pg_sleep" in said for said in SQL)
    assert {operation.name for operation in KNOWN} >= {"POST /disputes", "GET /search", "GET /cases"}
