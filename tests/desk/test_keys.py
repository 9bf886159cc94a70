"""`fengqiao keys` on real servers: a key is made known, then current, takes over, and the old one goes."""

import asyncio
import json
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest
from google.protobuf.duration_pb2 import Duration
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest
from temporalio.client import Client
from typer.testing import CliRunner

import records
from cli import app
from engine import engine_at
from keys.ring import decoded, encoded
from keys.suites import INTL
from local.postgres import Postgres
from local.temporal import ensure_search_attributes
from records import histories, submissions
from records.keeper import keeper_from
from records.submissions import Receipted
from tests.api.conftest import settings_for
from tests.keys.vault import TOKEN, vault_in
from tests.records.house import RECEIVED, House, text
from tests.workflows.journals import RememberingJournal
from tests.workflows.shed import Loan, Shed, eventually
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.converter import data_converter

pytestmark = pytest.mark.servers
K1, K2, OLD, NEW = (bytes([n]) * 32 for n in range(1, 5))


RECEIPTED = Receipted(
    id=uuid4(),
    command=str(uuid4()),
    digest="digest",
    tracking="tracking",
    county="sl",
    unit="sl",
    channel="letter",
    received_at=RECEIVED,
    received_by=None,
    texts={"body": "路灯不亮"},
    code=submissions.Code("0123456789ABCDEF"),
)


@dataclass
class Place:
    """An installation whose rings its operator changes."""

    monkeypatch: pytest.MonkeyPatch
    database_url: str
    address: str
    namespace: str
    shed: Shed

    def rings(self, engine: dict[str, bytes], *keeper: bytes) -> None:
        more = {
            "engine_keys": ",".join(f"{id_}:{encoded(key)}" for id_, key in engine.items()),
            "keeper_key": ",".join(map(encoded, keeper)),
            "temporal_address": self.address,
            "temporal_namespace": self.namespace,
        }
        for name, value in settings_for(self.database_url, **more).environment().items():
            self.monkeypatch.setenv(name, value)

    async def command(self, *words: str, code: int = 0) -> Any:
        done = await asyncio.to_thread(CliRunner().invoke, app, ["keys", *words, "--json"])
        assert done.exit_code == code, done.output
        return json.loads(done.stdout)

    async def shown(self, code: int = 0) -> dict[str, str]:
        """The verdict of each key by its id."""
        return {each["id"]: each["verdict"] for each in await self.command("show", code=code)}

    async def with_ring(self, **ring: bytes) -> Shed:
        converter = data_converter(ring)
        client = await Client.connect(self.address, namespace=self.namespace, data_converter=converter)
        return replace(self.shed, client=client)


@pytest.fixture
async def place(postgres: Postgres, temporal_address: str, monkeypatch: pytest.MonkeyPatch) -> Place:
    name = f"keys-{uuid4()}"
    client = await Client.connect(temporal_address)
    retention = Duration(seconds=3 * 86_400)
    asked = RegisterNamespaceRequest(namespace=name, workflow_execution_retention_period=retention)
    await client.workflow_service.register_namespace(asked)
    await ensure_search_attributes(await engine_at(temporal_address, name), SEARCH_ATTRIBUTES)
    url = postgres.create_database(name.replace("-", "_"))
    records.migrate(url)
    return Place(monkeypatch, url, temporal_address, name, Shed(client, RememberingJournal(), name))


async def test_a_change_of_keys_from_the_first_step_to_the_last(place: Place) -> None:
    old, new = INTL.fingerprint(OLD), INTL.fingerprint(NEW)
    engine = records.connect(place.database_url)
    name = text("陶渊明")
    await House(engine, keeper_from([OLD])).register(name)
    before, after = await place.with_ring(k1=K1), await place.with_ring(k2=K2, k1=K1)

    async with before.working():
        loan = await before.open()
        await loan.lend()
        place.rings({"k1": K1}, OLD)
        assert {"k1": "current", old: "current"}.items() <= (await place.shown()).items()

    place.rings({"k2": K2, "k1": K1}, NEW, OLD)
    async with after.working():
        loan = after.loan(loan.id)
        await loan.report("a rung")
        shown = await place.shown()
        assert {"k1": "needed", "k2": "current", old: "needed", new: "current"}.items() <= shown.items()

        rewrapped = await place.command("rewrap")
        assert (rewrapped["rows"], rewrapped["key"]) == ({"matter_keys": 1}, new)
        assert await place.command("renew") == [loan.id]
        await eventually(lambda: _renewed(loan))
        shown = await place.shown()
        assert {
            "k1": "for-reading",
            "k2": "current",
            old: "retirable",
            new: "current",
        }.items() <= shown.items()
        assert await place.command("renew") == []
        place.monkeypatch.setenv("FENGQIAO_SUITE", "gm")  # the same key, and another suite
        assert await place.command("renew") == [loan.id]
        place.monkeypatch.setenv("FENGQIAO_SUITE", "intl")

    place.rings({"k2": K2}, NEW)
    alone = await place.with_ring(k2=K2)
    async with alone.working():
        assert (await alone.loan(loan.id).take_back()).seq == 4
    shown = await place.shown()
    assert (shown["k2"], shown["k1"], old in shown) == ("current", "for-reading", False)
    await engine.dispose()


