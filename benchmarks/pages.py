"""How quickly pages come, with ten thousand cases in the county: the time of the server alone, page by page,
beside the least that any page of the staff costs in the same run, asking the API who has signed in.
"""

import argparse
import asyncio
import base64
import re
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import psycopg
import uvloop
from asgi_lifespan import LifespanManager
from pydantic import SecretStr
from starlette.types import ASGIApp

import counties
import records
from api.app import create_app
from desk.seeding import enter_county
from desk.town import COUNTY, EDITION
from local.ports import free_port
from local.postgres import Postgres
from records import intake
from records.content import Content
from records.intake import Opening, Registration
from records.keeper import keeper_from
from rules.dispute.events import Registered
from rules.dispute.matter import Party, PartyRole
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import register
from rules.dispute.screen import Concern, Reply
from rules.editions import Edition, Organ
from rules.procedure import Officer
from settings import Settings
from tests.browser.visits import EVERY_PAGE, VISITS, Visit, visit_of
from tests.browser.walking import ADMIN, AUDITOR, CLERK, DISPATCHER, MEDIATOR, OPERATOR, SUPERVISOR

FLOOR = "/me"
# The dispatcher sees every case there is: nobody's lists are longer. The others have pages of their own.
_READERS = (DISPATCHER, CLERK, ADMIN, AUDITOR, MEDIATOR, OPERATOR, SUPERVISOR)
_AT_THE_ENGINE = ("/desk/engine",)  # there is none here
_KEY = bytes(range(32))
_CLERK = Officer("p-sl-window-clerk", "window_clerk", "sl")
_TOGETHER = 100
_WARM = 10  # looks that count for nothing: until all its connections know the statements of a page
_BESIDE = 5  # looks at the floor beside each page
_DAYS = 60  # over which the cases were registered
_ADDRESS = "https://fengqiao.example"
_VILLAGES = [unit.id for unit in counties.units(COUNTY) if unit.organ == Organ.VILLAGE]


@dataclass(frozen=True)
class Pace:
    """What one page took, in milliseconds, and its bytes. ``floor``: what the floor took just before, for a
    machine that is busy with others is so now and then."""

    median: float
    p95: float
    size: int
    floor: float


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--looks", type=int, default=40)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as above:
        home = Path(above)
        with Postgres(home / "cluster", home / "keys", free_port(), home / "postgres.log") as server:
            began = time.perf_counter()
            url = a_county_of(server, "pages", asked.cases)
            print(f"pages: {asked.cases} cases registered in {time.perf_counter() - began:.0f} s")
            measured = uvloop.run(paces(url, asked.looks))
    floor = measured[FLOOR]
    print(f"pages: floor {FLOOR}: median {floor.median:.0f} ms, p95 {floor.p95:.0f} ms")
    for page, pace in measured.items():
        if page != FLOOR:
            times = pace.median / pace.floor
            print(
                f"pages: {page}: median {pace.median:.0f} ms ({times:.1f}), p95 {pace.p95:.0f} ms, "
                f"{pace.size / 1024:.0f} KB"
            )


def a_county_of(server: Postgres, name: str, cases: int) -> str:
    """A county with so many disputes, registered over the last two months; the address of its database."""
    url = server.create_database(name)
    for each in (url, server.create_database(f"{name}_sealed")):
        records.migrate(each)
    with psycopg.connect(url, autocommit=True) as owner:  # how long entering takes is not what is measured
        owner.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    asyncio.run(_registered(url, cases))
    with psycopg.connect(url, autocommit=True) as owner:  # as the server does by itself, sooner or later
        owner.execute("ANALYZE")
    return url


