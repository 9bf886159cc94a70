"""How we come to the engine: by what is set, and with the token that stands in its file now."""

import asyncio
import gc
import time
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import Client

import engine
from engine import engine_at, engine_of, tls_of
from local.process import ROOT
from settings import Settings, SettingsDisagree
from tests.house.repository import imported_by

KEYS = {"engine_keys": "one:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="}


def settings(**values: Any) -> Settings:
    return Settings(**{"temporal_address": "127.0.0.1:1", **KEYS, **values})


@pytest.fixture
def closed(tmp_path: Path) -> dict[str, Any]:
    """Settings of an engine that asks for certificate and token."""
    files = {name: tmp_path / name for name in ("tls_ca", "tls_cert", "tls_key", "token_file")}
    for name, file in files.items():
        file.write_text(f"{name}\n")
    return {f"temporal_{name}": file for name, file in files.items()}


def token_of(client: Client) -> str | None:
    token: str | None = client.service_client._bridge_config.api_key  # type: ignore[attr-defined]
    return token


async def until_it_comes_with(token: str, client: Client) -> None:
    limit = time.monotonic() + 60
    while token_of(client) != token:
        assert time.monotonic() < limit, f"it still comes with {token_of(client)}"
        await asyncio.sleep(0.01)


@pytest.mark.servers
async def test_where_nothing_is_set_the_connection_is_open_and_nobody_asks(temporal_address: str) -> None:
    here = settings(temporal_address=temporal_address)
    client = await engine_of(here)

    assert tls_of(here) is None
    assert await client.service_client.check_health()
    assert (client.namespace, token_of(client)) == ("fengqiao", None)


@pytest.mark.servers
async def test_a_server_of_our_own_needs_no_keys(temporal_address: str) -> None:
    client = await engine_at(temporal_address)

    assert await client.service_client.check_health()
    assert client.namespace == "default"


async def test_without_payloads_it_needs_no_keys() -> None:
    client = await engine_of(settings(engine_keys=""), payloads=False, lazy=True)

    assert client.data_converter.payload_codec is None


@pytest.mark.servers
async def test_an_engine_that_speaks_openly_is_not_taken_for_one_that_is_vouched_for(
    temporal_address: str, closed: dict[str, Any]
) -> None:
    with pytest.raises(RuntimeError):
        await engine_of(settings(temporal_address=temporal_address, **closed))


async def test_certificate_key_and_name_are_those_of_the_files(closed: dict[str, Any]) -> None:
    way = tls_of(settings(**closed, temporal_tls_name="engine.fengqiao"))

    assert way
    assert (way.server_root_ca_cert, way.client_cert, way.client_private_key) == (
        b"tls_ca\n",
        b"tls_cert\n",
        b"tls_key\n",
    )
    assert way.domain == "engine.fengqiao"


async def test_a_server_may_be_vouched_for_while_we_have_no_certificate(closed: dict[str, Any]) -> None:
    way = tls_of(settings(temporal_tls_ca=closed["temporal_tls_ca"]))

    assert way
    assert (way.client_cert, way.client_private_key, way.domain) == (None, None, None)


@pytest.mark.parametrize("lacking", ["temporal_tls_ca", "temporal_tls_cert", "temporal_tls_key"])
async def test_half_a_way_is_none(closed: dict[str, Any], lacking: str) -> None:
    del closed[lacking]

    with pytest.raises(SettingsDisagree, match="TEMPORAL_TLS"):
        await engine_of(settings(**closed), lazy=True)


@pytest.mark.parametrize("name", ["tls_ca", "tls_cert", "tls_key", "token_file"])
async def test_what_cannot_be_read_is_named(closed: dict[str, Any], name: str) -> None:
    closed[f"temporal_{name}"].unlink()

    with pytest.raises(SettingsDisagree, match=f"TEMPORAL_{name.upper()}"):
        await engine_of(settings(**closed), lazy=True)


async def test_an_empty_file_is_no_token(closed: dict[str, Any]) -> None:
    closed["temporal_token_file"].write_text("\n")

    with pytest.raises(SettingsDisagree, match="TEMPORAL_TOKEN_FILE"):
        await engine_of(settings(**closed), lazy=True)


async def test_it_comes_with_the_token_that_stands_in_the_file_now(closed: dict[str, Any]) -> None:
    file = closed["temporal_token_file"]
    client = await engine_of(settings(**closed), lazy=True, look_every=0.01)
    assert token_of(client) == "token_file"

    file.write_text("second")
    await until_it_comes_with("second", client)
    file.unlink()  # whoever renews it may take the old one away first
    await asyncio.sleep(0.1)
    assert token_of(client) == "second"
    file.write_text("third")
    await until_it_comes_with("third", client)


async def test_nobody_looks_for_a_client_that_is_gone(closed: dict[str, Any]) -> None:
    client = await engine_of(settings(**closed), lazy=True, look_every=0.01)
    assert engine._looking

    del client
    limit = time.monotonic() + 60
    while engine._looking:
        gc.collect()
        assert time.monotonic() < limit
        await asyncio.sleep(0.01)


def test_other_programs_read_the_same_way(closed: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    here = settings(**closed, temporal_tls_name="engine.fengqiao")
    for name, value in here.environment().items():
        monkeypatch.setenv(name, value)

    assert Settings().temporal_token_file == closed["temporal_token_file"]
    assert tls_of(Settings()) == tls_of(here)


def test_the_way_to_the_engine_knows_no_records_and_no_api() -> None:
    assert imported_by(ROOT / "engine.py") == {"settings", "structlog", "temporalio", "workflows"}


def test_nobody_else_connects() -> None:
    rooms = ("activities", "api", "backups", "benchmarks", "demo", "desk", "local", "watching", "workflows")
    modules = [*ROOT.glob("*.py"), *(file for room in rooms for file in (ROOT / room).rglob("*.py"))]

    connecting = {str(file.relative_to(ROOT)) for file in modules if "Client.connect(" in file.read_text()}
    assert connecting == {"engine.py", "benchmarks/floors.py", "benchmarks/sealing.py"}  # bare, for a floor