async def _renewed(loan: Loan) -> bool:
    description = await loan.handle.describe()
    first = description.raw_description.workflow_execution_info.first_run_id
    return description.run_id != first


async def test_a_key_that_was_taken_away_too_early_is_named_and_makes_the_command_fail(place: Place) -> None:
    engine = records.connect(place.database_url)
    await House(engine, keeper_from([OLD])).register(text("陶渊明"))
    await engine.dispose()
    shed = await place.with_ring(k1=K1)
    async with shed.working():
        await shed.open()

    place.rings({"k2": K2}, NEW)

    shown = await place.shown(code=1)
    assert (shown["k1"], shown[INTL.fingerprint(OLD)]) == ("missing", "missing")


async def test_what_was_exported_at_closing_still_needs_its_key_to_be_read(place: Place) -> None:
    engine = records.connect(place.database_url)
    shed = await place.with_ring(k1=K1)
    async with shed.working():
        loan = await shed.open()
        await histories.keep(engine, loan.id, "run", (await loan.handle.fetch_history()).to_json())
    await engine.dispose()
    await loan.handle.terminate()

    place.rings({"k2": K2, "k1": K1}, NEW)

    (k1,) = [each for each in await place.command("show") if each["id"] == "k1"]
    assert (k1["needed"], k1["read"], k1["verdict"]) == ({}, {"closed": 1, "exported": 1}, "for-reading")


async def test_the_sealed_keeper_takes_over_its_own_store_and_what_waits_at_the_ordinary_counter(
    place: Place, postgres: Postgres
) -> None:
    sealed_url = postgres.create_database(f"{place.namespace.replace('-', '_')}_sealed")
    records.migrate(sealed_url)
    ordinary, sealed = records.connect(place.database_url), records.connect(sealed_url)
    first = settings_for(place.database_url).sealed().keeper()
    await House(ordinary, keeper_from([OLD])).register(text("陶渊明"))
    await House(sealed, keeper_from(first)).register(text("谢灵运"))
    await submissions.receive(ordinary, keeper_from(first), RECEIPTED)
    for engine in (ordinary, sealed):
        await engine.dispose()

    place.rings({"k1": K1}, OLD)
    place.monkeypatch.setenv("FENGQIAO_STORE", "sealed")
    place.monkeypatch.setenv("FENGQIAO_SEALED_KEEPER_KEY", ",".join(map(encoded, [NEW, *first])))
    place.monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")  # nobody needs the engine for it
    taken = await place.command("rewrap")
    again = await place.command("rewrap")

    assert taken["rows"] == {"matter_keys": 1, "submissions": 1}
    assert (again["rows"], again["key"]) == ({}, INTL.fingerprint(NEW))
    place.monkeypatch.setenv("FENGQIAO_STORE", "ordinary")
    assert (await place.command("rewrap"))["rows"] == {}


async def test_an_engine_that_is_away_is_said_to_be(place: Place) -> None:
    place.address = "127.0.0.1:1"
    place.rings({"k1": K1}, OLD)

    done = await asyncio.to_thread(CliRunner().invoke, app, ["keys", "show"])

    assert done.exit_code == 3
    assert "无应答" in done.stderr


def test_a_key_that_is_made_is_an_entry_of_its_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENGQIAO_KEY_SERVICE", "")
    made = [CliRunner().invoke(app, ["keys", "make", "engine", "--id", "k9"]).stdout for _ in range(2)]
    keeper = CliRunner().invoke(app, ["keys", "make", "keeper"]).stdout

    ids, keys = zip(*(entry.strip().split(":") for entry in made), strict=True)
    assert set(ids) == {"k9"}
    assert len({decoded(key) for key in (*keys, keeper.strip())}) == 3


@pytest.mark.parametrize(
    "words", [("engine",), ("keeper", "--id", "k1"), ("engine", "--id", "k:1"), ("other",)]
)
def test_a_key_without_an_id_of_its_own_or_with_one_too_many_is_not_made(words: list[str]) -> None:
    assert CliRunner().invoke(app, ["keys", "make", *words]).exit_code == 2


def test_with_a_key_service_a_key_leaves_only_wrapped(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    vault = vault_in(tmp_path_factory.mktemp("vault"))
    with vault.open() as address:
        monkeypatch.setenv("FENGQIAO_KEY_SERVICE", address)
        monkeypatch.setenv("FENGQIAO_KEY_SERVICE_TOKEN", TOKEN)
        monkeypatch.setenv("FENGQIAO_KEY_SERVICE_AUTHORITIES", str(vault.authorities))
        made = CliRunner().invoke(app, ["keys", "make", "sealed-keeper"]).stdout.strip()

    assert made.startswith("vault:v1:")
    assert len(vault.decrypt(made, b"sealed-keeper-key")) == 32
