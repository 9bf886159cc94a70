"""The simulator as a process: started, killed at any moment, started again."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest
from typer.testing import CliRunner

from cli import app
from conformance import matter
from conformance.county import County
from conformance.kit import Kit
from conformance.signing import Keys as CountyKeys
from local.ports import LOOPBACK, free_port
from local.process import ROOT
from simulator.planning import Temper
from simulator.program import CannotRun, Senseless, keys_of, tempers_of
from tests.simulator.playing import SECRET, heard
from tests.simulator.test_signing import PRIVATE, PUBLIC

MATTERS = 12


class Process:
    """The command as somebody starts it."""

    def __init__(self, store: Path, county: str, pace: str) -> None:
        self.port = free_port()
        self.url = f"http://{LOOPBACK}:{self.port}/court"
        options = ["--store", str(store), "--county-url", county, "--port", str(self.port), "--pace", pace]
        self._command = [sys.executable, "-m", "simulator", *options, "--agency", "court=prompt"]
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        known = {**os.environ, "FENGQIAO_AGENCY_SECRETS": f"court:{SECRET}"}
        self._running = subprocess.Popen(self._command, env=known, cwd=ROOT)
        limit = monotonic() + 30
        while monotonic() < limit:
            try:
                httpx.get(f"http://{LOOPBACK}:{self.port}/health", trust_env=False)
            except httpx.TransportError:
                sleep(0.05)
            else:
                return
        raise AssertionError("it did not start")

    def end(self, how: signal.Signals) -> int:
        assert self._running is not None
        self._running.send_signal(how)
        return self._running.wait(20)


@pytest.fixture
def ended() -> Iterator[list[Process]]:
    """Processes that end with the test."""
    started: list[Process] = []
    yield started
    for each in started:
        if each._running and each._running.poll() is None:
            each.end(signal.SIGKILL)


async def test_killed_at_any_moment_it_keeps_what_it_took_and_says_all_it_meant(
    tmp_path: Path, ended: list[Process]
) -> None:
    listen = f"{LOOPBACK}:{free_port()}"
    process = Process(tmp_path / "s", f"http://{listen}", "0.02")
    ended.append(process)
    process.start()
    county = County("court", CountyKeys(SECRET), listen)
    async with county.listening(), httpx.AsyncClient(trust_env=False, timeout=10) as client:
        kit = Kit(process.url, "court", county, client, patience=30.0)
        matters = []
        for _ in range(MATTERS):
            subject = matter.new_subject()
            data = matter.practice("court", "accept")
            del data["practice"]
            matters.append((subject, await kit.send("sent", subject, data)))
            if len(matters) % 4 == 0:
                process.end(signal.SIGKILL)
                process.start()

        for subject, sent in matters:
            await kit.hear(subject, "returned")
            await kit.state(subject, "returned")
            again = await kit.repeat(sent.id, sent.body)
            assert again.status_code == 200
            assert again.json()["received_at"] == sent.receipt["received_at"]
            assert heard(kit, subject) == ["received", "signed-for", "accepted", "progressed", "returned"]
    process.end(signal.SIGTERM)
    with sqlite3.connect(tmp_path / "s") as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.close()


@pytest.mark.parametrize(
    ("options", "secrets", "code", "words"),
    [
        (["--agency", "court=grumpy"], "", 2, "grumpy"),
        (["--agency", "court"], "", 3, "court"),
        (["--agency", "court"], "court:whsec_!", 3, "FENGQIAO_AGENCY_SECRETS"),
    ],
)
def test_what_it_cannot_do_it_says_in_two_languages(
    tmp_path: Path, options: list[str], secrets: str, code: int, words: str
) -> None:
    told = CliRunner().invoke(
        app,
        ["agency-simulator", "--store", str(tmp_path / "s"), "--county-url", "http://127.0.0.1:1", *options],
        env={"FENGQIAO_AGENCY_SECRETS": secrets},
    )

    assert told.exit_code == code
    assert words in told.output
    assert len(told.output.strip().splitlines()) == 2
    assert "whsec_!" not in told.output


def test_a_port_that_is_taken_is_said_to_be(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        port = str(other.getsockname()[1])
        where = ["--store", str(tmp_path / "s"), "--county-url", "http://x", "--port", port]
        told = CliRunner().invoke(
            app,
            ["agency-simulator", *where, "--agency", "court"],
            env={"FENGQIAO_AGENCY_SECRETS": f"court:{SECRET}"},
        )

    assert told.exit_code == 3
    assert port in told.output


def test_everybody_is_prompt_where_nothing_else_is_said() -> None:
    assert set(tempers_of([]).values()) == {Temper.PROMPT}
    assert len(tempers_of([])) == 5
    assert tempers_of(["court", "police=slow"]) == {"court": Temper.PROMPT, "police": Temper.SLOW}
    with pytest.raises(Senseless):
        tempers_of(["court=grumpy"])


def test_keys_come_from_the_environment() -> None:
    names = {"court": Temper.DESK}

    keys = keys_of(
        names,
        {
            "FENGQIAO_AGENCY_SECRETS": f"police:whsec_AAAA, court:{SECRET}",
            "FENGQIAO_AGENCY_KEYS": f"court:{PRIVATE}:{PUBLIC}",
        },
    )

    assert keys["court"].secret == SECRET
    assert keys["court"].own is not None
    assert keys["court"].county is not None
    with pytest.raises(CannotRun):
        keys_of(names, {"FENGQIAO_AGENCY_SECRETS": f"court:{SECRET}", "FENGQIAO_AGENCY_KEYS": "court:whsk_!"})


def test_the_help_is_there_in_both_languages() -> None:
    told = CliRunner().invoke(app, ["agency-simulator", "--help"])

    assert told.exit_code == 0
    assert "模拟机关" in told.output