async def _registered(url: str, cases: int) -> None:
    await enter_county(url)
    engine = records.connect(url)
    edition, now = counties.edition(COUNTY, EDITION), datetime.now(UTC)
    keeper = keeper_from((_KEY,))
    for begin in range(0, cases, _TOGETHER):
        async with engine.begin() as connection:  # numbers are given one after the other in any case
            for n in range(begin, min(begin + _TOGETHER, cases)):
                at = now - timedelta(minutes=n * _DAYS * 24 * 60 // cases)
                await intake.take_in(connection, keeper, *_brought(n, edition, at))
    await engine.dispose()


def _brought(n: int, edition: Edition, at: datetime) -> tuple[Registration, Opening]:
    village = _VILLAGES[n % len(_VILLAGES)]
    sides = {PartyRole.APPLICANT: f"王{n}", PartyRole.RESPONDENT: f"李{n}"}
    parties = tuple(Party(str(uuid4()), role) for role in sides)
    names = (Content(UUID(party.ref), "name", sides[party.role], is_searchable=True) for party in parties)
    said = {"title": f"宅基地边界{n}", "body": "两家为院墙争执多年。"}

    def first(id: str, number: str, under: Edition) -> Registered:
        return register(
            id=id,
            number=number,
            edition=under,
            dispute_type="boundary",
            village=village,
            township=village.rpartition("-")[0],
            parties=parties,
            replies=dict.fromkeys(Concern, Reply.NO),
            flags=frozenset(),
            other_townships=frozenset(),
            by=_CLERK,
            at=at,
        )

    registration = Registration(
        command=str(uuid4()),
        digest="bench",
        county=edition.county,
        channel="window",
        received_at=at,
        registered_at=at,
        registered_by=_CLERK.person,
        registered_as="window_clerk@sl",
        tracking=str(uuid4()),
        texts=(*(Content(uuid4(), kind, text, is_searchable=True) for kind, text in said.items()), *names),
        unit=village,
    )
    return registration, Opening(DISPUTE, edition, first)


async def paces(url: str, looks: int) -> Mapping[str, Pace]:
    """Every page that needs nothing but disputes and no engine: how long it took, beside the floor."""
    async with _served(url) as app:
        seats = {who: await _signed_in(app, who) for who in _READERS}
        listed = await seats[DISPATCHER].get("/desk/cases", params={"kind": "dispute"})
        number = re.findall(r"SL-\d{4}-\d{6}", listed.text)[0]
        search = Visit(f"/desk/search?q={number}", DISPATCHER)
        asked = {FLOOR: Visit(FLOOR, DISPATCHER), "/desk/search?q=": search}
        asked |= {page: _visit(page) for page in EVERY_PAGE if page not in _AT_THE_ENGINE}
        return {
            page: await _pace(seats[visit.by], visit.to.format(dispute=number), looks, seats[DISPATCHER])
            for page, visit in asked.items()
            if set(re.findall(r"{(\w+)}", visit.to)) <= {"dispute"}
        }


def _visit(page: str) -> Visit:
    visit = visit_of(page)
    return visit if page in VISITS and visit.by else Visit(visit.to, DISPATCHER)


async def _pace(http: httpx.AsyncClient, address: str, looks: int, beside: httpx.AsyncClient) -> Pace:
    floor, _ = await _took(beside, FLOOR, _BESIDE)
    for _ in range(_WARM):
        await http.get(address)
    took, size = await _took(http, address, looks)
    return Pace(statistics.median(took), statistics.quantiles(took, n=20)[-1], size, statistics.median(floor))


async def _took(http: httpx.AsyncClient, address: str, looks: int) -> tuple[list[float], int]:
    """The milliseconds of each look, and the bytes of the last."""
    took: list[float] = []
    for _ in range(looks):
        began = time.perf_counter()
        answer = await http.get(address)
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == httpx.codes.OK, f"{address}: {answer.status_code}"
    return took, len(answer.content)


async def _signed_in(app: ASGIApp, who: str) -> httpx.AsyncClient:
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=_ADDRESS)
    answer = await http.post("/desk/sign-in", data={"person": who})
    assert answer.status_code == httpx.codes.SEE_OTHER, answer.status_code
    return http


@asynccontextmanager
async def _served(url: str) -> AsyncIterator[ASGIApp]:
    key = base64.b64encode(_KEY).decode()
    settings = Settings(
        temporal_address="127.0.0.1:1",
        database_url=url,
        development=True,
        engine_keys=SecretStr(f"k:{key}"),
        sealed_engine_keys=SecretStr(f"k:{key}"),
        keeper_key=SecretStr(key),
        sealed_keeper_key=SecretStr(key),
        signing_keys=SecretStr(key),
        sealed_signing_keys=SecretStr(key),
        token_key=SecretStr(key),
    )
    async with LifespanManager(create_app(settings)) as running:
        yield running.app
