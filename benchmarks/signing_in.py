"""What it costs to know who asks: by each way, for the same request; and a hall that signs in at once.

In one process, without HTTP in between, on a real PostgreSQL. The floor is a request that nobody need sign
in for. `signatures` is the check of a token alone, without any record.
"""

import argparse
import asyncio
import json
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pyotp
from asgi_lifespan import LifespanManager
from joserfc import jwt
from joserfc.jwk import RSAKey

import records
from api.app import create_app
from api.gate import gate_of
from benchmarks.floors import Pace, pace
from desk.accounts import First, let_in
from desk.seeding import enter_people
from identity.passwords import Hasher
from local.keys import with_keys
from local.ports import free_port
from local.postgres import Postgres
from settings import Settings

ISSUER, ORIGIN = "https://id.example", "https://fq.example"
PASSWORD = "三更灯火五更鸡正是读书时"  # noqa: S105  of nobody
KEY = RSAKey.generate_key(2048, {"kid": "k-1", "use": "sig", "alg": "RS256"}, private=True)
Ask = Callable[[], Awaitable[Any]]


async def timed(asks: dict[str, Ask], times: int) -> dict[str, Pace]:
    """In turns, so that whatever else the machine does falls on all; a few more before it is measured."""
    took: dict[str, list[float]] = {name: [] for name in asks}
    for n in range(times + 10):
        for name, ask in asks.items():
            began = time.perf_counter()
            await ask()
            if n >= 10:
                took[name].append(time.perf_counter() - began)
    return {name: pace(each, sum(each)) for name, each in took.items()}


def provider() -> httpx.AsyncClient:
    """A provider that publishes one key, in this process."""
    said = {
        "/.well-known/openid-configuration": {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/a",
            "token_endpoint": f"{ISSUER}/t",
            "jwks_uri": f"{ISSUER}/k",
        },
        "/k": {"keys": [KEY.as_dict(private=False)]},
    }
    return httpx.AsyncClient(
        transport=httpx.MockTransport(lambda asked: httpx.Response(200, json=said[asked.url.path]))
    )


def access_token() -> str:
    """A token of that provider for the first administrator."""
    now = int(datetime.now(UTC).timestamp())
    claims = {
        "iss": ISSUER,
        "sub": "s",
        "aud": ORIGIN,
        "client_id": "c",
        "jti": "j",
        "iat": now,
        "exp": now + 3600,
    }
    return jwt.encode({"alg": "RS256", "kid": "k-1", "typ": "at+jwt"}, claims, KEY)


async def all_paces(url: str, var: Path, times: int) -> dict[str, Pace]:
    """Of every way, one after the other."""
    base = with_keys(
        Settings(development=True, database_url=url, temporal_address="127.0.0.1:1", public_url=ORIGIN), var
    )
    engine = records.connect(url)
    await enter_people(engine)
    ways = {
        "development": base,
        "local": base.model_copy(update={"identity": "local"}),
        "oidc": base.model_copy(
            update={"identity": "oidc", "oidc_issuer": ISSUER, "oidc_client": "c", "oidc_audience": ORIGIN}
        ),
    }
    asks: dict[str, Ask] = {}
    async with AsyncExitStack() as stack:
        for way, settings in ways.items():
            app = create_app(settings)
            await stack.enter_async_context(LifespanManager(app))
            if way == "oidc":
                gate = gate_of(settings, app.state.office.directory, provider())
                app.state.office = replace(app.state.office, gate=gate)
            transport = httpx.ASGITransport(app=app)
            http = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url=ORIGIN))
            asks |= await asking(way, http, engine, settings)
        found = await timed(asks, times)
    await engine.dispose()
    return found


async def asking(way: str, http: httpx.AsyncClient, engine: Any, settings: Settings) -> dict[str, Ask]:
    """The same question by each means that a way has."""

    def me(headers: dict[str, str]) -> Ask:
        async def ask() -> None:
            answer = await http.get("/me", headers=headers)
            assert answer.status_code == 200, answer.text

        return ask

    if way == "development":
        token = (await http.post("/dev/sign-in", json={"person": "p-sl-window-clerk"})).json()["token"]
        bearer = {"Authorization": f"Bearer {token}"}
        return {"floor: nobody": lambda: http.get("/health/live"), "development token": me(bearer)}
    first = First("p-bench", "管理员", "sl", "bench", "s")
    told = await let_in(engine, settings, first, datetime.now(UTC))
    if way == "oidc":
        token = access_token()
        gate = gate_of(settings, engine, provider())
        assert gate.relying
        source = gate.relying.provider
        return {
            "access token (JWT)": me({"Authorization": f"Bearer {token}"}),
            "signatures: a JWT alone": lambda: source.claims_in(token),
        }
    invitation = {"invitation": told["invitation"]}
    seed = (await http.post("/sign-in/enrolment", json=invitation)).json()["seed"]
    body = {**invitation, "password": PASSWORD, "code": pyotp.TOTP(seed).now()}
    csrf = (await http.post("/sign-in/enrolment/finish", json=body)).json()["csrf"]
    token = (await http.post("/me/tokens", headers={"X-CSRF-Token": csrf})).json()["token"]
    return {"session (cookie)": me({}), "session token": me({"Authorization": f"Bearer {token}"})}


async def hall(people: int) -> dict[str, float]:
    """So many passwords checked at once, as the product does: how long, and how much more memory at most."""
    hasher = Hasher(waiting=people)
    kept = await hasher.hashed(PASSWORD)
    began = time.perf_counter()
    await hasher.is_right(kept, PASSWORD)
    alone = time.perf_counter() - began
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    await asyncio.gather(*(hasher.is_right(kept, PASSWORD) for _ in range(people)))
    return {
        "people": people,
        "alone_ms": round(alone * 1000),
        "seconds": round(time.perf_counter() - began, 1),
        "more_memory_mb": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024),
    }


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--people", type=int, default=200)
    asked = parser.parse_args(arguments)
    crowd = asyncio.run(hall(asked.people))  # first: memory is only ever more
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as place:
        home = Path(place)
        with Postgres(home / "cluster", home / "keys", free_port(), home / "postgres.log") as server:
            url = server.create_database("signing_in")
            for each in (url, server.create_database("signing_in_sealed")):
                records.migrate(each)
            paces = asyncio.run(all_paces(url, home / "keys", asked.times))
    for name, taken in paces.items():
        print(json.dumps({"way": name, **asdict(taken)}, ensure_ascii=False))
    print(json.dumps(crowd))
