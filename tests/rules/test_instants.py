"""What a day is, and an instant of it."""

from datetime import datetime

import pytest

from rules.instants import lately


@pytest.mark.parametrize(
    ("at", "last"),
    [
        ("2026-03-02T09:00:00+00:00", "2026-03-02T09:00:00+00:00"),
        ("2026-03-02T09:04:59.999999+00:00", "2026-03-02T09:00:00+00:00"),
        ("2026-03-02T17:07:31+08:00", "2026-03-02T09:05:00+00:00"),
    ],
)
def test_what_is_counted_lately_is_of_the_last_full_five_minutes(at: str, last: str) -> None:
    assert lately(datetime.fromisoformat(at)) == datetime.fromisoformat(last)
