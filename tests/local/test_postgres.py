"""The embedded PostgreSQL keeps what it has acknowledged, and tells nobody."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from local.ports import free_port
from local.postgres import Postgres
from local.words import CannotStart

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def server(new_home: Callable[[], Path]) -> Iterator[Postgres]:
    """A server for this module to kill and start again, in a directory too deep for a socket's path."""
    home = new_home() / ("deep" * 15) / ("deeper" * 10)
    with Postgres(home / "cluster", home / "keys", free_port(), home / "log", home / "pid") as running:
        yield running


@pytest.fixture
def url(server: Postgres, request: pytest.FixtureRequest) -> str:
    """An empty database of this test's own."""
    return server.create_database(request.node.name[:63])


def _write(url: str, word: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS said (word text PRIMARY KEY)")
        connection.execute("INSERT INTO said VALUES (%s)", [word])


def _read(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM said ORDER BY word")]


def test_data_outlive_a_stop(server: Postgres, url: str) -> None:
    _write(url, "枫桥")

    server.stop()
    server.start()

    assert _read(url) == ["枫桥"]


def test_what_was_acknowledged_outlives_kill_9_again_and_again(server: Postgres, url: str) -> None:
    for word in "甲乙丙":
        _write(url, word)
        server.kill()
        server.start()

    assert _read(url) == ["丙", "乙", "甲"]


def test_a_pid_file_that_names_another_program_does_not_hinder_a_start(server: Postgres, url: str) -> None:
    _write(url, "枫桥")
    server.kill()
    note = server.directory / "postmaster.pid"
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as bystander:
        note.write_text(note.read_text().replace(note.read_text().split()[0], str(bystander.pid), 1))

        server.start()

        assert bystander.poll() is None
        assert _read(url) == ["枫桥"]
        bystander.communicate(b"\n")


def test_a_server_that_nobody_watches_any_more_is_ended_before_a_new_one_starts(
    server: Postgres, url: str
) -> None:
    _write(url, "枫桥")
    orphan = server.child.process
    assert orphan

    server.start()

    assert orphan.wait(5) == 0
    assert server.child.pid != orphan.pid
    assert _read(url) == ["枫桥"]


def test_a_directory_has_one_server_at_a_time(server: Postgres, tmp_path: Path) -> None:
    second = Postgres(server.directory, tmp_path / "keys", free_port(), tmp_path / "log")

    with pytest.raises(CannotStart) as refusal:
        second.start()

    assert refusal.value.code == "already-running"
    assert str(os.getpid()) in refusal.value.en


def test_a_commit_is_on_the_disk_before_it_is_acknowledged(server: Postgres) -> None:
    with psycopg.connect(server.url()) as connection:
        settings = {
            name: connection.execute("SELECT current_setting(%s)", [name]).fetchone()
            for name in ("fsync", "synchronous_commit", "full_page_writes")
        }

    assert settings == dict.fromkeys(settings, ("on",))


def test_the_owner_of_the_data_is_no_superuser(server: Postgres) -> None:
    with psycopg.connect(server.url()) as connection:
        row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()

    assert row == (False,)


def test_nobody_comes_in_without_the_password(server: Postgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(server.url().replace("fengqiao:", "fengqiao:not-", 1))


def test_the_log_says_that_a_statement_failed_and_not_what_was_in_it(server: Postgres, url: str) -> None:
    _write(url, "张三")

    with pytest.raises(psycopg.errors.UniqueViolation):
        _write(url, "张三")

    log = server.child.log.read_text()
    assert "duplicate key" in log
    assert "张三" not in log
    assert "INSERT" not in log


def test_the_cluster_is_closed_to_others(server: Postgres) -> None:
    assert stat.S_IMODE(server.directory.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.child.log.stat().st_mode) == 0o600


def test_chinese_is_ordered_and_lowered_the_same_on_every_machine(server: Postgres) -> None:
    with psycopg.connect(server.url()) as connection:
        row = connection.execute("SELECT lower('ÀÉ枫'), current_setting('server_encoding')").fetchone()

    assert row == ("àé枫", "UTF8")
