"""A program ends with its own code, what it said is said, and what is due at its end is done."""

import subprocess
import sys

import pytest

PROGRAM = """
import atexit, sys, threading, time
from local.leaving import run_and_leave

def program():
    atexit.register(lambda: print("due"))
    threading.Thread(target=time.sleep, args=[60]).start()  # somebody else's, who does not end
    sys.stdout.write("said ")
    {end}

run_and_leave(program)
"""


@pytest.mark.parametrize(
    ("end", "code", "told"),
    [
        ("pass", 0, ""),
        ("sys.exit()", 0, ""),
        ("sys.exit(3)", 3, ""),
        ("sys.exit('no')", 1, "no\n"),
        ("raise ValueError('broken')", 1, "ValueError: broken\n"),
        ("raise KeyboardInterrupt", 1, "KeyboardInterrupt\n"),
    ],
)
def test_it_ends_with_its_own_code_and_waits_for_no_other_thread(end: str, code: int, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(end=end)],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert (done.returncode, done.stdout) == (code, "said due\n")
    assert done.stderr.endswith(told)
