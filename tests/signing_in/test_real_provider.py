"""Against a real provider, over HTTP: sign in, tokens, keys that rotate, and both ways of signing out."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
import uvicorn
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from api.gate import gate_of
from desk.accounts import First, let_in
from local.ports import free_port
from tests.signing_in.conftest import ORIGIN, Browser, House
from tests.signing_in.real_provider import API, RealProvider, needs_the_provider, running, walked

pytestmark = needs_the_provider
CALLBACK = f"{ORIGIN}/sign-in/provider/callback"


@dataclass
class Two:
    """The installation, over HTTP too, and the provider; both on the machine's own clock."""

    house: House
    provider: RealProvider
    ours: str  # where we answer over HTTP

    def at_the_provider(self) -> httpx.AsyncClient:
        """A browser's other tab: its cookies at the provider."""
        return httpx.AsyncClient(base_url=self.provider.issuer, trust_env=False)

    async def signed_in(self, browser: Browser, login: str, there: httpx.AsyncClient) -> httpx.Response:
        began = await browser.send("/sign-in/provider", {"return_to": "/cases"})
        back = await walked(there, began.json()["go_to"], login, CALLBACK)
        answer = await browser.get(back.removeprefix(ORIGIN))
        if answer.status_code == 303:
            browser.csrf = (await browser.get("/me/session")).json()["csrf"]
        return answer

    async def access_token(self, login: str) -> str:
        """As a program of the person's own gets one, over the same client."""
        verifier = secrets.token_urlsafe(43)
        asked = {
            "client_id": "fengqiao",
            "response_type": "code",
            "redirect_uri": CALLBACK,
            "scope": "openid",
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        async with self.at_the_provider() as there:
            address = str(httpx.URL("/auth", params=asked))
            code = httpx.URL(await walked(there, address, login, CALLBACK)).params["code"]
            form = {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": CALLBACK,
                "code_verifier": verifier,
                "client_id": "fengqiao",
                "client_secret": "a secret & more",
            }
            return str((await there.post("/token", data=form)).json()["access_token"])

    async def me(self, token: str) -> httpx.Response:
        return await self.house.browser().get("/me", Authorization=f"Bearer {token}")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def two(provided_house: House) -> AsyncIterator[Two]:
    house, before = provided_house, provided_house.office
    port = free_port()
    where = {"port": free_port(), "back_to": CALLBACK, "signed_out_to": f"{ORIGIN}/"}
    ended = f"http://127.0.0.1:{port}/sign-in/provider/ended"
    with running(**where, ended=ended) as provider:
        settings = before.settings.model_copy(
            update={
                "oidc_issuer": provider.issuer,
                "oidc_audience": API,
                "oidc_client_secret": type(before.settings.oidc_client_secret)("a secret & more"),
            }
        )
        gate = gate_of(settings, before.directory)
        house.app.state.office = replace(
            before, settings=settings, gate=gate, sealed=replace(before.sealed, gate=gate)
        )
        house.clock.at = datetime.now(UTC)
        await let_in(
            before.directory, settings, First("p-first-admin", "管理员", "sl", "", "admin"), house.clock.at
        )
        config = uvicorn.Config(house.app, port=port, lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        yield Two(house, provider, f"http://127.0.0.1:{port}")
        server.should_exit = True
        await serving
        await gate.close()
        house.app.state.office = before


@pytest.fixture(autouse=True)
def _it_is_now(two: Two) -> None:
    two.house.clock.at = datetime.now(UTC)


async def entered(two: Two, login: str, **named: str) -> str:
    """A person whom the administrator enters, who signs in at the provider as well."""
    admin, person = two.house.browser(), await two.house.person()
    async with two.at_the_provider() as there:
        assert (await two.signed_in(admin, "admin", there)).status_code == 303
    answer = await admin.send("/subjects", {"person": person, **(named or {"subject": login})})
    assert answer.status_code == 201, answer.text
    return person


async def test_a_person_signs_in_at_a_real_provider(two: Two) -> None:
    person, browser = await entered(two, "alice"), two.house.browser()

    async with two.at_the_provider() as there:
        answer = await two.signed_in(browser, "alice", there)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/cases")
    assert (await browser.get("/me")).json()["person"] == person


async def test_a_person_is_known_by_a_claim_of_a_real_provider_the_first_time(two: Two) -> None:
    person = await entered(two, "bob", claimed="E-bob")

    async with two.at_the_provider() as there:
        first = two.house.browser()
        assert (await two.signed_in(first, "bob", there)).status_code == 303

    assert (await first.get("/me")).json()["person"] == person


async def test_whom_nobody_has_entered_stays_outside(two: Two) -> None:
    async with two.at_the_provider() as there:
        answer = await two.signed_in(two.house.browser(), "mallory", there)

    assert (answer.status_code, answer.json()["code"]) == (403, "nobody-here")


async def test_a_code_of_a_real_provider_is_good_once_and_for_its_browser_alone(two: Two) -> None:
    await entered(two, "carol")
    mine, other = two.house.browser(), two.house.browser()
    async with two.at_the_provider() as there:
        began = await mine.send("/sign-in/provider", {})
        back = (await walked(there, began.json()["go_to"], "carol", CALLBACK)).removeprefix(ORIGIN)
    await other.send("/sign-in/provider", {})

    injected = await other.get(back)
    right = await mine.get(back)
    again = await mine.get(back)

    assert (injected.status_code, right.status_code, again.status_code) == (401, 303, 401)


async def test_a_program_comes_in_with_an_access_token_of_a_real_provider(two: Two) -> None:
    person = await entered(two, "dave")

    me = await two.me(await two.access_token("dave"))

    assert me.json()["person"] == person


async def test_keys_of_a_real_provider_rotate(two: Two) -> None:
    """A new key is believed once a minute has passed since the last look, and the one before no longer."""
    await entered(two, "erin")
    old = await two.access_token("erin")
    assert (await two.me(old)).status_code == 200
    keys = two.house.office.gate.relying.provider._keys

    two.provider.stop()
    two.provider.start("k-2")
    new = await two.access_token("erin")
    at_once = await two.me(new)
    keys._tried_at -= 60  # a minute later
    later, retired = await two.me(new), await two.me(old)

    assert [each.status_code for each in (at_once, later, retired)] == [401, 200, 401]


async def test_while_a_real_provider_is_away_those_who_are_in_stay_in(two: Two) -> None:
    await entered(two, "frank")
    token = await two.access_token("frank")
    assert (await two.me(token)).status_code == 200
    keys = two.house.office.gate.relying.provider._keys

    two.provider.stop()
    keys._tried_at -= 3600
    keys._read_at -= 3600
    away = await two.me(token)
    two.provider.start("k-3")

    assert away.status_code == 200


async def test_whoever_signs_out_at_a_real_provider_is_out_here(two: Two) -> None:
    """RP-initiated logout leads there; the provider tells us over its back channel."""
    keys = two.house.office.gate.relying.provider._keys
    keys._tried_at -= 60
    await entered(two, "grace")
    here, elsewhere = two.house.browser(), two.house.browser()
    async with two.at_the_provider() as there:
        assert (await two.signed_in(here, "grace", there)).status_code == 303
        assert (await two.signed_in(elsewhere, "grace", there)).status_code == 303

        out = (await here.send("/sign-out")).json()["go_to"]
        back = await walked(there, out, "grace", ORIGIN)

    assert back.startswith(f"{ORIGIN}/")
    assert (await here.get("/me")).status_code == 401
    assert await eventually(lambda: elsewhere.get("/me"), 401)


async def eventually(ask: Any, status: int) -> bool:
    """Whether it comes to this within ten seconds."""
    until = datetime.now(UTC) + timedelta(seconds=10)
    while datetime.now(UTC) < until:
        if (await ask()).status_code == status:
            return True
        await asyncio.sleep(0.05)
    return False


async def test_a_machine_of_an_agency_is_heard_by_its_client_credentials(two: Two) -> None:
    token = await asyncio.to_thread(two.provider.machine_token)
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/cloudevents+json",
        "webhook-id": "m",
    }
    browser = two.house.browser()

    court = await browser.http.post("/agencies/court/messages", content=b"{}", headers=headers)
    police = await browser.http.post("/agencies/police/messages", content=b"{}", headers=headers)

    assert (court.status_code, police.status_code) == (422, 401)
    assert (await two.me(token)).status_code == 403
