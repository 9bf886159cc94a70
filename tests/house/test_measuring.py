"""What keeps a measured process from spinning forgets as the ordinary one does, and does not hang."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.measuring import Unspun

ROOT = Path(__file__).resolve().parents[2]


class Key:
    pass


def test_it_forgets_what_nobody_else_remembers() -> None:
    kept, gone = Key(), Key()
    both = Unspun({kept: 1, gone: 2})
    assert dict(both) == {kept: 1, gone: 2}

    del gone
    gc.collect()

    assert (list(both), list(both.keys()), list(both.values()), len(both)) == ([kept], [kept], [1], 1)


def test_it_may_forget_while_it_is_walked_through() -> None:
    keys = [Key() for _ in range(3)]
    walked = Unspun(dict.fromkeys(keys, 0))
    seen = 0
    for _ in walked:
        keys.clear()
        seen += 1

    assert seen == 1


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
