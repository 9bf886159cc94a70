"""The whole system under other keys and the other suite, started again as its operator would: it goes on."""

import asyncio
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from cli import app
from demo.playing import settings_of_our_own
from keys.ring import encoded
from keys.suites import SuiteName
from local.system import System
from rules.dispute.screen import Concern
from settings import Settings
from tests.acceptance.conftest import enter_people_of
from tests.workflows.shed import eventually

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.servers]

CLERK, LEAD = "p-sl-window-clerk", "p-sl-t1-v1-village-party-secretary"
K1, K2, OLD, NEW = (os.urandom(32) for _ in range(4))
FIRST = {"engine_keys": f"k1:{encoded(K1)}", "keeper_key": encoded(OLD)}
BOTH = {
    "engine_keys": f"k2:{encoded(K2)},k1:{encoded(K1)}",
    "keeper_key": f"{encoded(NEW)},{encoded(OLD)}",
    "suite": SuiteName.GM,
}
LAST = {"engine_keys": f"k2:{encoded(K2)}", "keeper_key": encoded(NEW), "suite": SuiteName.GM}
DISPUTE: dict[str, Any] = {
    "matter": {"channel": "visit", "title": "院墙", "body": "院墙位置争执多年。"},
    "dispute_type": "neighbour",
    "village": "sl-t1-v1",
    "parties": [{"role": "applicant", "name": "诸葛甲"}, {"role": "respondent", "name": "乙"}],
    "screen": dict.fromkeys(Concern, "no"),
}


@contextmanager
def started(settings: Settings, monkeypatch: pytest.MonkeyPatch, **rings: Any) -> Iterator[httpx.Client]:
    """The system with these rings, and a caller of it. Its command line finds it by its note."""
    monkeypatch.setenv("FENGQIAO_VAR", str(settings.var))
    with (
        System(Settings.model_validate({**dict(settings), **rings})) as system,
        httpx.Client(base_url=system.api_url, timeout=60) as http,
    ):
        asyncio.run(enter_people_of(system))
        yield http


def by(http: httpx.Client, person: str) -> dict[str, str]:
    token = http.post("/dev/sign-in", json={"person": person}).json()["token"]
    return {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid.uuid4())}


def command(*words: str) -> Any:
    done = CliRunner().invoke(app, ["keys", *words, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def verdicts() -> dict[str, str]:
    return {each["id"]: each["verdict"] for each in command("show")}


def decided(http: httpx.Client, case: str, verb: str) -> int:
    answer = http.post(f"{case}/{verb}", json={}, headers=by(http, LEAD))
    assert answer.status_code == 200, answer.text
    seq: int = answer.json()["seq"]
    return seq


def test_a_county_changes_its_keys_and_its_suite_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with TemporaryDirectory() as home:
        settings = settings_of_our_own(Path(home) / "var", "system")
        with started(settings, monkeypatch, **FIRST) as http:
            registering = by(http, CLERK)
            number = http.post("/disputes", json=DISPUTE, headers=registering).json()["number"]
            case = f"/cases/dispute/{number}/1"
            assert decided(http, case, "claim") == 2

        with started(settings, monkeypatch, **BOTH) as http:
            assert decided(http, case, "release") == 3
            assert http.post("/disputes", json=DISPUTE, headers=registering).json()["number"] == number
            assert _found(http) == [number]
            assert command("rewrap")["rows"]["matter_keys"] == 1
            assert command("renew")
            asyncio.run(eventually(_nothing_needs_the_first_keys))

        with started(settings, monkeypatch, **LAST) as http:
            assert decided(http, case, "claim") == 4
            assert http.post("/disputes", json=DISPUTE, headers=registering).json()["number"] == number
            assert _found(http) == [number]
            assert verdicts()["k1"] == "for-reading"


async def _nothing_needs_the_first_keys() -> bool:
    shown = await asyncio.to_thread(verdicts)
    return "needed" not in shown.values()


def _found(http: httpx.Client) -> list[str]:
    hits = http.get("/search", params={"q": "诸葛甲"}, headers=by(http, CLERK)).json()
    return [each["matter"]["number"] for each in hits["items"]]
