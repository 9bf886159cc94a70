"""The whole system on real servers: it comes up, is found, recovers, and leaves nothing behind."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest

from local.ports import free_port
from local.system import System
from local.words import CannotStart
from settings import Settings, attached, environment_note

pytestmark = [pytest.mark.servers, pytest.mark.slow]


@pytest.fixture(scope="module")
def system(new_home: Callable[[], Path]) -> Iterator[System]:
    """One worker is enough here."""
    settings = Settings(
        var=new_home(),
        development=True,
        workers=1,
        api_port=free_port(),
        postgres_port=free_port(),
        temporal_port=free_port(),
        temporal_ui_port=free_port(),
    )
    with System(settings) as running:
        yield running
        pids = running.pids.values()
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert not environment_note(settings.var).exists()


def test_every_process_is_noted_by_name_and_id(system: System) -> None:
    noted = {path.stem: int(path.read_text()) for path in (system.settings.var / "run").glob("*.pid")}

    assert noted == system.pids
    assert list(system.pids) == ["postgres", "temporal", "worker-1", "sealed", "api"]


def test_api_pages_and_database_are_where_the_system_says(system: System) -> None:
    assert httpx.get(f"{system.api_url}/health/ready").status_code == 200
    assert httpx.get(system.temporal_ui_url, follow_redirects=True).status_code == 200
    with psycopg.connect(system.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_command_beside_it_finds_it_and_nobody_else_may_look(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGQIAO_VAR", str(system.settings.var))

    assert attached() == system.settings
    assert stat.S_IMODE(environment_note(system.settings.var).stat().st_mode) == 0o600


def test_a_second_system_on_its_directory_is_refused(system: System) -> None:
    with pytest.raises(CannotStart, match=str(system.settings.var)), System(system.settings):
        pass

    assert environment_note(system.settings.var).exists()


@pytest.mark.parametrize("name", ["postgres", "temporal", "worker-1", "sealed"])
def test_what_is_killed_comes_back_and_the_others_stay(system: System, name: str) -> None:
    before = system.pids

    system.kill(name)
    system.wait_ready(60)

    assert {other for other, pid in system.pids.items() if before[other] != pid} == {name}
