"""Coverage follows greenlets, takes their stacks again, and does not hang where threads end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from coverage import CoverageData
from greenlet import greenlet  # type: ignore[import-untyped]

from tests.measuring import Stacks

ROOT = Path(__file__).resolve().parents[2]
MANY = 300

# Every line of both is run, and each leaves the other standing in the middle of a call, over and over.
GREENLETS = """
from greenlet import getcurrent, greenlet

def first(there):
    here = getcurrent().parent
    here.switch()
    return second(there)

def second(there):
    there.switch()
    return there

main = getcurrent()
for _ in range(200):
    other = greenlet(lambda: main.switch())
    one = greenlet(first)
    one.switch(other)
    one.switch()
    one.switch()
"""


def test_a_stack_is_taken_again_once_its_greenlet_has_ended() -> None:
    stacks, made = Stacks(), 0

    for _ in range(MANY):
        running = greenlet(lambda: None)
        try:
            index = stacks[running]
        except KeyError:
            stacks[running] = index = made
            made += 1
        assert stacks[running] == index
        running.switch()

    assert made < MANY / 2


def test_a_greenlet_that_goes_on_keeps_its_stack() -> None:
    stacks = Stacks()
    going_on = [greenlet(lambda: None) for _ in range(MANY)]
    for index, running in enumerate(going_on):
        with pytest.raises(KeyError):
            stacks[running]
        stacks[running] = index

    assert [stacks[running] for running in going_on] == list(range(MANY))


@pytest.mark.slow
def test_every_line_is_measured_where_greenlets_leave_each_other_in_the_middle(tmp_path: Path) -> None:
    script, data = tmp_path / "greenlets.py", tmp_path / "data"
    script.write_text(GREENLETS)
    rules = tmp_path / "rules.ini"
    rules.write_text("[run]\nconcurrency = thread, greenlet\nplugins = tests.measuring\n")

    command = [sys.executable, "-m", "coverage", "run"]
    asked = [*command, "--rcfile", str(rules), "--data-file", str(data), str(script)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    subprocess.run(asked, cwd=ROOT, env={**environment, "PYTHONPATH": str(ROOT)}, check=True, timeout=60)

    found = CoverageData(str(data))
    found.read()
    lines = {n for n, line in enumerate(GREENLETS.splitlines(), start=1) if line.strip()}
    assert set(found.lines(str(script)) or ()) == lines


@pytest.mark.slow
def test_sixteen_threads_that_end_at_once_do_not_hang_a_measured_process(tmp_path: Path) -> None:
    """Without the cure it hangs within seconds (`plugins` in pyproject.toml)."""
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "coverage",
            "run",
            "--data-file",
            str(tmp_path / "data"),
            "-m",
            "tests.measuring",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith("rounds\n")
