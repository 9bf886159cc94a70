"""What is played without being measured is there, and is not measured elsewhere."""

from pathlib import Path

from tests.conftest import WHOLE

UNMEASURED = Path("tests/unmeasured.txt").read_text(encoding="utf-8").split()


def test_every_file_that_is_not_measured_is_there_once_and_in_order() -> None:
    assert sorted(set(UNMEASURED)) == UNMEASURED
    assert [name for name in UNMEASURED if not Path(name).is_file()] == []


def test_no_file_is_left_to_a_tier_that_does_not_play_it() -> None:
    assert [name for name in UNMEASURED if name.startswith(WHOLE)] == []
