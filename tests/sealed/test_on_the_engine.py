"""The sealed store with real processes: its worker dies and it goes on; the ordinary half knows nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from temporalio.client import Client, WorkflowExecutionStatus

from desk import checking
from desk.seeding import enter_people
from local.ports import free_port
from local.system import System
from records import connect
from settings import Settings
from tests.api.conftest import CLERK
from tests.sealed.conftest import ACCUSATION, DISCIPLINE, WORDS, dumped
from workflows import names
from workflows.converter import data_converter

pytestmark = pytest.mark.slow

LIMIT = 45  # seconds within which every consequence must have come: less than the relay's slowest look


@pytest.fixture(scope="module")
def system(new_home: Callable[[], Path]) -> Iterator[System]:
    ports = ("api_port", "postgres_port", "temporal_port", "temporal_ui_port")
    chosen: dict[str, Any] = {name: free_port() for name in ports}
    with System(Settings(var=new_home(), development=True, workers=1, **chosen)) as running:
        yield running


class House:
    """The system as people use it, by HTTP."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def get(self, person: str, path: str) -> httpx.Response:
        return await self._http.get(path, headers=await self._signed_in(person))

    async def post(self, person: str, path: str, body: Any) -> httpx.Response:
        headers = await self._signed_in(person) | {"Idempotency-Key": str(uuid4())}
        return await self._http.post(path, json=body, headers=headers)

    async def _signed_in(self, person: str) -> dict[str, str]:
        answer = await self._http.post("/dev/sign-in", json={"person": person})
        return {"Authorization": f"Bearer {answer.json()['token']}"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(system: System) -> AsyncIterator[House]:
    records = connect(system.database_url)
    await enter_people(records)
    await records.dispose()
    async with httpx.AsyncClient(base_url=system.api_url, timeout=30, trust_env=False) as http:
        yield House(http)


async def eventually(holds: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(LIMIT):
        while not await holds():
            await asyncio.sleep(0.1)


async def engine_of(settings: Settings) -> Client:
    keys = settings.engine_keyring()
    converter = data_converter(keys, next(iter(keys)))
    return await Client.connect(
        settings.temporal_address, namespace=settings.temporal_namespace, data_converter=converter
    )


async def test_an_accusation_outlives_its_worker_and_the_ordinary_half_knows_of_nothing(
    system: System, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.post(CLERK, "/submissions", ACCUSATION)
    ((waiting),) = (await house.get(CLERK, "/submissions")).json()
    id = waiting["submission"]["id"]
    answer = await house.post(
        CLERK, f"/submissions/{id}/classify", {"purpose": "accusation", "is_real_name": True}
    )
    assert answer.status_code == 200, answer.text
    (case,) = (await house.get(DISCIPLINE, "/sealed/cases")).json()["items"]
    number, procedure = case["case"]["matter"], case["case"]["procedure"]
    path = f"/sealed/cases/accusation/{number}/1"
    sealed = await engine_of(system.settings.sealed())
    ordinary = await engine_of(system.settings)

    async def is_running() -> bool:
        return {each.id async for each in sealed.list_workflows()} == {procedure, names.WATCH}

    await eventually(is_running)  # its letter was carried by its own relay
    transferred = await house.post(
        DISCIPLINE,
        f"{path}/transfer-to-discipline",
        {"organ": "sl-city", "accused_units": ["sl"], "reason": "按照管理权限。"},
    )
    assert transferred.status_code == 200, transferred.text

    system.kill("sealed")
    system.wait_ready(60)
    told = {"method": "in-person", "proof": "当面告知。"}
    for verb, body in (
        ("tell-acceptance", told),
        ("record-result", {"result": "经核查，反映的问题不属实。"}),
        ("tell-result", told),
    ):
        answer = await house.post(DISCIPLINE, f"{path}/{verb}", body)
        assert answer.status_code == 200, answer.text

    async def is_closed() -> bool:
        described = await sealed.get_workflow_handle(procedure).describe()
        return described.status is WorkflowExecutionStatus.COMPLETED

    async def is_kept() -> bool:
        return "histories: " in dumped(system.settings.sealed().database_url)

    await eventually(is_closed)
    await eventually(is_kept)
    monkeypatch.setenv("FENGQIAO_VAR", str(system.settings.var))
    monkeypatch.setenv("FENGQIAO_STORE", "sealed")
    assert (await checking.verify(), await checking.rebuild()) == ([], [])
    known = (*WORDS, number, procedure)
    assert sorted([each.id async for each in ordinary.list_workflows()]) == [
        "reports/sl",
        names.WATCH,
    ]  # of no case
    assert [word for word in known if word in dumped(system.database_url)] == []
    logs = system.settings.var / "log"
    for log in ("api.log", "worker-1.log", "postgres.log", "temporal.log", "system.log"):
        assert [word for word in known if word in (logs / log).read_text()] == [], log
    assert [word for word in WORDS if word in (logs / "sealed.log").read_text()] == []


async def test_the_ordinary_worker_holds_no_key_of_the_sealed_store(system: System) -> None:
    settings = system.settings
    environment = (Path("/proc") / str(system.pids["worker-1"]) / "environ").read_text()

    secrets = (settings.sealed_keeper_key, settings.sealed_engine_keys)
    assert [each for each in secrets if each.get_secret_value() in environment] == []
    assert settings.keeper_key.get_secret_value() in environment
