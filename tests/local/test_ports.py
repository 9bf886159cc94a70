"""A port belongs to whom we started, or nothing starts."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.ports import LOOPBACK, claim, free_port, listens
from local.postgres import Postgres
from local.process import Child
from local.temporal import Temporal
from local.testserver import TestServer
from local.words import CannotStart


@pytest.fixture
def stranger() -> Iterator[int]:
    """The port of somebody else's server."""
    with socket.socket() as server:
        server.bind((LOOPBACK, 0))
        server.listen()
        yield server.getsockname()[1]


def test_postgres_on_a_taken_port_says_which_port_and_which_setting(tmp_path: Path, stranger: int) -> None:
    server = Postgres(tmp_path / "cluster", tmp_path / "keys", stranger, tmp_path / "log")

    with pytest.raises(CannotStart) as refusal, server:
        pass

    assert refusal.value.code == "port-taken"
    for words in (refusal.value.zh, refusal.value.en):
        assert all(part in words for part in (str(stranger), "PostgreSQL", "FENGQIAO_POSTGRES_PORT"))
    assert str(refusal.value).startswith("端口")


@pytest.mark.parametrize(
    ("taken", "setting"),
    [(0, "FENGQIAO_TEMPORAL_PORT"), (1, "FENGQIAO_TEMPORAL_UI_PORT")],
    ids=["engine", "pages"],
)
def test_temporal_on_a_taken_port_says_which_setting(
    tmp_path: Path, stranger: int, taken: int, setting: str
) -> None:
    ports = [free_port(), free_port()]
    ports[taken] = stranger

    with pytest.raises(CannotStart, match=rf"{stranger}[\s\S]*{setting}"):
        Temporal(tmp_path / "data", ports[0], ports[1], "fengqiao", tmp_path / "log").start()


def test_the_skipping_server_on_a_taken_port_does_not_start(tmp_path: Path, stranger: int) -> None:
    with pytest.raises(CannotStart, match=str(stranger)):
        TestServer(stranger, "fengqiao", tmp_path / "log").start()


def test_a_port_taken_on_every_interface_is_taken() -> None:
    with socket.socket() as server:
        server.bind(("", 0))
        server.listen()

        with pytest.raises(CannotStart):
            claim(server.getsockname()[1], "API", "FENGQIAO_API_PORT")


def test_a_port_just_left_is_free() -> None:
    with socket.create_server((LOOPBACK, 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection((LOOPBACK, port)):
            server.accept()[0].close()

    claim(port, "API", "FENGQIAO_API_PORT")


def test_a_program_whose_port_somebody_else_answers_is_stopped(tmp_path: Path, stranger: int) -> None:
    child = Child("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"], tmp_path / "log")
    child.start()

    with pytest.raises(CannotStart) as refusal:
        child.wait_until_it_listens(stranger, "FENGQIAO_API_PORT", 5)

    assert refusal.value.code == "port-lost"
    assert not child.runs


def test_whose_port_it_is_shows(tmp_path: Path) -> None:
    port = free_port()
    listening = f"import socket, time; s = socket.create_server(('{LOOPBACK}', {port})); time.sleep(60)"
    child = Child("listener", [sys.executable, "-c", listening], tmp_path / "log")
    child.start()
    try:
        child.wait_until_it_listens(port, "FENGQIAO_API_PORT", 5)

        assert listens(child.pid, port)
        assert not listens(child.pid, free_port())
    finally:
        child.stop()
