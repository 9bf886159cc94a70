"""In earnest: an API that is no development installation, and people who sign in at a provider."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self
from uuid import uuid4

import httpx
import pytest
from joserfc.jwk import RSAKey

from local.ports import free_port
from tests.containers.county import County
from tests.signing_in.real_provider import API, walked

SESSION = "__Host-fengqiao"
_CLERK = "p-sl-window-clerk"


@dataclass(frozen=True)
class Earnest:
    """Where browsers reach the API, and where the provider. To both they are this very machine: the two share
    one network, as an API and what ends TLS in front of it may."""

    url: str
    issuer: str


@pytest.fixture(scope="module")
def earnest(county: County, provider_image: str) -> Iterator[Earnest]:
    api_port, provider_port = free_port(), free_port()
    url, issuer = f"http://127.0.0.1:{api_port}", f"http://127.0.0.1:{provider_port}"
    key = RSAKey.generate_key(2048, {"kid": "k-1", "use": "sig", "alg": "RS256"}, private=True)
    county.start(
        "provider",
        provider_image,
        environment={
            "HOST": "0.0.0.0",  # noqa: S104  in the container
            "PORT": str(provider_port),
            "KEY": json.dumps(key.as_dict(private=True)),
            "CALLBACK": f"{url}/sign-in/provider/callback",
            "SIGNED_OUT_TO": f"{url}/",
            "ENDED": f"{url}/sign-in/provider/ended",
            "API": API,
        },
        ports={provider_port: provider_port, api_port: api_port},
    )
    ours = {
        "FENGQIAO_DEVELOPMENT": "false",
        "FENGQIAO_IDENTITY": "oidc",
        "FENGQIAO_API_PORT": str(api_port),
        "FENGQIAO_PUBLIC_URL": url,
        "FENGQIAO_OIDC_ISSUER": issuer,
        "FENGQIAO_OIDC_CLIENT": "fengqiao",
        "FENGQIAO_OIDC_CLIENT_SECRET": "a secret & more",
        "FENGQIAO_OIDC_AUDIENCE": API,
    }
    environment = {**county.environment(), **ours}
    county.start(
        "earnest",
        county.images["fengqiao"],
        command=["python3", "-m", "api"],
        environment=environment,
        beside="provider",
    )
    county.until(lambda: county.answers(f"{url}/health/ready"))
    yield Earnest(url, issuer)
    for name in ("earnest", "provider"):
        county.end(name)


class Browser:
    """A browser at this very machine, where cookies for https go over http too."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=url, trust_env=False, timeout=60)
        self._url = url
        self._cookies: dict[str, str] = {}
        self.csrf = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        """As a page of ours does."""
        headers = {
            "Origin": self._url,
            "Sec-Fetch-Site": "same-origin",
            "X-CSRF-Token": self.csrf,
            "Idempotency-Key": str(uuid4()),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
        }
        answer = await self._http.request(method, path, json=body, headers=headers)
        self._http.cookies.clear()
        for cookie in answer.headers.get_list("Set-Cookie"):
            if found := re.match(r"([^=]+)=([^;]*)", cookie):
                self._cookies[found[1]] = found[2]
        return answer

    async def sign_in(self, login: str, earnest: Earnest) -> None:
        """There and back, through the provider's own pages."""
        began = await self.ask("POST", "/sign-in/provider", {"return_to": "/"})
        assert began.status_code == 200, began.text
        async with httpx.AsyncClient(base_url=earnest.issuer, trust_env=False, timeout=60) as there:
            back = await walked(
                there, began.json()["go_to"], login, f"{earnest.url}/sign-in/provider/callback"
            )
        answer = await self.ask("GET", back.removeprefix(earnest.url))
        assert answer.status_code == 303, answer.text
        self.csrf = (await self.ask("GET", "/me/session")).json()["csrf"]


async def test_whom_an_administrator_has_entered_signs_in_at_the_provider_and_takes_a_matter_in(
    county: County, earnest: Earnest
) -> None:
    told = county.wrapped("earnest").exec_run(
        [
            *("python3", "-m", "cli", "account", "first", "p-first-admin"),
            *("--name", "管理员", "--unit", "sl"),
            *("--subject", "admin"),
        ]
    )
    assert told.exit_code == 0, told.output
    async with Browser(earnest.url) as admin, Browser(earnest.url) as clerk:
        await admin.sign_in("admin", earnest)
        entered = await admin.ask("POST", "/subjects", {"person": _CLERK, "subject": "clerk"})
        assert entered.status_code == 201, entered.text
        await clerk.sign_in("clerk", earnest)

        assert (await clerk.ask("GET", "/me")).json()["person"] == _CLERK
        matter = {"channel": "visit", "title": "排水沟", "body": "两家为排水沟相争。", "author": "甲"}
        taken_in = await clerk.ask("POST", "/matters", matter)
        assert taken_in.status_code in {200, 201}, taken_in.text


async def test_nobody_signs_in_there_without_a_password(earnest: Earnest) -> None:
    async with Browser(earnest.url) as browser:
        answer = await browser.ask("POST", "/dev/sign-in", {"person": _CLERK})

    assert answer.status_code == 404
