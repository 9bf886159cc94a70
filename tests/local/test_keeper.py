"""What is kept running is started again when it dies, and outlives nobody."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from local.lock import Lock
from local.process import ROOT, Child
from local.system import System
from local.words import CannotStart
from settings import Settings
from tests.local.sleepers import SLEEP, Sleepers


def _eventually(holds: Callable[[], bool], seconds: float = 10) -> None:
    limit = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < limit, "it did not come to hold in time"
        time.sleep(0.02)


def test_a_process_that_dies_is_started_again_and_the_others_are_left_alone(tmp_path: Path) -> None:
    with Sleepers(tmp_path, "ab") as keeper:
        before = keeper.pids

        keeper.kill("a")
        keeper.wait_ready(10)

        assert keeper.pids["a"] != before["a"]
        assert keeper.pids["b"] == before["b"]
        assert int((tmp_path / "a.pid").read_text()) == keeper.pids["a"]


def test_a_process_killed_by_somebody_else_is_started_again(tmp_path: Path) -> None:
    with Sleepers(tmp_path, "a") as keeper:
        before = keeper.pids["a"]

        os.kill(before, signal.SIGKILL)
        _eventually(lambda: keeper.pids.get("a", before) != before)


def test_a_process_that_is_to_stay_away_stays_away(tmp_path: Path) -> None:
    with Sleepers(tmp_path, "ab") as keeper:
        with keeper.without("a"):
            with pytest.raises(TimeoutError, match=r"not ready after .* s: a$"):
                keeper.wait_ready(0.5)
            assert "a" not in keeper.pids

        keeper.wait_ready(10)


def test_a_process_that_cannot_start_again_is_tried_until_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = [CannotStart("program-missing", program="a"), CannotStart("program-missing", program="a")]

    def refuse() -> None:
        if refusals:
            raise refusals.pop()

    with Sleepers(tmp_path, "ab") as keeper:
        before = keeper.pids
        monkeypatch.setattr(keeper, "_ready_to_start", refuse)

        keeper.kill("a")
        keeper.wait_ready(10)

        assert not refusals
        assert keeper.pids["a"] != before["a"]
        assert keeper.pids["b"] == before["b"]


def test_what_cannot_be_brought_up_is_taken_down_again(tmp_path: Path) -> None:
    class Broken(Sleepers):
        def bring_up(self) -> None:
            super().bring_up()
            raise CannotStart("program-missing", program="c")

    keeper = Broken(tmp_path, "ab")
    with pytest.raises(CannotStart), keeper:
        pytest.fail("it was never up")

    assert keeper.ended == ["b", "a"]
    assert keeper.pids == {}


def test_everything_is_stopped_in_the_reverse_order(tmp_path: Path) -> None:
    with Sleepers(tmp_path, "abc") as keeper:
        pids = keeper.pids.values()

    assert keeper.ended == ["c", "b", "a"]
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert not list(tmp_path.glob("*.pid"))


def test_a_process_that_does_not_heed_is_ended_all_the_same(tmp_path: Path) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True);"
    child = Child("deaf", [sys.executable, "-c", deaf + SLEEP], tmp_path / "log")
    child.start()
    child.wait_until(lambda: "deaf" in child.tail(), 10)

    child.stop(0.1)

    assert child.code == -signal.SIGKILL


def test_a_process_that_cannot_start_says_so_with_the_end_of_its_log(tmp_path: Path) -> None:
    child = Child("broken", [sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path / "log")
    child.start()

    with pytest.raises(CannotStart, match="no such thing") as refusal:
        child.wait_until(lambda: False, 10)

    assert refusal.value.code == "ended-early"


def test_a_process_that_never_gets_ready_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    child = Child("slow", [sys.executable, "-c", SLEEP], tmp_path / "log")
    child.start()
    try:
        with pytest.raises(CannotStart) as refusal:
            child.wait_until(lambda: False, 0.1)
    finally:
        child.kill()

    assert refusal.value.code == "not-ready"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_no_process_outlives_its_supervisor_even_when_that_is_killed(tmp_path: Path) -> None:
    up = f"import os, time; open(f'{tmp_path}/{{os.getpid()}}.up', 'x'); time.sleep(600)"
    supervisor = f"""
import pathlib, sys, time
from tests.local.sleepers import Sleepers
with Sleepers(pathlib.Path({str(tmp_path)!r}), "abc", {up!r}) as keeper:
    time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", supervisor], cwd=ROOT, stdout=subprocess.DEVNULL) as running:
        _eventually(lambda: len(list(tmp_path.glob("*.up"))) == 3)
        pids = [int(path.read_text()) for path in tmp_path.glob("*.pid")]
        running.kill()

    assert len(pids) == 3
    _eventually(lambda: not any(psutil.pid_exists(pid) for pid in pids))


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_a_signal_stops_everything_in_order(tmp_path: Path, ending: signal.Signals) -> None:
    supervisor = f"""
import pathlib, signal
from tests.local.sleepers import Sleepers
signal.signal(signal.{ending.name}, signal.default_int_handler)
try:
    with Sleepers(pathlib.Path({str(tmp_path)!r}), "abc") as keeper:
        pathlib.Path({str(tmp_path / "up")!r}).touch()
        keeper.wait()
except KeyboardInterrupt:
    print(*keeper.ended)
"""
    command = [sys.executable, "-c", supervisor]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        _eventually((tmp_path / "up").exists)
        running.send_signal(ending)
        said, _ = running.communicate(timeout=60)

    assert said.splitlines()[-1] == "c b a"
    assert not list(tmp_path.glob("*.pid"))


def test_a_second_system_on_the_same_directory_is_refused(tmp_path: Path) -> None:
    first = Lock(tmp_path / ".lock")
    first.take()
    try:
        with pytest.raises(CannotStart) as refusal, System(Settings(var=tmp_path, development=True)):
            pass
    finally:
        first.release()

    assert refusal.value.code == "already-running"
    assert str(tmp_path) in refusal.value.zh
    assert str(os.getpid()) in refusal.value.en
